package importer_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/importer"
	"parskats/internal/mapping"
	"parskats/internal/sheet"
	"parskats/internal/source"
)

var update = flag.Bool("update", false, "write the expected files")

// tinySite is a small valid site.
const tinySite = "../workspace/testdata/tiny"

// place is a site that tables are imported into.
type place struct {
	t      testing.TB
	folder string
}

// newPlace makes a copy of the tiny site, with the files of an overlay over it.
func newPlace(t testing.TB, overlay string) place {
	t.Helper()
	p := place{t, t.TempDir()}
	copyOver(t, tinySite, p.folder)
	if overlay != "" {
		copyOver(t, overlay, p.folder)
	}
	return p
}

func copyOver(t testing.TB, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, raw, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// write puts a file into the site.
func (p place) write(name, text string) {
	p.t.Helper()
	target := filepath.Join(p.folder, name)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(target, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// text is what a file of the site holds.
func (p place) text(name string) string {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.folder, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(raw)
}

// options reads the site, which has no errors.
func (p place) options() importer.Options {
	p.t.Helper()
	options, problems := p.read()
	if options.Site == nil {
		p.t.Fatal(text(p.t, problems))
	}
	return options
}

// read reads the site; there is none where it has errors.
func (p place) read() (importer.Options, diag.Problems) {
	p.t.Helper()
	return readSite(p.t, os.DirFS(p.folder))
}

func readSite(t testing.TB, folder fs.FS) (importer.Options, diag.Problems) {
	t.Helper()
	tree, problems, err := source.Read(context.Background(), folder, 0)
	if err != nil {
		t.Fatal(err)
	}
	memory := check.NewMemory()
	site, found := memory.Check(tree)
	if problems.Append(found); problems.Count(diag.Error) > 0 {
		site = nil
	}
	return importer.Options{
		Tree: tree, Site: site, Nearest: check.Nearest,
		Read:  func(path string) ([]byte, error) { return fs.ReadFile(folder, path) },
		Check: func(tree source.Tree) diag.Problems { _, problems := memory.Check(tree); return problems },
	}, problems
}

// plan imports a table of CSV by a map and writes nothing. The result has but problems
// where the map or the table can't be read.
func (p place) plan(name string, raw []byte, mapText string) *importer.Result {
	p.t.Helper()
	options := p.options()
	m, problems := mapping.Read("map.yaml", []byte(mapText), mapping.Context{Lang: "lv", Nearest: check.Nearest})
	if m == nil {
		return &importer.Result{Problems: problems}
	}
	read := sheet.ReadCSV
	if strings.HasSuffix(name, ".xlsx") {
		read = sheet.ReadXLSX
	}
	table, problems := read(name, raw, sheet.Options{Sheet: m.Sheet, Header: m.Header, Encoding: m.Encoding, Delimiter: m.Delimiter})
	if table == nil {
		return &importer.Result{Problems: problems}
	}
	options.Map, options.Table = m, table
	result, err := importer.Run(options)
	if err != nil {
		p.t.Fatal(err)
	}
	p.checkCounts(result)
	return result
}

// checkCounts sees that each row became a record or is told of.
func (p place) checkCounts(r *importer.Result) {
	p.t.Helper()
	c := r.Counts
	if c.Rows != c.New+c.Updated+c.Unchanged+c.Rejected+c.Skipped {
		p.t.Errorf("the counts do not add up: %+v", c)
	}
	if c.Rejected != len(r.Rejects) {
		p.t.Errorf("%d rows are rejected, %d are told of", c.Rejected, len(r.Rejects))
	}
	for _, reject := range r.Rejects {
		if len(reject.Problems) == 0 {
			p.t.Errorf("row %d is rejected without a reason", reject.Row.Number)
		}
	}
}

// run imports a table and writes what comes of it.
func (p place) run(name, table, mapText string) *importer.Result {
	p.t.Helper()
	result := p.plan(name, []byte(table), mapText)
	if err := importer.Write(p.folder, result.Files); err != nil {
		p.t.Fatal(err)
	}
	p.options() // the site is still without errors
	return result
}

func text(t testing.TB, problems diag.Problems) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Print(&b, problems.Sorted(), diag.FormatText, diag.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// files lists the paths of a result's files.
func files(r *importer.Result) string {
	var paths []string
	for _, f := range r.Files {
		paths = append(paths, f.Path)
	}
	return strings.Join(paths, " ")
}

// TestInvalid imports tables with something wrong in them, or in their maps. A fixture's
// folder is called after its code, with whatever else tells it apart after a full stop. It
// holds table.csv and map.yaml, and below data/ what its site has beside the tiny one.
func TestInvalid(t *testing.T) {
	const folder = "testdata/invalid"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			fixture := filepath.Join(folder, e.Name())
			p := place{t, t.TempDir()}
			copyOver(t, tinySite, p.folder)
			copyOver(t, filepath.Join(fixture, "data"), filepath.Join(p.folder, "data"))
			table, err := os.ReadFile(filepath.Join(fixture, "table.csv"))
			if err != nil {
				t.Fatal(err)
			}
			mapText, err := os.ReadFile(filepath.Join(fixture, "map.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			name := "table.csv"
			if strings.HasPrefix(e.Name(), "bad-table.workbook") {
				name = "table.xlsx"
			}
			compare(t, filepath.Join(fixture, "expected.txt"), text(t, p.plan(name, table, string(mapText)).Problems))
		})
	}
}

// compare holds a text against that of a file.
func compare(t testing.TB, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// Other pages of a workbook are told of.
func TestOtherPages(t *testing.T) {
	options := newPlace(t, "").options()
	options.Map, _ = mapping.Read("map.yaml", []byte(listMap), mapping.Context{Lang: "lv", Nearest: check.Nearest})
	options.Table = place{t: t}.table("list.csv", listTable)
	options.Table.Sheet, options.Table.Others = "Dati", []string{"Ievads", "Pielikums"}
	result, err := importer.Run(options)
	if err != nil {
		t.Fatal(err)
	}
	const want = `list.csv: notice: only the page "Dati" was read; the workbook also has: Ievads, Pielikums [import-left]`
	if got := text(t, result.Problems); !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
}

// An institution that is made and is called almost as another is told of: it may be a slip.
func TestNearInstitution(t *testing.T) {
	const m = "type: consultation\nid: {columns: Id, prefix: zz-}\nfields: {title: A, institution: I, opens: {value: 2024-01-01}}\ncreate: {institutions: other}\n"
	r := newPlace(t, "").run("list.csv", "Id;A;I\n1;x;Parauga kancelja\n2;y;Pavisam cita biedrība\n", m)
	const want = `list.csv: notice: "Parauga kancelja" was not taken for an institution that there is, and one is made [import-left]
    did you mean "zz-kanceleja"?`
	if got := text(t, r.Problems); !strings.HasPrefix(got, want) || strings.Count(got, "did you mean") != 1 {
		t.Errorf("got %s", got)
	}
}

// table reads a table of CSV.
func (p place) table(name, text string) *sheet.Table {
	p.t.Helper()
	table, problems := sheet.ReadCSV(name, []byte(text), sheet.Options{})
	if table == nil {
		p.t.Fatal(problems.Sorted())
	}
	return table
}
