package changes

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/i18n"
)

// built makes the folder of a built site.
func built(files map[string]string) fstest.MapFS {
	site := fstest.MapFS{}
	var sums strings.Builder
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256([]byte(text)), name)
	}
	site[sumsName] = &fstest.MapFile{Data: []byte(sums.String())}
	return site
}

// page is a page whose main part and day are given.
func page(main, day string) string {
	return "<!doctype html><title>T</title><header>Virsraksts</header><main>" + main + "</main><footer>Stāvoklis " + day + "</footer>"
}

func TestCompare(t *testing.T) {
	before := built(map[string]string{
		"lv/a/index.html":    page("<h1>A &amp; B</h1><ul><li>viens\n <b>divi</b></li><li>trīs</li></ul><svg><text>1</text></svg>", "1"),
		"lv/day/index.html":  page("<h1>Diena</h1><p>tas pats</p>", "1"),
		"lv/gone/index.html": page("<h1>Prom</h1>", "1"),
		"en/a/index.html":    page("<h1>A</h1>", "1"),
		"lv/same/index.html": page("<h1>Same</h1>", "1"),
		"data.csv":           "1",
	})
	after := built(map[string]string{
		"lv/a/index.html":    page("<h1>A &amp; B</h1><ul><li>viens <b>divi</b></li><li>četri</li></ul><svg><text>2</text></svg>", "2"),
		"lv/day/index.html":  page("<h1>Diena</h1>\n<p>tas  pats</p>", "2"),
		"lv/new/index.html":  page("<h1>Jauna</h1>", "2"),
		"en/a/index.html":    page("<h1>B</h1>", "2"),
		"lv/same/index.html": page("<h1>Same</h1>", "1"),
		"data.csv":           "2",
	})
	got, err := Compare(before, after, i18n.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	want := []Page{
		{Kind: PageChanged, Path: "/lv/a/", Title: "A & B", Removed: []string{"trīs"}, Added: []string{"četri"}},
		{Kind: PageRemoved, Path: "/lv/gone/", Title: "Prom"},
		{Kind: PageAdded, Path: "/lv/new/", Title: "Jauna"},
	}
	if got.Others != 2 || !slices.EqualFunc(got.Pages, want, func(a, b Page) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		t.Errorf("got %+v", got)
	}
}

func TestCompareWhatIsNoSite(t *testing.T) {
	whole := built(map[string]string{"lv/index.html": page("<h1>A</h1>", "1")})
	for name, broken := range map[string]fstest.MapFS{
		"no list":          {},
		"another file":     {sumsName: {Data: []byte("<!doctype html>\n")}},
		"a path out of it": {sumsName: {Data: []byte(strings.Repeat("0", 64) + "  ../x\n")}},
		"a page lacks":     {sumsName: {Data: []byte(strings.Repeat("0", 64) + "  lv/index.html\n")}},
	} {
		if _, err := Compare(whole, broken, i18n.Latvian); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// No page makes the reader of pages panic. One that is nested deeper than the parser goes is
// an error, which names the file.
func FuzzReadPage(f *testing.F) {
	f.Add(page("<h1>A</h1><p>b<table><tr><td>c", "1"))
	f.Add("<main><svg><main>")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := readPage(fstest.MapFS{"a": {Data: []byte(text)}}, "a"); err != nil && !strings.HasPrefix(err.Error(), "a: ") {
			t.Errorf("the error names no file: %v", err)
		}
	})
}
