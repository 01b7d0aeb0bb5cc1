package workspace

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"parskats/internal/output"
)

var figurePage = regexp.MustCompile(`^(lv/skaitli|en/figures)/([a-z0-9-]+)/index\.html$`)

// Each figure has a page for frames, whether there is something to draw or not. Only
// where there is, its own page offers the interactive chart and the code to copy.
func TestFiguresForOtherSites(t *testing.T) {
	outputs := render(t, buildPainted(t, tinyFolder, tinyDay).Site.Outputs, all)
	full, empty := 0, 0
	for file, content := range outputs {
		if !figurePage.MatchString(file) {
			continue
		}
		folder := strings.TrimSuffix(file, "index.html")
		embed, ok := outputs[folder+"embed/index.html"]
		if !ok {
			t.Errorf("%s has no page for frames", file)
			continue
		}
		checkEmbedPage(t, folder, embed)
		chart, drawn := outputs[folder+"chart.json"]
		for _, part := range []string{"<svg", `data-chart="/parskats/` + folder + `chart.json"`, `src=&#34;https://example.lv/parskats/` + folder + `embed/&#34;`} {
			if strings.Contains(content, part) != drawn {
				t.Errorf("%s: a chart.json is %t, but not so %s", file, drawn, part)
			}
		}
		if !drawn {
			empty++
			continue
		}
		full++
		if !json.Valid([]byte(chart)) {
			t.Errorf("%schart.json is no JSON", folder)
		}
	}
	if full == 0 || empty == 0 {
		t.Errorf("%d figures with a drawing and %d without: the test needs both", full, empty)
	}
}

// A page for frames stands for the figure's own, and asks for no script.
func checkEmbedPage(t *testing.T, folder, page string) {
	t.Helper()
	for _, want := range []string{
		`<meta name="robots" content="noindex">`, `<base target="_top">`,
		`<link rel="canonical" href="https://example.lv/parskats/` + folder + `">`,
		`<a href="/parskats/` + folder + `">`,
		`notice-sample`, // the tiny site is fictional
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%sembed/ has no %s", folder, want)
		}
	}
	for _, other := range []string{"<nav", "<script", "data-chart"} {
		if strings.Contains(page, other) {
			t.Errorf("%sembed/ has %s", folder, other)
		}
	}
}

// Pages for frames keep their addresses, and search engines are not led to them.
func TestEmbedPagesAreNotListed(t *testing.T) {
	result := buildPainted(t, tinyFolder, tinyDay)
	for _, o := range result.Site.Outputs {
		if strings.HasSuffix(o.Path, "/embed/index.html") && o.Kind != output.Page {
			t.Errorf("%s is a %s", o.Path, o.Kind)
		}
	}
	outputs := render(t, result.Site.Outputs, all)
	if strings.Contains(outputs["sitemap.xml"], "/embed/") {
		t.Error("the sitemap lists pages for frames")
	}
}
