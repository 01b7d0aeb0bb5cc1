package progress

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Coverage says how much of a whole the records of one type are.
type Coverage struct {
	Type record.TypeName
	// Found is the number of records that are in the data and visible on the day.
	Found int
	// Extent is what coverage.yaml says; where several of its entries speak of the
	// type (by period), the least that one of them claims. Where none does, it is
	// found: nobody knows the whole.
	Extent record.Extent
	// Total is the size of the whole; nil where it is not known, and where several
	// entries divide it.
	Total *int
	// Checked is the newest day on which somebody looked, of those up to the day.
	Checked i18n.Date
	// Entries are the entries of coverage.yaml that speak of the type.
	Entries []*record.Coverage
}

// WholeKnown reports whether it is known how many there are in all.
func (c *Coverage) WholeKnown() bool { return c.Extent == record.ExtentAll || c.Total != nil }

// CoverageOn returns the coverage of a type: within a plan, or of all records where
// plan is nil. Within a plan, entries that name it hold; where there are none, those
// that name no plan. It knows the types that coverage.yaml can speak of; of others
// nothing is found.
func (ix *Index) CoverageOn(t record.TypeName, plan *record.Plan, day i18n.Day) Coverage {
	out := Coverage{
		Type:    t,
		Found:   ix.countVisible(t, plan, day),
		Extent:  ix.ExtentOf(t, plan),
		Entries: ix.coverageEntries(t, plan),
	}
	for _, e := range out.Entries {
		if checked := lookedBy(e.Checked, day); newer(checked, out.Checked) {
			out.Checked = checked
		}
	}
	if len(out.Entries) == 1 {
		out.Total = out.Entries[0].Total
	}
	return out
}

// ExtentOf returns how much of the whole the records of a type are, as CoverageOn does, and
// counts none for it.
func (ix *Index) ExtentOf(t record.TypeName, plan *record.Plan) record.Extent {
	extent := record.ExtentFound
	for i, e := range ix.coverageEntries(t, plan) {
		if i == 0 || claims(e.Extent) < claims(extent) {
			extent = e.Extent
		}
	}
	return extent
}

// MeasuresExtent returns how much of all measures of a plan the data hold: never more than
// any of its commitments claims, or the list of these.
func (ix *Index) MeasuresExtent(plan *record.Plan) record.Extent {
	extent := ix.ExtentOf("commitment", plan)
	commitments := ix.Commitments(plan.ID)
	if len(ix.coverageEntries("measure", plan)) > 0 || len(commitments) == 0 {
		extent = lesser(extent, ix.ExtentOf("measure", plan))
	}
	for _, c := range commitments {
		extent = lesser(extent, ix.MeasuresExtentOf(plan, c))
	}
	return extent
}

// MeasuresExtentOf returns how much of all measures of a plan's commitment the data hold:
// what the commitment says itself, else what is said of the plan's measures.
func (ix *Index) MeasuresExtentOf(plan *record.Plan, c *record.Commitment) record.Extent {
	if c.MeasuresExtent != "" {
		return c.MeasuresExtent
	}
	return ix.ExtentOf("measure", plan)
}

// lesser returns the extent that claims less.
func lesser(a, b record.Extent) record.Extent {
	if claims(a) < claims(b) {
		return a
	}
	return b
}

// claims orders extents by how much they claim.
func claims(e record.Extent) int {
	switch e {
	case record.ExtentAll:
		return 2
	case record.ExtentPart:
		return 1
	}
	return 0
}

func (ix *Index) coverageEntries(t record.TypeName, plan *record.Plan) []*record.Coverage {
	var own, general []*record.Coverage
	for i := range ix.site.Coverage {
		e := &ix.site.Coverage[i]
		switch {
		case e.Type != t:
		case e.Plan == "":
			general = append(general, e)
		case plan != nil && e.Plan == plan.ID:
			own = append(own, e)
		}
	}
	if len(own) > 0 {
		return own
	}
	return general
}

func (ix *Index) countVisible(t record.TypeName, plan *record.Plan, day i18n.Day) int {
	s := ix.site
	switch t {
	case "institution":
		return s.Institutions.Len()
	case "indicator":
		return s.Indicators.Len()
	case "commitment", "measure":
		return ix.countCommitments(t, plan, day)
	case "consultation":
		return countIf(s.Consultations.All(), func(c *record.Consultation) bool { return ConsultationVisible(c, day) })
	case "initiative":
		return countIf(s.Initiatives.All(), func(i *record.Initiative) bool { return InitiativeVisible(i, day) })
	case "budget-round":
		return countIf(s.BudgetRounds.All(), func(b *record.BudgetRound) bool { return BudgetRoundVisible(b, day) })
	case "body":
		return countIf(s.Bodies.All(), func(b *record.Body) bool { return BodyVisible(b, day) })
	case "sitting":
		n := 0
		for _, b := range s.Bodies.All() {
			n += len(SittingsOn(b, day))
		}
		return n
	case "event":
		return countIf(s.Events.All(), func(e *record.Event) bool { return EventVisible(e, day) })
	case "case":
		return countIf(s.Cases.All(), func(c *record.Case) bool { return CaseVisible(c, day) })
	}
	return 0
}

func countIf[T any](records []*T, such func(*T) bool) int {
	n := 0
	for _, r := range records {
		increment(&n, such(r))
	}
	return n
}

// countCommitments counts the commitments, or their measures, of one plan or of all
// plans that have begun by their dates.
func (ix *Index) countCommitments(t record.TypeName, plan *record.Plan, day i18n.Day) int {
	n := 0
	for _, p := range ix.site.Plans.All() {
		if (plan != nil && p != plan) || p.Starts.First() > day {
			continue
		}
		for _, c := range ix.Commitments(p.ID) {
			if t == "commitment" {
				n++
				continue
			}
			for i := range c.Measures {
				increment(&n, measureExists(p, &c.Measures[i], day))
			}
		}
	}
	return n
}

// BodyVisible reports whether a council is to be shown on a day: from its founding,
// its first sitting or the first day on which it was seen.
func BodyVisible(b *record.Body, day i18n.Day) bool {
	dates := []i18n.Date{b.Starts, b.Ends}
	for _, s := range b.Sittings {
		dates = append(dates, s.Date)
	}
	return existsOn(&b.Common, day, dates...)
}

// SittingsOn returns the sittings of a council up to a day, newest first.
func SittingsOn(b *record.Body, day i18n.Day) []*record.Sitting {
	var sittings []*record.Sitting
	for i := range b.Sittings {
		if s := &b.Sittings[i]; Visible(s.Date, day) {
			sittings = append(sittings, s)
		}
	}
	slices.SortStableFunc(sittings, func(a, b *record.Sitting) int {
		return cmp.Compare(b.Date.Last(), a.Date.Last())
	})
	return sittings
}
