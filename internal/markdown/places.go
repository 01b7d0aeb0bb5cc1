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
	// last is the place that was asked for last. Places are asked for in their order, and
	// a long line with many of them is not counted anew for each.
	last *mark
}

// mark is an offset in a line, and its column.
type mark struct{ line, offset, col int }

func newPlaces(path string, firstLine int, source []byte) places {
	starts := []int{0}
	for i, c := range source {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return places{path: path, firstLine: firstLine, source: source, starts: starts, last: &mark{line: 0, offset: 0, col: 1}}
}

func (p places) at(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.source))
	line := sort.SearchInts(p.starts, offset+1) - 1
	from := mark{line, p.starts[line], 1}
	if p.last.line == line && p.last.offset <= offset {
		from = *p.last
	}
	col := from.col + utf8.RuneCount(p.source[from.offset:offset])
	*p.last = mark{line, offset, col}
	return diag.Pos{File: p.path, Line: p.firstLine + line, Col: col}
}
