package workspace

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parskats/internal/diag"
	"parskats/internal/record"
)

// previousFiles are what an earlier build of the fixture url-removed published.
var previousFiles = []string{
	".parskats",
	"404.html",
	"assets/site.0123456789.css",
	"en/consultations/zz-apspriede-2/index.html",
	"lv/index.html",
	"lv/izmainas/1993/index.html", // a month
	"lv/jomas/index.html",
	"lv/lidzdaliba/cits/index.html",                 // gone
	"lv/lidzdaliba/index.html",                      // a list
	"lv/lidzdaliba/lapa/7/index.html",               // a further page of one
	"lv/lidzdaliba/pec/institucija/prom/index.html", // a facet
	"lv/lidzdaliba/prom/index.html",                 // said to be removed
	"lv/lidzdaliba/slepens/index.html",              // erased
	"lv/lidzdaliba/x/index.html",                    // not there yet
	"lv/plani/zz-1/index.html",                      // there
	"lv/skaitli/prom/data.csv",                      // no page
	"lv/skaitli/prom/index.html",                    // a figure that there is no more
	"lv/vecs/index.html",                            // an old address
	"robots.txt",
}

// buildAfter builds a folder after a build that published the previous files.
func buildAfter(t *testing.T, folder, day string, previous []string) (*Result, diag.Problems) {
	t.Helper()
	w := &Workspace{opts: Options{Source: folder, Clock: Clock{AsOf: date(t, day)}, Previous: previous}, charts: unpainted{}}
	result, problems, err := w.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return result, problems
}

// removedFolder is the fixture url-removed on the base site, with one address erased.
func removedFolder(t *testing.T) string {
	t.Helper()
	dir := overlay(t, filepath.Join(invalidFolder, "url-removed"))
	config := filepath.Join(dir, "data", "site.yaml")
	raw, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "ERASED", record.EraseCode("/lv/lidzdaliba/slepens/"), 1)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A page that was published and that the source makes on no day is an error; whether it is
// does not depend on the day.
func TestRemovedPages(t *testing.T) {
	dir := removedFolder(t)
	golden := filepath.Join(invalidFolder, "url-removed", "expected.txt")
	for _, day := range []string{"2024-06-30", "2099-12-31"} {
		result, problems := buildAfter(t, dir, day, previousFiles)
		if result != nil {
			t.Errorf("as of %s: a site that loses pages was listed", day)
		}
		compareErrors(t, problems, golden, day)
	}
}

// Old addresses lead to the record, in the language of the old page; a removed page says
// that it is removed on whatever day, and from its day on when and why.
func TestMovedPages(t *testing.T) {
	dir := removedFolder(t)
	record := `title: {lv: Jaunā apspriede, en: New discussion}
institution: zz-kanceleja
announced: 2024-01-01
aliases: [/lv/agrak/, /en/before/, /vecs.html, "/lv/v%C4%93sture/", "/lv/plkst-12:30/", "/lv/%2A/", "/lv/kas%3F/"]
`
	if err := os.WriteFile(filepath.Join(dir, "data/consultations/y.yaml"), []byte(record), 0o644); err != nil {
		t.Fatal(err)
	}
	pages := render(t, build(t, dir, tinyDay).Site.Outputs, all)
	for path, wants := range map[string][]string{
		"lv/agrak/index.html": {
			`<html lang="lv">`, `content="0; url=/lv/lidzdaliba/y/"`, `href="https://parskats.example/lv/lidzdaliba/y/"`, "Jaunā apspriede",
		},
		"en/before/index.html":  {`<html lang="en">`, `content="0; url=/en/consultations/y/"`, "New discussion"},
		"vecs.html":             {`<html lang="lv">`, `content="0; url=/lv/lidzdaliba/y/"`},
		"lv/vēsture/index.html": {`content="0; url=/lv/lidzdaliba/y/"`},
		"_redirects": {
			"/lv/agrak/ /lv/lidzdaliba/y/ 301\n", "/en/before/ /en/consultations/y/ 301\n", "/vecs.html /lv/lidzdaliba/y/ 301\n",
			"/lv/v%C4%93sture/ /lv/lidzdaliba/y/ 301\n",
			// Hosts take a plain : for a placeholder, * for whatever there is.
			"/lv/plkst-12%3A30/ /lv/lidzdaliba/y/ 301\n", "/lv/%2A/ /lv/lidzdaliba/y/ 301\n", "/lv/kas%3F/ /lv/lidzdaliba/y/ 301\n",
		},
	} {
		for _, want := range wants {
			if !strings.Contains(pages[path], want) {
				t.Errorf("%s: no %s in\n%s", path, want, pages[path])
			}
		}
	}
	if _, ok := pages["lv/vecs/index.html"]; ok {
		t.Error("an old address leads to a record that is not there yet")
	}
	// A removed page says so also before its day, since there is nothing else to show.
	// When and why is not told before.
	ahead := pages["lv/lidzdaliba/prom/index.html"]
	if !strings.Contains(ahead, "<h1>Šī lapa ir noņemta</h1>") || strings.Contains(ahead, "Paraugs") || strings.Contains(ahead, "2024.\u00a0gada") {
		t.Errorf("of a page that is removed from tomorrow on the site says\n%s", ahead)
	}
	for _, never := range []string{"lv/agrak/", "/vecs.html"} {
		if strings.Contains(pages["sitemap.xml"], never) {
			t.Errorf("the sitemap lists %s", never)
		}
	}
	later := render(t, build(t, dir, "2024-07-01").Site.Outputs, all)
	for _, want := range []string{"Noņemta 2024.\u00a0gada\u00a01.\u00a0jūlijā.", "Paraugs", `<html lang="lv">`} {
		if !strings.Contains(later["lv/lidzdaliba/prom/index.html"], want) {
			t.Errorf("no %s in\n%s", want, later["lv/lidzdaliba/prom/index.html"])
		}
	}
}

// A site under a path has it in its redirects, too.
func TestRedirectsBelowAPath(t *testing.T) {
	dir := removedFolder(t)
	w := &Workspace{
		opts: Options{Source: dir, Clock: Clock{AsOf: date(t, "2025-06-30")}, BaseURL: "https://example.lv/parskats/"}, charts: unpainted{},
	}
	result, problems, err := w.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	mustBeFine(t, result, problems)
	got := render(t, result.Site.Outputs, all)["_redirects"]
	if want := "/parskats/lv/vecs/ /parskats/lv/lidzdaliba/x/ 301\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What the site publishes is held against its own list: nothing is lost by building it
// twice, on whatever days.
func TestNothingIsLostByTheNextBuild(t *testing.T) {
	dir := removedFolder(t)
	var files []string
	for _, o := range build(t, dir, "2099-12-31").Site.Outputs {
		files = append(files, o.Path)
	}
	for _, day := range []string{"2024-01-01", "2024-06-30", "2099-12-31"} {
		if result, problems := buildAfter(t, dir, day, files); result == nil {
			t.Errorf("as of %s:\n%s", day, printed(t, problems))
		}
	}
}
