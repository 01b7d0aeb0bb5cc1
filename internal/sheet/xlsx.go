package sheet

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"parskats/internal/diag"
)

// ReadXLSX reads a page of a workbook. The table is nil where it can't be read, and the
// problems say why.
func ReadXLSX(name string, raw []byte, options Options) (t *Table, problems diag.Problems) {
	pos := diag.Pos{File: name}
	if len(raw) > MaxSize {
		problems.Add(pos, "too-large/table", diag.Args{"limit": strconv.Itoa(MaxSize >> 20)})
		return nil, problems
	}
	switch {
	case isOldWorkbook(raw):
		problems.Add(pos, "bad-table/old-workbook", nil).WithHint("save-xlsx")
		return nil, problems
	case !bytes.HasPrefix(raw, []byte("PK")) && utf8.Valid(raw):
		problems.Add(pos, "bad-table/workbook", nil).WithHint("import-csv")
		return nil, problems
	}
	// The library is not safe against every file.
	defer func() {
		if recover() != nil {
			t, problems = nil, diag.Problems{}
			problems.Add(pos, "bad-table/workbook", nil)
		}
	}()
	// One limit for all and for one page, so that nothing is unpacked to the disk.
	file, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size exceeds") {
			problems.Add(pos, "too-large/unpacked", diag.Args{"limit": strconv.Itoa(maxUnzip >> 20)})
		} else {
			problems.Add(pos, "bad-table/workbook", nil)
		}
		return nil, problems
	}
	defer file.Close()
	pages := visiblePages(file)
	if options.Sheet != "" {
		pages = slices.DeleteFunc(file.GetSheetList(), func(page string) bool { return page != options.Sheet })
	}
	if len(pages) == 0 {
		args := diag.Args{"value": options.Sheet, "values": strings.Join(file.GetSheetList(), ", ")}
		problems.Add(pos, "bad-table/sheet", args).WithHint("one-of")
		return nil, problems
	}
	t, problems = readPage(file, pages[0], name, options)
	for _, page := range pages[1:] {
		if !options.PassCover || isTable(t) {
			break
		}
		if other, _ := readPage(file, page, name, options); isTable(other) {
			t, problems = other, diag.Problems{}
		}
	}
	if t != nil && options.Sheet == "" {
		t.Others = otherPages(file, pages, t.Sheet)
	}
	return t, problems
}

// visiblePages are the workbook's pages that are not hidden.
func visiblePages(file *excelize.File) []string {
	return slices.DeleteFunc(file.GetSheetList(), func(page string) bool {
		visible, err := file.GetSheetVisible(page)
		return err != nil || !visible
	})
}

// isTable reports whether a page holds more than a title or a note.
func isTable(t *Table) bool { return t != nil && len(t.Columns) > 1 && len(t.Rows) > 0 }

// otherPages are the pages beside the one that was read on which something stands.
func otherPages(file *excelize.File, pages []string, read string) []string {
	if read == "" {
		return nil // there is but one
	}
	return slices.DeleteFunc(slices.Clone(pages), func(page string) bool { return page == read || isBlank(file, page) })
}

// isBlank reports whether nothing stands on the first rows of a page.
func isBlank(file *excelize.File, page string) bool {
	rows, err := file.Rows(page)
	if err != nil {
		return true
	}
	defer rows.Close()
	for range headerSearch {
		if !rows.Next() {
			return true
		}
		if cells, err := rows.Columns(); err != nil || strings.TrimSpace(strings.Join(cells, "")) != "" {
			return err != nil
		}
	}
	return true
}

// readPage reads a page of a workbook.
func readPage(file *excelize.File, page, name string, options Options) (t *Table, problems diag.Problems) {
	pos := diag.Pos{File: name}
	w := workbook{file: file, page: page, dates: map[int]bool{}}
	g, err := w.read()
	switch p := tooLarge(err); {
	case p != nil:
		problems.Add(pos, p.code, p.args)
		return nil, problems
	case err != nil:
		problems.Add(pos, "bad-table/workbook", nil)
		return nil, problems
	}
	t = g.table(name, options, &problems)
	if t != nil && len(file.GetSheetList()) > 1 {
		t.Sheet = page
	}
	return t, problems
}

// workbook reads one page.
type workbook struct {
	file *excelize.File
	page string
	// since1904 says that days are counted from 1904, as on old Macintosh computers.
	since1904 bool
	// dates says of a style whether it shows a number as a day.
	dates map[int]bool
	// unreckoned are the cells with a formula and no result, of whichever page.
	unreckoned map[string]bool
}

// NoResult is the text of a cell whose formula the workbook holds no result of, as programs
// leave it that write workbooks without reckoning. It is in the form of a spreadsheet's errors.
const NoResult = "#FORMULA!"

// bareFormula is a cell in which a formula stands alone. Where its result is the empty text,
// the cell has a value, though an empty one, and says that it is a text.
var bareFormula = regexp.MustCompile(`<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>`)

var (
	anyFormula = regexp.MustCompile(`[<:]f[ />]`)
	cellName   = regexp.MustCompile(`\br="([A-Z]+[0-9]+)"`)
	ofText     = regexp.MustCompile(`\bt="str"`)
)

// findUnreckoned lists the cells of all pages with a formula and no result.
func (w *workbook) findUnreckoned() {
	w.unreckoned = map[string]bool{}
	w.file.Pkg.Range(func(name, raw any) bool {
		part, isBytes := raw.([]byte)
		if !isBytes || !strings.HasPrefix(name.(string), "xl/worksheets/") || !anyFormula.Match(part) {
			return true
		}
		for _, m := range bareFormula.FindAllSubmatch(part, -1) {
			isEmptyText := len(m[2]) > 0 && ofText.Match(m[1])
			if cell := cellName.FindSubmatch(m[1]); cell != nil && !isEmptyText {
				w.unreckoned[string(cell[1])] = true
			}
		}
		return true
	})
}

// lacksResult reports whether a cell that shows nothing has a formula without a result.
func (w *workbook) lacksResult(row, column int) (bool, error) {
	if len(w.unreckoned) == 0 {
		return false, nil
	}
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil || !w.unreckoned[name] {
		return false, err
	}
	formula, err := w.file.GetCellFormula(w.page, name)
	return formula != "", err
}

// read reads the cells as they are shown and as they are stored, side by side.
func (w *workbook) read() (grid, error) {
	props, err := w.file.GetWorkbookProps()
	if err != nil {
		return grid{}, err
	}
	w.since1904 = props.Date1904 != nil && *props.Date1904
	w.findUnreckoned()
	shown, err := w.file.Rows(w.page)
	if err != nil {
		return grid{}, err
	}
	defer shown.Close()
	stored, err := w.file.Rows(w.page)
	if err != nil {
		return grid{}, err
	}
	defer stored.Close()
	var g grid
	for number := 1; shown.Next() && stored.Next(); number++ {
		texts, err := shown.Columns()
		if err != nil {
			return g, err
		}
		raws, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return g, err
		}
		if len(texts) == 0 {
			continue // an empty row still has its number
		}
		if g.rows, err = w.addRow(g.rows, number, texts, raws); err != nil {
			return g, err
		}
	}
	if err := errors.Join(shown.Error(), stored.Error()); err != nil {
		return g, err
	}
	return g, w.merge(&g)
}

func (w *workbook) addRow(rows []Row, number int, texts, raws []string) ([]Row, error) {
	rows, err := addRow(rows, number, texts)
	if err != nil {
		return nil, err
	}
	row := rows[len(rows)-1]
	for i := range row.Cells {
		if row.Cells[i].IsEmpty() {
			isBare, err := w.lacksResult(number, i+1)
			if err != nil {
				return nil, err
			}
			if isBare {
				row.Cells[i].Text = NoResult
			}
			continue
		}
		if i >= len(raws) {
			break
		}
		if err := w.number(&row.Cells[i], number, i+1, raws[i]); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// storedNumber is how a workbook stores a number.
var storedNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// number notes the number or the day that a cell stores.
func (w *workbook) number(cell *Cell, row, column int, raw string) error {
	if !storedNumber.MatchString(raw) || isTruth(cell.Text, raw) {
		return nil
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return nil // too large to be a number: it stays as it is shown
	}
	if isText, err := w.isText(cell.Text, raw, row, column); isText || err != nil {
		return err
	}
	day := Serial(n, w.since1904)
	if cell.Text != raw && (day != "" || !showsNumber(cell.Text)) {
		isDate, isSure := looksLike(cell.Text, day)
		if !isSure || day == "" {
			if isDate, err = w.isDate(row, column); err != nil {
				return err
			}
		}
		if isDate && day != "" {
			cell.Date = day
			return nil
		}
		cell.NoDay = isDate
	}
	// Fifteen digits are what spreadsheets keep of a number: 0.1+0.2 is 0.3.
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		return nil
	}
	cell.Number = strconv.FormatFloat(rounded, 'f', -1, 64)
	return nil
}

// isTruth reports whether a cell is a truth value: 1 is stored, TRUE is shown.
func isTruth(shown, raw string) bool {
	return shown == "TRUE" && raw == "1" || shown == "FALSE" && raw == "0"
}

// likeThousands is a text that may mean thousands: a stored number of that form has
// three decimals.
var likeThousands = regexp.MustCompile(`^-?[0-9]{1,3}\.[0-9]{3}$`)

// isText reports whether what looks like a number is a text, as far as that makes a
// difference.
func (w *workbook) isText(shown, raw string, row, column int) (bool, error) {
	if shown != raw || !strings.Contains(raw, ".") {
		return false, nil
	}
	if strings.HasSuffix(raw, "0") && !strings.ContainsAny(raw, "eE") {
		return true, nil // a number is stored without zeros at its end
	}
	if !likeThousands.MatchString(raw) {
		return false, nil
	}
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return false, err
	}
	kind, err := w.file.GetCellType(w.page, name)
	return kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString, err
}

// isSerial reports whether a number may stand for a day up to 2099.
func isSerial(n float64) bool { return n >= 1 && n < 73_051 }

// showsNumber reports whether what is shown of a number is a number, too: with signs between
// the thousands, in per cent or with a currency. It tells without a look at the style.
func showsNumber(shown string) bool {
	_, err := strconv.ParseFloat(numberSigns.Replace(shown), 64)
	return err == nil
}

var numberSigns = strings.NewReplacer(",", "", " ", "", "\u00a0", "", "%", "", "€", "", "$", "", "(", "", ")", "")

// Serial returns the day that a spreadsheet's number stands for, as YYYY-MM-DD; "" where
// it stands for none. Days count from 1900, or from 1904. Those before March 1900 are none:
// Excel counts a 29 February that there was not, other programs don't.
func Serial(n float64, since1904 bool) string {
	if !isSerial(n) {
		return ""
	}
	day := int(n)
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day <= 60:
		return ""
	}
	return epoch.AddDate(0, 0, day).Format(time.DateOnly)
}

// figure is a run of figures in what is shown.
var figure = regexp.MustCompile(`[0-9]+`)

// looksLike reports whether what is shown of a number is the day that the number stands
// for, and whether that is sure: a year alone, or a day without its year, may be either. To ask for the style of
// a cell takes the whole page into memory, so it is asked where nothing else helps.
func looksLike(shown, day string) (isDate, isSure bool) {
	if day == "" {
		return false, true
	}
	year, month, date := day[:4], trimZero(day[5:7]), trimZero(day[8:])
	hasYear, hasMonth, hasDay := false, false, false
	for _, n := range figure.FindAllString(shown, -1) {
		switch plain := trimZero(n); {
		case !hasYear && (n == year || n == year[2:]):
			hasYear = true
		case len(n) > 2:
		case plain == month && !hasMonth:
			hasMonth = true
		case plain == date:
			hasDay = true
		}
	}
	if hasYear {
		return hasMonth || hasDay, hasMonth || hasDay
	}
	return false, !(hasMonth && hasDay)
}

// trimZero takes a zero off the front of a day or a month.
func trimZero(n string) string { return strings.TrimPrefix(n, "0") }

// isDate reports whether a cell's style shows its number as a day.
func (w *workbook) isDate(row, column int) (bool, error) {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return false, err
	}
	id, err := w.file.GetCellStyle(w.page, name)
	if err != nil {
		return false, err
	}
	isDate, known := w.dates[id]
	if !known {
		style, err := w.file.GetStyle(id)
		if err != nil {
			return false, err
		}
		isDate = showsDate(style)
		w.dates[id] = isDate
	}
	return isDate, nil
}

// notInFormat are the parts of a number format that are text.
var notInFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.`)

// showsDate reports whether a style's number format has a year or a day in it. The formats
// that have numbers are those of ECMA-376, part 1, 18.8.30.
func showsDate(style *excelize.Style) bool {
	if style.CustomNumFmt != nil {
		format := strings.ToLower(notInFormat.ReplaceAllString(*style.CustomNumFmt, ""))
		return strings.ContainsAny(format, "yd") && !strings.Contains(format, "#")
	}
	n := style.NumFmt
	return n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58
}

// maxMerged is how many merged cells a page may have, and maxFilled to how many cells
// below them they may give their value.
const (
	maxMerged = 100_000
	maxFilled = 2_000_000
)

// merge notes titles over several columns, and gives a value over several rows to each.
func (w *workbook) merge(g *grid) error {
	g.spans = map[int]map[int]int{}
	if !w.hasMerged() {
		return nil
	}
	merged, err := w.file.GetMergeCells(w.page, true)
	if err != nil {
		return err
	}
	if len(merged) > maxMerged {
		return errRows
	}
	byNumber := make(map[int]int, len(g.rows))
	for i, r := range g.rows {
		byNumber[r.Number] = i
	}
	left := maxFilled
	for _, m := range merged {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if c2 > c1 {
			if g.spans[r1] == nil {
				g.spans[r1] = map[int]int{}
			}
			g.spans[r1][c1-1] = min(c2, maxColumns) - 1
			continue // a note or a title, not a value of several rows
		}
		if left -= g.fillDown(byNumber, c1-1, r1, r2); left < 0 {
			return errRows
		}
	}
	return nil
}

// hasMerged reports whether any page of the workbook may have merged cells. To list them
// takes a whole page into memory.
func (w *workbook) hasMerged() bool {
	found := false
	w.file.Pkg.Range(func(name, raw any) bool {
		part, isBytes := raw.([]byte)
		isPage := strings.HasPrefix(name.(string), "xl/worksheets/")
		found = isPage && (!isBytes || bytes.Contains(part, []byte("mergeCell")))
		return !found
	})
	return found
}

// fillDown gives the value of a cell to those below it, as far as there are rows, and
// returns to how many.
func (g *grid) fillDown(byNumber map[int]int, column, from, to int) (count int) {
	i, ok := byNumber[from]
	if !ok || column >= len(g.rows[i].Cells) {
		return 0
	}
	value := g.rows[i].Cells[column]
	for ; i < len(g.rows) && g.rows[i].Number <= to; i++ {
		r := &g.rows[i]
		for len(r.Cells) <= column {
			r.Cells = append(r.Cells, Cell{})
		}
		r.Cells[column] = value
		count++
	}
	return count
}
