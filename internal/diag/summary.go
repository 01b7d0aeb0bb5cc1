package diag

import (
	"fmt"
	"strings"
)

// Summary counts the problems in one line: "2 errors, 1 warning".
func (ps Problems) Summary(lang Language) string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Notice} {
		if n := ps.Count(s); n > 0 {
			key := "summary/" + string(s) + "/" + pluralForm(lang, n)
			parts = append(parts, fill(lang, sentence(lang, key), Args{"n": fmt.Sprint(n)}))
		}
	}
	return strings.Join(parts, ", ")
}

// pluralForm names the CLDR plural form of a whole number.
func pluralForm(lang Language, n int) string {
	if lang == Latvian {
		switch {
		case n%10 == 0 || (n%100 >= 11 && n%100 <= 19):
			return "zero"
		case n%10 == 1:
			return "one"
		}
		return "other"
	}
	if n == 1 {
		return "one"
	}
	return "other"
}
