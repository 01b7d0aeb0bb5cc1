package progress

import "parskats/internal/record"

// Counts are figures over measures that exist on a day: those of a commitment, of a
// plan or of any other choice.
type Counts struct {
	// States has every state, in the order of record.States, also those of no
	// measure.
	States []StateCount
	// Total counts all measures, in whatever state.
	Total int
	// Complete is the share that is known to be complete. Withdrawn and superseded
	// measures are not in its whole: nobody is to complete them any more, and one
	// that was superseded would count twice, beside its successor. They stand in
	// States and in Dropped. Measures of unknown state are in the whole: without
	// them, a single report would make 100 %. Say the number of Unknown beside it.
	Complete Share
	// Dropped counts withdrawn and superseded measures, Unknown those of whose
	// state nothing is known.
	Dropped, Unknown int
	// WithEvidence is the share with evidence among those that have a status.
	WithEvidence Share
	// Reported is the share on which an institution ever reported, among all.
	Reported Share

	// Overdue counts overdue measures, and OverdueUnknown those among them of whose
	// state nothing is known.
	Overdue, OverdueUnknown  int
	Late, MaybeLate, Slipped int
	Stale                    int
	// NotCompleteAtEnd, UnknownAtEnd and CompleteAfterEnd are 0 while the plan runs.
	NotCompleteAtEnd, UnknownAtEnd, CompleteAfterEnd int
	// RatingsDiffer counts measures whose raters do not agree.
	RatingsDiffer int
	// LongestOverdue is the measure that is overdue by the most days, of several
	// the first; nil where none is.
	LongestOverdue *Measure
}

// StateCount is the number of measures in a state.
type StateCount struct {
	State record.State
	Count int
}

// In returns the number of measures in a state.
func (c *Counts) In(state record.State) int {
	for _, s := range c.States {
		if s.State == state {
			return s.Count
		}
	}
	return 0
}

// Count counts measures; those that do not exist on their day are left out.
func Count(measures []*Measure) Counts {
	c := Counts{States: make([]StateCount, len(record.States))}
	for i, s := range record.States {
		c.States[i].State = s
	}
	for _, m := range measures {
		if m.Exists {
			c.add(m)
		}
	}
	c.Complete = Share{c.In(record.State(record.Complete)), c.Total - c.Dropped}
	c.WithEvidence.Whole = c.Total - c.Unknown
	c.Reported.Whole = c.Total
	return c
}

func (c *Counts) add(m *Measure) {
	c.Total++
	for i := range c.States {
		if c.States[i].State == m.State {
			c.States[i].Count++
		}
	}
	increment(&c.Dropped, m.Dropped())
	increment(&c.Unknown, m.StateUnknown)
	increment(&c.WithEvidence.Part, m.HasEvidence())
	increment(&c.Reported.Part, m.Reported())
	increment(&c.Overdue, m.Overdue)
	increment(&c.OverdueUnknown, m.Overdue && m.StateUnknown)
	increment(&c.Late, m.Late)
	increment(&c.MaybeLate, m.MaybeLate)
	increment(&c.Slipped, m.Slipped)
	increment(&c.Stale, m.Stale)
	increment(&c.NotCompleteAtEnd, m.NotCompleteAtEnd)
	increment(&c.UnknownAtEnd, m.UnknownAtEnd)
	increment(&c.CompleteAfterEnd, m.CompleteAfterEnd)
	increment(&c.RatingsDiffer, m.RatingsDiffer)
	if m.Overdue && (c.LongestOverdue == nil || m.DaysOverdue > c.LongestOverdue.DaysOverdue) {
		c.LongestOverdue = m
	}
}

func increment(n *int, when bool) {
	if when {
		*n++
	}
}
