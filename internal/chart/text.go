package chart

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// fontSize is the size of all texts in drawings, in px; lineHeight is from line to
// line. The family is the default theme's, from whose widths drawings are laid out.
const (
	fontSize   = 13.0
	lineHeight = 17.0
	fontFamily = "'Noto Sans', system-ui, sans-serif"
)

//go:embed echarts/widths.json
var widthsJSON []byte

// widthTable says how wide characters are, in em.
type widthTable struct {
	Unknown float64            `json:"unknown"`
	Widths  map[string]float64 `json:"widths"`
}

var widths = sync.OnceValue(func() widthTable {
	var t widthTable
	if err := json.Unmarshal(widthsJSON, &t); err != nil {
		panic(fmt.Sprintf("echarts/widths.json: %v", err)) // embedded: can't fail once built
	}
	return t
})

// textWidth returns the width of a line of text in px, as ECharts is told it.
func textWidth(s string) float64 {
	table := widths()
	em := 0.0
	for _, c := range s {
		w, ok := table.Widths[string(c)]
		if !ok {
			w = table.Unknown
		}
		em += w
	}
	return em * fontSize
}

// widest returns the width of the widest text in px.
func widest(texts []string) float64 {
	width := 0.0
	for _, s := range texts {
		width = max(width, textWidth(s))
	}
	return width
}

const ellipsis = "…"

// truncate shortens a text to a width in px, ending it with an ellipsis.
func truncate(s string, width float64) string {
	if textWidth(s) <= width {
		return s
	}
	for s != "" && textWidth(s+ellipsis) > width {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return strings.TrimRight(s, " ,;:–-") + ellipsis
}

// wrap breaks a text between words into at most a number of lines, each at most
// width px wide. What has no room ends in an ellipsis.
func wrap(s string, width float64, maxLines int) []string {
	var lines []string
	words := splitWords(s)
	for len(words) > 0 {
		if len(lines) == maxLines-1 {
			return append(lines, truncate(strings.Join(words, " "), width))
		}
		n := fitting(words, width)
		lines = append(lines, truncate(strings.Join(words[:n], " "), width))
		words = words[n:]
	}
	return lines
}

// splitWords splits a text where a line may break: not at a non-breaking space.
func splitWords(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' })
}

// fitting returns how many of the words fit on a line, at least one.
func fitting(words []string, width float64) int {
	n := 1
	for n < len(words) && textWidth(strings.Join(words[:n+1], " ")) <= width {
		n++
	}
	return n
}

// wrapAll wraps labels, and returns the number of lines of the longest too.
func wrapAll(labels []string, width float64, maxLines int) (wrapped []string, lines int) {
	for _, label := range labels {
		parts := wrap(label, width, maxLines)
		lines = max(lines, len(parts))
		wrapped = append(wrapped, strings.Join(parts, "\n"))
	}
	return wrapped, lines
}
