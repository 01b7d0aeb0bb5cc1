package workspace

import (
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// notices says what an editor should look at on a day. Since the day alone can bring a
// notice about, none ever stops a build.
func notices(site *record.Site, day i18n.Day) diag.Problems {
	n := noticer{site: site, day: day}
	n.reports()
	n.feedback()
	n.quiet()
	return n.problems
}

type noticer struct {
	site     *record.Site
	day      i18n.Day
	problems diag.Problems
}

// add reports a notice at a record's first line: what lacks has no place of its own.
func (n *noticer) add(path, code string, args diag.Args) *diag.Problem {
	return n.problems.Add(diag.Pos{File: path, Line: 1, Col: 1}, code, args)
}

// reports finds reporting deadlines that passed without a report on some measures: one
// notice a plan, for its newest deadline.
func (n *noticer) reports() {
	index := progress.NewIndex(n.site)
	for _, plan := range n.site.Plans.All() {
		now := index.PlanOn(plan, n.day)
		silent := 0
		var due i18n.Date
		for _, m := range now.Measures() {
			if m.Stale {
				silent++
				due = m.StaleFor.Due
			}
		}
		if silent > 0 {
			args := diag.Args{"due": due.String(), "measures": strconv.Itoa(silent)}
			n.add(plan.Path, "report-missing", args)
		}
	}
}

// feedback finds consultations whose feedback somebody looked for after they closed,
// and did not find.
func (n *noticer) feedback() {
	for _, c := range n.site.Consultations.All() {
		if !progress.ConsultationVisible(c, n.day) {
			continue
		}
		if f := progress.ConsultationOn(c, n.day).Feedback; f.Overdue {
			n.add(c.Path, "feedback-missing", diag.Args{"checked": f.Checked.String()})
		}
	}
}

// longestQuiet is how many days the records may stay as they are. OGP asks for an
// update of the public repository of a plan at least twice a year (Participation and
// Co-Creation Standards, standard 2).
const longestQuiet = 183

// quiet finds out for how long nobody has worked on the records.
func (n *noticer) quiet() {
	var newest i18n.Date
	for _, r := range everyRecord(n.site) {
		if worked := progress.WorkedOn(r, n.day); worked.Last() > newest.Last() {
			newest = worked
		}
	}
	if newest.IsZero() {
		return
	}
	if days := int(n.day - newest.Last()); days > longestQuiet {
		n.add(n.site.Config.Path, "no-changes", diag.Args{"newest": newest.String(), "days": strconv.Itoa(days)}).WithHint("twice-a-year")
	}
}

// everyRecord returns the records of all types.
func everyRecord(site *record.Site) []progress.Record {
	var all []progress.Record
	all = appendAll(all, site.Institutions)
	all = appendAll(all, site.Plans)
	all = appendAll(all, site.Commitments)
	all = appendAll(all, site.Consultations)
	all = appendAll(all, site.Initiatives)
	all = appendAll(all, site.BudgetRounds)
	all = appendAll(all, site.Bodies)
	all = appendAll(all, site.Events)
	all = appendAll(all, site.Indicators)
	all = appendAll(all, site.Cases)
	all = appendAll(all, site.Guidelines)
	all = appendAll(all, site.News)
	all = appendAll(all, site.Pages)
	return appendAll(all, site.Reports)
}

func appendAll[T any](all []progress.Record, c record.Collection[T]) []progress.Record {
	for _, r := range c.All() {
		all = append(all, any(r).(progress.Record))
	}
	return all
}
