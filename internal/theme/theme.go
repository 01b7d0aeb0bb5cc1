// Package theme loads a theme: its templates, its sentences in each language and its
// assets. A site can put files of its own over those of the theme.
//
// A template only prints what a view gives it; its few functions are listed at
// functions.
package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"parskats/internal/i18n"
)

// ContentSecurityPolicy lets a page load nothing but the site's own style sheets,
// pictures, fonts and scripts. It stands in every page, for hosts that send no
// headers.
const ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"

// Theme is a loaded theme. It is safe for use by several goroutines.
type Theme struct {
	catalogues map[i18n.Lang]*i18n.Catalogue
	templates  map[templateKey]*template.Template
	partials   map[i18n.Lang]*template.Template
	prefix     string
	assets     []Asset
	hrefs      map[string]string
	fonts      map[string][][]byte // by weight
	colours    map[string]string
}

type templateKey struct {
	lang i18n.Lang
	page string
}

// Asset is a file that pages need, under a name that changes with its content.
type Asset struct {
	// Path is the asset's path below the output folder:
	// "assets/site.0123456789.css".
	Path    string
	Content []byte
}

// assetPath matches the paths of assets, and of the same compressed.
var assetPath = regexp.MustCompile(`^assets/(?:.+/)?[^/]+\.[0-9a-f]{10}(?:\.[^./]+)?(?:\.gz|\.br)?$`)

// IsAssetPath says whether a path below the output folder is that of an asset, of this or
// an earlier build, also compressed: its name changes with its content.
func IsAssetPath(name string) bool { return assetPath.MatchString(name) }

// Load reads a theme from files: the theme's own, then those that a site puts over
// it, later ones winning. Languages are those to load sentences for; prefix is the
// path of the site's base URL without a slash at its end, "" or "/parskats".
func Load(languages []i18n.Lang, prefix string, layers ...fs.FS) (*Theme, error) {
	files, err := readLayers(layers)
	if err != nil {
		return nil, err
	}
	t := &Theme{
		catalogues: map[i18n.Lang]*i18n.Catalogue{},
		templates:  map[templateKey]*template.Template{},
		partials:   map[i18n.Lang]*template.Template{},
		hrefs:      map[string]string{},
		fonts:      map[string][][]byte{},
		colours:    coloursOf(files.content["assets/site.css"]),
	}
	t.loadFonts(files)
	if err := t.loadAssets(files, prefix); err != nil {
		return nil, err
	}
	for _, lang := range languages {
		if err := t.loadLanguage(lang, files); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// themeFiles holds the content of a theme's files by path; for sentences, that of
// every layer in turn.
type themeFiles struct {
	content   map[string][]byte
	sentences map[string][][]byte
}

// names returns the paths of files in a folder, sorted.
func (f themeFiles) names(folder string) []string {
	var names []string
	for name := range f.content {
		if path.Dir(name) == folder {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// byteOrderMark stands at the start of texts that some programs on Windows write.
var byteOrderMark = []byte("\ufeff")

func readLayers(layers []fs.FS) (themeFiles, error) {
	files := themeFiles{content: map[string][]byte{}, sentences: map[string][][]byte{}}
	for _, layer := range layers {
		err := fs.WalkDir(layer, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
				return err // hidden files are an editor's or the system's
			}
			raw, err := fs.ReadFile(layer, name)
			if err != nil {
				return err
			}
			files.content[name] = bytes.TrimPrefix(raw, byteOrderMark)
			if path.Dir(name) == "i18n" {
				files.sentences[name] = append(files.sentences[name], raw)
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return files, fmt.Errorf("theme: %w", err)
		}
	}
	return files, nil
}

// loadAssets gives each asset a name with a part of its content's hash, so that it
// can be cached for ever. Style sheets come last, since they name others.
func (t *Theme) loadAssets(files themeFiles, prefix string) error {
	t.prefix = prefix
	names := files.names("assets")
	for _, name := range names {
		if path.Ext(name) != ".css" {
			t.AddAsset(path.Base(name), files.content[name])
		}
	}
	for _, name := range names {
		if path.Ext(name) == ".css" {
			css, err := t.withAssets(files.content[name])
			if err != nil {
				return fmt.Errorf("theme: %s: %w", name, err)
			}
			t.AddAsset(path.Base(name), css)
		}
	}
	return nil
}

// inStyleSheet is how a style sheet names another asset, in quotes or without.
var inStyleSheet = regexp.MustCompile(`url\(\s*["']?([^"'()\s/:#]+)["']?\s*\)`)

// withAssets returns a style sheet that names other assets as they are published. They
// stand beside it, so that their names alone will do.
func (t *Theme) withAssets(css []byte) ([]byte, error) {
	var missing error
	css = inStyleSheet.ReplaceAllFunc(css, func(found []byte) []byte {
		href, err := t.Asset(string(inStyleSheet.FindSubmatch(found)[1]))
		if err != nil {
			missing = err
		}
		return []byte(`url("` + path.Base(href) + `")`)
	})
	return css, missing
}

// AddAsset publishes a file that is not in the theme's folder, such as a script that
// the program brings, so that templates can ask for it by its name. Where the theme
// has a file of that name, the theme's stays. Call it before a page is rendered.
func (t *Theme) AddAsset(name string, content []byte) {
	if _, taken := t.hrefs[name]; taken {
		return
	}
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	hashed := "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	t.assets = append(t.assets, Asset{Path: hashed, Content: content})
	t.hrefs[name] = t.prefix + "/" + hashed
}

// loadFonts keeps the fonts of the folder fonts/, which are for pictures that are drawn
// while the site is built, and are not published. Each names its weight at its end:
// "noto-sans-latin-bold.ttf".
func (t *Theme) loadFonts(files themeFiles) {
	for _, name := range files.names("fonts") {
		plain, isFont := strings.CutSuffix(path.Base(name), ".ttf")
		if at := strings.LastIndex(plain, "-"); isFont && at >= 0 {
			weight := plain[at+1:]
			t.fonts[weight] = append(t.fonts[weight], files.content[name])
		}
	}
}

// Fonts returns the theme's fonts of a weight, "regular" or "bold", as TrueType files.
func (t *Theme) Fonts(weight string) [][]byte { return t.fonts[weight] }

// inColours is how a style sheet names a colour.
var inColours = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{6});`)

// coloursOf returns the colours that a style sheet names, as it names them first: that
// is for white paper.
func coloursOf(css []byte) map[string]string {
	colours := map[string]string{}
	for _, found := range inColours.FindAllSubmatch(css, -1) {
		if name := string(found[1]); colours[name] == "" {
			colours[name] = string(found[2])
		}
	}
	return colours
}

// Colour returns a colour of the theme's style sheet on white paper, such as that of
// "brand", as #rrggbb; "" where the style sheet names none.
func (t *Theme) Colour(name string) string { return t.colours[name] }

func (t *Theme) loadLanguage(lang i18n.Lang, files themeFiles) error {
	layers := files.sentences["i18n/"+string(lang)+".yaml"]
	if len(layers) == 0 {
		return fmt.Errorf("theme: no sentences in the language %q", lang)
	}
	catalogue, err := i18n.ReadCatalogue(lang, layers[0], layers[1:]...)
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	t.catalogues[lang] = catalogue
	return t.loadTemplates(lang, files)
}

func (t *Theme) loadTemplates(lang i18n.Lang, files themeFiles) error {
	shared, err := parsePartials(t.functions(lang), files)
	if err != nil {
		return readError(err)
	}
	for _, name := range files.names(pagesFolder) {
		set, err := parsePage(shared, name, files)
		if err != nil {
			return readError(err)
		}
		page := strings.TrimSuffix(path.Base(name), ".html")
		t.templates[templateKey{lang, page}] = set
	}
	t.partials[lang] = shared
	return nil
}

const (
	pagesFolder    = "templates/pages"
	partialsFolder = "templates/partials"
)

// parsePartials reads the templates that all pages share. Each has the name of its file.
func parsePartials(funcs template.FuncMap, files themeFiles) (*template.Template, error) {
	shared := template.New("").Funcs(funcs).Option("missingkey=error")
	for _, name := range files.names(partialsFolder) {
		if _, err := shared.New(path.Base(name)).Parse(string(files.content[name])); err != nil {
			return nil, err
		}
	}
	return shared, nil
}

// parsePage reads a page's template, beside a copy of those that all pages share. Its
// name is "pages/home.html", so that a partial may have the file name of a page.
func parsePage(shared *template.Template, name string, files themeFiles) (*template.Template, error) {
	set, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	return set.New(pageName(name)).Parse(string(files.content[name]))
}

// pageName is the name of a page's template.
func pageName(file string) string { return strings.TrimPrefix(file, "templates/") }

// fileOf is the file of a template, by the name under which it was read.
func fileOf(name string) string {
	if strings.HasPrefix(name, "pages/") {
		return "templates/" + name
	}
	return partialsFolder + "/" + name
}

// functions are all that templates can call:
//
//	t "id"       a sentence of the interface
//	asset "name" the address of an asset
//	csp          the content security policy of every page
func (t *Theme) functions(lang i18n.Lang) template.FuncMap {
	return functions(func(id string) string { return t.catalogues[lang].T(id) }, t.Asset)
}

func functions(sentence func(string) string, asset func(string) (string, error)) template.FuncMap {
	return template.FuncMap{
		"t":     sentence,
		"asset": asset,
		"csp":   func() string { return ContentSecurityPolicy },
	}
}

// Asset returns the address of an asset by the name of its file in the theme, or an
// error where the theme has no such asset.
func (t *Theme) Asset(name string) (string, error) {
	href, ok := t.hrefs[name]
	if !ok {
		return "", fmt.Errorf("the theme has no asset %q", name)
	}
	return href, nil
}

// Assets returns all assets.
func (t *Theme) Assets() []Asset { return t.assets }

// Content returns the content of an asset by the name of its file in the theme, or nil
// where the theme has no such asset.
func (t *Theme) Content(name string) []byte {
	for _, a := range t.assets {
		if t.hrefs[name] == t.prefix+"/"+a.Path {
			return a.Content
		}
	}
	return nil
}

// Catalogue returns the sentences of a language.
func (t *Theme) Catalogue(lang i18n.Lang) *i18n.Catalogue { return t.catalogues[lang] }

// Render writes a page's template, filled with a view.
func (t *Theme) Render(w io.Writer, lang i18n.Lang, page string, view any) error {
	tmpl, ok := t.templates[templateKey{lang, page}]
	if !ok {
		return fmt.Errorf("theme: no template for pages of the kind %q", page)
	}
	if err := tmpl.Execute(w, view); err != nil {
		return printError(err)
	}
	return nil
}

// Partial returns a part of a page, such as a record's card, to be put in whole
// wherever it is needed.
func (t *Theme) Partial(lang i18n.Lang, name string, view any) (template.HTML, error) {
	var b bytes.Buffer
	if err := t.partials[lang].ExecuteTemplate(&b, name+".html", view); err != nil {
		return "", printError(err)
	}
	return template.HTML(b.String()), nil
}
