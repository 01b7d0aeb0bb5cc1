package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var argument = regexp.MustCompile(`\{[a-z_]+\}`)

func arguments(text string) []string {
	found := argument.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestCataloguesAgree(t *testing.T) {
	english, latvian := readWords(English), readWords(Latvian)
	for _, key := range slices.Sorted(maps.Keys(latvian)) {
		if _, ok := english[key]; !ok {
			t.Errorf("%s: missing in English", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(english)) {
		translated, ok := latvian[key]
		if !ok {
			t.Errorf("%s: missing in Latvian", key)
			continue
		}
		if !slices.Equal(arguments(english[key]), arguments(translated)) {
			t.Errorf("%s: the arguments differ: %q, %q", key, english[key], translated)
		}
	}
}

func TestSentencesAreInStyle(t *testing.T) {
	for _, lang := range []Language{English, Latvian} {
		for key, text := range readWords(lang) {
			if strings.TrimSpace(text) != text || text == "" || strings.HasSuffix(text, ".") {
				t.Errorf("%s, %s: %q is empty, padded or ends with a full stop", lang, key, text)
			}
		}
	}
}

func TestEveryCodeHasASentence(t *testing.T) {
	for _, lang := range []Language{English, Latvian} {
		w := readWords(lang)
		for _, code := range Codes() {
			if w[code] == "" {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
		for _, s := range []Severity{Error, Warning, Notice} {
			if w["severity/"+string(s)] == "" {
				t.Errorf("%s: no word for %s", lang, s)
			}
		}
	}
}

// TestEverySentenceHasACode finds sentences that no code can reach.
func TestEverySentenceHasACode(t *testing.T) {
	groups := []string{"hint", "record", "say", "severity", "summary", "type"}
	for key := range readWords(English) {
		name, _ := splitCode(key)
		if _, ok := severities[name]; !ok && !slices.Contains(groups, name) {
			t.Errorf("%s: %s is neither a code nor a group of words", key, name)
		}
	}
}

// commands is the folder of the command line.
const commands = "../../cmd"

// TestWordsOfTheProgram looks through the packages for variants of codes and for hints
// that no catalogue has.
func TestWordsOfTheProgram(t *testing.T) {
	w := readWords(English)
	walkLiterals(t, "..", func(place, literal string, isHint bool) {
		name, variant := splitCode(literal)
		_, isCode := severities[name]
		if isCode && variant != "" && w[literal] == "" {
			t.Errorf("%s: no sentence for %s", place, literal)
		}
		if isHint && w["hint/"+literal] == "" {
			t.Errorf("%s: no sentence for hint/%s", place, literal)
		}
	})
	walkLiterals(t, commands, func(place, literal string, _ bool) {
		if strings.HasPrefix(literal, "say/") && w[literal] == "" {
			t.Errorf("%s: no sentence for %s", place, literal)
		}
	})
}

// TestEverySentenceIsUsed finds variants of codes and hints that no package names.
func TestEverySentenceIsUsed(t *testing.T) {
	used := map[string]bool{}
	note := func(_, literal string, _ bool) { used[literal] = true }
	walkLiterals(t, "..", note)
	walkLiterals(t, commands, note)
	for _, key := range slices.Sorted(maps.Keys(readWords(English))) {
		group, rest, _ := strings.Cut(key, "/")
		switch {
		case group == "hint" && !used[rest], group == "say" && !used[key], severities[group] != "" && rest != "" && !used[key]:
			t.Errorf("no package uses %s", key)
		}
	}
}

// walkLiterals calls visit for every string in the Go files below dir, tests excepted;
// isHint says that it is an argument of WithHint.
func walkLiterals(t *testing.T, dir string, visit func(place, literal string, isHint bool)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		hints := map[ast.Expr]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "WithHint" {
					hints[n.Args[0]] = true
				}
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					visit(files.Position(n.Pos()).String(), s, hints[n])
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestText(t *testing.T) {
	p := Problem{Code: "wrong-type", Args: Args{"field": "{found}", "expected": "@type/list", "found": "@unknown/word"}}
	if got, want := p.Text(English), `"{found}" must be a list, not @unknown/word`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := p.Text(Latvian), `lauka "{found}" vērtības tips ir @unknown/word, bet vajadzīgs — saraksts`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	missing := Problem{Code: "no-such-code", Variant: "x"}
	if got := missing.Text(English); got != "no-such-code/x" {
		t.Errorf("a missing sentence must show: got %s", got)
	}
}

func TestLanguageFrom(t *testing.T) {
	for _, test := range []struct {
		values []string
		want   Language
	}{
		{nil, English},
		{[]string{"", ""}, English},
		{[]string{"", "lv_LV.UTF-8"}, Latvian},
		{[]string{"lv", "en_US.UTF-8"}, Latvian},
		{[]string{"en", "lv_LV.UTF-8"}, English},
		{[]string{"", "de_DE.UTF-8"}, English},
	} {
		if got := LanguageFrom(test.values...); got != test.want {
			t.Errorf("LanguageFrom(%q) = %s, want %s", test.values, got, test.want)
		}
	}
}
