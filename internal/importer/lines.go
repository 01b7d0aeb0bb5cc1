package importer

import (
	"bytes"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// encodeEntry writes a field as lines, without the line break at the end.
func encodeEntry(name string, value *yaml.Node) ([]string, bool) {
	v := *value
	v.HeadComment, v.FootComment = "", ""
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}
	return encodeLines(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{key, &v}})
}

func encodeLines(node *yaml.Node) ([]string, bool) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if enc.Encode(node) != nil || enc.Close() != nil {
		return nil, false
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"), true
}

// indented puts spaces before all lines but the first, and those that are empty.
func indented(lines []string, n int) []string {
	out := slices.Clone(lines)
	for i := 1; i < len(out); i++ {
		if out[i] != "" {
			out[i] = strings.Repeat(" ", n) + out[i]
		}
	}
	return out
}

// replace writes a new value of a field in the place of the old one's lines.
func (e *editor) replace(text string, at entry, value *yaml.Node) (string, bool) {
	lines := strings.Split(text, "\n")
	start, end := span(lines, at)
	fresh, ok := encodeEntry(at.key.Value, value)
	if !ok {
		return text, false
	}
	indent := at.key.Column - 1
	fresh = indented(fresh, indent)
	before := []rune(lines[start])
	if len(before) < indent {
		return text, false
	}
	fresh[0] = string(before[:indent]) + fresh[0]
	return strings.Join(slices.Concat(lines[:start], fresh, lines[end:]), "\n"), true
}

// removeEntry takes the lines of a field away. The first of an item of a list stands
// behind its hyphen, and can't be.
func removeEntry(text string, at entry) (string, bool) {
	lines := strings.Split(text, "\n")
	start, end := span(lines, at)
	if strings.TrimSpace(string([]rune(lines[start])[:at.key.Column-1])) != "" {
		return text, false
	}
	return strings.Join(slices.Concat(lines[:start], lines[end:]), "\n"), true
}

// insert adds a field to a mapping in block form, behind those that come before it in the
// order of names.
func insert(text string, m *yaml.Node, order []string, name string, value *yaml.Node) (string, bool) {
	if !isBlock(m) {
		return text, false
	}
	lines := strings.Split(text, "\n")
	fresh, ok := encodeEntry(name, value)
	if !ok {
		return text, false
	}
	first := m.Content[0]
	after := -1
	for i := 0; i+1 < len(m.Content); i += 2 {
		if comesBefore(order, m.Content[i].Value, name) {
			after = i
		}
	}
	indent := first.Column - 1
	fresh = indented(fresh, indent)
	fresh[0] = strings.Repeat(" ", indent) + fresh[0]
	startsItem := strings.TrimSpace(string([]rune(lines[first.Line-1])[:indent])) != ""
	if after < 0 && startsItem {
		after = 0
	}
	at := first.Line - 1
	if after >= 0 {
		_, at = span(lines, entry{m, m.Content[after], m.Content[after+1]})
	}
	return strings.Join(slices.Concat(lines[:at], fresh, lines[at:]), "\n"), true
}

// comesBefore reports whether a field is written before another: by their order, or else
// by the alphabet.
func comesBefore(order []string, a, b string) bool {
	i, j := slices.Index(order, a), slices.Index(order, b)
	if i < 0 || j < 0 {
		return a < b
	}
	return i < j
}

// appendItem adds an item at the end of a list in block form.
func appendItem(text string, list entry, item *yaml.Node) (string, bool) {
	lines := strings.Split(text, "\n")
	fresh, ok := encodeLines(&yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{item}})
	if !ok {
		return text, false
	}
	last := list.value.Content[len(list.value.Content)-1]
	line := []rune(lines[last.Line-1])
	hyphen := slices.Index(line, '-')
	if hyphen < 0 || strings.TrimSpace(string(line[:hyphen])) != "" {
		return text, false
	}
	_, end := span(lines, list)
	fresh = indented(fresh, hyphen)
	fresh[0] = strings.Repeat(" ", hyphen) + fresh[0]
	return strings.Join(slices.Concat(lines[:end], fresh, lines[end:]), "\n"), true
}

// span returns the lines of a field: from its key, to what belongs to something else.
// Comments and empty lines at its end belong to what follows.
func span(lines []string, at entry) (start, end int) {
	start = at.key.Line - 1
	indent := at.key.Column - 1
	last := max(start, lastLine(at.value)-1)
	end = start + 1
	for i := start + 1; i < len(lines); i++ {
		inner := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
		rest := lines[i][inner:]
		if rest == "" {
			continue
		}
		if inner <= indent && i > last && !isFlowEnd(at.value, rest) && !isItemOf(at.value, inner, indent, rest) {
			break
		}
		end = i + 1
	}
	return start, end
}

// lastLine is the last line on which a node, or one in it, begins.
func lastLine(n *yaml.Node) int {
	last := n.Line
	for _, inner := range n.Content {
		last = max(last, lastLine(inner))
	}
	return last
}

// isFlowEnd reports whether a line closes the brackets of a value.
func isFlowEnd(value *yaml.Node, rest string) bool {
	return value.Style&yaml.FlowStyle != 0 && (rest[0] == '}' || rest[0] == ']')
}

// isItemOf reports whether a line begins an item of a list that stands as far to the left
// as its field.
func isItemOf(value *yaml.Node, inner, indent int, rest string) bool {
	return value.Kind == yaml.SequenceNode && inner == indent && (rest == "-" || strings.HasPrefix(rest, "- "))
}
