// Package invisible knows the characters that can't be seen: those that can't stand in a
// text, and those that make none.
package invisible

import (
	"strings"
	"unicode"
)

// The joiners, between letters of some scripts and the parts of some emoji.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// IsRefused reports whether a character can't stand in a text: control characters apart
// from tab and line ends, and characters that can't be seen but change what can, or how
// it is found. Such are those that turn the direction of a text, so that it reads
// otherwise than it says; spaces without a width; and the soft hyphen, which comes with
// text copied from PDF files and hides a word from every search. (A style sheet
// hyphenates, and Markdown has &shy; for whoever needs it.) Joiners are needed.
func IsRefused(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n' && r != '\r'
	case r < 0x7F || r > 0xAD && r < 0x600: // most of what is read
		return false
	case r < 0xA0:
		return r != '\u0085' // a line end
	case r == nonJoiner || r == joiner:
		return false
	}
	return unicode.Is(unicode.Cf, r) || r == 0xFFFE || r == 0xFFFF
}

// fillers are letters and signs by their class, but show nothing.
const fillers = "\u2800"

// IsBlank reports whether a text has no character that can be seen.
func IsBlank(text string) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) &&
			!strings.ContainsRune(fillers, r) {
			return false
		}
	}
	return true
}

// First returns the first character of a text that can't stand in it, and its index in
// bytes; the index is -1 where there is none.
func First(text string) (r rune, index int) {
	index = strings.IndexFunc(text, IsRefused)
	if index < 0 {
		return 0, -1
	}
	for _, r = range text[index:] {
		break
	}
	return r, index
}
