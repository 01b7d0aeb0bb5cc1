package diag

import (
	"fmt"
	"strings"
)

// Summary counts the problems in one line: "2 errors, 1 warning".
func (ps Problems) Summary(lang Language) string {
	var parts []string
	counts := map[Severity]int{}
	for _, p := range ps.Sorted() { // each once, as they are printed
		counts[p.Severity()]++
	}
	for _, s := range []Severity{Error, Warning, Notice} {
		if n := counts[s]; n > 0 {
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
