package opendata

import (
	"reflect"
	"strconv"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/record"
)

// object writes structs as JSON objects: what is not known is left out.
type object []property

// property is one property of an object.
type property struct {
	field record.Field
	// key is the name as JSON has it, with its colon.
	key   string
	write writer
	// fields are those of a group; nil for others.
	fields object
	// people: the object counts people, and may withhold their number.
	people bool
}

// writer writes a value as JSON. It returns false where the value is not known; what was
// written then is to be dropped.
type writer func(dst []byte, v reflect.Value) ([]byte, bool)

func newObject(fields []record.Field, langs []i18n.Lang) object {
	o := make(object, 0, len(fields))
	for _, f := range fields {
		p := property{field: f, key: string(append(appendString(nil, f.Name), ':'))}
		if f.Kind == record.KindGroup {
			p.fields = newObject(fieldsOfGroup(f), langs)
			if f.GroupName == "Count" || f.GroupName == "Submissions" {
				for i := range p.fields {
					p.fields[i].people = true
				}
			}
		}
		p.write = writerOf(f, langs, p.fields)
		if f.List {
			p.write = listOf(p.write)
		}
		o = append(o, p)
	}
	return o
}

func writerOf(f record.Field, langs []i18n.Lang, fields object) writer {
	switch f.Kind {
	case record.KindGroup:
		return fields.append
	case record.KindLocalised:
		return func(dst []byte, v reflect.Value) ([]byte, bool) {
			t, _ := reflect.TypeAssert[i18n.Text](v)
			return appendTexts(dst, langs, func(lang i18n.Lang) string { return t[lang] })
		}
	case kindMarkdown:
		return func(dst []byte, v reflect.Value) ([]byte, bool) {
			body, _ := reflect.TypeAssert[map[i18n.Lang]*markdown.Doc](v)
			return appendTexts(dst, langs, func(lang i18n.Lang) string {
				if doc := body[lang]; doc != nil {
					return doc.Source()
				}
				return ""
			})
		}
	case record.KindInt:
		return func(dst []byte, v reflect.Value) ([]byte, bool) { return strconv.AppendInt(dst, v.Int(), 10), true }
	case record.KindNumber:
		return func(dst []byte, v reflect.Value) ([]byte, bool) {
			return strconv.AppendFloat(dst, v.Float(), 'f', -1, 64), true
		}
	case record.KindBool:
		return func(dst []byte, v reflect.Value) ([]byte, bool) { return strconv.AppendBool(dst, v.Bool()), true }
	case record.KindDate:
		return func(dst []byte, v reflect.Value) ([]byte, bool) {
			d, _ := reflect.TypeAssert[i18n.Date](v)
			return append(appendDate(append(dst, '"'), d), '"'), !d.IsZero()
		}
	}
	return func(dst []byte, v reflect.Value) ([]byte, bool) {
		s := v.String()
		return appendString(dst, s), s != ""
	}
}

// appendTexts writes a text by language.
func appendTexts(dst []byte, langs []i18n.Lang, in func(i18n.Lang) string) ([]byte, bool) {
	dst = append(dst, '{')
	empty := len(dst)
	for _, lang := range langs {
		s := in(lang)
		if s == "" {
			continue
		}
		if len(dst) > empty {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, string(lang)), ':')
		dst = appendString(dst, s)
	}
	return append(dst, '}'), len(dst) > empty
}

// listOf writes a list, in which nothing is left out.
func listOf(one writer) writer {
	return func(dst []byte, list reflect.Value) ([]byte, bool) {
		dst = append(dst, '[')
		for i := range list.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst, _ = one(dst, list.Index(i))
		}
		return append(dst, ']'), list.Len() > 0
	}
}

// append writes a struct; false where nothing of it is known.
func (o object) append(dst []byte, v reflect.Value) ([]byte, bool) {
	dst = append(dst, '{')
	empty := len(dst)
	for i := range o {
		before := len(dst)
		if before > empty {
			dst = append(dst, ',')
		}
		dst = append(dst, o[i].key...)
		var known bool
		if dst, known = o[i].append(dst, v); !known {
			dst = dst[:before]
		}
	}
	return append(dst, '}'), len(dst) > empty
}

func (p *property) append(dst []byte, v reflect.Value) ([]byte, bool) {
	if p.people && isWithheld(v, p.field.Name) {
		return append(dst, "true"...), p.field.Kind == kindFew
	}
	if p.field.Kind == kindFew {
		return dst, false
	}
	value, ok := at(v, p.field.Index)
	if !ok {
		return dst, false
	}
	return p.write(dst, value)
}
