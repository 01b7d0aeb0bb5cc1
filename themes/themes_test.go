package themes_test

import (
	"io/fs"
	"regexp"
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
