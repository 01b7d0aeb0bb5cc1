// Package feed writes Atom feeds (RFC 4287).
//
// The libraries that do so write no xml:lang, without which a feed in Latvian is read out
// as English.
package feed

import (
	"encoding/xml"
	"io"
	"time"

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
	// Updated is the day of the newest entry.
	Updated i18n.Day
	// Entries are the entries, the newest first.
	Entries []Entry
}

// Entry is something that happened.
type Entry struct {
	// ID is the entry's own for ever, a tag URI.
	ID, Title string
	// Link is the address of the page that it is about; "" for none.
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
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Links   []link `xml:"link,omitempty"`
		Summary string `xml:"summary"`
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
		Lang: string(f.Lang), ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: instant(f.Updated),
		Author: person{f.Author}, Rights: f.Rights,
		Links: []link{{"self", MediaType, f.Self}, {"alternate", "text/html", f.Page}},
	}
	for _, e := range f.Entries {
		d.Entries = append(d.Entries, e.element())
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

func (e *Entry) element() entryElement {
	d := entryElement{ID: e.ID, Title: e.Title, Updated: instant(e.Updated), Summary: e.Summary}
	if e.Link != "" {
		d.Links = []link{{"alternate", "text/html", e.Link}}
	}
	return d
}

// instant is the beginning of a day in Greenwich: a feed needs a time, and records have
// days alone.
func instant(d i18n.Day) string { return d.Time().Format(time.RFC3339) }
