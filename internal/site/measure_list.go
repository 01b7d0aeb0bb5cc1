package site

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// measures is the list of all plans' measures that exist on the day: by plan, the newest
// first, then by number. A measure has no page of its own; its card leads to its place
// on its commitment's page.
func (b *builder) measures() list {
	commitments := slices.Clone(b.byType["commitment"])
	b.sortCommitments(commitments)
	var entries []*entry
	for _, c := range commitments {
		now := b.commitmentNow(c.rec.(*record.Commitment))
		for _, m := range now.Measures {
			entries = append(entries, b.entries.get(entryKey{"measure", m.Record.Key}))
		}
	}
	return list{
		section: sectionMeasures, entries: entries, intro: "intro-measures",
		notices: b.coverageNotices("measure"),
		facets:  b.measureFacets(entries),
		order:   "order-plan",
		orders: []order{{slug: orderDue, title: "order-due", day: func(e *entry) i18n.Date {
			if e.measure.Due == nil {
				return i18n.Date{}
			}
			return e.measure.Due.Date
		}}, byTitle},
	}
}

func (b *builder) measureFacets(entries []*entry) []facet {
	return []facet{
		b.makeFacet(entries, terms(record.NoData.Vocabulary(), dimension{
			slug: facetState, title: "state",
			of: func(e *entry) []string { return one(string(e.measure.State)) },
		})),
		b.makeFacet(entries, dimension{
			slug: facetDelay, title: "facet-delay", fixed: []string{"overdue", "late"},
			of: delayOf, name: func(lang i18n.Lang, key string) Link { return Link{Text: b.t(lang, "flag-"+key)} },
			unknown: unknownValue{slugUnknown, "delay-unknown"},
		}),
		b.dueYearFacet(entries),
		b.makeFacet(entries, b.references("plan", dimension{
			slug: facetPlan, title: "plan",
			of: func(e *entry) []string { return one(e.measure.Commitment.Plan) },
		})),
		b.makeFacet(entries, b.references("institution", dimension{
			slug: facetLead, title: "facet-lead", unknown: notStated(),
			of: func(e *entry) []string { return e.measure.Record.Lead },
		})),
		b.makeFacet(entries, b.references("area", dimension{
			slug: facetArea, title: "facet-area", unknown: notStated(),
			of: func(e *entry) []string { return e.measure.Commitment.PolicyAreas },
		})),
		b.headlineFacet(entries),
	}
}

// delayOf names the flag of a measure that is late in one of two ways. One that has
// neither is not known to be late, which does not mean that it is on time.
func delayOf(e *entry) []string {
	switch {
	case e.measure.Overdue:
		return []string{"overdue"}
	case e.measure.Late:
		return []string{"late"}
	}
	return nil
}

// dueYearFacet is by the year of the due date in force. That changes with the day, so
// the years of all dates that were ever set have their page.
func (b *builder) dueYearFacet(entries []*entry) facet {
	year := func(e *entry) int {
		if e.measure.Due == nil {
			return 0
		}
		return e.measure.Due.Date.Year
	}
	possible := func(e *entry) []int {
		var all []int
		if due := e.measure.Record.Due; due != nil {
			all = append(all, due.Date.Year)
		}
		for _, r := range e.measure.Record.Revised {
			all = append(all, r.Due.Year)
		}
		return append(all, year(e))
	}
	return b.makeFacet(entries, years(entries, dimension{slug: facetDueYear, title: "facet-due-year"}, year, possible))
}

// headlineFacet is by the plans' headline actions; those of two plans may have one id.
func (b *builder) headlineFacet(entries []*entry) facet {
	titles := map[string]i18n.Text{}
	for _, p := range b.Records.Plans.All() {
		for _, h := range p.Headlines {
			titles[headlineKey(p.ID, h.ID)] = h.Title
		}
	}
	return b.makeFacet(entries, dimension{
		slug: facetHeadline, title: "headline-fact", unknown: unknownValue{slugNoHeadline, "headline-none"},
		of: func(e *entry) []string {
			var keys []string
			for _, id := range e.measure.Record.Headline {
				keys = append(keys, headlineKey(e.measure.Commitment.Plan, id))
			}
			return keys
		},
		name: func(lang i18n.Lang, key string) Link { return b.text(lang, titles[key]) },
	})
}

func headlineKey(plan, id string) string { return plan + "-" + id }

// measureCard makes a measure's card: whose it is, how it stands, and by when it is due.
func (b *builder) measureCard(lang i18n.Lang, c *Card, m *progress.Measure) {
	c.Title = m.Record.Number + ". " + c.Title
	c.Kicker = Link{Text: b.commitmentNumber(lang, m.Commitment)}
	c.Badges = b.measureBadges(lang, m)
	due := ""
	if m.Due != nil {
		due = b.f(lang, "due-on", i18n.Args{"Date": i18n.FormatDate(lang, m.Due.Date, i18n.Nominative)})
	}
	c.Meta = compact(due, b.institutionNames(lang, m.Record.Lead))
}
