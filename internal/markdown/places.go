package markdown

import (
	"sort"
	"unicode/utf8"

	"parskats/internal/diag"
)

// places turns offsets in a text into places in its file.
type places struct {
	path      string
	firstLine int
	source    []byte
	// starts are the offsets at which lines begin.
	starts []int
}

func newPlaces(path string, firstLine int, source []byte) places {
	starts := []int{0}
	for i, c := range source {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return places{path: path, firstLine: firstLine, source: source, starts: starts}
}

func (p places) at(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.source))
	line := sort.SearchInts(p.starts, offset+1) - 1
	col := 1 + utf8.RuneCount(p.source[p.starts[line]:offset])
	return diag.Pos{File: p.path, Line: p.firstLine + line, Col: col}
}
