package progress

import (
	"cmp"
	"math"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Stage is how far the participation in a consultation has come.
type Stage string

// The stages.
const (
	StagePlanned Stage = "planned"
	StageOpen    Stage = "open"
	StageClosed  Stage = "closed"
	// StageUnknown: the dates do not tell.
	StageUnknown Stage = "unknown"
)

// Consultation is a consultation as of a day, on its three axes: participation,
// feedback and the act.
type Consultation struct {
	Record *record.Consultation
	Stage  Stage
	// DaysToOpen is the time until the first day, while planned; DaysLeft that
	// until the last day, 0 on that day itself, while planned, open or unknown.
	// Each is nil where its date is unknown or over.
	DaysToOpen, DaysLeft *Span
	// Length is the number of days on which people can take part, both ends
	// counted; nil where an end is unknown.
	Length *Span

	Feedback Feedback

	// Act is the visible stage of the act, "" where none is; ActDate is the day
	// since which it holds, zero where that is unknown.
	Act     record.Act
	ActDate i18n.Date
	// Outcome is what is visible of the outcome: a copy without days of deciding
	// and publishing that are still to come. That it comes into force on a later
	// day is known once it is decided. nil where nothing is visible.
	Outcome *record.Outcome

	// Submissions, Proposals and Objections are the final counts once the
	// consultation has closed, and until then those of the newest visible
	// snapshot, whose date is then in …Counted (zero for final counts). nil is
	// unknown.
	Submissions        *record.Submissions
	SubmissionsCounted i18n.Date
	Proposals          *record.Tally
	ProposalsCounted   i18n.Date
	Objections         *record.Tally
	// Participants is visible like the final counts.
	Participants *record.Count
}

// Feedback is what is visible on a day of an institution's answer to those who gave
// their views.
type Feedback struct {
	// Status is not_checked where nothing is visible.
	Status record.FeedbackStatus
	// Record is nil unless the status is published.
	Record *record.Feedback
	// Lag is the number of days from the consultation's last day to the feedback;
	// nil where either is unknown.
	Lag *Span
	// Checked is the day on which somebody looked and found none.
	Checked i18n.Date
	// Overdue: the consultation has closed, and somebody looked after that and
	// found none. Never, where nobody looked.
	Overdue bool
	// Waited is the number of days from the consultation's last day to that day,
	// for overdue feedback. What came after nobody knows, so it does not grow with
	// the day.
	Waited *Span
}

// ConsultationOn returns a consultation as of a day. See ConsultationVisible for
// whether it is to be shown.
func ConsultationOn(c *record.Consultation, day i18n.Day) Consultation {
	out := Consultation{Record: c, Stage: StageOn(c.Opens, c.Closes, day)}
	out.setDays(day)
	out.setFeedback(day)
	out.setAct(day)
	out.setCounts(day)
	return out
}

// StageOn returns the stage of participation that runs from one date to another, of
// which either may be unknown or partial. A day inside a partial date leaves open
// on which side of it the day lies.
//
//	opens                   closes: ahead    may be over   over     unknown
//	after the day                   planned  –             –        planned
//	may be after the day            unknown  unknown       closed   unknown
//	on the day or before            open     unknown       closed   unknown
//	unknown                         unknown  unknown       closed   unknown
//
// The closing day itself is still open.
func StageOn(opens, closes i18n.Date, day i18n.Day) Stage {
	surelyClosed := !closes.IsZero() && day > closes.Last()
	surelyNotClosed := !closes.IsZero() && day <= closes.First()
	surelyOpened := !opens.IsZero() && day >= opens.Last()
	surelyNotOpened := !opens.IsZero() && day < opens.First()
	switch {
	case surelyClosed:
		return StageClosed
	case surelyNotOpened:
		return StagePlanned
	case surelyOpened && surelyNotClosed:
		return StageOpen
	}
	return StageUnknown
}

// ConsultationVisible reports whether a consultation is to be shown on a day: from
// its first dated fact on, be it an announcement, a first day or an answer, and in
// any case from the first day on which somebody is recorded to have read of it. One
// whose life has no date at all is always visible.
func ConsultationVisible(c *record.Consultation, day i18n.Day) bool {
	dated := false
	known := func(d i18n.Date) bool {
		dated = dated || !d.IsZero()
		return Visible(d, day)
	}
	return anyConsultationDate(c, known) || !dated || seenBy(&c.Common, day)
}

// anyConsultationDate reports whether a date in a consultation's life is such. It
// stops at the first.
func anyConsultationDate(c *record.Consultation, such func(i18n.Date) bool) bool {
	if such(c.Announced) || such(c.Opens) || such(c.Closes) || such(c.ActDate) {
		return true
	}
	if f := c.Feedback; f != nil && (such(f.Date) || such(f.Checked)) {
		return true
	}
	if o := c.Outcome; o != nil && (such(o.Decided) || such(o.Published) || such(o.InForce)) {
		return true
	}
	return slices.ContainsFunc(c.Rounds, func(r record.Round) bool { return such(r.Opens) || such(r.Closes) }) ||
		slices.ContainsFunc(c.Snapshots, func(s record.Snapshot) bool { return such(s.Date) })
}

// ConsultationsOn returns the consultations that are visible on a day: open ones
// first, those that close soonest leading; then planned ones, those that open
// soonest leading; then those of unknown stage and closed ones, newest first and
// undated ones last.
func ConsultationsOn(site *record.Site, day i18n.Day) []*Consultation {
	places := make([]place, 0, site.Consultations.Len())
	for _, c := range site.Consultations.All() {
		if ConsultationVisible(c, day) {
			derived := ConsultationOn(c, day)
			places = append(places, placeOf(&derived))
		}
	}
	slices.SortFunc(places, comparePlaces)
	all := make([]*Consultation, len(places))
	for i, p := range places {
		all[i] = p.consultation
	}
	return all
}

// place is where a consultation stands in the list: its stage's place and, within
// the stage, the number of a day to count upwards.
type place struct {
	consultation *Consultation
	stage, day   int
}

var listedStages = []Stage{StageOpen, StagePlanned, StageUnknown, StageClosed}

func placeOf(c *Consultation) place {
	p := place{consultation: c, stage: slices.Index(listedStages, c.Stage), day: math.MaxInt}
	switch date := consultationDate(c.Record); {
	case c.Stage == StageOpen:
		p.day = int(c.Record.Closes.Last())
	case c.Stage == StagePlanned:
		p.day = int(c.Record.Opens.First())
	case !date.IsZero():
		p.day = -int(date.Last())
	}
	return p
}

func comparePlaces(a, b place) int {
	if c := cmp.Or(cmp.Compare(a.stage, b.stage), cmp.Compare(a.day, b.day)); c != 0 {
		return c
	}
	return cmp.Compare(a.consultation.Record.ID, b.consultation.Record.ID)
}

// consultationDate returns the date by which a consultation is filed: its last day,
// else its first, else its announcement; zero where all are unknown.
func consultationDate(c *record.Consultation) i18n.Date {
	return firstKnown(c.Closes, c.Opens, c.Announced)
}

func firstKnown(dates ...i18n.Date) i18n.Date {
	for _, d := range dates {
		if !d.IsZero() {
			return d
		}
	}
	return i18n.Date{}
}

func (c *Consultation) setDays(day i18n.Day) {
	opens, closes := c.Record.Opens, c.Record.Closes
	if c.Stage == StagePlanned {
		c.DaysToOpen = until(day, opens)
	}
	if c.Stage != StageClosed && !closes.IsZero() {
		c.DaysLeft = until(day, closes)
	}
	if !opens.IsZero() && !closes.IsZero() {
		lag := between(opens, closes)
		c.Length = &Span{max(1, lag.Min+1), lag.Max + 1}
	}
}

// until returns the days from a day to a known date that is not over.
func until(day i18n.Day, date i18n.Date) *Span {
	return &Span{max(0, int(date.First()-day)), int(date.Last() - day)}
}

// Meets tells whether the consultation lasts at least a number of days. known is
// false where its dates do not tell.
func (c *Consultation) Meets(days int) (meets, known bool) {
	if c.Length == nil {
		return false, false
	}
	meets = c.Length.Min >= days
	return meets, meets || c.Length.Max < days
}

func (c *Consultation) setFeedback(day i18n.Day) {
	c.Feedback.Status = record.FeedbackNotChecked
	f := c.Record.Feedback
	if f == nil {
		return
	}
	switch f.Status {
	case record.FeedbackPublished:
		if visibleOrSeen(f.Date, &c.Record.Common, day) {
			c.Feedback = Feedback{Status: f.Status, Record: f, Lag: lag(c.Record.Closes, f.Date)}
		}
	case record.FeedbackNoneFound:
		if Visible(f.Checked, day) {
			c.Feedback = Feedback{Status: f.Status, Checked: f.Checked}
			c.setWaited()
		}
	}
}

func (c *Consultation) setWaited() {
	closes, checked := c.Record.Closes, c.Feedback.Checked
	if closes.IsZero() || checked.First() <= closes.Last() {
		return
	}
	waited := between(closes, checked)
	c.Feedback.Overdue = true
	c.Feedback.Waited = &waited
}

// lag returns the days from one date to another, or nil where either is unknown.
func lag(from, to i18n.Date) *Span {
	if from.IsZero() || to.IsZero() {
		return nil
	}
	s := between(from, to)
	return &s
}

// actAdopted is the stage whose day is that of the decision, where it has none of
// its own.
const actAdopted record.Act = "pienemts"

func (c *Consultation) setAct(day i18n.Day) {
	r := c.Record
	c.Outcome = visibleOutcome(r, day)
	if r.Act == "" {
		return
	}
	date := r.ActDate
	if o := r.Outcome; date.IsZero() && r.Act == actAdopted && o != nil {
		date = firstKnown(o.Decided, o.Published)
	}
	if visibleOrSeen(date, &r.Common, day) {
		c.Act, c.ActDate = r.Act, date
	}
}

func visibleOutcome(r *record.Consultation, day i18n.Day) *record.Outcome {
	if r.Outcome == nil {
		return nil
	}
	o := *r.Outcome
	if !visibleOrSeen(firstKnown(o.Decided, o.Published, o.InForce), &r.Common, day) {
		return nil
	}
	for _, d := range []*i18n.Date{&o.Decided, &o.Published} {
		if !Visible(*d, day) {
			*d = i18n.Date{}
		}
	}
	return &o
}

func (c *Consultation) setCounts(day i18n.Day) {
	r := c.Record
	if visibleOrSeen(r.Closes, &r.Common, day) {
		c.Submissions, c.Proposals, c.Objections = r.Submissions, r.Proposals, r.Objections
		c.Participants = r.Participants
	}
	for i := range r.Snapshots {
		s := &r.Snapshots[i]
		if !Visible(s.Date, day) {
			continue
		}
		if s.Submissions != nil && takes(c.Submissions != nil, c.SubmissionsCounted, s.Date) {
			c.Submissions, c.SubmissionsCounted = s.Submissions, s.Date
		}
		if s.Proposals != nil && takes(c.Proposals != nil, c.ProposalsCounted, s.Date) {
			c.Proposals, c.ProposalsCounted = s.Proposals, s.Date
		}
	}
}

// takes reports whether a snapshot's count stands in for the present one: where
// there is none, or one of a snapshot that is not newer.
func takes(has bool, counted, snapshot i18n.Date) bool {
	return !has || (!counted.IsZero() && !newer(counted, snapshot))
}
