package site

import (
	"html"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// datedFiles is a site with one record of each kind that has a day for calendars.
func datedFiles(files map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, text := range map[string]string{
		"data/site.yaml":         "title: {lv: Vietne, en: Site}\nbase_url: https://example.lv/\nlanguages: [lv, en]\ntimezone: Europe/Riga\npublisher: zz-a\n",
		"data/institutions.yaml": "- {id: zz-a, title: {lv: Pirmā, en: First}, kind: chancellery}\n- {id: zz-b, title: {lv: Otrā, en: Second}, kind: ministry}\n",
		"data/plans/zz-1/plan.yaml": `title: {lv: Plāns, en: Plan}
starts: 2024-01-01
ends: 2025-12-31
lead: [zz-a]
adoption: {status: adopted, date: 2024-01-01}
reporting:
  - {due: 2024-12-01, period: {from: 2024-01-01, to: 2024-10-31}}
`,
		"data/plans/zz-1/commitments/zz0001.yaml": `number: "1"
title: {lv: Apņemšanās, en: Commitment}
lead: [zz-b]
measures:
  - number: "1.1"
    title: {lv: Pasākums, en: Measure}
    due: {date: 2024-06, basis: plan}
    revised: [{due: 2024-09-30, date: 2024-05-02, reason: {lv: Trūka laika., en: Time was short.}}]
  - number: "1.2"
    title: {lv: Atsaukts, en: Withdrawn}
    due: {date: 2024-08-31, basis: plan}
    updates: [{date: 2024-05-03, status: withdrawn, by: institution, text: {lv: Nē., en: No.}}]
`,
	} {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// eventsIn returns the lines of a calendar, unfolded, of each event: its UID, days and title.
func eventsIn(t *testing.T, text string) []string {
	t.Helper()
	var events []string
	var uid, from, to string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "UID":
			uid = strings.TrimSuffix(value, "@example.lv")
		case "DTSTART;VALUE=DATE":
			from = value
		case "DTEND;VALUE=DATE":
			to = value
		case "SUMMARY;LANGUAGE=lv":
			events = append(events, uid+" "+from+"-"+to+" "+value)
		case "DTSTART", "DTEND":
			t.Errorf("a time that no record has: %s", line)
		}
	}
	return events
}

// What stands in the calendar, by what is known of a record's days.
func TestCalendar(t *testing.T) {
	const base = "measure/zz0001-1-1/due/lv 20240930-20241001 Pasākuma termiņš: 1.1 Pasākums, plan/zz-1/report/2024-01-01/2024-10-31/lv 20241201-20241202 Ziņojumu termiņš: Plāns"
	consultation := func(dates string) map[string]string {
		return map[string]string{"data/consultations/zz-k.yaml": "title: {lv: Ielas, en: Streets}\ninstitution: zz-a\nlevel: consult\n" + dates}
	}
	event := func(dates string) map[string]string {
		return map[string]string{"data/events/zz-n.yaml": "title: {lv: Forums, en: Forum}\nkind: forum\norganisers: [zz-b]\n" + dates}
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  string // what is added
	}{
		"a revised due date, and one of a withdrawn measure": {nil, ""},
		"all days": {consultation("opens: 2024-06-03\ncloses: 2024-06-17\n"),
			"consultation/zz-k/opens/lv 20240603-20240604 Sākas līdzdalība: Ielas, consultation/zz-k/closes/lv 20240617-20240618 Pēdējā diena iesaistīties: Ielas"},
		"one day": {consultation("opens: 2024-06-03\ncloses: 2024-06-03\n"),
			"consultation/zz-k/closes/lv 20240603-20240604 Pēdējā diena iesaistīties: Ielas"},
		"a month": {consultation("opens: 2024-02\n"),
			"consultation/zz-k/opens/lv 20240201-20240301 Sākas līdzdalība: Ielas (diena nav zināma)"},
		"a year":             {consultation("opens: 2024\nannounced: 2024-01-05\n"), ""},
		"nothing":            {consultation(""), ""},
		"not known that day": {consultation("announced: 2024-07-02\nopens: 2024-08-01\n"), ""},
		"known, and to come": {consultation("announced: 2024-06-02\nopens: 2024-08-01\n"),
			"consultation/zz-k/opens/lv 20240801-20240802 Sākas līdzdalība: Ielas"},
		"rounds on one day": {consultation("opens: 2024-06-03\nrounds: [{opens: 2024-06-05}, {opens: 2024-06-05, closes: 2024-06-06}]\n"),
			"consultation/zz-k/opens/lv 20240603-20240604 Sākas līdzdalība: Ielas, " +
				"consultation/zz-k/round/2024-06-05/lv 20240605-20240606 Sanāksme vai kārta: Ielas, consultation/zz-k/round/2024-06-05/2/lv 20240605-20240607 Sanāksme vai kārta: Ielas"},
		"an event of two days": {event("starts: 2024-06-05\nends: 2024-06-06\n"), "event/zz-n/lv 20240605-20240607 Forums"},
		"an event with other days": {event("starts: 2024-06-05\nother_days: [2024-06-12]\n"),
			"event/zz-n/lv 20240605-20240606 Forums, event/zz-n/2024-06-12/lv 20240612-20240613 Forums"},
		"an event whose end is a month": {event("starts: 2024-05-05\nends: 2024-06\n"), "event/zz-n/lv 20240505-20240506 Forums"},
		"an event from month to month":  {event("starts: 2024-04\nends: 2024-06\n"), "event/zz-n/lv 20240401-20240701 Forums (diena nav zināma)"},
		"sittings whose day is known, two of one day": {map[string]string{"data/bodies/zz-p.yaml": "title: {lv: Padome, en: Council}\nkind: advisory_council\ninstitution: zz-b\n" +
			"sittings: [{date: 2024-05-02}, {date: 2024-05-02}, {date: 2024-04}, {date: 2024-07-01}]\n"},
			"body/zz-p/sitting/2024-05-02/lv 20240502-20240503 Sēde: Padome, body/zz-p/sitting/2024-05-02/2/lv 20240502-20240503 Sēde: Padome"},
		"over before the last half-year":  {event("starts: 2023-06-30\n"), ""},
		"the first day that is told":      {event("starts: 2023-07-01\n"), "event/zz-n/lv 20230701-20230702 Forums"},
		"begun long ago, over since then": {event("starts: 2023-06-29\nends: 2023-07-02\n"), "event/zz-n/lv 20230629-20230703 Forums"},
	} {
		t.Run(name, func(t *testing.T) {
			b := builderOf(t, datedFiles(c.files), "2024-06-30")
			got := eventsIn(t, renderedOf(t, b, "lv/calendar.ics"))
			want := strings.Split(base, ", ")
			if c.want != "" {
				want = append(strings.Split(c.want, ", "), want...)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestLastHalfYear(t *testing.T) {
	for day, want := range map[string]string{
		"2024-01-01": "2023-07-01", "2024-06-30": "2023-07-01", "2024-07-01": "2024-01-01", "2024-12-31": "2024-01-01",
	} {
		date, err := i18n.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := lastHalfYear(date.First()).String(); got != want {
			t.Errorf("on %s: got %s, want %s", day, got, want)
		}
	}
}

// A deadline keeps its name when it moves, and is that of its day before: of the month, where
// the day was not known.
func TestCalendarOfAnEarlierDay(t *testing.T) {
	before := eventsIn(t, renderedOf(t, builderOf(t, datedFiles(nil), "2024-05-01"), "lv/calendar.ics"))
	want := "measure/zz0001-1-1/due/lv 20240601-20240701 Pasākuma termiņš: 1.1 Pasākums (diena nav zināma)"
	if !slices.Contains(before, want) || len(before) != 3 { // the measure that is withdrawn later is due, too
		t.Errorf("got %q", before)
	}
}

// When an appointment was written down, as far as records tell, and how often it was revised: a
// floor that stays, where they don't.
func TestCalendarStamps(t *testing.T) {
	const event = "title: {lv: Forums, en: Forum}\nkind: forum\nstarts: 2025-02-03\n"
	const due, forum = "measure/zz0001-1-1/due/lv", "event/zz-n/lv"
	for name, c := range map[string]struct{ file, text, day, uid, want string }{
		"a due date before its revision": {"", "", "2024-05-01", due, "20231231T220000Z  0"}, // of the plan's adoption
		"a revised due date":             {"", "", "2024-06-30", due, "20240502T210000Z 20240502T210000Z 1"},
		"an event once it begins":        {"data/events/zz-n.yaml", event, "2025-02-03", forum, "20250202T220000Z  0"},
		"and months later":               {"data/events/zz-n.yaml", event, "2025-06-30", forum, "20250202T220000Z  0"},
		"of a month, on its last day":    {"data/events/zz-n.yaml", "title: {lv: Forums, en: Forum}\nkind: forum\nstarts: 2025-02\n", "2025-02-28", forum, "20250227T220000Z  0"},
		"that says when it was changed": {"data/events/zz-n.yaml", event + "modified: 2024-06-03\n",
			"2025-06-30", forum, "20240602T210000Z 20240602T210000Z 0"},
		"that was corrected, and will be": {"data/events/zz-n.yaml", event + "corrections: [{date: 2024-06-04, text: {lv: Cita diena., en: Another day.}}, {date: 2025-07-04, text: {lv: Vēl cita., en: Yet another.}}]\n",
			"2025-06-30", forum, "20240603T210000Z 20240603T210000Z 1"},
	} {
		files := map[string]string{}
		if c.file != "" {
			files[c.file] = c.text
		}
		text := renderedOf(t, builderOf(t, datedFiles(files), c.day), "lv/calendar.ics")
		_, text, _ = strings.Cut(text, "UID:"+c.uid)
		text, _, _ = strings.Cut(text, "END:VEVENT")
		values := map[string]string{}
		for line := range strings.SplitSeq(text, "\r\n") {
			name, value, _ := strings.Cut(line, ":")
			values[name] = value
		}
		if got := values["DTSTAMP"] + " " + values["LAST-MODIFIED"] + " " + values["SEQUENCE"]; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// Where all is over long since, the last is still told: a calendar without events is none.
func TestCalendarIsNeverEmpty(t *testing.T) {
	b := builderOf(t, datedFiles(nil), "2031-01-01")
	if got := eventsIn(t, renderedOf(t, b, "lv/calendar.ics")); len(got) != 1 || !strings.HasPrefix(got[0], "plan/zz-1/report/") {
		t.Errorf("got %q", got)
	}
	nothing := datedFiles(map[string]string{"data/plans/zz-1/plan.yaml": "title: {lv: Plāns, en: Plan}\nstarts: 2024-01-01\nends: 2025-12-31\n",
		"data/plans/zz-1/commitments/zz0001.yaml": "number: \"1\"\ntitle: {lv: Apņemšanās, en: Commitment}\n"})
	b = builderOf(t, nothing, "2024-06-30")
	for _, o := range listed(t, b) {
		if strings.HasSuffix(o.Path, calendarFile) {
			t.Errorf("%s has nothing to tell", o.Path)
		}
	}
	if page := renderedOf(t, b, "lv/index.html"); page == "" || strings.Contains(page, calendarFile) {
		t.Error("the dashboard links to a calendar that is not there")
	}
}

// Each institution's calendar has what the whole one has of it, and each level's what is at it.
func TestCalendarsHaveTheirPart(t *testing.T) {
	for name, b := range map[string]*builder{
		"demo":    builderOf(t, demoFiles(t), "2025-06-30"),
		"default": builderOf(t, os.DirFS("../.."), "2024-11-23"),
	} {
		d := b.datebook()
		seen, told := map[string]bool{}, 0
		for i := range d.all {
			a := &d.all[i]
			if seen[a.uid] {
				t.Errorf("%s: two appointments %s", name, a.uid)
			}
			seen[a.uid] = true
			for _, id := range a.institutions {
				if told++; !slices.Contains(d.of[id], i) {
					t.Errorf("%s: %s is not in the calendar of %s", name, a.uid, id)
				}
			}
			isWay := a.of.key.typ == "consultation" || a.of.key.typ == "budget-round"
			if slices.Contains(d.taking, i) != isWay || slices.Contains(d.byLevel[a.level], i) != (isWay && a.level != "") {
				t.Errorf("%s: %s is in the wrong calendars of participation", name, a.uid)
			}
		}
		for id, places := range d.of {
			for _, i := range places {
				if !slices.Contains(d.all[i].institutions, id) {
					t.Errorf("%s: %s is in the calendar of %s", name, d.all[i].uid, id)
				}
			}
		}
		if told < 50 {
			t.Errorf("%s: hardly anything is tested", name)
		}
	}
}

// A page offers the calendar that belongs to it, by its address and to programs.
func TestCalendarsAreLinkedFromTheirPages(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	level := string(record.Consult)
	for _, c := range []struct{ page, folder string }{
		{"lv/", "lv/"}, {"en/events/", "en/"}, {"lv/pasakumi/", "lv/"}, {"lv/izmainas/", "lv/"},
		{"lv/lidzdaliba/", "lv/lidzdaliba/"},
		{"en/consultations/by/level/" + level + "/", "en/consultations/by/level/" + level + "/"},
		{"lv/institucijas/zz-kanceleja/", "lv/institucijas/zz-kanceleja/"},
	} {
		page := html.UnescapeString(renderedOf(t, b, c.page+"index.html"))
		if renderedOf(t, b, c.folder+calendarFile) == "" {
			t.Errorf("there is no %s%s", c.folder, calendarFile)
		}
		for _, link := range []string{
			`<link rel="alternate" type="text/calendar" href="/` + c.folder + `calendar.ics"`,
			`<a href="/` + c.folder + `calendar.ics"`,
			`<a href="webcal://example.lv/` + c.folder + `calendar.ics"`,
		} {
			if !strings.Contains(page, link) {
				t.Errorf("%s lacks %s", c.page, link)
			}
		}
	}
}

// Every calendar and every feed stands in the folder of a page, and some page of its language
// links it: also those of levels whose keys have an underscore, which addresses write as a hyphen.
func TestFollowedFilesStandBesideTheirPages(t *testing.T) {
	twoWords := datedFiles(map[string]string{
		"data/consultations/zz-k.yaml": "title: {lv: Ielas, en: Streets}\ninstitution: zz-a\nopens: 2024-06-03\ncloses: 2024-06-17\nlevel: co_create\n",
	})
	for name, b := range map[string]*builder{
		"a level of two words": builderOf(t, twoWords, "2024-06-30"),
		"demo":                 builderOf(t, demoFiles(t), "2025-06-30"),
		"default":              builderOf(t, os.DirFS("../.."), "2026-11-23"),
	} {
		pages := map[string]bool{}
		for _, o := range listed(t, b) {
			pages[o.Path] = true
		}
		files := 0
		for _, o := range listed(t, b) {
			if !isCalendar(o.Path) && !isFeed(o.Path) {
				continue
			}
			files++
			page := o.Path[:strings.LastIndex(o.Path, "/")+1] + "index.html"
			switch {
			case !pages[page]:
				t.Errorf("%s: %s stands in no page's folder", name, o.Path)
			case strings.Count(o.Path, "/") > 1 && !strings.Contains(renderedOf(t, b, page), `href="/`+o.Path+`"`):
				t.Errorf("%s: %s is not linked from %s", name, o.Path, page)
			}
		}
		if files < 4 {
			t.Errorf("%s: only %d files are tested", name, files)
		}
	}
}

// On a night on which nobody said anything no calendar changes, though days pass: not even the
// days on which something begins or is due.
func TestCalendarsAreQuiet(t *testing.T) {
	for name, c := range map[string]struct {
		files fs.FS
		day   string
	}{
		"demo":    {demoFiles(t), "2025-02-27"},
		"default": {os.DirFS("../.."), "2026-09-24"},
	} {
		before, quiet := map[string]string{}, 0
		b := builderOf(t, c.files, c.day)
		for night := range 6 {
			now := map[string]string{}
			for _, o := range listed(t, b) {
				if strings.HasSuffix(o.Path, calendarFile) {
					now[o.Path] = renderedOf(t, b, o.Path)
				}
			}
			if night > 0 && !wroteOn(b) {
				quiet++
				for path := range now {
					if now[path] != before[path] {
						t.Errorf("%s, %s: %s changed, and nobody said anything", name, b.Day, path)
					}
				}
			}
			before = now
			b = builderOf(t, c.files, (b.Day + 1).String())
		}
		if quiet == 0 {
			t.Errorf("%s: somebody said something every night, so nothing is tested", name)
		}
	}
}

// wroteOn reports whether a fact that is not set in advance is dated the site's day.
func wroteOn(b *builder) bool {
	for e := range b.entries.all {
		if rec, ok := e.rec.(progress.Record); ok {
			if written, ok := progress.WrittenOn(rec, b.Day); ok && written == b.Day {
				return true
			}
		}
	}
	return false
}
