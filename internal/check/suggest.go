package check

import (
	"slices"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"parskats/internal/diag"
)

// suggestion is what was probably meant by an unknown word: the nearest known one, or
// else the known words, where they are few.
type suggestion struct {
	near    string
	values  string
	several bool // several known words, where one belongs
}

// maxListed is how many values a hint lists at the most.
const maxListed = 40

// maxGuesses is for how many unknown words of a file the likely ones are sought, each of
// which takes a look at all known words. A file with more has another mistake.
const maxGuesses = 100

// suggestionFor looks for a word among known ones, which are listed in their order.
func suggestionFor(word string, known []string) suggestion {
	if near := nearest(word, known); near != "" {
		return suggestion{near: near}
	}
	if len(known) > 0 && len(known) <= maxListed {
		return suggestion{values: quoted(known)}
	}
	return suggestion{}
}

// addTo adds the suggestion to a problem as its hint.
func (s suggestion) addTo(p *diag.Problem) {
	switch {
	case s.several:
		p.WithHint("one-value")
	case s.near != "":
		p.Args["suggestion"] = s.near
		p.WithHint("did-you-mean")
	case s.values != "":
		p.Args["values"] = s.values
		p.WithHint("one-of")
	}
}

// suggest adds what was probably meant by an unknown word.
func suggest(p *diag.Problem, word string, known []string) {
	suggestionFor(word, known).addTo(p)
}

// nearest returns the known word with the fewest edits to word, "" where none is near
// enough to be meant. Among equals the first in alphabetical order wins.
func nearest(word string, known []string) string {
	limit := mostEdits(word)
	best := ""
	for _, k := range slices.Sorted(slices.Values(known)) {
		// The difference in length is the least number of edits, and cheap.
		if abs(utf8.RuneCountInString(k)-utf8.RuneCountInString(word)) > limit {
			continue
		}
		if d := levenshtein.ComputeDistance(word, k); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}

// mostEdits is how many edits there are at the most between a word and the one that
// was meant: one in a short word, of which all others are near, and a third of the
// letters of a long one.
func mostEdits(word string) int {
	n := utf8.RuneCountInString(word)
	if n <= 3 {
		return 1
	}
	return max(2, n/3)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
