package site

import (
	"html"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// refersTo reports whether a record has a reference to another.
func refersTo(rec any, target entryKey) (found bool) {
	value := reflect.ValueOf(rec).Elem()
	eachReference(record.FieldsOf(value.Type()), value, func(to entryKey) { found = found || to == target })
	return found
}

// isAbout is concerned, by the records alone and for one plan or institution.
func isAbout(h *history, i int, key entryKey) bool {
	c := &h.told[i]
	r, isCommitment := c.Record.(*record.Commitment)
	switch {
	case c.Record == nil:
		return false
	case !isCommitment:
		return entryKey{c.Type, c.Record.Base().ID} == key || refersTo(c.Record, key)
	case key.typ == "plan":
		return r.Plan == key.id
	}
	if c.Measure != nil {
		m := c.Measure.Record
		if own := slices.Concat(m.Lead, m.CoLead, m.Implementers); len(own) > 0 {
			return slices.Contains(own, key.id)
		}
	}
	return slices.Contains(slices.Concat(r.Lead, r.CoLead, r.Implementers), key.id)
}

// The feed of a plan or an institution tells what all changes tell of it, and nothing else.
func TestFeedsOfRecordsTellTheirPart(t *testing.T) {
	for name, b := range map[string]*builder{
		"demo":    builderOf(t, demoFiles(t), "2025-06-30"),
		"default": builderOf(t, os.DirFS("../.."), "2026-11-23"),
	} {
		h := b.history()
		told := 0
		for _, typ := range []record.TypeName{"plan", "institution"} {
			for _, e := range b.byType[typ] {
				var want []int
				for i := range h.told {
					if isAbout(h, i, e.key) {
						want = append(want, i)
					}
				}
				if !slices.Equal(h.of[e.key], want) {
					t.Errorf("%s: %v has %d changes, want %d", name, e.key, len(h.of[e.key]), len(want))
				}
				told += len(want)
			}
		}
		if told < 100 {
			t.Errorf("%s: only %d changes are told, so hardly anything is tested", name, told)
		}
	}
}

// A feed is linked from the page that it belongs to, for programs and for readers, and names
// that page and its own address.
func TestFeedsAreLinkedFromTheirPages(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	plan := "zz-1"
	for _, c := range []struct{ folder, page string }{
		{"lv/", "lv/izmainas/"}, {"en/", "en/changes/"},
		{"lv/lidzdaliba/", "lv/lidzdaliba/"}, {"en/consultations/", "en/consultations/"},
		{"lv/plani/" + plan + "/", "lv/plani/" + plan + "/"}, {"en/institutions/zz-kanceleja/", "en/institutions/zz-kanceleja/"},
	} {
		page := html.UnescapeString(renderedOf(t, b, c.page+"index.html"))
		_, text := feedOf(t, b, c.folder+"atom.xml")
		if page == "" || text == "" {
			t.Fatalf("%s: no page or no feed", c.folder)
		}
		href := "/" + c.folder + "atom.xml"
		if head, body, _ := strings.Cut(page, "<body"); !strings.Contains(head, `type="application/atom+xml" href="`+href+`"`) || !strings.Contains(body, `<a href="`+href+`"`) {
			t.Errorf("%s does not link to %s", c.page, href)
		}
		for _, link := range []string{
			`<link rel="self" type="application/atom+xml" href="https://example.lv` + href + `">`,
			`<link rel="alternate" type="text/html" href="https://example.lv/` + c.page + `">`,
			`xml:lang="` + c.folder[:2] + `"`,
		} {
			if !strings.Contains(text, link) {
				t.Errorf("%s lacks %s", href, link)
			}
		}
	}
}

// Every feed has an id of its own.
func TestFeedsHaveTheirIDs(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	seen := map[string]string{}
	for _, o := range listed(t, b) {
		if !strings.HasSuffix(o.Path, "/"+feedFile) {
			continue
		}
		f, _ := feedOf(t, b, o.Path)
		if other := seen[f.ID]; other != "" {
			t.Errorf("%s and %s are both %s", o.Path, other, f.ID)
		}
		seen[f.ID] = o.Path
		entries := map[string]bool{}
		for _, e := range f.Entries {
			if entries[e.ID] {
				t.Errorf("%s has %s twice", o.Path, e.ID)
			}
			entries[e.ID] = true
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d feeds", len(seen))
	}
}

// On a day on which nothing happens no feed changes.
func TestFeedsAreQuiet(t *testing.T) {
	first, second := builderOf(t, demoFiles(t), "2025-06-29"), builderOf(t, demoFiles(t), "2025-06-30")
	changed := map[string]bool{} // what is told anew concerns these
	for _, h := range []*history{second.history(), second.calls()} {
		for i := range h.told {
			if h.told[i].Day == second.Day {
				changed["lv/atom.xml"], changed["lv/lidzdaliba/atom.xml"] = true, true
				for _, key := range second.concerned(&h.told[i], second.followed()) {
					if e := second.entries.get(key); e != nil {
						changed["lv/"+e.address[i18n.Latvian]+feedFile] = true
					}
				}
			}
		}
	}
	feeds := 0
	for _, o := range listed(t, second) {
		if strings.HasPrefix(o.Path, "lv/") && strings.HasSuffix(o.Path, "/"+feedFile) && !changed[o.Path] {
			feeds++
			if renderedOf(t, first, o.Path) != renderedOf(t, second, o.Path) {
				t.Errorf("%s changed, and nothing happened", o.Path)
			}
		}
	}
	if feeds < 5 {
		t.Errorf("only %d feeds are quiet", feeds)
	}
}
