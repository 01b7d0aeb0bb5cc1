package site

import (
	"slices"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// lists returns every list of the site.
func (b *builder) lists() []listOf {
	plain := func(s section, t record.TypeName, intro string) listOf {
		return listOf{s, func() list { return b.plain(s, t, intro) }}
	}
	alphabetical := func(s section, t record.TypeName) listOf {
		return listOf{s, func() list { return b.alphabetical(s, t) }}
	}
	return []listOf{
		plain(sectionPlans, "plan", ""),
		plain(sectionCommitments, "commitment", ""),
		{sectionMeasures, b.measures},
		{sectionConsultations, b.consultations},
		{sectionInitiatives, b.initiatives},
		plain(sectionBudgets, "budget-round", "intro-budgets"),
		plain(sectionCouncils, "body", "intro-councils"),
		{sectionCases, b.cases},
		alphabetical(sectionInstitutions, "institution"),
		{sectionEvents, b.events},
		plain(sectionGuidelines, "guideline", "intro-guidelines"),
		plain(sectionNews, "news", ""),
		alphabetical(sectionIndicators, "indicator"),
		alphabetical(sectionAreas, "area"),
	}
}

// listOf makes the list of a section, which on a site of many records takes a while.
type listOf struct {
	section section
	make    func() list
}

// plain is a list without facets, the newest first.
func (b *builder) plain(s section, t record.TypeName, intro string) list {
	entries := slices.Clone(b.byType[t])
	switch t {
	case "guideline":
		slices.SortStableFunc(entries, func(x, y *entry) int {
			return *x.rec.(*record.Guideline).Order - *y.rec.(*record.Guideline).Order
		})
	case "commitment":
		b.sortCommitments(entries)
	default:
		newestFirst(entries, recordDate)
	}
	return list{
		section: s, entries: entries, intro: intro, notices: b.coverageNotices(t),
		order: "order-newest", orders: []order{byTitle},
	}
}

// sortCommitments sorts by plan, the newest first, then by number.
func (b *builder) sortCommitments(entries []*entry) {
	slices.SortStableFunc(entries, func(x, y *entry) int {
		cx, cy := x.rec.(*record.Commitment), y.rec.(*record.Commitment)
		if cx.Plan != cy.Plan {
			px, py := b.Records.Plans.Get(cx.Plan), b.Records.Plans.Get(cy.Plan)
			return int(py.Starts.First() - px.Starts.First())
		}
		return progress.CompareNumbers(cx.Number, cy.Number)
	})
}

// alphabetical is a list without facets, in the order of each language's alphabet.
func (b *builder) alphabetical(s section, t record.TypeName) list {
	l := list{section: s, entries: b.byType[t], alphabetical: map[i18n.Lang][]*entry{}, notices: b.coverageNotices(t)}
	for _, lang := range b.langs {
		entries := slices.Clone(l.entries)
		i18n.SortBy(lang, entries, func(e *entry) string { return b.text(lang, e.title).Text })
		l.alphabetical[lang] = entries
	}
	return l
}

// consultations is the list of consultations: open ones first. Those whose time nobody
// knows come last, since nobody can act on them.
func (b *builder) consultations() list {
	var entries []*entry
	var unknown []*entry
	for _, c := range progress.ConsultationsOn(b.Records, b.Day) {
		e := b.entries.get(entryKey{"consultation", c.Record.ID})
		if c.Stage == progress.StageUnknown {
			unknown = append(unknown, e)
			continue
		}
		entries = append(entries, e)
	}
	entries = append(entries, unknown...)
	return list{
		section: sectionConsultations, entries: entries, intro: "intro-consultations",
		notices: b.coverageNotices("consultation"),
		facets:  b.consultationFacets(entries),
		order:   "order-open",
		orders: []order{
			{slug: orderCloses, title: "order-closes", newestFirst: true, day: func(e *entry) i18n.Date { return e.rec.(*record.Consultation).Closes }},
			{slug: orderOpens, title: "order-opens", newestFirst: true, day: func(e *entry) i18n.Date { return e.rec.(*record.Consultation).Opens }},
			byTitle,
		},
	}
}

// cases is the list of good-practice cases.
func (b *builder) cases() list {
	l := b.plain(sectionCases, "case", "intro-cases")
	l.facets = b.caseFacets(l.entries)
	return l
}

func (b *builder) events() list {
	l := b.plain(sectionEvents, "event", "")
	l.facets = b.eventFacets(l.entries)
	return l
}

func (b *builder) initiatives() list {
	l := b.plain(sectionInitiatives, "initiative", "intro-initiatives")
	l.facets = b.initiativeFacets(l.entries)
	return l
}

// recordDate is the date by which a record is filed: its end, else its beginning.
func recordDate(rec any) i18n.Date {
	first := func(dates ...i18n.Date) i18n.Date {
		for _, d := range dates {
			if !d.IsZero() {
				return d
			}
		}
		return i18n.Date{}
	}
	switch r := rec.(type) {
	case *record.Plan:
		return r.Starts
	case *record.Consultation:
		return first(r.Closes, r.Opens, r.Announced)
	case *record.Initiative:
		return first(r.Ends, r.Starts)
	case *record.BudgetRound:
		if r.Year != nil && r.Ends.IsZero() && r.Starts.IsZero() {
			return i18n.Date{Year: *r.Year}
		}
		return first(r.Ends, r.Starts)
	case *record.Body:
		return r.Starts
	case *record.Case:
		return first(r.Ends, r.Starts)
	case *record.Event:
		return r.Starts
	case *record.News:
		return r.Date
	}
	return i18n.Date{}
}

func sortedMilestones(list []record.Milestone) []record.Milestone {
	slices.SortStableFunc(list, func(x, y record.Milestone) int { return int(x.Date.Last() - y.Date.Last()) })
	return list
}

// coverageNotices says of what whole a list is a part, if that is not all.
func (b *builder) coverageNotices(t record.TypeName) func(i18n.Lang) []Notice {
	return func(lang i18n.Lang) []Notice {
		text := b.coverageSentence(lang, t, nil)
		if text == "" {
			return nil
		}
		return []Notice{{Kind: "part", Text: text}}
	}
}

// coverageSentence says how much of the whole the records of a type are, of a plan's
// where one is given; "" where they are all, and for types that nobody counts.
func (b *builder) coverageSentence(lang i18n.Lang, t record.TypeName, plan *record.Plan) string {
	if !t.Vocabulary().Has(string(t)) {
		return ""
	}
	c := b.coverageOf(t, plan)
	switch {
	case c.Extent == record.ExtentAll:
		return ""
	case c.Found == 0:
		return b.t(lang, "coverage-none")
	case c.Total != nil:
		share := b.ratio(lang, figure.Ratio{Part: c.Found, Whole: *c.Total, Unit: figure.Records})
		return b.n(lang, "coverage-part", c.Found, i18n.Args{"Share": share})
	}
	id := "coverage-found"
	if t == "measure" {
		id = "coverage-found-measure"
	}
	return b.n(lang, id, c.Found, nil)
}

// coverageKey is what coverage depends on, beside the day.
type coverageKey struct {
	typ  record.TypeName
	plan *record.Plan
}

// coverageOf returns how much of the whole is in the data. It counts records, and is
// asked for on every page of a list, so that what was counted is kept.
func (b *builder) coverageOf(t record.TypeName, plan *record.Plan) progress.Coverage {
	key := coverageKey{t, plan}
	if known, ok := b.coverage.Load(key); ok {
		return known.(progress.Coverage)
	}
	c := b.truth.CoverageOn(t, plan, b.Day)
	b.coverage.Store(key, c)
	return c
}
