package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
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

// channel is a feed in every language: of all that happened, or of what concerns a record or
// a section.
type channel struct {
	// folder is where the feed is, and page the page that it belongs to.
	folder, page address
	// tag names the feed in its id, after the language.
	tag []string
	// of names what the feed is about, and about the sentence that says what it tells.
	of    func(lang i18n.Lang) Link
	about string
	// told is what it tells, the oldest first, as places in a history.
	told func() (h *history, places []int)
}

// addFeeds lists the feeds: of all changes, of each plan and each institution, of new and
// closing consultations. Each is rendered from the history that all of them share.
func (b *builder) addFeeds() {
	b.addChannel(b.wholeChannel())
	b.addChannel(b.callsChannel())
	for _, t := range []record.TypeName{"plan", "institution"} {
		for _, e := range b.byType[t] {
			b.addChannel(b.recordChannel(e))
		}
	}
}

// isFeed reports whether a path is that of a feed.
func isFeed(path string) bool { return strings.HasSuffix(path, "/"+feedFile) }

// wholeChannel tells all changes. It says the same as their page.
func (b *builder) wholeChannel() channel {
	return channel{
		page:  b.addressOf(sectionChanges),
		of:    func(lang i18n.Lang) Link { return Link{Text: b.sectionTitle(lang, sectionChanges)} },
		about: "intro-changes",
		told: func() (*history, []int) {
			h := b.history()
			return h, h.all()
		},
	}
}

// recordChannel tells what happened to a plan with its commitments and measures, or to what an
// institution has a part in.
func (b *builder) recordChannel(e *entry) channel {
	about := "feed-about-institution"
	if e.key.typ == "plan" {
		about = "feed-about-plan"
	}
	return channel{
		folder: e.address, page: e.address, tag: []string{string(e.key.typ), e.key.id},
		of:    func(lang i18n.Lang) Link { return b.text(lang, e.title) },
		about: about,
		told: func() (*history, []int) {
			h := b.history()
			return h, h.of[e.key]
		},
	}
}

// callsChannel tells of new and closing consultations.
func (b *builder) callsChannel() channel {
	a := b.addressOf(sectionConsultations)
	return channel{
		folder: a, page: a, tag: []string{string(sectionConsultations)},
		of:    func(lang i18n.Lang) Link { return Link{Text: b.sectionTitle(lang, sectionConsultations)} },
		about: "feed-about-consultations",
		told: func() (*history, []int) {
			h := b.calls()
			return h, h.all()
		},
	}
}

// addChannel lists a feed in each language. Its entries stand by the day from which on the
// site says them, the newest first: that is each entry's `updated`. One that is dated 2026
// alone is told on the year's last day, and stands there for good.
func (b *builder) addChannel(c channel) {
	for _, lang := range b.langs {
		b.add(string(lang)+"/"+c.folder[lang]+feedFile, output.Feed, func(w io.Writer) error {
			words, err := b.changeWords()
			if err != nil {
				return err
			}
			f := b.feed(lang, c)
			h, places := c.told()
			for i := len(places) - 1; i >= 0 && len(f.Entries) < feedEntries; i-- {
				change := &h.told[places[i]]
				if r := change.Removal; r == nil || b.isOf(lang, r) {
					f.Entries = append(f.Entries, b.feedEntry(lang, words[lang], change, h.ids[places[i]]))
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
func (b *builder) feed(lang i18n.Lang, c channel) *feed.Feed {
	f := &feed.Feed{
		Lang: lang, ID: b.tag(append([]string{string(lang)}, c.tag...)...),
		Title: b.feedTitle(lang, c), Subtitle: b.t(lang, c.about),
		Page: b.absolute(b.href(lang, c.page)), Self: b.absolute(b.feedHref(lang, c)),
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

func (b *builder) feedTitle(lang i18n.Lang, c channel) string {
	title, _ := b.Records.Config.Title.In(lang, b.langs...)
	return title + ": " + c.of(lang).Text
}

func (b *builder) feedHref(lang i18n.Lang, c channel) string {
	return b.href(lang, c.folder) + feedFile
}

// follow offers a feed on the page that it belongs to.
func (b *builder) follow(lang i18n.Lang, c channel) []Follow {
	return []Follow{{
		Link: Link{Text: b.t(lang, "follow-feed"), Href: b.feedHref(lang, c)},
		Type: feed.MediaType, Title: b.feedTitle(lang, c), About: b.t(lang, c.about),
	}}
}

func (b *builder) feedEntry(lang i18n.Lang, words *changes.Words, c *changes.Change, id string) feed.Entry {
	link := b.changeLink(lang, c)
	if link.Text == "" { // an erased page has no name
		link.Text = words.Title(c)
	}
	e := feed.Entry{ID: id + "/" + string(lang), Title: link.Text, TitleLang: link.Lang, Updated: c.Day, Summary: b.changeSummary(lang, words, c)}
	if c.Record != nil && c.Record.Base().Sample && !b.Records.Config.SampleNotice {
		e.Summary = b.t(lang, "sample-data") + " " + e.Summary
	}
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
	return "tag:" + b.host() + "," + taggedSince + ":parskats/" + strings.Join(parts, "/")
}
