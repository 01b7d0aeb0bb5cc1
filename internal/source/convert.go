package source

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/invisible"

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
	if !c.isAllowed(y, depth) {
		return nil
	}
	switch y.Kind {
	case yaml.MappingNode:
		return c.mapping(y, depth)
	case yaml.SequenceNode:
		return c.sequence(y, depth)
	}
	c.checkEscapes(y)
	return &Node{Kind: Scalar, Tag: scalarTag(y), Value: y.Value, Quoted: y.Style != 0, Pos: c.at(y)}
}

// isAllowed refuses what records don't need and what would hide the place of a value
// or make it something else than it looks.
func (c *converter) isAllowed(y *yaml.Node, depth int) bool {
	switch {
	case c.failed:
	case depth > maxDepth:
		c.fail(y, "too-large/depth", "", diag.Args{"limit": strconv.Itoa(maxDepth)})
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		c.fail(y, "syntax/alias", "alias", nil)
	case y.Style&yaml.TaggedStyle != 0:
		c.fail(y, "syntax/tag", "tag", diag.Args{"tag": y.Tag})
	case isCutNumber(y, y.LineComment):
		c.failCutNumber(y, y.LineComment)
	}
	return !c.failed
}

// checkEscapes reports invisible characters that are written as escapes, which the
// text of the file does not show: "\u202E".
func (c *converter) checkEscapes(y *yaml.Node) {
	if r, at := invisible.First(y.Value); at >= 0 {
		c.reportInvisible(c.at(y), r)
	}
}

// isCutNumber reports whether a value without quotes lost its end to a comment that
// people take for a number: "Plāns #2".
func isCutNumber(value *yaml.Node, comment string) bool {
	return value.Kind == yaml.ScalarNode && value.Style == 0 &&
		len(comment) > 1 && comment[0] == '#' && comment[1] >= '0' && comment[1] <= '9'
}

func (c *converter) failCutNumber(value *yaml.Node, comment string) {
	args := diag.Args{"quoted": quote(strings.TrimSpace(value.Value + " " + comment))}
	c.fail(value, "syntax/comment", "quote-value", args)
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
	lines := make(map[string]int, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content) && !c.failed; i += 2 {
		field, ok := c.field(y.Content[i], y.Content[i+1], depth)
		if !ok {
			break
		}
		if line, isTaken := lines[field.Key]; isTaken {
			args := diag.Args{"key": field.Key, "line": strconv.Itoa(line)}
			c.problems.Add(field.KeyPos, "duplicate-key", args)
			continue
		}
		lines[field.Key] = field.KeyPos.Line
		n.Fields = append(n.Fields, field)
	}
	return n
}

func (c *converter) field(key, value *yaml.Node, depth int) (field Field, ok bool) {
	if isNothing(value) && value.Line > key.Line {
		// After "? key" yaml.v3 puts the missing value on the line below, which
		// the file may not have.
		value.Line, value.Column = key.Line, key.Column
	}
	// yaml.v3 keeps the comment after a field without a value with the key.
	comment := key.LineComment
	key.LineComment = ""
	if isCutNumber(value, comment) {
		c.failCutNumber(value, comment)
	}
	if !c.checkKey(key, depth) || !c.checkSpace(key, value) {
		return Field{}, false
	}
	field = Field{Key: key.Value, KeyPos: c.at(key), Value: c.node(value, depth+1)}
	return field, !c.failed
}

// checkKey refuses keys that are no plain names.
func (c *converter) checkKey(key *yaml.Node, depth int) bool {
	switch {
	case !c.isAllowed(key, depth):
	case key.Kind != yaml.ScalarNode || key.Value == "":
		c.fail(key, "syntax/key", "", nil)
	case strings.ContainsFunc(key.Value, isOddSpace):
		c.fail(key, "syntax/space", "space", nil)
	}
	return !c.failed
}

// checkSpace recognises a nested field without a space after its colon, which YAML
// takes for the text of the field above it:
//
//	title:
//	  lv:Plāns
func (c *converter) checkSpace(key, value *yaml.Node) bool {
	if value.Kind != yaml.ScalarNode || value.Style != 0 || value.Line == key.Line {
		return true
	}
	glued := gluedField.FindStringSubmatch(value.Value)
	if glued == nil || strings.ToLower(glued[1]) != glued[1] {
		return true
	}
	in := inspection{text: value.Value}
	in.reportGluedField(0, glued[1], glued[2])
	at := *value
	at.Column += utf8.RuneCountInString(glued[1]) + 1
	c.fail(&at, in.fault.code, in.fault.hint, in.fault.args)
	return false
}
