package site

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"parskats/internal/chart"
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

func (b *builder) inputOf(plan *record.Plan) *figure.Input {
	return &figure.Input{Site: b.Records, Index: b.truth, Day: b.Day, Plan: plan}
}

// tableKey is what a figure's numbers depend on, beside the day.
type tableKey struct {
	figure string
	plan   *record.Plan
}

// tableOf returns a figure's numbers. They are asked for by several pages, and kept.
func (b *builder) tableOf(f figure.Figure, in *figure.Input) figure.Table {
	key := tableKey{f.ID, in.Plan}
	if known, ok := b.tables.Load(key); ok {
		return known.(figure.Table)
	}
	table := f.On(in)
	b.tables.Store(key, table)
	return table
}

// addFigures lists the page of every figure with its files, and the list of them.
func (b *builder) addFigures() {
	in := b.figureInput()
	for _, f := range figure.Catalogue() {
		address := b.addressOf(sectionFigures, same(f.ID))
		b.addPage(page{
			address: address, kind: output.Page, template: "record", modified: b.Day.Date(),
			view: func(lang i18n.Lang) (any, error) { return b.figureView(lang, f, in) },
		})
		for _, lang := range b.langs {
			folder := string(lang) + "/" + address[lang]
			b.add(folder+"data.csv", output.Data, func(w io.Writer) error { return b.writeFigureCSV(w, f, in) })
			if table := b.tableOf(f, in); !table.Empty() {
				b.add(folder+"chart.svg", output.Data, func(w io.Writer) error { return b.writeFigureSVG(w, lang, f, in) })
			}
		}
	}
	b.addPage(page{
		address: b.addressOf(sectionFigures), kind: output.Page, template: "list", modified: b.Day.Date(),
		view: func(lang i18n.Lang) (any, error) { return b.figureListView(lang) },
	})
}

// figureListView lists the figures, each with what it counts.
func (b *builder) figureListView(lang i18n.Lang) (*listView, error) {
	heading := b.sectionTitle(lang, sectionFigures)
	v := &listView{
		Layout:  b.layout(lang, b.addressOf(sectionFigures), heading, b.t(lang, "intro-figures"), Link{Text: heading}),
		Heading: heading,
		Intro:   b.t(lang, "intro-figures"),
		Count:   b.n(lang, "count-figures", len(figure.Catalogue()), nil),
	}
	for _, f := range figure.Catalogue() {
		card, err := b.Theme.Partial(lang, "card", Card{
			Href:    b.href(lang, b.addressOf(sectionFigures, same(f.ID))),
			Title:   b.text(lang, f.Title).Text,
			Summary: b.text(lang, f.Definition).Text,
		})
		if err != nil {
			return nil, err
		}
		v.Cards = append(v.Cards, card)
	}
	return v, nil
}

// figureView makes a figure's page: what it says, the chart and its table, how it is
// counted, and the records behind each number.
func (b *builder) figureView(lang i18n.Lang, f figure.Figure, in *figure.Input) (*recordView, error) {
	table := b.tableOf(f, in)
	address := b.addressOf(sectionFigures, same(f.ID))
	title := b.text(lang, f.Title).Text
	v := &recordView{
		Layout:  b.layout(lang, address, title, b.text(lang, f.Definition).Text, b.sectionCrumb(lang, sectionFigures), Link{Text: title}),
		Heading: title,
	}
	v.AsOf = b.asOf(lang)
	if f.OfPlan && in.Plan != nil {
		v.Kicker = b.refLink(lang, "plan", in.Plan.ID)
	}
	v.Notices = append(v.Notices, b.figureNotices(lang, f, in, table)...)
	if !table.Empty() {
		fig, err := b.figureOf(lang, f, in)
		if err != nil {
			return nil, err
		}
		fig.Title, fig.More = b.t(lang, "chart"), nil
		v.Figures = append(v.Figures, *fig)
	}
	v.Sections = append(v.Sections, b.definitionSection(lang, f), b.behindSection(lang, table), b.downloadSection(lang, address, table))
	return v, nil
}

// figureNotices say what keeps a figure from being the whole truth.
func (b *builder) figureNotices(lang i18n.Lang, f figure.Figure, in *figure.Input, table figure.Table) []Notice {
	var notices []Notice
	if text := b.figureCoverage(lang, f, in); text != "" {
		notices = append(notices, Notice{Kind: "part", Text: text})
	}
	if table.Partial {
		notices = append(notices, Notice{Kind: "part", Text: b.t(lang, "figure-partial")})
	}
	if table.Empty() {
		notices = append(notices, Notice{Kind: "note", Text: b.t(lang, "figure-empty")})
	}
	return notices
}

// figureCoverage says of what whole the records that a figure counts are a part.
func (b *builder) figureCoverage(lang i18n.Lang, f figure.Figure, in *figure.Input) string {
	var plan *record.Plan
	if f.OfPlan {
		plan = in.Plan
	}
	return b.coverageSentence(lang, f.Counts, plan)
}

func (b *builder) definitionSection(lang i18n.Lang, f figure.Figure) Section {
	s := Section{ID: "definition", Title: b.t(lang, "definition"), Text: b.text(lang, f.Definition)}
	if !f.Source.IsEmpty() {
		s.Facts = []Fact{{Label: b.t(lang, "definition-source"), Values: []Link{b.text(lang, f.Source)}}}
	}
	return s
}

// maxBehind is how many of the records behind a number a page names.
const maxBehind = 40

// behindSection names the records behind each number.
func (b *builder) behindSection(lang i18n.Lang, table figure.Table) Section {
	s := Section{ID: "records", Title: b.t(lang, "records-behind"), Empty: b.t(lang, "figure-empty")}
	for i, row := range table.Rows {
		for j, cell := range table.Cells[i] {
			if len(cell.Records) == 0 {
				continue
			}
			item := Item{Title: b.text(lang, row.Text)}
			if len(table.Columns) > 1 {
				item.Title.Text += ", " + b.text(lang, table.Columns[j].Text).Text
			}
			item.Title.Text += ": " + i18n.FormatNumber(lang, cell.Number)
			item.Links = b.behind(lang, cell.Records)
			if rest := len(cell.Records) - maxBehind; rest > 0 {
				item.Note = b.n(lang, "records-more", rest, nil)
			}
			s.Items = append(s.Items, item)
		}
	}
	return s
}

func (b *builder) behind(lang i18n.Lang, refs []figure.Ref) []Link {
	var links []Link
	for _, ref := range refs[:min(len(refs), maxBehind)] {
		links = append(links, b.refLink(lang, ref.Type, ref.ID))
	}
	return links
}

func (b *builder) downloadSection(lang i18n.Lang, a address, table figure.Table) Section {
	base := b.href(lang, a)
	s := Section{ID: "download", Title: b.t(lang, "download")}
	s.Items = append(s.Items, Item{Title: Link{Text: b.t(lang, "download-csv"), Href: base + "data.csv"}})
	if !table.Empty() {
		s.Items = append(s.Items, Item{Title: Link{Text: b.t(lang, "download-svg"), Href: base + "chart.svg"}})
	}
	return s
}

// figureOf draws a figure, with its words and its table.
func (b *builder) figureOf(lang i18n.Lang, f figure.Figure, in *figure.Input) (*Figure, error) {
	fig, err := b.figure(f.ID, b.chartOf(lang, f, in), b.text(lang, f.Title).Text)
	if err != nil {
		return nil, err
	}
	fig.More = &Link{Text: b.t(lang, "figure-more"), Href: b.href(lang, b.addressOf(sectionFigures, same(f.ID)))}
	return fig, nil
}

// maxBars is how many bars a drawing has room for. The table and the files have all.
const maxBars = 20

// chartOf makes a figure's chart from its numbers.
func (b *builder) chartOf(lang i18n.Lang, f figure.Figure, in *figure.Input) *chart.Bars {
	table := b.tableOf(f, in)
	bars := &chart.Bars{Frame: b.frameOf(lang, f, in, table)}
	if f.Shape == figure.Parts {
		bars.Grid, bars.Stacked = b.partsGrid(lang, f, table), true
		return bars
	}
	bars.Vertical = f.Shape == figure.Columns
	bars.Grid = b.barsGrid(lang, f, table)
	bars.Stacked = len(bars.Series) > 1
	return bars
}

func (b *builder) frameOf(lang i18n.Lang, f figure.Figure, in *figure.Input, table figure.Table) chart.Frame {
	frame := chart.Frame{
		ID: f.ID, Lang: lang, Title: b.text(lang, f.Title).Text,
		Note:     b.figureCoverage(lang, f, in),
		Unit:     chart.Unit{Name: b.t(lang, "unit-"+string(f.Unit)), Count: b.counted(lang, f.Unit)},
		Complete: b.figureCoverage(lang, f, in) == "" && !table.Partial,
	}
	if f.Once {
		frame.Lead = b.f(lang, "figure-total", i18n.Args{"Count": b.counted(lang, f.Unit)(table.Total())})
	}
	return frame
}

// partsGrid makes the rows that are not zero the parts of one bar.
func (b *builder) partsGrid(lang i18n.Lang, f figure.Figure, table figure.Table) chart.Grid {
	unit := b.t(lang, "unit-"+string(f.Unit))
	grid := chart.Grid{CategoryHead: unit, Categories: []string{unit}, SeriesHead: b.text(lang, f.Rows).Text}
	for i, row := range table.Rows {
		cell := table.Cells[i][0]
		if cell.Number == 0 {
			continue
		}
		grid.Series = append(grid.Series, chart.Series{
			Label: b.text(lang, row.Text).Text, Colour: colourOf(f, row.Key), Values: []chart.Value{{Number: cell.Number, Known: cell.Known}},
		})
	}
	return grid
}

// barsGrid makes each row a bar: as many as there is room for.
func (b *builder) barsGrid(lang i18n.Lang, f figure.Figure, table figure.Table) chart.Grid {
	rows := table.Rows[:min(len(table.Rows), maxBars)]
	grid := chart.Grid{CategoryHead: b.text(lang, f.Rows).Text}
	for _, row := range rows {
		grid.Categories = append(grid.Categories, b.text(lang, row.Text).Text)
	}
	for j, column := range table.Columns {
		s := chart.Series{Label: b.text(lang, column.Text).Text, Colour: colourOf(f, column.Key)}
		for i := range rows {
			cell := table.Cells[i][j]
			s.Values = append(s.Values, chart.Value{Number: cell.Number, Known: cell.Known})
		}
		grid.Series = append(grid.Series, s)
	}
	if len(grid.Series) == 1 {
		grid.Series[0].Label = ""
	}
	return grid
}

// colourOf is the colour that a part has by its meaning.
func colourOf(f figure.Figure, key string) chart.Colour {
	switch {
	case f.Colours == figure.ByState:
		return chart.State(key)
	case f.Colours == figure.ByLevel && record.Levels[0].Vocabulary().Has(key):
		return chart.Level(key)
	}
	return ""
}

// writeFigureCSV writes a figure's numbers: a row's key and names, then a number a
// column, empty where it is not known. RFC 4180, UTF-8.
func (b *builder) writeFigureCSV(w io.Writer, f figure.Figure, in *figure.Input) error {
	table := b.tableOf(f, in)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := []string{"key"}
	for _, lang := range b.langs {
		header = append(header, "title_"+string(lang))
	}
	for _, c := range table.Columns {
		header = append(header, c.Key)
	}
	// The writer keeps its first error for Error.
	_ = out.Write(header)
	for i, row := range table.Rows {
		line := []string{row.Key}
		for _, lang := range b.langs {
			line = append(line, row.Text[lang])
		}
		for _, cell := range table.Cells[i] {
			line = append(line, csvNumber(cell))
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

func csvNumber(c figure.Cell) string {
	if !c.Known {
		return ""
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}

// writeFigureSVG writes a figure's wide drawing as a file of its own.
func (b *builder) writeFigureSVG(w io.Writer, lang i18n.Lang, f figure.Figure, in *figure.Input) error {
	fig, err := b.figure(f.ID, b.chartOf(lang, f, in), b.text(lang, f.Title).Text)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, fig.Wide)
	return err
}
