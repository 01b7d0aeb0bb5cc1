package site

import (
	"flag"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parskats/internal/theme"
	"parskats/themes"
)

var update = flag.Bool("update", false, "write docs/theme.md")

const (
	themePage = "../../docs/theme.md"
	// themeMark is where in docs/theme.md the part begins that is made from the program.
	themeMark = "<!-- From here on: go test ./internal/site -run TestThemeReference -update -->\n"
)

// docs/theme.md must say what the views, the templates and the style sheet say.
func TestThemeReference(t *testing.T) {
	raw, err := os.ReadFile(themePage)
	if err != nil {
		t.Fatal(err)
	}
	written, _, ok := strings.Cut(string(raw), themeMark)
	if !ok {
		t.Fatalf("docs/theme.md has no line %q", themeMark)
	}
	want := written + themeMark + themeReference(t)
	if *update {
		if err := os.WriteFile(themePage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(raw) != want {
		t.Errorf("docs/theme.md is not what the program says; run: go test ./internal/site -run TestThemeReference -update")
	}
}

// Every page of the default theme is given a view, and the program prints no other.
func TestViewsAreThePages(t *testing.T) {
	var pages []string
	for file := range Views() {
		if path.Dir(file) == "templates/pages" {
			pages = append(pages, path.Base(file))
		}
	}
	slices.Sort(pages)
	if files := fileNames(t, "templates/pages"); !slices.Equal(pages, files) {
		t.Errorf("Views has %v, the default theme %v", pages, files)
	}
}

// viewDocs are the types of views with their comments, from the sources.
type viewDocs struct {
	t     *testing.T
	specs map[string]*ast.TypeSpec
	docs  map[string]string
}

func readViewDocs(t *testing.T) viewDocs {
	t.Helper()
	d := viewDocs{t: t, specs: map[string]*ast.TypeSpec{}, docs: map[string]string{}}
	for _, folder := range []string{".", "../chart"} {
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.HasSuffix(name, "_test.go") {
				d.read(name)
			}
		}
	}
	return d
}

func (d viewDocs) read(name string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.TYPE {
			continue
		}
		for _, spec := range group.Specs {
			s := spec.(*ast.TypeSpec)
			known := file.Name.Name + "." + s.Name.Name
			d.specs[known], d.docs[known] = s, group.Doc.Text()
		}
	}
}

// row is a field of a view as the page lists it.
type row struct{ name, typ, what string }

// fields lists the exported fields of a view, each with its comment.
func (d viewDocs) fields(typ reflect.Type) []row {
	spec := d.specs[typ.String()]
	if spec == nil {
		d.t.Errorf("no source of %s", typ)
		return nil
	}
	var rows []row
	for _, field := range spec.Type.(*ast.StructType).Fields.List {
		what := oneLine(field.Doc.Text() + field.Comment.Text())
		if len(field.Names) == 0 {
			embedded, _ := typ.FieldByName(ast.Unparen(field.Type).(*ast.Ident).Name)
			rows = append(rows, row{"", typeLink(embedded.Type), "All that it has, this has, too."})
		}
		for _, name := range field.Names {
			f, _ := typ.FieldByName(name.Name)
			rows = append(rows, row{name.Name, typeLink(f.Type), what})
			if what == "" {
				d.t.Errorf("%s.%s has no comment", typ.Name(), name.Name)
			}
		}
	}
	return rows
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// typeLink writes a type, with a link to what it is.
func typeLink(typ reflect.Type) string {
	base := elementOf(typ)
	name := theme.TypeName(typ)
	if base.Kind() != reflect.Struct {
		return name
	}
	short := theme.TypeName(base)
	return strings.Replace(name, short, "["+short+"](#"+strings.ReplaceAll(strings.ToLower(short), ".", "")+")", 1)
}

// elementOf is what a pointer or a list, or a list of lists, is of.
func elementOf(typ reflect.Type) reflect.Type {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	return typ
}

// reachable are the structs that views hold, views included, by package and name.
func reachable(views map[string]reflect.Type) map[string]reflect.Type {
	found := map[string]reflect.Type{}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		typ = elementOf(typ)
		if typ.Kind() != reflect.Struct || found[typ.String()] == typ {
			return
		}
		found[typ.String()] = typ
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() {
				visit(typ.Field(i).Type)
			}
		}
	}
	for _, view := range views {
		visit(view)
	}
	return found
}

// themeReference is the part of docs/theme.md that is made from the program.
func themeReference(t *testing.T) string {
	var b strings.Builder
	b.WriteString("\n## Pages\n\n| template | is given |\n|---|---|\n")
	views := Views()
	for _, file := range slices.Sorted(maps.Keys(views)) {
		if path.Dir(file) == "templates/pages" {
			fmt.Fprintf(&b, "| `%s` | %s |\n", path.Base(file), typeLink(views[file]))
		}
	}
	b.WriteString("\n## Partials\n\n| partial | is given |\n|---|---|\n")
	partialRows(t, &b)
	b.WriteString("\n## Functions\n\nBeside those of [Go's templates](https://pkg.go.dev/text/template#hdr-Functions):\n\n```\n" + functionDocs(t) + "```\n")
	b.WriteString("\n## Values\n\nA number that is not known, or a text that there is not, is empty: ask with `{{with}}` or `{{if}}`.\n")
	docs, types := readViewDocs(t), reachable(views)
	for _, name := range slices.SortedFunc(maps.Keys(types), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }) {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| field | type | what |\n|---|---|---|\n", theme.TypeName(types[name]), paragraph(docs.docs[name]))
		for _, r := range docs.fields(types[name]) {
			if r.name != "" {
				r.name = "`." + r.name + "`"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", r.name, r.typ, strings.ReplaceAll(r.what, "|", "\\|"))
		}
	}
	b.WriteString("\n## Custom properties\n\n| property | by day | in the dark |\n|---|---|---|\n")
	propertyRows(t, &b)
	b.WriteString("\n## Assets\n\n")
	for _, name := range fileNames(t, "assets") {
		fmt.Fprintf(&b, "- `%s`\n", name)
	}
	return b.String()
}

// partialRows lists what each partial is given.
func partialRows(t *testing.T, b *strings.Builder) {
	given, err := theme.Given(defaultFiles(t), Views())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range fileNames(t, "templates/partials") {
		if given[name] == nil {
			t.Errorf("no page prints the partial %s", name)
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", name, strings.Join(given[name], ", or "))
	}
}

func defaultFiles(t *testing.T) fs.FS {
	t.Helper()
	files, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func fileNames(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := fs.ReadDir(defaultFiles(t), folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// paragraph writes a doc comment as Markdown.
func paragraph(text string) string {
	var p comment.Parser
	return strings.TrimSpace(string(new(comment.Printer).Markdown(p.Parse(text))))
}

// functionDocs is the list in the comment of theme's functions.
func functionDocs(t *testing.T) string {
	file, err := parser.ParseFile(token.NewFileSet(), "../theme/theme.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == "functions" && f.Recv != nil {
			_, list, _ := strings.Cut(f.Doc.Text(), "\n\n")
			return strings.ReplaceAll(list, "\t", "")
		}
	}
	t.Fatal("package theme has no functions")
	return ""
}

var (
	lightRoot = regexp.MustCompile(`(?s)@layer base \{\s*:root \{(.*?)\n  \}`)
	darkRoot  = regexp.MustCompile(`(?s)prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n    \}`)
	property  = regexp.MustCompile(`(?m)^\s*(--[a-z0-9-]+): (.*);$`)
)

// propertyRows lists the custom properties of the style sheet.
func propertyRows(t *testing.T, b *strings.Builder) {
	raw, err := fs.ReadFile(defaultFiles(t), "assets/site.css")
	if err != nil {
		t.Fatal(err)
	}
	dark := map[string]string{}
	for _, p := range property.FindAllStringSubmatch(darkRoot.FindString(string(raw)), -1) {
		dark[p[1]] = "`" + p[2] + "`"
	}
	light := property.FindAllStringSubmatch(lightRoot.FindString(string(raw)), -1)
	if len(light) < 20 || len(dark) < 20 {
		t.Fatalf("%d and %d custom properties", len(light), len(dark))
	}
	for _, p := range light {
		fmt.Fprintf(b, "| `%s` | `%s` | %s |\n", p[1], p[2], dark[p[1]])
	}
}
