package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
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

// A day on which no record changed is no page's last-modified day: as that of the pages that speak
// as of the day, such as the dashboard and figures, none is known.
func TestSitemapOfAQuietDay(t *testing.T) {
	yesterday := renderedOf(t, builderOf(t, os.DirFS("../.."), "2026-11-23"), "sitemap.xml")
	today := renderedOf(t, builderOf(t, os.DirFS("../.."), "2026-11-24"), "sitemap.xml")
	if today != yesterday || strings.Contains(today, "<lastmod>2026-11-24") {
		t.Error("the sitemap tells of a change on a day without any")
	}
	if !strings.Contains(today, "<lastmod>") {
		t.Error("no page has a last-modified day")
	}
	for _, page := range []string{"lv/", "en/figures/", "lv/skaitli/plan-state/", "lv/dati/"} {
		if !strings.Contains(today, "<loc>https://example.lv/"+page+"</loc><xhtml:link ") {
			t.Errorf("%s is not there, or has a last-modified day", page)
		}
	}
}
