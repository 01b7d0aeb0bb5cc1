package i18n

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// SortBy sorts items by a text in the order of the language's alphabet, č after c
// and ķ after k in Latvian, and numbers inside texts by value. Equal texts keep
// their order.
func SortBy[T any](lang Lang, items []T, text func(T) string) {
	collator := collate.New(language.Make(string(lang)), collate.IgnoreCase, collate.Numeric)
	var buffer collate.Buffer
	type keyed struct {
		key  []byte
		item T
	}
	list := make([]keyed, len(items))
	for i, item := range items {
		list[i] = keyed{collator.KeyFromString(&buffer, text(item)), item}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	for i, k := range list {
		items[i] = k.item
	}
}

// Fold returns a text without case and diacritics, so that "lidzdaliba" finds
// "Līdzdalība".
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	strip := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	folded, _, err := transform.String(strip, strings.ToLower(s))
	if err != nil {
		return strings.ToLower(s)
	}
	return folded
}

// isASCII reports whether a text has none but the letters and signs that need no folding.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
