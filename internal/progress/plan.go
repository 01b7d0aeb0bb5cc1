package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Phase is where a day lies in a plan's period.
type Phase string

// The phases. A plan's period has both of its ends; a partial end means its last
// day.
const (
	NotBegun Phase = "not_begun"
	Running  Phase = "running"
	Ended    Phase = "ended"
	// Unconfirmed: by its dates the period has begun, and it may be over, but that
	// the plan was adopted is not visible on the day.
	Unconfirmed Phase = "unconfirmed"
)

// PhaseOn returns a plan's phase on a day.
func PhaseOn(plan *record.Plan, day i18n.Day) Phase {
	switch {
	case day < plan.Starts.First():
		return NotBegun
	case plan.Ended(day) && plan.Adoption == nil:
		return Ended // of its adoption nothing is recorded: its end is known all the same
	case AdoptionOn(plan, day).Status != record.Adopted:
		return Unconfirmed
	case plan.Ended(day):
		return Ended
	}
	return Running
}

// Adoption is what is visible on a day of a plan's adoption.
type Adoption struct {
	// Status is "" where nothing is visible.
	Status record.AdoptionStatus
	// Date is the day of the adoption, zero where it is unknown.
	Date i18n.Date
	// Checked is the day on which somebody looked for an adoption and found none.
	Checked i18n.Date
}

// AdoptionOn returns what is visible on a day of a plan's adoption. An adoption
// without a date is visible from the plan's first day on. That none was found is
// visible only where it is recorded when somebody looked.
func AdoptionOn(plan *record.Plan, day i18n.Day) Adoption {
	a := plan.Adoption
	if a == nil {
		return Adoption{}
	}
	switch a.Status {
	case record.Adopted:
		if Visible(a.Date, day) || (a.Date.IsZero() && plan.Starts.First() <= day) {
			return Adoption{Status: a.Status, Date: a.Date}
		}
	case record.AdoptionNotFound:
		if Visible(a.Checked, day) {
			return Adoption{Status: a.Status, Checked: a.Checked}
		}
	}
	return Adoption{}
}

// NewestBegun returns the plan that a site is about on a day: of those that are
// adopted and begun, the one that begins last. It may have ended. It returns nil
// where there is none.
func NewestBegun(site *record.Site, day i18n.Day) *record.Plan {
	var newest *record.Plan
	for _, p := range site.Plans.All() {
		phase := PhaseOn(p, day)
		if phase != Running && phase != Ended {
			continue
		}
		if newest == nil || p.Starts.First() >= newest.Starts.First() {
			newest = p
		}
	}
	return newest
}

// NextToBegin returns the plan whose period is the first to begin after a day; nil where
// none does.
func NextToBegin(site *record.Site, day i18n.Day) *record.Plan {
	return firstBy(site.Plans.All(), func(p *record.Plan) bool { return PhaseOn(p, day) == NotBegun })
}

// FirstUnconfirmed returns the plan whose period has begun, the earliest of several, but
// of which it is not visible on a day that it was adopted; nil where there is none.
func FirstUnconfirmed(site *record.Site, day i18n.Day) *record.Plan {
	return firstBy(site.Plans.All(), func(p *record.Plan) bool { return PhaseOn(p, day) == Unconfirmed })
}

// firstBy returns the plan that begins first of those that are such.
func firstBy(plans []*record.Plan, such func(*record.Plan) bool) *record.Plan {
	var first *record.Plan
	for _, p := range plans {
		if such(p) && (first == nil || p.Starts.First() < first.Starts.First()) {
			first = p
		}
	}
	return first
}

// Commitment is a commitment as of a day.
type Commitment struct {
	Record *record.Commitment
	// Measures are those that exist on the day, by number.
	Measures []*Measure
	Counts   Counts
}

// CommitmentOn returns a commitment of a plan as of a day.
func CommitmentOn(plan *record.Plan, c *record.Commitment, day i18n.Day) Commitment {
	out := Commitment{Record: c}
	for i := range c.Measures {
		if m := MeasureOn(plan, c, &c.Measures[i], day); m.Exists {
			out.Measures = append(out.Measures, &m)
		}
	}
	slices.SortStableFunc(out.Measures, func(a, b *Measure) int {
		return CompareNumbers(a.Record.Number, b.Record.Number)
	})
	out.Counts = Count(out.Measures)
	return out
}

// Plan is a plan as of a day.
type Plan struct {
	Record *record.Plan
	Phase  Phase
	// DaysToStart is above 0 before the period begins. DaysLeft is the number of
	// days after the day until the period's last one, 0 on that day itself and
	// after it. DaysSinceEnd is above 0 once the period is over.
	DaysToStart, DaysLeft, DaysSinceEnd int
	Adoption                            Adoption

	// Commitments are in the order of their numbers.
	Commitments []Commitment
	Counts      Counts

	// ReportingPassed are the reporting deadlines before the day, and
	// ReportingAhead those on the day or after it, each by date.
	ReportingPassed, ReportingAhead []*record.Reporting

	// Next is the plan that continues this one, as far as it is visible on the
	// day; nil where it is not.
	Next *NextPlan
}

// NextPlan is what is known on a day of the plan that continues another.
type NextPlan struct {
	Record   *record.Plan
	Phase    Phase
	Adoption Adoption
	// Consultation is the one on its draft; nil where none is recorded or visible.
	Consultation *Consultation
}

// DaysToReporting returns the days from a day to the next reporting deadline, 0 on
// the deadline itself; ok is false where none lies ahead.
func (p *Plan) DaysToReporting(day i18n.Day) (days int, ok bool) {
	if len(p.ReportingAhead) == 0 {
		return 0, false
	}
	return int(p.ReportingAhead[0].Due.Last() - day), true
}

// Measures returns all measures of the plan, by commitment and number.
func (p *Plan) Measures() []*Measure {
	var all []*Measure
	for _, c := range p.Commitments {
		all = append(all, c.Measures...)
	}
	return all
}

// PlanOn returns a plan as of a day, with its commitments and their measures.
func (ix *Index) PlanOn(plan *record.Plan, day i18n.Day) Plan {
	out := Plan{
		Record:       plan,
		Phase:        PhaseOn(plan, day),
		DaysToStart:  max(0, int(plan.Starts.First()-day)),
		DaysLeft:     max(0, int(plan.Ends.Last()-day)),
		DaysSinceEnd: max(0, int(day-plan.Ends.Last())),
		Adoption:     AdoptionOn(plan, day),
		Next:         ix.nextPlan(plan, day),
	}
	for _, c := range ix.Commitments(plan.ID) {
		out.Commitments = append(out.Commitments, CommitmentOn(plan, c, day))
	}
	out.Counts = Count(out.Measures())
	out.setReporting(day)
	return out
}

func (p *Plan) setReporting(day i18n.Day) {
	deadlines := make([]*record.Reporting, len(p.Record.Reporting))
	for i := range p.Record.Reporting {
		deadlines[i] = &p.Record.Reporting[i]
	}
	slices.SortStableFunc(deadlines, func(a, b *record.Reporting) int {
		return int(a.Due.Last() - b.Due.Last())
	})
	ahead := slices.IndexFunc(deadlines, func(r *record.Reporting) bool { return r.Due.Last() >= day })
	if ahead < 0 {
		ahead = len(deadlines)
	}
	p.ReportingPassed, p.ReportingAhead = deadlines[:ahead], deadlines[ahead:]
}

// nextPlan returns what is visible of the plan that continues another. Something is
// from the day on which its period begins, on which its adoption was decided or
// looked for, or on which the consultation on its draft has its first dated fact or
// was first seen.
func (ix *Index) nextPlan(plan *record.Plan, day i18n.Day) *NextPlan {
	next := ix.site.Plans.Get(plan.ContinuedIn)
	if next == nil {
		return nil
	}
	out := NextPlan{Record: next, Phase: PhaseOn(next, day), Adoption: AdoptionOn(next, day)}
	consulted := false
	if next.Adoption != nil {
		if c := ix.site.Consultations.Get(next.Adoption.Consultation); c != nil && ConsultationVisible(c, day) {
			derived := ConsultationOn(c, day)
			out.Consultation = &derived
			consulted = seenBy(&c.Common, day) ||
				anyConsultationDate(c, func(d i18n.Date) bool { return Visible(d, day) })
		}
	}
	if out.Phase == NotBegun && out.Adoption.Status == "" && !consulted {
		return nil
	}
	return &out
}
