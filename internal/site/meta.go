package site

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"

	"parskats/internal/i18n"
	"parskats/internal/output"
)

// addChoice lists the page at the site's root: it offers the languages and leads
// nowhere by itself.
func (b *builder) addChoice() {
	b.pages++
	b.add("index.html", output.Page, func(w io.Writer) error {
		v := choiceView{Canonical: b.absolute(b.prefix + "/")}
		for _, lang := range b.langs {
			title := b.text(lang, b.Records.Config.Title)
			v.Languages = append(v.Languages, choice{
				Lang: string(lang), Name: b.t(lang, "language"), Title: title.Text,
				Text: b.text(lang, b.Records.Config.Description).Text,
				Href: b.href(lang, b.addressOf(sectionHome)),
				URL:  b.absolute(b.href(lang, b.addressOf(sectionHome))),
			})
		}
		config := b.Records.Config
		v.Share = b.share(b.langs[0], b.prefix+"/", b.text(b.langs[0], config.Title).Text, b.text(b.langs[0], config.Description).Text)
		return b.Theme.Render(w, b.langs[0], "choice", v)
	})
}

// addIcon lists the icon at the address where programs look for one that read no page.
func (b *builder) addIcon() {
	b.add("favicon.ico", output.Asset, func(w io.Writer) error {
		_, err := w.Write(b.Theme.Content("favicon.ico"))
		return err
	})
}

// addMeta lists the files for machines and the page for what does not exist.
func (b *builder) addMeta() {
	b.addNotFound()
	b.addSitemap()
	b.add("robots.txt", output.Meta, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "User-agent: *\nAllow: /\n\nSitemap: %s\n", b.absolute(b.prefix+"/sitemap.xml"))
		return err
	})
	b.add("_headers", output.Meta, b.writeHeaders)
	if len(b.redirects()) > 0 {
		b.add("_redirects", output.Meta, b.writeRedirects)
	}
}

// notFoundFile is the page that hosts show where there is none.
const notFoundFile = "404.html"

func (b *builder) addNotFound() {
	b.pages++
	b.add(notFoundFile, output.Page, func(w io.Writer) error {
		lang := b.langs[0]
		v := notFoundView{Layout: b.layout(lang, b.addressOf(sectionHome), b.t(lang, "not-found"), "")}
		v.standForNone()
		for _, l := range b.langs {
			v.Languages = append(v.Languages, choice{
				Lang: string(l), Name: b.t(l, "language"), Title: b.t(l, "not-found"), Text: b.t(l, "not-found-text"),
				Href: b.href(l, b.addressOf(sectionHome)),
			})
		}
		return b.Theme.Render(w, lang, "not-found", v)
	})
}

// sitemapEntry is a page of the sitemap.
type sitemapEntry struct {
	address  address
	modified i18n.Date
}

// sitemapPages is about how many pages a file of the sitemap lists: half of the most that one
// may list, since lists and facets come to the records.
const sitemapPages = 25_000

// addSitemap lists the sitemap: one file, or an index of several where one would be too long.
// https://www.sitemaps.org/protocol.html
func (b *builder) addSitemap() {
	parts := 1 + b.records()*len(b.langs)/sitemapPages
	if parts == 1 {
		b.add("sitemap.xml", output.Meta, func(w io.Writer) error { return b.writeSitemap(w, 0, 1) })
		return
	}
	b.add("sitemap.xml", output.Meta, func(w io.Writer) error { return b.writeSitemapIndex(w, parts) })
	for i := range parts {
		b.add(sitemapPart(i), output.Meta, func(w io.Writer) error { return b.writeSitemap(w, i, parts) })
	}
}

func sitemapPart(i int) string { return fmt.Sprintf("sitemap-%d.xml", i+1) }

// records counts the records that have pages.
func (b *builder) records() int {
	n := 0
	for t := range sectionsByType {
		n += len(b.byType[t])
	}
	return n
}

func (b *builder) writeSitemapIndex(w io.Writer, parts int) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, xml.Header, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, "\n")
	for i := range parts {
		fmt.Fprintf(out, "<sitemap><loc>%s</loc></sitemap>\n", escapeXML(b.absolute(b.prefix+"/"+sitemapPart(i))))
	}
	fmt.Fprint(out, "</sitemapindex>\n")
	return out.Flush()
}

// writeSitemap lists the pages of a part of the sitemap in every language, each with its other
// languages.
func (b *builder) writeSitemap(w io.Writer, part, parts int) error {
	b.whole()
	out := bufio.NewWriter(w)
	fmt.Fprint(out, xml.Header, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`, "\n")
	for _, e := range b.sitemap[len(b.sitemap)*part/parts : len(b.sitemap)*(part+1)/parts] {
		for _, lang := range b.langs {
			fmt.Fprintf(out, "<url><loc>%s</loc>", escapeXML(b.absolute(b.href(lang, e.address))))
			if !e.modified.IsZero() && !e.modified.IsPartial() { // the schema knows whole days only
				fmt.Fprintf(out, "<lastmod>%s</lastmod>", e.modified)
			}
			for _, other := range b.langs {
				fmt.Fprintf(out, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, other, escapeXML(b.absolute(b.href(other, e.address))))
			}
			fmt.Fprint(out, "</url>\n")
		}
	}
	fmt.Fprint(out, "</urlset>\n")
	return out.Flush()
}

func escapeXML(s string) string {
	var b xmlBuffer
	// Writing to memory does not fail.
	_ = xml.EscapeText(&b, []byte(s))
	return string(b)
}

type xmlBuffer []byte

func (b *xmlBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}
