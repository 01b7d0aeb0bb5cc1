package theme

import (
	"errors"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/source"
)

// Site is what a theme has to fit.
type Site struct {
	Languages []i18n.Lang
	// Views are the types of values that the program gives to templates, by the path of
	// the template: "templates/pages/home.html".
	Views map[string]reflect.Type
	// Assets are the names of the files that the program brings: see AddAsset.
	Assets []string
	// Nearest returns the known word that was probably meant by another, or "".
	Nearest func(word string, known []string) string
}

// Check finds what is wrong with the files that a site puts over those of a theme: what
// can't be read, what a template asks for and there is not, sentences that lack a form,
// files and sentences that nothing uses. base is the theme; names are paths in the
// source folder of the site, all below folder, such as "themes/default". An error says that a file
// could not be opened.
func Check(site Site, base, files fs.FS, folder string, names []string) (diag.Problems, error) {
	c := checker{Site: site, folder: folder, own: map[string]bool{}, used: map[string]bool{}, askedFor: map[string]bool{}}
	if err := c.read(base, files, names); err != nil {
		return c.problems, err
	}
	c.catalogues()
	c.templates()
	c.styleSheets()
	c.policy()
	c.unknownSentences()
	c.unusedFiles()
	return c.problems, nil
}

// Given returns what each partial of a theme is given: the names of types, as TypeName
// writes them, by the file's name. views are those of Site.
func Given(base fs.FS, views map[string]reflect.Type) (map[string][]string, error) {
	c := checker{Site: Site{Views: views}, used: map[string]bool{}}
	var err error
	if c.all, err = readLayers([]fs.FS{base}); err != nil {
		return nil, err
	}
	t := c.typed()
	given := map[string][]string{}
	for _, file := range c.all.names(partialsFolder) {
		name := path.Base(file)
		for _, typ := range t.given[name] {
			given[name] = append(given[name], TypeName(typ))
		}
		slices.Sort(given[name])
		given[name] = slices.Compact(given[name])
	}
	return given, nil
}

// checker holds what is known of a theme and of the files over it.
type checker struct {
	Site
	folder string
	// base and all are the theme's files, and those with the site's own over them; own
	// are the paths of the site's own, in the theme.
	base, all themeFiles
	own       map[string]bool
	sentences map[i18n.Lang]*sentences
	// used are the files of templates that a page prints and of assets that something
	// asks for.
	used map[string]bool
	// askedFor are the ids that templates ask for.
	askedFor map[string]bool
	// broken says that what templates use is not known, since one can't be read.
	broken   bool
	problems diag.Problems
}

func (c *checker) read(base, files fs.FS, names []string) error {
	var err error
	if c.base, err = readLayers([]fs.FS{base}); err != nil {
		return err
	}
	if c.all, err = readLayers([]fs.FS{base}); err != nil {
		return err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		inTheme := strings.TrimPrefix(name, c.folder+"/")
		c.own[inTheme] = true
		if isText(inTheme) {
			text, problems := source.Text(name, raw)
			c.problems.Append(problems)
			if text == nil {
				c.broken = true
				continue
			}
			raw = text
		}
		c.all.content[inTheme] = raw
	}
	return nil
}

// isText reports whether a file is read as text here. Sentences are read elsewhere.
func isText(name string) bool {
	return slices.Contains([]string{".html", ".css", ".js"}, path.Ext(name))
}

// at is a place in a file of the site's own.
func (c *checker) at(p place) diag.Pos {
	return c.pos(fileOf(p.file), p.offset)
}

// pos is a place in a file of the site's own, so many bytes from its beginning.
func (c *checker) pos(name string, offset int) diag.Pos {
	before := string(c.all.content[name][:offset])
	return diag.Pos{
		File: c.folder + "/" + name,
		Line: strings.Count(before, "\n") + 1,
		Col:  utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]) + 1,
	}
}

// suggest adds what was probably meant by a name, if one is near.
func (c *checker) suggest(p *diag.Problem, name string, known []string) {
	if near := c.Nearest(name, known); near != "" {
		p.Args["suggestion"] = near
		p.WithHint("did-you-mean")
	}
}

// templates reports what is wrong with templates and with what they ask for.
func (c *checker) templates() {
	t := c.typed()
	for _, f := range t.faults {
		c.fault(f)
	}
	c.asked(t)
}

// typed reads all templates and follows those that the program prints.
func (c *checker) typed() *typer {
	funcs := functions(
		func(string) string { return "" },
		func(string) (string, error) { return "", nil },
	)
	t := &typer{funcs: funcs, given: map[string][]reflect.Type{}}
	shared, err := parsePartials(funcs, c.all)
	if err != nil {
		c.unreadable(err)
		return t
	}
	for _, name := range c.all.names(pagesFolder) {
		set, err := parsePage(shared, name, c.all)
		if err != nil {
			c.unreadable(err)
			continue
		}
		c.follow(t, set, name)
	}
	for _, name := range c.all.names(partialsFolder) {
		if set, err := shared.Clone(); err == nil { // only fails once printed
			c.follow(t, set, name)
		}
	}
	return t
}

// follow looks at a template that the program prints. Others are seen where they are
// called.
func (c *checker) follow(t *typer, set *template.Template, file string) {
	view, ok := c.Views[file]
	if !ok {
		return
	}
	name := pageName(file)
	if path.Dir(file) == partialsFolder {
		name = path.Base(file)
	}
	t.set = set
	t.template(name, view, nil)
	for called := range t.given {
		if tmpl := set.Lookup(called); tmpl != nil && tmpl.Tree != nil {
			c.used[fileOf(tmpl.Tree.ParseName)] = true
		}
	}
	// What is put where it could break the page is found when a template is first
	// printed, whatever it is given.
	escaped := (*template.Error)(nil)
	if err := set.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &escaped) {
		c.unescapable(escaped)
	}
}

// unreadable reports a template that can't be read.
func (c *checker) unreadable(err error) {
	c.broken = true
	found := templateError(err)
	if found == nil || !c.own[found.File] {
		found = &TemplateError{Reason: err.Error()}
	}
	c.problems.Add(c.line(found), codeOf(found.Reason), diag.Args{"reason": found.Reason})
}

// unescapable reports a value in a place where no value is safe. A partial that there is
// not is reported elsewhere, with what was meant.
func (c *checker) unescapable(err *template.Error) {
	if err.ErrorCode == template.ErrNoSuchTemplate {
		return
	}
	if found := templateError(err); found != nil {
		reason, _, _ := strings.Cut(found.Reason, ": {state") // the states of Go's own machine
		c.problems.Add(c.line(found), "bad-template/place", diag.Args{"reason": reason})
	}
}

// line is where a template is wrong: the theme's folder, if that is no file of the
// site's own.
func (c *checker) line(e *TemplateError) diag.Pos {
	if !c.own[e.File] {
		return diag.Pos{File: c.folder}
	}
	return diag.Pos{File: c.folder + "/" + e.File, Line: e.Line, Col: e.Column(c.all.content[e.File])}
}

// fault reports what a template asks for and there is not, or the call that gave it the
// wrong value where the template is not the site's own.
func (c *checker) fault(f fault) {
	if !c.own[fileOf(f.place.file)] {
		i := slices.IndexFunc(f.via, func(p place) bool { return c.own[fileOf(p.file)] })
		if i < 0 {
			return // a mistake of the theme itself, which its own tests find
		}
		args := diag.Args{"type": f.typ, "file": fileOf(f.place.file)}
		c.problems.Add(c.at(f.via[i]), "bad-template/argument", args)
		return
	}
	p := c.problems.Add(c.at(f.place), f.code, diag.Args{"name": f.name, "type": f.typ})
	c.suggest(p, f.name, f.known)
}

// asked looks up the sentences and assets that templates ask for.
func (c *checker) asked(t *typer) {
	for _, a := range t.sentences {
		c.askedFor[a.name] = true
		if c.own[fileOf(a.place.file)] {
			c.sentence(a)
		}
	}
	for _, a := range t.assets {
		c.used["assets/"+a.name] = true
		if c.own[fileOf(a.place.file)] {
			c.asset(a.name, c.at(a.place))
		}
	}
	if t.computed {
		for _, name := range c.all.names("assets") {
			c.used[name] = true
		}
	}
}

// sentence reports a sentence that a language lacks: its id would stand on the page.
func (c *checker) sentence(a asked) {
	for _, lang := range c.Languages {
		if s := c.sentences[lang]; !s.has(a.name) {
			p := c.problems.Add(c.at(a.place), "bad-template/sentence", diag.Args{"name": a.name, "file": "i18n/" + string(lang) + ".yaml"})
			c.suggest(p, a.name, s.ids())
			return
		}
	}
}

// asset reports an asset that there is not.
func (c *checker) asset(name string, pos diag.Pos) {
	known := slices.Clone(c.Assets)
	for _, file := range c.all.names("assets") {
		known = append(known, path.Base(file))
	}
	if !slices.Contains(known, name) {
		c.suggest(c.problems.Add(pos, "missing-file/asset", diag.Args{"file": name}), name, known)
	}
}

// styleSheets looks up the assets that style sheets name.
func (c *checker) styleSheets() {
	for _, name := range c.all.names("assets") {
		if path.Ext(name) != ".css" {
			continue
		}
		css := c.all.content[name]
		for _, found := range inStyleSheet.FindAllSubmatchIndex(css, -1) {
			asset := string(css[found[2]:found[3]])
			c.used["assets/"+asset] = true
			if c.own[name] {
				c.asset(asset, c.pos(name, found[2]))
			}
		}
	}
}

// unusedFiles warns of files that are in no place where anything looks for them. Notes
// and licences can lie anywhere.
func (c *checker) unusedFiles() {
	if c.broken {
		return
	}
	for name := range c.own {
		if c.isUsed(name) || slices.Contains([]string{".md", ".txt"}, path.Ext(name)) || path.Base(name) == "LICENSE" {
			continue
		}
		p := c.problems.Add(diag.Pos{File: c.folder + "/" + name}, "unused-file", diag.Args{"name": name})
		if meant := c.meant(name); meant != "" {
			p.Args["suggestion"] = c.folder + "/" + meant
			p.WithHint("did-you-mean")
			continue
		}
		p.WithHint("theme-files")
	}
}

func (c *checker) isUsed(name string) bool {
	_, inBase := c.base.content[name]
	switch path.Dir(name) {
	case pagesFolder:
		return c.Views[name] != nil
	case partialsFolder:
		return c.used[name]
	case "assets":
		return inBase || c.used[name] || slices.Contains(c.Assets, path.Base(name))
	}
	return inBase
}

// meant is the file of the theme that was probably meant: one of that name in another
// folder, or the nearest.
func (c *checker) meant(name string) string {
	var known []string
	for file := range c.base.content {
		if !c.own[file] {
			known = append(known, file)
		}
	}
	slices.Sort(known)
	for _, file := range known {
		if path.Base(file) == path.Base(name) {
			return file
		}
	}
	return c.Nearest(name, known)
}
