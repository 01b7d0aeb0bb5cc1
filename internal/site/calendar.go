package site

import (
	"cmp"
	"html/template"
	"io"
	"net/url"
	"strings"

	"parskats/internal/calendar"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
)

const calendarFile = "calendar.ics"

// agenda is a calendar in every language.
type agenda struct {
	// folder is where the calendar is, and page the page that it belongs to.
	folder, page address
	// of names what the calendar is of, and about the sentence that says what it has.
	of    func(lang i18n.Lang) string
	about string
	// places are its appointments, as places in the datebook.
	places func(d *datebook) []int
}

// addCalendars lists the calendars: of all, of ways to take part, also by level, and of each
// institution. A calendar is there once there is something in it, and stays: RFC 5545 knows no
// empty one.
func (b *builder) addCalendars() {
	b.addAgenda(b.wholeAgenda())
	b.addAgenda(b.takingAgenda())
	for _, term := range record.Level("").Vocabulary().Terms {
		b.addAgenda(b.levelAgenda(record.Level(term.Key)))
	}
	for _, e := range b.byType["institution"] {
		b.addAgenda(b.institutionAgenda(e))
	}
}

// wholeAgenda has all appointments. It belongs to the dashboard.
func (b *builder) wholeAgenda() agenda {
	return agenda{
		of:    func(lang i18n.Lang) string { return b.t(lang, "calendar-all") },
		about: "calendar-about-all",
		places: func(d *datebook) []int {
			places := make([]int, len(d.all))
			for i := range places {
				places[i] = i
			}
			return places
		},
	}
}

// takingAgenda has the ways to take part.
func (b *builder) takingAgenda() agenda {
	a := b.addressOf(sectionConsultations)
	return agenda{
		folder: a, page: a, about: "calendar-about-consultations",
		of:     func(lang i18n.Lang) string { return b.sectionTitle(lang, sectionConsultations) },
		places: func(d *datebook) []int { return d.taking },
	}
}

// levelAgenda has the ways to take part at a level of participation.
func (b *builder) levelAgenda(level record.Level) agenda {
	a := b.addressOf(sectionConsultations, slugBy, facetLevel, same(slugOfKey(string(level))))
	return agenda{
		folder: a, page: a, about: "calendar-about-consultations",
		of: func(lang i18n.Lang) string {
			return b.sectionTitle(lang, sectionConsultations) + ": " + level.Vocabulary().Title(lang, string(level))
		},
		places: func(d *datebook) []int { return d.byLevel[level] },
	}
}

// institutionAgenda has what an institution holds, carries out or reports on.
func (b *builder) institutionAgenda(e *entry) agenda {
	return agenda{
		folder: e.address, page: e.address, about: "calendar-about-institution",
		of:     func(lang i18n.Lang) string { return b.text(lang, e.title).Text },
		places: func(d *datebook) []int { return d.of[e.key.id] },
	}
}

// addAgenda lists a calendar in each language, if there is something in it.
func (b *builder) addAgenda(a agenda) {
	if len(a.places(b.datebook())) == 0 {
		return
	}
	for _, lang := range b.langs {
		b.add(string(lang)+"/"+a.folder[lang]+calendarFile, output.Feed, func(w io.Writer) error {
			d := b.datebook()
			c := calendar.Calendar{
				Lang: lang, Name: b.calendarTitle(lang, a), About: b.t(lang, a.about),
				Page: b.absolute(b.href(lang, a.page)), Self: b.absolute(b.calendarHref(lang, a)),
			}
			if b.Records.Config.SampleNotice {
				c.About = b.t(lang, "sample-data") + " " + c.About
			}
			for _, i := range b.current(d, a.places(d)) {
				c.Events = append(c.Events, b.calendarEvent(lang, &d.all[i]))
			}
			return c.Write(w)
		})
	}
}

// isCalendar reports whether a path is that of a calendar.
func isCalendar(path string) bool { return strings.HasSuffix(path, "/"+calendarFile) }

func (b *builder) calendarTitle(lang i18n.Lang, a agenda) string {
	title, _ := b.Records.Config.Title.In(lang, b.langs...)
	return title + ": " + a.of(lang)
}

func (b *builder) calendarHref(lang i18n.Lang, a agenda) string {
	return b.href(lang, a.folder) + calendarFile
}

// calendarEvent says an appointment in a language.
func (b *builder) calendarEvent(lang i18n.Lang, a *appointment) calendar.Event {
	title := b.text(lang, a.of.title).Text
	if m := a.of.measure; m != nil {
		title = m.Record.Number + " " + title
	}
	if a.title != "" {
		title = b.f(lang, a.title, i18n.Args{"Title": title})
	}
	lines := a.text(lang)
	if a.monthOnly {
		title = b.f(lang, "calendar-month-only", i18n.Args{"Title": title})
	}
	if a.of.base.Sample || b.Records.Config.SampleNotice {
		lines = append([]string{b.t(lang, "sample-data")}, lines...)
	}
	e := calendar.Event{
		UID: a.uid + "/" + string(lang) + "@" + b.host(), Title: title, Text: strings.Join(lines, "\n"), Place: b.text(lang, a.place).Text,
		Page:       b.absolute(a.of.href[lang]),
		Categories: []string{b.sectionTitle(lang, a.section)},
		First:      a.first, Last: a.last, Sequence: b.revisions(a),
	}
	e.Stamp, e.Modified = b.stamps(a)
	if a.level != "" {
		e.Categories = append(e.Categories, a.level.Vocabulary().Title(lang, string(a.level)))
	}
	return e
}

// host is the name of the site's host.
func (b *builder) host() string {
	u, err := url.Parse(b.origin)
	if err != nil {
		return "localhost"
	}
	return cmp.Or(u.Hostname(), "localhost")
}

// subscribe offers a calendar on a page, if there is one: by its address, and by that which
// programs take a subscription from.
func (b *builder) subscribe(lang i18n.Lang, a agenda) []Follow {
	if len(a.places(b.datebook())) == 0 {
		return nil
	}
	f := Follow{
		Link: Link{Text: b.t(lang, "follow-calendar"), Href: b.calendarHref(lang, a)},
		Type: calendar.MediaType, Title: b.calendarTitle(lang, a), About: b.t(lang, a.about),
	}
	if _, host, ok := strings.Cut(b.origin, "://"); ok && host != "" {
		f.App = template.URL("webcal://" + host + f.Href)
	}
	return []Follow{f}
}
