package diag

import (
	"slices"
	"strconv"
)

// maxListed is how many problems of one file are printed: enough for a list of some
// hundred records with a mistake in each, and not the tens of thousands that a file has
// which was never meant to be a record.
const maxListed = 500

// Listed returns the problems to print: those of Sorted, but of a file with a great many
// only some, errors before warnings before notices. A problem of its own, behind them,
// tells how many of the file's are left out. They count all the same: see Summary.
func (ps Problems) Listed() []Problem {
	var listed []Problem
	sorted := ps.Sorted()
	for len(sorted) > 0 {
		file := sorted[0].Pos.File
		n := slices.IndexFunc(sorted, func(p Problem) bool { return p.Pos.File != file })
		if n < 0 {
			n = len(sorted)
		}
		listed = append(listed, mostSevere(sorted[:n])...)
		if left := n - maxListed; left > 0 {
			args := Args{"n": strconv.Itoa(left)}
			listed = append(listed, Problem{Pos: Pos{File: file}, Code: "more-problems", Args: args})
		}
		sorted = sorted[n:]
	}
	return listed
}

// mostSevere returns the problems to print of one file, in the order in which they stand.
func mostSevere(problems []Problem) []Problem {
	left := maxListed
	var kept []Problem
	for _, severity := range []Severity{Error, Warning, Notice} {
		for _, p := range problems {
			if p.Severity() == severity && left > 0 {
				kept = append(kept, p)
				left--
			}
		}
	}
	return Problems{kept}.Sorted()
}
