package workspace

import (
	"context"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// defaultSite is the folder of the project, which holds the default data.
const defaultSite = "../.."

// TestDefaultRecords holds the project's own records against rules that are theirs
// alone.
func TestDefaultRecords(t *testing.T) {
	w := Open(Options{Source: defaultSite})
	defer w.Close()
	site, problems, err := w.Check(context.Background())
	if err != nil || site == nil || problems.Len() > 0 {
		t.Fatalf("%v\n%s", err, printed(t, problems))
	}
	checkSources(t, site)
}

// checkSources sees that every record says where its facts come from. Areas, methods,
// target groups and pages hold no facts about anybody; of institutions, the file says
// at its top where their names come from.
func checkSources(t *testing.T, site *record.Site) {
	t.Helper()
	sourced(t, site.Plans.All())
	sourced(t, site.Commitments.All())
	sourced(t, site.Consultations.All())
	sourced(t, site.Initiatives.All())
	sourced(t, site.BudgetRounds.All())
	sourced(t, site.Bodies.All())
	sourced(t, site.Events.All())
	sourced(t, site.Indicators.All())
	sourced(t, site.Cases.All())
	sourced(t, site.Guidelines.All())
	sourced(t, site.News.All())
	sourced(t, site.Reports.All())
}

func sourced[T any, P interface {
	*T
	Base() *record.Common
}](t *testing.T, records []P) {
	t.Helper()
	for _, r := range records {
		if base := r.Base(); len(base.Sources) == 0 {
			t.Errorf("%s: %s has no source", base.Path, base.ID)
		}
	}
}

// TestDefaultSiteIsWhole holds every page of the default site against what every page
// must be, as of a fixed day.
func TestDefaultSiteIsWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("renders a thousand pages")
	}
	result := build(t, defaultSite, "2026-11-23")
	checkPages(t, render(t, result.Site.Outputs, all), "")
}

// pageOn returns a page of the default site as of a day, its text with plain spaces.
func pageOn(t *testing.T, day, file string) string {
	t.Helper()
	result := build(t, defaultSite, day)
	pages := render(t, result.Site.Outputs, func(p string) bool { return p == file })
	if pages[file] == "" {
		t.Fatalf("no page %s", file)
	}
	return strings.ReplaceAll(pages[file], "\u00a0", " ")
}

// article returns the part of a commitment's page that is about a measure.
func article(t *testing.T, page, key string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<article class="measure" id="`+key+`">`)
	if !ok {
		t.Fatalf("no measure %s", key)
	}
	text, _, _ := strings.Cut(rest, "</article>")
	return text
}

// The regulation of measure 1.2a was announced for the end of 2022 and came into force
// in October 2024.
func TestMeasureThatCameLate(t *testing.T) {
	const file = "lv/apnemsanas/lv0046/index.html"
	for _, test := range []struct {
		day       string
		want, not []string
	}{
		{
			day:  "2022-12-31",
			want: []string{"2022. gada 31. decembris"},
			not:  []string{"flag-overdue", "flag-late"},
		},
		{
			day:  "2023-12-31",
			want: []string{"flag-overdue", "365 dienas pēc dienas, kas paziņota 2022. gada jūnijā"},
			not:  []string{"flag-late", "state-complete"},
		},
		{
			day:  "2024-12-31",
			want: []string{"state-complete", "flag-late", "654 dienas pēc dienas, kas paziņota 2022. gada jūnijā", `href="https://www.vestnesis.lv/op/2024/202.1"`},
			not:  []string{"flag-overdue"},
		},
	} {
		measure := article(t, pageOn(t, test.day, file), "lv0046-1-2a")
		for _, want := range test.want {
			if !strings.Contains(measure, want) {
				t.Errorf("%s: no %q in\n%s", test.day, want, measure)
			}
		}
		for _, not := range test.not {
			if strings.Contains(measure, not) {
				t.Errorf("%s: %q in\n%s", test.day, not, measure)
			}
		}
	}
}

var (
	anyDrawing = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	// figure is a chart with all that belongs to it.
	figure = regexp.MustCompile(`(?s)<figure.*?</figure>`)
)

// The dashboard's charts can be read without seeing them.
func TestChartsOfTheDashboard(t *testing.T) {
	const file = "lv/index.html"
	result := buildPainted(t, defaultSite, "2026-11-23")
	page := render(t, result.Site.Outputs, func(path string) bool { return path == file })[file]
	drawings := anyDrawing.FindAllString(page, -1)
	for _, svg := range drawings {
		if !strings.Contains(svg, "<title") || !strings.Contains(svg, "<desc") {
			t.Errorf("a drawing without a title or a description: %.200s", svg)
		}
	}
	figures := figure.FindAllString(page, -1)
	for _, f := range figures {
		if !strings.Contains(f, "<table") {
			t.Errorf("a figure without its table: %.200s", f)
		}
	}
	if len(drawings) < 2 || len(figures) < 2 {
		t.Errorf("%d drawings in %d figures", len(drawings), len(figures))
	}
}

// Both languages have the same pages.
func TestLanguagesHaveTheSamePages(t *testing.T) {
	result := build(t, defaultSite, "2026-11-23")
	counts := map[string]int{}
	for _, o := range result.Site.Outputs {
		if lang, _, ok := strings.Cut(o.Path, "/"); ok && isPage(o.Path) {
			counts[lang]++
		}
	}
	if counts[string(i18n.Latvian)] != counts[string(i18n.English)] || counts["lv"] < 400 {
		t.Errorf("got %v", counts)
	}
}

// TestReservedAddresses sees that no page of the type page can take an address that
// the site has for itself: package check lists those.
func TestReservedAddresses(t *testing.T) {
	own := map[string]bool{}
	for _, lang := range []string{"lv", "en"} {
		for _, o := range build(t, tinyFolder, tinyDay).Site.Outputs {
			if rest, ok := strings.CutPrefix(path.Dir(o.Path), lang+"/"); ok {
				first, _, _ := strings.Cut(rest, "/")
				own[first] = true
			}
		}
	}
	delete(own, "par-vietni")
	delete(own, "about")
	// A page can have the address of the method or of the accessibility statement: it is
	// then that page. See TestMethodPage and TestAccessibilityPage.
	for _, slug := range []string{"metodika", "method", "pieklustamiba", "accessibility"} {
		delete(own, slug)
	}
	if len(own) < 20 {
		t.Fatalf("got only %v", own)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(tinyFolder)); err != nil {
		t.Fatal(err)
	}
	for slug := range own {
		text := "---\ntitle: Lapa\nslug: " + slug + "\n---\n"
		if err := os.WriteFile(folder+"/content/pages/zz-lapa.lv.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if result, problems := tryBuild(t, folder, tinyDay); result != nil || !strings.Contains(printed(t, problems), "[bad-id]") {
			t.Errorf("a page may be called %q", slug)
		}
	}
}
