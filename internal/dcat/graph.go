package dcat

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"parskats/internal/i18n"
)

// A catalogue is a tree of nodes, and both of its files print that same tree: they can't
// say different things.

// node is a thing with its properties, in the order in which they are printed. One without
// an address of its own stands only where another refers to it.
type node struct {
	iri        string
	class      string // as dcat:Dataset
	properties []property
}

// property is what a node says under one name, such as dct:title.
type property struct {
	name   string
	values []value
}

// value is a node, the address of one, or a literal.
type value struct {
	node    *node
	iri     string
	literal string
	lang    i18n.Lang
	// datatype is that of the literal, as xsd:date; "" for a text.
	datatype string
}

// say adds a property where it has values.
func (n *node) say(name string, values ...value) {
	if len(values) > 0 {
		n.properties = append(n.properties, property{name, values})
	}
}

// iris are the values for addresses; empty ones are left out.
func iris(addresses ...string) []value {
	var list []value
	for _, a := range addresses {
		if a != "" {
			list = append(list, value{iri: valid(a)})
		}
	}
	return list
}

// valid encodes what must not stand in an IRI (RFC 3987): an address from a record could
// end its reference early.
func valid(address string) string {
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(&b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// texts are the values for a text in each of the languages that it has, in the alphabet's
// order, so that the same text is always printed alike.
func texts(t i18n.Text) []value {
	var list []value
	for lang, text := range t {
		if text != "" {
			list = append(list, value{literal: text, lang: lang})
		}
	}
	slices.SortFunc(list, func(a, b value) int { return strings.Compare(string(a.lang), string(b.lang)) })
	return list
}

// literals are the values for plain texts; empty ones are left out.
func literals(datatype string, all ...string) []value {
	var list []value
	for _, text := range all {
		if text != "" {
			list = append(list, value{literal: text, datatype: datatype})
		}
	}
	return list
}

// date is the value for a day, a month or a year, each in the XML Schema type that it is.
func date(d i18n.Date) []value {
	if d.IsZero() {
		return nil
	}
	datatype := "xsd:date"
	switch {
	case d.Month == 0:
		datatype = "xsd:gYear"
	case d.Day == 0:
		datatype = "xsd:gYearMonth"
	}
	return literals(datatype, d.String())
}

// nodes are the values for nodes.
func nodes(list ...*node) []value {
	var values []value
	for _, n := range list {
		if n != nil {
			values = append(values, value{node: n})
		}
	}
	return values
}

// prefixes are the vocabularies by the names that both files use.
// https://semiceu.github.io/DCAT-AP/releases/3.0.0/#namespaces
var prefixes = [][2]string{
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"dct", "http://purl.org/dc/terms/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

// writeTurtle prints nodes as Turtle. https://www.w3.org/TR/turtle/
func writeTurtle(w io.Writer, list []*node) error {
	out := bufio.NewWriter(w)
	for _, p := range prefixes {
		out.WriteString("@prefix " + p[0] + ": <" + p[1] + "> .\n")
	}
	for _, n := range list {
		out.WriteString("\n" + reference(n.iri))
		writeTurtleNode(out, n, "    ")
		out.WriteString(" .\n")
	}
	return out.Flush()
}

func writeTurtleNode(out *bufio.Writer, n *node, indent string) {
	out.WriteString(" a " + n.class)
	for _, p := range n.properties {
		out.WriteString(" ;\n" + indent + p.name + " ")
		for i, v := range p.values {
			if i > 0 {
				out.WriteString(", ")
			}
			writeTurtleValue(out, v, indent)
		}
	}
}

func writeTurtleValue(out *bufio.Writer, v value, indent string) {
	switch {
	case v.node != nil && v.node.iri != "":
		out.WriteString(reference(v.node.iri))
	case v.node != nil:
		out.WriteString("[")
		writeTurtleNode(out, v.node, indent+"    ")
		out.WriteString(" ]")
	case v.iri != "":
		out.WriteString(reference(v.iri))
	default:
		out.WriteString(turtleString(v.literal))
		if v.lang != "" {
			out.WriteString("@" + string(v.lang))
		} else if v.datatype != "" {
			out.WriteString("^^" + v.datatype)
		}
	}
}

// turtleString writes a text as STRING_LITERAL_QUOTE.
func turtleString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func reference(iri string) string { return "<" + iri + ">" }

// writeJSONLD prints nodes as JSON-LD. https://www.w3.org/TR/json-ld11/
func writeJSONLD(w io.Writer, list []*node) error {
	context := ordered{}
	for _, p := range prefixes {
		context = append(context, member{p[0], p[1]})
	}
	graph := make([]ordered, len(list))
	for i, n := range list {
		graph[i] = jsonNode(n)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(ordered{{"@context", context}, {"@graph", graph}})
}

func jsonNode(n *node) ordered {
	o := ordered{}
	if n.iri != "" {
		o = append(o, member{"@id", n.iri})
	}
	o = append(o, member{"@type", n.class})
	for _, p := range n.properties {
		values := make([]any, len(p.values))
		for i, v := range p.values {
			values[i] = jsonValue(v)
		}
		o = append(o, member{p.name, values})
	}
	return o
}

func jsonValue(v value) any {
	switch {
	case v.node != nil && v.node.iri != "":
		return ordered{{"@id", v.node.iri}}
	case v.node != nil:
		return jsonNode(v.node)
	case v.iri != "":
		return ordered{{"@id", v.iri}}
	case v.lang != "":
		return ordered{{"@value", v.literal}, {"@language", string(v.lang)}}
	case v.datatype != "":
		return ordered{{"@value", v.literal}, {"@type", v.datatype}}
	}
	return v.literal
}

// ordered is a JSON object whose members keep their order: @context is to come first.
type ordered []member

type member struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		if err := encode(&b, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode writes a value without the newline that an encoder adds, and with <, > and & as
// they are.
func encode(b *bytes.Buffer, v any) error {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	return nil
}
