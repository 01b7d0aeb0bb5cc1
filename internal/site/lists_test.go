package site

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
)

// pagesOf renders the pages and files of a builder's lists.
func pagesOf(t *testing.T, b *builder) map[string]string {
	t.Helper()
	b.outputs = nil
	for _, l := range b.lists() {
		b.addList(l.make())
	}
	pages := map[string]string{}
	for _, o := range b.outputs {
		var s strings.Builder
		if err := o.Render(&s); err != nil {
			t.Fatal(err)
		}
		pages[o.Path] = s.String()
	}
	return pages
}

func listBuilders(t *testing.T) map[string]*builder {
	return map[string]*builder{
		"demo":          builderOf(t, demoFiles(t), "2025-06-30"),
		"demo, before":  builderOf(t, demoFiles(t), "2010-01-01"),
		"default":       builderOf(t, os.DirFS("../.."), "2026-11-23"),
		"default, past": builderOf(t, os.DirFS("../.."), "2022-06-29"),
	}
}

// TestFacetsHoldEveryRecord sees that every record of a list is under a value of each of
// its facets, and under no value twice.
func TestFacetsHoldEveryRecord(t *testing.T) {
	for name, b := range listBuilders(t) {
		for _, of := range b.lists() {
			l := of.make()
			for _, f := range l.facets {
				held := map[*entry]bool{}
				for _, v := range f.values {
					here := map[*entry]bool{}
					for _, e := range v.entries {
						if here[e] {
							t.Errorf("%s: %s by %s: %v is twice under %v", name, l.section, f.title, e.key, v.slug)
						}
						here[e], held[e] = true, true
					}
				}
				if len(held) != len(l.entries) {
					t.Errorf("%s: %s by %s holds %d of %d records", name, l.section, f.title, len(held), len(l.entries))
				}
			}
		}
	}
}

// TestFacetLinks follows every link to a facet's page, and sees that the page has the
// number of records that the link promises: in its heading, and as cards on its pages.
func TestFacetLinks(t *testing.T) {
	for name, b := range listBuilders(t) {
		pages := pagesOf(t, b)
		followed := map[string]bool{} // many pages have the same links
		for path, page := range pages {
			if !strings.HasSuffix(path, ".html") || !strings.Contains(page, `class="count"`) {
				continue
			}
			lang := i18n.Lang(path[:2])
			for href, count := range facetLinks(t, page) {
				if followed[href+" "+count] {
					continue
				}
				followed[href+" "+count] = true
				first := strings.TrimPrefix(href, "/") + "index.html"
				target, ok := pages[first]
				if !ok {
					t.Fatalf("%s: %s links to %s, which is not there", name, path, href)
				}
				heading := b.n(lang, "count-records", atoi(t, count), nil)
				if !strings.Contains(target, `<h2 class="count">`+heading+`</h2>`) {
					t.Errorf("%s: %s promises %s records at %s", name, path, count, href)
				}
				if got := cardsFrom(pages, first); got != min(atoi(t, count), mostFacetPages*perPage) {
					t.Errorf("%s: %s has %d cards, the link says %s", name, href, got, count)
				}
			}
		}
		if len(followed) == 0 && !strings.Contains(name, "before") {
			t.Errorf("%s: no links to facets", name)
		}
	}
}

// cardsFrom counts the cards of a page and of those that its pager leads to.
func cardsFrom(pages map[string]string, first string) int {
	cards := strings.Count(pages[first], `<li class="card">`) - strings.Count(pages[first], `<template id="filter-card">`)
	for n := 2; ; n++ {
		folder := strings.TrimSuffix(first, "index.html")
		page, ok := pages[fmt.Sprintf("%slapa/%d/index.html", folder, n)]
		if !ok {
			page, ok = pages[fmt.Sprintf("%spage/%d/index.html", folder, n)]
		}
		if !ok {
			return cards
		}
		cards += strings.Count(page, `<li class="card">`)
	}
}

// facetLinks are the links of a page's facets with the numbers beside them.
func facetLinks(t *testing.T, page string) map[string]string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for n := range root.Descendants() {
		if n.Data != "a" || n.Parent.Data != "li" || !strings.Contains(attr(n, "href"), "/pec/") && !strings.Contains(attr(n, "href"), "/by/") {
			continue
		}
		if count := n.NextSibling; count != nil && count.NextSibling != nil && attr(count.NextSibling, "class") == "count" {
			links[attr(n, "href")] = count.NextSibling.FirstChild.Data
		}
	}
	return links
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n = 10*n + int(c-'0')
		}
	}
	return n
}

// TestFacetPagesEnd sees that a value with very many records has few pages, which say
// so, while the whole list has all records.
func TestFacetPagesEnd(t *testing.T) {
	const many = 5*perPage + 1
	b := newTestBuilder(t, nil, "2025-06-30")
	l := list{section: sectionEvents, order: "order-newest"}
	for i := range many {
		e := &entry{
			key: entryKey{"event", fmt.Sprint(i)}, title: text(fmt.Sprint(i), ""), base: &record.Common{},
			rec: &record.Event{Kind: "week"}, href: map[i18n.Lang]string{},
		}
		l.entries = append(l.entries, e)
	}
	l.facets = b.eventFacets(l.entries)
	weeks := selection{of: &l, facet: &l.facets[0], entries: l.entries}
	for j := range l.facets[0].values {
		if v := &l.facets[0].values[j]; len(v.entries) > 0 {
			weeks.value = v
		}
	}
	if got := weeks.pages(); got != mostFacetPages {
		t.Errorf("got %d pages", got)
	}
	view, err := b.listView(i18n.Latvian, weeks, 1, weeks.pages())
	if err != nil {
		t.Fatal(err)
	}
	want := "Šeit ir pirmie 200 no 251 ieraksta. Visi ieraksti ir pilnajā sarakstā."
	if len(view.Notices) != 1 || view.Notices[0].Text != want {
		t.Errorf("got %v", view.Notices)
	}
	if got := (selection{of: &l, entries: l.entries}).pages(); got != 6 {
		t.Errorf("the whole list has %d pages", got)
	}
}

// TestFilterFile holds the file for combined filters against the facets' entries and
// against the cards that the pages show.
func TestFilterFile(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	files := 0
	for _, of := range b.lists() {
		l := of.make()
		if !l.narrows() {
			continue
		}
		for _, lang := range b.langs {
			files++
			data := readBack(t, b.filterData(lang, &l))
			if len(data.Cards.Href) != len(l.entries) {
				t.Fatalf("%s: %d rows of %d", l.section, len(data.Cards.Href), len(l.entries))
			}
			for _, f := range l.facets {
				checkFilterFacet(t, lang, &l, &f, data)
			}
			checkFilterOrders(t, lang, &l, data)
			checkFilterWords(t, lang, &l, data)
			for row, e := range l.entries {
				if c := b.cardView(lang, e); data.Cards.Title[row] != c.Title || data.Cards.Href[row] != e.href[lang] || len(data.Cards.Badges[row]) != len(c.Badges) {
					t.Errorf("%s: row %d is not %v", l.section, row, e.key)
				}
			}
		}
	}
	if files < 8 {
		t.Errorf("only %d files", files)
	}
}

func readBack(t *testing.T, data filterData) filterData {
	t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	var out filterData
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func checkFilterFacet(t *testing.T, lang i18n.Lang, l *list, f *facet, data filterData) {
	t.Helper()
	file := data.Facets[slugIn(lang, f.slug)]
	counts := map[string]int{}
	for _, places := range file.Of {
		if len(places) == 0 {
			t.Errorf("%s: a row has no value of %s", l.section, f.title)
		}
		for _, place := range places {
			counts[file.Values[place]]++
		}
	}
	for _, v := range f.values {
		if got := counts[slugIn(lang, v.slug)]; got != len(v.entries) {
			t.Errorf("%s: %d rows with %s %v, %d records", l.section, got, f.title, v.slug, len(v.entries))
		}
	}
}

func checkFilterOrders(t *testing.T, lang i18n.Lang, l *list, data filterData) {
	t.Helper()
	for _, o := range l.orders {
		file, ok := data.Orders[slugIn(lang, o.slug)]
		if !ok || (o.day != nil && len(file.Days) != len(l.entries)) {
			t.Errorf("%s: the order %s has %d days", l.section, o.title, len(file.Days))
		}
	}
}

// checkFilterWords sees that every choice has its words in the other language's addresses.
func checkFilterWords(t *testing.T, lang i18n.Lang, l *list, data filterData) {
	t.Helper()
	other := i18n.English
	if lang == other {
		other = i18n.Latvian
	}
	words := data.Elsewhere[other]
	check := func(parameter, value i18n.Text) {
		name, here := slugIn(lang, parameter), slugIn(lang, value)
		there, ok := words.Values[name][here]
		if !ok {
			there = here
		}
		if words.Names[name] != slugIn(other, parameter) || there != slugIn(other, value) {
			t.Errorf("%s: %s=%s is %s=%s in %s", l.section, name, here, words.Names[name], there, other)
		}
	}
	for _, f := range l.facets {
		for _, v := range f.values {
			check(f.slug, v.slug)
		}
	}
	for _, o := range l.orders {
		check(slugSort, o.slug)
	}
	if words.Names[slugIn(lang, slugSort)] == slugIn(lang, slugSort) {
		t.Errorf("%s: the languages do not differ, so nothing is tested", l.section)
	}
}

// TestSlugsDiffer sees that the parameters of a list differ, and the slugs of a facet's
// values: two pages at one address would be one.
func TestSlugsDiffer(t *testing.T) {
	for name, b := range listBuilders(t) {
		for _, lang := range b.langs {
			for _, of := range b.lists() {
				l := of.make()
				names := map[string]bool{slugIn(lang, slugSort): true}
				for _, f := range l.facets {
					if slug := slugIn(lang, f.slug); names[slug] {
						t.Errorf("%s: %s has two parameters %s", name, l.section, slug)
					} else {
						names[slug] = true
					}
					values := map[string]bool{}
					for _, v := range f.values {
						if slug := slugIn(lang, v.slug); values[slug] {
							t.Errorf("%s: %s has two values %s", name, f.title, slug)
						} else {
							values[slug] = true
						}
					}
				}
			}
		}
	}
}

// TestFixedValuesHavePages sees that the values of a vocabulary have their page though
// they are empty, and that those of an open set do not.
func TestFixedValuesHavePages(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2010-01-01")
	var paths []string
	b.outputs = nil
	for _, l := range b.lists() {
		b.addList(l.make())
	}
	for _, o := range b.outputs {
		if o.Kind == output.Listing {
			paths = append(paths, o.Path)
		}
	}
	all := strings.Join(paths, "\n")
	for _, want := range []string{
		"lv/lidzdaliba/pec/stadija/open/", "en/consultations/by/feedback/none-found/", "lv/pasakumi/pec/kavejums/overdue/",
		"lv/lidzdaliba/pec/metode/nav-noradits/", "en/measures/by/lead/not-stated/", "en/measures/by/area/not-stated/", "lv/notikumi/pec/veids/week/",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no page %s", want)
		}
	}
	if len(b.byType["consultation"]) == 0 && strings.Contains(all, "lv/lidzdaliba/pec/institucija/zz-") {
		t.Error("an institution without consultations has a page")
	}
}
