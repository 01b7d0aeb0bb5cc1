package changes

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/i18n"
	"parskats/internal/record"
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

// placeOf knows the folders of the tests: lv/consultation/a/index.html, lv/list/index.html.
func placeOf(file string) Place {
	parts := strings.Split(file, "/")
	switch {
	case len(parts) == 3 && parts[1] == "list":
		return Place{Lang: i18n.Lang(parts[0]), IsList: true}
	case len(parts) == 3: // a text page, whose addresses differ by language
		return Place{Type: "page", ID: parts[1], Lang: i18n.Lang(parts[0]), IsPage: true}
	case len(parts) == 4:
		return Place{Type: record.TypeName(parts[1]), ID: parts[2], Lang: i18n.Lang(parts[0]), IsPage: parts[3] == "index.html"}
	}
	return Place{}
}

// twoSites are a site before and after a change.
func twoSites() (before, after fstest.MapFS) {
	long := func(n int) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "<p>vecs %d</p><p>divreiz</p>", i)
		}
		return text.String()
	}
	twin := `<link rel="alternate" hreflang="lv" href="/lv/par/"><link rel="alternate" hreflang="en" href="/en/about/">`
	before = built(map[string]string{
		"lv/consultation/b/index.html":  page("<h1>A &amp; B</h1><ul><li>viens\n <b>divi</b></li><li>trīs</li></ul><svg><text>1</text></svg>", "1"),
		"en/consultation/b/index.html":  page("<h1>A &amp; B</h1><p>three", "1"),
		"lv/consultation/d/index.html":  page("<h1>Diena</h1><p>tas pats</p>", "1"),
		"lv/consultation/d/chart.svg":   "1",
		"lv/consultation/g/index.html":  page("<h1>Prom</h1>", "1"),
		"en/consultation/g/index.html":  page("<h1>Gone</h1>", "1"),
		"lv/consultation/s/index.html":  page("<h1>Same</h1>", "1"),
		"lv/commitment/zz1/index.html":  page("<p class=kicker>2. plāns, 10. apņemšanās</p><h1>Ābele</h1>"+long(25), "1"),
		"lv/commitment/zz2/index.html":  page("<p class=kicker>2. plāns, 9. apņemšanās</p><h1>Bērzs</h1><p>a", "1"),
		"lv/commitment/zz2/atom.xml":    "1",
		"en/consultation/en/index.html": page("<h1>English only</h1><p>a", "1"),
		"lv/consultation/en/index.html": page("<h1>Angliski</h1><p>a", "1"),
		"lv/par/index.html":             twin + page("<h1>Par</h1><p>a", "1"),
		"en/about/index.html":           twin + page("<h1>About</h1><p>a", "1"),
		"lv/list/index.html":            page("<h1>Saraksts</h1><p>a", "1"),
		"en/list/index.html":            page("<h1>List</h1><p>a", "1"),
		"data.csv":                      "1",
	})
	after = built(map[string]string{
		"lv/consultation/b/index.html":  page("<h1>A &amp; B *</h1><ul><li>viens <b>divi</b></li><li>četri</li></ul><svg><text>2</text></svg>", "2"),
		"en/consultation/b/index.html":  page("<h1>A &amp; B</h1><p>four", "2"),
		"lv/consultation/d/index.html":  page("<h1>Diena</h1>\n<p>tas  pats</p>", "2"),
		"lv/consultation/d/chart.svg":   "2",
		"lv/consultation/n/index.html":  page("<h1>Jauna</h1>", "2"),
		"lv/consultation/s/index.html":  page("<h1>Same</h1>", "1"),
		"lv/commitment/zz1/index.html":  page("<p class=kicker>2. plāns, 10. apņemšanās</p><h1>Ābele</h1>", "1"),
		"lv/commitment/zz2/index.html":  page("<p class=kicker>2. plāns, 9. apņemšanās</p><h1>Bērzs</h1><p>b", "1"),
		"lv/commitment/zz2/atom.xml":    "2",
		"en/consultation/en/index.html": page("<h1>English only</h1><p>b", "1"),
		"lv/consultation/en/index.html": page("<h1>Angliski</h1><p>a", "1"),
		"lv/par/index.html":             twin + page("<h1>Par</h1><p>b", "1"),
		"en/about/index.html":           twin + page("<h1>About</h1><p>b", "1"),
		"lv/list/index.html":            page("<h1>Saraksts</h1><p>b", "1"),
		"en/list/index.html":            page("<h1>List</h1><p>b", "1"),
		"data.csv":                      "2",
	})
	return before, after
}

// TestCompare holds what is found and how it is said against golden files that were checked
// by hand.
func TestCompare(t *testing.T) {
	before, after := twoSites()
	for _, lang := range i18n.Languages {
		d, err := Compare(before, after, lang, placeOf)
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range Formats {
			var got bytes.Buffer
			if err := words(t, lang).PrintDifference(&got, d, format); err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/sites."+string(lang)+"."+string(format), got.String())
		}
	}
}

// Where nothing differs, or only what a site says of no record, that is said.
func TestCompareAlike(t *testing.T) {
	one, other := built(map[string]string{"data.csv": "1"}), built(map[string]string{"data.csv": "2"})
	for _, c := range []struct {
		after fstest.MapFS
		want  string
	}{
		{one, "Nothing changed.\n"},
		{other, "Nothing changed.\n\n1 other file\n"},
	} {
		d, err := Compare(one, c.after, i18n.English, placeOf)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := words(t, i18n.English).PrintDifference(&got, d, Text); err != nil {
			t.Fatal(err)
		}
		if got.String() != c.want {
			t.Errorf("got %q, want %q", &got, c.want)
		}
	}
}

// Whatever a page is of has its chapter in words, and a page of nothing is only counted.
func TestNoRawKeyIsPrinted(t *testing.T) {
	files := map[string]string{"lv/none/x/index.html": page("<h1>Nekas</h1>", "1")}
	for _, of := range append(record.Types(), record.Type{Name: FigureType}, record.Type{Name: SiteItself}) {
		files["lv/"+string(of.Name)+"/x/index.html"] = page("<h1>Kas</h1>", "1")
	}
	place := func(file string) Place {
		of := placeOf(file)
		if of.Type == "none" {
			of.Type = ""
		}
		return of
	}
	for _, lang := range i18n.Languages {
		d, err := Compare(built(nil), built(files), lang, place)
		if err != nil {
			t.Fatal(err)
		}
		if d.Lists != 1 {
			t.Errorf("%d lists, want 1", d.Lists)
		}
		for _, format := range Formats {
			var got bytes.Buffer
			if err := words(t, lang).PrintDifference(&got, d, format); err != nil {
				t.Fatal(err)
			}
			if text := strings.ToLower(got.String()); strings.Contains(text, "of-") || strings.Contains(text, `"type":""`) {
				t.Errorf("%s, %s: a raw key in\n%s", lang, format, text)
			}
		}
	}
}

// An edit of a record begins with that record, not with those whose pages only show it; and
// plans stand as people count them.
func TestOwnBeforeFollowing(t *testing.T) {
	site := func(word string) fstest.MapFS {
		files := map[string]string{"data/commitment/zz2.json": word}
		for path, title := range map[string]string{
			"institution/a": "A", "plan/p-4": "Fourth", "plan/p-5": "Fifth", "plan/p-10": "A tenth",
			"commitment/zz1": "A", "commitment/zz2": "B", "figure/a": "A", "site/a": "A",
		} {
			files["en/"+path+"/index.html"] = page("<h1>"+title+"</h1>"+word, "1")
		}
		return built(files)
	}
	place := func(file string) Place {
		if id, ok := strings.CutPrefix(file, "data/commitment/"); ok {
			return Place{Type: "commitment", ID: strings.TrimSuffix(id, ".json"), IsData: true}
		}
		return placeOf(file)
	}
	d, err := Compare(site("one"), site("two"), i18n.English, place)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range d.Records {
		got = append(got, string(r.Type)+"/"+r.ID)
	}
	want := "commitment/zz2 commitment/zz1 institution/a plan/p-4 plan/p-5 plan/p-10 figure/a site/a"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// Where a page has more new lines than are shown, its sentences are among the shown.
func TestSentencesAreShownFirst(t *testing.T) {
	var cells strings.Builder
	for i := range 3 * mostLines {
		fmt.Fprintf(&cells, "<p>cell %d</p>", i)
	}
	const sentence = "Completed on 15 October 2024, 654 days after the day announced."
	before := built(map[string]string{"en/commitment/a/index.html": page("<h1>A</h1>", "1")})
	after := built(map[string]string{"en/commitment/a/index.html": page("<h1>A</h1>"+cells.String()+"<p>"+sentence+"</p>", "1")})
	d, err := Compare(before, after, i18n.English, placeOf)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := words(t, i18n.English).PrintDifference(&got, d, Text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.String(), "+ "+sentence) || !strings.Contains(got.String(), "+ cell 0\n") || strings.Count(got.String(), "+ cell") != mostLines-1 {
		t.Errorf("got\n%s", &got)
	}
}

// A page that is erased in one language and says in another that it was removed: both are said.
func TestCompareRemovedAndErased(t *testing.T) {
	before := built(map[string]string{
		"en/consultation/a/index.html": page("<h1>Name</h1>", "1"), "lv/consultation/a/index.html": page("<h1>Vārds</h1>", "1"),
	})
	after := built(map[string]string{"lv/consultation/a/index.html": page("<h1>Lapa noņemta</h1>", "1")})
	d, err := Compare(before, after, i18n.English, placeOf)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := words(t, i18n.English).PrintDifference(&got, d, Text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.String(), "Page removed (en), page changed (lv)\n") || !strings.Contains(got.String(), "+ Lapa noņemta\n") {
		t.Errorf("got\n%s", &got)
	}
}

func TestCompareWhatIsNoSite(t *testing.T) {
	whole := built(map[string]string{"lv/index.html": page("<h1>A</h1>", "1")})
	for name, broken := range map[string]fstest.MapFS{
		"no list":          {},
		"another file":     {sumsName: {Data: []byte("<!doctype html>\n")}},
		"a path out of it": {sumsName: {Data: []byte(strings.Repeat("0", 64) + "  ../x\n")}},
		"a page lacks":     {sumsName: {Data: []byte(strings.Repeat("0", 64) + "  lv/par/index.html\n")}},
	} {
		if _, err := Compare(whole, broken, i18n.Latvian, placeOf); err == nil {
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
