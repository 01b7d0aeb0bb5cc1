package source

import (
	"regexp"
	"strconv"

	"parskats/internal/diag"

	"gopkg.in/yaml.v3"
)

// maxDepth is how deep values may be nested. Records need six levels.
const maxDepth = 64

// converter turns the nodes of yaml.v3 into this package's. It stops at the first
// construct that records don't allow.
type converter struct {
	*parser
	failed bool
}

func (c *converter) at(y *yaml.Node) diag.Pos {
	return c.pos(y.Line+c.firstLine-1, y.Column)
}

// fail reports a problem that hides what the file says; only the first counts.
func (c *converter) fail(y *yaml.Node, code, hint string, args diag.Args) {
	if !c.failed {
		c.problems.Add(c.at(y), code, args).WithHint(hint)
	}
	c.failed = true
}

// node returns nil after a failure.
func (c *converter) node(y *yaml.Node, depth int) *Node {
	switch {
	case c.failed:
		return nil
	case depth > maxDepth:
		c.fail(y, "too-large/depth", "", diag.Args{"limit": strconv.Itoa(maxDepth)})
		return nil
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		c.fail(y, "syntax/alias", "alias", nil)
		return nil
	case y.Style&yaml.TaggedStyle != 0:
		c.fail(y, "syntax/tag", "tag", diag.Args{"tag": y.Tag})
		return nil
	}
	switch y.Kind {
	case yaml.MappingNode:
		return c.mapping(y, depth)
	case yaml.SequenceNode:
		return c.sequence(y, depth)
	}
	return &Node{Kind: Scalar, Tag: scalarTag(y), Value: y.Value, Quoted: y.Style != 0, Pos: c.at(y)}
}

// scalarTag leaves out the tag of "<<": mappings are not merged, so that it is a key
// like any other.
func scalarTag(y *yaml.Node) string {
	if y.Tag == "!!merge" {
		return "!!str"
	}
	return y.Tag
}

func (c *converter) sequence(y *yaml.Node, depth int) *Node {
	n := &Node{Kind: Sequence, Pos: c.at(y), Items: make([]*Node, len(y.Content))}
	for i, item := range y.Content {
		n.Items[i] = c.node(item, depth+1)
	}
	return n
}

func (c *converter) mapping(y *yaml.Node, depth int) *Node {
	n := &Node{Kind: Mapping, Pos: c.at(y), Fields: make([]Field, 0, len(y.Content)/2)}
	for i := 0; i+1 < len(y.Content) && !c.failed; i += 2 {
		c.field(n, y.Content[i], y.Content[i+1], depth)
	}
	return n
}

func (c *converter) field(n *Node, key, value *yaml.Node, depth int) {
	if key.Kind != yaml.ScalarNode || key.Value == "" {
		c.fail(key, "syntax/key", "", nil)
		return
	}
	if c.node(key, depth) == nil {
		return
	}
	if lacksSpace(key, value) {
		c.fail(value, "syntax/colon-space", "colon-space", nil)
		return
	}
	field := Field{Key: key.Value, KeyPos: c.at(key), Value: c.node(value, depth+1)}
	if first := findField(n.Fields, field.Key); first != nil {
		args := diag.Args{"key": field.Key, "line": strconv.Itoa(first.KeyPos.Line)}
		c.problems.Add(field.KeyPos, "duplicate-key", args)
		return
	}
	n.Fields = append(n.Fields, field)
}

func findField(fields []Field, key string) *Field {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}

// fieldWithoutSpace is a field that lacks the space after its colon, "lv:Plāns",
// but no URL.
var fieldWithoutSpace = regexp.MustCompile(`^[a-z_]+:[^\s/]`)

// lacksSpace recognises a nested field that YAML took for the text of the field
// above it:
//
//	title:
//	  lv:Plāns
func lacksSpace(key, value *yaml.Node) bool {
	return value.Kind == yaml.ScalarNode && value.Style == 0 && value.Line > key.Line &&
		fieldWithoutSpace.MatchString(value.Value)
}
