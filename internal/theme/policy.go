package theme

import (
	"path"
	"regexp"
	"strings"

	"parskats/internal/diag"
)

// refusal is something in a file of a theme that browsers would not take, since every
// page's content security policy forbids it, or since nothing is published under that
// name. Its first group is what to show.
type refusal struct {
	pattern    *regexp.Regexp
	code, hint string
}

// inTemplates are the refusals in templates. A link is one only where a browser loads what
// it leads to.
var inTemplates = []refusal{
	{regexp.MustCompile(`(?i)<[a-z][^<>]*\s(style\s*=)`), "not-loaded", "not-loaded-style"},
	{regexp.MustCompile(`(?i)(<style)[\s>]`), "not-loaded", "not-loaded-style"},
	{regexp.MustCompile(`(?i)<[a-z][^<>]*\s(on[a-z]+\s*=)`), "not-loaded/script", "not-loaded-script"},
	{regexp.MustCompile(`(?i)<(?:script|img|source|video|audio|iframe|embed|input)\s[^<>]*?(?:src|srcset|poster)\s*=\s*["']?((?:https?:)?//[^\s"'<>]+|data:[^\s"'<>]{0,20})`), "not-loaded/address", "not-loaded-address"},
	{regexp.MustCompile(`(?i)<link\s(?:[^<>]*\s)?rel\s*=\s*["']?(?:stylesheet|preload|modulepreload|preconnect|dns-prefetch|prefetch|icon|apple-touch-icon|manifest)\b[^<>]*\shref\s*=\s*["']?((?:https?:)?//[^\s"'<>]+)`), "not-loaded/address", "not-loaded-address"},
	{regexp.MustCompile(`(?i)<link\s(?:[^<>]*\s)?href\s*=\s*["']?((?:https?:)?//[^\s"'<>]+)[^<>]*\srel\s*=\s*["']?(?:stylesheet|preload|modulepreload|preconnect|dns-prefetch|prefetch|icon|apple-touch-icon|manifest)\b`), "not-loaded/address", "not-loaded-address"},
}

// inSheets are the refusals in style sheets: addresses that are no name of an asset, nor a
// place in the page.
var inSheets = []refusal{
	{regexp.MustCompile(`url\(\s*["']?([^"'()\s#][^"'()\s]*[/:][^"'()\s]{0,60}|/[^"'()\s]*)`), "not-loaded/sheet", "not-loaded-sheet"},
	{regexp.MustCompile(`@import\s+["']([^"']+)`), "not-loaded/sheet", "not-loaded-sheet"},
}

// A script of the page's own, and what makes it none: a file, or data.
var (
	script            = regexp.MustCompile(`(?i)(<script)([^<>]*)>`)
	harmless          = regexp.MustCompile(`(?i)\ssrc\s*=|type\s*=\s*["']?application/(?:ld\+)?json`)
	commentInTemplate = regexp.MustCompile(`(?s)<!--.*?-->|\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	commentInSheet    = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// policy reports what browsers would refuse in the site's own templates and style sheets.
func (c *checker) policy() {
	for name := range c.own {
		text := string(c.all.content[name])
		switch {
		case path.Ext(name) == ".css":
			c.refuse(name, blank(text, commentInSheet), inSheets)
		case strings.HasPrefix(name, "templates/"):
			text = blank(text, commentInTemplate)
			c.refuse(name, text, inTemplates)
			for _, found := range script.FindAllStringSubmatchIndex(text, -1) {
				if !harmless.MatchString(text[found[4]:found[5]]) {
					c.refused(name, found[2], text[found[2]:found[3]], "not-loaded/script", "not-loaded-script")
				}
			}
		}
	}
}

func (c *checker) refuse(name, text string, refusals []refusal) {
	for _, r := range refusals {
		for _, found := range r.pattern.FindAllStringSubmatchIndex(text, -1) {
			c.refused(name, found[2], text[found[2]:found[3]], r.code, r.hint)
		}
	}
}

func (c *checker) refused(name string, offset int, found, code, hint string) {
	c.problems.Add(c.pos(name, offset), code, diag.Args{"found": found}).WithHint(hint)
}

// blank puts spaces in place of the letters of comments, so that all else keeps its place.
func blank(text string, comments *regexp.Regexp) string {
	raw := []byte(text)
	for _, found := range comments.FindAllStringIndex(text, -1) {
		for i := found[0]; i < found[1]; i++ {
			if raw[i] != '\n' {
				raw[i] = ' '
			}
		}
	}
	return string(raw)
}
