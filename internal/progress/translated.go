package progress

import (
	"reflect"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// IsTranslated reports whether every text that a record gives, its Markdown included,
// is in every one of some languages.
func IsTranslated(r Record, langs []i18n.Lang) bool {
	body := r.Base().Body
	for _, lang := range langs {
		if len(body) > 0 && body[lang] == nil {
			return false
		}
	}
	v := reflect.ValueOf(r).Elem()
	return textsIn(v, record.FieldsOf(v.Type()), langs)
}

// textsIn reports whether the texts of a struct, and of the groups in it, are in every
// language.
func textsIn(v reflect.Value, fields []record.Field, langs []i18n.Lang) bool {
	whole := true
	for _, f := range fields {
		if f.Kind != record.KindLocalised && f.Kind != record.KindGroup {
			continue
		}
		eachValue(v.FieldByIndex(f.Index), func(value reflect.Value) {
			if text, ok := reflect.TypeAssert[i18n.Text](value); ok {
				whole = whole && isInAll(text, langs)
			} else {
				whole = whole && textsIn(value, f.Fields, langs)
			}
		})
	}
	return whole
}

// isInAll reports whether a text is in every language. One that is not given lacks in
// none.
func isInAll(text i18n.Text, langs []i18n.Lang) bool {
	for _, lang := range langs {
		if !text.IsEmpty() && !text.Has(lang) {
			return false
		}
	}
	return true
}
