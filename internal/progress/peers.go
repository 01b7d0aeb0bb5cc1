package progress

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// InstitutionNumbers are an institution's own numbers as of a day.
type InstitutionNumbers struct {
	Record *record.Institution
	// Lead, CoLead and Implementer count the measures of a plan in which it has
	// that role: of several roles in one measure only the first.
	Lead, CoLead, Implementer Counts
	// SinceLastReport is the number of days from its newest report on that plan;
	// nil where the data hold none.
	SinceLastReport *Span

	// Consultations counts the visible ones that it holds, Closed those among them
	// that have closed.
	Consultations, Closed int
	// Feedback is the share with feedback published among closed ones of which
	// somebody looked after the end, or found it. The others are not in its whole:
	// of them nobody knows.
	Feedback Share
	// Waits and Lengths are numbers of days: from the last day to the feedback of
	// closed consultations, and of taking part. Those of which the days are unknown
	// or partial are counted in WaitsUnknown, of published feedback only, and
	// LengthsUnknown.
	Waits, Lengths               []float64
	WaitsUnknown, LengthsUnknown int
}

// Measures counts the measures in whatever role.
func (n *InstitutionNumbers) Measures() int {
	return n.Lead.Total + n.CoLead.Total + n.Implementer.Total
}

// Unanswered counts closed consultations of which somebody looked for feedback after
// the end and found none.
func (n *InstitutionNumbers) Unanswered() int { return n.Feedback.Whole - n.Feedback.Part }

// NotChecked counts closed consultations of whose feedback nobody knows.
func (n *InstitutionNumbers) NotChecked() int { return n.Closed - n.Feedback.Whole }

// Peers holds the numbers of all institutions as of a day.
type Peers struct {
	all  []*InstitutionNumbers
	byID map[string]*InstitutionNumbers
}

// PeersOn returns the numbers of all institutions as of a day: those of measures within
// a plan, which may be nil.
func (ix *Index) PeersOn(plan *record.Plan, day i18n.Day) *Peers {
	peers := &Peers{byID: map[string]*InstitutionNumbers{}}
	for _, inst := range ix.site.Institutions.All() {
		n := &InstitutionNumbers{Record: inst}
		peers.byID[inst.ID] = n
		peers.all = append(peers.all, n)
	}
	if plan != nil {
		ix.addMeasures(peers.all, plan, day)
	}
	for _, c := range ix.site.Consultations.All() {
		if n := peers.byID[c.Institution]; n != nil && ConsultationVisible(c, day) {
			now := ConsultationOn(c, day)
			n.addConsultation(&now)
		}
	}
	return peers
}

func (ix *Index) addMeasures(all []*InstitutionNumbers, plan *record.Plan, day i18n.Day) {
	now := ix.PlanOn(plan, day)
	byKey := map[string]*Measure{}
	for _, m := range now.Measures() {
		byKey[m.Record.Key] = m
	}
	for _, n := range all {
		of := ix.InstitutionOn(n.Record.ID, plan, day)
		byRole := map[Role][]*Measure{}
		for _, d := range of.Duties {
			if d.Measure != nil {
				byRole[d.Role] = append(byRole[d.Role], byKey[d.Measure.Key])
			}
		}
		n.Lead, n.CoLead, n.Implementer = Count(byRole[Lead]), Count(byRole[CoLead]), Count(byRole[Implementer])
		n.SinceLastReport = of.SinceLastReport
	}
}

func (n *InstitutionNumbers) addConsultation(c *Consultation) {
	n.Consultations++
	n.Lengths, n.LengthsUnknown = addDays(n.Lengths, n.LengthsUnknown, c.Length)
	if c.Stage != StageClosed {
		return
	}
	n.Closed++
	published := c.Feedback.Status == record.FeedbackPublished
	increment(&n.Feedback.Part, published)
	increment(&n.Feedback.Whole, published || c.Feedback.Overdue)
	if published {
		n.Waits, n.WaitsUnknown = addDays(n.Waits, n.WaitsUnknown, c.Feedback.Lag)
	}
}

// addDays adds a known number of days, or counts one that is not.
func addDays(known []float64, unknown int, days *Span) ([]float64, int) {
	if days == nil || !days.Exact() {
		return known, unknown + 1
	}
	return append(known, float64(days.Min)), unknown
}

// Of returns an institution's numbers, or nil where there is no such institution.
func (p *Peers) Of(id string) *InstitutionNumbers { return p.byID[id] }

// FewestPeers is how many institutions must have a number before their median is told:
// of fewer, it would be a statement on each.
const FewestPeers = 5

// Comparison is the median of a number among institutions of one kind.
type Comparison struct {
	// Known counts the institutions that have the number, Unknown those that should
	// but of which it is not known.
	Known, Unknown int
	// Median is among the known; Told is false where these are fewer than
	// FewestPeers.
	Median float64
	Told   bool
}

// Number is a number of an institution: it does not apply where there is nothing to
// count, and may not be known where it does.
type Number func(*InstitutionNumbers) (value float64, known, applies bool)

// Compare returns the median of a number among all institutions of a kind. It is only
// to be told where the records that the number counts are all there are.
func (p *Peers) Compare(kind record.InstitutionKind, number Number) Comparison {
	var c Comparison
	var values []float64
	for _, n := range p.all {
		value, known, applies := number(n)
		switch {
		case n.Record.Kind != kind || !applies:
		case known:
			values = append(values, value)
		default:
			c.Unknown++
		}
	}
	c.Known = len(values)
	if spread, ok := SpreadOf(values); ok && c.Known >= FewestPeers {
		c.Median, c.Told = spread.Median, true
	}
	return c
}
