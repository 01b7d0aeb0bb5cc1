package workspace

import (
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// more is how a figure's page leads from the records that it names to all of them.
var more = regexp.MustCompile(`<a href="/en/figures/[^"]*/records\.csv">and (\d+) more record`)

// Every record behind a figure's numbers is in the file to which its page leads, and has
// a page of its own.
func TestRecordsBehindNumbers(t *testing.T) {
	pages := render(t, build(t, demoFolder(t), "2025-06-30").Site.Outputs, func(path string) bool {
		return strings.HasPrefix(path, "en/") && (strings.HasSuffix(path, ".html") || strings.HasSuffix(path, "/records.csv"))
	})
	files, led := 0, 0
	for path, text := range pages {
		if !strings.HasSuffix(path, "/records.csv") {
			continue
		}
		files++
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		groups := map[string]int{}
		for _, row := range rows[1:] {
			groups[row[0]+" "+row[1]]++
			page, _, _ := strings.Cut(strings.TrimPrefix(row[4], "https://parskats.example/"), "#")
			if _, ok := pages[page+"index.html"]; row[4] != "" && !ok {
				t.Errorf("%s: %s leads to no page", path, row[4])
			}
		}
		led += checkMore(t, path, pages[strings.TrimSuffix(path, "records.csv")+"index.html"], groups)
	}
	if files < 39 || led < 20 {
		t.Errorf("%d files, and %d numbers with more records than a page names", files, led)
	}
}

// checkMore sees that for each number whose records a page does not all name the file has
// as many: the forty that are named, and the rest.
func checkMore(t *testing.T, path, page string, groups map[string]int) int {
	t.Helper()
	sizes := map[int]int{}
	for _, n := range groups {
		sizes[n]++
	}
	found := more.FindAllStringSubmatch(strings.ReplaceAll(page, "\u00a0", ""), -1)
	for _, m := range found {
		rest, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if sizes[rest+40]--; sizes[rest+40] < 0 {
			t.Errorf("%s: a number has %d records on the page, and no group in the file", path, rest+40)
		}
	}
	return len(found)
}
