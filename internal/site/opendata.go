package site

import (
	"io"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/output"
	"parskats/internal/record"
)

// newData prepares the open data of the site.
func (b *builder) newData() *opendata.Data {
	return opendata.New(opendata.Input{
		Index: b.truth, Day: b.Day,
		Root: b.absolute(b.dataHref("")),
		Page: func(t record.TypeName, id string, lang i18n.Lang) string {
			if e := b.entries.get(entryKey{t, id}); e != nil && e.href[lang] != "" {
				return b.absolute(e.href[lang])
			}
			return ""
		},
		Home:    func(lang i18n.Lang) string { return b.absolute(b.href(lang, b.addressOf(sectionData))) },
		Related: b.relatedData,
		Turns: func(t record.TypeName, id string) bool {
			e := b.entries.get(entryKey{t, id})
			return e != nil && b.turns(e)
		},
		Changed: func(t record.TypeName) i18n.Date { return newestOf(b.byType[t]) },
		Figures: b.series,
	})
}

// dataHref is the link to a file of the data.
func (b *builder) dataHref(file string) string { return b.prefix + "/" + opendata.Folder + file }

// dataFolder holds the files of all data, once for all languages.
const dataFolder = "data/"

// addData lists the files of the data.
func (b *builder) addData() {
	b.addCatalogue()
	for _, f := range b.data().Files() {
		b.add(opendata.Folder+f.Path, output.Data, f.Render)
	}
}

// isOfData reports whether a path is that of a file of the data.
func isOfData(path string) bool { return strings.HasPrefix(path, dataFolder) }

// relatedData returns the records that name a record or, of a commitment, its measures.
func (b *builder) relatedData(t record.TypeName, id string) []opendata.Ref {
	var refs []opendata.Ref
	note := func(key entryKey) {
		for _, e := range b.related.get(key) {
			refs = append(refs, opendata.Ref{Type: e.key.typ, ID: e.key.id})
		}
	}
	note(entryKey{t, id})
	if t == "commitment" {
		for _, m := range b.Records.Commitments.Get(id).Measures {
			note(entryKey{"measure", m.Key})
		}
	}
	if t == "plan" {
		for _, c := range b.truth.Commitments(id) {
			refs = append(refs, opendata.Ref{Type: "commitment", ID: c.ID})
		}
	}
	return refs
}

// series describes the numbers of all figures, which stand beside their pages: alike in
// every language, so that those of the default language will do.
func (b *builder) series() []opendata.Series {
	in := b.figureInput()
	var all []opendata.Series
	for _, f := range figure.Catalogue() {
		table := b.tableOf(f, in)
		s := opendata.Series{
			ID: f.ID, Title: f.Title, Definition: f.Definition, Rows: len(table.Rows), Few: csvFew(),
			URL:    b.absolute(b.href(b.langs[0], b.addressOf(sectionFigures, same(f.ID))) + seriesFile),
			Render: func(w io.Writer) error { return b.writeFigureCSV(w, f, in) },
		}
		for _, c := range table.Columns {
			s.Columns = append(s.Columns, opendata.SeriesColumn{Name: c.Key, Title: c.Text, Dates: f.UnitOf(c) == figure.Dates})
		}
		all = append(all, s)
	}
	return all
}
