package site

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// redirect is an old address of a record's page, without the path of the base URL, and
// the record.
type redirect struct {
	from string
	to   *entry
}

// oldAddresses returns those of all records.
func (b *builder) oldAddresses() []redirect {
	var redirects []redirect
	for _, t := range record.Types() {
		if _, hasPages := sectionOf(t.Name); !hasPages {
			continue
		}
		for _, e := range b.byType[t.Name] {
			for _, alias := range e.base.Aliases {
				redirects = append(redirects, redirect{alias, e})
			}
		}
	}
	return redirects
}

// addMoved lists a page at every old address of a record, and at every address that the
// site's own record gives up.
func (b *builder) addMoved() {
	for _, r := range b.redirects() {
		b.addRedirect(r.from, r.to)
	}
	for _, removal := range b.Records.Config.Removed {
		if removal.URL != "" { // on whatever day: the page itself is gone already
			b.addTombstone(removal)
		}
	}
}

// addRedirect lists the page that leads from an old address to a record, in the language
// of the old page.
func (b *builder) addRedirect(alias string, e *entry) {
	lang := b.langOf(alias)
	b.add(fileAt(alias), output.Moved, func(w io.Writer) error {
		title := b.text(lang, e.title)
		siteTitle, _ := b.Records.Config.Title.In(lang, b.langs...)
		return b.Theme.Render(w, lang, "moved", movedView{
			Lang: lang, SiteTitle: siteTitle, To: Link{Text: title.Text, Lang: title.Lang, Href: e.href[lang]},
			Canonical: b.absolute(e.href[lang]),
		})
	})
}

// addTombstone lists the page that says when and why another was removed. Before its day it says
// that alone, as nothing else is there any more: what is yet to come is not told.
func (b *builder) addTombstone(r record.Removal) {
	lang := b.langOf(r.URL)
	b.add(fileAt(r.URL), output.Moved, func(w io.Writer) error {
		v := removedView{
			Layout: b.layout(lang, b.addressOf(sectionHome), b.t(lang, "page-removed"), ""),
		}
		if progress.Visible(r.Date, b.Day) {
			v.Text = b.f(lang, "page-removed-on", i18n.Args{"Date": i18n.FormatDate(lang, r.Date, i18n.Locative)})
			v.Reason = b.text(lang, r.Reason)
		}
		v.Unlisted = true
		v.standForNone()
		return b.Theme.Render(w, lang, "removed", v)
	})
}

// langOf returns the language in whose part of the site an address is; for all others
// the default language.
func (b *builder) langOf(address string) i18n.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if slices.Contains(b.langs, i18n.Lang(first)) {
		return i18n.Lang(first)
	}
	return b.langs[0]
}

// fileAt returns the path of the file that a host shows at an address: index.html in its
// folder, unless the address is a page's file itself.
func fileAt(address string) string {
	plain := strings.Trim(decoded(address), "/")
	if path.Ext(plain) == ".html" {
		return plain
	}
	return plain + "/index.html"
}

// decoded returns a path of the site as a file has it: "/lv/vēstis/" for
// "/lv/v%C4%93stis/".
func decoded(address string) string {
	plain, _, _ := markdown.SitePath(address)
	return plain
}

// escapedPath returns a path of the site as addresses have it: "/lv/v%C4%93stis/".
func escapedPath(address string) string { return (&url.URL{Path: decoded(address)}).EscapedPath() }

// writeRedirects writes the old addresses in the form of Netlify's and Cloudflare's file:
// a path, where it leads, and that this is for good. Other hosts show the pages there. A colon
// is escaped: hosts take what follows it for the name of a placeholder.
func (b *builder) writeRedirects(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, r := range b.redirects() {
		from := strings.ReplaceAll(escapedPath(r.from), ":", "%3A")
		fmt.Fprintf(out, "%s%s %s 301\n", b.prefix, from, r.to.href[b.langOf(r.from)])
	}
	return out.Flush()
}

// ownOutputs returns the outputs but for those at old addresses.
func ownOutputs(outputs []output.Output) []output.Output {
	return slices.DeleteFunc(slices.Clone(outputs), func(o output.Output) bool { return o.Kind == output.Moved })
}

// Lasts reports whether the file of an earlier build was a page that promises to keep its
// address, and returns the address: that of a record, figure or text, not one that only
// arranges others (a facet, a further page of a list), nor a file that pages use.
func Lasts(file string) (address string, ok bool) {
	if path.Ext(file) != ".html" || file == notFoundFile {
		return "", false
	}
	if parts := strings.Split(file, "/"); len(parts) > 3 && (arranges(parts[2]) || isMonth(parts[1])) {
		return "", false
	}
	return "/" + strings.TrimSuffix(file, "index.html"), true
}

// isMonth reports whether what is below a part of an address are the months of the page of
// changes: one goes when the only record goes that changed in it.
func isMonth(section string) bool {
	changes := slugs[sectionChanges]
	return section == changes[i18n.Latvian] || section == changes[i18n.English]
}

// arranges reports whether a part of an address stands for facets or further pages of a
// list, in any language; no record has it as its id.
func arranges(part string) bool {
	for _, lang := range i18n.Languages {
		if part == slugBy[lang] || part == slugPage[lang] {
			return true
		}
	}
	return false
}
