package importer

import (
	"slices"
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/mapping"
	"parskats/internal/sheet"
	"strings"
)

// columns are where the map's columns are in the table, and what becomes of the others.
type columns struct {
	table *sheet.Table
	// index finds a column by the title that the map has.
	index map[string]int
	// dropped are columns of natural persons; extra are kept.
	dropped map[int]bool
	extra   []int
}

// bind finds the map's columns in the table. It reports whether all are there.
func (r *run) bind() bool {
	r.columns = columns{table: r.Table, index: map[string]int{}, dropped: map[int]bool{}}
	before := r.result.Problems.Len()
	named := slices.Concat(r.Map.Columns(), r.Map.Extra, r.Map.Ignore, r.Map.Persons)
	for _, n := range named {
		r.bindOne(n)
	}
	if r.result.Problems.Len() > before {
		return false
	}
	r.dropPersons()
	r.sortOthers()
	return true
}

func (r *run) bindOne(n mapping.Named) {
	if _, known := r.columns.index[n.Title]; known {
		return
	}
	i := r.Table.Column(n.Title)
	if i >= 0 {
		r.columns.index[n.Title] = i
		return
	}
	p := r.result.Problems.Add(n.Pos, "unknown-column", diag.Args{"column": n.Title, "file": r.Table.File})
	titles := r.Table.Titles()
	if near := r.Nearest(n.Title, titles); near != "" {
		p.Args["suggestion"] = near
		p.WithHint("did-you-mean")
	} else if len(titles) <= maxListed {
		p.Args["values"] = strings.Join(titles, ", ")
		p.WithHint("one-of")
	}
}

// maxListed is how many titles a hint lists.
const maxListed = 40

// dropPersons finds the columns that hold data of natural persons.
func (r *run) dropPersons() {
	for i, c := range r.Table.Columns {
		isTaken := slices.ContainsFunc(r.Map.Persons, func(n mapping.Named) bool { return r.columns.index[n.Title] == i })
		if isTaken || c.IsOwn() || !mapping.IsPersonal(c.Title, r.columns.values(i)) {
			continue
		}
		r.columns.dropped[i] = true
		r.note(r.columns.place(i), "import-left/persons", diag.Args{"column": c.Title})
	}
}

// sortOthers says of the columns that the map does not name whether they are kept.
func (r *run) sortOthers() {
	taken := map[int]bool{}
	for _, n := range slices.Concat(r.Map.Columns(), r.Map.Ignore) {
		taken[r.columns.index[n.Title]] = true
	}
	for i, c := range r.Table.Columns {
		isExtra := slices.ContainsFunc(r.Map.Extra, func(n mapping.Named) bool { return r.columns.index[n.Title] == i })
		count := 0
		for _, v := range r.columns.values(i) {
			if !v.IsEmpty() {
				count++
			}
		}
		switch {
		case r.columns.dropped[i] || c.IsOwn():
		case isExtra, r.Map.ExtraAll && !taken[i]:
			r.columns.extra = append(r.columns.extra, i)
		case !taken[i] && count > 0:
			r.note(r.columns.place(i), "import-left/column", diag.Args{"column": c.Title, "count": strconv.Itoa(count)})
		}
	}
}

// place is where a column's title stands.
func (c *columns) place(i int) diag.Pos {
	row := 1
	if len(c.table.Header) > 0 {
		row = c.table.Header[len(c.table.Header)-1]
	}
	return c.table.Place(sheet.Row{Number: row}, i)
}

// values are the cells of a column.
func (c *columns) values(i int) []sheet.Cell {
	var cells []sheet.Cell
	for _, row := range c.table.Rows {
		cells = append(cells, row.Cells[i])
		for _, parts := range row.Parts {
			for _, part := range parts {
				cells = append(cells, part.Cells[i])
			}
		}
	}
	return cells
}

// cells are those of a rule's columns in a row. A dropped column's are empty.
func (c *columns) cells(row sheet.Row, rule *mapping.Rule) (cells []sheet.Cell, first int) {
	first = -1
	cells = make([]sheet.Cell, len(rule.Columns))
	for i, n := range rule.Columns {
		column := c.index[n.Title]
		if first < 0 {
			first = column
		}
		if !c.dropped[column] {
			cells[i] = row.Cells[column]
		}
	}
	return cells, first
}

// meets reports whether a row has the values that conditions ask for, or may have them: a
// spreadsheet's error is told of.
func (c *columns) meets(row sheet.Row, conditions []mapping.Condition) bool {
	for _, w := range conditions {
		if mapping.CellError(row.Cells[c.index[w.Column.Title]]) != nil {
			continue
		}
		folded := i18n.Fold(strings.Join(strings.Fields(row.Cells[c.index[w.Column.Title]].String()), " "))
		if !slices.Contains(w.Values, folded) {
			return false
		}
	}
	return true
}
