package workspace

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"time"

	"parskats/internal/chart"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/output"
)

// drawings is a folder in which the tests keep what they draw: to draw the same charts again
// for each of them takes most of their time. What a cache does and that it changes nothing is
// tested by TestSameBytes, which has none and one of its own, and in package chart.
var drawings string

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // the tests render thousands of pages, and hold few
	var err error
	if drawings, err = os.MkdirTemp("", "parskats-drawings-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	os.RemoveAll(drawings)
	os.Exit(status)
}

// tinyDay is the day as of which the tiny site is built.
const tinyDay = "2024-06-30"

func date(t testing.TB, s string) i18n.Date {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// unpainted draws nothing: drawing takes long, above all under the race detector.
type unpainted struct{}

func (unpainted) Draw(context.Context, chart.Chart) (chart.Drawing, error) {
	return chart.Drawing{Wide: []byte("<svg></svg>"), Narrow: []byte("<svg></svg>")}, nil
}

func (unpainted) Close() error { return nil }

// build lists the outputs of the site in a folder as of a day, its charts unpainted,
// and fails where its records have an error or a warning.
func build(t testing.TB, folder, day string) *Result {
	t.Helper()
	result, problems := tryBuild(t, folder, day)
	mustBeFine(t, result, problems)
	return result
}

func tryBuild(t testing.TB, folder, day string) (*Result, diag.Problems) {
	t.Helper()
	w := &Workspace{opts: Options{Source: folder, Clock: Clock{AsOf: date(t, day)}}, charts: unpainted{}}
	result, problems, err := w.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return result, problems
}

// buildPainted is build with charts. They are drawn when pages are rendered, so that
// the workspace is closed with the test.
func buildPainted(t testing.TB, folder, day string) *Result {
	t.Helper()
	w := Open(Options{Source: folder, Cache: drawings, Clock: Clock{AsOf: date(t, day)}})
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	result, problems, err := w.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	mustBeFine(t, result, problems)
	return result
}

func mustBeFine(t testing.TB, result *Result, problems diag.Problems) {
	t.Helper()
	if result == nil || problems.Count(diag.Error)+problems.Count(diag.Warning) > 0 {
		t.Fatalf("got %s", printed(t, problems))
	}
}

func printed(t testing.TB, problems diag.Problems) string {
	t.Helper()
	var b bytes.Buffer
	if err := diag.Print(&b, problems.Sorted(), diag.FormatText, diag.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// render renders every output that is wanted, on all cores, by path.
func render(t testing.TB, outputs []output.Output, wanted func(path string) bool) map[string]string {
	t.Helper()
	var mutex sync.Mutex
	var workers sync.WaitGroup
	work := make(chan output.Output)
	pages := map[string]string{}
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for o := range work {
				var b bytes.Buffer
				if err := o.Render(&b); err != nil {
					t.Errorf("%s: %v", o.Path, err)
				}
				mutex.Lock()
				pages[o.Path] = b.String()
				mutex.Unlock()
			}
		})
	}
	for _, o := range outputs {
		if wanted(o.Path) {
			work <- o
		}
	}
	close(work)
	workers.Wait()
	return pages
}

func all(string) bool { return true }

// isPage reports whether a path is that of an HTML page.
func isPage(path string) bool { return filepath.Ext(path) == ".html" }

// copyTree copies a folder, with file times of its own.
func copyTree(t testing.TB, from, to string, modified time.Time) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, raw, 0o644); err != nil {
			return err
		}
		return os.Chtimes(target, modified, modified)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sortedPaths returns the paths of outputs, sorted.
func sortedPaths(outputs []output.Output) []string {
	paths := make([]string, len(outputs))
	for i, o := range outputs {
		paths[i] = o.Path
	}
	slices.Sort(paths)
	return paths
}
