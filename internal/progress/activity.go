package progress

import (
	"cmp"
	"math"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// ActivityKind says what happened.
type ActivityKind string

// The kinds of activity, in the order in which they stand where they have one date.
const (
	PlanAdopted        ActivityKind = "plan_adopted"
	PlanAmended        ActivityKind = "plan_amended"
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
	PlanAdopted, PlanAmended, PlanMilestone, MeasureUpdated, DueRevised, ReportPublished,
	ConsultationOpened, ConsultationClosed, FeedbackPublished, OutcomeDecided, OutcomePublished,
	InitiativeMoved, BudgetRoundBegan, SittingHeld, EventHeld, CaseBegan, NewsPublished,
}

// ActivityKinds returns the kinds, in that order.
func ActivityKinds() []ActivityKind { return slices.Clone(activityOrder) }

// Activity is a dated fact that happened by a day.
type Activity struct {
	Date i18n.Date
	Kind ActivityKind
	Type record.TypeName
	// ID is the record's id. For measure_updated and due_revised the type is
	// commitment, and Measure the measure's key.
	ID, Measure string
	// Index is the fact's place in its list in the record (updates, revised,
	// sittings, amended, timeline, decisions), as in the file; 0 elsewhere.
	Index int
	// Record is the record itself, a pointer to the struct of its type.
	Record Record
}

// LatestActivity returns what happened by a day, newest first, at most limit facts,
// or all where limit is 0. A fact is in it from the last day of its date on; the
// closing of a consultation from the day after its last. Facts that are visible from
// one day stand by kind, record and, within a record, the latest in the file first.
func LatestActivity(site *record.Site, day i18n.Day, limit int) []Activity {
	g := gathering{day: day, limit: limit, oldest: math.MinInt}
	g.plans(site)
	g.consultations(site)
	g.others(site)
	g.cut()
	latest := make([]Activity, len(g.facts))
	for i, f := range g.facts {
		latest[i] = f.Activity
	}
	return latest
}

// fact is an activity with what it is sorted by.
type fact struct {
	Activity
	last i18n.Day
	kind int
}

func compareFacts(a, b fact) int {
	if c := cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(a.kind, b.kind)); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Measure, b.Measure),
		cmp.Compare(b.Index, a.Index),
	)
}

// gathering collects the facts that are visible on a day. Where it has a limit, it
// drops along the way what is too old to be within it, so that a dashboard's ten
// facts don't cost a sort of a whole site's.
type gathering struct {
	day   i18n.Day
	limit int
	facts []fact
	// oldest is the day before which no fact can be within the limit any more.
	oldest i18n.Day
}

// slack is how many facts beyond the limit are gathered before they are cut.
const slack = 1000

func (g *gathering) add(date i18n.Date, a Activity) {
	if !Visible(date, g.day) {
		return
	}
	f := fact{a, date.Last(), slices.Index(activityOrder, a.Kind)}
	if g.limit > 0 && f.last < g.oldest {
		return
	}
	f.Date, f.ID = date, a.Record.Base().ID
	g.facts = append(g.facts, f)
	if g.limit > 0 && len(g.facts) > g.limit+slack {
		g.cut()
	}
}

// cut sorts the facts and drops those beyond the limit.
func (g *gathering) cut() {
	slices.SortFunc(g.facts, compareFacts)
	if g.limit > 0 && len(g.facts) > g.limit {
		g.facts = g.facts[:g.limit]
		g.oldest = g.facts[g.limit-1].last
	}
}

func (g *gathering) plans(site *record.Site) {
	for _, p := range site.Plans.All() {
		if a := p.Adoption; a != nil && a.Status == record.Adopted {
			g.add(a.Date, Activity{Kind: PlanAdopted, Type: "plan", Record: p})
		}
		for i, m := range p.Amended {
			g.add(m.Date, Activity{Kind: PlanAmended, Type: "plan", Record: p, Index: i})
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
		if Visible(c.Closes, g.day-1) {
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
