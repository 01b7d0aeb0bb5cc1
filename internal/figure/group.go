package figure

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// grouping gathers records under rows and columns.
type grouping struct {
	rows, columns []Label
	cells         map[[2]string][]Ref
}

func newGrouping(columns ...Label) *grouping {
	return &grouping{columns: columns, cells: map[[2]string][]Ref{}}
}

// only is the column of a table that has one.
var only = Label{Key: "count", Text: text("Skaits", "Number")}

// row adds a row, unless there is one of its key.
func (g *grouping) row(l Label) {
	if !slices.ContainsFunc(g.rows, func(known Label) bool { return known.Key == l.Key }) {
		g.rows = append(g.rows, l)
	}
}

// add counts a record under a row and a column that were named before.
func (g *grouping) add(row, column string, ref Ref) {
	key := [2]string{row, column}
	g.cells[key] = append(g.cells[key], ref)
}

// table counts what was gathered.
func (g *grouping) table() Table {
	t := Table{Rows: g.rows, Columns: g.columns}
	for _, row := range g.rows {
		cells := make([]Cell, len(g.columns))
		for i, column := range g.columns {
			cells[i] = count(g.cells[[2]string{row.Key, column.Key}])
		}
		t.Cells = append(t.Cells, cells)
	}
	return t
}

// vocabulary adds a row for each value of a vocabulary.
func (g *grouping) vocabulary(v *record.Vocabulary) {
	for _, l := range vocabularyLabels(v) {
		g.row(l)
	}
}

func vocabularyLabels(v *record.Vocabulary) []Label {
	labels := make([]Label, len(v.Terms))
	for i, t := range v.Terms {
		labels[i] = Label{Key: t.Key, Text: t.Title}
	}
	return labels
}

// levelLabels are the four levels, and one for records without a level.
func levelLabels() []Label {
	var labels []Label
	for _, l := range record.Levels {
		labels = append(labels, Label{Key: string(l), Text: levelTitle(l)})
	}
	return append(labels, Label{Key: noLevel, Text: text("bez līmeņa", "no level")})
}

// noLevel is the key of records without a level.
const noLevel = "none"

func levelTitle(l record.Level) i18n.Text {
	v := l.Vocabulary()
	return text(v.Title(i18n.Latvian, string(l)), v.Title(i18n.English, string(l)))
}

func levelKey(l record.Level) string { return cmp.Or(string(l), noLevel) }

// ranked leaves out rows of nothing and, where the records are all there are, sorts the
// others by their sums, the largest first. Rows of one sum keep their order, and so do
// all rows of records that are only a part, whose order would be no rank: that of the
// alphabet, where each is a record.
func (t *Table) ranked(in *Input, whole bool) {
	type row struct {
		label Label
		cells []Cell
		sum   float64
	}
	var rows []row
	for i, cells := range t.Cells {
		r := row{label: t.Rows[i], cells: cells}
		for _, c := range cells {
			r.sum += c.Number
		}
		if r.sum > 0 {
			rows = append(rows, r)
		}
	}
	if !slices.ContainsFunc(rows, func(r row) bool { return r.label.Ref.ID == "" }) {
		lang := in.Site.Config.DefaultLang()
		i18n.SortBy(lang, rows, func(r row) string {
			name, _ := r.label.Text.In(lang, i18n.Languages...)
			return name
		})
	}
	if whole {
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.sum, a.sum) })
	}
	t.Rows, t.Cells = nil, nil
	for _, r := range rows {
		t.Rows, t.Cells = append(t.Rows, r.label), append(t.Cells, r.cells)
	}
}

// institutionLabel heads a row of an institution, by the name that it has on the day.
func institutionLabel(in *Input, id string) Label {
	l := Label{Key: id, Text: i18n.Text{i18n.Latvian: id}, Ref: Ref{"institution", id}}
	if inst := in.Site.Institutions.Get(id); inst != nil {
		l.Text, _ = progress.NameOn(inst, in.Day)
	}
	return l
}

// dropEmptyColumns leaves out columns in which nothing is counted.
func (t *Table) dropEmptyColumns() {
	t.keepColumns(func(c Cell) bool { return c.Number > 0 })
}

// dropUnknownColumns leaves out columns in which nothing is known.
func (t *Table) dropUnknownColumns() {
	t.keepColumns(func(c Cell) bool { return c.Known || c.Few })
}

// keepColumns keeps the columns that have such a cell.
func (t *Table) keepColumns(such func(Cell) bool) {
	var columns []Label
	cells := make([][]Cell, len(t.Cells))
	for i, column := range t.Columns {
		if countIf(t.Cells, func(row []Cell) bool { return such(row[i]) }) == 0 {
			continue
		}
		columns = append(columns, column)
		for r, row := range t.Cells {
			cells[r] = append(cells[r], row[i])
		}
	}
	t.Columns, t.Cells = columns, cells
}
