// Package recordio writes records as YAML that a person would write: fields in the
// order of the field table with those of every record last, short texts in both
// languages on one line, no needless quotes.
package recordio

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Marshal returns a record as the YAML of a file of its own. rec is a pointer to a
// struct with a field table. langs are the languages in the order in which they are
// written, the default one first. The id is left out where the file's name says it.
func Marshal(rec any, langs []i18n.Lang, withID bool) ([]byte, error) {
	w := writer{langs: langs}
	root := w.group(reflect.ValueOf(rec).Elem(), withID)
	return encode(root)
}

// MarshalList returns records as the YAML of a list file, each with its id.
func MarshalList[T any](recs []*T, langs []i18n.Lang) ([]byte, error) {
	w := writer{langs: langs}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, rec := range recs {
		list.Content = append(list.Content, w.group(reflect.ValueOf(rec).Elem(), true))
	}
	return encode(list)
}

// FrontMatter returns a record as the front matter of a Markdown file, with its lines
// of "---", and the body after it.
func FrontMatter(rec any, langs []i18n.Lang, body string) ([]byte, error) {
	fields, err := Marshal(rec, langs, false)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "---\n%s---\n\n%s\n", fields, strings.TrimSpace(body)), nil
}

func encode(root *yaml.Node) ([]byte, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	if err := e.Close(); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	return b.Bytes(), nil
}

// writer turns structs into YAML nodes.
type writer struct{ langs []i18n.Lang }

// group returns the given fields of a struct as a mapping: the id first, and the fields
// that every record has after its own.
func (w writer) group(value reflect.Value, withID bool) *yaml.Node {
	mapping := &yaml.Node{Kind: yaml.MappingNode}
	fields := record.FieldsOf(value.Type())
	for rank := range ranks {
		for i := range fields {
			f := &fields[i]
			if rankOf(f) != rank || f.Name == "id" && !withID && isCommon(f) {
				continue
			}
			if v := value.FieldByIndex(f.Index); !isUnknown(f, v) {
				mapping.Content = append(mapping.Content, text(f.Name), w.field(f, v))
			}
		}
	}
	return mapping
}

// isUnknown reports whether a field is not given. A required number is given, though
// it is 0.
func isUnknown(f *record.Field, v reflect.Value) bool {
	if f.Required && (f.Kind == record.KindInt || f.Kind == record.KindNumber) {
		return false
	}
	return v.IsZero()
}

// ranks is how many places fields have in the order, and rankOf says which one has.
const ranks = 3

func rankOf(f *record.Field) int {
	switch {
	case f.Name == "id":
		return 0
	case isCommon(f):
		return 2
	}
	return 1
}

// isCommon reports whether a field is one that every record has: it comes from an
// embedded struct.
func isCommon(f *record.Field) bool { return len(f.Index) > 1 }

func (w writer) field(f *record.Field, v reflect.Value) *yaml.Node {
	if !f.List {
		return w.value(f, v)
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range v.Len() {
		list.Content = append(list.Content, w.value(f, v.Index(i)))
	}
	if isShortList(f, list) {
		list.Style = yaml.FlowStyle
	}
	return list
}

func (w writer) value(f *record.Field, v reflect.Value) *yaml.Node {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case i18n.Text:
		return w.localised(x)
	case i18n.Date:
		return plain(x.String())
	}
	switch f.Kind {
	case record.KindTexts:
		return texts(v)
	case record.KindGroup:
		return onOneLine(w.group(v, true))
	case record.KindInt:
		return plain(strconv.FormatInt(v.Int(), 10))
	case record.KindNumber:
		return plain(strconv.FormatFloat(v.Float(), 'f', -1, 64))
	case record.KindBool:
		return plain(strconv.FormatBool(v.Bool()))
	}
	return text(v.String())
}

// texts writes texts by their names, sorted, each on lines of its own.
func texts(v reflect.Value) *yaml.Node {
	mapping := &yaml.Node{Kind: yaml.MappingNode}
	byName, _ := reflect.TypeAssert[map[string]string](v)
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		mapping.Content = append(mapping.Content, text(name), text(byName[name]))
	}
	return mapping
}

// lineWidth is how long a line may become before a text is folded.
const lineWidth = 100

// localised writes a text that is only in the default language as a text, and one in
// several languages as a mapping, on one line where there is room.
func (w writer) localised(t i18n.Text) *yaml.Node {
	if len(t) == 1 && t.Has(w.langs[0]) {
		return text(t[w.langs[0]])
	}
	mapping := &yaml.Node{Kind: yaml.MappingNode}
	length := 0
	for _, lang := range w.langs {
		if s := t[lang]; s != "" {
			mapping.Content = append(mapping.Content, text(string(lang)), text(s))
			length += utf8.RuneCountInString(s)
		}
	}
	if length < lineWidth-30 && !strings.Contains(flat(mapping), "\n") {
		mapping.Style = yaml.FlowStyle
		return mapping
	}
	for i := 1; i < len(mapping.Content); i += 2 {
		if len(mapping.Content[i].Value) > lineWidth {
			mapping.Content[i].Style = yaml.FoldedStyle
		}
	}
	return mapping
}

// onOneLine puts a small group on one line: {date: 2022-12-31, basis: plan}.
func onOneLine(mapping *yaml.Node) *yaml.Node {
	length := 0
	for _, n := range mapping.Content {
		length += utf8.RuneCountInString(n.Value) + 2
		if n.Kind != yaml.ScalarNode || length > lineWidth-30 {
			return mapping
		}
	}
	mapping.Style = yaml.FlowStyle
	return mapping
}

// flat strings the values of a mapping together.
func flat(mapping *yaml.Node) string {
	var b strings.Builder
	for _, n := range mapping.Content {
		b.WriteString(n.Value)
	}
	return b.String()
}

// isShortList reports whether a list of words fits on one line.
func isShortList(f *record.Field, list *yaml.Node) bool {
	if f.Kind == record.KindGroup || f.Kind == record.KindLocalised {
		return false
	}
	length := 0
	for _, n := range list.Content {
		length += len(n.Value) + 2
	}
	return length < lineWidth-20
}

// plain is a value that YAML reads as it stands: a number, a date, true or false.
func plain(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }

// text is a string, which the encoder puts in quotes where YAML would read it as
// something else.
func text(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}
