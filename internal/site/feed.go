package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"strings"

	"parskats/internal/changes"
	"parskats/internal/feed"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
)

// feedEntries is how many changes a feed has: the latest.
const feedEntries = 100

const feedFile = "atom.xml"

// taggedSince begins the site's tag URIs, with the host: from when on they are made in this
// form, which never changes.
const taggedSince = "2026"

// addFeeds lists the feed of changes in each language. It says the same as their page, the
// newest first by the day from which on the site says so: that is each entry's `updated`. An
// entry that is dated 2026 alone is told on the year's last day, and stands there for good.
func (b *builder) addFeeds(words map[i18n.Lang]*changes.Words, told []changes.Change) {
	ids := b.tags(told)
	for _, lang := range b.langs {
		b.add(string(lang)+"/"+feedFile, output.Feed, func(w io.Writer) error {
			f := b.feed(lang)
			for i := len(told) - 1; i >= 0 && len(f.Entries) < feedEntries; i-- {
				if r := told[i].Removal; r == nil || b.isOf(lang, r) {
					f.Entries = append(f.Entries, b.feedEntry(lang, words[lang], &told[i], ids[i]))
				}
			}
			return f.Write(w)
		})
	}
}

// isOf reports whether a removed page is told of in a language: in its own or, where it is
// erased, in all.
func (b *builder) isOf(lang i18n.Lang, r *record.Removal) bool {
	return r.URL == "" || b.langOf(r.URL) == lang
}

// feed is a language's feed without its entries.
func (b *builder) feed(lang i18n.Lang) *feed.Feed {
	f := &feed.Feed{
		Lang: lang, ID: b.tag(string(lang)), Title: b.feedTitle(lang), Subtitle: b.t(lang, "intro-changes"),
		Page: b.absolute(b.href(lang, b.addressOf(sectionChanges))), Self: b.absolute(b.feedHref(lang)),
		Author: b.refLink(lang, "institution", b.Records.Config.Publisher).Text,
		Zone:   b.zone,
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
	if link.Text == "" { // an erased page has no name
		link.Text = words.Title(c)
	}
	e := feed.Entry{ID: id + "/" + string(lang), Title: link.Text, TitleLang: link.Lang, Updated: c.Day, Summary: words.Whole(c)}
	switch {
	case link.External:
		e.Link = link.Href
	case link.Href != "":
		e.Link = b.absolute(link.Href)
	}
	return e
}

// tags returns a name for ever for each of the changes, the oldest first. What happened to a
// record on one day in one way more than once is counted from the first on, so that a later
// fact changes none of the names.
func (b *builder) tags(told []changes.Change) []string {
	ids := make([]string, len(told))
	seen := map[string]int{}
	for i := range told {
		id := b.changeTag(&told[i])
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("/%d", seen[id])
		}
		ids[i] = id
	}
	return ids
}

// changeTag names what happened to a record, on which day and in which way.
func (b *builder) changeTag(c *changes.Change) string {
	if c.Removal != nil {
		return b.removalTag(c.Removal)
	}
	parts := []string{string(c.Type), c.Record.Base().ID}
	if c.Measure != nil {
		parts = append(parts, c.Measure.Record.Key)
	}
	return b.tag(append(parts, string(c.Kind), c.Date.String())...)
}

// removalTag names the removal of a page. Of one that is erased it must not tell the
// address, not even by a checksum, which would confirm a guess: it tells the reason, which
// stands beside it.
func (b *builder) removalTag(r *record.Removal) string {
	if r.URL != "" {
		return b.tag("removed", r.Date.String(), strings.Trim(escapedPath(r.URL), "/"))
	}
	reason, _ := r.Reason.In(b.langs[0], b.langs...)
	sum := sha256.Sum256([]byte(reason))
	return b.tag("erased", r.Date.String(), hex.EncodeToString(sum[:8]))
}

// tag returns a tag URI of the site (RFC 4151).
func (b *builder) tag(parts ...string) string {
	host := "localhost"
	if u, err := url.Parse(b.origin); err == nil {
		host = cmp.Or(u.Hostname(), host)
	}
	return "tag:" + host + "," + taggedSince + ":parskats/" + strings.Join(parts, "/")
}
