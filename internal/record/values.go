package record

import (
	"slices"
	"strings"

	"parskats/internal/i18n"
)

// FirstYear and LastYear are the years that a date in a record can have. What is earlier
// or later has a digit too many, too few or exchanged.
const (
	FirstYear = 1900
	LastYear  = 2099
)

// HasYear reports whether a date in a record can have a year.
func HasYear(year int) bool { return year >= FirstYear && year <= LastYear }

// placeholders are what people write into a text that they mean to write later, or do not
// know, folded. "Nav" is none of them: it is an answer, too.
var placeholders = []string{"-", "–", "—", "?", "??", "???", "...", "…", "n/a", "nav zinams", "nezinams", "nezinama", "unknown", "not known", "tbd", "tba", "todo", "xxx"}

// longestPlaceholder is how many bytes a placeholder has at the most, with its accents:
// most texts are longer, and folding them all would take a quarter of a check.
const longestPlaceholder = 20

// IsPlaceholder reports whether a text only stands for one, so that no record can have it.
func IsPlaceholder(text string) bool {
	if text = strings.TrimSpace(text); len(text) > longestPlaceholder {
		return false
	}
	return slices.Contains(placeholders, i18n.Fold(text))
}
