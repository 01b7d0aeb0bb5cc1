package check

import (
	"net/mail"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// ref is a reference to another record, resolved when all are read.
type ref struct {
	typ  record.TypeName
	id   string
	pos  diag.Pos
	plan string // for what belongs to one plan: directions and headline actions
}

// reader fills records from nodes by the field tables. A reader without all keeps
// to the texts of one language: the reader of a translation.
type reader struct {
	langs    []i18n.Lang
	lang     i18n.Lang // the language of a text without one
	plan     string
	refs     []ref
	problems diag.Problems
}

func (c *checker) reader(lang i18n.Lang) *collectingReader {
	return &collectingReader{reader{langs: c.langs, lang: lang}, c}
}

// collectingReader hands what it found to the checker after each record.
type collectingReader struct {
	reader
	c *checker
}

// record reads a whole record into a struct.
func (r *collectingReader) record(into reflect.Value, node *source.Node, doc *source.Document) {
	r.reader.group(into, record.FieldsOf(into.Type()), node, docStart(node, doc))
	r.flush()
}

// translation reads the texts of one language into a struct that the main file has
// filled.
func (r *collectingReader) translation(into reflect.Value, node *source.Node, mainFile string) {
	r.reader.texts(into, record.FieldsOf(into.Type()), node, mainFile)
	r.flush()
}

// listItems returns the records of a document that holds a list of them.
func (r *collectingReader) listItems(doc *source.Document) []*source.Node {
	if doc.Root.Kind != source.Sequence {
		r.wrongType(doc.Root, doc.Path, "list")
		r.flush()
		return nil
	}
	return doc.Root.Items
}

func (r *collectingReader) flush() {
	r.c.refs = append(r.c.refs, r.refs...)
	r.c.problems.Append(r.problems)
	r.refs, r.problems = nil, diag.Problems{}
}

// docStart is where a missing field is reported: the record's first line.
func docStart(node *source.Node, doc *source.Document) diag.Pos {
	if node == nil {
		return docPos(doc)
	}
	return node.Pos
}

// group reads a mapping into a struct by its field table.
func (r *reader) group(into reflect.Value, fields []record.Field, node *source.Node, start diag.Pos) {
	if node != nil && node.Kind != source.Mapping {
		r.problems.Add(node.Pos, "wrong-type/record", nil)
		return
	}
	given := map[string]bool{}
	if node != nil {
		for _, entry := range node.Fields {
			field, ok := record.Lookup(fields, entry.Key)
			if !ok {
				r.unknownField(entry, fields)
				continue
			}
			if isNull(entry.Value) {
				continue // a field that was left empty is not given
			}
			given[field.Name] = true
			r.field(into.FieldByIndex(field.Index), field, entry.Value)
		}
	}
	for _, field := range fields {
		if field.Required && !given[field.Name] {
			r.problems.Add(start, "missing-field", diag.Args{"field": field.Name})
		}
	}
}

// texts reads the localised texts of a translation; other fields belong in the main
// file.
func (r *reader) texts(into reflect.Value, fields []record.Field, node *source.Node, mainFile string) {
	if node == nil {
		return
	}
	if node.Kind != source.Mapping {
		r.problems.Add(node.Pos, "wrong-type/record", nil)
		return
	}
	for _, entry := range node.Fields {
		field, ok := record.Lookup(fields, entry.Key)
		switch {
		case !ok:
			r.unknownField(entry, fields)
		case isNull(entry.Value):
		case field.Kind == record.KindLocalised && !field.List:
			r.field(into.FieldByIndex(field.Index), field, entry.Value)
		default:
			r.problems.Add(entry.KeyPos, "unknown-field/translation", diag.Args{"field": entry.Key, "file": mainFile})
		}
	}
}

func (r *reader) unknownField(entry source.Field, fields []record.Field) {
	args := diag.Args{"field": entry.Key}
	p := r.problems.Add(entry.KeyPos, "unknown-field", args)
	suggest(p, entry.Key, record.Names(fields))
}

func isNull(n *source.Node) bool { return n.Kind == source.Scalar && n.Tag == "!!null" }

// field reads a value, or a list of values, into its place.
func (r *reader) field(into reflect.Value, f record.Field, node *source.Node) {
	if !f.List {
		r.value(into, f, node)
		return
	}
	if node.Kind != source.Sequence {
		r.wrongType(node, f.Name, "list")
		return
	}
	list := reflect.MakeSlice(into.Type(), len(node.Items), len(node.Items))
	for i, n := range node.Items {
		r.value(list.Index(i), f, n)
	}
	into.Set(list)
}

// value reads one value into its place, through the pointer of an optional one.
func (r *reader) value(into reflect.Value, f record.Field, node *source.Node) {
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	switch f.Kind {
	case record.KindGroup:
		if node.Kind != source.Mapping {
			r.wrongType(node, f.Name, "mapping")
			return
		}
		r.group(into, f.Fields, node, node.Pos)
	case record.KindLocalised:
		r.localised(into, f, node)
	default:
		r.scalar(into, f, node)
	}
}

// localised reads a text in the reader's language, or a map of languages to texts.
func (r *reader) localised(into reflect.Value, f record.Field, node *source.Node) {
	text, _ := into.Interface().(i18n.Text)
	if text == nil {
		text = i18n.Text{}
		into.Set(reflect.ValueOf(text))
	}
	switch node.Kind {
	case source.Scalar:
		text[r.lang] = strings.TrimSpace(node.Value)
	case source.Mapping:
		r.translations(text, f, node)
	default:
		r.wrongType(node, f.Name, "localised")
	}
}

func (r *reader) translations(text i18n.Text, f record.Field, node *source.Node) {
	for _, entry := range node.Fields {
		switch {
		case !r.speaks(entry.Key):
			p := r.problems.Add(entry.KeyPos, "unknown-field", diag.Args{"field": entry.Key, "values": quoted(langNames(r.langs))})
			p.WithHint("one-of")
		case isNull(entry.Value):
		case entry.Value.Kind != source.Scalar:
			r.wrongType(entry.Value, f.Name+"."+entry.Key, "text")
		default:
			text[i18n.Lang(entry.Key)] = strings.TrimSpace(entry.Value.Value)
		}
	}
}

func (r *reader) speaks(lang string) bool {
	for _, l := range r.langs {
		if string(l) == lang {
			return true
		}
	}
	return false
}

func langNames(langs []i18n.Lang) []string {
	names := make([]string, len(langs))
	for i, l := range langs {
		names[i] = string(l)
	}
	return names
}

// scalar reads a value that stands on one line.
func (r *reader) scalar(into reflect.Value, f record.Field, node *source.Node) {
	if node.Kind != source.Scalar || isNull(node) {
		r.wrongType(node, f.Name, expectation(f.Kind))
		return
	}
	switch f.Kind {
	case record.KindDate:
		r.date(into, node)
	case record.KindInt:
		r.wholeNumber(into, f, node)
	case record.KindNumber:
		r.number(into, f, node)
	case record.KindBool:
		r.yesNo(into, f, node)
	case record.KindTerm:
		r.term(into, f, node)
	default:
		r.text(into, f, node)
	}
}

// expectation names, in the catalogue of problems, what a kind of field must be.
func expectation(k record.Kind) string {
	switch k {
	case record.KindDate, record.KindInt, record.KindNumber, record.KindBool, record.KindURL:
		return string(k)
	}
	return "text"
}

func (r *reader) wrongType(node *source.Node, field, expected string) {
	r.problems.Add(node.Pos, "wrong-type", diag.Args{"field": field, "expected": "@type/" + expected, "found": "@type/" + found(node)})
}

// found names what a node is.
func found(node *source.Node) string {
	switch node.Kind {
	case source.Mapping:
		return "mapping"
	case source.Sequence:
		return "list"
	}
	switch node.Tag {
	case "!!null":
		return "empty"
	case "!!int", "!!float":
		return "number"
	case "!!bool":
		return "yes-no"
	case "!!timestamp":
		return "date"
	}
	return "text"
}

func (r *reader) date(into reflect.Value, node *source.Node) {
	d, err := i18n.ParseDate(node.Value)
	if err != nil {
		code := "bad-date"
		if dateForm.MatchString(node.Value) {
			code = "bad-date/calendar"
		}
		r.problems.Add(node.Pos, code, diag.Args{"value": node.Value}).WithHint("date-forms")
		return
	}
	into.Set(reflect.ValueOf(d))
}

// dateForm is what looks like a date, whether or not it is in the calendar.
var dateForm = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2})?$`)

func (r *reader) wholeNumber(into reflect.Value, f record.Field, node *source.Node) {
	n, err := strconv.Atoi(node.Value)
	switch {
	case node.Tag != "!!int" && node.Tag != "!!float":
		r.wrongType(node, f.Name, "whole-number")
	case err != nil:
		r.badNumber(node, f, "bad-number/whole")
	case n < 0:
		r.badNumber(node, f, "bad-number/negative")
	default:
		into.SetInt(int64(n))
	}
}

func (r *reader) number(into reflect.Value, f record.Field, node *source.Node) {
	x, err := strconv.ParseFloat(node.Value, 64)
	switch {
	case node.Tag != "!!int" && node.Tag != "!!float":
		r.wrongType(node, f.Name, "number")
	case err != nil || x-x != 0: // not a number, or infinite
		r.badNumber(node, f, "bad-number")
	default:
		into.SetFloat(x)
	}
}

func (r *reader) badNumber(node *source.Node, f record.Field, code string) {
	r.problems.Add(node.Pos, code, diag.Args{"value": node.Value, "field": f.Name})
}

func (r *reader) yesNo(into reflect.Value, f record.Field, node *source.Node) {
	if node.Tag != "!!bool" {
		r.wrongType(node, f.Name, "yes-no")
		return
	}
	into.SetBool(strings.EqualFold(node.Value, "true"))
}

func (r *reader) term(into reflect.Value, f record.Field, node *source.Node) {
	if !f.Vocabulary.Has(node.Value) {
		args := diag.Args{"value": node.Value, "field": f.Name, "values": quoted(f.Vocabulary.Keys())}
		r.problems.Add(node.Pos, "bad-value", args).WithHint("one-of")
		return
	}
	into.SetString(node.Value)
}

func (r *reader) text(into reflect.Value, f record.Field, node *source.Node) {
	value := strings.TrimSpace(node.Value)
	switch f.Kind {
	case record.KindURL:
		r.require(validURL(value), node, "bad-url", "value", value, "url-form")
	case record.KindEmail:
		_, err := mail.ParseAddress(value)
		r.require(err == nil && strings.Contains(value, "@"), node, "bad-value", "value", value, "email-form")
	case record.KindID:
		r.require(validID(value), node, "bad-id", "id", value, "id-form")
	case record.KindPath:
		r.require(validPath(value), node, "bad-url/path", "value", value, "path-form")
	case record.KindRef:
		r.refs = append(r.refs, ref{f.Ref, value, node.Pos, r.plan})
	}
	into.SetString(value)
}

// require reports a problem unless a value is as it must be.
func (r *reader) require(ok bool, node *source.Node, code, name, value, hint string) {
	if !ok {
		r.problems.Add(node.Pos, code, diag.Args{name: value, "field": ""}).WithHint(hint)
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func validID(id string) bool { return idForm.MatchString(id) }

// validURL accepts absolute addresses of the web only: no script or data address
// can come into a page.
func validURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(s, " <>\"")
}

// validPath accepts paths of the site: "/lv/vecs/".
func validPath(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(s, "/") && !strings.Contains(s, "..") && !strings.ContainsAny(s, " <>\"\\")
}

func valueOf(pointer any) reflect.Value { return reflect.ValueOf(pointer).Elem() }
