package source

import (
	"bytes"
	"path"
	"strconv"

	"parskats/internal/diag"

	"gopkg.in/yaml.v3"
)

// Parse reads one file. The document is nil where a problem hides what the file
// says; other problems, such as a duplicate key, come with a document.
func Parse(name string, raw []byte) (*Document, diag.Problems) {
	p := parser{path: name}
	doc := p.parse(raw)
	return doc, p.problems
}

// parser reads one file.
type parser struct {
	path     string
	problems diag.Problems
	// firstLine is the line of the file on which its YAML starts.
	firstLine int
}

func (p *parser) pos(line, col int) diag.Pos {
	return diag.Pos{File: p.path, Line: line, Col: col}
}

func (p *parser) parse(raw []byte) *Document {
	if len(raw) > MaxSize {
		p.problems.Add(p.pos(1, 1), "too-large", diag.Args{"limit": strconv.Itoa(MaxSize >> 20)}).WithHint("split")
		return nil
	}
	text, ok := p.decodeText(raw)
	if !ok {
		return nil
	}
	if len(bytes.TrimSpace(text)) == 0 {
		p.problems.Add(p.pos(1, 1), "empty", nil)
		return nil
	}
	if path.Ext(p.path) == ".md" {
		return p.parseMarkdown(text)
	}
	return p.parseRecord(text)
}

// parseRecord reads a file that is YAML as a whole.
func (p *parser) parseRecord(text []byte) *Document {
	p.firstLine = 1
	root, ok := p.parseYAML(text)
	if !ok {
		return nil
	}
	if root == nil {
		p.problems.Add(p.pos(1, 1), "empty", nil)
		return nil
	}
	return &Document{Path: p.path, Root: root}
}

func (p *parser) parseMarkdown(text []byte) *Document {
	matter, ok := splitFrontMatter(text)
	if !ok {
		p.problems.Add(p.pos(matter.line-1, 1), "syntax/front-matter", nil).WithHint("front-matter")
		return nil
	}
	p.firstLine = matter.line
	root, ok := p.parseYAML(matter.yaml)
	if !ok || p.hasConflict(matter) {
		return nil
	}
	return &Document{
		Path: p.path, Root: root, IsMarkdown: true,
		Body: string(matter.body), BodyLine: matter.bodyLine,
	}
}

// hasConflict reports the first mark of Git in a Markdown text, which would be printed as
// it stands.
func (p *parser) hasConflict(matter frontMatter) bool {
	if !bytes.Contains(matter.body, []byte("<<<<<<< ")) {
		return false
	}
	for i, line := range splitLines(matter.body) {
		if bytes.HasPrefix(line, []byte("<<<<<<< ")) {
			p.problems.Add(p.pos(matter.bodyLine+i, 1), "syntax/conflict", nil).WithHint("conflict")
			return true
		}
	}
	return false
}

// frontMatter is a Markdown file in its two parts, each with its first line.
type frontMatter struct {
	yaml, body     []byte
	line, bodyLine int
}

// splitFrontMatter finds the front matter between two lines of "---", the first of
// which may follow empty lines. A text without it is all body. ok is false where
// the front matter is not closed.
func splitFrontMatter(text []byte) (parts frontMatter, ok bool) {
	lines := splitLines(text)
	open := 0
	for open < len(lines) && len(bytes.TrimSpace(lines[open])) == 0 {
		open++
	}
	if open == len(lines) || !isMarker(lines[open], "---") {
		return frontMatter{body: text, bodyLine: 1}, true
	}
	parts.line = open + 2
	for i := open + 1; i < len(lines); i++ {
		if isMarker(lines[i], "---") || isMarker(lines[i], "...") {
			parts.yaml = bytes.Join(lines[open+1:i], nil)
			parts.body = bytes.Join(lines[i+1:], nil)
			parts.bodyLine = i + 2
			return parts, true
		}
	}
	return parts, false
}

// isMarker reports whether a line consists of a marker, apart from spaces after it.
func isMarker(line []byte, marker string) bool {
	return string(bytes.TrimRight(line, " \t\n")) == marker
}

// splitLines cuts a text after each line end.
func splitLines(text []byte) [][]byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	if len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// parseYAML decodes YAML text. root is nil where it holds no value. ok is false
// after a syntax problem.
func (p *parser) parseYAML(text []byte) (root *Node, ok bool) {
	text = withoutRareBreaks(text)
	if !p.checkSingleDocument(text) {
		return nil, false
	}
	var document yaml.Node
	if err := decode(bytes.NewReader(text), &document); err != nil {
		p.reportSyntax(text, err)
		return nil, false
	}
	if len(document.Content) == 0 || isNothing(document.Content[0]) {
		return nil, true
	}
	c := converter{parser: p, lines: splitLines(text)}
	root = c.node(document.Content[0], 1, false)
	return root, !c.failed
}

// isNothing reports whether there is no value where one could stand.
func isNothing(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == ""
}
