package record

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"parskats/internal/i18n"
)

// Kind is the kind of value that a field holds.
type Kind string

// The kinds of values.
const (
	KindText      Kind = "text"         // one line or more of plain text
	KindLocalised Kind = "localised"    // a text, or a map of languages to texts
	KindDate      Kind = "date"         // YYYY-MM-DD, YYYY-MM or YYYY
	KindInt       Kind = "whole-number" // a whole number, not below 0
	KindNumber    Kind = "number"       // a number
	KindBool      Kind = "yes-no"       // true or false
	KindTerm      Kind = "term"         // a key of a vocabulary
	KindRef       Kind = "reference"    // the id of another record
	KindURL       Kind = "url"          // an http(s) address
	KindEmail     Kind = "email"        // a work e-mail address
	KindPath      Kind = "path"         // a path of the site, such as /lv/vecs/
	KindID        Kind = "id"           // [a-z0-9-]
	KindGroup     Kind = "group"        // a mapping with fields of its own
	KindTexts     Kind = "texts"        // a mapping of any names to texts
)

// Quantity is what a number is of.
type Quantity string

// The quantities that bound a number.
const (
	Money Quantity = "money" // an amount, which is not below 0 here
	Year  Quantity = "year"  // a year that HasYear
)

// Field is one row of a field table: all that is known about a field, for the
// reader, the checks, the documentation, the schema and the columns of open data.
type Field struct {
	Name     string
	Kind     Kind
	List     bool // a list of such values
	Required bool
	// Private says that the field is never published: on no page, in no search, in no data.
	Private bool
	// Of says what a number is of, where that bounds it; "" for other numbers.
	Of Quantity
	// Vocabulary holds the values of a term; nil for other kinds.
	Vocabulary *Vocabulary
	// Ref is the type of record that a reference names.
	Ref TypeName
	// Fields are the fields of a group, and GroupName is what such groups are
	// called: "Source", "Due".
	Fields    []Field
	GroupName string
	// Title is the field's name for readers.
	Title i18n.Text
	// Help says what to write, with the unit and the source of a definition; it may
	// be empty.
	Help i18n.Text
	// Index is the place in the Go struct, for reflect's FieldByIndex.
	Index []int
}

// Lookup returns the field with a name.
func Lookup(fields []Field, name string) (Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Names returns the names of fields, in the table's order.
func Names(fields []Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

var tables sync.Map // reflect.Type → []Field

// FieldsOf returns the field table of a struct: its Go fields with a `field` tag,
// in order, those of embedded structs in their place. The tags are:
//
//	field:"name"  or  field:"name,required"  or  field:"name,private"
//	lv:"…" en:"…" the field's name for readers
//	help:"…" lvhelp:"…"  what to write, in English and in Latvian
//	ref:"…"       the type of record that a text refers to
//	of:"…"        what a number is of, where that bounds it (money, year)
//	as:"…"        the kind, where the Go type does not tell it (url, email, path, id, texts)
//
// It panics on a tag that it can't read: such a table is a mistake in this program.
func FieldsOf(t reflect.Type) []Field {
	if known, ok := tables.Load(t); ok {
		return known.([]Field)
	}
	fields := readFields(t)
	tables.Store(t, fields)
	return fields
}

func readFields(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		switch {
		case sf.Anonymous:
			for _, f := range FieldsOf(sf.Type) {
				f.Index = append([]int{i}, f.Index...)
				fields = append(fields, f)
			}
		case sf.Tag.Get("field") != "":
			fields = append(fields, readField(sf, i))
		}
	}
	return fields
}

func readField(sf reflect.StructField, index int) Field {
	name, options, _ := strings.Cut(sf.Tag.Get("field"), ",")
	f := Field{
		Name:     name,
		Required: options == "required",
		Private:  options == "private",
		Of:       Quantity(sf.Tag.Get("of")),
		Ref:      TypeName(sf.Tag.Get("ref")),
		Title:    i18n.Text{i18n.Latvian: sf.Tag.Get("lv"), i18n.English: sf.Tag.Get("en")},
		Help:     i18n.Text{i18n.Latvian: sf.Tag.Get("lvhelp"), i18n.English: sf.Tag.Get("help")},
		Index:    []int{index},
	}
	t := sf.Type
	if t.Kind() == reflect.Slice {
		f.List = true
		t = t.Elem()
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	f.Kind = kindOf(t, sf)
	switch f.Kind {
	case KindTerm:
		f.Vocabulary = reflect.Zero(t).Interface().(term).Vocabulary()
	case KindGroup:
		f.Fields, f.GroupName = FieldsOf(t), t.Name()
	}
	return f
}

var (
	textType = reflect.TypeFor[i18n.Text]()
	dateType = reflect.TypeFor[i18n.Date]()
	termType = reflect.TypeFor[term]()
)

func kindOf(t reflect.Type, sf reflect.StructField) Kind {
	if as := sf.Tag.Get("as"); as != "" {
		return Kind(as)
	}
	switch {
	case t == textType:
		return KindLocalised
	case t == dateType:
		return KindDate
	case t.Implements(termType):
		return KindTerm
	case sf.Tag.Get("ref") != "":
		return KindRef
	}
	switch t.Kind() {
	case reflect.String:
		return KindText
	case reflect.Int:
		return KindInt
	case reflect.Float64:
		return KindNumber
	case reflect.Bool:
		return KindBool
	case reflect.Struct:
		return KindGroup
	}
	panic(fmt.Sprintf("record: field %s has no kind", sf.Name))
}
