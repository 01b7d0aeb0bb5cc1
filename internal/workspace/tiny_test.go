package workspace

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

const (
	tinyFolder   = "testdata/tiny"
	goldenFolder = "testdata/tiny.golden"
)

// tinyPages are the outputs that the golden folder holds whole: one of each kind of
// page, and the files for machines. Of the others it lists the paths.
var tinyPages = []string{
	"index.html",
	"404.html",
	"robots.txt",
	"sitemap.xml",
	"_headers",
	"data/v1/consultations.csv",
	"data/v1/measures.csv",
	"data/v1/measures-updates.csv",
	"data/v1/measures-state.csv",
	"data/v1/commitments/zz0001.json",
	"lv/dati/index.html",
	"en/data/commitments/index.html",
	"lv/index.html",
	"en/index.html",
	"lv/plani/zz-1/index.html",
	"lv/apnemsanas/index.html",
	"lv/apnemsanas/zz0001/index.html",
	"en/commitments/zz0002/index.html",
	"lv/lidzdaliba/index.html",
	"lv/lidzdaliba/zz-atverta/index.html",
	"lv/lidzdaliba/zz-slegta/index.html",
	"en/consultations/zz-slegta/index.html",
	"en/consultations/zz-bez-dienam/index.html",
	"lv/lidzdaliba/pec/gads/2023/index.html",
	"lv/laba-prakse/zz-darbnica/index.html",
	"en/good-practice/zz-darbnica/index.html",
	"lv/padomes/zz-padome/index.html",
	"lv/raditaji/zz-uzticiba/index.html",
	"lv/institucijas/zz-ministrija/index.html",
	"en/figures/plan-state/embed/index.html",
	"lv/par-vietni/index.html",
	"en/about/index.html",
}

// TestTinySite compares a small site, file by file, with the golden folder, and holds
// its pages against what every page must be. Where a change is meant, look at its diff
// after: go test ./internal/workspace -update
func TestTinySite(t *testing.T) {
	result := buildPainted(t, tinyFolder, tinyDay)
	pages := render(t, result.Site.Outputs, all)
	checkPages(t, pages, "/parskats")
	checkCounts(t, result, pages)
	if *update {
		if err := os.RemoveAll(goldenFolder); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range tinyPages {
		page, ok := pages[path]
		if !ok {
			t.Errorf("%s is not among the outputs", path)
			continue
		}
		compare(t, path, readable(page))
	}
	compare(t, "paths.txt", readable(strings.Join(sortedPaths(result.Site.Outputs), "\n")+"\n"))
}

var (
	// drawing is what package chart draws, and has golden files of its own for:
	// all of it but the title and the description.
	drawing = regexp.MustCompile(`(?s)(<svg[^>]*?)( viewBox="[^"]*")?[^>]*>(.*?</title>)(\s*<desc.*?</desc>)?.*?</svg>`)
	// assetHash changes with every change to a style sheet.
	assetHash = regexp.MustCompile(`\.[0-9a-f]{10}\.`)
)

// readable leaves out of an output what other tests hold and what would bury a change
// of words.
func readable(page string) string {
	page = drawing.ReplaceAllString(page, "<svg …>$3$4…</svg>")
	return assetHash.ReplaceAllString(page, ".HASH.")
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	name := filepath.Join(goldenFolder, path)
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Error(err)
		return
	}
	if got != string(want) {
		t.Errorf("%s differs from its golden file:\n%s", path, firstDifference(string(want), got))
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		var before, after string
		if i < len(w) {
			before = w[i]
		}
		if i < len(g) {
			after = g[i]
		}
		if before != after {
			return "- " + before + "\n+ " + after
		}
	}
	return ""
}

// checkCounts holds what a build tells about a site against its outputs.
func checkCounts(t *testing.T, result *Result, pages map[string]string) {
	t.Helper()
	html := 0
	for path := range pages {
		if isPage(path) {
			html++
		}
	}
	if result.Site.Pages != html {
		t.Errorf("%d pages are counted, %d made", result.Site.Pages, html)
	}
	if result.Site.Charts() == 0 {
		t.Error("no charts were drawn")
	}
	if got := result.Day.String(); got != tinyDay {
		t.Errorf("got the day %s", got)
	}
}
