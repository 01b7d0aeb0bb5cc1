// Package source reads a site's record files: it walks the tree, decodes YAML and
// front matter, and keeps the place of every value. It gives no meaning to what it
// reads.
//
// Reading is generous about what editors' programs do (a byte order mark, Windows
// line ends) and strict about what nobody means (duplicate keys, aliases, tags).
package source

import "parskats/internal/diag"

// Document is one file of records.
type Document struct {
	// Path is the file's path from the source folder, with slashes:
	// "data/consultations/2023/x.yaml".
	Path string
	// Root is the file's YAML; nil for Markdown that has no front matter.
	Root *Node
	// Body is the Markdown after the front matter, with line ends of "\n".
	Body string
	// BodyLine is the line of the file on which Body starts, from 1; 0 for YAML.
	BodyLine int
	// IsMarkdown says that the file is Markdown, with or without front matter.
	IsMarkdown bool
}

// Kind says what a YAML value consists of.
type Kind int

// The kinds of values.
const (
	Scalar Kind = iota
	Mapping
	Sequence
)

// Node is a YAML value with its place.
type Node struct {
	Kind Kind
	// Tag is the type that YAML gives to a scalar: "!!str", "!!int", "!!float",
	// "!!bool", "!!null" or "!!timestamp". A date that does not exist is a
	// "!!str".
	Tag string
	// Value is a scalar as typed, without its quotes.
	Value string
	// Quoted says that a scalar stands in quotes or is a block of text, so that
	// it is a text whatever it looks like.
	Quoted bool
	Pos    diag.Pos
	// Fields are those of a mapping, in the order of the file, each key once.
	Fields []Field
	// Items are those of a sequence.
	Items []*Node
}

// Field is a key of a mapping with its value.
type Field struct {
	Key    string
	KeyPos diag.Pos
	Value  *Node
}

// Get returns the value of a key, or nil where n is no mapping or has no such key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return nil
}
