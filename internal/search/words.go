package search

import (
	"strings"
	"unicode"

	"parskats/internal/i18n"
)

// fold is i18n.Fold but for the one letter whose small form depends on its place in the
// word: a browser minds the place, Go does not.
func fold(text string) string { return strings.ReplaceAll(i18n.Fold(text), "ς", "σ") }

// split returns the folded words of a text, in order.
func split(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// stem takes the ending off a folded word of a language; of a language without rules
// here it returns the whole word.
func stem(lang i18n.Lang, word string) string {
	switch lang {
	case i18n.Latvian:
		return stemLatvian(word)
	case i18n.English:
		return stemEnglish(word)
	}
	return word
}

// key writes a number or an abbreviation as one word, whatever stands between its
// parts: "23-TA-1199" is "23ta1199".
func key(text string) string { return strings.Join(split(text), "") }
