package site

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// standing says as of when a page speaks that shows some records: on the site's day where
// one of them says something else from day to day, else in the words that name the newest
// date in what the page is about. So a quiet night leaves the page as it is.
func (b *builder) standing(lang i18n.Lang, shown []*entry, newest string) string {
	if slices.ContainsFunc(shown, b.turns) {
		return b.asOf(lang)
	}
	return newest
}

// newestOf returns the newest date in any of some records.
func newestOf(entries []*entry) i18n.Date {
	var newest i18n.Date
	for _, e := range entries {
		if e.changed.Last() > newest.Last() {
			newest = e.changed
		}
	}
	return newest
}

// turns reports whether what is said of a record depends on the day and not only on the
// dates that passed: days are counted of it, or it is being waited for.
func (b *builder) turns(e *entry) bool {
	switch r := e.rec.(type) {
	case *record.Consultation:
		now := progress.ConsultationOn(r, b.Day)
		isAhead := now.Stage == progress.StageOpen || now.Stage == progress.StagePlanned
		return isAhead || now.Feedback.Overdue
	case *record.Plan:
		return b.planTurns(r)
	case *record.Commitment:
		return b.planTurns(b.Records.Plans.Get(r.Plan))
	case *record.Measure:
		return b.planTurns(b.Records.Plans.Get(e.measure.Commitment.Plan))
	}
	return false
}

// planTurns reports whether days are counted in a plan: while it runs. With its last day
// all counting stops.
func (b *builder) planTurns(p *record.Plan) bool {
	return progress.PhaseOn(p, b.Day) == progress.Running
}
