package theme_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/i18n"
	"parskats/internal/theme"
)

var both = []i18n.Lang{i18n.Latvian, i18n.English}

// small is a theme with a page, a partial, sentences and an asset.
func small() fstest.MapFS {
	return files(
		"templates/pages/home.html", `<a href="{{asset "site.css"}}">{{t "home"}}</a>{{template "card.html" .}}`,
		"templates/partials/card.html", `<b title="{{.}}">{{.}}</b>`,
		"i18n/lv.yaml", "home: Sākums\nmenu: Izvēlne\n",
		"i18n/en.yaml", "home: Home\nmenu: Menu\n",
		"assets/site.css", "a{}",
	)
}

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func load(t *testing.T, prefix string, layers ...fs.FS) *theme.Theme {
	t.Helper()
	th, err := theme.Load(both, prefix, layers...)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func render(t *testing.T, th *theme.Theme, lang i18n.Lang, page string, view any) string {
	t.Helper()
	var b strings.Builder
	if err := th.Render(&b, lang, page, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender(t *testing.T) {
	th := load(t, "/parskats", small())
	css := th.Assets()[0].Path
	want := `<a href="/parskats/` + css + `">Sākums</a><b title="&lt;&#34;">&lt;&#34;</b>`
	if got := render(t, th, i18n.Latvian, "home", `<"`); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := render(t, th, i18n.English, "home", ""); !strings.Contains(got, ">Home<") {
		t.Errorf("got %s", got)
	}
}

func TestPartial(t *testing.T) {
	th := load(t, "", small())
	if got, err := th.Partial(i18n.Latvian, "card", "<x>"); err != nil || got != `<b title="&lt;x&gt;">&lt;x&gt;</b>` {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := th.Partial(i18n.Latvian, "none", nil); err == nil {
		t.Error("a partial that is not there was rendered")
	}
}

// An asset's name changes with its content and with nothing else.
func TestAssetNames(t *testing.T) {
	first := load(t, "", small()).Assets()[0]
	again := load(t, "/other", small()).Assets()[0]
	changed := load(t, "", small(), files("assets/site.css", "b{}")).Assets()[0]
	if first.Path != again.Path || first.Path == changed.Path {
		t.Errorf("got %s, %s, %s", first.Path, again.Path, changed.Path)
	}
	if string(changed.Content) != "b{}" || !strings.HasPrefix(changed.Path, "assets/site.") || !strings.HasSuffix(changed.Path, ".css") {
		t.Errorf("got %s: %s", changed.Path, changed.Content)
	}
}

// A style sheet names another asset by its file in the theme; what is published names it
// with its hash, and so changes with it.
func TestAssetsInStyleSheets(t *testing.T) {
	css := files("assets/site.css", `@font-face { src: url("a.woff2"); } b { mask: url(#m); } c { src: url(a.woff2) url( 'a.woff2' ); }`, "assets/a.woff2", "1")
	assets := load(t, "/parskats", small(), css).Assets()
	font, sheet := assets[0], assets[1]
	url := `url("` + strings.TrimPrefix(font.Path, "assets/") + `")`
	want := `@font-face { src: ` + url + `; } b { mask: url(#m); } c { src: ` + url + ` ` + url + `; }`
	if string(sheet.Content) != want {
		t.Errorf("got %s, want %s", sheet.Content, want)
	}
	changed := load(t, "", small(), css, files("assets/a.woff2", "2")).Assets()[1]
	if changed.Path == sheet.Path {
		t.Errorf("%s stays while its font changes", sheet.Path)
	}
}

// What the program brings gets a name as the theme's own assets do; a theme's file of
// that name wins.
func TestAddAsset(t *testing.T) {
	th := load(t, "/parskats", small(), files("templates/pages/home.html", `{{asset "chart.js"}} {{asset "site.css"}}`))
	before := th.Assets()[0]
	th.AddAsset("chart.js", []byte("1"))
	th.AddAsset("site.css", []byte("b{}"))
	assets := th.Assets()
	if len(assets) != 2 || assets[0].Path != before.Path || string(assets[0].Content) != "a{}" || string(assets[1].Content) != "1" {
		t.Errorf("got %v", assets)
	}
	want := "/parskats/" + assets[1].Path + " /parskats/" + assets[0].Path
	if got := render(t, th, i18n.Latvian, "home", nil); got != want || !strings.HasPrefix(assets[1].Path, "assets/chart.") {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A site's own files win, file by file; its sentences win one by one.
func TestLayers(t *testing.T) {
	own := files(
		"templates/partials/card.html", `<i>{{t "home"}}, {{t "menu"}}</i>`,
		"i18n/lv.yaml", "home: Uz sākumu\n",
		"templates/pages/extra.html", `extra`,
	)
	th := load(t, "", small(), own)
	if got := render(t, th, i18n.Latvian, "home", ""); !strings.HasSuffix(got, `>Uz sākumu</a><i>Uz sākumu, Izvēlne</i>`) {
		t.Errorf("got %s", got)
	}
	if got := render(t, th, i18n.Latvian, "extra", nil); got != "extra" {
		t.Errorf("got %s", got)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		own  fstest.MapFS
		want string
	}{
		"a broken template": {files("templates/pages/home.html", "{{if}}"), "templates/pages/home.html"},
		"a broken partial":  {files("templates/partials/card.html", "{{"), "templates/partials/card.html"},
		"an unknown function": {
			files("templates/pages/home.html", `{{today}}`), `"today" not defined`,
		},
		"a style sheet of an asset that is not there": {files("assets/site.css", `a { src: url("gone.woff2") }`), `assets/site.css: the theme has no asset "gone.woff2"`},
		"broken sentences":                            {files("i18n/en.yaml", "home: ["), "catalogue en"},
	} {
		if _, err := theme.Load(both, "", small(), test.own); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := theme.Load([]i18n.Lang{"lt"}, "", small()); err == nil || !strings.Contains(err.Error(), `"lt"`) {
		t.Errorf("a language without sentences: got %v", err)
	}
}

func TestRenderRefuses(t *testing.T) {
	th := load(t, "", small(), files("templates/pages/gone.html", `{{asset "gone.css"}}`, "templates/pages/field.html", `{{.Gone}}`))
	for page, want := range map[string]string{
		"none":  `"none"`,
		"gone":  `no asset "gone.css"`,
		"field": "Gone",
	} {
		err := th.Render(io.Discard, i18n.Latvian, page, struct{}{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", page, err)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestRenderTellsOfAFailedWriter(t *testing.T) {
	if err := load(t, "", small()).Render(fullDisk{}, i18n.Latvian, "home", ""); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

// Hidden files, such as those that macOS leaves behind, are no part of a theme.
func TestHiddenFiles(t *testing.T) {
	th := load(t, "", small(), files("assets/.DS_Store", "x", "templates/pages/.home.html.swp", "{{"))
	if n := len(th.Assets()); n != 1 {
		t.Errorf("got %d assets", n)
	}
}

// Programs on Windows begin a file with a byte order mark. On a page it would stand
// before the doctype.
func TestByteOrderMark(t *testing.T) {
	th := load(t, "", small(), files("templates/pages/home.html", "\ufeff<!doctype html>", "assets/site.css", "\ufeffa{}"))
	if got := render(t, th, i18n.Latvian, "home", nil); got != "<!doctype html>" {
		t.Errorf("got %q", got)
	}
	if got := string(th.Assets()[0].Content); got != "a{}" {
		t.Errorf("got %q", got)
	}
}

// Errors name the file and the line, also of what only turns up while a page is printed.
func TestTemplateErrors(t *testing.T) {
	th := load(t, "", small(), files(
		"templates/pages/home.html", "\n{{template \"card.html\" .}}", "templates/partials/card.html", "\n\n{{index . 9}}",
		"templates/pages/gone.html", "\n{{template \"gone.html\"}}",
	))
	for page, want := range map[string]theme.TemplateError{
		"home": {File: "templates/partials/card.html", Line: 3},
		"gone": {File: "templates/pages/gone.html", Line: 2},
	} {
		var got *theme.TemplateError
		if err := th.Render(io.Discard, i18n.Latvian, page, []int{}); !errors.As(err, &got) || got.File != want.File || got.Line != want.Line {
			t.Errorf("%s: got %v", page, err)
		}
	}
}

// A layer without files is none: a site need not have a theme folder of its own.
func TestEmptyLayer(t *testing.T) {
	load(t, "", small(), fstest.MapFS{})
}

// Pictures are drawn with fonts by weight and the colours that the style sheet names
// first, for white paper.
func TestForPictures(t *testing.T) {
	th, err := theme.Load(nil, "/x", fstest.MapFS{
		"fonts/a-bold.ttf":    {Data: []byte("ab")},
		"fonts/b-bold.ttf":    {Data: []byte("bb")},
		"fonts/a-regular.ttf": {Data: []byte("ar")},
		"fonts/licence.txt":   {Data: []byte("l")},
		"assets/site.css":     {Data: []byte(":root { --brand: #aa0000; --size: 1rem }\n@media (prefers-color-scheme: dark) { :root { --brand: #ff0000; } }")},
		"assets/icon.png":     {Data: []byte("i")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if bold := th.Fonts("bold"); len(bold) != 2 || string(bold[0])+string(bold[1]) != "abbb" || len(th.Fonts("regular")) != 1 || th.Fonts("light") != nil {
		t.Errorf("got %q, %q", bold, th.Fonts("regular"))
	}
	if th.Colour("brand") != "#aa0000" || th.Colour("paper") != "" {
		t.Errorf("got %q, %q", th.Colour("brand"), th.Colour("paper"))
	}
	if string(th.Content("icon.png")) != "i" || th.Content("favicon.ico") != nil {
		t.Errorf("got %q, %q", th.Content("icon.png"), th.Content("favicon.ico"))
	}
}

// The default theme has all that pictures ask of a theme.
func TestDefaultThemeForPictures(t *testing.T) {
	th, err := theme.Load(nil, "", os.DirFS("../../themes/default"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"paper", "text", "muted", "brand", "on-brand"} {
		if th.Colour(name) == "" {
			t.Errorf("the style sheet has no colour --%s", name)
		}
	}
	for _, weight := range []string{"regular", "bold"} {
		if len(th.Fonts(weight)) == 0 {
			t.Errorf("no %s font", weight)
		}
	}
	if len(th.Content("favicon.ico")) == 0 {
		t.Error("no favicon.ico")
	}
}

// The column is that of characters, where Go counts bytes.
func TestColumnOfATemplateError(t *testing.T) {
	text := []byte("a\nšāē{{x}}")
	for _, test := range []struct{ line, bytes, want int }{{2, 7, 4}, {1, 1, 1}, {2, 0, 0}, {3, 1, 0}, {1, 9, 0}} {
		e := theme.TemplateError{Line: test.line, Byte: test.bytes}
		if got := e.Column(text); got != test.want {
			t.Errorf("line %d, byte %d: column %d, want %d", test.line, test.bytes, got, test.want)
		}
	}
}
