package themes_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parskats/internal/chart"
	"parskats/themes"
)

// The drawings carry their colours for white paper; the style sheet must know each by
// its class, and mean the same colour by it where the page is white too.
func TestStyleSheetKnowsTheDrawingsColours(t *testing.T) {
	raw, err := fs.ReadFile(themes.Files, "default/assets/site.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(raw)
	for _, token := range chart.Tokens() {
		property := map[string]string{"surface": "paper", "axis": "edge", "grid": "line"}[token.Name]
		if property == "" {
			property = token.Name
		}
		for _, rule := range []string{
			`\.cf-` + token.Name + ` { fill: var\(--` + property + `\); }`,
			`\.cs-` + token.Name + ` { stroke: var\(--` + property + `\); }`,
		} {
			if !regexp.MustCompile(rule).MatchString(css) {
				t.Errorf("the style sheet has no rule %s", rule)
			}
		}
		light := regexp.MustCompile(`--` + property + `: (#[0-9a-f]{6});`).FindStringSubmatch(css)
		if light == nil || light[1] != token.Hex {
			t.Errorf("--%s is %v on white, but drawn as %s", property, light, token.Hex)
		}
	}
}

// The interactive chart changes to its wide form where the drawing does.
func TestWideRoom(t *testing.T) {
	places := map[string]string{
		"default/assets/site.css": `@container \(min-width: ([0-9.]+)rem\) \{\n\s*\.charts \.chart-wide`,
		"default/assets/chart.js": `const wideRoom = ([0-9.]+);`,
	}
	rooms := map[string]string{}
	for name, form := range places {
		raw, err := fs.ReadFile(themes.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(form).FindStringSubmatch(string(raw))
		if found == nil {
			t.Fatalf("%s does not say from which width on charts are wide", name)
		}
		rooms[found[1]] = name
	}
	if len(rooms) != 1 {
		t.Errorf("charts are wide from different widths on: %v", rooms)
	}
}

var (
	comments  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	selectors = regexp.MustCompile(`([^{};]+)\{`)
	className = regexp.MustCompile(`\.([a-zA-Z_][\w-]*)`)
	attribute = regexp.MustCompile(`class="((?:\{\{[^}]*\}\}|[^"{])*)"`)
	action    = regexp.MustCompile(`\{\{[^}]*\}\}`)
	word      = regexp.MustCompile(`[\w-]+`)
)

// Every class that the style sheet has a rule for is one that a page can have: a
// template, a script or the program writes it, whole or as a word behind a prefix.
func TestEveryRuleHasAClass(t *testing.T) {
	whole, prefixes := classesOfTemplates(t)
	for _, name := range files(t, "default/assets") {
		if path.Ext(name) == ".js" {
			whole = append(whole, word.FindAllString(read(t, name), -1)...)
		}
	}
	texts := textsOfTheProgram(t)
	for _, text := range texts {
		whole = append(whole, word.FindAllString(text, -1)...)
	}
	for _, token := range chart.Tokens() {
		whole = append(whole, "cf-"+token.Name, "cs-"+token.Name)
	}
	slices.Sort(whole)
	slices.Sort(texts)
	checked := 0
	for _, rule := range selectors.FindAllStringSubmatch(comments.ReplaceAllString(read(t, "default/assets/site.css"), ""), -1) {
		for _, found := range className.FindAllStringSubmatch(rule[1], -1) {
			checked++
			if !has(whole, found[1]) && !isComposed(found[1], prefixes, texts) {
				t.Errorf("no page has the class %s", found[1])
			}
		}
	}
	if checked < 200 {
		t.Fatalf("only %d classes are found in the style sheet", checked)
	}
}

// isComposed reports whether a class is a prefix of a template and a word of the program.
func isComposed(class string, prefixes, texts []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool {
		rest, ok := strings.CutPrefix(class, prefix)
		return ok && has(texts, rest)
	})
}

func has(sorted []string, s string) bool {
	_, ok := slices.BinarySearch(sorted, s)
	return ok
}

// classesOfTemplates returns the classes that templates write, and the prefixes of those
// whose second half a view names.
func classesOfTemplates(t *testing.T) (whole, prefixes []string) {
	t.Helper()
	for _, name := range slices.Concat(files(t, "default/templates/pages"), files(t, "default/templates/partials")) {
		for _, found := range attribute.FindAllStringSubmatch(read(t, name), -1) {
			for _, class := range strings.Fields(action.ReplaceAllString(found[1], "\x00 ")) {
				switch prefix, isPrefix := strings.CutSuffix(class, "\x00"); {
				case !isPrefix:
					whole = append(whole, class)
				case strings.HasSuffix(prefix, "-"):
					prefixes = append(prefixes, prefix)
				default:
					whole = append(whole, prefix)
				}
			}
		}
	}
	// A badge's second class has its kind as the prefix, a drawing's class its width.
	return whole, append(prefixes, "state-", "stage-", "flag-", "level-", "chart-")
}

// textsOfTheProgram returns the texts in the packages that write markup, and the keys of
// vocabularies and states.
func textsOfTheProgram(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, folder := range []string{"site", "chart", "markdown", "record", "progress"} {
		names, err := filepath.Glob("../internal/" + folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if text, err := strconv.Unquote(lit.Value); err == nil {
						texts = append(texts, text)
					}
				}
				return true
			})
		}
	}
	return texts
}

var sizes = regexp.MustCompile(`font(?:-size)?: ([^;/]+)[;/]`)

// Every size of type is one of the scale, or follows the text around it.
func TestTypeIsOfOneScale(t *testing.T) {
	found := sizes.FindAllStringSubmatch(comments.ReplaceAllString(read(t, "default/assets/site.css"), ""), -1)
	for _, size := range found {
		if !regexp.MustCompile(`^(var\(--[a-z0-9-]+\)|inherit|[0-9.]+em|"Noto Sans", .*)$`).MatchString(size[1]) {
			t.Errorf("the size %q is not one of the scale", size[1])
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d sizes are found", len(found))
	}
}

// Every rule stands in a layer: what a theme adds outside of layers then wins.
func TestEveryRuleIsInALayer(t *testing.T) {
	css := comments.ReplaceAllString(read(t, "default/assets/site.css"), "")
	order := regexp.MustCompile(`@layer ([a-z, ]+);`).FindStringSubmatch(css)
	if order == nil {
		t.Fatal("the style sheet does not order its layers")
	}
	for _, line := range strings.Split(css, "\n") {
		outermost := line != "" && !strings.ContainsAny(line[:1], " }\t")
		if outermost && !strings.HasPrefix(line, "@layer ") && line != "@font-face {" {
			t.Errorf("outside of layers: %s", line)
		}
		if name, ok := strings.CutPrefix(strings.TrimSuffix(line, " {"), "@layer "); ok && strings.HasSuffix(line, "{") && !slices.Contains(strings.Split(order[1], ", "), name) {
			t.Errorf("the layer %s is not in the order", name)
		}
	}
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	names, err := fs.Glob(themes.Files, folder+"/*")
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(names), err)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := fs.ReadFile(themes.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
