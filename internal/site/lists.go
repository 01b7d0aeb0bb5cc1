package site

import (
	"html/template"
	"strconv"

	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
)

// perPage is how many records a page of a list shows.
const perPage = 50

// mostFacetPages is over how many pages a facet's value is spread. The records beyond
// are on the pages of the whole list, which has all of them: a record would otherwise
// cost a place on some page once a facet.
const mostFacetPages = 4

// list is the records of a section, in the order in which they are shown.
type list struct {
	section section
	entries []*entry
	// alphabetical holds the entries in the order of each language's alphabet; nil for a
	// list in the same order everywhere.
	alphabetical map[i18n.Lang][]*entry
	facets       []facet
	// changed is the newest date in any of the records.
	changed i18n.Date
	// intro is the id of the sentence under the heading; "" for none.
	intro string
	// notices say what a reader must know of the whole list.
	notices func(lang i18n.Lang) []Notice
	// order is the id of what the order of entries is called; orders are others, of
	// which filter.js offers a choice.
	order  string
	orders []order
}

// selection is a list, or what a facet's value leaves of it.
type selection struct {
	of      *list
	facet   *facet
	value   *facetValue
	entries []*entry
}

// in returns the entries in the order in which a language shows them.
func (s selection) in(lang i18n.Lang) []*entry {
	if s.of.alphabetical == nil {
		return s.entries
	}
	return s.of.alphabetical[lang]
}

// addList lists the pages of a list.
func (b *builder) addList(l list) {
	l.changed = newestOf(l.entries)
	b.addSelection(selection{of: &l, entries: l.entries})
	b.addFilter(&l)
	for i := range l.facets {
		for j := range l.facets[i].values {
			v := &l.facets[i].values[j]
			b.addSelection(selection{of: &l, facet: &l.facets[i], value: v, entries: v.entries})
		}
	}
}

// pages is over how many pages a selection is spread: one at least.
func (s selection) pages() int {
	count := max(1, (len(s.entries)+perPage-1)/perPage)
	if s.facet != nil {
		count = min(count, mostFacetPages)
	}
	return count
}

// addSelection lists the pages of a selection.
func (b *builder) addSelection(s selection) {
	count, changed := s.pages(), b.selectionChanged(s)
	for n := 1; n <= count; n++ {
		kind := output.Listing
		if n == 1 && s.facet == nil {
			kind = output.Page
		}
		b.addPage(page{
			address:  b.selectionAddress(s, n),
			kind:     kind,
			template: "list",
			modified: changed,
			view:     func(lang i18n.Lang) (any, error) { return b.listView(lang, s, n, count) },
		})
	}
}

func (b *builder) selectionChanged(s selection) i18n.Date {
	var newest i18n.Date
	for _, e := range s.entries {
		if !e.changed.IsZero() && (newest.IsZero() || e.changed.Last() > newest.Last()) {
			newest = e.changed
		}
	}
	return newest
}

// selectionAddress returns the address of a selection's page n.
func (b *builder) selectionAddress(s selection, n int) address {
	var parts []i18n.Text
	if s.facet != nil {
		parts = append(parts, slugBy, s.facet.slug, s.value.slug)
	}
	if n > 1 {
		parts = append(parts, slugPage, same(strconv.Itoa(n)))
	}
	return b.addressOf(s.of.section, parts...)
}

func (b *builder) listView(lang i18n.Lang, s selection, n, count int) (*listView, error) {
	heading := b.sectionTitle(lang, s.of.section)
	crumbs := []Link{{Text: heading}}
	if s.facet != nil {
		value := s.value.title(lang).Text
		crumbs = []Link{b.sectionCrumb(lang, s.of.section), {Text: b.t(lang, s.facet.title) + ": " + value}}
		heading += ": " + value
	}
	title := heading
	if n > 1 {
		title += ", " + b.f(lang, "page-n", i18n.Args{"N": n})
	}
	cards, err := b.cardsOf(lang, pageOf(s.in(lang), n))
	if err != nil {
		return nil, err
	}
	v := &listView{
		Layout:  b.layout(lang, b.selectionAddress(s, n), title, b.introOf(lang, s.of), crumbs...),
		Heading: heading,
		Count:   b.n(lang, "count-records", len(s.entries), nil),
		Cards:   cards,
		Empty:   b.t(lang, "list-empty"),
		Pager:   b.pager(lang, s, n, count),
	}
	if n > 1 {
		v.Count += ", " + b.f(lang, "page-n", i18n.Args{"N": n})
	} else if err := b.addFacets(lang, v, s); err != nil {
		return nil, err
	}
	if s.facet != nil {
		v.Clear = &Link{Text: b.t(lang, "whole-list"), Href: b.href(lang, b.addressOf(s.of.section))}
	}
	v.Notices = append(v.Notices, b.listNotices(lang, s)...)
	changed := s.of.changed // the first page counts all records, by facets
	if n > 1 {
		changed = newestOf(s.entries)
	}
	v.AsOf = b.standing(lang, pageOf(s.in(lang), n), b.changedOn(lang, "changed-list", changed))
	return v, nil
}

// addFacets adds what the first page of a selection has alone: the ways to narrow the
// list and, on the list's own page, what it is and the form that combines filters.
func (b *builder) addFacets(lang i18n.Lang, v *listView, s selection) error {
	facets, err := b.facetViews(lang, s)
	if err != nil {
		return err
	}
	v.Facets = facets
	v.Follow = b.followList(lang, s)
	if s.facet == nil {
		v.Intro = b.introOf(lang, s.of)
		v.Filter = b.filterView(lang, s.of)
	} else if len(s.entries) > 0 {
		v.Combine = &Link{Text: b.t(lang, "filter-combine"), Href: b.filterHref(lang, s)}
	}
	return nil
}

// followList offers the feed and the calendars of a list, or of a facet's value.
func (b *builder) followList(lang i18n.Lang, s selection) []Follow {
	isWhole := s.facet == nil
	switch s.of.section {
	case sectionConsultations:
		if isWhole {
			return append(b.follow(lang, b.callsChannel()), b.subscribe(lang, b.takingAgenda())...)
		}
		if s.facet.title == "facet-level" {
			return b.subscribe(lang, b.levelAgenda(record.Level(s.value.key)))
		}
	case sectionMeasures, sectionEvents:
		if isWhole {
			return b.subscribe(lang, b.wholeAgenda())
		}
	}
	return nil
}

func (b *builder) introOf(lang i18n.Lang, l *list) string {
	if l.intro == "" {
		return ""
	}
	return b.t(lang, l.intro)
}

// listNotices says what the whole list is a part of, whether a facet's pages end before
// its records do, and whether fictional records are among those shown. A narrowed list does not repeat the whole one's numbers.
func (b *builder) listNotices(lang i18n.Lang, s selection) []Notice {
	var notices []Notice
	if s.of.notices != nil {
		notices = s.of.notices(lang)
	}
	if s.facet != nil && len(notices) > 0 {
		notices = []Notice{{Kind: "part", Text: b.t(lang, "list-part")}}
	}
	if most := mostFacetPages * perPage; s.facet != nil && len(s.entries) > most {
		text := b.n(lang, "facet-cut", len(s.entries), i18n.Args{"Shown": i18n.FormatInt(lang, most)})
		notices = append(notices, Notice{Kind: "note", Text: text})
	}
	for _, e := range s.entries {
		if e.base.Sample && !b.Records.Config.SampleNotice {
			return append(notices, b.sampleNotice(lang))
		}
	}
	return notices
}

func pageOf(entries []*entry, n int) []*entry {
	from := (n - 1) * perPage
	return entries[from:min(from+perPage, len(entries))]
}

func (b *builder) cardsOf(lang i18n.Lang, entries []*entry) ([]template.HTML, error) {
	cards := make([]template.HTML, 0, len(entries))
	for _, e := range entries {
		card, err := b.card(lang, e)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}

// card renders a record's card once a language; lists put it in whole.
func (b *builder) card(lang i18n.Lang, e *entry) (template.HTML, error) {
	if known, ok := b.cards[lang].Load(e.key); ok {
		return known.(template.HTML), nil
	}
	card, err := b.Theme.Partial(lang, "card", b.cardView(lang, e))
	if err != nil {
		return "", err
	}
	b.cards[lang].Store(e.key, card)
	return card, nil
}

// facetViews prints the facets: the values that hold records, with their numbers; that
// of the selection always. A facet with one value narrows nothing.
func (b *builder) facetViews(lang i18n.Lang, s selection) ([]template.HTML, error) {
	var views []template.HTML
	for i := range s.of.facets {
		f := &s.of.facets[i]
		view := b.facetView(lang, s, f)
		if len(view.Values) < 2 && view.Chosen.Text == "" {
			continue
		}
		printed, err := b.facetHTML(lang, s, view, f)
		if err != nil {
			return nil, err
		}
		views = append(views, printed)
	}
	return views, nil
}

func (b *builder) facetView(lang i18n.Lang, s selection, f *facet) Facet {
	view := Facet{Title: b.t(lang, f.title)}
	for _, j := range f.shown[lang] {
		v := &f.values[j]
		current := s.value == v
		if len(v.entries) == 0 && !current {
			continue
		}
		link := v.title(lang)
		if current {
			view.Chosen = link
		}
		link.Href = b.href(lang, b.selectionAddress(selection{of: s.of, facet: f, value: v}, 1))
		view.Values = append(view.Values, FacetValue{Link: link, Count: i18n.FormatInt(lang, len(v.entries)), Current: current})
	}
	return view
}

// pager leads through a selection's pages; nil where there is only one.
func (b *builder) pager(lang i18n.Lang, s selection, n, count int) *Pager {
	if count == 1 {
		return nil
	}
	to := func(n int) string { return b.href(lang, b.selectionAddress(s, n)) }
	p := &Pager{Text: b.f(lang, "page-of", i18n.Args{"N": n, "Count": count})}
	if n > 1 {
		p.Previous = &Link{Text: b.t(lang, "previous"), Href: to(n - 1)}
	}
	if n < count {
		p.Next = &Link{Text: b.t(lang, "next"), Href: to(n + 1)}
	}
	for _, i := range nearPages(n, count) {
		p.Pages = append(p.Pages, NavItem{Text: strconv.Itoa(i), Href: to(i), Current: i == n})
	}
	return p
}

// nearPages are the first page, the last and those around the present one.
func nearPages(n, count int) []int {
	var pages []int
	for i := 1; i <= count; i++ {
		if i == 1 || i == count || (i >= n-2 && i <= n+2) {
			pages = append(pages, i)
		}
	}
	return pages
}
