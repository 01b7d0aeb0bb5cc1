package progress

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Measure is a measure as of a day.
type Measure struct {
	Record     *record.Measure
	Commitment *record.Commitment
	// Exists is false before the measure came into the plan: on the day of added,
	// or else with the plan's first day. Then it is in no figure, its State is
	// no_data, and all else is empty.
	Exists bool

	// State is the status in the newest visible update by an institution, a
	// council or an editor who gives evidence. NGOs and IRM stand beside and never
	// set it. Of two updates visible from the same day, the later in the file
	// holds. Where there is none, State is unreported if somebody looked (checked)
	// by the day and no report by an institution is in the data, and no_data
	// otherwise.
	State record.State
	// StateUnknown: the state is no_data or unreported.
	StateUnknown bool
	// Status is the update that sets the state, with who said so; nil where the
	// state is unknown.
	Status *record.Update
	// Evidence is that update's evidence.
	Evidence []record.Source
	// Checked is the day on which somebody looked for a report and found none, as
	// far as it is visible. An old check that no update followed still holds.
	Checked i18n.Date
	// CompleteSince is the date of the first of the unbroken row of complete
	// statuses up to the newest; zero unless the state is complete. So a later
	// confirmation does not make a measure later.
	CompleteSince i18n.Date

	// Due is the due date in force, and FirstDue the one that the measure had at
	// first; nil where there is none in the data. A revision set after the plan's
	// last day changes nothing in that plan.
	Due, FirstDue *Due
	// DueThen is the due date that was in force when the measure was completed;
	// nil unless it is complete.
	DueThen *Due

	// Overdue: the due date in force has passed, and the measure is not known to
	// be complete. With StateUnknown it says that nothing is known of it, and not
	// that it is not done. Withdrawn and superseded measures are never overdue.
	// Counting stops on the plan's last day: a measure that is overdue then stays
	// so, by the same number of days, and one that was due on that day is
	// NotCompleteAtEnd instead.
	Overdue     bool
	DaysOverdue int
	// Late: completed after the due date in force then. DaysLate is the number of
	// days, a range where the completion's date is partial. MaybeLate: such a
	// range begins on time, so that nobody can say. A completion after the plan's
	// last day counts as late up to that day (see CompleteAfterEnd).
	Late, MaybeLate bool
	DaysLate        Span
	// Slip is the number of days from the first due date to the completion or,
	// before that, to the due date in force; below 0 where it went faster. It is
	// nil where a date lacks, and for withdrawn and superseded measures. Slipped:
	// the slip is certainly above 0.
	Slip    *Span
	Slipped bool

	// Stale: the plan's newest reporting deadline that has passed found no report
	// for its period, and none came since. See StaleFor.
	Stale bool
	// StaleFor is that deadline; nil unless the measure is stale.
	StaleFor *record.Reporting

	// AtPlanEnd is the state on the plan's last day, after which days are no
	// longer counted; "" until that day is over.
	AtPlanEnd record.State
	// NotCompleteAtEnd: the plan is over, and on its last day the measure was
	// known to be something other than complete, withdrawn or superseded.
	NotCompleteAtEnd bool
	// UnknownAtEnd: the plan is over, and of the measure's state on its last day
	// nothing is known.
	UnknownAtEnd bool
	// CompleteAfterEnd: the measure is complete by now, and was not on the plan's
	// last day. What NotCompleteAtEnd or UnknownAtEnd said remains true of it.
	CompleteAfterEnd bool

	// Ratings are the newest rating by each rater, side by side.
	Ratings []Rating
	// RatingsDiffer: one of them differs from that which it is held against.
	RatingsDiffer bool

	// Updates are the visible updates, newest first.
	Updates []*record.Update
	// LastReport is the newest update by an institution, whether it rates or not;
	// nil where the data hold none.
	LastReport *record.Update
}

// Reported reports whether an institution ever reported on the measure.
func (m *Measure) Reported() bool { return m.LastReport != nil }

// HasEvidence reports whether the current status comes with evidence.
func (m *Measure) HasEvidence() bool { return len(m.Evidence) > 0 }

// Dropped reports whether the measure was withdrawn or superseded.
func (m *Measure) Dropped() bool { return dropped(m.State) }

// Delay is by how many days the measure is overdue, or was certainly completed late: the
// least where the day of completion is only roughly known. It is 0 where it is neither.
func (m *Measure) Delay() int {
	switch {
	case m.Overdue:
		return m.DaysOverdue
	case m.Late:
		return m.DaysLate.Min
	}
	return 0
}

// DaysToDue returns the days from a day to the due date in force, 0 on that day
// itself. ok is false where none lies ahead, or nothing more is to come.
func (m *Measure) DaysToDue(day i18n.Day) (days int, ok bool) {
	if m.Due == nil || m.Due.Day() < day || finished(m.State) {
		return 0, false
	}
	return int(m.Due.Day() - day), true
}

// MeasureOn returns a measure of a plan's commitment as of a day.
func MeasureOn(plan *record.Plan, c *record.Commitment, m *record.Measure, day i18n.Day) Measure {
	out := Measure{Record: m, Commitment: c, State: record.NoData, StateUnknown: true}
	if !measureExists(plan, m, day) {
		return out
	}
	out.Exists = true
	out.Updates = visibleUpdates(m, day)
	out.LastReport = newestReport(out.Updates)
	out.setState(day)
	end := plan.Ends.Last()
	out.setAtEnd(end, day)
	out.setDue(min(day, end), end)
	out.setStale(plan, day)
	out.setRatings()
	return out
}

// measureExists reports whether the measure is in the plan on a day.
func measureExists(plan *record.Plan, m *record.Measure, day i18n.Day) bool {
	if !m.Added.IsZero() {
		return Visible(m.Added, day)
	}
	return plan.Starts.First() <= day
}

// visibleUpdates returns the updates that are visible on a day, newest first; of
// those with the same last day, the later in the file first.
func visibleUpdates(m *record.Measure, day i18n.Day) []*record.Update {
	var updates []*record.Update
	for i := len(m.Updates) - 1; i >= 0; i-- {
		if u := &m.Updates[i]; Visible(u.Date, day) {
			updates = append(updates, u)
		}
	}
	slices.SortStableFunc(updates, func(a, b *record.Update) int {
		return cmp.Compare(b.Date.Last(), a.Date.Last())
	})
	return updates
}

// newestReport returns the newest update by an institution, or nil.
func newestReport(newestFirst []*record.Update) *record.Update {
	for _, u := range newestFirst {
		if u.By == record.RatedByInstitution {
			return u
		}
	}
	return nil
}

// setsState reports whether an update's status is the measure's state.
func setsState(u *record.Update) bool {
	if u.Status == "" {
		return false
	}
	switch u.By {
	case record.RatedByInstitution, record.RatedByCouncil:
		return true
	case record.RatedByEditor:
		return len(u.Evidence) > 0
	}
	return false
}

// status returns the newest update that sets the state, and the date since which
// the state is complete without a break, if it is. Either may be empty.
func status(newestFirst []*record.Update) (current *record.Update, completeSince i18n.Date) {
	for _, u := range newestFirst {
		if !setsState(u) {
			continue
		}
		if current == nil {
			current = u
		}
		if u.Status != record.Complete {
			break
		}
		completeSince = u.Date
	}
	if current == nil || current.Status != record.Complete {
		return current, i18n.Date{}
	}
	return current, completeSince
}

func (m *Measure) setState(day i18n.Day) {
	if Visible(m.Record.Checked, day) {
		m.Checked = m.Record.Checked
	}
	m.Status, m.CompleteSince = status(m.Updates)
	switch {
	case m.Status != nil:
		m.State = record.State(m.Status.Status)
		m.Evidence = m.Status.Evidence
	case !m.Checked.IsZero() && !m.Reported():
		m.State = record.Unreported
	}
	m.StateUnknown = unknown(m.State)
}

// setAtEnd looks back to the plan's last day, once it is over.
func (m *Measure) setAtEnd(end, day i18n.Day) {
	if day <= end {
		return
	}
	then := Measure{Record: m.Record, Updates: visibleUpdates(m.Record, end)}
	then.State = record.NoData
	then.LastReport = newestReport(then.Updates)
	then.setState(end)
	m.AtPlanEnd = then.State
	m.UnknownAtEnd = then.StateUnknown
	m.NotCompleteAtEnd = !then.StateUnknown && !finished(then.State)
	m.CompleteAfterEnd = isComplete(m.State) && !isComplete(m.AtPlanEnd)
}

// setDue derives all that is counted from due dates, up to the last day that
// counts.
func (m *Measure) setDue(counted, end i18n.Day) {
	m.FirstDue = firstDue(m.Record, counted)
	m.Due = dueOn(m.Record, counted)
	switch {
	case m.Dropped():
	case isComplete(m.State):
		m.setLate(end)
	default:
		m.setOverdue(counted)
	}
	m.Slipped = m.Slip != nil && m.Slip.Min > 0
}

func (m *Measure) setOverdue(counted i18n.Day) {
	if m.Due == nil {
		return
	}
	if m.Due.Day() < counted {
		m.Overdue = true
		m.DaysOverdue = int(counted - m.Due.Day())
	}
	if m.FirstDue != nil {
		slip := int(m.Due.Day() - m.FirstDue.Day())
		m.Slip = &Span{slip, slip}
	}
}

// setLate holds a completion against the due date that was in force on it; where
// its date is partial, on the last day that it can mean.
func (m *Measure) setLate(end i18n.Day) {
	first := min(m.CompleteSince.First(), end)
	last := min(m.CompleteSince.Last(), end)
	m.DueThen = dueOn(m.Record, last)
	if m.DueThen != nil && last > m.DueThen.Day() {
		due := m.DueThen.Day()
		m.DaysLate = Span{max(0, int(first-due)), int(last - due)}
		m.Late = m.DaysLate.Min > 0
		m.MaybeLate = !m.Late
	}
	if m.FirstDue != nil {
		due := m.FirstDue.Day()
		m.Slip = &Span{int(first - due), int(last - due)}
	}
}

// setStale holds the last report against the plan's newest reporting deadline that
// has passed, which is that with the latest last day before the day; of two, the
// later in the file.
//
// A report answers for the deadline's period if its date, by its last day, is
// neither before the period's first day nor on or before the deadline that came
// before (for such a report answered that one); a report after the deadline answers
// it as well, only late. So no older deadline needs to be looked at. Only an
// institution's own updates are reports, since reporting deadlines bind those who
// carry the plan out (for the fifth plan, Cabinet Order No. 78 of 10 February 2022:
// by 1 March 2024 and by 1 March 2026). A complete, withdrawn or superseded measure
// owes no report, nor does one that came into the plan after the period.
func (m *Measure) setStale(plan *record.Plan, day i18n.Day) {
	if finished(m.State) {
		return
	}
	passed, before := lastDeadlines(plan, day)
	if passed == nil || !measureExists(plan, m.Record, passed.Period.To.Last()) {
		return
	}
	answersFrom := passed.Period.From.First()
	if before != nil {
		answersFrom = max(answersFrom, before.Due.Last()+1)
	}
	if m.Reported() && m.LastReport.Date.Last() >= answersFrom {
		return
	}
	m.Stale = true
	m.StaleFor = passed
}

// lastDeadlines returns the newest reporting deadline that has passed and the one
// before it; either may be nil.
func lastDeadlines(plan *record.Plan, day i18n.Day) (passed, before *record.Reporting) {
	for i := range plan.Reporting {
		r := &plan.Reporting[i]
		switch {
		case r.Due.Last() >= day:
		case passed == nil || newer(r.Due, passed.Due):
			passed, before = r, passed
		case !newer(passed.Due, r.Due):
			passed = r
		case before == nil || newer(r.Due, before.Due):
			before = r
		}
	}
	return passed, before
}

func isComplete(s record.State) bool { return s == record.State(record.Complete) }

func dropped(s record.State) bool {
	return s == record.State(record.Withdrawn) || s == record.State(record.Superseded)
}

// finished reports whether nothing more is to come of a measure in this state.
func finished(s record.State) bool { return isComplete(s) || dropped(s) }

func unknown(s record.State) bool { return s == record.NoData || s == record.Unreported }
