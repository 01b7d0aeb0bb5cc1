package markdown

import (
	"bufio"
	stdhtml "html"
	"io"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// RenderOptions say how a Doc fits its page.
type RenderOptions struct {
	// HeadingShift is added to the levels of headings; none exceeds 6.
	HeadingShift int
	// Resolve maps the destination of a link or image to the URL to print; where
	// ok is false only the text is printed. Without it destinations are printed
	// as they are. URLs are printed only if they have no scheme, or one of http,
	// https, mailto and tel.
	Resolve func(destination string) (href string, ok bool)
	// Size returns the width and height of an image in CSS pixels, so that the page
	// leaves room for it before it is loaded; 0 where they are unknown. It may be nil.
	Size func(destination string) (width, height int)
	// Lang is the language of the labels that the HTML adds: "lv" or, for any
	// other, English.
	Lang string
	// Labels replace those of Lang where they are set.
	Labels Labels
}

// Labels are the words that the HTML adds for those who don't see the page.
type Labels struct {
	// Table names the region that scrolls a table, with a number from the second
	// on.
	Table string
	// Footnotes names the list of footnotes, Backlink the link from one to the
	// text.
	Footnotes, Backlink string
}

func (opt RenderOptions) labels() Labels {
	if opt.Labels != (Labels{}) {
		return opt.Labels
	}
	if opt.Lang == "lv" {
		return Labels{Table: "Tabula", Footnotes: "Piezīmes", Backlink: "Atpakaļ uz tekstu"}
	}
	return Labels{Table: "Table", Footnotes: "Footnotes", Backlink: "Back to the text"}
}

// dialect is goldmark as this package uses it. It does not change once built.
var dialect = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.Footnote, extension.DefinitionList),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(pageRenderer{}, 100))),
)

// Render writes the HTML of the text to w.
func (d *Doc) Render(w io.Writer, opt RenderOptions) error {
	out := &pageWriter{Writer: bufio.NewWriter(w), doc: d, opt: opt, labels: opt.labels()}
	if err := dialect.Renderer().Render(out, d.source, d.root); err != nil {
		return err
	}
	return out.Flush()
}

// pageWriter carries what the functions of pageRenderer need to know: goldmark hands
// them its writer, and nothing else that differs from call to call.
type pageWriter struct {
	*bufio.Writer
	doc    *Doc
	opt    RenderOptions
	labels Labels
	tables int
	// links tells of each link that is being rendered whether it was printed as
	// one; inAnchor that one of them was.
	links    []bool
	inAnchor bool
}

// resolve returns the URL to print for a destination; ok is false for none. What the
// resolver says is checked as well: it may pass on what the text says.
func (w *pageWriter) resolve(destination string) (href string, ok bool) {
	href, ok = destination, true
	if w.opt.Resolve != nil {
		href, ok = w.opt.Resolve(destination)
	}
	return href, ok && isSafe(href)
}

// pageRenderer renders the nodes that pages need otherwise than goldmark does it.
type pageRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	register(reg, ast.KindHeading, renderHeading)
	register(reg, ast.KindLink, renderLink)
	register(reg, ast.KindAutoLink, renderAutoLink)
	register(reg, ast.KindImage, renderImage)
	register(reg, ast.KindCodeBlock, renderCode)
	register(reg, ast.KindFencedCodeBlock, renderCode)
	register(reg, ast.KindHTMLBlock, renderNothing)
	register(reg, ast.KindRawHTML, renderNothing)
	register(reg, extensionast.KindTable, renderTable)
	register(reg, extensionast.KindTableCell, renderTableCell)
	register(reg, extensionast.KindFootnoteLink, renderFootnoteLink)
	register(reg, extensionast.KindFootnoteBacklink, renderFootnoteBacklink)
	register(reg, extensionast.KindFootnoteList, renderFootnoteList)
}

// register adapts a function to goldmark's type. Errors of the writer stay in it
// until it is flushed.
func register(reg renderer.NodeRendererFuncRegisterer, kind ast.NodeKind, render func(*pageWriter, ast.Node, bool) ast.WalkStatus) {
	reg.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return render(w.(*pageWriter), n, entering), nil
	})
}

// put writes parts to w.
func (w *pageWriter) put(parts ...string) {
	for _, part := range parts {
		_, _ = w.WriteString(part)
	}
}

func renderNothing(*pageWriter, ast.Node, bool) ast.WalkStatus { return ast.WalkSkipChildren }

func renderHeading(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Heading)
	tag := "h" + strconv.Itoa(min(max(n.Level+w.opt.HeadingShift, 1), 6))
	if entering {
		w.put("<", tag, ` id="`, w.doc.ids[n], `">`)
	} else {
		w.put("</", tag, ">\n")
	}
	return ast.WalkContinue
}

func renderLink(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if entering {
		n := node.(*ast.Link)
		w.openLink(destination(n.Destination), n.Title)
	} else {
		w.closeLink()
	}
	return ast.WalkContinue
}

// openLink prints the start of a link, unless its destination is not to be linked or
// it stands inside another link, which HTML does not allow.
func (w *pageWriter) openLink(destination string, title []byte) {
	href, ok := w.resolve(destination)
	isPrinted := ok && !w.inAnchor
	w.links = append(w.links, isPrinted)
	if !isPrinted {
		return
	}
	w.inAnchor = true
	w.put(`<a href="`, attribute(href), `"`)
	w.putTitle(title)
	if isExternal(href) {
		w.put(` rel="noopener"`)
	}
	w.put(">")
}

func (w *pageWriter) closeLink() {
	last := len(w.links) - 1
	if w.links[last] {
		w.put("</a>")
		w.inAnchor = false
	}
	w.links = w.links[:last]
}

func (w *pageWriter) putTitle(title []byte) {
	if len(title) > 0 {
		w.put(` title="`)
		html.DefaultWriter.Write(w, title)
		w.put(`"`)
	}
}

func renderAutoLink(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	n := node.(*ast.AutoLink)
	w.openLink(autoDestination(n, w.doc.source), nil)
	w.put(stdhtml.EscapeString(string(n.Label(w.doc.source))))
	w.closeLink()
	return ast.WalkContinue
}

func renderImage(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	n := node.(*ast.Image)
	alt := stdhtml.EscapeString(plain(n, w.doc.source))
	target := destination(n.Destination)
	src, ok := w.resolve(target)
	if !ok {
		w.put(alt)
		return ast.WalkSkipChildren
	}
	w.put(`<img src="`, attribute(src), `" alt="`, alt, `"`)
	w.putTitle(n.Title)
	if w.opt.Size != nil {
		if width, height := w.opt.Size(target); width > 0 && height > 0 {
			w.put(` width="`, strconv.Itoa(width), `" height="`, strconv.Itoa(height), `"`)
		}
	}
	w.put(` loading="lazy">`)
	return ast.WalkSkipChildren
}

// renderCode makes code that is wider than the page scroll by keyboard, too.
func renderCode(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	class := ""
	if fenced, ok := node.(*ast.FencedCodeBlock); ok && len(fenced.Language(w.doc.source)) > 0 {
		class = ` class="language-` + stdhtml.EscapeString(string(fenced.Language(w.doc.source))) + `"`
	}
	code := string(node.Lines().Value(w.doc.source))
	w.put(`<pre tabindex="0"><code`, class, ">", stdhtml.EscapeString(code), "</code></pre>\n")
	return ast.WalkContinue
}

// renderTable puts a table into a region that scrolls by itself, so that a wide table
// does not widen the page, and that can be reached by keyboard.
func renderTable(w *pageWriter, _ ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.put("</table>\n</div>\n")
		return ast.WalkContinue
	}
	w.tables++
	label := w.labels.Table
	if w.tables > 1 {
		label += " " + strconv.Itoa(w.tables)
	}
	w.put(`<div class="table-scroll" tabindex="0" role="region" aria-label="`, stdhtml.EscapeString(label), "\">\n<table>\n")
	return ast.WalkContinue
}

func renderTableCell(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*extensionast.TableCell)
	isHeader := n.Parent().Kind() == extensionast.KindTableHeader && n.HasChildren()
	tag, scope := "td", ""
	if isHeader {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		w.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	w.put("<", tag, scope)
	if n.Alignment != extensionast.AlignNone {
		w.put(` class="align-`, n.Alignment.String(), `"`)
	}
	w.put(">")
	return ast.WalkContinue
}

func renderFootnoteLink(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	n := node.(*extensionast.FootnoteLink)
	number := strconv.Itoa(n.Index)
	w.put(`<sup id="`, footnoteRefID(n.Index, n.RefIndex), `">`)
	if w.inAnchor {
		w.put(number)
	} else {
		w.put(`<a href="#fn:`, number, `" role="doc-noteref">`, number, "</a>")
	}
	w.put("</sup>")
	return ast.WalkContinue
}

// footnoteRefID is the id of a reference to a footnote. The colon keeps it apart from
// the ids of headings.
func footnoteRefID(index, reference int) string {
	id := "fnref"
	if reference > 0 {
		id += strconv.Itoa(reference)
	}
	return id + ":" + strconv.Itoa(index)
}

func renderFootnoteBacklink(w *pageWriter, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	n := node.(*extensionast.FootnoteBacklink)
	label := w.labels.Backlink
	if n.RefIndex > 0 {
		label += ", " + strconv.Itoa(n.RefIndex+1)
	}
	w.put(` <a href="#`, footnoteRefID(n.Index, n.RefIndex), `" role="doc-backlink" aria-label="`, stdhtml.EscapeString(label), `">↩︎</a>`)
	return ast.WalkContinue
}

func renderFootnoteList(w *pageWriter, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put(`<section class="footnotes" role="doc-endnotes" aria-label="`, stdhtml.EscapeString(w.labels.Footnotes), "\">\n<ol>\n")
	} else {
		w.put("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}
