package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// TestSitemapInParts: each page is in one part of the sitemap, whatever the number of parts, and
// the index names them all.
func TestSitemapInParts(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	listed(t, b)
	pages := func(part, parts int) []string {
		var out bytes.Buffer
		if err := b.writeSitemap(&out, part, parts); err != nil {
			t.Fatal(err)
		}
		var set struct {
			URLs []struct {
				Loc string `xml:"loc"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal(out.Bytes(), &set); err != nil {
			t.Fatal(err)
		}
		var locs []string
		for _, u := range set.URLs {
			locs = append(locs, u.Loc)
		}
		return locs
	}
	want := pages(0, 1)
	if len(want) < 500 {
		t.Fatalf("a sitemap of %d pages", len(want))
	}
	for _, parts := range []int{2, 3, 7} {
		var got []string
		for i := range parts {
			got = append(got, pages(i, parts)...)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%d parts list %d pages, one lists %d", parts, len(got), len(want))
		}
	}
	var index bytes.Buffer
	if err := b.writeSitemapIndex(&index, 3); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if !strings.Contains(index.String(), fmt.Sprintf("<loc>https://example.lv/%s</loc>", sitemapPart(i))) {
			t.Errorf("the index lacks part %d: %s", i, index.String())
		}
	}
}
