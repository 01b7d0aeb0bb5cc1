package progress

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// ActivityKind says what happened.
type ActivityKind string

// The kinds of activity, in the order in which they stand where they have one date.
const (
	PlanAdopted        ActivityKind = "plan_adopted"
	PlanMilestone      ActivityKind = "plan_milestone"
	MeasureUpdated     ActivityKind = "measure_updated"
	DueRevised         ActivityKind = "due_revised"
	ReportPublished    ActivityKind = "report_published"
	ConsultationOpened ActivityKind = "consultation_opened"
	ConsultationClosed ActivityKind = "consultation_closed"
	FeedbackPublished  ActivityKind = "feedback_published"
	OutcomeDecided     ActivityKind = "outcome_decided"
	OutcomePublished   ActivityKind = "outcome_published"
	InitiativeMoved    ActivityKind = "initiative_moved"
	BudgetRoundBegan   ActivityKind = "budget_round_began"
	SittingHeld        ActivityKind = "sitting_held"
	EventHeld          ActivityKind = "event_held"
	CaseBegan          ActivityKind = "case_began"
	NewsPublished      ActivityKind = "news_published"
)

var activityOrder = []ActivityKind{
	PlanAdopted, PlanMilestone, MeasureUpdated, DueRevised, ReportPublished,
	ConsultationOpened, ConsultationClosed, FeedbackPublished, OutcomeDecided, OutcomePublished,
	InitiativeMoved, BudgetRoundBegan, SittingHeld, EventHeld, CaseBegan, NewsPublished,
}

// Activity is a dated fact that happened by a day.
type Activity struct {
	Date i18n.Date
	Kind ActivityKind
	Type record.TypeName
	// ID is the record's id. For measure_updated and due_revised the type is
	// commitment, and Measure the measure's key.
	ID, Measure string
	// Index is the fact's place in its list in the record (updates, revised,
	// sittings, timeline, decisions), as in the file; 0 elsewhere.
	Index int
	// Record is the record itself, a pointer to the struct of its type.
	Record Record
}

// LatestActivity returns what happened by a day, newest first, at most limit facts,
// or all where limit is 0. A fact is in it from the last day of its date on; the
// closing of a consultation from the day after its last. Facts of one date stand by
// kind, record and, within a record, the latest in the file first.
func LatestActivity(site *record.Site, day i18n.Day, limit int) []Activity {
	g := gathering{day: day}
	g.plans(site)
	g.consultations(site)
	g.others(site)
	slices.SortStableFunc(g.facts, compareActivities)
	if limit > 0 && len(g.facts) > limit {
		return slices.Clone(g.facts[:limit])
	}
	return g.facts
}

func compareActivities(a, b Activity) int {
	if c := compareNewest(a.Date, b.Date); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(slices.Index(activityOrder, a.Kind), slices.Index(activityOrder, b.Kind)),
		cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Measure, b.Measure),
		cmp.Compare(b.Index, a.Index),
	)
}

// gathering collects the facts that are visible on a day.
type gathering struct {
	day   i18n.Day
	facts []Activity
}

func (g *gathering) add(date i18n.Date, a Activity) {
	if visible(date, g.day) {
		a.Date, a.ID = date, a.Record.Base().ID
		g.facts = append(g.facts, a)
	}
}

func (g *gathering) plans(site *record.Site) {
	for _, p := range site.Plans.All() {
		if a := p.Adoption; a != nil && a.Status == record.Adopted {
			g.add(a.Date, Activity{Kind: PlanAdopted, Type: "plan", Record: p})
		}
		for i, m := range p.Timeline {
			g.add(m.Date, Activity{Kind: PlanMilestone, Type: "plan", Record: p, Index: i})
		}
	}
	for _, c := range site.Commitments.All() {
		for i := range c.Measures {
			g.measure(c, &c.Measures[i])
		}
	}
	for _, r := range site.Reports.All() {
		g.add(r.Published, Activity{Kind: ReportPublished, Type: "report", Record: r})
	}
}

func (g *gathering) measure(c *record.Commitment, m *record.Measure) {
	for i, u := range m.Updates {
		g.add(u.Date, Activity{Kind: MeasureUpdated, Type: "commitment", Record: c, Measure: m.Key, Index: i})
	}
	for i, r := range m.Revised {
		g.add(r.Date, Activity{Kind: DueRevised, Type: "commitment", Record: c, Measure: m.Key, Index: i})
	}
}

func (g *gathering) consultations(site *record.Site) {
	for _, c := range site.Consultations.All() {
		add := func(date i18n.Date, kind ActivityKind) {
			g.add(date, Activity{Kind: kind, Type: "consultation", Record: c})
		}
		add(c.Opens, ConsultationOpened)
		if visible(c.Closes, g.day-1) {
			add(c.Closes, ConsultationClosed)
		}
		if f := c.Feedback; f != nil && f.Status == record.FeedbackPublished {
			add(f.Date, FeedbackPublished)
		}
		if o := c.Outcome; o != nil {
			add(o.Decided, OutcomeDecided)
			add(o.Published, OutcomePublished)
		}
	}
}

func (g *gathering) others(site *record.Site) {
	for _, r := range site.Initiatives.All() {
		for i, d := range r.Decisions {
			g.add(d.Date, Activity{Kind: InitiativeMoved, Type: "initiative", Record: r, Index: i})
		}
	}
	for _, r := range site.BudgetRounds.All() {
		g.add(r.Starts, Activity{Kind: BudgetRoundBegan, Type: "budget-round", Record: r})
	}
	for _, r := range site.Bodies.All() {
		for i, s := range r.Sittings {
			g.add(s.Date, Activity{Kind: SittingHeld, Type: "body", Record: r, Index: i})
		}
	}
	for _, r := range site.Events.All() {
		g.add(r.Starts, Activity{Kind: EventHeld, Type: "event", Record: r})
	}
	for _, r := range site.Cases.All() {
		g.add(r.Starts, Activity{Kind: CaseBegan, Type: "case", Record: r})
	}
	for _, r := range site.News.All() {
		g.add(r.Date, Activity{Kind: NewsPublished, Type: "news", Record: r})
	}
}
