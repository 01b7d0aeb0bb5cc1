package site

import (
	"io"
	"reflect"
	"slices"
	"strconv"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
	"parskats/internal/search"
)

// searchTypes are the types of records in the order in which equally good results are
// listed.
var searchTypes = []record.TypeName{
	"plan", "commitment", "consultation", "initiative", "budget-round", "body", "case", "event",
	"guideline", "indicator", "institution", "area", "news", "page",
}

// addSearch lists the search's page and the files of its index. Their names do not change
// with their content: the page would change with every record.
func (b *builder) addSearch() {
	address := b.addressOf(sectionSearch)
	b.addPage(page{
		address: address, kind: output.Page, template: "search",
		view: func(lang i18n.Lang) (any, error) { return b.searchView(lang), nil },
	})
	for _, lang := range b.langs {
		folder := string(lang) + "/" + address[lang]
		index := search.New(b.searchCount(), func() []search.Document { return b.searchDocuments(lang) })
		for shard := range search.Shards {
			b.add(folder+"words/"+strconv.Itoa(shard)+".json", output.Asset, func(w io.Writer) error { return index.WriteShard(w, shard) })
		}
		for chunk := range index.Chunks() {
			b.add(folder+"records/"+strconv.Itoa(chunk)+".json", output.Asset, func(w io.Writer) error { return index.WriteChunk(w, chunk) })
		}
	}
}

func (b *builder) searchView(lang i18n.Lang) *searchView {
	heading := b.sectionTitle(lang, sectionSearch)
	number := i18n.Args{"N": "{n}"}
	v := &searchView{
		Layout:  b.layout(lang, b.addressOf(sectionSearch), heading, "", Link{Text: heading}),
		Heading: heading, Action: b.href(lang, b.addressOf(sectionSearch)),
		Found: b.f(lang, "search-found", number), Partly: b.f(lang, "search-partly", number),
		Count: b.searchCount(), PerChunk: search.PerChunk, Shards: search.Shards,
	}
	for _, t := range searchTypes {
		if s, _ := sectionOf(t); s != sectionHome {
			v.Lists = append(v.Lists, b.listLink(lang, s, len(b.byType[t])))
		}
	}
	v.Lists = append(v.Lists, b.listLink(lang, sectionFigures, len(figure.Catalogue())))
	return v
}

func (b *builder) listLink(lang i18n.Lang, s section, n int) FacetValue {
	return FacetValue{Link: b.sectionCrumb(lang, s), Count: i18n.FormatInt(lang, n)}
}

// searchCount is the number of documents that searchDocuments makes.
func (b *builder) searchCount() int {
	n := len(figure.Catalogue())
	for _, t := range searchTypes {
		n += len(b.byType[t])
	}
	for _, e := range b.byType["commitment"] {
		n += len(e.rec.(*record.Commitment).Measures)
	}
	return n
}

// searchDocuments makes the documents of a language's index: every record that has a
// page, the newest first in each type, measures after their commitment, and the figures.
// Nothing in them depends on the day but which records there are, so that a quiet night
// leaves the index alone.
func (b *builder) searchDocuments(lang i18n.Lang) []search.Document {
	var documents []search.Document
	for _, t := range searchTypes {
		entries := slices.Clone(b.byType[t])
		newestFirst(entries, recordDate)
		for _, e := range entries {
			documents = append(documents, b.recordDocument(lang, e))
			if c, ok := e.rec.(*record.Commitment); ok {
				for i := range c.Measures {
					documents = append(documents, b.measureDocument(lang, &c.Measures[i]))
				}
			}
		}
	}
	for _, f := range figure.Catalogue() {
		documents = append(documents, b.figureDocument(lang, f))
	}
	return documents
}

func (b *builder) recordDocument(lang i18n.Lang, e *entry) search.Document {
	d := b.document(lang, e)
	d.Result.Type = b.t(lang, "search-page")
	if e.section != sectionHome {
		d.Result.Type = b.sectionTitle(lang, e.section)
	}
	b.addWords(lang, &d.Text, e.summary)
	if summary := b.text(lang, e.summary); summary.Text != "" {
		d.Result.Summary, d.Result.SummaryLang = summary.Text, summary.Lang
	}
	if doc, actual := b.bodyIn(lang, e.base.Body); doc != nil {
		d.Text = append(d.Text, search.Words{Lang: actual, Text: doc.PlainText(0)})
	}
	d.Keys = append(d.Keys, e.key.id)
	d.Result.Date = b.searchDate(lang, e.rec)
	switch r := e.rec.(type) {
	case *record.Consultation:
		d.Result.Number = r.TAPID
		d.Keys = append(d.Keys, compact(r.TAPID)...)
	case *record.Commitment:
		d.Result.Number = r.OGPID
		d.Keys = append(d.Keys, compact(r.OGPID)...)
	case *record.Institution:
		b.addOwnNames(&d, r)
	}
	return d
}

func (b *builder) measureDocument(lang i18n.Lang, m *record.Measure) search.Document {
	d := b.document(lang, b.entries.get(entryKey{"measure", m.Key}))
	d.Result.Type = b.t(lang, "search-measure")
	d.Result.Number = m.Number
	d.Keys = append(d.Keys, m.Key)
	return d
}

func (b *builder) figureDocument(lang i18n.Lang, f figure.Figure) search.Document {
	title := b.text(lang, f.Title)
	definition := b.text(lang, f.Definition)
	d := search.Document{Result: search.Result{
		Href: b.href(lang, b.addressOf(sectionFigures, same(f.ID))), Title: title.Text, TitleLang: title.Lang,
		Type: b.sectionTitle(lang, sectionFigures), Summary: definition.Text, SummaryLang: definition.Lang,
	}}
	b.addWords(lang, &d.Title, f.Title)
	b.addWords(lang, &d.Text, f.Definition)
	return d
}

// document begins the document of a record or a measure with what all have.
func (b *builder) document(lang i18n.Lang, e *entry) search.Document {
	title := b.text(lang, e.title)
	d := search.Document{Result: search.Result{Href: e.href[lang], Title: title.Text, TitleLang: title.Lang}}
	if e.base.Sample {
		d.Result.Sample = b.t(lang, "sample-badge")
	}
	b.addWords(lang, &d.Title, e.title)
	for _, other := range b.langs { // who knows a name in one language looks for it in any
		if text := e.title[other]; text != "" && text != title.Text {
			d.Text = append(d.Text, search.Words{Lang: other, Text: text})
		}
	}
	b.addWords(lang, &d.Text, textField(e.rec, "text"))
	b.addInstitutions(lang, &d, e.rec)
	return d
}

// addWords adds a text as the page shows it: in its language, or in another.
func (b *builder) addWords(lang i18n.Lang, list *[]search.Words, text i18n.Text) {
	if words, actual := text.In(lang, b.langs...); words != "" {
		*list = append(*list, search.Words{Lang: actual, Text: words})
	}
}

// addInstitutions adds the names of the institutions that a record refers to, the first of
// which is shown.
func (b *builder) addInstitutions(lang i18n.Lang, d *search.Document, rec any) {
	value := reflect.ValueOf(rec).Elem()
	for _, f := range record.FieldsOf(value.Type()) {
		if f.Kind != record.KindRef || f.Ref != "institution" {
			continue
		}
		for _, id := range refsIn(value.FieldByIndex(f.Index)) {
			inst := b.Records.Institutions.Get(id)
			if inst == nil {
				continue
			}
			if d.Result.By == "" && f.Name != "parent" && f.Name != "territory" {
				d.Result.By = b.shortName(lang, id)
			}
			names, short := institutionWords(inst)
			d.Names, d.Short = append(d.Names, names...), append(d.Short, short...)
		}
	}
}

// refsIn returns the ids in a field that refers to a record or to several.
func refsIn(v reflect.Value) []string {
	if v.Kind() != reflect.Slice {
		return compact(v.String())
	}
	var ids []string
	for i := range v.Len() {
		ids = append(ids, v.Index(i).String())
	}
	return ids
}

// addOwnNames adds an institution's other names and its abbreviations, which mean it
// before all others.
func (b *builder) addOwnNames(d *search.Document, r *record.Institution) {
	names, short := institutionWords(r)
	d.Names = append(d.Names, names...)
	d.Keys = append(d.Keys, short...)
}

// institutionWords returns an institution's names and its abbreviations, present and
// former, in all languages.
func institutionWords(r *record.Institution) (names []search.Words, short []string) {
	titles, abbreviations := []i18n.Text{r.Title}, []i18n.Text{r.Abbreviation}
	for _, former := range r.FormerNames {
		titles, abbreviations = append(titles, former.Title), append(abbreviations, former.Abbreviation)
	}
	for i := range titles {
		for _, lang := range i18n.Languages {
			if titles[i].Has(lang) {
				names = append(names, search.Words{Lang: lang, Text: titles[i][lang]})
			}
			short = append(short, compact(abbreviations[i][lang])...)
		}
	}
	return names, short
}

// searchDate writes when a record was, without regard to the day.
func (b *builder) searchDate(lang i18n.Lang, rec any) string {
	switch r := rec.(type) {
	case *record.Plan:
		return b.period(lang, r.Starts, r.Ends)
	case *record.Consultation:
		return b.period(lang, r.Opens, r.Closes)
	case *record.Initiative:
		return b.period(lang, r.Starts, r.Ends)
	case *record.BudgetRound:
		return b.period(lang, r.Starts, r.Ends)
	case *record.Case:
		return b.period(lang, r.Starts, r.Ends)
	case *record.Event:
		return b.period(lang, r.Starts, r.Ends)
	case *record.News:
		return i18n.FormatDate(lang, r.Date, i18n.Nominative)
	}
	return ""
}
