package source

import (
	"regexp"
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
	// lines are those of the YAML text.
	lines  [][]byte
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

// node returns nil after a failure. inList says that it is an item of a list.
func (c *converter) node(y *yaml.Node, depth int, inList bool) *Node {
	if !c.isAllowed(y, depth) {
		return nil
	}
	switch y.Kind {
	case yaml.MappingNode:
		return c.mapping(y, depth, inList)
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
		n.Items[i] = c.node(item, depth+1, true)
	}
	return n
}

// mapping reads fields. Where the first field of an item of a list stands a second time,
// the next item lacks its hyphen, and what the list holds is not known.
func (c *converter) mapping(y *yaml.Node, depth int, inList bool) *Node {
	n := &Node{Kind: Mapping, Pos: c.at(y), Fields: make([]Field, 0, len(y.Content)/2)}
	lines := make(map[string]int, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content) && !c.failed; i += 2 {
		if y.Style&yaml.FlowStyle != 0 && !c.checkFlowField(y.Content[:i], y.Content[i:]) {
			break
		}
		field, ok := c.field(y.Content[i], y.Content[i+1], depth)
		if !ok {
			break
		}
		if line, isTaken := lines[field.Key]; isTaken {
			args := diag.Args{"key": field.Key, "line": strconv.Itoa(line)}
			if inList && field.Key == n.Fields[0].Key && len(n.Fields) > 1 {
				args["value"] = shorten(field.Key + ": " + y.Content[i+1].Value)
				c.fail(y.Content[i], "duplicate-key", "dash-item", args)
				break
			}
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
	field = Field{Key: key.Value, KeyPos: c.at(key), Value: c.node(value, depth+1, false)}
	return field, !c.failed
}

// checkFlowField sees that a field between braces, which begins what is left of them, has
// a colon. YAML takes what has none for a field without a value:
//
//	title: {lv: Ielas, ceļi un tilti}
func (c *converter) checkFlowField(before, left []*yaml.Node) bool {
	key, value := left[0], left[1]
	if key.Kind != yaml.ScalarNode || key.Style != 0 || !isNothing(value) {
		return true
	}
	if name, ok := strings.CutSuffix(key.Value, ":"); ok {
		key.Value = name // "{opens:}", where YAML wants a space before the brace
		return true
	}
	if c.hasColon(key) {
		return true
	}
	if gluedField.MatchString(key.Value) {
		c.failGlued(key, key.Value)
		return false
	}
	if len(before) == 0 || before[len(before)-1].Kind != yaml.ScalarNode || before[len(before)-1].Style != 0 {
		c.fail(key, noColon, "field", nil)
		return false
	}
	c.failCutValue(before[len(before)-1], left)
	return false
}

// from returns the rest of the line on which a node begins.
func (c *converter) from(y *yaml.Node) string {
	line := []rune(string(c.lines[min(y.Line, len(c.lines))-1]))
	return string(line[min(y.Column-1, len(line)):])
}

// hasColon reports whether a colon follows a key between braces.
func (c *converter) hasColon(key *yaml.Node) bool {
	rest := c.from(key)
	if end := strings.IndexAny(rest, ",}"); end >= 0 {
		rest = rest[:end]
	}
	return strings.Contains(rest, ": ") || strings.HasSuffix(strings.TrimSpace(rest), ":")
}

var (
	// commaNumber is a number with commas in it.
	commaNumber = regexp.MustCompile(`^\d+(?:,\d+)+$`)
	// commaDecimal is one whose comma can't stand between thousands.
	commaDecimal = regexp.MustCompile(`^\d+,(?:\d{1,2}|\d{4,})$`)
)

// failCutValue reports a value between braces that lost its end to a comma, with all
// that follows it up to the next field.
func (c *converter) failCutValue(value *yaml.Node, left []*yaml.Node) {
	parts := []string{value.Value}
	for i := 0; i+1 < len(left) && isNothing(left[i+1]) && !c.hasColon(left[i]); i += 2 {
		parts = append(parts, left[i].Value)
	}
	number := strings.Join(parts, ",")
	switch {
	case commaDecimal.MatchString(number):
		c.fail(value, "syntax/comma", "write", diag.Args{"suggestion": strings.Replace(number, ",", ".", 1)})
	case commaNumber.MatchString(number):
		c.fail(value, "syntax/comma", "number-form", nil)
	default:
		c.fail(value, "syntax/comma", "quote-value", diag.Args{"quoted": quote(strings.Join(parts, ", "))})
	}
}

// checkKey refuses keys that are no plain names.
func (c *converter) checkKey(key *yaml.Node, depth int) bool {
	switch {
	case !c.isAllowed(key, depth):
	case key.Kind != yaml.ScalarNode || key.Value == "":
		c.fail(key, "syntax/key", "", nil)
	case strings.ContainsFunc(key.Value, isOddSpace):
		c.fail(key, "syntax/space", "space", nil)
	case key.Style == 0 && gluedField.MatchString(key.Value):
		c.failGlued(key, c.from(key))
	}
	return !c.failed
}

// failGlued reports a field without a space after its colon whose value holds another
// colon, so that YAML takes all up to that one for the name: "proposals:{received: 4}".
func (c *converter) failGlued(key *yaml.Node, text string) {
	glued := gluedField.FindStringSubmatch(text)
	if glued == nil { // a name over several lines
		c.fail(key, "syntax/key", "", nil)
		return
	}
	in := inspection{text: text}
	in.reportGluedField(0, glued[1], glued[2])
	at := *key
	at.Column += utf8.RuneCountInString(glued[1]) + 1
	c.fail(&at, in.fault.code, in.fault.hint, in.fault.args)
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
