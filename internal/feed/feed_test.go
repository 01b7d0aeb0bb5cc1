package feed

import (
	"bytes"
	"testing"

	"parskats/internal/i18n"
)

func TestWrite(t *testing.T) {
	day, err := i18n.ParseDate("2024-10-15")
	if err != nil {
		t.Fatal(err)
	}
	f := Feed{
		Lang: i18n.Latvian, ID: "tag:example.lv,2026:parskats/lv", Title: "Izmaiņas <visas> & \"citas\"",
		Page: "https://example.lv/lv/izmainas/", Self: "https://example.lv/lv/atom.xml", Author: "Valsts kanceleja", Updated: day.First(),
		Entries: []Entry{
			{ID: "tag:example.lv,2026:parskats/a", Title: "A & B", Link: "https://example.lv/lv/a/?x=1&y=2", Updated: day.First(), Summary: "Pasākums 1.2a: <izpildīts>"},
			{ID: "tag:example.lv,2026:parskats/b", Title: "B", Updated: day.First() - 1, Summary: "Ziņa"},
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
 <updated>2024-10-15T00:00:00Z</updated>
 <author>
  <name>Valsts kanceleja</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://example.lv/lv/atom.xml"></link>
 <link rel="alternate" type="text/html" href="https://example.lv/lv/izmainas/"></link>
 <entry>
  <id>tag:example.lv,2026:parskats/a</id>
  <title>A &amp; B</title>
  <updated>2024-10-15T00:00:00Z</updated>
  <link rel="alternate" type="text/html" href="https://example.lv/lv/a/?x=1&amp;y=2"></link>
  <summary>Pasākums 1.2a: &lt;izpildīts&gt;</summary>
 </entry>
 <entry>
  <id>tag:example.lv,2026:parskats/b</id>
  <title>B</title>
  <updated>2024-10-14T00:00:00Z</updated>
  <summary>Ziņa</summary>
 </entry>
</feed>
`
	if b.String() != want {
		t.Errorf("got\n%s", &b)
	}
}
