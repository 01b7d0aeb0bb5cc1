package mapping

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// Guess writes a first map.
func Guess(t *sheet.Table, typ record.Type, langs []i18n.Lang, words i18n.Lang) string { return "" }
