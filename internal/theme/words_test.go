package theme_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"parskats/internal/record"
)

const (
	defaultTheme = "../../themes/default"
	siteFolder   = "../site"
)

// pluralForms are those of CLDR that a language needs for whole numbers.
var pluralForms = map[string][]string{
	"lv": {"one", "other", "zero"},
	"en": {"one", "other"},
}

// sentence is a sentence of the interface by plural form; one without has "" alone.
type sentence map[string]string

// sentences reads a catalogue of the default theme.
func sentences(t *testing.T, lang string) map[string]sentence {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(defaultTheme, "i18n", lang+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var values map[string]any
	if err := yaml.Unmarshal(raw, &values); err != nil {
		t.Fatal(err)
	}
	all := map[string]sentence{}
	for id, value := range values {
		switch v := value.(type) {
		case string:
			all[id] = sentence{"": v}
		case map[string]any:
			all[id] = sentence{}
			for form, text := range v {
				all[id][form], _ = text.(string)
			}
		default:
			t.Errorf("%s: %s is neither a sentence nor its forms: %v", lang, id, value)
		}
	}
	return all
}

var mentioned = regexp.MustCompile(`\{\{[^}]*\}\}`)

// mentions lists the values that a sentence needs, in all its forms.
func (s sentence) mentions() []string {
	var all []string
	for _, text := range s {
		all = append(all, mentioned.FindAllString(text, -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestCataloguesAgree(t *testing.T) {
	latvian, english := sentences(t, "lv"), sentences(t, "en")
	for _, id := range slices.Sorted(maps.Keys(latvian)) {
		if _, ok := english[id]; !ok {
			t.Errorf("%s: missing in English", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(english)) {
		lv, ok := latvian[id]
		if !ok {
			t.Errorf("%s: missing in Latvian", id)
			continue
		}
		if en := english[id]; !slices.Equal(lv.mentions(), en.mentions()) {
			t.Errorf("%s: Latvian mentions %v, English %v", id, lv.mentions(), en.mentions())
		}
		if _, plain := lv[""]; plain != (english[id][""] != "") {
			t.Errorf("%s: plural forms in one language alone", id)
		}
	}
}

var daysApart = regexp.MustCompile(`\}\} (dien|day)`)

// No line ends between a number and its unit.
func TestDaysStayWithTheirNumber(t *testing.T) {
	for lang := range pluralForms {
		for id, s := range sentences(t, lang) {
			for _, text := range s {
				if daysApart.MatchString(text) {
					t.Errorf(`%s: %s: write \u00A0 before the word: %s`, lang, id, text)
				}
			}
		}
	}
}

func TestForms(t *testing.T) {
	for lang, forms := range pluralForms {
		for id, s := range sentences(t, lang) {
			if text, plain := s[""]; plain {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %s is empty", lang, id)
				}
				continue
			}
			if got := slices.Sorted(maps.Keys(s)); !slices.Equal(got, forms) {
				t.Errorf("%s: %s has the forms %v, needs %v", lang, id, got, forms)
			}
			for form, text := range s {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %s: %s is empty", lang, id, form)
				}
			}
		}
	}
}

// TestEverySentenceThatIsAskedForExists goes through the calls in package site and in
// the templates.
func TestEverySentenceThatIsAskedForExists(t *testing.T) {
	known := sentences(t, "lv")
	asked, _ := words(t)
	for id, where := range asked {
		if _, ok := known[id]; !ok {
			t.Errorf("%s: no sentence %q", where, id)
		}
	}
}

func TestEverySentenceIsAskedFor(t *testing.T) {
	asked, literals := words(t)
	for _, id := range slices.Sorted(maps.Keys(sentences(t, "lv"))) {
		if asked[id] == "" && !literals[id] {
			t.Errorf("nothing asks for %q", id)
		}
	}
}

// words returns the ids of sentences that package site and the templates ask for,
// each with the place, and all texts in the program of which one may be an id that
// a variable holds.
func words(t *testing.T) (asked map[string]string, literals map[string]bool) {
	t.Helper()
	asked, literals = map[string]string{}, map[string]bool{}
	askedInTemplates(t, asked)
	set := token.NewFileSet()
	eachGoFile(t, siteFolder, set, func(file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				literals[unquote(n)] = true
			case *ast.CallExpr:
				for _, id := range askedInCall(t, set, n) {
					asked[id] = set.Position(n.Pos()).String()
				}
			}
			return true
		})
	})
	return asked, literals
}

var inTemplate = regexp.MustCompile(`\bt "([^"]+)"`)

func askedInTemplates(t *testing.T, asked map[string]string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(defaultTheme, "templates"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		for _, m := range inTemplate.FindAllStringSubmatch(string(raw), -1) {
			asked[m[1]] = name
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// asking are the functions of package site whose second argument is a sentence's id.
var asking = []string{"t", "f", "n", "countOf", "counted"}

// askedInCall returns the ids that a call asks for: one, or all that a prefix and a key
// can make.
func askedInCall(t *testing.T, set *token.FileSet, call *ast.CallExpr) []string {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains(asking, fun.Sel.Name) || len(call.Args) < 2 {
		return nil
	}
	switch id := call.Args[1].(type) {
	case *ast.BasicLit:
		return []string{unquote(id)}
	case *ast.BinaryExpr:
		prefix, ok := leftmost(id).(*ast.BasicLit)
		if !ok {
			t.Errorf("%s: an id that does not begin with a text", set.Position(id.Pos()))
			return nil
		}
		keys, ok := keysAfter(t)[unquote(prefix)]
		if !ok {
			t.Errorf("%s: this test does not know what can follow %q", set.Position(id.Pos()), unquote(prefix))
		}
		return prefixed(unquote(prefix), keys)
	}
	return nil // a variable: its values are among the literals
}

func leftmost(e ast.Expr) ast.Expr {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return leftmost(b.X)
	}
	return e
}

func prefixed(prefix string, keys []string) []string {
	ids := make([]string, len(keys))
	for i, k := range keys {
		ids[i] = prefix + k
	}
	return ids
}

// keysAfter lists what can follow the prefix of an id that is put together.
func keysAfter(t *testing.T) map[string][]string {
	const figures = "../progress"
	bases := record.DueByPlan.Vocabulary().Keys()
	nounless := []string{"days", "dates", "euros", "percent"}
	nouns := slices.DeleteFunc(constants(t, "../figure", "Unit"), func(u string) bool { return slices.Contains(nounless, u) })
	clauses, ratios := findings(t)
	dataRules := []string{"names", "unknown", "dates", "languages", "lists", "tables", "markdown", "day", "few", "formulas", "persons", "stable"}
	dataKinds := slices.DeleteFunc(constants(t, "../record", "Kind"), func(kind string) bool { return kind == string(record.KindGroup) || kind == string(record.KindTexts) })
	rules := []string{"as-of", "unknown", "coverage", "delays"}
	counted := []string{"proposals", "objections"}
	tallyParts := []string{"accepted", "partly", "declined", "pending"}
	return map[string][]string{
		"accessibility-":       {"feedback-contact", "enforcement"},
		"accessibility-intro-": {"feedback-contact", "enforcement"},
		"activity-":            constants(t, figures, "ActivityKind"),
		"count-":               slices.Concat([]string{"commitments", "consultations", "cases", "individuals", "organisations"}, record.People.Vocabulary().Keys(), nouns),
		"finding-":             clauses,
		"flag-":                {"overdue", "late", "stale"},
		"data-kind-":           append(dataKinds, "markdown", "few"),
		"data-rule-":           dataRules,
		"data-rule-text-":      dataRules,
		"home-":                {"progress", "answers", "participation"},
		"left-":                constants(t, "../figure", "Lack"),
		"late-":                bases,
		"late-range-":          bases,
		"fraction-":            {"days"},
		"of-":                  ratios,
		"outcome-":             {"decided", "published", "in-force"},
		"overdue-":             bases,
		"phase-":               constants(t, figures, "Phase"),
		"related-":             {"plan", "commitment", "consultation", "initiative", "budget-round", "body", "case", "event"},
		"section-":             slices.DeleteFunc(constants(t, siteFolder, "section"), func(s string) bool { return s == "" }),
		"stage-":               constants(t, figures, "Stage"),
		"unit-":                constants(t, "../figure", "Unit"),
		"flag-help-":           {"overdue", "late", "stale"},
		"phase-help-":          constants(t, figures, "Phase"),
		"stage-help-":          constants(t, figures, "Stage"),
		"rule-":                rules,
		"rule-text-":           rules,
		"tally-":               tallyParts,
		"tally-of-":            tallyParts,
		"views-none-":          counted,
		"views-received-":      counted,
		"views-title-":         counted,
		"views-unknown-":       append([]string{"individuals", "organisations"}, counted...),
	}
}

// findings returns the ids of the clauses that figures say, and the units of the shares
// in them.
func findings(t *testing.T) (clauses, ratios []string) {
	t.Helper()
	eachGoFile(t, "../figure", token.NewFileSet(), func(file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if slices.Contains([]string{"says", "sayShare", "sayRows"}, called(n)) {
					clauses = append(clauses, literal(n.Args[0]))
					ratios = append(ratios, unitsIn(n.Args[1:])...)
				}
			case *ast.CompositeLit:
				if isNamed(n.Type, "Ratio") {
					ratios = append(ratios, unitsIn(n.Elts)...)
				}
				for _, clause := range clausesIn(n) {
					clauses = append(clauses, idOf(clause))
				}
			}
			return true
		})
	})
	if len(clauses) < 10 || len(ratios) < 5 {
		t.Fatalf("%d clauses and %d units are found in package figure", len(clauses), len(ratios))
	}
	clauses = slices.DeleteFunc(clauses, func(id string) bool { return id == "" })
	return clauses, ratios
}

// called is the name of the function or method that a call calls.
func called(call *ast.CallExpr) string {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// unitsIn returns the units that expressions name: their constants are called as their
// values, but for the capital.
func unitsIn(list []ast.Expr) []string {
	var units []string
	for _, e := range list {
		if id, ok := e.(*ast.Ident); ok && ast.IsExported(id.Name) {
			units = append(units, strings.ToLower(id.Name))
		}
	}
	return units
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// clausesIn returns the clauses that a literal is, or lists.
func clausesIn(lit *ast.CompositeLit) []*ast.CompositeLit {
	if isNamed(lit.Type, "Clause") {
		return []*ast.CompositeLit{lit}
	}
	list, ok := lit.Type.(*ast.ArrayType)
	if !ok || !isNamed(list.Elt, "Clause") {
		return nil
	}
	var clauses []*ast.CompositeLit
	for _, e := range lit.Elts {
		if clause, ok := e.(*ast.CompositeLit); ok {
			clauses = append(clauses, clause)
		}
	}
	return clauses
}

// idOf is the field ID of a literal.
func idOf(lit *ast.CompositeLit) string {
	for _, e := range lit.Elts {
		if field, ok := e.(*ast.KeyValueExpr); ok && isNamed(field.Key, "ID") {
			return literal(field.Value)
		}
	}
	return ""
}

// literal is the text that an expression is; "" where it is none.
func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok {
		return unquote(lit)
	}
	return ""
}

// constants returns the values of a package's text constants of a type.
func constants(t *testing.T, folder, typ string) []string {
	t.Helper()
	var values []string
	eachGoFile(t, folder, token.NewFileSet(), func(file *ast.File) {
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				v := spec.(*ast.ValueSpec)
				if name, ok := v.Type.(*ast.Ident); ok && name.Name == typ {
					values = append(values, unquote(v.Values[0].(*ast.BasicLit)))
				}
			}
		}
	})
	if len(values) == 0 {
		t.Fatalf("%s has no constants of the type %s", folder, typ)
	}
	return values
}

// eachGoFile calls visit for the Go files in a folder, tests excepted.
func eachGoFile(t *testing.T, folder string, set *token.FileSet, visit func(*ast.File)) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		visit(file)
	}
}

func unquote(lit *ast.BasicLit) string {
	s, err := strconv.Unquote(lit.Value)
	if err != nil || lit.Kind != token.STRING {
		return ""
	}
	return s
}
