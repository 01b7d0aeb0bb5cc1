package markdown

import (
	"bytes"
	"regexp"

	"parskats/internal/diag"

	"github.com/yuin/goldmark/ast"
)

// dangling is what is left as text of a mark of a footnote without its note, "[^1]", and of
// a link whose target is written nowhere, "[text][target]". Of the latter the text may hold
// marks of its own, so that only its end is looked for.
var dangling = regexp.MustCompile(`\[\^([^\[\]\s]+)\]|(?:\[([^\[\]]*))?\]\[([^\[\]^]*)\]`)

// mayDangle reports whether a text can have any of these.
func mayDangle(source []byte) bool {
	return bytes.Contains(source, []byte("[^")) || bytes.Contains(source, []byte("]["))
}

// refuseDangling reports them in the text that begins with a node: goldmark parts a text at
// its brackets, and what follows without a gap is one.
func (r *reader) refuseDangling(first *ast.Text) {
	if !r.mayDangle || first.IsRaw() || first.Parent().Kind() == ast.KindCodeSpan || isContinued(first) {
		return
	}
	start, stop := first.Segment.Start, first.Segment.Stop
	for next := first.NextSibling(); next != nil; next = next.NextSibling() {
		text, isText := next.(*ast.Text)
		if !isText || text.Segment.Start != stop {
			break
		}
		stop = text.Segment.Stop
	}
	written := r.doc.source[start:stop]
	for _, at := range dangling.FindAllSubmatchIndex(written, -1) {
		if at[0] > 0 && written[at[0]-1] == '\\' {
			continue // meant to be read as it stands
		}
		r.addDangling(written, at, start)
	}
}

// isContinued reports whether a text goes on from the one before it.
func isContinued(n *ast.Text) bool {
	before, isText := n.PreviousSibling().(*ast.Text)
	return isText && before.Segment.Stop == n.Segment.Start
}

// addDangling reports a match of dangling in a text that begins at an offset.
func (r *reader) addDangling(written []byte, at []int, offset int) {
	group := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return string(written[at[2*i]:at[2*i+1]])
	}
	pos := r.places.at(offset + at[0])
	if note := group(1); note != "" {
		r.problems.Add(pos, "broken-link/footnote", diag.Args{"note": note}).WithHint("footnote")
		return
	}
	label := group(3)
	if label == "" {
		label = group(2) // "[target][]"
	}
	if label != "" {
		r.problems.Add(pos, "broken-link/target", diag.Args{"label": label}).WithHint("link-target")
	}
}
