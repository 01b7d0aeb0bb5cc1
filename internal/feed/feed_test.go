package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"parskats/internal/i18n"
)

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

// Whatever text a record has, what is read from the feed is the same text, but for control
// characters, which XML can't hold.
func TestWriteAnyText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"control characters": {"a\x00b\x1bc\u0085d\te\nf\rg", "abcd\te\nfg"},
		"emoji":              {"👩🏽‍🚒 🇱🇻", "👩🏽‍🚒 🇱🇻"},
		"right to left":      {"שלום (عام) Rīga", "שלום (عام) Rīga"},
		"long":               {strings.Repeat("ā", 10_000), strings.Repeat("ā", 10_000)},
		"markup":             {"]]> <b>&amp; \"'", "]]> <b>&amp; \"'"},
		"no Unicode":         {"a\xffb", "a\ufffdb"},
	} {
		t.Run(name, func(t *testing.T) {
			f := Feed{Title: c.text, Zone: time.UTC, Entries: []Entry{{Title: c.text, Summary: c.text}}}
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			var read struct {
				Title string `xml:"title"`
				Entry struct {
					Title   string `xml:"title"`
					Summary string `xml:"summary"`
				} `xml:"entry"`
			}
			if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
				t.Fatal(err)
			}
			if read.Title != c.want || read.Entry.Title != c.want || read.Entry.Summary != c.want {
				t.Errorf("got %q", read)
			}
		})
	}
}
