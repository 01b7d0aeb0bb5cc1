package site

import (
	"fmt"
	"io"
	"strings"

	"parskats/internal/dcat"
	"parskats/internal/theme"
)

// writeHeaders writes what the site asks of a host, in the form of Netlify's and
// Cloudflare's file: a path, then the headers for it. The policy also stands in every
// page, for hosts that read no such file.
//
// No site may show a page in a frame, but for a figure's page for frames. Where several
// rules match a path, hosts differ: some send the headers of all of them, some the last.
// So the general rule forbids frames by X-Frame-Options alone, which browsers ignore
// where a policy names frame-ancestors (Content Security Policy Level 3, 6.4.2): either
// way the second rule wins.
func (b *builder) writeHeaders(w io.Writer) error {
	rules := fmt.Sprintf(`%s/*
  Content-Security-Policy: %s
  X-Frame-Options: DENY
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
`, b.prefix, theme.ContentSecurityPolicy)
	figures := b.addressOf(sectionFigures)
	for _, lang := range b.langs {
		rules += fmt.Sprintf(`
%s:figure/%s/*
  Content-Security-Policy: %s; frame-ancestors *
`, b.href(lang, figures), slugEmbed, theme.ContentSecurityPolicy)
	}
	rules += fmt.Sprintf(`
%s/assets/*
  Cache-Control: public, max-age=31536000, immutable
`, b.prefix)
	_, err := io.WriteString(w, rules+b.dataHeaders())
	return err
}

// dataHeaders let pages of other sites read the data, those of figures included, and say what JSON Lines and the files of
// the catalogue are, of which hosts know nothing. A rule for each file is read alike by all of them.
func (b *builder) dataHeaders() string {
	var rules strings.Builder
	fmt.Fprintf(&rules, "\n%s/%s*\n  Access-Control-Allow-Origin: *\n", b.prefix, dataFolder)
	figures := b.addressOf(sectionFigures)
	for _, lang := range b.langs {
		for _, file := range []string{seriesFile, behindFile} {
			fmt.Fprintf(&rules, "\n%s:figure/%s\n  Access-Control-Allow-Origin: *\n", b.href(lang, figures), file)
		}
	}
	fmt.Fprintf(&rules, "\n%s/%s\n  Content-Type: %s\n", b.prefix, catalogueJSONLD, dcat.JSONLD)
	fmt.Fprintf(&rules, "\n%s/%s\n  Content-Type: %s; charset=utf-8\n", b.prefix, catalogueTurtle, dcat.Turtle)
	for _, s := range b.data().Sets() {
		fmt.Fprintf(&rules, "\n%s\n  Content-Type: application/jsonl; charset=utf-8\n", b.dataHref(s.Name+".jsonl"))
	}
	return rules.String()
}
