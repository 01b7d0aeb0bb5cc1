package site

import (
	"testing"

	"parskats/internal/changes"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

func TestPlaceOf(t *testing.T) {
	page := func(lang i18n.Lang, of record.TypeName, id string) changes.Place {
		return changes.Place{Type: of, ID: id, Lang: lang, IsPage: true}
	}
	file := func(lang i18n.Lang, of record.TypeName, id string) changes.Place {
		return changes.Place{Type: of, ID: id, Lang: lang}
	}
	for path, want := range map[string]changes.Place{
		"index.html":                                      {},
		"404.html":                                        {},
		"data/v1/plans.csv":                               {},
		"data/v1/plans/lv-5.json":                         {Type: "plan", ID: "lv-5", IsData: true},
		"data/v1/plans.json":                              {},
		"data/catalog.jsonld":                             {},
		"assets/site.123.css":                             {},
		"lv/index.html":                                   page("lv", "site", ""),
		"lv/atom.xml":                                     {Lang: "lv"},
		"lv/plani/index.html":                             {Lang: "lv", IsList: true},
		"lv/plani/lv-5/index.html":                        page("lv", "plan", "lv-5"),
		"en/plans/lv-5/index.html":                        page("en", "plan", "lv-5"),
		"en/plans/lv-5/plan.png":                          file("en", "plan", "lv-5"),
		"lv/lidzdaliba/pec/limenis/consult/index.html":    {Lang: "lv", IsList: true},
		"lv/lidzdaliba/lapa/2/index.html":                 {Lang: "lv", IsList: true},
		"lv/lidzdaliba/list.json":                         {Lang: "lv"},
		"en/consultations/by/level/consult/page/2/x.html": {Lang: "en", IsList: true},
		"lv/skaitli/index.html":                           {Lang: "lv", IsList: true},
		"lv/skaitli/plan-state/index.html":                page("lv", "figure", "plan-state"),
		"lv/skaitli/plan-state/data.csv":                  file("lv", "figure", "plan-state"),
		"lv/skaitli/plan-state/embed/index.html":          file("lv", "figure", "plan-state"),
		"lv/izmainas/index.html":                          {Lang: "lv", IsList: true},
		"lv/izmainas/2026-09/index.html":                  {Lang: "lv", IsList: true},
		"lv/dati/index.html":                              {Lang: "lv", IsList: true},
		"en/data/measures-state/index.html":               {Lang: "en", IsList: true},
		"lv/metodika/index.html":                          page("lv", "site", "method"),
		"lv/meklet/words/0.json":                          file("lv", "site", "search"),
		"lv/par-vietni/index.html":                        page("lv", "page", "par-vietni"),
		"en/events/zz-1/index.html":                       page("en", "event", "zz-1"),
		"en/plani/lv-5/index.html":                        {Lang: "en"}, // no section's name in English
	} {
		if got := PlaceOf(path); got != want {
			t.Errorf("%s: got %+v, want %+v", path, got, want)
		}
	}
}

// Every page of a site is a record's, a figure's, a list's or the site's own, and that of each
// record is known by it.
func TestEveryPageHasItsPlace(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	known := map[entryKey]bool{}
	for _, o := range listed(t, b) {
		place := PlaceOf(o.Path)
		if place.IsPage && place.Type == "" {
			t.Errorf("%s is the page of nothing", o.Path)
		}
		if place.IsPage {
			known[entryKey{place.Type, place.ID}] = true
		}
	}
	for e := range b.entries.all {
		key := e.key
		if _, hasPage := sectionOf(key.typ); !hasPage || e == b.method || e == b.accessibility {
			continue
		}
		if p, ok := e.rec.(*record.Page); ok && !p.Slug.IsEmpty() {
			key.id = p.Slug[i18n.Latvian]
		}
		if !known[key] {
			t.Errorf("no page is that of %v", key)
		}
	}
}
