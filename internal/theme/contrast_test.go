package theme_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What WCAG 2.2 asks for: text (1.4.3), and what one must see to understand a graphic or
// to find a field or the focus (1.4.11).
const (
	forText    = 4.5
	forGraphic = 3
	// forRule is for a line that only parts what is parted by space already. WCAG asks
	// nothing of it; one should see it.
	forRule = 1.2
)

// pair is two colours of the style sheet that touch, and the contrast that they need.
type pair struct {
	colour, ground string
	least          float64
}

// pairs lists what lies on what. A name that ends in "*" stands for all that begin so.
func pairs() []pair {
	list := []pair{
		{"on-brand", "brand", forText}, // an overdue badge, a button that leads on
		{"brand", "paper", forGraphic}, // the page's upper edge
		{"edge", "paper", forGraphic},  // fields, buttons, the axes of charts
		{"edge", "tint", forGraphic},   // a notice's edge, and the field with a figure's code
		{"carmine", "late-tint", forGraphic},
		{"line", "paper", forRule},
		{"state-*", "paper", forGraphic},
		{"level-*", "paper", forGraphic},
		{"series-*", "paper", forGraphic},
		{"heat-*", "paper", forGraphic},
		// A chart's pattern lies on marks that are filled.
		{"series-*", "pattern", forGraphic},
		{"state-*", "pattern", forGraphic},
		{"level-*", "pattern", forGraphic},
	}
	for _, ground := range []string{"paper", "tint", "late-tint"} {
		for _, colour := range []string{"text", "muted", "link"} { // the focus has the link's colour
			list = append(list, pair{colour, ground, forText})
		}
	}
	return append(list, pair{"carmine", "paper", forText}, pair{"carmine", "tint", forText})
}

func TestContrast(t *testing.T) {
	for scheme, colours := range colours(t) {
		used := map[string]bool{}
		for _, p := range pairs() {
			for _, name := range namesLike(colours, p.colour) {
				used[name], used[p.ground] = true, true
				if got := contrast(t, colours[name], colours[p.ground]); got < p.least {
					t.Errorf("%s: --%s on --%s has a contrast of %.2f, needs %.1f", scheme, name, p.ground, got, p.least)
				}
			}
		}
		for _, name := range slices.Sorted(maps.Keys(colours)) {
			if !used[name] {
				t.Errorf("%s: this test does not know on what --%s lies", scheme, name)
			}
		}
	}
}

// More is told by steps that one can tell apart, in either scheme.
func TestHeatStepsDiffer(t *testing.T) {
	for scheme, colours := range colours(t) {
		steps := namesLike(colours, "heat-*")
		for i, name := range steps[1:] {
			if got := contrast(t, colours[name], colours[steps[i]]); got < 1.3 {
				t.Errorf("%s: --%s has a contrast of %.2f to the step before", scheme, name, got)
			}
		}
	}
}

func namesLike(colours map[string]string, name string) []string {
	prefix, all := strings.CutSuffix(name, "*")
	var names []string
	for _, n := range slices.Sorted(maps.Keys(colours)) {
		if n == name || (all && strings.HasPrefix(n, prefix)) {
			names = append(names, n)
		}
	}
	return names
}

var (
	rootBlock   = regexp.MustCompile(`:root \{[^}]*\}`)
	customValue = regexp.MustCompile(`--([\w-]+): (#[0-9a-f]{6});`)
	anyColour   = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch|color-mix)\([^)]*\)`)
)

// colours reads the style sheet's colours, in light and in dark.
func colours(t *testing.T) map[string]map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(defaultTheme, "assets", "site.css"))
	if err != nil {
		t.Fatal(err)
	}
	var schemes []map[string]string
	for _, block := range rootBlock.FindAllString(string(raw), -1) {
		colours := map[string]string{}
		for _, m := range customValue.FindAllStringSubmatch(block, -1) {
			colours[m[1]] = m[2]
		}
		if len(colours) > 0 {
			schemes = append(schemes, colours)
		}
	}
	if len(schemes) != 2 {
		t.Fatalf("%d blocks with colours, want one for light and one for dark", len(schemes))
	}
	light, dark := schemes[0], maps.Clone(schemes[0])
	for name, colour := range schemes[1] {
		if light[name] == "" {
			t.Errorf("--%s is a colour in dark alone", name)
		}
		dark[name] = colour
	}
	return map[string]map[string]string{"light": light, "dark": dark}
}

// Colours stand in the two blocks alone: one that is written elsewhere would have no
// dark counterpart, and no test.
func TestColoursHaveNames(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(defaultTheme, "assets", "site.css"))
	if err != nil {
		t.Fatal(err)
	}
	rest := rootBlock.ReplaceAllString(string(raw), "")
	for _, colour := range anyColour.FindAllString(rest, -1) {
		if colour != "rgb(0 0 0 / 0.4)" { // the shade behind the open menu, in light and in dark
			t.Errorf("%s has no name", colour)
		}
	}
}

// contrast is WCAG 2.2's ratio of two colours, 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG 2.2's relative luminance of a colour, 0 to 1.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var rgb [3]int
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("%q: %v", hex, err)
	}
	var linear [3]float64
	for i, v := range rgb {
		s := float64(v) / 255
		if linear[i] = s / 12.92; s > 0.04045 {
			linear[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
}
