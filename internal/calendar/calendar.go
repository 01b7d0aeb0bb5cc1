// Package calendar writes calendars (RFC 5545) that programs subscribe to.
//
// All events last whole days: records have no times. Such a day is the same in every time zone
// (RFC 5545, 3.3.4), so that a calendar needs none. Nothing reminds: that is for whoever
// subscribes.
package calendar

import (
	"io"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"parskats/internal/i18n"
)

// MediaType is the type of calendars.
const MediaType = "text/calendar"

// Calendar is a calendar in one language. All addresses are whole ones.
type Calendar struct {
	Lang        i18n.Lang
	Name, About string
	// Page is the address of the page that it belongs to, Self that of the calendar.
	Page, Self string
	// Events are the events, in the order in which they are written. RFC 5545 wants one at
	// least.
	Events []Event
}

// Event is something that is on one day or several.
type Event struct {
	// UID is the event's own for ever.
	UID   string
	Title string
	// Text and Place may be empty.
	Text, Place string
	// Page is the address of the page that it is about.
	Page       string
	Categories []string
	// First and Last are its first day and its last.
	First, Last i18n.Day
	// Stamp is when what it says was written down, or a floor for that; the zero Modified says
	// that it is not known.
	Stamp, Modified time.Time
	// Sequence counts how often it was revised: programs take a higher one for news.
	Sequence int
}

// Write writes the calendar: lines of 75 bytes at most, each ended by CR and LF.
func (c *Calendar) Write(w io.Writer) error {
	lang := &ics.KeyValues{Key: string(ics.ParameterLanguage), Value: []string{string(c.Lang)}}
	var out ics.Calendar
	out.SetVersion("2.0")
	out.SetProductId("-//Parskats//Parskats//" + strings.ToUpper(string(c.Lang)))
	out.SetCalscale("GREGORIAN")
	// RFC 7986 has properties for what programs have long read under other names.
	out.SetName(plain(c.Name), lang)
	out.SetDescription(plain(c.About), lang)
	out.SetXWRCalDesc(plain(c.About), lang)
	out.SetUrl(c.Page)
	out.CalendarProperties = append(out.CalendarProperties, source(c.Self))
	out.SetRefreshInterval("P1D") // the library knows that it is a duration
	out.SetXPublishedTTL("P1D")
	for i := range c.Events {
		out.AddVEvent(c.Events[i].element(lang))
	}
	return out.SerializeTo(w, ics.WithNewLineWindows)
}

// source is the calendar's own address.
func source(self string) ics.CalendarProperty {
	value := map[string][]string{string(ics.ParameterValue): {"URI"}}
	return ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: "SOURCE", ICalParameters: value, Value: self}}
}

func (e *Event) element(lang ics.PropertyParameter) *ics.VEvent {
	out := ics.NewEvent(e.UID)
	out.SetDtStampTime(e.Stamp)
	if !e.Modified.IsZero() {
		out.SetLastModifiedAt(e.Modified)
	}
	out.SetSequence(e.Sequence)
	out.SetAllDayStartAt(e.First.Time())
	out.SetAllDayEndAt((e.Last + 1).Time()) // the first day on which it is over
	out.SetSummary(plain(e.Title), lang)
	if text := plain(e.Text); text != "" {
		out.SetDescription(text, lang)
	}
	if place := plain(e.Place); place != "" {
		out.SetLocation(place, lang)
	}
	out.SetURL(e.Page)
	for _, category := range e.Categories {
		out.AddCategory(plain(category), lang)
	}
	out.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy by it
	return out
}

// plain leaves out the characters that a calendar can't hold: control characters. Lines may
// end in it.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
