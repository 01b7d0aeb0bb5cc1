// Package i18n holds what depends on a language: localised text, dates, numbers,
// plurals, the order of the alphabet, and the folding that a search needs.
package i18n

import (
	"maps"
	"slices"
)

// Lang is a language as an ISO 639-1 code, such as "lv".
type Lang string

// The languages that Parskats speaks itself.
const (
	Latvian Lang = "lv"
	English Lang = "en"
)

// Languages lists the languages that have a catalogue.
var Languages = []Lang{Latvian, English}

// Text is a text by language. A nil Text is empty.
type Text map[Lang]string

// In returns the text in the language or, where it has no such translation, in
// another: the first of fallback, then any, in alphabetical order. actual is the
// language of what is returned, "" when the text is empty.
func (t Text) In(lang Lang, fallback ...Lang) (text string, actual Lang) {
	if s := t[lang]; s != "" {
		return s, lang
	}
	for _, l := range fallback {
		if s := t[l]; s != "" {
			return s, l
		}
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		if s := t[l]; s != "" {
			return s, l
		}
	}
	return "", ""
}

// Has reports whether the text exists in the language itself.
func (t Text) Has(lang Lang) bool { return t[lang] != "" }

// IsEmpty reports whether the text exists in no language.
func (t Text) IsEmpty() bool {
	_, actual := t.In("")
	return actual == ""
}
