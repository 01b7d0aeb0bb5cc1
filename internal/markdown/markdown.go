// Package markdown reads Markdown once and renders it as safe HTML, any number of
// times: headings shifted to fit a page, links resolved when they are printed.
//
// The dialect is CommonMark with tables, footnotes, definition lists, strikethrough and
// bare URLs as links. Raw HTML is refused.
package markdown

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/invisible"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Doc is a Markdown text that has been read. It is safe for use by several
// goroutines.
type Doc struct {
	Headings []Heading
	Links    []Link

	source []byte
	root   ast.Node
	// ids are those of the headings, in order.
	ids map[ast.Node]string
}

// Heading is a heading of a Doc.
type Heading struct {
	// Level is 1 to 6, as written.
	Level int
	// Text is the heading without its markup.
	Text string
	// ID is unique in the Doc and consists of a-z, 0-9 and hyphens.
	ID  string
	Pos diag.Pos
}

// Link is a link or an image of a Doc.
type Link struct {
	// Destination is what Resolve is asked for: a URL or a path.
	Destination string
	Pos         diag.Pos
	IsImage     bool
	// Alt is the text that stands for an image; "" for links.
	Alt string
}

// Parse reads a text whose first line is line firstLine of the file path. Problems
// are of the codes raw-html, encoding and broken-link, and the Doc can be rendered all the same, without
// the HTML; or of the code too-large, and then the Doc is empty: no time is spent on a text
// that is nested beyond reason.
func Parse(path string, firstLine int, src string) (*Doc, diag.Problems) {
	source := []byte(strings.ToValidUTF8(src, "\ufffd"))
	r := reader{
		doc:    &Doc{source: source, ids: map[ast.Node]string{}},
		places: newPlaces(path, firstLine, source),
		slugs:  slugger{},

		mayDangle: mayDangle(source),
	}
	if at := excess(source); at >= 0 {
		r.problems.Add(r.places.at(at), "too-large/nesting", nil).WithHint("simplify")
		r.doc.source = nil
	}
	r.doc.root = dialect.Parser().Parse(text.NewReader(r.doc.source))
	r.read()
	return r.doc, r.problems
}

// reader gathers what a Doc tells about its text.
type reader struct {
	doc      *Doc
	places   places
	slugs    slugger
	problems diag.Problems
	// mayDangle says that the text may have links or footnotes that lead nowhere.
	mayDangle bool
	// opened counts the raw tags that were reported, so that their end tags
	// are not.
	opened map[string]int
}

func (r *reader) read() {
	// The callback never fails, so that Walk does not.
	_ = ast.Walk(r.doc.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			r.visit(n)
		}
		return ast.WalkContinue, nil
	})
}

func (r *reader) visit(node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		r.refuseReferences(n)
		r.refuseDangling(n)
	case *ast.Heading:
		r.addHeading(n)
	case *ast.Link:
		r.addLink(Link{Destination: destination(n.Destination), Pos: r.places.at(n.Pos())})
	case *ast.Image:
		r.addLink(Link{Destination: destination(n.Destination), Pos: r.places.at(n.Pos()), IsImage: true, Alt: plain(n, r.doc.source)})
	case *ast.AutoLink:
		r.addLink(Link{Destination: autoDestination(n, r.doc.source), Pos: r.places.at(autoLinkStart(n, r.doc.source))})
	case *ast.RawHTML:
		r.refuseHTML(n.Segments.Value(r.doc.source), n.Segments.At(0).Start)
	case *ast.HTMLBlock:
		r.refuseHTML(htmlOf(n, r.doc.source), n.Lines().At(0).Start)
	}
}

func (r *reader) addHeading(n *ast.Heading) {
	title := plain(n, r.doc.source)
	id := r.slugs.unique(title)
	r.doc.ids[n] = id
	r.doc.Headings = append(r.doc.Headings, Heading{Level: n.Level, Text: title, ID: id, Pos: r.places.at(n.Pos())})
}

func (r *reader) addLink(link Link) { r.doc.Links = append(r.doc.Links, link) }

// autoLinkStart returns where a link that is its own text begins. The position of a
// bare URL may be that of the space before it.
func autoLinkStart(n *ast.AutoLink, source []byte) int {
	start := max(n.Pos(), 0)
	if source[start] == '<' {
		return start
	}
	return start + max(bytes.Index(source[start:], n.Label(source)), 0)
}

func htmlOf(n *ast.HTMLBlock, source []byte) []byte {
	html := n.Lines().Value(source)
	if n.HasClosure() {
		html = append(bytes.Clone(html), n.ClosureLine.Value(source)...)
	}
	return html
}

// refuseHTML reports raw HTML, but not the end of a tag whose start was reported.
// Comments are reported as such: whoever writes one takes it for private.
func (r *reader) refuseHTML(html []byte, offset int) {
	indent := len(html) - len(bytes.TrimLeft(html, " \t\n"))
	tag := strings.TrimSpace(string(html))
	if strings.HasPrefix(tag, "<!--") {
		r.problems.Add(r.places.at(offset+indent), "raw-html/comment", diag.Args{"tag": shorten(tag)}).WithHint("comment")
		return
	}
	name, isEnd := tagName(tag)
	if isEnd && r.opened[name] > 0 {
		r.opened[name]--
		return
	}
	if r.opened == nil {
		r.opened = map[string]int{}
	}
	r.opened[name]++
	r.problems.Add(r.places.at(offset+indent), "raw-html", diag.Args{"tag": shorten(tag)}).WithHint("markdown")
}

// reference is a character reference of HTML: "&#x202E;".
var reference = regexp.MustCompile(`&#?[0-9A-Za-z]{1,32};`)

// refuseReferences reports character references that stand for invisible characters.
// The soft hyphen can be written so: then it is there on purpose.
func (r *reader) refuseReferences(n *ast.Text) {
	value := n.Value(r.doc.source)
	if bytes.IndexByte(value, '&') < 0 || n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for _, at := range reference.FindAllIndex(value, -1) {
		written := string(value[at[0]:at[1]])
		c, i := invisible.First(html.UnescapeString(written))
		if i < 0 || c == softHyphen {
			continue
		}
		args := diag.Args{"reference": written, "character": fmt.Sprintf("U+%04X", c)}
		r.problems.Add(r.places.at(n.Segment.Start+at[0]), "encoding/reference", args).WithHint("control")
	}
}

const softHyphen = '\u00ad'

// tagName returns the name in the tag that html begins with.
func tagName(html string) (name string, isEnd bool) {
	name = strings.TrimPrefix(html, "<")
	name, isEnd = strings.CutPrefix(name, "/")
	end := strings.IndexFunc(name, func(c rune) bool { return c == '>' || c == '/' || c <= ' ' })
	if end >= 0 {
		name = name[:end]
	}
	return strings.ToLower(name), isEnd
}

// shorten returns the first tag of raw HTML, or the start of a long one.
func shorten(html string) string {
	const most = 40
	if end := strings.IndexByte(html, '>'); end >= 0 {
		html = html[:end+1]
	}
	html = strings.Join(strings.Fields(html), " ")
	if utf8.RuneCountInString(html) > most {
		return string([]rune(html)[:most]) + "…"
	}
	return html
}

// Source returns the text as it was read, for those who publish it as it is written.
func (d *Doc) Source() string { return string(d.source) }
