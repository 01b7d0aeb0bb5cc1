package workspace

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parskats/internal/diag"
	"parskats/internal/record"
)

func TestDay(t *testing.T) {
	// In Riga it is the next day already.
	evening := time.Date(2023, 12, 31, 22, 30, 0, 0, time.UTC)
	asOf, fixed := date(t, "2022-06-29"), date(t, "2023-05")
	for _, test := range []struct {
		name   string
		clock  Clock
		config record.Config
		want   string
	}{
		{"today in the site's time zone", Clock{Now: evening}, record.Config{Timezone: "Europe/Riga"}, "2024-01-01"},
		{"today elsewhere", Clock{Now: evening}, record.Config{Timezone: "UTC"}, "2023-12-31"},
		{"summer time", Clock{Now: time.Date(2024, 6, 30, 21, 0, 0, 0, time.UTC)}, record.Config{Timezone: "Europe/Riga"}, "2024-07-01"},
		{"as_of of the site", Clock{Now: evening}, record.Config{Timezone: "UTC", AsOf: fixed}, "2023-05-31"},
		{"SOURCE_DATE_EPOCH before as_of", Clock{Now: evening, SourceDate: evening.AddDate(-1, 0, 0)}, record.Config{Timezone: "Europe/Riga", AsOf: fixed}, "2023-01-01"},
		{"the start of 1970", Clock{Now: evening, SourceDate: time.Unix(0, 0)}, record.Config{Timezone: "UTC"}, "1970-01-01"},
		{"--as-of before all", Clock{Now: evening, SourceDate: evening, AsOf: asOf}, record.Config{Timezone: "UTC", AsOf: fixed}, "2022-06-29"},
	} {
		got, err := test.clock.Day(&test.config)
		if err != nil || got.String() != test.want {
			t.Errorf("%s: got %s, %v", test.name, got, err)
		}
	}
	if _, err := (Clock{Now: evening}).Day(&record.Config{Timezone: "Riga"}); err == nil {
		t.Error("a time zone that does not exist was let through")
	}
}

// tinyWith returns the tiny site in a folder of its own, with files put on it.
func tinyWith(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(tinyFolder)); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// tinyConfig is the tiny site's own record with further fields.
func tinyConfig(t *testing.T, more string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(tinyFolder, "data/site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"data/site.yaml": string(raw) + more}
}

func TestMissingTheme(t *testing.T) {
	result, problems := tryBuild(t, tinyWith(t, tinyConfig(t, "theme: mans\n")), tinyDay)
	want := "data/site.yaml:12:8: error: there is no theme \"mans\": the folder \"themes/mans\" does not exist or has no files [missing-file]\n    one of: default\n"
	if got := printed(t, problems); result != nil || !strings.HasSuffix(got, want) || problems.Count(diag.Error) != 1 {
		t.Errorf("got %s", got)
	}
}

func TestOwnTheme(t *testing.T) {
	files := tinyConfig(t, "theme: mans\n")
	files["themes/mans/templates/partials/foot.html"] = "<footer>mana kājene</footer></body></html>"
	files["themes/mans/i18n/lv.yaml"] = "home: Uz sākumu\n"
	result := build(t, tinyWith(t, files), tinyDay)
	pages := render(t, result.Site.Outputs, func(path string) bool { return path == "lv/plani/zz-1/index.html" })
	page := pages["lv/plani/zz-1/index.html"]
	for _, want := range []string{"mana kājene", ">Uz sākumu<", "Pāriet uz saturu"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in the page", want)
		}
	}
}

// A site that names no theme can still put files of its own over the default one.
func TestOverridesOfTheDefaultTheme(t *testing.T) {
	folder := tinyWith(t, map[string]string{"themes/default/i18n/en.yaml": "home: Start\n"})
	pages := render(t, build(t, folder, tinyDay).Site.Outputs, func(path string) bool { return path == "en/plans/zz-1/index.html" })
	if !strings.Contains(pages["en/plans/zz-1/index.html"], ">Start<") {
		t.Error("the site's own sentence is not used")
	}
}

func TestBaseURL(t *testing.T) {
	opts := Options{Source: tinyFolder, BaseURL: "https://other.example", Clock: Clock{AsOf: date(t, tinyDay)}}
	w := &Workspace{opts: opts, charts: unpainted{}}
	result, _, err := w.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	pages := render(t, result.Site.Outputs, all)
	checkPages(t, pages, "")
	if !strings.Contains(pages["lv/index.html"], `<link rel="canonical" href="https://other.example/lv/">`) {
		t.Error("the canonical link does not begin with the base URL")
	}
	for path, page := range pages {
		if strings.Contains(page, "example.lv/parskats") {
			t.Errorf("%s holds the address of site.yaml", path)
		}
	}
}

func TestOneLanguage(t *testing.T) {
	files := tinyConfig(t, "")
	files["data/site.yaml"] = strings.Replace(files["data/site.yaml"], "[lv, en]", "[lv]", 1)
	pages := render(t, build(t, tinyWith(t, files), tinyDay).Site.Outputs, all)
	checkPages(t, pages, "/parskats")
	for path := range pages {
		if strings.HasPrefix(path, "en/") {
			t.Errorf("%s is in a language that the site has not", path)
		}
	}
}

func TestNothingThere(t *testing.T) {
	w := Open(Options{Source: t.TempDir()})
	defer w.Close()
	result, problems, err := w.Build(context.Background())
	if got := printed(t, problems); result != nil || err != nil || !strings.Contains(got, "[no-records]") || problems.Len() != 1 {
		t.Errorf("got %v, %s", err, got)
	}
}

func TestCancelled(t *testing.T) {
	w := Open(Options{Source: tinyFolder})
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if result, _, err := w.Build(ctx); err == nil || result != nil {
		t.Errorf("got %v, %v", result, err)
	}
}

// A text that begins with a heading of the first level does not give its page a second
// one.
func TestHeadingsOfTexts(t *testing.T) {
	folder := tinyWith(t, map[string]string{
		"content/pages/par-vietni.lv.md": "---\ntitle: Par vietni\nslug: par-vietni\n---\n\n# Viss\n\n## Daļa\n",
	})
	result, problems := tryBuild(t, folder, tinyDay)
	if result == nil {
		t.Fatal(printed(t, problems))
	}
	page := render(t, result.Site.Outputs, all)["lv/par-vietni/index.html"]
	for _, want := range []string{"<h1>Par vietni</h1>", `<h2 id="viss">Viss</h2>`, `<h3 id="dala">Daļa</h3>`, `<a href="#viss">`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in the page", want)
		}
	}
}

// A record's page says in which language its text is, where that is not the page's.
func TestTextInAnotherLanguage(t *testing.T) {
	pages := render(t, build(t, tinyFolder, tinyDay).Site.Outputs, all)
	if page := pages["en/commitments/zz0002/index.html"]; !strings.Contains(page, `<h1 lang="lv">Otrā apņemšanās</h1>`) {
		t.Error("the title is not marked as Latvian")
	}
	if strings.Contains(pages["lv/apnemsanas/zz0002/index.html"], "<h1 lang=") {
		t.Error("a title in the page's own language is marked")
	}
}
