package chart

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// luminance and contrast are WCAG 2.2's relative luminance and contrast ratio.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var rgb [3]int
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatal(err)
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

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrast(t *testing.T) {
	for colour, i := range palette {
		// WCAG 1.4.11: what is needed to understand a graphic.
		if c := contrast(t, i.Hex, surfaceInk); c < 3 {
			t.Errorf("%s has a contrast of %.2f to the surface", colour, c)
		}
		// Marks that touch are parted by the other of the two colours.
		if c := contrast(t, i.fill(), i.edge()); c < 3 {
			t.Errorf("%s has a contrast of %.2f to its edge", colour, c)
		}
		if decal, ok := i.decal().(map[string]any); ok {
			if c := contrast(t, decal["color"].(string), i.fill()); c < 3 {
				t.Errorf("%s has a contrast of %.2f to its pattern", colour, c)
			}
		}
	}
	for _, ink := range []string{textInk, mutedInk} {
		if c := contrast(t, ink, surfaceInk); c < 4.5 {
			t.Errorf("text %s has a contrast of %.2f", ink, c)
		}
	}
	if c := contrast(t, axisInk, surfaceInk); c < 3 {
		t.Errorf("the axis has a contrast of %.2f", c)
	}
}

func TestPaletteIsComplete(t *testing.T) {
	for _, key := range strings.Fields("complete substantial limited not_started no_data unreported withdrawn superseded") {
		if _, ok := palette[State(key)]; !ok {
			t.Errorf("state %s has no colour", key)
		}
	}
	for _, key := range strings.Fields("inform consult co_create public_led") {
		if _, ok := palette[Level(key)]; !ok {
			t.Errorf("level %s has no colour", key)
		}
	}
	for i := 1; i <= generalColours; i++ {
		if _, ok := palette[Colour(fmt.Sprintf("series-%d", i))]; !ok {
			t.Errorf("series %d has no colour", i)
		}
	}
}

// Within a vocabulary no two marks look the same without colour.
func TestPatternsDiffer(t *testing.T) {
	seen := map[string]Colour{}
	for colour, i := range palette {
		vocabulary, _, _ := strings.Cut(string(colour), "-")
		look := fmt.Sprint(vocabulary, i.hollow, i.pattern)
		if other, ok := seen[look]; ok {
			t.Errorf("%s looks like %s", colour, other)
		}
		seen[look] = colour
	}
}

func TestTokensDiffer(t *testing.T) {
	form := regexp.MustCompile(`^#[0-9a-f]{6}$`)
	byHex, byName := map[string]string{}, map[string]bool{}
	for _, token := range Tokens() {
		if other := byHex[token.Hex]; other != "" || byName[token.Name] || !form.MatchString(token.Hex) {
			t.Errorf("token %v, where there is %q", token, other)
		}
		byHex[token.Hex], byName[token.Name] = token.Name, true
	}
}

// Each step of the ramp is darker than the last, by enough to be seen in grey, and the
// first is seen on white.
func TestHeatRamp(t *testing.T) {
	before := surfaceInk
	for i, token := range heatRamp {
		least := 1.4
		if i == 0 {
			least = 3
		}
		if c := contrast(t, token.Hex, before); c < least || luminance(t, token.Hex) > luminance(t, before) {
			t.Errorf("%s has a contrast of %.2f to the step before", token.Name, c)
		}
		before = token.Hex
	}
}
