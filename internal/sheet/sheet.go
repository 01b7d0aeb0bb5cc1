// Package sheet reads tables as people send them: CSV in whatever encoding and with
// whatever delimiter, and XLSX with merged headers, dates as serial numbers and notes
// below the table. It gives no meaning to what it reads: a table is rows of cells, each
// with its row's number and its column.
package sheet

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/invisible"
)

// The limits of a table. What is larger is refused with a problem that says so.
const (
	MaxSize    = 64 << 20  // bytes of a file
	maxUnzip   = 512 << 20 // bytes of a workbook, unpacked
	maxRows    = 250_000
	maxColumns = 1_000
)

// ReasonColumn is the title of the column that a file of rejected rows has beside those of
// its source: such a file holds a part of the rows only.
const ReasonColumn = "Parskats: reason"

// IDColumn is the title of the column that such a file has beside them where the columns of
// a row alone don't say which record it is: several rows had one id.
const IDColumn = "Parskats: id"

// IsOwn reports whether a column is one that a file of rejected rows has beside its source's.
func (c Column) IsOwn() bool { return c.Title == ReasonColumn || c.Title == IDColumn }

// Between stands between the titles of a column in a header of several rows.
const Between = " / "

// Cell is one value of a table.
type Cell struct {
	// Text is the value as it is shown, without spaces around it, and with line ends of "\n".
	Text string
	// Number is a number of a workbook as it is stored, with a decimal point, "" for other
	// cells. 1 234,50 is shown, 1234.5 is stored.
	Number string
	// Date is a day of a workbook as YYYY-MM-DD, "" for other cells.
	Date string
	// NoDay says that the workbook shows its number as a day, and that it stands for none.
	NoDay bool
	// Line is that of the value in a row's own file, from 1; 0 for other cells.
	Line int32
}

// String returns a cell as it goes into another table: a day as YYYY-MM-DD, all else as it
// is shown.
func (c Cell) String() string {
	if c.Date != "" {
		return c.Date
	}
	return c.Text
}

// IsEmpty reports whether a cell says nothing.
func (c Cell) IsEmpty() bool { return c.Text == "" }

// Column is a column of a table.
type Column struct {
	// Title is unique within the table: the second "Date" is "Date (2)". A header of several
	// rows is joined: "Deadlines / Start". A column without one is called by its letters.
	Title string
	// Number is its place in the file, from 1.
	Number int
}

// Row is a row of a table, or a file of a folder of them.
type Row struct {
	// File is the row's own file, where each has one; "" where all are in the table's.
	File string
	// Number is the row's number as spreadsheets count, from 1; in a file of its own, 1.
	Number int
	// Cells has one cell a column of the table.
	Cells []Cell
	// Parts are the rows that a row holds in itself, by the name of their list. Their cells
	// are those of the table's columns that are called "name.column".
	Parts map[string][]Row
}

// IsEmpty reports whether no cell of a row says anything.
func (r Row) IsEmpty() bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return !c.IsEmpty() }) && len(r.Parts) == 0
}

// Table is what a file holds.
type Table struct {
	// Path is the file as it was named, File its base name, and Sheet the name of the
	// workbook's page, "" where there is but one.
	Path, File, Sheet string
	// Others are the workbook's other pages that are not hidden and not empty, where nobody
	// said which page is meant.
	Others  []string
	Columns []Column
	// Header are the numbers of the rows with the columns' titles.
	Header []int
	Rows   []Row
	// Notes are the rows below the table that belong to no column.
	Notes []Row
	// Unread are the files of a folder that can't be read.
	Unread []Unread
	// Encoding and Delimiter are those that a CSV was read with.
	Encoding  string
	Delimiter rune
	// IsPart says that the table holds rows that were rejected before.
	IsPart bool
}

// Column returns the index of a column by its title, -1 where there is none. Case, accents
// and spaces make no difference, unless two columns differ in nothing else.
func (t *Table) Column(title string) int {
	title = oneLine(title)
	exact := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Title == title })
	if exact >= 0 {
		return exact
	}
	found := -1
	for i, c := range t.Columns {
		if i18n.Fold(c.Title) != i18n.Fold(title) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// Titles returns the titles of the columns, in their order.
func (t *Table) Titles() []string {
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	return titles
}

// Options say what can't be seen from a file. The zero value finds out by itself.
type Options struct {
	// Sheet is the name of a workbook's page; the first that is not hidden without it.
	Sheet string
	// PassCover takes the first page that holds a table, where Sheet names none.
	PassCover bool
	// Header are the numbers of the rows with the columns' titles, from 1.
	Header []int
	// Encoding is the name of a CSV's encoding, as the web knows it: windows-1257.
	Encoding string
	// Delimiter separates the values of a CSV.
	Delimiter string
}

// Place is where a problem with a cell is: the row as spreadsheets count, and the column by
// its number, none where column is -1; in a file of the row's own, the line.
func (t *Table) Place(row Row, column int) diag.Pos {
	pos := diag.Pos{File: t.Path, Line: row.Number}
	if row.File != "" {
		pos.File = row.File
		if column >= 0 && column < len(row.Cells) {
			pos.Line = max(int(row.Cells[column].Line), 1)
		}
		return pos
	}
	if column >= 0 && column < len(t.Columns) {
		pos.Col = t.Columns[column].Number
	}
	return pos
}

// grid is a file's cells before it is known which are titles.
type grid struct {
	rows []Row
	// spans are the first columns of titles that stand over several columns, by row number,
	// each with the last.
	spans map[int]map[int]int
}

// headerSearch is in how many rows the titles are sought.
const headerSearch = 30

// table makes a table of a grid. name is the file's.
func (g grid) table(name string, options Options, problems *diag.Problems) *Table {
	t := &Table{Path: name, File: path.Base(name)}
	if g.isRejected() {
		t.IsPart, options.Header = true, nil
	}
	t.Header = options.Header
	if len(t.Header) == 0 {
		t.Header = g.findHeader()
	}
	if n := len(g.rows); len(options.Header) > 0 && n > 0 && !g.has(t.Header) {
		args := diag.Args{"last": strconv.Itoa(g.rows[n-1].Number)}
		problems.Add(diag.Pos{File: name}, "bad-table/header-row", args).WithHint("table-header")
		return nil
	}
	if len(t.Header) == 0 || !g.has(t.Header) {
		problems.Add(diag.Pos{File: name}, "bad-table/header", nil).WithHint("table-header")
		return nil
	}
	last := t.Header[len(t.Header)-1]
	width := 0
	for _, r := range g.rows {
		width = max(width, len(r.Cells))
	}
	t.Columns = columns(g.titles(t.Header, width))
	for _, r := range g.rows {
		if r.Number > last {
			t.Rows = append(t.Rows, r)
		}
	}
	t.dropEmptyColumns()
	t.fill()
	t.splitNotes()
	return t
}

// isRejected reports whether a grid is that of a file of rejected rows.
func (g grid) isRejected() bool {
	return len(g.rows) > 0 && slices.ContainsFunc(g.rows[0].Cells, func(c Cell) bool { return c.Text == ReasonColumn })
}

func (g grid) has(header []int) bool {
	for _, n := range header {
		if !slices.ContainsFunc(g.rows, func(r Row) bool { return r.Number == n && !r.IsEmpty() }) {
			return false
		}
	}
	return true
}

// findHeader returns the first row that is about as full as the fullest, and the one below
// it where a title of the first spans several columns.
func (g grid) findHeader() []int {
	first := g.rows[:min(len(g.rows), headerSearch)]
	most := 0
	for _, r := range first {
		most = max(most, filled(r)+g.spanned(r.Number))
	}
	for _, r := range first {
		full := filled(r) + g.spanned(r.Number)
		switch {
		case full == 0 || full*10 < most*6 || most > 1 && filled(r) < 2:
		case len(g.spans[r.Number]) > 0 && g.has([]int{r.Number + 1}):
			return []int{r.Number, r.Number + 1}
		default:
			return []int{r.Number}
		}
	}
	return nil
}

func filled(r Row) int {
	n := 0
	for _, c := range r.Cells {
		if !c.IsEmpty() {
			n++
		}
	}
	return n
}

// spanned counts the columns of a row that a title stands over without being in them.
func (g grid) spanned(row int) int {
	n := 0
	for from, to := range g.spans[row] {
		n += to - from
	}
	return n
}

// titles joins the titles of the rows of a header.
func (g grid) titles(header []int, width int) []string {
	titles := make([]string, width)
	for _, n := range header {
		i := slices.IndexFunc(g.rows, func(r Row) bool { return r.Number == n })
		row := make([]string, width)
		for c, cell := range g.rows[i].Cells {
			row[c] = oneLine(cell.Text)
		}
		for from, to := range g.spans[n] {
			for c := from + 1; c <= min(to, width-1); c++ {
				row[c] = row[from]
			}
		}
		for c := range titles {
			switch {
			case row[c] == "" || row[c] == titles[c]:
			case titles[c] == "":
				titles[c] = row[c]
			default:
				titles[c] += Between + row[c]
			}
		}
	}
	return titles
}

// columns gives each title its number, and makes it unique.
func columns(titles []string) []Column {
	seen := map[string]bool{}
	list := make([]Column, len(titles))
	for i, title := range titles {
		if title == "" {
			title = letters(i + 1)
		}
		unique := title
		for n := 2; seen[unique]; n++ {
			unique = title + " (" + strconv.Itoa(n) + ")"
		}
		seen[unique] = true
		list[i] = Column{unique, i + 1}
	}
	return list
}

// letters are what spreadsheets call a column by its number: 1 is A, 27 is AA.
func letters(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// dropEmptyColumns leaves out the columns at the end that have neither title nor value.
func (t *Table) dropEmptyColumns() {
	used := 0
	for i, c := range t.Columns {
		if c.Title != letters(c.Number) {
			used = i + 1
		}
	}
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			if !c.IsEmpty() {
				used = max(used, i+1)
			}
		}
	}
	t.Columns = t.Columns[:used]
}

// fill gives each row as many cells as there are columns.
func (t *Table) fill() {
	for i, r := range t.Rows {
		if len(r.Cells) > len(t.Columns) {
			r.Cells = r.Cells[:len(t.Columns)]
		}
		t.Rows[i].Cells = append(r.Cells, make([]Cell, len(t.Columns)-len(r.Cells))...)
	}
}

// fewColumns is the width of a table in which a row with one value may be a row like any.
const fewColumns = 2

// splitNotes takes the rows at the end that have one value at the most for notes.
func (t *Table) splitNotes() {
	if len(t.Columns) <= fewColumns {
		return
	}
	end := len(t.Rows)
	for end > 0 && filled(t.Rows[end-1]) <= 1 {
		end--
	}
	if end == 0 {
		return
	}
	t.Notes = slices.Clone(t.Rows[end:])
	t.Rows = t.Rows[:end]
}

// clean returns a text without what can't be seen, without spaces around it, and with line
// ends of "\n".
func clean(text string) string {
	text = lineEnds.Replace(text)
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return c
		case c == '\t' || c == '\v' || c == '\f':
			return ' '
		case unicode.IsControl(c) || c == utf8.RuneError || invisible.IsRefused(c):
			return -1
		}
		return c
	}, text)
	return strings.TrimSpace(text)
}

// lineEnds are those of other systems. Excel writes a carriage return as _x000D_.
var lineEnds = strings.NewReplacer("_x000D_\n", "\n", "_x000D_", "\n", "\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// oneLine puts a text on one line, with single spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
