package chart

import (
	"cmp"
	"math"
)

// Table is a chart's values, to show as an HTML table and to write as CSV.
type Table struct {
	// Caption is the chart's title.
	Caption string
	// Header heads the columns. The first is that of the rows' labels.
	Header []string
	Rows   []Row // the rows
}

// Row is a row of a table: a label and a cell for each other column.
type Row struct {
	Label string // what the row is about
	Cells []Cell // a cell for each other column
	// Total marks a row that sums up those above.
	Total bool
}

// Cell is a value as it is written, with its unit if it is a percentage.
type Cell struct {
	Value Value // the number
	// Text is the value in the table's language: words where it is unknown.
	Text string
	// Words says that the cell holds a date or words, and no number: its Value is
	// not known, but nothing is unknown.
	Words bool
}

// noWords stands where a row has nothing of a column.
const noWords = "–"

// wordsCell is a cell of a date or of words.
func wordsCell(text string) Cell { return Cell{Text: cmp.Or(text, noWords), Words: true} }

func (f *Frame) cell(v Value) Cell {
	if !v.Known {
		return Cell{Value: v, Text: cmp.Or(v.Instead, words(f.Lang).T("unknown")), Words: v.Instead != ""}
	}
	return Cell{Value: v, Text: cmp.Or(v.Instead, f.plain(v.Number))}
}

// valueHead heads a column of values.
func (f *Frame) valueHead() string { return cmp.Or(f.Unit.Name, words(f.Lang).T("value")) }

// Table lists the bars' values: a row for each category, with their sum where they
// are parts of a whole. A single divided bar has a row for each part, and its
// share.
func (b *Bars) Table() Table {
	if b.divided() {
		return b.partsTable()
	}
	t := b.Grid.table(&b.Frame)
	if b.Stacked && len(b.Series) > 1 && !b.Unit.Percent {
		t.Header = append(t.Header, words(b.Lang).T("total"))
		for c := range t.Rows {
			t.Rows[c].Cells = append(t.Rows[c].Cells, b.cell(b.total(c)))
		}
	}
	return t
}

// Table lists the lines' values: a row for each point of time. What is unknown after
// Now is not known yet.
func (l *Lines) Table() Table {
	t := l.Grid.table(&l.Frame)
	for c := l.known(); c < len(t.Rows); c++ {
		for i := range t.Rows[c].Cells {
			if cell := &t.Rows[c].Cells[i]; !cell.Value.Known {
				cell.Text = words(l.Lang).T("not-yet")
			}
		}
	}
	return t
}

func (g *Grid) table(f *Frame) Table {
	t := Table{Caption: f.Title, Header: []string{g.CategoryHead}}
	for _, s := range g.Series {
		t.Header = append(t.Header, cmp.Or(s.Label, f.valueHead()))
	}
	for c, category := range g.Categories {
		row := Row{Label: category}
		for s := range g.Series {
			row.Cells = append(row.Cells, f.cell(g.value(s, c)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// partsTable lists the parts of a single whole. Shares are of the whole, and so
// unknown where it is.
func (b *Bars) partsTable() Table {
	t := Table{Caption: b.Title, Header: []string{b.SeriesHead, b.valueHead()}}
	whole := b.total(0)
	shares := !b.Unit.Percent && (!whole.Known || whole.Number > 0)
	if shares {
		t.Header = append(t.Header, words(b.Lang).T("share"))
	}
	add := func(label string, v Value, total bool) {
		row := Row{Label: label, Cells: []Cell{b.cell(v)}, Total: total}
		if shares {
			row.Cells = append(row.Cells, b.share(v, whole))
		}
		t.Rows = append(t.Rows, row)
	}
	for i, s := range b.Series {
		add(s.Label, b.value(i, 0), false)
	}
	add(words(b.Lang).T("total"), whole, true)
	return t
}

// share returns a part's percentage of the whole, to a tenth.
func (b *Bars) share(part, whole Value) Cell {
	percent := Frame{Lang: b.Lang, Unit: Unit{Percent: true}}
	if !part.Known || !whole.Known {
		return percent.cell(Value{})
	}
	return percent.cell(Known(roundTo(100*part.Number/whole.Number, 10)))
}

// roundTo rounds to so many parts of one.
func roundTo(x, parts float64) float64 { return math.Round(x*parts) / parts }
