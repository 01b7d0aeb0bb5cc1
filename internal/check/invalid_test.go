package check

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/diag"
	"parskats/internal/record"
	"parskats/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

// readFolder returns the files of a folder of testdata.
func readFolder(t testing.TB, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		files[filepath.ToSlash(rel)] = &fstest.MapFile{Data: raw, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// baseSite returns a small valid site, on which a test puts files of its own.
func baseSite(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	site := readFolder(t, "testdata/base")
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return site
}

// checkFiles reads and checks a tree as a build does.
func checkFiles(t *testing.T, files fs.FS) (*record.Site, diag.Problems) {
	t.Helper()
	tree, problems, err := source.Read(context.Background(), files, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Documents) == 0 && problems.Len() > 0 {
		return nil, problems
	}
	site, more := Check(tree)
	if problems.Count(diag.Error) > 0 {
		site = nil
	}
	problems.Append(more)
	return site, problems
}

// text prints problems as the command line does.
func text(t *testing.T, problems diag.Problems) string {
	t.Helper()
	var b bytes.Buffer
	if err := diag.Print(&b, problems.Listed(), diag.FormatText, diag.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBaseSiteIsValid(t *testing.T) {
	site, problems := checkFiles(t, baseSite(t, nil))
	if site == nil || problems.Len() > 0 {
		t.Fatalf("got\n%s", text(t, problems))
	}
	if got := len(site.Counts()); site.Cases.Len() != 1 || got != len(record.Types()) {
		t.Errorf("got %d cases, counts of %d types", site.Cases.Len(), got)
	}
}

const (
	invalidFolder = "testdata/invalid"
	expectedFile  = "expected.txt"
	// aloneFile says that a fixture is the whole site, not something put on the base.
	aloneFile = "alone"
)

// TestInvalidSites checks whole sites with something wrong in them. A fixture's folder
// is called after its code, with whatever else tells it apart after a full stop.
func TestInvalidSites(t *testing.T) {
	for _, name := range fixturesIn(t, invalidFolder) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(invalidFolder, name)
			overlay := readFolder(t, folder)
			delete(overlay, expectedFile)
			files := overlay
			if _, alone := overlay[aloneFile]; !alone {
				files = baseSite(t, nil)
				maps.Copy(files, overlay)
			}
			site, problems := checkFiles(t, files)
			compareGolden(t, filepath.Join(folder, expectedFile), text(t, problems))
			if site != nil && problems.Count(diag.Error) > 0 {
				t.Error("a site with errors was let through")
			}
			if printed := len(problems.Sorted()); printed != problems.Len() {
				t.Errorf("%d problems are counted, %d printed", problems.Len(), printed)
			}
		})
	}
}

func fixturesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func compareGolden(t *testing.T, name, got string) {
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

// TestEveryCodeHasAFixture sees that each code is shown by a site that has it, and that
// no fixture is called after a code that it does not show. Package workspace has the
// fixtures of what needs more than the records: the day, the addresses, the theme,
// an earlier build; and package importer those of tables and their maps.
func TestEveryCodeHasAFixture(t *testing.T) {
	shown := map[string]bool{}
	for _, folder := range []string{invalidFolder, "../workspace/" + invalidFolder, "../importer/" + invalidFolder} {
		for _, name := range fixturesIn(t, folder) {
			code, _, _ := strings.Cut(name, ".")
			if code == "many" {
				continue
			}
			expected, err := os.ReadFile(filepath.Join(folder, name, expectedFile))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(expected), "["+code+"]") {
				t.Errorf("%s does not show %s", name, code)
			}
			shown[code] = true
		}
	}
	for _, code := range diag.Codes() {
		if !shown[code] {
			t.Errorf("no fixture for %s", code)
		}
	}
}

// TestProblemsPage sees that docs/problems.md and its translation explain every code, in the same order.
func TestProblemsPage(t *testing.T) {
	for _, name := range []string{"problems.md", "problems.lv.md"} {
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(filepath.Join("../../docs", name))
			if err != nil {
				t.Fatal(err)
			}
			var entries []string
			for line := range strings.Lines(string(page)) {
				if code, ok := strings.CutPrefix(strings.TrimSpace(line), "## "); ok {
					entries = append(entries, code)
				}
			}
			if !slices.Equal(entries, diag.Codes()) {
				t.Errorf("got entries\n%s\nwant\n%s", entries, diag.Codes())
			}
		})
	}
}
