package collect

import (
	"slices"

	"parskats/internal/sheet"
)

// WithCells returns a workbook that came back with other texts in a row of measures, by the
// ids of columns.
func (r *Returned) WithCells(row int, texts map[string]string) *Returned {
	changed, table := *r, *r.table
	table.Rows = slices.Clone(table.Rows)
	table.Rows[row].Cells = slices.Clone(table.Rows[row].Cells)
	for column, text := range texts {
		table.Rows[row].Cells[r.columns[column]] = sheet.Cell{Text: text}
	}
	changed.table = &table
	return &changed
}
