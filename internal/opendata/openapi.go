package opendata

import (
	"io"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// node is a part of the description; encoding/json sorts its keys.
type node = map[string]any

// WriteOpenAPI writes an OpenAPI 3.1 description of the files: https://spec.openapis.org/oas/v3.1.0
func (d *Data) WriteOpenAPI(w io.Writer) error {
	paths, schemas := node{}, node{"Reference": referenceSchema()}
	for _, s := range d.sets {
		schemas[s.singular] = d.objectSchema(s.object, s.Title)
		ref := node{"$ref": "#/components/schemas/" + s.singular}
		paths["/"+s.Name+".json"] = get(s.Name+"-json", d.in1(s.Title), nil, "application/json", node{"type": "array", "items": ref})
		paths["/"+s.Name+".jsonl"] = get(s.Name+"-jsonl", d.in1(s.Title), nil, "application/jsonl", node{"type": "string"})
		for _, t := range s.Tables {
			paths["/"+t.Name+".csv"] = get(t.Name+"-csv", d.in1(t.Title), nil, "text/csv", node{"type": "string"})
		}
		if s.Type == "" {
			continue
		}
		schemas[s.singular+"-file"] = d.fileSchema(s)
		paths["/"+s.Name+"/{id}.json"] = get(s.singular, d.in1(s.Title), d.idParameter(s), "application/json", node{"$ref": "#/components/schemas/" + s.singular + "-file"})
	}
	paths["/datapackage.json"] = get("datapackage", "Data Package", nil, "application/json", node{"type": "object"})
	paths["/openapi.json"] = get("openapi", "OpenAPI", nil, "application/json", node{"type": "object"})
	info := node{"title": d.in1(d.site.Config.Title), "version": "1", "description": openAPIDescription}
	if l := d.site.Config.Licence; l != nil {
		licence := node{"name": l.Title}
		if l.URL != "" {
			licence["url"] = l.URL
		}
		info["license"] = licence
	}
	return writeIndented(w, node{
		"openapi": "3.1.0", "info": info,
		"servers":    []node{{"url": strings.TrimSuffix(d.in.Root, "/")}},
		"paths":      paths,
		"components": node{"schemas": schemas},
	})
}

const openAPIDescription = "Files that can be read, no service: every path is a file, without parameters of a query. " +
	"What is not known is left out, and never 0. Dates are YYYY-MM-DD, YYYY-MM or YYYY. Names of files and properties stay; new ones may come."

// get describes a path that can only be read.
func get(id, summary string, parameters []node, mediaType string, schema node) node {
	operation := node{
		"operationId": id, "summary": summary,
		"responses": node{"200": node{"description": summary, "content": node{mediaType: node{"schema": schema}}}},
	}
	if parameters != nil {
		operation["parameters"] = parameters
		operation["responses"].(node)["404"] = node{"description": "There is no such record, or not on the site's day."}
	}
	return node{"get": operation}
}

func (d *Data) idParameter(s *Set) []node {
	p := node{"name": "id", "in": "path", "required": true, "schema": node{"type": "string", "pattern": idPattern}}
	if records := d.recordsOn(s.Type); len(records) > 0 {
		p["example"] = records[0].Base().ID
	}
	return []node{p}
}

const idPattern = "^[a-z0-9]+(-[a-z0-9]+)*$"

func referenceSchema() node {
	return node{
		"type": "object", "required": []string{"type", "id", "url"},
		"properties": node{"type": node{"type": "string"}, "id": node{"type": "string"}, "url": node{"type": "string", "format": "uri"}},
	}
}

// fileSchema describes the file of a record.
func (d *Data) fileSchema(s *Set) node {
	refs := node{"type": "array", "items": node{"$ref": "#/components/schemas/Reference"}}
	properties := node{
		"type": node{"const": string(s.Type)}, "id": node{"type": "string"}, "url": node{"type": "string", "format": "uri"},
		"pages":  node{"type": "object", "additionalProperties": node{"type": "string", "format": "uri"}, "description": "The record's pages, by language; none where it has none."},
		"as_of":  node{"type": "string", "pattern": "^" + datePattern + "$", "description": "The day that the state is reckoned as of; left out where nothing in it is counted from day to day."},
		"record": node{"$ref": "#/components/schemas/" + s.singular},
		"names":  refs, "named_by": refs,
	}
	if state := d.set(s.Name + "-state"); state != nil {
		properties["state"] = node{"$ref": "#/components/schemas/" + state.singular}
	}
	if s.Type == "commitment" {
		properties["measures_state"] = node{"type": "array", "items": node{"$ref": "#/components/schemas/measure-state"}}
	}
	return node{"type": "object", "required": []string{"type", "id", "url", "pages", "record", "names", "named_by"}, "properties": properties}
}

// objectSchema is the schema of an object. It forbids no further properties, which may come.
func (d *Data) objectSchema(o object, title i18n.Text) node {
	properties := node{}
	for i := range o {
		properties[o[i].field.Name] = d.propertySchema(&o[i])
	}
	schema := node{"type": "object", "properties": properties}
	if title != nil {
		schema["title"] = d.in1(title)
	}
	return schema
}

func (d *Data) propertySchema(p *property) node {
	schema := d.valueSchema(p)
	if p.field.List {
		schema = node{"type": "array", "items": schema}
	}
	schema["title"] = d.in1(p.field.Title)
	if help := d.in1(p.field.Help); help != "" {
		schema["description"] = help
	}
	return schema
}

func (d *Data) valueSchema(p *property) node {
	switch p.field.Kind {
	case record.KindGroup:
		return d.objectSchema(p.fields, nil)
	case record.KindLocalised, kindMarkdown:
		return node{"type": "object", "propertyNames": node{"enum": d.langs}, "additionalProperties": node{"type": "string"}}
	case record.KindInt:
		return node{"type": "integer"}
	case record.KindNumber:
		return node{"type": "number"}
	case record.KindBool:
		return node{"type": "boolean"}
	case kindFew:
		return node{"const": true}
	case record.KindTerm:
		return node{"type": "string", "enum": p.field.Vocabulary.Keys()}
	case record.KindDate:
		return node{"type": "string", "pattern": "^" + datePattern + "$"}
	case record.KindURL:
		return node{"type": "string", "format": "uri"}
	case record.KindEmail:
		return node{"type": "string", "format": "email"}
	}
	return node{"type": "string"}
}
