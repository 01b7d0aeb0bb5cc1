package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// appointment is something with a day that a reader may want in a calendar.
type appointment struct {
	// uid names it for ever, among all of the site.
	uid string
	// of is the record, or the measure, to whose page it leads.
	of *entry
	// title is the id of the sentence that says what is on the day of the record; "" for the
	// record's own title.
	title string
	// text says more, a line each; place is where it is.
	text  func(lang i18n.Lang) []string
	place i18n.Text
	// first and last are its days; monthOnly says that only their months are known.
	first, last i18n.Day
	monthOnly   bool
	// since is the day from which on the site says it, if nobody is known to have written it
	// down on another; it may be zero.
	since i18n.Date
	// section is what it belongs to, and level that of a way to take part.
	section section
	level   record.Level
	// institutions are those whom it concerns.
	institutions []string
}

// datebook is all appointments, by their days, with the places of those in each calendar.
type datebook struct {
	all     []appointment
	of      map[string][]int // by institution
	byLevel map[record.Level][]int
	// taking are those of ways to take part.
	taking []int
}

// newDatebook gathers the appointments that are known on the day. A year alone is no
// appointment. A month is one of the whole month, and says so: no day is invented, and the
// deadlines of plans, of which many are months, are not lost.
func (b *builder) newDatebook() *datebook {
	d := &datebook{of: map[string][]int{}, byLevel: map[record.Level][]int{}}
	for _, e := range b.byType["consultation"] {
		d.addConsultation(b, e)
	}
	for _, e := range b.byType["budget-round"] {
		d.addBudgetRound(b, e)
	}
	for _, e := range b.byType["commitment"] {
		d.addMeasures(b, e)
	}
	for _, e := range b.byType["plan"] {
		d.addReporting(b, e)
	}
	for _, e := range b.byType["event"] {
		d.addEvent(b, e)
	}
	for _, e := range b.byType["body"] {
		d.addSittings(b, e)
	}
	slices.SortFunc(d.all, func(x, y appointment) int {
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.last, y.last), strings.Compare(x.uid, y.uid))
	})
	for i := range d.all {
		d.index(i)
	}
	return d
}

// index notes in which calendars an appointment is.
func (d *datebook) index(i int) {
	a := &d.all[i]
	for _, id := range a.institutions {
		if places := d.of[id]; len(places) == 0 || places[len(places)-1] != i {
			d.of[id] = append(places, i)
		}
	}
	if a.section == sectionConsultations || a.section == sectionBudgets {
		d.taking = append(d.taking, i)
		if a.level != "" {
			d.byLevel[a.level] = append(d.byLevel[a.level], i)
		}
	}
}

// add adds an appointment on a date, or from one to another, if at least the month of the
// first is known. An end of which the day is not known is left out, unless that of the
// beginning is not known either.
func (d *datebook) add(a appointment, from, to i18n.Date) {
	if from.Month == 0 {
		return
	}
	if to.Month == 0 || to.IsPartial() && !from.IsPartial() {
		to = from
	}
	a.first, a.last, a.monthOnly = from.First(), to.Last(), from.IsPartial()
	d.all = append(d.all, a)
}

// addConsultation adds the first and the last day on which one can take part, and rounds.
func (d *datebook) addConsultation(b *builder, e *entry) {
	r := e.rec.(*record.Consultation)
	a := appointment{
		of: e, since: r.Opens, section: sectionConsultations, level: r.Level,
		institutions: append([]string{r.Institution}, r.CoInstitutions...),
		text: func(lang i18n.Lang) []string {
			return compact(r.Kind, b.refLink(lang, "institution", r.Institution).Text, b.period(lang, r.Opens, r.Closes), b.text(lang, r.Summary).Text)
		},
	}
	d.addPeriod(a, "consultation/"+r.ID, r.Opens, r.Closes)
	more := a.text
	for _, round := range r.Rounds {
		a.uid = "consultation/" + r.ID + "/round/" + round.Opens.String()
		a.title, a.place = "calendar-round", round.Place
		a.text = func(lang i18n.Lang) []string { return append(compact(b.text(lang, round.Title).Text), more(lang)...) }
		d.add(d.apart(a), round.Opens, round.Closes)
	}
}

// addPeriod adds the first day on which one can take part, and the last. One day alone is the
// last.
func (d *datebook) addPeriod(a appointment, uid string, opens, closes i18n.Date) {
	if opens != closes {
		a.uid, a.title = uid+"/opens", "calendar-opens"
		d.add(a, opens, i18n.Date{})
	}
	a.uid, a.title = uid+"/closes", "calendar-closes"
	d.add(a, closes, i18n.Date{})
}

// apart sees that an appointment has a name of its own: two rounds may begin on one day.
func (d *datebook) apart(a appointment) appointment {
	for i := len(d.all) - 1; i >= 0 && d.all[i].of == a.of; i-- {
		if d.all[i].uid == a.uid {
			a.uid += "/2"
			return d.apart(a)
		}
	}
	return a
}

func (d *datebook) addBudgetRound(b *builder, e *entry) {
	r := e.rec.(*record.BudgetRound)
	d.addPeriod(appointment{
		of: e, since: r.Starts, section: sectionBudgets, level: r.Level, institutions: []string{r.Institution},
		text: func(lang i18n.Lang) []string {
			return compact(b.refLink(lang, "institution", r.Institution).Text, b.period(lang, r.Starts, r.Ends), b.text(lang, r.Summary).Text)
		},
	}, "budget-round/"+r.ID, r.Starts, r.Ends)
}

// addMeasures adds the due dates in force of a commitment's measures. What was withdrawn or
// superseded is due no more.
func (d *datebook) addMeasures(b *builder, e *entry) {
	c := e.rec.(*record.Commitment)
	for i := range c.Measures {
		of := b.entries.get(entryKey{"measure", c.Measures[i].Key})
		m := of.measure
		if !m.Exists || m.Due == nil || m.State == record.State(record.Withdrawn) || m.State == record.State(record.Superseded) {
			continue
		}
		carriers := progress.Carriers(c, m.Record)
		d.add(appointment{
			uid: "measure/" + m.Record.Key + "/due", of: of, since: inForce(b.Records.Plans.Get(c.Plan)), title: "calendar-due", section: sectionMeasures, institutions: carriers,
			text: func(lang i18n.Lang) []string {
				return compact(
					b.commitmentNumber(lang, c)+": "+b.text(lang, c.Title).Text,
					m.Due.Basis.Vocabulary().Title(lang, string(m.Due.Basis)), b.institutionNames(lang, carriers),
				)
			},
		}, m.Due.Date, i18n.Date{})
	}
}

func (d *datebook) addReporting(b *builder, e *entry) {
	p := e.rec.(*record.Plan)
	for _, r := range p.Reporting {
		d.add(d.apart(appointment{
			uid: "plan/" + p.ID + "/report/" + r.Period.From.String() + "/" + r.Period.To.String(), of: e,
			since: inForce(p), title: "calendar-report", section: sectionPlans, institutions: p.Lead,
			text: func(lang i18n.Lang) []string {
				period := b.f(lang, "reporting-period", i18n.Args{"Period": b.period(lang, r.Period.From, r.Period.To)})
				return compact(b.text(lang, r.Title).Text, period)
			},
		}), r.Due, i18n.Date{})
	}
}

func (d *datebook) addEvent(b *builder, e *entry) {
	r := e.rec.(*record.Event)
	a := appointment{
		uid: "event/" + r.ID, of: e, since: r.Starts, place: r.Place, section: sectionEvents, institutions: r.Organisers,
		text: func(lang i18n.Lang) []string {
			return compact(r.Kind.Vocabulary().Title(lang, string(r.Kind)), b.institutionNames(lang, r.Organisers), b.text(lang, r.Summary).Text)
		},
	}
	d.add(a, r.Starts, r.Ends)
	for _, day := range r.OtherDays {
		a.uid = "event/" + r.ID + "/" + day.String()
		d.add(a, day, i18n.Date{})
	}
}

// addSittings adds the sittings of a council that its page has, if their day is known.
func (d *datebook) addSittings(b *builder, e *entry) {
	r := e.rec.(*record.Body)
	for _, s := range progress.SittingsOn(r, b.Day) {
		if s.Date.IsPartial() {
			continue
		}
		d.add(d.apart(appointment{
			uid: "body/" + r.ID + "/sitting/" + s.Date.String(), of: e, since: s.Date, place: s.Place,
			title: "calendar-sitting", section: sectionCouncils, institutions: one(r.Institution),
			text: func(lang i18n.Lang) []string {
				return compact(b.text(lang, s.Title).Text, b.refLink(lang, "institution", r.Institution).Text, b.text(lang, s.Text).Text)
			},
		}), s.Date, i18n.Date{})
	}
}

// stamps returns when somebody last wrote into the record that an appointment is of, and the
// same as a fact: the zero time where no record tells. The first is then a floor: the day from
// which on the site says it or, where not even that is known, the first of the year of the
// appointment, or of the site's day if that is earlier. Neither moves with days that merely
// pass, but for the turn of a year.
func (b *builder) stamps(a *appointment) (stamp, modified time.Time) {
	if written, ok := progress.WrittenOn(a.record(), b.Day); ok {
		at := b.midnight(written)
		return at, at
	}
	if progress.Visible(a.since, b.Day) {
		return b.midnight(a.since.Last()), time.Time{}
	}
	year := min(a.first.Date().Year, b.Day.Date().Year)
	return b.midnight(i18n.Date{Year: year}.First()), time.Time{}
}

// inForce is the day on which a plan was adopted or, where that is not known, began.
func inForce(p *record.Plan) i18n.Date {
	if p.Adoption != nil && !p.Adoption.Date.IsZero() {
		return p.Adoption.Date
	}
	return p.Starts
}

// midnight is when a day begins in the site's time zone.
func (b *builder) midnight(day i18n.Day) time.Time {
	year, month, date := day.Time().Date()
	return time.Date(year, month, date, 0, 0, 0, 0, b.zone)
}

// revisions counts what records tell of changes to an appointment up to the site's day: new due
// dates of its measure, and corrections of its record. A day that was overwritten in a record
// without either can't be counted.
func (b *builder) revisions(a *appointment) int {
	n := 0
	for _, c := range a.record().Base().Corrections {
		if progress.Visible(c.Date, b.Day) {
			n++
		}
	}
	if m := a.of.measure; m != nil {
		for _, r := range m.Record.Revised {
			if progress.Visible(r.Date, b.Day) {
				n++
			}
		}
	}
	return n
}

// record is the record that an appointment is of: of a measure, its commitment.
func (a *appointment) record() progress.Record {
	if rec, ok := a.of.rec.(progress.Record); ok {
		return rec
	}
	return a.of.measure.Commitment
}

// current are the appointments of a calendar that programs are told of: what was over before
// the last half-year is left out, or all but the last where that would be all. Half-years turn
// seldom, so that on other nights nothing goes.
func (b *builder) current(d *datebook, places []int) []int {
	since := lastHalfYear(b.Day)
	current := slices.DeleteFunc(slices.Clone(places), func(i int) bool { return d.all[i].last < since })
	if len(current) == 0 && len(places) > 0 {
		return places[len(places)-1:]
	}
	return current
}

// lastHalfYear is the first day of the half-year before that of a day.
func lastHalfYear(day i18n.Day) i18n.Day {
	date := day.Date()
	if date.Month > 6 {
		return i18n.Date{Year: date.Year}.First()
	}
	return i18n.Date{Year: date.Year - 1, Month: 7}.First()
}
