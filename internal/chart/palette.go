package chart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Colour names a colour of the palette.
type Colour string

// State returns the colour of a measure's state, by its key in records: complete,
// substantial, limited, not_started, no_data, unreported, withdrawn or superseded.
func State(key string) Colour { return Colour("state-" + key) }

// Level returns the colour of a participation level, by its key in records:
// inform, consult, co_create or public_led.
func Level(key string) Colour { return Colour("level-" + key) }

// isVocabulary reports whether the colour stands for a key of a vocabulary.
func (c Colour) isVocabulary() bool {
	return strings.HasPrefix(string(c), "state-") || strings.HasPrefix(string(c), "level-")
}

// Token is a colour that drawings hold. A style sheet changes it by two classes:
// "cf-" and Name where it fills, "cs-" and Name where it strokes.
type Token struct {
	Name string
	// Hex is the colour on white paper, as #rrggbb. No two tokens share one.
	Hex string
}

// The tokens of what is not data.
const (
	textInk    = "#1c1e21"
	mutedInk   = "#575c64"
	axisInk    = "#767b83"
	gridInk    = "#dcdfe3"
	surfaceInk = "#ffffff"
	// patternInk draws patterns on filled marks. It differs from the surface so
	// that a style sheet can tell them apart.
	patternInk = "#fdfdfd"
)

var frameTokens = []Token{
	{"text", textInk}, {"muted", mutedInk}, {"axis", axisInk}, {"grid", gridInk},
	{"surface", surfaceInk}, {"pattern", patternInk},
}

// ink is how a mark of one colour looks.
type ink struct {
	Token
	// hollow marks have the colour as outline and pattern, on the surface: what
	// is not known looks empty.
	hollow  bool
	pattern pattern
}

// generalColours is how many colours there are for series that mean nothing else.
const generalColours = 6

// palette holds the inks of marks. Each has a contrast of 3:1 or more to white;
// marks that touch are parted by a line of the surface's colour, and differ by
// pattern.
var palette = map[Colour]ink{
	"series-1": {Token{"series-1", "#1f5fa8"}, false, plainPattern},
	"series-2": {Token{"series-2", "#b8501a"}, false, risingPattern},
	"series-3": {Token{"series-3", "#1b7f5c"}, false, dotPattern},
	"series-4": {Token{"series-4", "#8e4c9e"}, false, fallingPattern},
	"series-5": {Token{"series-5", "#86690b"}, false, levelPattern},
	"series-6": {Token{"series-6", "#5a6068"}, false, uprightPattern},

	"state-complete":    {Token{"state-complete", "#0b6b4f"}, false, plainPattern},
	"state-substantial": {Token{"state-substantial", "#2d8fb0"}, false, risingPattern},
	"state-limited":     {Token{"state-limited", "#b17a12"}, false, dotPattern},
	"state-not_started": {Token{"state-not-started", "#b3402e"}, false, levelPattern},
	"state-no_data":     {Token{"state-no-data", "#6b727c"}, true, fallingPattern},
	"state-unreported":  {Token{"state-unreported", "#4a4f57"}, true, dotPattern},
	"state-withdrawn":   {Token{"state-withdrawn", "#5f636b"}, false, uprightPattern},
	"state-superseded":  {Token{"state-superseded", "#8a8f97"}, false, fallingPattern},

	"level-inform":     {Token{"level-inform", "#4b8fc9"}, false, dotPattern},
	"level-consult":    {Token{"level-consult", "#2c6fae"}, false, risingPattern},
	"level-co_create":  {Token{"level-co-create", "#1c4f88"}, false, levelPattern},
	"level-public_led": {Token{"level-public-led", "#0f2f55"}, false, plainPattern},
}

// Look returns a colour on white paper, as #rrggbb, and whether its marks are hollow, for
// drawings that others make. It is "" for a colour that the palette has not.
func (c Colour) Look() (hex string, hollow bool) {
	found := palette[c]
	return found.Hex, found.hollow
}

// heatSteps is how many steps the ramp of numbers has.
const heatSteps = 5

// heatRamp is the colours of more and more, which can be told apart in grey, too. On
// a dark screen, more is lighter.
var heatRamp = [heatSteps]Token{
	{"heat-1", "#479bca"}, {"heat-2", "#2c79b0"}, {"heat-3", "#265996"}, {"heat-4", "#1e3c78"}, {"heat-5", "#14214e"},
}

// ink returns the ink of a series: its own, or that of its place.
func (g *Grid) ink(series int) (ink, bool) { return inkOf(g.Series[series].Colour, series) }

// inkOf returns a colour's ink, or, where the colour is empty, the general ink of a
// place.
func inkOf(colour Colour, place int) (ink, bool) {
	if colour == "" {
		colour = Colour("series-" + strconv.Itoa(place%generalColours+1))
	}
	found, ok := palette[colour]
	return found, ok
}

// fill returns the colour that the mark's area has.
func (i ink) fill() string {
	if i.hollow {
		return surfaceInk
	}
	return i.Hex
}

// edge returns the colour of the mark's outline, which parts it from those that it
// touches.
func (i ink) edge() string {
	if i.hollow {
		return i.Hex
	}
	return surfaceInk
}

// pattern is a pattern that tells marks apart without colour.
type pattern string

const (
	plainPattern   pattern = ""
	risingPattern  pattern = "rising"
	fallingPattern pattern = "falling"
	levelPattern   pattern = "level"
	uprightPattern pattern = "upright"
	dotPattern     pattern = "dots"
)

// eighthTurn is 45° in radians.
const eighthTurn = 0.7853981633974483

// decal returns the pattern as an ECharts decal, or nil for none.
func (i ink) decal() any {
	colour := patternInk
	if i.hollow {
		colour = i.Hex
	}
	stripes := func(turn float64) any {
		return map[string]any{
			"symbol": "rect", "color": colour, "rotation": turn,
			"dashArrayX": []int{1, 0}, "dashArrayY": []int{1, 6},
		}
	}
	switch i.pattern {
	case risingPattern:
		return stripes(-eighthTurn)
	case fallingPattern:
		return stripes(eighthTurn)
	case levelPattern:
		return stripes(0)
	case uprightPattern:
		return stripes(2 * eighthTurn)
	case dotPattern:
		return map[string]any{
			"symbol": "circle", "color": colour, "symbolSize": 0.5,
			"dashArrayX": [][]int{{5, 5}, {0, 5, 5, 0}}, "dashArrayY": []int{5, 0},
		}
	}
	return nil
}

// Tokens returns every colour that drawings hold, so that a style sheet can be
// compared with them.
func Tokens() []Token {
	tokens := slices.Concat(frameTokens, heatRamp[:])
	for _, i := range palette {
		tokens = append(tokens, i.Token)
	}
	slices.SortFunc(tokens, func(a, b Token) int { return cmp.Compare(a.Name, b.Name) })
	return tokens
}
