package site

import (
	"strings"

	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// figureOf draws a figure, with its words and its table.
func (b *builder) figureOf(lang i18n.Lang, f figure.Figure, in *figure.Input) (*Figure, error) {
	table := b.tableOf(f, in)
	fig, err := b.figure(f.ID, b.chartOf(lang, f, in), b.text(lang, f.Title).Text)
	if err != nil {
		return nil, err
	}
	if f.Shape != figure.Calendar {
		fig.Table = b.numbersTable(lang, f, in, table)
	}
	fig.Finding = b.finding(lang, f, in)
	fig.Notices = b.figureNotices(lang, f, in, table)
	if n := len(table.Rows); n > drawnRows(f.Shape) {
		fig.Note = b.n(lang, "chart-part", n, i18n.Args{"Drawn": i18n.FormatInt(lang, drawnRows(f.Shape))})
	}
	fig.More = &Link{Text: b.t(lang, "figure-more"), Href: b.href(lang, b.addressOf(sectionFigures, same(f.ID)))}
	return fig, nil
}

// drawnRows is how many rows a drawing has room for. The table and the files have all.
func drawnRows(shape figure.Shape) int {
	switch shape {
	case figure.Bars:
		return 20
	case figure.Timeline:
		return 25
	}
	return 1 << 16
}

// chartOf makes a figure's chart from its numbers.
func (b *builder) chartOf(lang i18n.Lang, f figure.Figure, in *figure.Input) chart.Chart {
	table := b.tableOf(f, in)
	frame := b.frameOf(lang, f, in, table)
	switch f.Shape {
	case figure.Parts:
		return &chart.Bars{Frame: frame, Grid: b.partsGrid(lang, f, table), Stacked: true}
	case figure.Steps:
		return b.stepsOf(lang, f, frame, table)
	case figure.Timeline:
		return b.timelineOf(lang, f, in, frame)
	case figure.Calendar:
		return b.calendarOf(lang, frame, table)
	case figure.Ranges:
		return b.rangesOf(lang, f, frame, table)
	}
	grid := b.barsGrid(lang, f, table)
	return &chart.Bars{Frame: frame, Grid: grid, Vertical: f.Shape == figure.Columns, Stacked: len(grid.Series) > 1 && f.Once}
}

func (b *builder) frameOf(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) chart.Frame {
	coverage := b.figureCoverage(lang, f, in)
	frame := chart.Frame{
		ID: f.ID, Lang: lang, Title: b.text(lang, f.Title).Text, Note: coverage,
		Unit: chart.Unit{
			Name: b.unitName(lang, f, table), Percent: f.Unit == figure.Percent, Count: b.counted(lang, f.Unit),
		},
		Complete: coverage == "" && !table.Partial,
	}
	if f.Once && !table.HasFew() && !table.HasLeast() {
		frame.Lead = b.f(lang, "figure-total", i18n.Args{"Count": b.counted(lang, f.Unit)(table.Total())})
	}
	return frame
}

// unitName is the unit of what a chart draws, with the name of its bars' only column where
// that says more.
func (b *builder) unitName(lang i18n.Lang, f figure.Figure, table *figure.Table) string {
	name := b.t(lang, "unit-"+string(f.Unit))
	bars := f.Shape == figure.Bars || f.Shape == figure.Columns
	if bars && len(table.Columns) == 1 && b.tellsMore(lang, f, table.Columns[0]) {
		name += ": " + b.text(lang, table.Columns[0].Text).Text
	}
	return name
}

// tellsMore reports whether a column's name says more than its unit.
func (b *builder) tellsMore(lang i18n.Lang, f figure.Figure, column figure.Label) bool {
	return !column.IsNumber() && !strings.EqualFold(b.text(lang, column.Text).Text, b.t(lang, "unit-"+string(f.UnitOf(column))))
}

// partsGrid makes the rows that are not zero the parts of one bar.
func (b *builder) partsGrid(lang i18n.Lang, f figure.Figure, table *figure.Table) chart.Grid {
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
func (b *builder) barsGrid(lang i18n.Lang, f figure.Figure, table *figure.Table) chart.Grid {
	grid := b.gridOf(lang, f, table, min(len(table.Rows), drawnRows(f.Shape)))
	if len(grid.Series) == 1 {
		grid.Series[0].Label = ""
	}
	return grid
}

// gridOf makes the first rows of a table the categories of a chart, and its columns the
// series.
func (b *builder) gridOf(lang i18n.Lang, f figure.Figure, table *figure.Table, rows int) chart.Grid {
	grid := chart.Grid{CategoryHead: b.text(lang, f.Rows).Text}
	for _, row := range table.Rows[:rows] {
		grid.Categories = append(grid.Categories, b.text(lang, row.Text).Text)
	}
	for j, column := range table.Columns {
		s := chart.Series{Label: b.text(lang, column.Text).Text, Colour: colourOf(f, column.Key)}
		for i := range rows {
			cell := table.Cells[i][j]
			s.Values = append(s.Values, b.chartValue(lang, f.UnitOf(column), cell))
		}
		grid.Series = append(grid.Series, s)
	}
	return grid
}

// chartValue is a cell's number as a chart has it.
func (b *builder) chartValue(lang i18n.Lang, unit figure.Unit, cell figure.Cell) chart.Value {
	v := chart.Value{Number: cell.Number, Known: cell.Known}
	if cell.Few || cell.AtLeast {
		v.Instead = b.cellText(lang, unit, cell)
	}
	return v
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

// today writes the day that the data are as of, for the line that marks it.
func (b *builder) today(lang i18n.Lang) string {
	return i18n.FormatDate(lang, b.Day.Date(), i18n.Nominative)
}

// stepsOf makes each column a line over the months that the rows are.
func (b *builder) stepsOf(lang i18n.Lang, f figure.Figure, frame chart.Frame, table *figure.Table) chart.Chart {
	day := b.Day.Date()
	lines := &chart.Lines{Frame: frame, Grid: b.gridOf(lang, f, table, len(table.Rows)), Step: true}
	lines.Now = i18n.Date{Year: day.Year, Month: day.Month}.String()
	lines.NowLabel = b.today(lang)
	return lines
}

// timelineMarks are how the dates of a measure look.
var timelineMarks = []chart.MarkKind{
	{Symbol: chart.Ring, Colour: "series-6"},
	{Symbol: chart.Diamond, Colour: "series-2"},
	{Symbol: chart.Dot, Colour: chart.State("complete")},
}

// timelineOf makes each row a line of dates. One that is not completed goes on to the
// day, if that is after its due date, with the number of days.
func (b *builder) timelineOf(lang i18n.Lang, f figure.Figure, in *figure.Input, frame chart.Frame) chart.Chart {
	table := b.tableOf(f, in)
	t := &chart.Timeline{Frame: frame, Head: b.text(lang, f.Rows).Text, Now: b.Day, NowLabel: b.today(lang)}
	t.Unit, t.Lead, t.GoesOn = chart.Unit{}, b.finding(lang, f, in), b.t(lang, "course-unknown")
	t.Told = t.Lead != ""
	for i, mark := range timelineMarks {
		mark.Label = b.text(lang, table.Columns[i].Text).Text
		t.Marks = append(t.Marks, mark)
	}
	for i, row := range table.Rows[:min(len(table.Rows), drawnRows(f.Shape))] {
		cells := table.Cells[i]
		line := chart.TimelineRow{Label: b.text(lang, row.Text).Text}
		for j := range timelineMarks {
			line.Dates = append(line.Dates, cells[j].Date)
		}
		if over := int(cells[len(cells)-1].Number); over > 0 {
			line.Until = cells[1].Date.Last() + i18n.Day(over)
			line.Note = b.n(lang, "days", over, nil)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// calendarOf makes each row the field of a day.
func (b *builder) calendarOf(lang i18n.Lang, frame chart.Frame, table *figure.Table) chart.Chart {
	c := &chart.Calendar{Frame: frame, MonthHead: b.t(lang, "month")}
	if first, err := i18n.ParseDate(table.Rows[0].Key); err == nil {
		c.From = first.First()
	}
	for _, row := range table.Cells {
		c.Values = append(c.Values, chart.Value{Number: row[0].Number, Known: row[0].Known})
	}
	return c
}

// rangesOf makes each row the spread of the numbers behind its median.
func (b *builder) rangesOf(lang i18n.Lang, f figure.Figure, frame chart.Frame, table *figure.Table) chart.Chart {
	r := &chart.Ranges{Frame: frame, CategoryHead: b.text(lang, f.Rows).Text}
	for i, row := range table.Rows {
		spread, ok := progress.SpreadOf(table.Spreads[i])
		if !ok {
			continue
		}
		r.Rows = append(r.Rows, chart.RangeRow{
			Label: b.text(lang, row.Text).Text, Values: table.Spreads[i], N: spread.N,
			Low: spread.Least, Q1: spread.Q1, Median: spread.Median, Q3: spread.Q3, High: spread.Most,
		})
	}
	return r
}
