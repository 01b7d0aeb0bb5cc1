package markdown

import (
	"bufio"
	"bytes"
	stdhtml "html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// PlainText returns the text without markup, on one line, for descriptions and for
// search. It has at most maxRunes characters: a longer text ends after a whole word,
// with "…". maxRunes of 0 means all of it.
func (d *Doc) PlainText(maxRunes int) string {
	return truncate(plain(d.root, d.source), maxRunes)
}

// plain returns the text below a node, words separated by single spaces. Images give
// their alternative text, footnotes nothing.
func plain(node ast.Node, source []byte) string {
	var b strings.Builder
	// The callback never fails, so that Walk does not.
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		return writePlain(&b, n, source), nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

func writePlain(b *strings.Builder, node ast.Node, source []byte) ast.WalkStatus {
	switch n := node.(type) {
	case *ast.Text:
		b.WriteString(textOf(n, source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.AutoLink:
		b.Write(n.Label(source))
	case *ast.CodeBlock:
		b.Write(n.Lines().Value(source))
	case *ast.FencedCodeBlock:
		b.Write(n.Lines().Value(source))
	case *extension.FootnoteList, *ast.HTMLBlock, *ast.RawHTML, *ast.LinkReferenceDefinition:
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// textOf returns a text with its backslashes and character references resolved, as
// the renderer does.
func textOf(n *ast.Text, source []byte) string {
	value := n.Value(source)
	isCode := n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan
	if isCode || !bytes.ContainsAny(value, `\&`) {
		return string(value)
	}
	var escaped bytes.Buffer
	w := bufio.NewWriter(&escaped)
	html.DefaultWriter.Write(w, value)
	_ = w.Flush() // a bytes.Buffer takes everything
	return stdhtml.UnescapeString(escaped.String())
}

// truncate cuts a text to at most maxRunes characters, after a whole word if there is
// one.
func truncate(text string, maxRunes int) string {
	runes := []rune(text)
	if maxRunes <= 0 || len(runes) <= maxRunes {
		return text
	}
	cut := string(runes[:maxRunes-1])
	if space := strings.LastIndexByte(cut, ' '); space > 0 && runes[maxRunes-1] != ' ' {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–—-(") + "…"
}
