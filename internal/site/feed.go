package site

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"strings"

	"parskats/internal/changes"
	"parskats/internal/feed"
	"parskats/internal/i18n"
	"parskats/internal/output"
)

// feedEntries is how many changes a feed has: the latest.
const feedEntries = 100

const feedFile = "atom.xml"

// taggedSince begins the site's tag URIs, with the host: from when on they are made in this
// form, which never changes.
const taggedSince = "2026"

// addFeeds lists the feed of changes in each language. It says the same as their page.
func (b *builder) addFeeds(words map[i18n.Lang]*changes.Words, all []changes.Change) {
	latest := all[:min(len(all), feedEntries)]
	ids := b.tags(all)
	for _, lang := range b.langs {
		b.add(string(lang)+"/"+feedFile, output.Feed, func(w io.Writer) error {
			f := b.feed(lang)
			if len(latest) > 0 {
				f.Updated = newestDay(latest)
			}
			for i := range latest {
				f.Entries = append(f.Entries, b.feedEntry(lang, words[lang], &latest[i], ids[i]))
			}
			return f.Write(w)
		})
	}
}

// newestDay returns the newest day from which on a site says one of the changes. It need not
// be that of the first: a change dated 2026 stands before one of September 2026, though the
// site says that a plan began in 2026 from the year's first day.
func newestDay(of []changes.Change) i18n.Day {
	newest := of[0].Day
	for i := range of {
		newest = max(newest, of[i].Day)
	}
	return newest
}

// feed is a language's feed without its entries.
func (b *builder) feed(lang i18n.Lang) *feed.Feed {
	f := &feed.Feed{
		Lang: lang, ID: b.tag(string(lang)), Title: b.feedTitle(lang), Subtitle: b.t(lang, "intro-changes"),
		Page: b.absolute(b.href(lang, b.addressOf(sectionChanges))), Self: b.absolute(b.feedHref(lang)),
		Author:  b.refLink(lang, "institution", b.Records.Config.Publisher).Text,
		Updated: b.Day,
	}
	if licence := b.Records.Config.Licence; licence != nil {
		f.Rights = licence.Title
	}
	if b.Records.Config.SampleNotice {
		f.Subtitle = b.t(lang, "sample-data") + " " + f.Subtitle
	}
	return f
}

func (b *builder) feedTitle(lang i18n.Lang) string {
	title, _ := b.Records.Config.Title.In(lang, b.langs...)
	return title + ": " + b.sectionTitle(lang, sectionChanges)
}

func (b *builder) feedHref(lang i18n.Lang) string { return b.href(lang, address{}) + feedFile }

func (b *builder) feedEntry(lang i18n.Lang, words *changes.Words, c *changes.Change, id string) feed.Entry {
	link := b.changeLink(lang, c)
	e := feed.Entry{ID: id + "/" + string(lang), Title: link.Text, Updated: c.Day, Summary: words.Whole(c)}
	switch {
	case link.External:
		e.Link = link.Href
	case link.Href != "":
		e.Link = b.absolute(link.Href)
	}
	return e
}

// tags returns a name for ever for each of the changes, the newest first. What happened to a
// record on one day in one way more than once is counted from the first on, so that a later
// fact changes none of the names.
func (b *builder) tags(all []changes.Change) []string {
	ids := make([]string, len(all))
	seen := map[string]int{}
	for i := len(all) - 1; i >= 0; i-- {
		c := &all[i]
		parts := []string{string(c.Type), c.Record.Base().ID}
		if c.Measure != nil {
			parts = append(parts, c.Measure.Record.Key)
		}
		parts = append(parts, string(c.Kind), c.Date.String())
		id := b.tag(parts...)
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("/%d", seen[id])
		}
		ids[i] = id
	}
	return ids
}

// tag returns a tag URI of the site (RFC 4151).
func (b *builder) tag(parts ...string) string {
	host := "localhost"
	if u, err := url.Parse(b.origin); err == nil {
		host = cmp.Or(u.Hostname(), host)
	}
	return "tag:" + host + "," + taggedSince + ":parskats/" + strings.Join(parts, "/")
}
