package check

import (
	"slices"

	"github.com/agnivade/levenshtein"

	"parskats/internal/diag"
)

// suggest adds the hint of what was probably meant: the nearest known word, if one
// is near enough, else the known words themselves where they are few.
func suggest(p *diag.Problem, word string, known []string) {
	if near := nearest(word, known); near != "" {
		p.Args["suggestion"] = near
		p.WithHint("did-you-mean")
		return
	}
	if len(known) > 0 && len(known) <= maxListed {
		p.Args["values"] = quoted(known)
		p.WithHint("one-of")
	}
}

// maxListed is how many values a hint lists at the most.
const maxListed = 40

// nearest returns the known word with the fewest edits to word, at most a third of
// its letters and two at least; "" where none is as near. Among equals the first in
// alphabetical order wins.
func nearest(word string, known []string) string {
	limit := max(2, len([]rune(word))/3)
	best := ""
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := levenshtein.ComputeDistance(word, k); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}
