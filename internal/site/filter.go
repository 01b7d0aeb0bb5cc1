package site

import (
	"encoding/json"
	"html/template"
	"io"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/output"
)

// order is an order of a list other than the one in which its pages are. Without a day
// it is that of the titles.
type order struct {
	slug        i18n.Text
	title       string // the id of its name
	day         func(e *entry) i18n.Date
	newestFirst bool
}

var byTitle = order{slug: orderTitle, title: "order-title"}

// filterFile is the name of the file, beside a list's first page, that holds the list
// for combined filters.
const filterFile = "list.json"

// mostBoxes is how many values a filter offers as boxes, of which several can be
// ticked. Of more values a reader chooses one.
const mostBoxes = 6

// narrows reports whether a facet of the list divides it.
func (l *list) narrows() bool {
	for i := range l.facets {
		held := 0
		for _, v := range l.facets[i].values {
			if len(v.entries) > 0 {
				held++
			}
		}
		if held > 1 {
			return true
		}
	}
	return false
}

// filterHref is the address of the list's own page with one value chosen.
func (b *builder) filterHref(lang i18n.Lang, s selection) string {
	return b.href(lang, b.addressOf(s.of.section)) + "?" + slugIn(lang, s.facet.slug) + "=" + slugIn(lang, s.value.slug)
}

func slugIn(lang i18n.Lang, slug i18n.Text) string {
	text, _ := slug.In(lang, i18n.English)
	return text
}

// filterView makes the form that combines filters; nil where the list has nothing to
// combine. Readers without JavaScript have the facets' pages.
func (b *builder) filterView(lang i18n.Lang, l *list) *Filter {
	if !l.narrows() {
		return nil
	}
	action := b.href(lang, b.addressOf(l.section))
	f := &Filter{Action: action, Data: action + filterFile}
	for i := range l.facets {
		if field := b.filterField(lang, &l.facets[i]); len(field.Values) > 1 {
			f.Fields = append(f.Fields, field)
		}
	}
	f.Sort = FilterField{Name: slugIn(lang, slugSort), Title: b.t(lang, "sort")}
	f.Sort.Values = append(f.Sort.Values, FilterValue{Link: Link{Text: b.t(lang, l.order)}})
	for _, o := range l.orders {
		f.Sort.Values = append(f.Sort.Values, FilterValue{Value: slugIn(lang, o.slug), Link: Link{Text: b.t(lang, o.title)}})
	}
	const blank = "…"
	f.Card = Card{Title: blank, Kicker: Link{Text: blank}, Badges: []Badge{{}}, Meta: []string{blank}, Summary: blank}
	return f
}

// filterField offers the values that hold records.
func (b *builder) filterField(lang i18n.Lang, f *facet) FilterField {
	field := FilterField{Name: slugIn(lang, f.slug), Title: b.t(lang, f.title)}
	for _, i := range f.shown[lang] {
		if v := f.values[i]; len(v.entries) > 0 {
			field.Values = append(field.Values, FilterValue{
				Value: slugIn(lang, v.slug), Link: v.title(lang), Count: i18n.FormatInt(lang, len(v.entries)),
			})
		}
	}
	field.Boxes = len(field.Values) <= mostBoxes
	return field
}

// filterData is a list as the theme's filter.js reads it: columns with an item a
// record, in the order of the list's pages.
type filterData struct {
	// Count are the forms of the sentence that counts records, by the name of the plural
	// form; "{n}" stands for the number.
	Count map[string]string `json:"count"`
	Empty string            `json:"empty"`
	More  string            `json:"more"`
	// Facets hold, by the name of their parameter, the values and, for every record, the
	// places of its own among them.
	Facets map[string]filterFacet `json:"facets"`
	// Orders hold days since 1970 by the name of an order, null where a day is not
	// known; an order without days is that of the titles.
	Orders map[string]filterOrder `json:"orders"`
	// Elsewhere says by language how the addresses of the same list name all that.
	Elsewhere map[i18n.Lang]filterWords `json:"elsewhere"`
	Cards     filterCards               `json:"cards"`
}

// filterWords are the parameters in the addresses of another language, by their names
// here, and by the parameter's name here those values that are not written the same.
type filterWords struct {
	Names  map[string]string            `json:"names"`
	Values map[string]map[string]string `json:"values"`
}

type filterFacet struct {
	Values []string `json:"values"`
	Of     [][]int  `json:"of"`
}

type filterOrder struct {
	Days        []*i18n.Day `json:"days"`
	NewestFirst bool        `json:"newestFirst"`
}

// filterCards are the records' cards. Badges are places in AllBadges.
type filterCards struct {
	Href       []string   `json:"href"`
	Title      []string   `json:"title"`
	Lang       []string   `json:"lang"`
	Kicker     []string   `json:"kicker"`
	KickerLang []string   `json:"kickerLang"`
	AllBadges  [][]string `json:"allBadges"` // kind, key and text
	Badges     [][]int    `json:"badges"`
	Meta       []string   `json:"meta"`
	// Summary is left out of long lists, where it would be most of the file.
	Summary     []string `json:"summary,omitempty"`
	SummaryLang []string `json:"summaryLang,omitempty"`
}

// mostSummaries is the length of a list up to which its file holds the summaries.
const mostSummaries = 1000

// addFilter lists the file for combined filters.
func (b *builder) addFilter(l *list) {
	if !l.narrows() && !b.everyFile {
		return
	}
	address := b.addressOf(l.section)
	for _, lang := range b.langs {
		b.add(string(lang)+"/"+address[lang]+filterFile, output.Data, func(w io.Writer) error {
			encoder := json.NewEncoder(w)
			encoder.SetEscapeHTML(false)
			return encoder.Encode(b.filterData(lang, l))
		})
	}
}

func (b *builder) filterData(lang i18n.Lang, l *list) filterData {
	data := filterData{
		Count: map[string]string{}, Empty: b.t(lang, "list-empty"), More: b.t(lang, "show-more"),
		Facets: map[string]filterFacet{}, Orders: map[string]filterOrder{}, Elsewhere: map[i18n.Lang]filterWords{},
		Cards: b.filterCards(lang, l.entries),
	}
	for _, other := range b.langs {
		if other != lang {
			data.Elsewhere[other] = l.filterWords(lang, other)
		}
	}
	for form, n := range pluralExamples {
		data.Count[form] = b.n(lang, "count-records", n, i18n.Args{"N": "{n}"})
	}
	at := make(map[*entry]int, len(l.entries))
	for i, e := range l.entries {
		at[e] = i
	}
	for i := range l.facets {
		data.Facets[slugIn(lang, l.facets[i].slug)] = filterFacetOf(lang, &l.facets[i], at)
	}
	for _, o := range l.orders {
		data.Orders[slugIn(lang, o.slug)] = o.of(l.entries)
	}
	return data
}

// filterWords says how the addresses of a list in one language read in another.
func (l *list) filterWords(lang, other i18n.Lang) filterWords {
	words := filterWords{Names: map[string]string{}, Values: map[string]map[string]string{}}
	add := func(parameter, value i18n.Text) {
		name, here, there := slugIn(lang, parameter), slugIn(lang, value), slugIn(other, value)
		words.Names[name] = slugIn(other, parameter)
		if here == there {
			return
		}
		if words.Values[name] == nil {
			words.Values[name] = map[string]string{}
		}
		words.Values[name][here] = there
	}
	for i := range l.facets {
		for _, v := range l.facets[i].values {
			add(l.facets[i].slug, v.slug)
		}
	}
	for _, o := range l.orders {
		add(slugSort, o.slug)
	}
	return words
}

// pluralExamples are numbers that have a plural form in Latvian; of English, they have
// the form "other" where English has not theirs.
var pluralExamples = map[string]int{"zero": 0, "one": 1, "other": 2}

func filterFacetOf(lang i18n.Lang, f *facet, at map[*entry]int) filterFacet {
	out := filterFacet{Of: make([][]int, len(at))}
	for _, v := range f.values {
		if len(v.entries) == 0 {
			continue
		}
		for _, e := range v.entries {
			out.Of[at[e]] = append(out.Of[at[e]], len(out.Values))
		}
		out.Values = append(out.Values, slugIn(lang, v.slug))
	}
	return out
}

func (o order) of(entries []*entry) filterOrder {
	out := filterOrder{NewestFirst: o.newestFirst}
	if o.day == nil {
		return out
	}
	for _, e := range entries {
		if date := o.day(e); date.IsZero() {
			out.Days = append(out.Days, nil)
		} else {
			day := date.Last()
			out.Days = append(out.Days, &day)
		}
	}
	return out
}

func (b *builder) filterCards(lang i18n.Lang, entries []*entry) filterCards {
	var out filterCards
	known := map[Badge]int{}
	for _, e := range entries {
		c := b.cardView(lang, e)
		out.Href = append(out.Href, c.Href)
		out.Title = append(out.Title, c.Title)
		out.Lang = append(out.Lang, c.Lang)
		out.Kicker = append(out.Kicker, c.Kicker.Text)
		out.KickerLang = append(out.KickerLang, c.Kicker.Lang)
		out.Meta = append(out.Meta, strings.Join(c.Meta, " · "))
		badges := []int{}
		for _, badge := range c.Badges {
			place, ok := known[badge]
			if !ok {
				place = len(known)
				known[badge] = place
				out.AllBadges = append(out.AllBadges, []string{badge.Kind, badge.Key, badge.Text})
			}
			badges = append(badges, place)
		}
		out.Badges = append(out.Badges, badges)
		if len(entries) <= mostSummaries {
			out.Summary = append(out.Summary, c.Summary)
			out.SummaryLang = append(out.SummaryLang, c.SummaryLang)
		}
	}
	return out
}

// facetKey names a facet's links as they are printed where none of its values is chosen.
type facetKey struct {
	lang    i18n.Lang
	section section
	slug    string
}

// facetHTML prints a facet's links. They are the same on all pages of the list but those
// of the facet itself, and may be hundreds.
func (b *builder) facetHTML(lang i18n.Lang, s selection, view Facet, f *facet) (template.HTML, error) {
	key := facetKey{lang, s.of.section, slugIn(lang, f.slug)}
	if known, ok := b.facets.Load(key); ok && s.facet != f {
		return known.(template.HTML), nil
	}
	printed, err := b.Theme.Partial(lang, "facet", view)
	if err != nil {
		return "", err
	}
	if s.facet != f {
		b.facets.Store(key, printed)
	}
	return printed, nil
}
