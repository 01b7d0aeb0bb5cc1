package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// destination returns what a link's destination says once backslashes and character
// references are resolved.
func destination(raw []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw))))
}

// autoDestination returns the URL of a link that is its own text.
func autoDestination(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && scheme(url) == "" {
		return "mailto:" + url
	}
	return url
}

// scheme returns the scheme of a URL in lower case, "" where it has none.
func scheme(url string) string {
	end := strings.IndexAny(url, ":/?#")
	if end < 0 || url[end] != ':' {
		return ""
	}
	return strings.ToLower(url[:end])
}

// isSafe reports whether a URL may be printed. Schemes are allowed by name, so that a
// disguised "java\tscript:" is not.
func isSafe(url string) bool {
	switch scheme(url) {
	case "http", "https", "mailto", "tel":
		return true
	case "":
		return !strings.HasPrefix(url, ":")
	}
	return false
}

// isExternal reports whether a URL leads to another site.
func isExternal(url string) bool {
	s := scheme(url)
	return s == "http" || s == "https" || strings.HasPrefix(url, "//")
}

// attribute returns a URL as the value of an HTML attribute.
func attribute(url string) string {
	return html.EscapeString(string(util.URLEscape([]byte(url), false)))
}
