// Package changes says what happened between two days, and what differs between two built
// sites, in words.
//
// What happened is told by the dates of the records: today's records know every day. So the
// same source gives the same changes, whenever it is asked.
package changes

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Kind says what happened: one of progress.ActivityKind, or of the kinds below.
type Kind string

// The kinds that are no activity of package progress.
const (
	PlanBegan       Kind = "plan_began"
	PlanEnded       Kind = "plan_ended"
	ReviewPublished Kind = "review_published"
	MeasureAdded    Kind = "measure_added"
	DueAnnounced    Kind = "due_announced"
	DuePassed       Kind = "due_passed"
	ValuePublished  Kind = "value_published"
	Corrected       Kind = "corrected"
	Responded       Kind = "responded"
	// ConsultationAnnounced and ConsultationClosing are told by Calls alone.
	ConsultationAnnounced Kind = "consultation_announced"
	ConsultationClosing   Kind = "consultation_closing"
	// MeasureStood is told by Story alone.
	MeasureStood Kind = "measure_stood"
	// PageRemoved is also a difference between two built sites.
	PageRemoved Kind = "page_removed"
)

// SiteItself stands for the type of a change that is of no record: it is told by site.yaml.
const SiteItself record.TypeName = "site"

// Change is something that a site says on a day and did not say on the day before.
type Change struct {
	// Date is when it happened, and Day from which day on the site says so: the last
	// of a partial date, the day after a period's or a deadline's last one.
	Date i18n.Date
	Day  i18n.Day
	Kind Kind
	Type record.TypeName
	// Record is the record, a pointer to the struct of its type; of a measure, its
	// commitment; nil where a page was removed.
	Record progress.Record
	// Removal says which page was removed, and why; nil for all others. One that is erased
	// has no address there, and must not be named.
	Removal *record.Removal
	// Measure is the measure as of Day; nil where the change is of no measure.
	Measure *progress.Measure
	// Update is the update that a measure's change is about; nil for all others.
	Update *record.Update
	// SetsState says that the update changed the measure's state.
	SetsState bool
	// Revision is the revision that changed a due date, and Before the due date until
	// then; nil for all others, or where there was none.
	Revision *record.Revision
	Before   *progress.Due
	// Text is what the record itself says of it; it may be empty.
	Text i18n.Text
	// Value is an indicator's value; nil for all others.
	Value *record.Value

	// order is the type's place among all types.
	order int
}

// Between returns what a site says as of the day to, and did not say as of the day from:
// the oldest first; of one day by type, record and kind. Nothing where to is not later.
func Between(site *record.Site, from, to i18n.Day) []Change {
	g := gathering{site: site, from: from, to: to, order: typeOrder()}
	g.activity()
	g.plans()
	g.measures()
	g.indicators()
	g.records()
	g.removals()
	slices.SortStableFunc(g.changes, compare)
	return g.changes
}

// Story returns what Between returns, and before it, of each measure of which something is
// told there, how it stood on the day from (MeasureStood): what was known of its due date and
// state by then, the day itself included. Of a measure of which nothing was known it says nothing.
func Story(site *record.Site, from, to i18n.Day) []Change {
	told := Between(site, from, to)
	var story []Change
	seen := map[*record.Measure]bool{}
	for _, c := range told {
		if c.Measure == nil || seen[c.Measure.Record] {
			continue
		}
		seen[c.Measure.Record] = true
		commitment := c.Record.(*record.Commitment)
		stood := progress.MeasureOn(site.Plans.Get(commitment.Plan), commitment, c.Measure.Record, from)
		if stood.Due == nil && stood.Status == nil {
			continue
		}
		c.Update, c.Revision, c.Before, c.Text, c.SetsState = nil, nil, nil, nil, false
		c.Kind, c.Date, c.Day, c.Measure = MeasureStood, from.Date(), from, &stood
		story = append(story, c)
	}
	slices.SortStableFunc(story, compare)
	return append(story, told...)
}

// compare orders changes by day, type, record, measure and kind.
func compare(a, b Change) int {
	return cmp.Or(
		cmp.Compare(a.Day, b.Day),
		cmp.Compare(a.order, b.order),
		progress.CompareNumbers(a.ID(), b.ID()),
		progress.CompareNumbers(a.number(), b.number()),
	)
}

// ID is the record's id; of a removed page its address, which is "" where even that is
// erased.
func (c *Change) ID() string {
	if c.Removal != nil {
		return c.Removal.URL
	}
	return c.Record.Base().ID
}

// number is the measure's number, "" where there is none.
func (c *Change) number() string {
	if c.Measure == nil {
		return ""
	}
	return c.Measure.Record.Number
}

// gathering collects the changes after the day from, up to the day to.
type gathering struct {
	site     *record.Site
	from, to i18n.Day
	order    map[record.TypeName]int // the types' places among all
	changes  []Change
}

// add adds a change that shows from a day on, if that is one of the days.
func (g *gathering) add(c Change) {
	if !c.Date.IsZero() && c.Day > g.from && c.Day <= g.to {
		c.order = g.order[c.Type]
		g.changes = append(g.changes, c)
	}
}

// activity adds the dated facts of all records.
func (g *gathering) activity() {
	for _, a := range progress.LatestActivity(g.site, g.to, 0) {
		c := Change{Date: a.Date, Day: a.Date.Last(), Kind: Kind(a.Kind), Type: a.Type, Record: a.Record}
		switch a.Kind {
		case progress.MeasureUpdated, progress.DueRevised:
			continue // see measures
		case progress.ConsultationClosed:
			c.Day++
		case progress.PlanMilestone:
			c.Text = a.Record.(*record.Plan).Timeline[a.Index].Text
		case progress.PlanAmended:
			c.Text = a.Record.(*record.Plan).Amended[a.Index].Text
		case progress.InitiativeMoved:
			c.Text = a.Record.(*record.Initiative).Decisions[a.Index].Text
		}
		g.add(c)
	}
}

func (g *gathering) plans() {
	for _, p := range g.site.Plans.All() {
		of := Change{Type: "plan", Record: p}
		g.add(of.at(PlanBegan, p.Starts, p.Starts.First()))
		g.add(of.at(PlanEnded, p.Ends, p.Ends.Last()+1))
		for _, review := range p.IRM {
			c := of.at(ReviewPublished, review.Date, review.Date.Last())
			c.Text = i18n.Text{i18n.English: review.Title}
			g.add(c)
		}
	}
}

// at returns a change of the same record.
func (c Change) at(kind Kind, date i18n.Date, day i18n.Day) Change {
	c.Kind, c.Date, c.Day = kind, date, day
	return c
}

func (g *gathering) measures() {
	for _, c := range g.site.Commitments.All() {
		plan := g.site.Plans.Get(c.Plan)
		for i := range c.Measures {
			m := measure{g: g, plan: plan, commitment: c, record: &c.Measures[i]}
			m.added()
			m.dues()
			m.updates()
			m.response()
		}
	}
}

// measure collects the changes of one measure.
type measure struct {
	g          *gathering
	plan       *record.Plan
	commitment *record.Commitment
	record     *record.Measure
	// told are the days of the deadlines that passed: two revisions may set the same one.
	told []i18n.Day
}

// on returns the measure as of a day.
func (m *measure) on(day i18n.Day) *progress.Measure {
	now := progress.MeasureOn(m.plan, m.commitment, m.record, day)
	return &now
}

// change is one of the measure.
func (m *measure) change(kind Kind, date i18n.Date, day i18n.Day) Change {
	return Change{Kind: kind, Date: date, Day: day, Type: "commitment", Record: m.commitment, Measure: m.on(day)}
}

func (m *measure) added() {
	if added := m.record.Added; added.Last() > m.plan.Starts.First() {
		m.g.add(m.change(MeasureAdded, added, added.Last()))
	}
}

// dues adds when due dates were announced, changed, and passed without the measure being
// known to be complete.
func (m *measure) dues() {
	if due := m.record.Due; due != nil {
		if !due.Stated.IsZero() {
			m.g.add(m.change(DueAnnounced, due.Stated, due.Stated.Last()))
		}
		m.passed(due.Date)
	}
	for i := range m.record.Revised {
		r := &m.record.Revised[i]
		c := m.change(Kind(progress.DueRevised), r.Date, r.Date.Last())
		c.Revision, c.Before, c.Text = r, m.on(c.Day-1).Due, r.Reason
		m.g.add(c)
		m.passed(r.Due)
	}
}

// passed adds that a due date passed, if it was in force and nothing was done: on the day
// after it the measure is overdue by one day.
func (m *measure) passed(due i18n.Date) {
	c := m.change(DuePassed, due, due.Last()+1)
	isThis := c.Measure.Due != nil && c.Measure.Due.Date == due && !slices.Contains(m.told, c.Day)
	if isThis && c.Measure.Overdue && c.Measure.DaysOverdue == 1 {
		m.told = append(m.told, c.Day)
		m.g.add(c)
	}
}

func (m *measure) updates() {
	for i := range m.record.Updates {
		u := &m.record.Updates[i]
		c := m.change(Kind(progress.MeasureUpdated), u.Date, u.Date.Last())
		c.Update, c.Text = u, u.Text
		c.SetsState = c.Measure.Status == u && m.on(c.Day-1).State != c.Measure.State
		m.g.add(c)
	}
}

// response adds what an institution replied to what is said of the measure.
func (m *measure) response() {
	if r := m.record.Response; r != nil {
		c := m.change(Responded, r.Date, r.Date.Last())
		c.Text = r.Text
		m.g.add(c)
	}
}

func (g *gathering) indicators() {
	for _, r := range g.site.Indicators.All() {
		for i := range r.Values {
			v := &r.Values[i]
			g.add(Change{Kind: ValuePublished, Date: v.Date, Day: v.Date.Last(), Type: "indicator", Record: r, Value: v})
		}
	}
}

// records adds what any record can have: corrections, and an institution's reply.
func (g *gathering) records() {
	for _, t := range record.Types() {
		for _, r := range progress.RecordsOn(g.site, t.Name, g.to) {
			base := r.Base()
			for _, c := range base.Corrections {
				g.add(Change{Kind: Corrected, Date: c.Date, Day: c.Date.Last(), Type: t.Name, Record: r, Text: c.Text})
			}
			if reply := base.Response; reply != nil {
				g.add(Change{Kind: Responded, Date: reply.Date, Day: reply.Date.Last(), Type: t.Name, Record: r, Text: reply.Text})
			}
		}
	}
}

// removals adds the pages that were given up. They stand after all records.
func (g *gathering) removals() {
	for i := range g.site.Config.Removed {
		r := &g.site.Config.Removed[i]
		g.add(Change{Kind: PageRemoved, Date: r.Date, Day: r.Date.Last(), Type: SiteItself, Removal: r, Text: r.Reason})
	}
}
