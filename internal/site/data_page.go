package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/output"
	"parskats/internal/record"
)

// addDataPages lists the page of the data and one for each of its parts.
func (b *builder) addDataPages() {
	b.addPage(page{
		address: b.addressOf(sectionData), kind: output.Page, template: "record",
		view: func(lang i18n.Lang) (any, error) { return b.dataView(lang), nil },
	})
	for _, s := range b.data().Sets() {
		var modified i18n.Date
		if !s.Derived { // what is reckoned is as of the day, every day
			modified = b.data().Updated(s)
		}
		b.addPage(page{
			address: b.dataAddress(s), kind: output.Page, template: "record", modified: modified,
			view: func(lang i18n.Lang) (any, error) { return b.dataSetView(lang, s), nil },
		})
	}
}

// dataAddress is the page of a part of the data. It has the name of its files, in whatever
// language.
func (b *builder) dataAddress(s *opendata.Set) address {
	return b.addressOf(sectionData, same(s.Name))
}

// dataView makes the page of the data: all files, and what one must know to read them.
func (b *builder) dataView(lang i18n.Lang) *recordView {
	heading := b.sectionTitle(lang, sectionData)
	v := &recordView{
		Layout:  b.layout(lang, b.addressOf(sectionData), heading, b.t(lang, "intro-data"), Link{Text: heading}),
		Heading: heading, Lead: b.t(lang, "intro-data"),
	}
	v.AsOf = b.asOf(lang)
	v.say(b.linkedCatalogue(lang))
	v.Sections = []Section{
		b.dataSetsSection(lang, "data-records", "data-records-intro", func(s *opendata.Set) bool { return !s.Derived }),
		b.dataSetsSection(lang, "data-derived", "data-derived-intro", func(s *opendata.Set) bool { return s.Derived }),
		b.dataFiguresSection(lang),
		b.dataWholeSection(lang),
		b.dataRulesSection(lang),
		b.dataCiteSection(lang),
	}
	for _, s := range v.Sections {
		v.Contents = append(v.Contents, Link{Text: s.Title, Href: "#" + s.ID})
	}
	return v
}

// dataSetsSection lists parts of the data, each with its files.
func (b *builder) dataSetsSection(lang i18n.Lang, id, intro string, such func(*opendata.Set) bool) Section {
	table := &Table{Caption: b.t(lang, id), Stacks: true}
	for _, column := range []string{"data-part", "data-rows", "data-tables", "data-size", "data-newest"} {
		table.Columns = append(table.Columns, b.t(lang, column))
	}
	table.Columns = append(table.Columns, "CSV", "JSON", "JSON Lines")
	for _, s := range b.data().Sets() {
		if !such(s) {
			continue
		}
		rows, size := 0, int64(0)
		for i, t := range s.Tables {
			stat := t.Stat()
			size += stat.Bytes
			if i == 0 {
				rows = stat.Rows
			}
		}
		updated := ""
		if day := b.data().Updated(s); !day.IsZero() {
			updated = i18n.FormatDate(lang, day, i18n.Nominative)
		}
		line := []Link{
			{Text: capitalised(b.text(lang, s.Title).Text), Href: b.href(lang, b.dataAddress(s))},
			{Text: i18n.FormatInt(lang, rows)}, {Text: i18n.FormatInt(lang, len(s.Tables))}, {Text: b.size(lang, size)}, {Text: updated},
		}
		table.Rows = append(table.Rows, append(line, b.setLinks(s)...))
	}
	return Section{ID: id, Title: b.t(lang, id), Intro: b.t(lang, intro), Table: table}
}

// setLinks lead to the files that hold the whole part.
func (b *builder) setLinks(s *opendata.Set) []Link {
	return []Link{
		{Text: s.Tables[0].Name + ".csv", Href: b.dataHref(s.Tables[0].Name + ".csv")},
		{Text: s.Name + ".json", Href: b.dataHref(s.Name + ".json")},
		{Text: s.Name + ".jsonl", Href: b.dataHref(s.Name + ".jsonl")},
	}
}

// size writes a number of bytes as kilobytes of a thousand; of a smaller file, the bytes.
func (b *builder) size(lang i18n.Lang, bytes int64) string {
	if bytes < 1000 {
		return b.n(lang, "bytes", int(bytes), nil)
	}
	return i18n.FormatNumber(lang, float64((bytes+50)/100)/10) + "\u00a0kB"
}

// dataFiguresSection lists the series of the figures.
func (b *builder) dataFiguresSection(lang i18n.Lang) Section {
	g := Group{Title: b.n(lang, "count-figures", len(figure.Catalogue()), nil)}
	for _, f := range figure.Catalogue() {
		href := b.href(lang, b.addressOf(sectionFigures, same(f.ID))) + seriesFile
		g.Links = append(g.Links, Link{Text: b.text(lang, f.Title).Text + " (CSV)", Href: href})
	}
	return Section{ID: "data-figures", Title: b.t(lang, "data-figures"), Intro: b.t(lang, "data-figures-intro"), Groups: []Group{g}}
}

// dataWholeSection leads to the descriptions of all files, for programs, and to an example
// of the file of a record.
func (b *builder) dataWholeSection(lang i18n.Lang) Section {
	s := Section{ID: "data-programs", Title: b.t(lang, "data-programs"), Intro: b.t(lang, "data-programs-intro")}
	s.Items = []Item{
		{Title: Link{Text: "datapackage.json", Href: b.dataHref("datapackage.json")}, Text: b.t(lang, "data-package")},
		{Title: Link{Text: "openapi.json", Href: b.dataHref("openapi.json")}, Text: b.t(lang, "data-openapi")},
		{Title: Link{Text: "catalog.jsonld", Href: b.prefix + "/" + catalogueJSONLD}, Text: b.t(lang, "data-catalogue")},
		{Title: Link{Text: "catalog.ttl", Href: b.prefix + "/" + catalogueTurtle}, Text: b.t(lang, "data-catalogue-turtle")},
	}
	for _, t := range []record.TypeName{"commitment", "consultation"} {
		if entries := b.byType[t]; len(entries) > 0 {
			file := b.recordData(entries[0])
			s.Items = append(s.Items, Item{Title: Link{Text: strings.TrimPrefix(file, b.dataHref("")), Href: file}, Text: b.t(lang, "data-example")})
			break
		}
	}
	return s
}

// recordData is the link to the file of a record.
func (b *builder) recordData(e *entry) string {
	return b.dataHref(opendata.PathOf(e.key.typ, e.key.id))
}

// dataRules are what one must know to read the data.
var dataRules = []string{"names", "unknown", "dates", "languages", "lists", "tables", "markdown", "day", "few", "formulas", "persons", "stable"}

func (b *builder) dataRulesSection(lang i18n.Lang) Section {
	var g TermGroup
	for _, rule := range dataRules {
		text := b.t(lang, "data-rule-text-"+rule)
		if rule == "formulas" {
			text += " " + b.n(lang, "data-formulas", b.formulas(), nil)
		}
		g.Terms = append(g.Terms, Term{ID: "data-rule-" + rule, Title: Link{Text: b.t(lang, "data-rule-"+rule)}, Text: Link{Text: text}})
	}
	return Section{ID: "data-rules", Title: b.t(lang, "data-rules"), Terms: []TermGroup{g}}
}

// formulas counts the values that a spreadsheet may take for a formula.
func (b *builder) formulas() int {
	n := 0
	for _, s := range b.data().Sets() {
		for _, t := range s.Tables {
			n += t.Stat().Formulas
		}
	}
	return n
}

// dataCiteSection says how to name the data as a source, and under which licence they are.
func (b *builder) dataCiteSection(lang i18n.Lang) Section {
	s := Section{ID: "data-cite", Title: b.t(lang, "data-cite"), Intro: b.t(lang, "data-cite-intro")}
	config := b.Records.Config
	s.Code = &Code{ID: "cite", Label: b.t(lang, "data-cite-label"), Text: b.f(lang, "data-citation", i18n.Args{
		"Publisher": b.refLink(lang, "institution", config.Publisher).Text,
		"Title":     b.text(lang, config.Title).Text,
		"Date":      i18n.FormatDate(lang, b.Day.Date(), i18n.Locative),
		"URL":       b.absolute(b.href(lang, b.addressOf(sectionData))),
	})}
	licence := Fact{Label: b.t(lang, "licence"), Values: plainLink(b.t(lang, "licence-none"))}
	if l := config.Licence; l != nil {
		licence.Values = []Link{{Text: l.Title, Href: l.URL, External: l.URL != ""}}
	}
	s.Facts = []Fact{licence}
	return s
}

// previewRows is how many rows of a table its page shows, and previewLength how much of a
// value.
const (
	previewRows   = 3
	previewLength = 60
)

// setLead says what a part of the data is.
func (b *builder) setLead(lang i18n.Lang, s *opendata.Set) string {
	if help := b.text(lang, s.Help).Text; help != "" {
		return help
	}
	return b.f(lang, "intro-data-set", i18n.Args{"File": s.Tables[0].Name + ".csv"})
}

// dataSetView makes the page of a part of the data: its tables with their columns.
func (b *builder) dataSetView(lang i18n.Lang, s *opendata.Set) *recordView {
	heading := capitalised(b.text(lang, s.Title).Text)
	lead := b.setLead(lang, s)
	v := &recordView{
		Layout:  b.layout(lang, b.dataAddress(s), heading, lead, b.sectionCrumb(lang, sectionData), Link{Text: heading}),
		Heading: heading, Lead: lead,
		Kicker: b.sectionCrumb(lang, sectionData),
	}
	v.AsOf = b.changedOn(lang, "changed-list", b.data().Updated(s))
	if s.Derived {
		v.AsOf = b.asOf(lang)
	}
	v.say(b.linkedSet(lang, s))
	files := Section{ID: "files", Title: b.t(lang, "data-files"), Items: []Item{
		{Title: Link{Text: s.Name + ".json", Href: b.dataHref(s.Name + ".json")}, Text: b.t(lang, "data-json")},
		{Title: Link{Text: s.Name + ".jsonl", Href: b.dataHref(s.Name + ".jsonl")}, Text: b.t(lang, "data-jsonl")},
	}}
	if s.Type != "" {
		files.Items = append(files.Items, Item{Title: Link{Text: s.Name + "/{id}.json"}, Text: b.t(lang, "data-file-each")})
		files.Groups = b.fileGroups(lang, s)
	}
	for i, t := range s.Tables {
		v.Contents = append(v.Contents, Link{Text: t.Name + ".csv", Href: "#" + t.Name})
		v.Sections = append(v.Sections, b.dataTable(lang, t, i == 0))
	}
	v.Sections = append(v.Sections, files)
	return v
}

// fileGroups lists the files of records that have no pages, from which nobody could come to them.
func (b *builder) fileGroups(lang i18n.Lang, s *opendata.Set) []Group {
	ids := b.data().IDs(s)
	if _, ok := sectionOf(s.Type); ok || len(ids) == 0 {
		return nil
	}
	g := Group{Title: b.t(lang, "data-files-each")}
	for _, id := range ids {
		file := opendata.PathOf(s.Type, id)
		g.Links = append(g.Links, Link{Text: file, Href: b.dataHref(file)})
	}
	return []Group{g}
}

// dataTable tells of a table: its file, its columns and its first rows.
func (b *builder) dataTable(lang i18n.Lang, t *opendata.Table, isFirst bool) Section {
	stat := t.Stat()
	file := t.Name + ".csv"
	s := Section{ID: t.Name, Title: file, Intro: capitalised(b.text(lang, t.Title).Text)}
	fact := func(label string, values ...Link) {
		s.Facts = append(s.Facts, Fact{Label: b.t(lang, label), Values: values})
	}
	fact("data-permalink", Link{Text: b.absolute(b.dataHref(file)), Href: b.dataHref(file)})
	fact("data-rows", Link{Text: i18n.FormatInt(lang, stat.Rows)})
	fact("data-size", Link{Text: b.size(lang, stat.Bytes)})
	fact("data-key", Link{Text: strings.Join(t.Key, ", ")})
	for _, f := range t.Foreign {
		if target := b.data().Table(f.Table); target != nil {
			fact("data-foreign", Link{
				Text: strings.Join(f.Columns, ", ") + " → " + f.Table + " (" + strings.Join(f.Keys, ", ") + ")",
				Href: b.href(lang, b.dataAddress(target.Set())) + "#" + f.Table,
			})
		}
	}
	s.Facts = joinFacts(s.Facts)
	s.Details = append(s.Details, Detail{Title: b.n(lang, "data-columns", len(t.Columns), nil), Key: "columns", Table: b.columnTable(lang, t), Open: isFirst})
	if stat.Rows > 0 {
		s.Details = append(s.Details, Detail{Title: b.n(lang, "data-preview", min(stat.Rows, previewRows), nil), Key: "preview", Table: b.previewTable(lang, t)})
	}
	return s
}

// joinFacts puts the values of facts of one name together.
func joinFacts(facts []Fact) []Fact {
	var joined []Fact
	for _, f := range facts {
		if n := len(joined); n > 0 && joined[n-1].Label == f.Label {
			joined[n-1].Values = append(joined[n-1].Values, f.Values...)
			continue
		}
		joined = append(joined, f)
	}
	return joined
}

// columnTable explains the columns of a table, from the definitions that write them.
func (b *builder) columnTable(lang i18n.Lang, t *opendata.Table) *Table {
	table := &Table{
		Caption: b.f(lang, "data-columns-of", i18n.Args{"File": t.Name + ".csv"}),
		Columns: []string{b.t(lang, "data-column"), b.t(lang, "data-meaning"), b.t(lang, "data-kind")},
		Stacks:  true,
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		meaning := compact(b.text(lang, c.Title).Text, b.text(lang, c.Help).Text)
		table.Rows = append(table.Rows, []Link{{Text: c.Name}, {Text: strings.Join(meaning, ". ")}, {Text: b.columnKind(lang, c)}})
	}
	return table
}

// columnKind says what a column holds, with the values of a vocabulary.
func (b *builder) columnKind(lang i18n.Lang, c *opendata.Column) string {
	kind := b.t(lang, "data-kind-"+string(c.Kind))
	switch {
	case c.Vocabulary != nil:
		var terms []string
		for _, term := range c.Vocabulary.Terms {
			terms = append(terms, term.Key+" ("+b.text(lang, term.Title).Text+")")
		}
		kind += ": " + strings.Join(terms, ", ")
	case c.Ref != "":
		kind += ": " + string(c.Ref)
	}
	if c.List {
		kind = b.f(lang, "data-kind-list", i18n.Args{"Kind": kind})
	}
	if c.Required {
		kind += "; " + b.t(lang, "data-required")
	}
	return kind
}

// previewTable shows the first rows of a table, long values cut.
func (b *builder) previewTable(lang i18n.Lang, t *opendata.Table) *Table {
	table := &Table{Caption: b.f(lang, "data-preview-of", i18n.Args{"File": t.Name + ".csv"})}
	for _, c := range t.Columns {
		table.Columns = append(table.Columns, c.Name)
	}
	for _, row := range t.Head(previewRows) {
		cells := make([]Link, len(row))
		for i, value := range row {
			cells[i] = Link{Text: cutText(value, previewLength)}
			if l := t.Columns[i].Lang; l != "" {
				cells[i].Lang = foreign(lang, l)
			}
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// capitalised begins a text with a capital.
func capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// cutText cuts a text that is longer than a number of characters.
func cutText(text string, length int) string {
	runes := []rune(text)
	if len(runes) <= length {
		return text
	}
	return string(runes[:length]) + "…"
}
