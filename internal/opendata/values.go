package opendata

import (
	"reflect"
	"strconv"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/record"
)

// appender writes a value as text, nothing where it is not known. The value is one of a
// field, not a pointer.
type appender func(dst []byte, v reflect.Value) []byte

// Delimiter separates the words of a list in one column.
const Delimiter = " "

// appenderOf returns how a field's value is written as text; of a text by language, the
// one in lang.
func appenderOf(f record.Field, lang i18n.Lang) appender {
	one := singleOf(f.Kind, lang)
	if !f.List {
		return one
	}
	return func(dst []byte, list reflect.Value) []byte {
		for i := range list.Len() {
			if i > 0 {
				dst = append(dst, Delimiter...)
			}
			dst = one(dst, list.Index(i))
		}
		return dst
	}
}

func singleOf(kind record.Kind, lang i18n.Lang) appender {
	switch kind {
	case record.KindLocalised:
		return func(dst []byte, v reflect.Value) []byte {
			t, _ := reflect.TypeAssert[i18n.Text](v)
			return append(dst, t[lang]...)
		}
	case kindMarkdown:
		return func(dst []byte, v reflect.Value) []byte {
			if doc := docOf(v, lang); doc != nil {
				return append(dst, doc.Source()...)
			}
			return dst
		}
	case record.KindDate:
		return func(dst []byte, v reflect.Value) []byte {
			d, _ := reflect.TypeAssert[i18n.Date](v)
			return appendDate(dst, d)
		}
	case record.KindInt:
		return func(dst []byte, v reflect.Value) []byte { return strconv.AppendInt(dst, v.Int(), 10) }
	case record.KindNumber:
		return func(dst []byte, v reflect.Value) []byte { return strconv.AppendFloat(dst, v.Float(), 'f', -1, 64) }
	case record.KindBool:
		return func(dst []byte, v reflect.Value) []byte { return strconv.AppendBool(dst, v.Bool()) }
	}
	return func(dst []byte, v reflect.Value) []byte { return append(dst, v.String()...) }
}

// docOf returns the text of a record in a language, or nil.
func docOf(v reflect.Value, lang i18n.Lang) *markdown.Doc {
	body, _ := reflect.TypeAssert[map[i18n.Lang]*markdown.Doc](v)
	return body[lang]
}

// appendDate writes a date as records do: YYYY-MM-DD, YYYY-MM or YYYY. There are many, and
// package fmt takes ten times as long.
func appendDate(dst []byte, d i18n.Date) []byte {
	if d.IsZero() {
		return dst
	}
	dst = append(dst, byte('0'+d.Year/1000%10), byte('0'+d.Year/100%10), byte('0'+d.Year/10%10), byte('0'+d.Year%10))
	if d.Month == 0 {
		return dst
	}
	dst = append(dst, '-', byte('0'+d.Month/10), byte('0'+d.Month%10))
	if d.Day == 0 {
		return dst
	}
	return append(dst, '-', byte('0'+d.Day/10), byte('0'+d.Day%10))
}

// appendCSV writes a value into a line of CSV, in quotes where it needs them. Line breaks
// within it stay as they are.
func appendCSV(dst, value []byte) []byte {
	if !needsQuotes(value) {
		return append(dst, value...)
	}
	dst = append(dst, '"')
	for _, c := range value {
		if c == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, c)
	}
	return append(dst, '"')
}

func needsQuotes(value []byte) bool {
	if len(value) == 0 {
		return false
	}
	if value[0] == ' ' || value[len(value)-1] == ' ' {
		return true // some readers cut them off
	}
	for _, c := range value {
		if c == '"' || c == ',' || c == '\r' || c == '\n' {
			return true
		}
	}
	return false
}

const hexDigits = "0123456789abcdef"

// appendString writes a JSON string.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\t':
			dst = append(dst, '\\', 't')
		case '\r':
			dst = append(dst, '\\', 'r')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}
