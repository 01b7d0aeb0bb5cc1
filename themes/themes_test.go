package themes_test

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"testing"

	"gopkg.in/yaml.v3"

	"parskats/internal/chart"
	"parskats/themes"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := fs.ReadFile(themes.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// sentences returns a catalogue as the forms of each sentence: "" for one without
// plurals.
func sentences(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	raw := map[string]any{}
	if err := yaml.Unmarshal(read(t, "default/i18n/"+lang+".yaml"), &raw); err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for id, value := range raw {
		all[id] = map[string]string{}
		switch v := value.(type) {
		case string:
			all[id][""] = v
		case map[string]any:
			for form, text := range v {
				all[id][form], _ = text.(string)
			}
		}
	}
	return all
}

var mentioned = regexp.MustCompile(`{{(?:with )?\.(\w+)`)

// values returns the names of the values that a sentence mentions in any of its forms.
func values(forms map[string]string) []string {
	names := map[string]bool{}
	for _, text := range forms {
		for _, found := range mentioned.FindAllStringSubmatch(text, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestCataloguesAgree(t *testing.T) {
	lv, en := sentences(t, "lv"), sentences(t, "en")
	for id := range en {
		if lv[id] == nil {
			t.Errorf("%s is not in Latvian", id)
		}
	}
	for id, forms := range lv {
		other, ok := en[id]
		if !ok {
			t.Errorf("%s is not in English", id)
			continue
		}
		if !slices.Equal(values(forms), values(other)) {
			t.Errorf("%s mentions %v in Latvian and %v in English", id, values(forms), values(other))
		}
		if _, plain := forms[""]; plain {
			continue
		}
		if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, []string{"one", "other", "zero"}) {
			t.Errorf("%s has the Latvian forms %v", id, got)
		}
		if got := slices.Sorted(maps.Keys(other)); !slices.Equal(got, []string{"one", "other"}) {
			t.Errorf("%s has the English forms %v", id, got)
		}
	}
}

// The drawings carry their colours for white paper; the style sheet must know each by
// its class, and mean the same colour by it where the page is white too.
func TestStyleSheetKnowsTheDrawingsColours(t *testing.T) {
	css := string(read(t, "default/assets/site.css"))
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
