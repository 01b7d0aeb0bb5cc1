package importer_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/importer"
	"parskats/internal/mapping"
	"parskats/internal/sheet"
)

const fixtures = "testdata/fixtures"

// read reads a fixture's table, whatever it is, by its map.
func read(t testing.TB, folder string) (*mapping.Map, *sheet.Table) {
	t.Helper()
	name := path.Join(fixtures, folder)
	raw, err := os.ReadFile(path.Join(name, "map.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := mapping.Read("map.yaml", raw, mapping.Context{Lang: "lv", Nearest: check.Nearest})
	if m == nil {
		t.Fatal(text(t, problems))
	}
	options := sheet.Options{Sheet: m.Sheet, Header: m.Header, Encoding: m.Encoding, Delimiter: m.Delimiter}
	var table *sheet.Table
	switch {
	case exists(path.Join(name, "folder")):
		table, problems, err = sheet.ReadFolder("folder", os.DirFS(path.Join(name, "folder")))
	case exists(path.Join(name, "table.xlsx")):
		raw, err = os.ReadFile(path.Join(name, "table.xlsx"))
		table, problems = sheet.ReadXLSX("table.xlsx", raw, options)
	default:
		raw, err = os.ReadFile(path.Join(name, "table.csv"))
		table, problems = sheet.ReadCSV("table.csv", raw, options)
	}
	if err != nil || table == nil {
		t.Fatal(err, text(t, problems))
	}
	return m, table
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// TestFixtures imports a table of each form that people have. What comes of it stands in
// expected.txt: the counts, what is told of, and all records. What goes in passes the check,
// and going in again changes nothing.
func TestFixtures(t *testing.T) {
	entries, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			p := newPlace(t, filepath.Join(fixtures, e.Name(), "site"))
			result := p.take(e.Name())
			if err := importer.Write(p.folder, result.Files); err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			fmt.Fprintf(&b, "%+v\n\n%s", result.Counts, text(t, result.Problems))
			for _, f := range result.Files {
				fmt.Fprintf(&b, "\n--- %s\n%s", f.Path, p.text(f.Path))
			}
			_, table := read(t, e.Name())
			rejected, err := result.RejectedTable(table, diag.English)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "\n--- rejected\n%s", strings.ReplaceAll(strings.TrimPrefix(string(rejected), "\ufeff"), "\r", ""))
			compare(t, filepath.Join(fixtures, e.Name(), "expected.txt"), b.String())

			again := p.take(e.Name())
			if len(again.Files) > 0 || again.Counts.New+again.Counts.Updated > 0 {
				t.Errorf("the second time it changes %s", files(again))
			}
		})
	}
}

// take imports a fixture's table and writes nothing.
func (p place) take(folder string) *importer.Result {
	p.t.Helper()
	options := p.options()
	options.Map, options.Table = read(p.t, folder)
	result, err := importer.Run(options)
	if err != nil {
		p.t.Fatal(err)
	}
	p.checkCounts(result)
	return result
}

// TestMakeWorkbook writes the workbook of a fixture with -update: a program wrote it, so
// that everybody can see what is in it.
func TestMakeWorkbook(t *testing.T) {
	const name = fixtures + "/workbook/table.xlsx"
	if !*update {
		if !exists(name) {
			t.Errorf("no %s; run: go test ./internal/importer -update", name)
		}
		return
	}
	f := excelize.NewFile()
	cells := map[string]any{
		"A1": "Izdomāts ministrijas saraksts, 2024. gads",
		"A3": "Nr.", "B3": "Līdzdalība", "D3": "Termiņi", "F3": "Viedokļi", "G3": "Tālrunis",
		"B4": "Nosaukums", "C4": "Veids", "D4": "Sākums", "E4": "Beigas",
		"A5": "M-1", "B5": "Izdomāts noteikumu projekts", "C5": "Publiskā apspriešana", "D5": 45292, "E5": 45306, "F5": 14, "G5": "+371 20000001",
		"A6": "M-2", "B6": "Izdomāta programma", "D6": 45323, "E6": 45344, "F6": 1250,
		"A7": "M-3", "B7": "Izdomāts projekts bez beigām", "C7": "Apspriede", "D7": 45352, "E7": "#N/A", "F7": 3,
		"A8": "M-4", "B8": "Izdomāts projekts ar pusi viedokļa", "C8": "Apspriede", "D8": 45383, "E8": 45400, "F8": 2.5,
		"A10": "* Datumi ir izdomāti.", "A11": "** Tālruņi ir izdomāti.",
	}
	for cell, value := range cells {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	day := `dd.mm.yyyy`
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", "D5", "E8", style); err != nil {
		t.Fatal(err)
	}
	for _, merged := range [][2]string{{"A1", "G1"}, {"A3", "A4"}, {"B3", "C3"}, {"D3", "E3"}, {"F3", "F4"}, {"G3", "G4"}, {"C5", "C6"}, {"A10", "G10"}} {
		if err := f.MergeCell("Sheet1", merged[0], merged[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetSheetName("Sheet1", "Saraksts"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("Piezīmes"); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(name); err != nil {
		t.Fatal(err)
	}
}
