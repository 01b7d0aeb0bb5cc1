// Package feed writes Atom feeds (RFC 4287).
//
// The libraries that do so write no xml:lang, without which a feed in Latvian is read out
// as English.
package feed

import (
	"cmp"
	"encoding/xml"
	"io"
	"strings"
	"time"
	"unicode"

	"parskats/internal/i18n"
)

// Feed is a feed in one language. All addresses are whole ones.
type Feed struct {
	Lang i18n.Lang
	// ID is the feed's own for ever, a tag URI (RFC 4151).
	ID              string
	Title, Subtitle string
	// Page is the address of the page that says the same, Self that of the feed.
	Page, Self string
	Author     string
	Rights     string // may be empty
	// Zone is where days begin.
	Zone *time.Location
	// Entries are the entries, the newest first. The feed is as new as the first; without
	// entries, which a feed must say of itself all the same, as old as time.Unix(0, 0).
	Entries []Entry
}

// Entry is something that happened.
type Entry struct {
	// ID is the entry's own for ever, a tag URI.
	ID, Title string
	// TitleLang is the language of the title where it is not the feed's.
	TitleLang string
	// Link is the address of the page that it is about; "" for that of the feed, since an
	// entry needs one.
	Link    string
	Updated i18n.Day
	// Summary is plain text.
	Summary string
}

// The elements, as they are written.
type (
	feedElement struct {
		XMLName  xml.Name       `xml:"http://www.w3.org/2005/Atom feed"`
		Lang     string         `xml:"xml:lang,attr"`
		ID       string         `xml:"id"`
		Title    string         `xml:"title"`
		Subtitle string         `xml:"subtitle,omitempty"`
		Updated  string         `xml:"updated"`
		Author   person         `xml:"author"`
		Rights   string         `xml:"rights,omitempty"`
		Links    []link         `xml:"link"`
		Entries  []entryElement `xml:"entry"`
	}
	entryElement struct {
		ID      string `xml:"id"`
		Title   text   `xml:"title"`
		Updated string `xml:"updated"`
		Link    link   `xml:"link"`
		Summary string `xml:"summary"`
	}
	text struct {
		Lang string `xml:"xml:lang,attr,omitempty"`
		Text string `xml:",chardata"`
	}
	person struct {
		Name string `xml:"name"`
	}
	link struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
)

// MediaType is the type of feeds.
const MediaType = "application/atom+xml"

// Write writes the feed.
func (f *Feed) Write(w io.Writer) error {
	d := feedElement{
		Lang: string(f.Lang), ID: f.ID, Title: plain(f.Title), Subtitle: plain(f.Subtitle), Updated: f.instant(f.updated()),
		Author: person{plain(f.Author)}, Rights: plain(f.Rights),
		Links: []link{{"self", MediaType, f.Self}, {"alternate", "text/html", f.Page}},
	}
	for i := range f.Entries {
		d.Entries = append(d.Entries, f.element(&f.Entries[i]))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(d); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// updated is the day of the newest entry.
func (f *Feed) updated() i18n.Day {
	if len(f.Entries) == 0 {
		return 0
	}
	return f.Entries[0].Updated
}

func (f *Feed) element(e *Entry) entryElement {
	return entryElement{
		ID: e.ID, Title: text{e.TitleLang, plain(e.Title)}, Updated: f.instant(e.Updated),
		Link: link{"alternate", "text/html", cmp.Or(e.Link, f.Page)}, Summary: plain(e.Summary),
	}
}

// instant is the beginning of a day in the feed's zone: a feed needs a time, and records
// have days alone. Before the day has begun there nobody can be told of it.
func (f *Feed) instant(d i18n.Day) string {
	year, month, day := d.Time().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, f.Zone).Format(time.RFC3339)
}

// plain leaves out the characters that XML can't hold: control characters.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, s)
}
