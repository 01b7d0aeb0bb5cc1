package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parskats/internal/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

func TestWrite(t *testing.T) {
	day, err := i18n.ParseDate("2024-10-15")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Riga")
	if err != nil {
		t.Fatal(err)
	}
	f := Feed{
		Lang: i18n.Latvian, ID: "tag:example.lv,2026:parskats/lv", Title: "Izmaiņas <visas> & \"citas\"",
		Page: "https://example.lv/lv/izmainas/", Self: "https://example.lv/lv/atom.xml", Author: "Valsts kanceleja", Zone: zone,
		Entries: []Entry{
			{ID: "tag:example.lv,2026:parskats/a", Title: "A & B", Link: "https://example.lv/lv/a/?x=1&y=2", Updated: day.First(), Summary: "Pasākums 1.2a: <izpildīts>"},
			{ID: "tag:example.lv,2026:parskats/b", Title: "B", TitleLang: "en", Updated: day.First() - 300, Summary: "Ziņa"},
		},
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="lv">
 <id>tag:example.lv,2026:parskats/lv</id>
 <title>Izmaiņas &lt;visas&gt; &amp; &#34;citas&#34;</title>
 <updated>2024-10-15T00:00:00+03:00</updated>
 <author>
  <name>Valsts kanceleja</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://example.lv/lv/atom.xml"></link>
 <link rel="alternate" type="text/html" href="https://example.lv/lv/izmainas/"></link>
 <entry>
  <id>tag:example.lv,2026:parskats/a</id>
  <title>A &amp; B</title>
  <updated>2024-10-15T00:00:00+03:00</updated>
  <link rel="alternate" type="text/html" href="https://example.lv/lv/a/?x=1&amp;y=2"></link>
  <summary>Pasākums 1.2a: &lt;izpildīts&gt;</summary>
 </entry>
 <entry>
  <id>tag:example.lv,2026:parskats/b</id>
  <title xml:lang="en">B</title>
  <updated>2023-12-20T00:00:00+02:00</updated>
  <link rel="alternate" type="text/html" href="https://example.lv/lv/izmainas/"></link>
  <summary>Ziņa</summary>
 </entry>
</feed>
`
	if b.String() != want {
		t.Errorf("got\n%s", &b)
	}
}

// A feed must say when it was updated. One without entries says so of no day that a reader
// could take for news.
func TestWriteWithoutEntries(t *testing.T) {
	f := Feed{Lang: i18n.English, ID: "tag:example.lv,2026:parskats/en", Title: "Changes", Zone: time.UTC}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if want := "<updated>1970-01-01T00:00:00Z</updated>"; !strings.Contains(b.String(), want) {
		t.Errorf("no %s in\n%s", want, &b)
	}
}

// texts are what a record could hold, and what a reader is to have of it: all but the control
// characters, which XML can't hold.
var texts = []struct{ name, text, want string }{
	{"control characters", "a\x00b\x1bc\u0085d\te\nf\rg", "abcd\te\nfg"},
	{"emoji", "👩🏽‍🚒 🇱🇻", "👩🏽‍🚒 🇱🇻"},
	{"right to left", "שלום (عام) Rīga", "שלום (عام) Rīga"},
	{"long", strings.Repeat("ā", 10_000), strings.Repeat("ā", 10_000)},
	{"markup", "]]> <b>&amp; \"'", "]]> <b>&amp; \"'"},
	{"no Unicode", "a\xffb", "a\ufffdb"},
}

// Whatever text a record has, what is read from the feed is the same text. The feed stands in
// testdata/any for independent readers, beside the titles that they are to find (.ci/feeds.py).
func TestWriteAnyText(t *testing.T) {
	f := Feed{
		Lang: i18n.Latvian, ID: "tag:example.lv,2026:parskats/lv", Title: "Visādi teksti", Author: "Valsts kanceleja", Zone: time.UTC,
		Page: "https://example.lv/lv/izmainas/", Self: "https://example.lv/lv/atom.xml",
	}
	var wanted []string
	for i, c := range texts {
		f.Entries = append(f.Entries, Entry{ID: fmt.Sprintf("tag:example.lv,2026:parskats/%d", i), Title: c.text, Summary: c.text})
		wanted = append(wanted, c.want)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Entries []struct {
			Title   string `xml:"title"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	for i, c := range texts {
		if e := read.Entries[i]; e.Title != c.want || e.Summary != c.want {
			t.Errorf("%s: got %q", c.name, e)
		}
	}
	list, err := json.MarshalIndent(wanted, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/any/atom.xml", b.Bytes())
	golden(t, "testdata/any/texts.json", append(list, '\n'))
}

// golden holds a file against what was written, or writes it.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is another file; look at what changed, and write it with -update", file)
	}
}
