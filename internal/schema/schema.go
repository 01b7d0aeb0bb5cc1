// Package schema makes the JSON Schemas of records from their field tables, so that an
// editor's program completes and checks while one types.
//
// The schemas are of draft 2020-12, https://json-schema.org/draft/2020-12. They know
// the form of a file and nothing beyond it: that a reference leads somewhere, or that
// dates are in order, only `parskats check` can tell.
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Site and Coverage name the two files that are no type of record.
const (
	Site     record.TypeName = "site"
	Coverage record.TypeName = "coverage"
)

// Names lists the names that Of knows: the types of records, and the two files that
// are none.
func Names() []record.TypeName {
	names := []record.TypeName{Site, Coverage}
	for _, t := range record.Types() {
		names = append(names, t.Name)
	}
	return names
}

// Of returns the schema of a type's files as indented JSON with a newline at its end.
// langs are the languages that a localised text can have. It returns an error where
// there is no such type.
func Of(name record.TypeName, langs []i18n.Lang) ([]byte, error) {
	t, err := typeOf(name)
	if err != nil {
		return nil, err
	}
	m := maker{langs: langs, defs: node{}}
	root := node{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   bilingual(t.Title),
	}
	m.defs["record"] = m.object(t.Fields)
	m.file(root, t)
	root["$defs"] = m.defs
	raw, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", name, err)
	}
	return append(raw, '\n'), nil
}

func typeOf(name record.TypeName) (record.Type, error) {
	switch name {
	case Site:
		return record.Type{Name: Site, Title: i18n.Text{i18n.Latvian: "vietne", i18n.English: "site"}, Fields: record.FieldsOf(reflect.TypeFor[record.Config]())}, nil
	case Coverage:
		return record.Type{Name: Coverage, Title: i18n.Text{i18n.Latvian: "datu apjoms", i18n.English: "coverage"}, Fields: record.FieldsOf(reflect.TypeFor[record.Coverage]())}, nil
	}
	for _, t := range record.Types() {
		if t.Name == name {
			return t, nil
		}
	}
	return record.Type{}, fmt.Errorf("there is no type of record %q", name)
}

// node is a part of a schema. encoding/json sorts its keys, so that the same tables
// give the same bytes.
type node map[string]any

// maker makes a schema; groups of fields that occur in several places are defined
// once.
type maker struct {
	langs []i18n.Lang
	defs  node
}

// file says what a whole file holds: a record, or a list of records with an id each.
func (m *maker) file(root node, t record.Type) {
	one := node{"$ref": "#/$defs/record"}
	list := node{"type": "array", "items": one}
	switch {
	case t.Name == Coverage:
		root["type"], root["items"] = "array", one
	case t.ListFile:
		list["items"] = node{"$ref": "#/$defs/record", "required": []string{"id"}}
		root["if"], root["then"], root["else"] = node{"type": "array"}, list, one
	default:
		root["$ref"] = "#/$defs/record"
	}
}

func (m *maker) object(fields []record.Field) node {
	properties := node{}
	required := []string{}
	for _, f := range fields {
		properties[f.Name] = m.field(f)
		if f.Required {
			required = append(required, f.Name)
		}
	}
	return node{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// field describes a field. One that is written but left empty counts as not given, so
// that null is a value of every field that is not required.
func (m *maker) field(f record.Field) node {
	value := m.value(f)
	if f.List {
		value = node{"type": "array", "items": value}
	}
	if !f.Required {
		value = orNull(value)
	}
	value["title"] = bilingual(f.Title)
	if !f.Help.IsEmpty() {
		value["description"] = bilingual(f.Help)
	}
	return value
}

// orNull lets a value be empty.
func orNull(value node) node {
	switch t := value["type"].(type) {
	case string:
		value["type"] = []string{t, "null"}
	case []string:
		value["type"] = append(t, "null")
	default:
		return node{"anyOf": []node{value, {"type": "null"}}}
	}
	if values, ok := value["enum"].([]any); ok {
		value["enum"] = append(values, nil)
	}
	return value
}

// The forms of values, as the reader in package check has them.
const (
	datePattern  = `^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`
	idPattern    = `^[a-z0-9]+(-[a-z0-9]+)*$`
	urlPattern   = `^https?://[^ <>"/?#@]+([/?#][^ <>"]*)?$`
	pathPattern  = `^/[^ <>"\\]*$`
	emailPattern = `@`
)

func (m *maker) value(f record.Field) node {
	switch f.Kind {
	case record.KindLocalised:
		return m.localised()
	case record.KindDate:
		// A year alone is a number to YAML.
		return node{"type": []string{"string", "integer"}, "pattern": datePattern, "minimum": record.FirstYear, "maximum": record.LastYear}
	case record.KindInt:
		if f.Of == record.Year {
			return node{"type": "integer", "minimum": record.FirstYear, "maximum": record.LastYear}
		}
		return node{"type": "integer", "minimum": 0}
	case record.KindNumber:
		if f.Of == record.Money {
			return node{"type": "number", "minimum": 0}
		}
		return node{"type": "number"}
	case record.KindBool:
		return node{"type": "boolean"}
	case record.KindTerm:
		return term(f.Vocabulary)
	case record.KindURL:
		return node{"type": "string", "format": "uri", "pattern": urlPattern}
	case record.KindEmail:
		return node{"type": "string", "format": "email", "pattern": emailPattern}
	case record.KindPath:
		return node{"type": "string", "pattern": pathPattern}
	case record.KindID:
		return node{"type": "string", "pattern": idPattern}
	case record.KindTexts:
		return node{"type": "object", "additionalProperties": node{"type": []string{"string", "number", "boolean", "null"}}}
	case record.KindGroup:
		return m.group(f)
	}
	// A number or a date that stands where a text is due is read as it is typed.
	return node{"type": []string{"string", "number"}}
}

func (m *maker) localised() node {
	if m.defs["localised"] == nil {
		texts := node{}
		for _, lang := range m.langs {
			texts[string(lang)] = node{"type": []string{"string", "number", "null"}}
		}
		m.defs["localised"] = node{"anyOf": []node{
			{"type": []string{"string", "number"}},
			{"type": "object", "properties": texts, "additionalProperties": false},
		}}
	}
	return node{"$ref": "#/$defs/localised"}
}

// term lists a vocabulary; the names of its values go into enumDescriptions, which
// editors show while completing.
func term(v *record.Vocabulary) node {
	values, words := []any{}, []string{}
	for _, t := range v.Terms {
		values = append(values, t.Key)
		word := bilingual(t.Title)
		if !t.Help.IsEmpty() {
			word += ". " + bilingual(t.Help)
		}
		words = append(words, word)
	}
	return node{"type": "string", "enum": values, "enumDescriptions": words}
}

// group defines a group of fields by its name, once.
func (m *maker) group(f record.Field) node {
	if m.defs[f.GroupName] == nil {
		m.defs[f.GroupName] = node{} // so that a group that holds itself ends
		m.defs[f.GroupName] = m.object(f.Fields)
	}
	return node{"$ref": "#/$defs/" + f.GroupName}
}

// bilingual writes a name in Latvian and English.
func bilingual(t i18n.Text) string {
	return t[i18n.Latvian] + " / " + t[i18n.English]
}
