package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"parskats/internal/diag"
)

// outline writes a table in short: its titles, then each row with its number.
func outline(t *Table) string {
	if t == nil {
		return "none"
	}
	lines := []string{strings.Join(t.Titles(), "|")}
	for _, r := range slices.Concat(t.Rows, t.Notes) {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.String())
		}
		lines = append(lines, strconv.Itoa(r.Number)+" "+strings.Join(cells, "|"))
	}
	return strings.ReplaceAll(strings.Join(lines, "; "), "\n", `\n`)
}

func TestReadCSV(t *testing.T) {
	for _, test := range []struct {
		name, text string
		options    Options
		want       string
	}{
		{"commas", "A,B\n1,2\n", Options{}, "A|B; 2 1|2"},
		{"semicolons, with commas in values", "A;B\n1,5;2,5\n", Options{}, "A|B; 2 1,5|2,5"},
		{"tabs", "A\tB\n1\t2\n", Options{}, "A|B; 2 1|2"},
		{"bars", "A|B|C\n1|2|3\n", Options{}, "A|B|C; 2 1|2|3"},
		{"a given delimiter", "A:B\n1:2\n", Options{Delimiter: ":"}, "A|B; 2 1|2"},
		{"Excel's own line", "sep=;\nA;B\n1;2\n", Options{}, "A|B; 3 1|2"},
		{"line breaks in values count as one row", "A,B\n\"x\ny\",2\n3,4\n", Options{}, `A|B; 2 x\ny|2; 3 3|4`},
		{"empty lines count", "A,B\n\n\n1,2\n\n3,4\n", Options{}, "A|B; 4 1|2; 6 3|4"},
		{"Windows line ends", "A,B\r\n1,2\r\n", Options{}, "A|B; 2 1|2"},
		{"rows above the titles", "Saraksts,,\n,,\nA,B,C\n1,2,3\n", Options{}, "A|B|C; 4 1|2|3"},
		{"a header by its number", "x,y,z\nA,B,C\n1,2,3\n", Options{Header: []int{2}}, "A|B|C; 3 1|2|3"},
		{"a header of two rows", "T,T,C\nA,B,\n1,2,3\n", Options{Header: []int{1, 2}}, "T / A|T / B|C; 3 1|2|3"},
		{"titles that are alike, or missing", "A,A,\n1,2,3\n", Options{}, "A|A (2)|C; 2 1|2|3"},
		{"short and long rows", "A,B,C\n1,2\n1,2,3,4\n", Options{}, "A|B|C|D; 2 1|2||; 3 1|2|3|4"},
		{"notes below", "A,B,C\n1,2,3\n,,\n* piezīme,,\n", Options{}, "A|B|C; 2 1|2|3; 3 ||; 4 * piezīme||"},
		{"a note in a table of two columns may be a row", "A,B\n1,2\nx,\n", Options{}, "A|B; 2 1|2; 3 x|"},
		{"quotation marks that mean nothing", "A;B\n5\" caurule;2\n\"x;3\n", Options{}, `A|B; 2 5" caurule|2; 3 "x|3`},
		{"what can't be seen", "A,B\n\u200bx\u00ad,\u00a0y \n", Options{}, "A|B; 2 x|y"},
		{"rejected rows have their header first", "A,B,Parskats: reason\n1,2,no\n", Options{Header: []int{3}}, "A|B|Parskats: reason; 2 1|2|no"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, problems := ReadCSV("x.csv", []byte(test.text), test.options)
			if got := outline(table); got != test.want {
				t.Errorf("got %s, want %s, problems %v", got, test.want, problems.Sorted())
			}
		})
	}
}

// A quotation mark that is never closed is told of where it opens, by rows as spreadsheets
// count, and so is one that only the next one closes.
func TestQuotes(t *testing.T) {
	for text, row := range map[string]int{
		"A,B\n\"x\ny\",1\n\n\"z,2\n3,4,5\n":        4,
		"sep=;\nA;B\n1;\"x\n2;y\n3;\"z\"\n4;w;v\n": 3,
		"A,B\n1,\"x\" y\n2,3,4\n":                  2,
	} {
		table, problems := ReadCSV("x.csv", []byte(text), Options{})
		if table != nil || problems.Len() != 1 || problems.Sorted()[0].Pos.Line != row || problems.Sorted()[0].Args["row"] != strconv.Itoa(row) {
			t.Errorf("%q: got %s %v", text, outline(table), problems.Sorted())
		}
	}
}

// A file of another kind is told of with what to do instead.
func TestOtherKinds(t *testing.T) {
	csv := func(raw string, options Options) diag.Problems {
		_, problems := ReadCSV("x.csv", []byte(raw), options)
		return problems
	}
	xlsx := func(raw string) diag.Problems {
		_, problems := ReadXLSX("x.xlsx", []byte(raw), Options{})
		return problems
	}
	for _, test := range []struct {
		problems      diag.Problems
		variant, hint string
	}{
		{csv("PK\x03\x04…", Options{}), "is-workbook", "import-xlsx"},
		{csv("\xd0\xcf\x11\xe0…", Options{}), "old-workbook", "save-xlsx"},
		{xlsx("\xd0\xcf\x11\xe0…"), "old-workbook", "save-xlsx"},
		{xlsx("A;B\n1;2\n"), "workbook", "import-csv"},
		{xlsx("PK…"), "workbook", ""},
		{csv("A;B\n1;2\n", Options{Header: []int{99}}), "header-row", "table-header"},
	} {
		sorted := test.problems.Sorted()
		if len(sorted) != 1 || sorted[0].Variant != test.variant || sorted[0].Hint != test.hint {
			t.Errorf("%s: got %v", test.variant, sorted)
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = "Nosaukums;Sākums\nŪdensšķirtne, „ņemšana”;1\n"
	bom := func(mark string, e encoding.Encoding) string {
		raw, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return mark + string(raw)
	}
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, test := range []struct {
		name, raw, given, want string
	}{
		{"UTF-8", text, "", "utf-8"},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + text, "", "utf-8"},
		{"UTF-16 with a mark", bom("\xff\xfe", little), "", "utf-16"},
		{"UTF-16, the other order", bom("\xfe\xff", big), "", "utf-16"},
		{"UTF-16 without a mark", bom("", little), "", "utf-16le"},
		{"UTF-16 without a mark, the other order", bom("", big), "", "utf-16be"},
		{"Windows-1257", bom("", charmap.Windows1257), "", "windows-1257"},
		{"Windows-1257 by its name", bom("", charmap.Windows1257), "Windows-1257", "windows-1257"},
		{"ISO 8859-13 by its name", bom("", charmap.ISO8859_13), "iso-8859-13", "iso-8859-13"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, problems := ReadCSV("x.csv", []byte(test.raw), Options{Encoding: test.given})
			if got := outline(table); got != "Nosaukums|Sākums; 2 Ūdensšķirtne, „ņemšana”|1" {
				t.Errorf("got %s %v", got, problems.Sorted())
			}
			if table != nil && table.Encoding != test.want {
				t.Errorf("got %s, want %s", table.Encoding, test.want)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	for name, raw := range map[string]string{
		"too-large/table":   strings.Repeat("x", MaxSize+1),
		"too-large/rows":    "A,B\n" + strings.Repeat("1,2\n", maxRows),
		"too-large/columns": "A,B\n" + strings.Repeat("1,", maxColumns) + "\n",
	} {
		table, problems := ReadCSV("x.csv", []byte(raw), Options{})
		if table != nil || problems.Len() != 1 || problems.Sorted()[0].Code+"/"+problems.Sorted()[0].Variant != name {
			t.Errorf("%s: got %v", name, problems.Sorted())
		}
	}
}

func TestColumn(t *testing.T) {
	table, _ := ReadCSV("x.csv", []byte("Sākums,sakums,Beigu  diena,X\n1,2,3,4\n"), Options{})
	for title, want := range map[string]int{"Sākums": 0, "sakums": 1, "SĀKUMS": -1, "beigu diena": 2, "x": 3, "y": -1} {
		if got := table.Column(title); got != want {
			t.Errorf("%s: got %d, want %d", title, got, want)
		}
	}
}

// book makes a workbook.
func book(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// setAll puts values into a page by their cells.
func setAll(t testing.TB, f *excelize.File, page string, values map[string]any) {
	t.Helper()
	for cell, value := range values {
		if err := f.SetCellValue(page, cell, value); err != nil {
			t.Fatal(err)
		}
	}
}

func style(t testing.TB, f *excelize.File, cell string, s excelize.Style) {
	t.Helper()
	id, err := f.NewStyle(&s)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
		t.Fatal(err)
	}
}

func TestReadXLSX(t *testing.T) {
	latvian, thousands := `yyyy". gada "d". "mmmm`, `#,##0.00`
	raw := book(t, func(f *excelize.File) {
		setAll(t, f, "Sheet1", map[string]any{
			"A1": "Izdomāts saraksts",
			"A3": "Nr.", "B3": "Termiņi", "D3": "Summa", "E3": "Iestāde",
			"B4": "Sākums", "C4": "Beigas",
			"A5": "1.10", "B5": 45291, "C5": 45657, "D5": 1234.5, "E5": "Ministrija",
			"A6": "1.234", "B6": 45292.75, "C6": "rudenī", "D6": 0.12,
			"A8": "* piezīme zem tabulas",
		})
		for _, merged := range [][2]string{{"A1", "E1"}, {"B3", "C3"}, {"A3", "A4"}, {"E5", "E6"}, {"A8", "E8"}} {
			if err := f.MergeCell("Sheet1", merged[0], merged[1]); err != nil {
				t.Fatal(err)
			}
		}
		style(t, f, "B5", excelize.Style{NumFmt: 14})
		style(t, f, "C5", excelize.Style{CustomNumFmt: &latvian})
		style(t, f, "B6", excelize.Style{NumFmt: 22})
		style(t, f, "D5", excelize.Style{CustomNumFmt: &thousands})
		style(t, f, "D6", excelize.Style{NumFmt: 9})
	})
	table, problems := ReadXLSX("x.xlsx", raw, Options{})
	const want = "Nr.|Termiņi / Sākums|Termiņi / Beigas|Summa|Iestāde; 5 1.10|2023-12-31|2024-12-31|1,234.50|Ministrija; " +
		"6 1.234|2024-01-01|rudenī|12%|Ministrija; 8 * piezīme zem tabulas||||"
	if got := outline(table); got != want {
		t.Fatalf("got %s\nwant %s\n%v", got, want, problems.Sorted())
	}
	if !slices.Equal(table.Header, []int{3, 4}) || len(table.Notes) != 1 || table.Sheet != "" {
		t.Errorf("got header %v, %d notes, page %q", table.Header, len(table.Notes), table.Sheet)
	}
	if got := table.Rows[0].Cells[3].Number; got != "1234.5" {
		t.Errorf("got the number %s", got)
	}
	for _, r := range table.Rows {
		if got := r.Cells[0].Number; got != "" {
			t.Errorf("the text %s has the number %s", r.Cells[0].Text, got)
		}
	}
}

// A formula without a result is not empty, one whose result is the empty text is, and a truth
// value is a word.
func TestFormulas(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		setAll(t, f, "Sheet1", map[string]any{"A1": "A", "B1": "B", "C1": "C", "D1": "D", "A2": 1, "B2": true, "C2": false, "D2": "x", "A3": 2})
		for cell, formula := range map[string]string{"B3": `A2&"<x>"`, "D3": "A2+1", "C4": "A2"} {
			if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
				t.Fatal(err)
			}
		}
	})
	raw = changePart(t, raw, "xl/worksheets/sheet1.xml", func(page string) string {
		return strings.Replace(page, `<c r="A3"><v>2</v></c>`, `<c r="A3" t="str"><f>IF(1=2,"","")</f><v></v></c>`, 1)
	})
	table, problems := ReadXLSX("x.xlsx", raw, Options{})
	const want = "A|B|C|D; 2 1|TRUE|FALSE|x; 3 |#FORMULA!||#FORMULA!; 4 ||#FORMULA!|"
	if got := outline(table); !strings.HasPrefix(got, want) {
		t.Fatalf("got %s\n%v", got, problems.Sorted())
	}
	if c := table.Rows[0].Cells[1]; c.Number != "" {
		t.Errorf("TRUE has the number %s", c.Number)
	}
}

// changePart changes a part of a workbook.
func changePart(t testing.TB, raw []byte, name string, change func(string) string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, part := range from.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == name {
			content = []byte(change(string(content)))
		}
		w, err := to.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPages(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		if _, err := f.NewSheet("Otrā"); err != nil {
			t.Fatal(err)
		}
		setAll(t, f, "Sheet1", map[string]any{"A1": "A", "B1": "B", "A2": 1, "B2": 2})
		setAll(t, f, "Otrā", map[string]any{"A1": "C", "B1": "D", "A2": 3, "B2": 4})
	})
	for page, want := range map[string]string{"": "A|B; 2 1|2", "Otrā": "C|D; 2 3|4", "Trešā": "none"} {
		table, problems := ReadXLSX("x.xlsx", raw, Options{Sheet: page})
		if got := outline(table); got != want {
			t.Errorf("%s: got %s %v", page, got, problems.Sorted())
		}
		if table == nil && problems.Sorted()[0].Code != "bad-table" {
			t.Errorf("%s: got %v", page, problems.Sorted())
		}
	}
}

// A page without a table is passed over where that is asked for, and the other pages on
// which something stands are named.
func TestCover(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		for _, page := range []string{"Dati", "Tukša", "Slēpta", "Pielikums"} {
			if _, err := f.NewSheet(page); err != nil {
				t.Fatal(err)
			}
		}
		setAll(t, f, "Sheet1", map[string]any{"B2": "Izdomāts saraksts"})
		for _, page := range []string{"Dati", "Slēpta", "Pielikums"} {
			setAll(t, f, page, map[string]any{"A1": "C", "B1": "D", "A2": 3, "B2": 4})
		}
		if err := f.SetSheetVisible("Slēpta", false); err != nil {
			t.Fatal(err)
		}
	})
	for _, test := range []struct {
		options     Options
		page, other string
	}{
		{Options{}, "Sheet1", "Dati, Pielikums"},
		{Options{PassCover: true}, "Dati", "Sheet1, Pielikums"},
		{Options{PassCover: true, Sheet: "Pielikums"}, "Pielikums", ""},
	} {
		table, problems := ReadXLSX("x.xlsx", raw, test.options)
		if table == nil || table.Sheet != test.page || strings.Join(table.Others, ", ") != test.other {
			t.Errorf("%v: got %+v %v", test.options, table, problems.Sorted())
		}
	}
}

func TestLooksLike(t *testing.T) {
	for _, test := range []struct {
		shown, day     string
		isDate, isSure bool
	}{
		{"01.02.2024", "2024-02-01", true, true},
		{"02-01-24", "2024-02-01", true, true},
		{"1/2/24 12:00", "2024-02-01", true, true},
		{"2024. gada 1. februāris", "2024-02-01", true, true},
		{"24.10.2024", "2024-10-24", true, true},
		{"24-10-24", "2024-10-24", true, true},
		{"01.02.", "2024-02-01", false, false},
		{"01.01.", "2024-01-01", false, false},
		{"Feb-24", "2024-02-01", false, false},
		{"2024", "2024-02-01", false, false},
		{"45,323", "2024-02-01", false, true},
		{"45 323,00 EUR", "2024-02-01", false, true},
		{"45323.00%", "2024-02-01", false, true},
		{"12:00", "2024-02-01", false, true},
		{"1.5", "", false, true},
	} {
		if isDate, isSure := looksLike(test.shown, test.day); isDate != test.isDate || isSure != test.isSure {
			t.Errorf("%s, %s: got %v, %v", test.shown, test.day, isDate, isSure)
		}
	}
}

func TestSerial(t *testing.T) {
	for _, test := range []struct {
		n         float64
		since1904 bool
		want      string
	}{
		{1, false, ""}, {59, false, ""}, {60, false, ""}, {1, true, "1904-01-02"}, {61, false, "1900-03-01"},
		{45292, false, "2024-01-01"}, {45292.99, false, "2024-01-01"}, {73050, false, "2099-12-31"}, {73051, false, ""},
		{0, false, ""}, {-1, false, ""}, {43830, true, "2024-01-01"},
	} {
		if got := Serial(test.n, test.since1904); got != test.want {
			t.Errorf("%v: got %s, want %s", test.n, got, test.want)
		}
	}
}

// A workbook that unpacks to more than its limit is refused with words.
// A number that is shown as a day and stands for none is no day, and no other number either.
func TestNoDay(t *testing.T) {
	money := `#,##0.00 "EUR"`
	raw := book(t, func(f *excelize.File) {
		setAll(t, f, "Sheet1", map[string]any{"A1": "A", "B1": "B", "C1": "C", "D1": "D", "E1": "E", "A2": 60, "B2": 2958465, "C2": 61, "D2": 2958465, "E2": 0.5})
		for _, cell := range []string{"A2", "B2", "C2"} {
			style(t, f, cell, excelize.Style{NumFmt: 14})
		}
		style(t, f, "D2", excelize.Style{CustomNumFmt: &money})
		style(t, f, "E2", excelize.Style{NumFmt: 22})
	})
	table, problems := ReadXLSX("x.xlsx", raw, Options{})
	if table == nil {
		t.Fatal(problems.Sorted())
	}
	for i, want := range []Cell{{Number: "60", NoDay: true}, {Number: "2958465", NoDay: true}, {Date: "1900-03-01"}, {Number: "2958465"}, {Number: "0.5", NoDay: true}} {
		got := table.Rows[0].Cells[i]
		if got.Text = ""; got != want {
			t.Errorf("column %d: got %+v, want %+v", i+1, got, want)
		}
	}
}

func TestZipBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks half a gigabyte")
	}
	table, problems := ReadXLSX("x.xlsx", bomb(t, maxUnzip+1), Options{})
	if table != nil || problems.Len() != 1 || problems.Sorted()[0].Variant != "unpacked" {
		t.Errorf("got %v", problems.Sorted())
	}
}

func TestWriteCSV(t *testing.T) {
	raw, err := WriteCSV([]string{"A", "B"}, [][]string{{"1;2", "x\ny"}}, ';')
	if err != nil {
		t.Fatal(err)
	}
	if want := "\ufeffA;B\r\n\"1;2\";\"x\r\ny\"\r\n"; string(raw) != want {
		t.Errorf("got %q, want %q", raw, want)
	}
	table, problems := ReadCSV("x.csv", raw, Options{})
	if got := outline(table); got != `A|B; 2 1;2|x\ny` {
		t.Errorf("got %s %v", got, problems.Sorted())
	}
}

func TestPlace(t *testing.T) {
	table, _ := ReadCSV("in/x.csv", []byte("A,B\n1,2\n"), Options{})
	for _, test := range []struct {
		row    Row
		column int
		want   diag.Pos
	}{
		{table.Rows[0], 1, diag.Pos{File: "in/x.csv", Line: 2, Col: 2}},
		{table.Rows[0], -1, diag.Pos{File: "in/x.csv", Line: 2}},
		{Row{File: "a.md", Number: 1, Cells: []Cell{{Line: 7}}}, 0, diag.Pos{File: "a.md", Line: 7}},
		{Row{File: "a.md", Number: 1}, -1, diag.Pos{File: "a.md", Line: 1}},
	} {
		if got := table.Place(test.row, test.column); got != test.want {
			t.Errorf("got %v, want %v", got, test.want)
		}
	}
}
