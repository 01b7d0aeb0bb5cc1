package site

import (
	"math"
	"strings"

	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// finding says in a sentence or two what a figure's numbers say; "" where they say
// nothing.
func (b *builder) finding(lang i18n.Lang, f figure.Figure, in *figure.Input) string {
	var sentences []string
	for _, clause := range f.Finding(in, b.tableOf(f, in)) {
		sentences = append(sentences, b.clause(lang, clause, f.Whole(in)))
	}
	return strings.Join(sentences, " ")
}

// clause writes a clause of a figure whose records are all there are, or not.
func (b *builder) clause(lang i18n.Lang, c figure.Clause, whole bool) string {
	args := i18n.Args{}
	for name, value := range c.Args {
		args[name] = b.mentioned(lang, value)
		if r, ok := value.(figure.Ratio); ok && whole {
			args[name] = b.ratio(lang, r) + b.percent(lang, r)
		}
	}
	return b.n(lang, "finding-"+c.ID, c.N, args)
}

// mentioned writes a value within a sentence.
func (b *builder) mentioned(lang i18n.Lang, value any) string {
	switch v := value.(type) {
	case figure.Number:
		return i18n.FormatNumber(lang, float64(v))
	case figure.Quantity:
		return b.counted(lang, v.Unit)(v.Number)
	case figure.Ratio:
		return b.ratio(lang, v)
	case i18n.Date:
		return i18n.FormatDate(lang, v, i18n.Nominative)
	case i18n.Text:
		return b.text(lang, v).Text
	}
	panic("site: a finding mentions a value of no known kind")
}

// ratio writes "3 of 12 measures". The noun follows the whole.
func (b *builder) ratio(lang i18n.Lang, r figure.Ratio) string {
	return b.n(lang, "of-"+string(r.Unit), r.Whole, i18n.Args{"Part": i18n.FormatInt(lang, r.Part)})
}

// fewForPercent is the size of a whole from which on a percentage says more than the
// numbers themselves.
const fewForPercent = 10

// percent writes " (25%)" after a share, to a tenth. Of a part of an unknown whole it
// would say more than is known.
func (b *builder) percent(lang i18n.Lang, r figure.Ratio) string {
	if r.Whole < fewForPercent {
		return ""
	}
	points := math.Round(1000*float64(r.Part)/float64(r.Whole)) / 10
	return " (" + i18n.FormatPercent(lang, points) + ")"
}

// counted writes numbers with their noun in the right plural.
func (b *builder) counted(lang i18n.Lang, unit figure.Unit) func(float64) string {
	return func(x float64) string {
		switch {
		case unit == figure.Euros:
			return b.money(lang, &x)
		case unit == figure.Percent:
			return i18n.FormatPercent(lang, x)
		case x != math.Trunc(x):
			return b.f(lang, "fraction-"+string(unit), i18n.Args{"X": i18n.FormatNumber(lang, x)})
		case unit == figure.Days:
			return b.n(lang, "days", int(x), nil)
		}
		return b.n(lang, "count-"+string(unit), int(x), nil)
	}
}

// cellText writes a number of a table, or what stands for one that is not given.
func (b *builder) cellText(lang i18n.Lang, unit figure.Unit, c figure.Cell) string {
	switch {
	case c.Few:
		return b.fewer(lang, "fewer-than")
	case c.Ahead:
		return "–"
	case !c.Known:
		return b.t(lang, "unknown")
	case unit == figure.Dates:
		return i18n.FormatDate(lang, c.Date, i18n.Nominative)
	case unit == figure.Percent:
		return i18n.FormatPercent(lang, c.Number)
	}
	if c.AtLeast {
		return b.bounded(lang, record.AtLeast, i18n.FormatNumber(lang, c.Number))
	}
	return i18n.FormatNumber(lang, c.Number)
}

// columnHead heads a column: by what it holds or, where that is only a number, by its unit.
func (b *builder) columnHead(lang i18n.Lang, f figure.Figure, column figure.Label) string {
	if column.IsNumber() {
		return b.t(lang, "unit-"+string(f.UnitOf(column)))
	}
	return b.text(lang, column.Text).Text
}

// rowName names a row: a month by its words, where the chart's axis needs its number.
func (b *builder) rowName(lang i18n.Lang, f figure.Figure, row figure.Label) string {
	if f.Shape == figure.Steps {
		return b.monthName(lang, row.Key)
	}
	return b.text(lang, row.Text).Text
}

// numbersTable is the table of all of a figure's numbers. Parts of a whole have their
// sum, and their share where it can be told; columns that add up, the row's sum.
func (b *builder) numbersTable(lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) chart.Table {
	t := chart.Table{Caption: b.text(lang, f.Title).Text, Header: []string{b.text(lang, f.Rows).Text}}
	sums, shares := f.Once && len(table.Columns) > 1, f.TellsShares(in, table)
	for _, column := range table.Columns {
		t.Header = append(t.Header, b.columnHead(lang, f, column))
	}
	switch {
	case shares:
		t.Header = append(t.Header, b.t(lang, "share"))
	case sums:
		t.Header = append(t.Header, b.t(lang, "total"))
	}
	for i, row := range table.Rows {
		line := chart.Row{Label: b.rowName(lang, f, row)}
		for j, cell := range table.Cells[i] {
			line.Cells = append(line.Cells, b.tableCell(lang, f.UnitOf(table.Columns[j]), cell))
		}
		switch {
		case shares:
			line.Cells = append(line.Cells, b.shareCell(lang, table.Cells[i][0], table))
		case sums:
			line.Cells = append(line.Cells, b.tableCell(lang, f.Unit, table.RowTotal(i)))
		}
		t.Rows = append(t.Rows, line)
	}
	if f.Shape == figure.Parts {
		t.Rows = append(t.Rows, b.partsTotal(lang, f, table, shares))
	}
	return t
}

func (b *builder) tableCell(lang i18n.Lang, unit figure.Unit, c figure.Cell) chart.Cell {
	return chart.Cell{Value: chart.Value{Number: c.Number, Known: c.Known}, Words: c.Few || c.Ahead, Text: b.cellText(lang, unit, c)}
}

// partsTotal is the row of the whole, of which nothing is known where one of its parts
// is not.
func (b *builder) partsTotal(lang i18n.Lang, f figure.Figure, table *figure.Table, shares bool) chart.Row {
	whole := figure.Cell{Known: true, Number: table.Total()}
	for _, row := range table.Cells {
		whole.Known = whole.Known && row[0].Known
	}
	row := chart.Row{Label: b.t(lang, "total"), Total: true, Cells: []chart.Cell{b.tableCell(lang, f.Unit, whole)}}
	if shares {
		row.Cells = append(row.Cells, b.shareCell(lang, whole, table))
	}
	return row
}

// shareCell is a part's percentage of the whole, to a tenth.
func (b *builder) shareCell(lang i18n.Lang, c figure.Cell, table *figure.Table) chart.Cell {
	share := figure.Cell{Known: c.Known}
	if share.Known {
		share.Number = math.Round(1000*c.Number/table.Total()) / 10
	}
	return b.tableCell(lang, figure.Percent, share)
}

// monthName writes a month given as YYYY-MM.
func (b *builder) monthName(lang i18n.Lang, month string) string {
	date, err := i18n.ParseDate(month)
	if err != nil {
		return month
	}
	return i18n.FormatDate(lang, date, i18n.Nominative)
}
