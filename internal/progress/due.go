package progress

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Due is a day by which a measure is to be complete.
type Due struct {
	// Date is the due date as recorded; Day is the day that it means.
	Date  i18n.Date
	Basis record.DueBasis
	// Since is the day on which it was stated or set; zero where that is unknown.
	Since i18n.Date
	// Revision is the revision that set it; nil for the first due date.
	Revision *record.Revision
	// Source may be nil.
	Source *record.Source
}

// Day returns the deadline: the last day that the date can mean.
func (d *Due) Day() i18n.Day { return d.Date.Last() }

// Revised reports whether the due date is not the first one.
func (d *Due) Revised() bool { return d.Revision != nil }

// firstDue returns the due date that a measure had at first, as visible on a day,
// or nil. One that was stated on a recorded day is visible from that day on.
func firstDue(m *record.Measure, day i18n.Day) *Due {
	d := m.Due
	if d == nil || (!d.Stated.IsZero() && !Visible(d.Stated, day)) {
		return nil
	}
	return &Due{Date: d.Date, Basis: d.Basis, Since: d.Stated, Source: d.Source}
}

// dueOn returns the due date in force on a day, or nil: the revision that was set
// last, or else the first due date. Of two revisions set on one day, the later in
// the file holds.
func dueOn(m *record.Measure, day i18n.Day) *Due {
	var last *record.Revision
	for i := range m.Revised {
		r := &m.Revised[i]
		if Visible(r.Date, day) && (last == nil || !newer(last.Date, r.Date)) {
			last = r
		}
	}
	if last == nil {
		return firstDue(m, day)
	}
	basis := last.Basis
	if basis == "" {
		basis = record.DueByPlan
	}
	return &Due{Date: last.Due, Basis: basis, Since: last.Date, Revision: last, Source: last.Source}
}
