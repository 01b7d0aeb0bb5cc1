package site

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// figureInput is what figures are made from: the plan is the one that the site is
// about on the day.
func (b *builder) figureInput() *figure.Input {
	return b.inputOf(progress.NewestBegun(b.Records, b.Day))
}

// inputOf is what figures of a plan are made from. It is kept, with what they found.
func (b *builder) inputOf(plan *record.Plan) *figure.Input {
	in := &figure.Input{Site: b.Records, Index: b.truth, Day: b.Day, Plan: plan}
	known, _ := b.inputs.LoadOrStore(plan, in)
	return known.(*figure.Input)
}

// tableKey is what a figure's numbers depend on, beside the day.
type tableKey struct {
	figure string
	plan   *record.Plan
}

// tableOf returns a figure's numbers. They are asked for by several pages, and kept.
func (b *builder) tableOf(f figure.Figure, in *figure.Input) *figure.Table {
	key := tableKey{f.ID, in.Plan}
	if known, ok := b.tables.Load(key); ok {
		return known.(*figure.Table)
	}
	table := f.On(in)
	known, _ := b.tables.LoadOrStore(key, &table)
	return known.(*figure.Table)
}

// addFigure lists the page of a figure with its files.
func (b *builder) addFigure(f figure.Figure) {
	in := b.figureInput()
	address := b.addressOf(sectionFigures, same(f.ID))
	b.addPage(page{
		address: address, kind: output.Page, template: "record",
		view: func(lang i18n.Lang) (any, error) { return b.figureView(lang, f, in) },
	})
	b.addEmbed(f, in)
	for _, lang := range b.langs {
		folder := string(lang) + "/" + address[lang]
		b.add(folder+seriesFile, output.Data, func(w io.Writer) error { return b.writeFigureCSV(w, f, in) })
		b.add(folder+behindFile, output.Data, func(w io.Writer) error { return b.writeBehindCSV(w, lang, f, in) })
		if b.everyFile || f.Drawn(in, b.tableOf(f, in)) {
			b.add(folder+"chart.svg", output.Data, func(w io.Writer) error { return b.writeFigureSVG(w, lang, f, in) })
			b.add(folder+interactiveFile, output.Data, func(w io.Writer) error { return b.writeInteractive(w, lang, f, in) })
		}
	}
}

// addFigureList lists the list of figures.
func (b *builder) addFigureList() {
	b.addPage(page{
		address: b.addressOf(sectionFigures), kind: output.Page, template: "list",
		view: func(lang i18n.Lang) (any, error) { return b.figureListView(lang) },
	})
}

// figureListView lists the figures, each with what it says and counts.
func (b *builder) figureListView(lang i18n.Lang) (*listView, error) {
	heading := b.sectionTitle(lang, sectionFigures)
	v := &listView{
		Layout:  b.layout(lang, b.addressOf(sectionFigures), heading, b.t(lang, "intro-figures"), Link{Text: heading}),
		Heading: heading,
		Intro:   b.t(lang, "intro-figures"),
		Count:   b.n(lang, "count-figures", len(figure.Catalogue()), nil),
	}
	v.AsOf = b.asOf(lang)
	in := b.figureInput()
	for _, f := range figure.Catalogue() {
		summary := strings.Join(compact(b.finding(lang, f, in), b.figureCoverage(lang, f, in)), " ")
		if summary == "" {
			summary = b.t(lang, "figure-empty")
		}
		card, err := b.Theme.Partial(lang, "card", Card{
			Href:    b.href(lang, b.addressOf(sectionFigures, same(f.ID))),
			Title:   b.text(lang, f.Title).Text,
			Summary: summary,
		})
		if err != nil {
			return nil, err
		}
		v.Cards = append(v.Cards, card)
	}
	return v, nil
}

// figureView makes a figure's page: what it says, the chart and its table, how it is
// counted, what is not known, and the records behind each number.
func (b *builder) figureView(lang i18n.Lang, f figure.Figure, in *figure.Input) (*recordView, error) {
	table := b.tableOf(f, in)
	address := b.addressOf(sectionFigures, same(f.ID))
	title := b.text(lang, f.Title).Text
	v := &recordView{
		Layout:  b.layout(lang, address, title, b.text(lang, f.Definition).Text, b.sectionCrumb(lang, sectionFigures), Link{Text: title}),
		Heading: title,
		Lead:    b.finding(lang, f, in),
	}
	v.AsOf = b.asOf(lang)
	if f.OfPlan && in.Plan != nil {
		v.Kicker = b.refLink(lang, "plan", in.Plan.ID)
	}
	v.Notices = append(v.Notices, b.figureNotices(lang, f, in, table)...)
	b.addDataset(lang, v, f, in, table)
	download := b.downloadSection(lang, address, f, in)
	if f.Drawn(in, table) {
		fig, err := b.figureOf(lang, f, in)
		if err != nil {
			return nil, err
		}
		fig.Title, fig.Finding, fig.More, fig.Notices = b.t(lang, "chart"), "", nil, nil
		fig.Interactive = b.href(lang, address) + interactiveFile
		v.Figures = append(v.Figures, *fig)
		if download.Code, err = b.embedCode(lang, f, in); err != nil {
			return nil, err
		}
	} else if len(table.Rows) > 0 && f.Shape != figure.Calendar {
		v.Sections = append(v.Sections, b.numbersSection(lang, f, in, table))
	}
	all := b.href(lang, address) + behindFile
	v.Sections = append(v.Sections, b.definitionSection(lang, f), b.unknownSection(lang, f, in, table, all))
	v.Sections = append(v.Sections, b.shareSections(lang, table.Share, all)...)
	v.Sections = append(v.Sections, b.behindSections(lang, f, table, all)...)
	v.Sections = append(v.Sections, download)
	return v, nil
}

// figureNotices say what keeps a figure from being the whole truth.
func (b *builder) figureNotices(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) []Notice {
	var notices []Notice
	if !b.Records.Config.SampleNotice && b.hasSamples() && b.countsSamples(table) {
		notices = append(notices, b.sampleNotice(lang))
	}
	coverage := b.figureCoverage(lang, f, in)
	switch {
	case table.Empty():
		notices = append(notices, Notice{Kind: "note", Text: b.t(lang, emptyWords(table))})
	case coverage != "" && f.Compares:
		where := "figure-not-drawn"
		if f.Shape == figure.Calendar { // a row a day is no table to read
			where = "figure-not-drawn-file"
		}
		coverage += " " + b.t(lang, where)
	}
	for _, text := range append(compact(coverage), b.figureGaps(lang, f, in, table)...) {
		notices = append(notices, Notice{Kind: "part", Text: text})
	}
	return notices
}

// figureGaps say what keeps records out of a figure's numbers, or from standing there as
// they are: what is not known of them, and what of a year is still to come.
func (b *builder) figureGaps(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) []string {
	var gaps []string
	if left := len(table.Left.Records); left > 0 {
		gaps = append(gaps, b.n(lang, "left-"+string(table.Left.Lack), left, nil))
	}
	if year, ok := f.OpenYear(in, table); ok && !table.Empty() {
		date := i18n.FormatDate(lang, in.Day.Date(), i18n.Locative)
		gaps = append(gaps, b.f(lang, "year-open", i18n.Args{"Year": strconv.Itoa(year), "Date": date}))
	}
	if table.HasLeast() {
		gaps = append(gaps, b.t(lang, "figure-least"))
	}
	if table.Inexact {
		gaps = append(gaps, b.t(lang, "figure-inexact"))
	}
	return gaps
}

// emptyWords says why there is nothing to draw: what was counted is zero, or nothing is.
func emptyWords(table *figure.Table) string {
	unknown, all := table.Unknown()
	if table.Share != nil && len(table.Share.Whole) > 0 && unknown < all {
		return "figure-zero"
	}
	return "figure-empty"
}

// countsSamples reports whether one of a table's numbers comes from fictional records.
func (b *builder) countsSamples(table *figure.Table) bool {
	for _, row := range table.Cells {
		for _, cell := range row {
			for _, ref := range cell.Records {
				if e := b.entries.get(entryKey{ref.Type, ref.ID}); e != nil && e.base.Sample {
					return true
				}
			}
		}
	}
	return false
}

// figureCoverage says of what whole the records that a figure counts are a part; "" where
// they are all there are.
func (b *builder) figureCoverage(lang i18n.Lang, f figure.Figure, in *figure.Input) string {
	if len(f.Also) > 0 {
		if f.Whole(in) {
			return ""
		}
		return b.t(lang, "coverage-several")
	}
	var plan *record.Plan
	if f.OfPlan {
		plan = in.Plan
	}
	return b.coverageSentence(lang, f.Counts, plan)
}

// numbersSection is the table of a figure that is not drawn.
func (b *builder) numbersSection(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) Section {
	numbers := b.numbersTable(lang, f, in, table)
	plain := &Table{Caption: numbers.Caption, Columns: numbers.Header}
	for _, row := range numbers.Rows {
		line := []Link{{Text: row.Label}}
		for _, cell := range row.Cells {
			line = append(line, Link{Text: cell.Text})
		}
		plain.Rows = append(plain.Rows, line)
	}
	return Section{ID: "numbers", Title: b.t(lang, "figure-numbers"), Table: plain, Folded: len(plain.Rows) > longTable}
}

// longTable is how many rows a table of a page may have that is not folded.
const longTable = 20

func (b *builder) definitionSection(lang i18n.Lang, f figure.Figure) Section {
	s := Section{
		ID: "definition", Title: b.t(lang, "definition"), Text: b.text(lang, f.Definition),
		More: &Link{Text: b.t(lang, "method-more"), Href: b.methodHref(lang, figureAnchor(f))},
	}
	fact := func(label, value string) {
		s.Facts = append(s.Facts, Fact{Label: b.t(lang, label), Values: plainLink(value)})
	}
	fact("figure-unit", b.t(lang, "unit-"+string(f.Unit)))
	direction := directionOf(f)
	fact("figure-better", direction.Vocabulary().Title(lang, string(direction)))
	s.Facts = append(s.Facts, b.definitionSource(lang, f))
	return s
}

// definitionSource says where a figure's definition comes from: a rule that the site
// names, a text elsewhere, or this site itself.
func (b *builder) definitionSource(lang i18n.Lang, f figure.Figure) Fact {
	source := Fact{Label: b.t(lang, "definition-source"), Values: plainLink(b.t(lang, "definition-own"))}
	if !f.Source.IsEmpty() {
		source.Values = []Link{b.text(lang, f.Source)}
	}
	if f.Rule != nil {
		if rule := f.Rule(b.Records.Config); rule != nil {
			source.Values = []Link{b.source(lang, *rule)}
		}
	}
	return source
}

// unknownSection says what is not known of a figure's numbers.
func (b *builder) unknownSection(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table, all string) Section {
	s := Section{ID: "unknown", Title: b.t(lang, "figure-unknown")}
	say := func(text string) {
		if text != "" {
			s.Items = append(s.Items, Item{Text: text})
		}
	}
	coverage := b.figureCoverage(lang, f, in)
	if coverage == "" {
		coverage = b.t(lang, "figure-whole")
	}
	say(coverage)
	for _, gap := range b.figureGaps(lang, f, in, table) {
		say(gap)
	}
	if unknown, all := table.Unknown(); unknown > 0 {
		say(b.n(lang, "figure-unknown-cells", all, i18n.Args{"Unknown": i18n.FormatInt(lang, unknown)}))
	}
	if left := table.Left.Records; len(left) > 0 {
		s.Groups = []Group{b.group(lang, b.f(lang, "left-records", i18n.Args{"N": i18n.FormatInt(lang, len(left))}), left, all)}
	}
	return s
}

// maxBehind is how many of the records behind a number a page names.
const maxBehind = 40

// shareSections name the records of a figure's numerator and denominator. all is the
// address of the file that has them all.
func (b *builder) shareSections(lang i18n.Lang, share *figure.Share, all string) []Section {
	if share == nil || len(share.Whole) == 0 {
		return nil
	}
	return []Section{{ID: "share", Title: b.t(lang, "share-records"), Groups: []Group{
		b.group(lang, b.n(lang, "numerator", len(share.Part), nil), share.Part, all),
		b.group(lang, b.n(lang, "denominator", len(share.Whole), nil), share.Whole, all),
	}}}
}

// group lists the records behind a number: as many as a page has room for. Where there are
// more, it leads to the file of all.
func (b *builder) group(lang i18n.Lang, title string, refs []figure.Ref, all string) Group {
	g := Group{Title: title}
	for _, ref := range refs[:min(len(refs), maxBehind)] {
		g.Links = append(g.Links, b.behindLink(lang, ref))
	}
	if rest := len(refs) - maxBehind; rest > 0 {
		g.More = &Link{Text: b.n(lang, "records-more", rest, nil), Href: all}
	}
	return g
}

// behindLink leads to a record; measures go by their number, too.
func (b *builder) behindLink(lang i18n.Lang, ref figure.Ref) Link {
	link := b.refLink(lang, ref.Type, ref.ID)
	if e := b.entries.get(entryKey{ref.Type, ref.ID}); e != nil {
		if m, ok := e.rec.(*record.Measure); ok {
			link.Text = m.Number + ". " + link.Text
		}
	}
	return link
}

// behindSections name the records behind each number.
func (b *builder) behindSections(lang i18n.Lang, f figure.Figure, table *figure.Table, all string) []Section {
	s := Section{ID: "records", Title: b.t(lang, "records-behind")}
	for _, n := range numbersBehind(f, table) {
		title := b.monthName(lang, n.month)
		if n.month == "" {
			title = b.numberTitle(lang, f, table, n.row, n.column)
		}
		s.Groups = append(s.Groups, b.group(lang, title, n.refs, all))
	}
	if len(s.Groups) == 0 {
		return nil
	}
	return []Section{s}
}

func (b *builder) numberTitle(lang i18n.Lang, f figure.Figure, table *figure.Table, row, column int) string {
	title := b.rowName(lang, f, table.Rows[row])
	if len(table.Columns) > 1 || b.tellsMore(lang, f, table.Columns[0]) {
		title += ", " + b.text(lang, table.Columns[column].Text).Text
	}
	return title + ": " + b.cellText(lang, f.UnitOf(table.Columns[column]), table.Cells[row][column])
}

// numberBehind is a number of a table that has records behind it or, of a calendar, a
// month.
type numberBehind struct {
	row, column int
	month       string
	refs        []figure.Ref
}

// numbersBehind returns the numbers whose records a page lists. Steps add up over time,
// so that the last of each column has those of all; a timeline's row is a record itself;
// and the days of a month share most of their records.
func numbersBehind(f figure.Figure, table *figure.Table) []numberBehind {
	switch f.Shape {
	case figure.Timeline:
		return nil
	case figure.Calendar:
		return monthsBehind(table)
	}
	var numbers []numberBehind
	last := map[int]numberBehind{}
	for i := range table.Rows {
		for j, cell := range table.Cells[i] {
			n := numberBehind{row: i, column: j, refs: cell.Records}
			switch {
			case len(cell.Records) == 0:
			case f.Shape == figure.Steps:
				last[j] = n
			default:
				numbers = append(numbers, n)
			}
		}
	}
	for j := range table.Columns {
		if n, ok := last[j]; ok {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// monthsBehind gathers the records of a calendar's days by month, once each.
func monthsBehind(table *figure.Table) []numberBehind {
	var months []numberBehind
	var seen map[figure.Ref]bool
	for i, row := range table.Rows {
		month := row.Key[:len("2006-01")]
		if len(months) == 0 || months[len(months)-1].month != month {
			months = append(months, numberBehind{row: i, month: month})
			seen = map[figure.Ref]bool{}
		}
		current := &months[len(months)-1]
		for _, ref := range table.Cells[i][0].Records {
			if !seen[ref] {
				seen[ref] = true
				current.refs = append(current.refs, ref)
			}
		}
	}
	return slices.DeleteFunc(months, func(n numberBehind) bool { return len(n.refs) == 0 })
}

func (b *builder) downloadSection(lang i18n.Lang, a address, f figure.Figure, in *figure.Input) Section {
	base := b.href(lang, a)
	s := Section{ID: "download", Title: b.t(lang, "download")}
	s.Items = append(s.Items,
		Item{Title: Link{Text: b.t(lang, "download-csv"), Href: base + seriesFile}},
		Item{Title: Link{Text: b.t(lang, "download-records"), Href: base + behindFile}},
	)
	if f.Drawn(in, b.tableOf(f, in)) {
		s.Items = append(s.Items, Item{Title: Link{Text: b.t(lang, "download-svg"), Href: base + "chart.svg"}})
	}
	s.More = &Link{Text: b.t(lang, "data-all"), Href: b.href(lang, b.addressOf(sectionData))}
	return s
}
