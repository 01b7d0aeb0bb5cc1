package figure_test

import (
	"slices"
	"strings"
	"testing"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// recount makes a number that is no count of records from the records behind it, by
// another way than the figure does: straight from what is written in them.
func recount(t *testing.T, in *figure.Input, id, column, name string, refs []figure.Ref) float64 {
	t.Helper()
	switch id {
	case "proposals", "proposals-by-year", "proposals-by-institution":
		return sumOf(refs, func(ref figure.Ref) *int {
			return tallyPart(in.Site.Consultations.Get(ref.ID).Proposals, column, name)
		})
	case "submissions":
		return sumOf(refs, func(ref figure.Ref) *int {
			s := in.Site.Consultations.Get(ref.ID).Submissions
			return map[bool]*int{
				strings.Contains(name, "individuals"):   orOne(s.Individuals),
				strings.Contains(name, "organisations"): s.Organisations,
				strings.Contains(name, "undivided"):     orOne(s.Total),
			}[true]
		})
	case "participatory-budgets":
		return *in.Site.BudgetRounds.Get(refs[0].ID).Budget
	case "budget-ideas":
		r := in.Site.BudgetRounds.Get(refs[0].ID)
		return float64(*map[string]*int{"ideas": r.Ideas, "admitted": r.Admitted, "winners": r.Winners, "built": r.Built}[column])
	case "budget-voters", "budget-votes":
		v := in.Site.BudgetRounds.Get(refs[0].ID).Voters
		if string(v.Unit) != column {
			t.Errorf("%s: counts %s", name, v.Unit)
		}
		return float64(v.Value)
	case "indicators":
		return indicatorNumber(in, refs[0].ID, column)
	case "delays", "timeline":
		return measureNumber(in, refs[0].ID, column)
	case "report-age":
		return daysSinceReport(in, refs[0].ID, strings.Split(name, ", "))
	case "feedback-wait":
		return waitNumber(in, column, refs)
	}
	t.Fatalf("%s: nobody knows how to make it a second time", name)
	return 0
}

func sumOf(refs []figure.Ref, number func(figure.Ref) *int) float64 {
	sum := 0
	for _, ref := range refs {
		sum += *number(ref)
	}
	return float64(sum)
}

// orOne is a number of people as it counts in a sum: one that is not given is one.
func orOne(people *int) *int {
	if one := 1; people != nil && *people > 0 && *people < 5 {
		return &one
	}
	return people
}

// tallyPart is what became of proposals: the part is in the name of the column or, in
// a figure with a row for each, in that of the row.
func tallyPart(tally *record.Tally, column, name string) *int {
	parts := map[string]*int{"accepted": tally.Accepted, "partly": tally.Partly, "declined": tally.Declined, "pending": tally.Pending}
	if part, ok := parts[column]; ok {
		return part
	}
	row := strings.Split(name, ", ")
	return parts[row[len(row)-2]]
}

func indicatorNumber(in *figure.Input, id, column string) float64 {
	ind := in.Site.Indicators.Get(id)
	switch column {
	case "baseline":
		return *ind.Baseline.Value
	case "target":
		return *ind.Target.Value
	}
	var visible []record.Value
	for _, v := range ind.Values {
		if v.Date.Last() <= in.Day {
			visible = append(visible, v)
		}
	}
	return *slices.MaxFunc(visible, func(a, b record.Value) int { return int(a.Date.Last() - b.Date.Last()) }).Value
}

// measureNumber reads a measure's days from its record: those of the sites tested have
// no partial dates.
func measureNumber(in *figure.Input, key, column string) float64 {
	m := findMeasure(in.Site, key)
	due, first := m.Due.Date.Last(), m.Due.Date.Last()
	done := completion(m, in.Day)
	counted := min(in.Day, in.Plan.Ends.Last())
	if done != 0 {
		counted = min(done, in.Plan.Ends.Last())
	}
	for _, r := range m.Revised {
		if r.Date.Last() <= counted {
			due = r.Due.Last()
		}
	}
	switch column {
	case "days":
		return float64(counted - due)
	case "due-first":
		return float64(first)
	case "due-now":
		return float64(due)
	case "complete":
		return float64(done)
	case "overdue":
		if done != 0 {
			return 0
		}
		return float64(max(0, counted-due))
	}
	if done == 0 {
		return float64(due - first)
	}
	return float64(counted - first)
}

// completion is the day of a measure's first complete update after which none says
// otherwise; 0 for none.
func completion(m *record.Measure, day i18n.Day) i18n.Day {
	var done i18n.Day
	for _, u := range m.Updates {
		switch {
		case u.Date.Last() > day || u.Status == "" || u.By == record.RatedByNGO || u.By == record.RatedByIRM:
		case u.Status != record.Complete:
			done = 0
		case done == 0:
			done = u.Date.Last()
		}
	}
	return done
}

func daysSinceReport(in *figure.Input, key string, name []string) float64 {
	newest := i18n.Day(0)
	for _, u := range findMeasure(in.Site, key).Updates {
		if u.By == record.RatedByInstitution && u.Date.Last() <= in.Day && (u.Author == "" || u.Author == name[len(name)-2]) {
			newest = max(newest, u.Date.Last())
		}
	}
	return float64(in.Day - newest)
}

func waitNumber(in *figure.Input, column string, refs []figure.Ref) float64 {
	var days []float64
	for _, ref := range refs {
		c := in.Site.Consultations.Get(ref.ID)
		if column == "longest" {
			return float64(c.Feedback.Checked.First() - c.Closes.First())
		}
		days = append(days, float64(c.Feedback.Date.First()-c.Closes.First()))
	}
	s, _ := progress.SpreadOf(days)
	return s.Median
}
