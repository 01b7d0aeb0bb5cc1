package changes

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageText is what a page says: its heading, the words over that, and the text of its main
// part, a line for each paragraph, list item, cell or heading.
type pageText struct {
	title, kicker string
	lines         []string
	// twins are the addresses of the page in all languages, as the page names them, in one
	// text; "" where it names none.
	twins string
}

func readPage(site fs.FS, file string) (pageText, error) {
	raw, err := fs.ReadFile(site, file)
	if err != nil {
		return pageText{}, err
	}
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return pageText{}, fmt.Errorf("%s: %w", file, err)
	}
	var t pageText
	if main := find(root, atom.Main); main != nil {
		t.read(main)
	}
	t.end()
	t.title = textOf(find(root, atom.H1))
	t.kicker = textOf(findKicker(root))
	t.twins = twins(root)
	t.lines = slices.DeleteFunc(t.lines, func(s string) bool { return s == "" })
	return t, nil
}

// textOf is the text of an element in one line; "" of none.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var t pageText
	t.read(n)
	t.end()
	return strings.TrimSpace(strings.Join(t.lines, " "))
}

// find returns the first element of a kind, or nil.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return d
		}
	}
	return nil
}

// findKicker returns the words over a page's heading, or nil.
func findKicker(root *html.Node) *html.Node {
	h1 := find(root, atom.H1)
	if h1 == nil {
		return nil
	}
	for n := range h1.Parent.ChildNodes() {
		if n == h1 {
			break
		}
		if n.DataAtom == atom.P && attribute(n, "class") == "kicker" {
			return n
		}
	}
	return nil
}

// twins joins the addresses of the page in all languages.
func twins(root *html.Node) string {
	var all []string
	for n := range root.Descendants() {
		if n.DataAtom == atom.Link && attribute(n, "rel") == "alternate" && attribute(n, "hreflang") != "" {
			all = append(all, attribute(n, "href"))
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// blocks are the elements that begin a line of their own.
var blocks = []atom.Atom{
	atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Caption, atom.Div,
	atom.Section, atom.Article, atom.Summary, atom.Figcaption, atom.Figure, atom.Table, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Pre,
}

// unread are the elements whose text is none of the page's: drawings say in words beside
// them what they show, templates are filled in by scripts.
var unread = []atom.Atom{atom.Svg, atom.Script, atom.Style, atom.Template}

// read adds the text of an element.
func (t *pageText) read(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.add(n.Data)
		return
	case html.ElementNode:
		if slices.Contains(unread, n.DataAtom) {
			return
		}
	}
	isBlock := slices.Contains(blocks, n.DataAtom)
	if isBlock {
		t.end()
	}
	for child := range n.ChildNodes() {
		t.read(child)
	}
	if isBlock {
		t.end()
	}
}

// add adds a text to the last line.
func (t *pageText) add(text string) {
	if len(t.lines) == 0 {
		t.lines = []string{""}
	}
	t.lines[len(t.lines)-1] += text
}

// end ends the last line, with its spaces made single.
func (t *pageText) end() {
	if n := len(t.lines); n > 0 {
		t.lines[n-1] = strings.Join(strings.Fields(t.lines[n-1]), " ")
		if t.lines[n-1] == "" {
			return
		}
	}
	t.lines = append(t.lines, "")
}
