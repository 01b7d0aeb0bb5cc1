package sheet

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// checkTable sees that a table is whole: as many cells in each row as there are columns,
// titles that differ, rows in order.
func checkTable(t *testing.T, table *Table) {
	t.Helper()
	titles := map[string]bool{}
	for _, c := range table.Columns {
		if c.Title == "" || titles[c.Title] || c.Number < 1 {
			t.Errorf("a column is called %q, number %d", c.Title, c.Number)
		}
		titles[c.Title] = true
	}
	last := 0
	for _, r := range table.Rows {
		if len(r.Cells) != len(table.Columns) || r.Number <= last {
			t.Errorf("row %d after %d has %d cells of %d", r.Number, last, len(r.Cells), len(table.Columns))
		}
		last = r.Number
	}
}

// FuzzCSV reads anything as a CSV: it gives a whole table, or says why not.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"A,B\n1,2\n", "sep=;\nA;B\n\"x\ny\";2\n", "A\tB\n\"", "\xff\xfeA\x00,\x00B\x00\n\x00", "\xef\xbb\xbfA;B\n1;2",
		"A;B\n\xd5;\xff\n", "A,A,,\n1,2,3,4\n\n\n* x", "A;B\n5\";x\n", ",,,\n,,,\n", "\"", "\x00\x00",
	} {
		f.Add([]byte(seed), "", "")
	}
	f.Add([]byte("A:B\n1:2\n"), "windows-1257", ":")
	f.Fuzz(func(t *testing.T, raw []byte, encoding, delimiter string) {
		table, problems := ReadCSV("x.csv", raw, Options{Encoding: encoding, Delimiter: delimiter})
		if (table == nil) != (problems.Len() > 0) {
			t.Fatalf("a table: %v, problems %v", table != nil, problems.Sorted())
		}
		if table != nil {
			checkTable(t, table)
		}
	})
}

// FuzzXLSX reads anything as a workbook.
func FuzzXLSX(f *testing.F) {
	f.Add(book(f, func(file *excelize.File) {
		setAll(f, file, "Sheet1", map[string]any{"A1": "A", "B1": "B", "A2": 45292, "B2": "x"})
		style(f, file, "A2", excelize.Style{NumFmt: 14})
	}))
	f.Add(book(f, func(file *excelize.File) {
		setAll(f, file, "Sheet1", map[string]any{"A1": "A", "C1": "C", "B2": "x", "A3": 1, "B3": 2.5})
		for _, merged := range [][2]string{{"A1", "B1"}, {"A3", "A9"}} {
			if err := file.MergeCell("Sheet1", merged[0], merged[1]); err != nil {
				f.Fatal(err)
			}
		}
	}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, problems := ReadXLSX("x.xlsx", raw, Options{})
		if (table == nil) != (problems.Len() > 0) {
			t.Fatalf("a table: %v, problems %v", table != nil, problems.Sorted())
		}
		if table != nil {
			checkTable(t, table)
		}
	})
}
