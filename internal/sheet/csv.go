package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"parskats/internal/diag"
)

// ReadCSV reads a table of values that a delimiter separates. Of the encoding, the
// delimiter and the quotation marks it finds out what options do not say. The table is nil
// where it can't be read, and the problems say why.
func ReadCSV(name string, raw []byte, options Options) (*Table, diag.Problems) {
	var problems diag.Problems
	pos := diag.Pos{File: name}
	if len(raw) > MaxSize {
		problems.Add(pos, "too-large/table", diag.Args{"limit": strconv.Itoa(MaxSize >> 20)})
		return nil, problems
	}
	if code, hint := workbookFault(raw); code != "" {
		problems.Add(pos, code, nil).WithHint(hint)
		return nil, problems
	}
	text, encodingName, err := decode(raw, options.Encoding)
	if err != nil {
		problems.Add(pos, "bad-table/encoding", diag.Args{"value": options.Encoding}).WithHint("table-encoding")
		return nil, problems
	}
	text, delimiter := separatorLine(text, options.Delimiter)
	rowsBefore := 0
	if delimiter != options.Delimiter {
		rowsBefore = 1
	}
	comma := delimiterOf(text, delimiter)
	rows, wrong := parse(text, comma, rowsBefore)
	if wrong != nil {
		pos.Line = wrong.row
		problems.Add(pos, wrong.code, wrong.args)
		return nil, problems
	}
	t := grid{rows: rows}.table(name, options, &problems)
	if t != nil {
		t.Encoding, t.Delimiter = encodingName, comma
	}
	return t, problems
}

// workbookFault is the problem with a workbook that is given for a CSV, "" for other files.
func workbookFault(raw []byte) (code, hint string) {
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return "bad-table/is-workbook", "import-xlsx"
	case isOldWorkbook(raw):
		return "bad-table/old-workbook", "save-xlsx"
	}
	return "", ""
}

// isOldWorkbook reports whether a file is of the form in which Excel wrote until 2003.
func isOldWorkbook(raw []byte) bool { return bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) }

// decode returns a text in UTF-8 and the name of the encoding that it was in. Without a
// name it is UTF-8 or UTF-16 where it looks so, and else Windows-1257, in which programs
// on Latvian computers write.
func decode(raw []byte, name string) (text []byte, found string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return raw[3:], "utf-8", nil
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeAs(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), raw, "utf-16")
	case name != "":
		e, err := htmlindex.Get(name)
		if err != nil {
			return nil, "", err
		}
		return decodeAs(e, raw, strings.ToLower(name))
	case zeros(raw, 1) > zeros(raw, 0) && isMostly(zeros(raw, 1), raw):
		return decodeAs(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), raw, "utf-16le")
	case zeros(raw, 0) > zeros(raw, 1) && isMostly(zeros(raw, 0), raw):
		return decodeAs(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), raw, "utf-16be")
	case utf8.Valid(raw):
		return raw, "utf-8", nil
	}
	return decodeAs(charmap.Windows1257, raw, "windows-1257")
}

func decodeAs(e encoding.Encoding, raw []byte, name string) ([]byte, string, error) {
	text, err := e.NewDecoder().Bytes(raw)
	return text, name, err
}

// zeros counts the bytes of 0 at even or odd places.
func zeros(raw []byte, odd int) int {
	n := 0
	for i := odd; i < len(raw); i += 2 {
		if raw[i] == 0 {
			n++
		}
	}
	return n
}

// isMostly reports whether so many of every second byte are 0 that the text is in UTF-16.
func isMostly(n int, raw []byte) bool { return n*4 > len(raw) }

// separatorLine takes the line "sep=;" off, by which Excel is told the delimiter.
func separatorLine(text []byte, delimiter string) ([]byte, string) {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	if len(line) == len("sep=;") && bytes.HasPrefix(line, []byte("sep=")) {
		return rest, string(line[len("sep="):])
	}
	return text, delimiter
}

// delimiters are what values may be separated by, the likeliest first.
var delimiters = []rune{';', ',', '\t', '|'}

// sample is of how much of a text the delimiter is found out.
const sample = 64 << 10

// delimiterOf returns the delimiter that parts the first rows into the most columns, and
// as many in each.
func delimiterOf(text []byte, given string) rune {
	if r, size := utf8.DecodeRuneInString(given); size == len(given) && validDelimiter(r) {
		return r
	}
	best, most := delimiters[0], 0
	for _, d := range delimiters {
		if score := consistency(text[:min(len(text), sample)], d); score > most {
			best, most = d, score
		}
	}
	return best
}

func validDelimiter(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && r != utf8.RuneError
}

// consistency is the number of cells beyond the first in those rows that are as wide as
// most are.
func consistency(text []byte, delimiter rune) int {
	r := newReader(text, delimiter)
	widths := map[int]int{}
	for range headerSearch {
		cells, err := r.Read()
		if err != nil {
			break
		}
		widths[len(cells)]++
	}
	most := 0
	for width, rows := range widths {
		most = max(most, (width-1)*rows)
	}
	return most
}

func newReader(text []byte, delimiter rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = delimiter, -1, true
	r.LazyQuotes = true
	return r
}

// fault is why a table can't be read: a code with its arguments, and the row, 0 where it is
// none in particular.
type fault struct {
	code string
	args diag.Args
	row  int
}

// parse reads the rows. Quotation marks that are no part of the form are taken for text,
// as long as every row then has the width of the first.
func parse(text []byte, delimiter rune, rowsBefore int) ([]Row, *fault) {
	r := newReader(text, delimiter)
	r.LazyQuotes = false
	rows, broken, err := readRows(r, text, rowsBefore)
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return rows, tooLarge(err)
	}
	if plain, ok := splitPlain(text, delimiter, rowsBefore); ok {
		return plain, nil
	}
	return nil, &fault{"bad-table/quote", diag.Args{"row": strconv.Itoa(broken)}, broken}
}

// errRows says that a table has too many rows, errColumns that a row is too wide.
var (
	errRows    = errors.New("too many rows")
	errColumns = errors.New("too many columns")
)

func tooLarge(err error) *fault {
	switch {
	case errors.Is(err, errRows):
		return &fault{"too-large/rows", diag.Args{"limit": strconv.Itoa(maxRows)}, 0}
	case errors.Is(err, errColumns):
		return &fault{"too-large/columns", diag.Args{"limit": strconv.Itoa(maxColumns)}, 0}
	}
	return nil
}

// readRows reads all rows with their numbers. The reader passes over empty lines, which
// spreadsheets count. broken is the number of the row that can't be read.
func readRows(r *csv.Reader, text []byte, rowsBefore int) (rows []Row, broken int, err error) {
	number, line, offset := rowsBefore, 1, int64(0)
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, 0, nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return nil, number + 1 + wrong.StartLine - line, err
		}
		if err != nil {
			return nil, 0, err
		}
		start, _ := r.FieldPos(0)
		number += 1 + start - line
		line += bytes.Count(text[offset:r.InputOffset()], []byte("\n"))
		offset = r.InputOffset()
		if rows, err = addRow(rows, number, cells); err != nil {
			return nil, 0, err
		}
	}
}

func addRow(rows []Row, number int, cells []string) ([]Row, error) {
	switch {
	case len(rows) >= maxRows:
		return nil, errRows
	case len(cells) > maxColumns:
		return nil, errColumns
	}
	row := Row{Number: number, Cells: make([]Cell, len(cells))}
	for i, c := range cells {
		row.Cells[i].Text = clean(c)
	}
	return append(rows, row), nil
}

// splitPlain reads a text whose quotation marks mean nothing. ok is false where its rows
// are not all of one width.
func splitPlain(text []byte, delimiter rune, rowsBefore int) (rows []Row, ok bool) {
	width := 0
	number := rowsBefore
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue
		}
		cells := strings.Split(line, string(delimiter))
		if width == 0 {
			width = len(cells)
		}
		var err error
		if rows, err = addRow(rows, number, cells); err != nil || len(cells) != width {
			return nil, false
		}
	}
	return rows, width > 1
}

// WriteCSV writes rows as a table that spreadsheets open: UTF-8 with a byte order mark.
// header is the first row.
func WriteCSV(header []string, rows [][]string, delimiter rune) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\xef\xbb\xbf")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if validDelimiter(delimiter) {
		w.Comma = delimiter
	}
	if err := w.WriteAll(slices.Concat([][]string{header}, rows)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
