package progress

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// The results of what the public did are visible from its last day on, like those of
// a consultation; where that day is not known, from the day on which the record was
// last seen.

// BudgetRoundOn returns a round of a participatory budget as of a day: before its end
// without voters, votes and winners, and before a project was built without that.
func BudgetRoundOn(r *record.BudgetRound, day i18n.Day) *record.BudgetRound {
	shown := *r
	end := r.Ends
	if end.IsZero() && r.Year != nil {
		end = i18n.Date{Year: *r.Year}
	}
	if visibleOrSeen(end, &r.Common, day) {
		return &shown
	}
	shown.Voters, shown.Winners, shown.Built = nil, nil, nil
	shown.Projects = nil
	for _, p := range r.Projects {
		shown.Projects = append(shown.Projects, record.BudgetProject{Title: p.Title, Cost: p.Cost})
	}
	return &shown
}

// CaseOn returns a case as of a day: before its end without its participants.
func CaseOn(c *record.Case, day i18n.Day) *record.Case {
	shown := *c
	if !visibleOrSeen(c.Ends, &c.Common, day) {
		shown.Participants = nil
	}
	return &shown
}

// InitiativeOn returns an initiative as of a day: its signatures and its stage carry no
// day of their own.
func InitiativeOn(i *record.Initiative, day i18n.Day) *record.Initiative {
	shown := *i
	if !visibleOrSeen(i.Ends, &i.Common, day) {
		shown.Signatures, shown.Stage = nil, ""
	}
	return &shown
}

// IRMOn returns what IRM says of a commitment as of a day, or nil: nothing before the
// plan's first review. A report of which the plan's reviews say that it came later is
// left out.
func IRMOn(plan *record.Plan, c *record.Commitment, day i18n.Day) *record.IRMRating {
	if c.IRM == nil || !reviewed(plan, day) {
		return nil
	}
	shown := *c.IRM
	shown.Reports = nil
	for _, report := range c.IRM.Reports {
		if !isLater(plan, report, day) {
			shown.Reports = append(shown.Reports, report)
		}
	}
	return &shown
}

// reviewed reports whether one of IRM's reviews of a plan is visible. Of a plan whose
// reviews carry no date it is not known when they came, so that they are.
func reviewed(plan *record.Plan, day i18n.Day) bool {
	dated := false
	for _, r := range plan.IRM {
		if Visible(r.Date, day) {
			return true
		}
		dated = dated || !r.Date.IsZero()
	}
	return !dated
}

// isLater reports whether a report is one of the plan's reviews that came after a day.
func isLater(plan *record.Plan, report record.Source, day i18n.Day) bool {
	title, _ := report.Title.In(i18n.English)
	for _, r := range plan.IRM {
		if (r.Title == title || (r.URL != "" && r.URL == report.URL)) && !r.Date.IsZero() && !Visible(r.Date, day) {
			return true
		}
	}
	return false
}
