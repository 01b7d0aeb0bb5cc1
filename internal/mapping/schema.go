package mapping

import (
	"encoding/json"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// node is a part of a JSON Schema. encoding/json sorts its keys.
type node map[string]any

// Schema returns the JSON Schema of maps, of draft 2020-12, as indented JSON with a newline
// at its end. It knows the form of a map: whether a table has a column, or a type of record
// a field, only an import can tell.
func Schema() ([]byte, error) {
	texts := ref("texts")
	root := node{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "karte / map",
		"$defs": node{
			"text":  node{"type": []string{"string", "number"}},
			"texts": anyOf(ref("text"), node{"type": "array", "items": ref("text")}),
			"rule":  described(ruleFields(), ruleForms()),
			"filled": anyOf(ref("text"), node{"type": "array", "items": ref("text")}, ref("rule"),
				node{"type": "object", "properties": languages(), "additionalProperties": false}),
			"each": node{
				"type": "object", "required": []string{"each", "fields"}, "additionalProperties": false,
				"properties": node{"each": ref("text"), "where": mapping(texts), "fields": mapping(ref("filled"))},
			},
			"field": anyOf(ref("filled"), ref("each"), node{"type": "array", "items": mapping(ref("filled"))}),
		},
	}
	for key, value := range described(fileFields(), fileForms()) {
		root[key] = value
	}
	raw, err := json.MarshalIndent(root, "", "  ")
	return append(raw, '\n'), err
}

func ref(name string) node { return node{"$ref": "#/$defs/" + name} }

func anyOf(forms ...node) node { return node{"anyOf": forms} }

// mapping is an object of any names.
func mapping(values node) node { return node{"type": "object", "additionalProperties": values} }

func languages() node {
	texts := node{}
	for _, lang := range i18n.Languages {
		texts[string(lang)] = anyOf(ref("text"), ref("rule"))
	}
	return texts
}

// described is an object of the fields of a table, each in its form: a text where none is
// named.
func described(fields []record.Field, forms map[string]node) node {
	properties, required := node{}, []string{}
	for _, f := range fields {
		form, ok := forms[f.Name]
		if !ok {
			form = ref("text")
		}
		properties[f.Name] = node{
			"allOf":       []node{form},
			"title":       f.Title[i18n.Latvian] + " / " + f.Title[i18n.English],
			"description": f.Help[i18n.Latvian] + " / " + f.Help[i18n.English],
		}
		if f.Required {
			required = append(required, f.Name)
		}
	}
	return node{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func enum(values ...string) node { return node{"enum": values} }

func fileForms() map[string]node {
	var types []string
	for _, t := range record.Types() {
		types = append(types, string(t.Name))
	}
	row := node{"type": "integer", "minimum": 1}
	texts := ref("texts")
	kinds := node{"type": "object", "additionalProperties": false,
		"properties": node{"institutions": enum(record.InstitutionKind("").Vocabulary().Keys()...)}}
	return map[string]node{
		"type":    enum(types...),
		"header":  anyOf(row, node{"type": "array", "items": row}),
		"plan":    anyOf(ref("text"), ref("rule")),
		"id":      anyOf(texts, node{"type": "object", "properties": node{"columns": texts, "prefix": ref("text")}, "required": []string{"columns"}, "additionalProperties": false}),
		"where":   mapping(texts),
		"fields":  mapping(ref("field")),
		"extra":   texts,
		"ignore":  texts,
		"persons": texts,
		"empty":   texts,
		"create":  anyOf(texts, kinds),
		"date":    enum(string(DayFirst), string(MonthFirst), string(YearFirst)),
		"decimal": enum("comma", "point", ",", "."),
	}
}

func ruleForms() map[string]node {
	return map[string]node{
		"columns": ref("texts"),
		"empty":   ref("texts"),
		"words":   mapping(anyOf(ref("text"), node{"type": "null"})),
		"date":    enum(string(DayFirst), string(MonthFirst), string(YearFirst), string(SerialDay)),
		"decimal": enum("comma", "point", ",", "."),
		"bad":     enum("leave-out", "reject"),
	}
}
