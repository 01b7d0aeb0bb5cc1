package progress

import "parskats/internal/record"

// Sum adds numbers of which some may be unknown. An unknown number is not 0: where
// Unknown is above 0, the sum is a lower bound at best, and where Known is 0, there
// is no sum.
type Sum struct {
	Value int
	// Known and Unknown count the numbers that were and were not there to add.
	Known, Unknown int
}

// Partial reports whether a number lacks in the sum.
func (s Sum) Partial() bool { return s.Unknown > 0 }

// HasValue reports whether there is a sum at all.
func (s Sum) HasValue() bool { return s.Known > 0 }

// Add adds a number, or nil for an unknown one.
func (s *Sum) Add(n *int) {
	if n == nil {
		s.Unknown++
		return
	}
	s.Known++
	s.Value += *n
}

// TallySum adds tallies, each part by itself.
type TallySum struct{ Received, Accepted, Partly, Declined, Pending Sum }

// SumTallies adds tallies. A nil tally is one of which every part is unknown.
func SumTallies(tallies []*record.Tally) TallySum {
	var sum TallySum
	for _, t := range tallies {
		if t == nil {
			t = &record.Tally{}
		}
		sum.Received.Add(t.Received)
		sum.Accepted.Add(t.Accepted)
		sum.Partly.Add(t.Partly)
		sum.Declined.Add(t.Declined)
		sum.Pending.Add(t.Pending)
	}
	return sum
}

// Decided adds what was accepted, partly accepted and declined in a tally. What is
// unknown of them makes it partial.
func Decided(t *record.Tally) Sum {
	var sum Sum
	if t == nil {
		t = &record.Tally{}
	}
	sum.Add(t.Accepted)
	sum.Add(t.Partly)
	sum.Add(t.Declined)
	return sum
}

// SubmissionsTotal returns how many gave their views: the total that the source
// gives or, without one, the sum of individuals and organisations, which is partial
// where one of them is unknown. bound is that of the record, exact where it names
// none. A partial sum is at_least; where its numbers are no lower bounds themselves
// (about, at_most), nothing can be said of the sum.
func SubmissionsTotal(s *record.Submissions) (total Sum, bound record.Bound) {
	if s == nil {
		return Sum{Unknown: 1}, record.Exact
	}
	bound = s.Bound
	if bound == "" {
		bound = record.Exact
	}
	if s.Total != nil {
		total.Add(s.Total)
		return total, bound
	}
	total.Add(s.Individuals)
	total.Add(s.Organisations)
	switch {
	case !total.HasValue() || !total.Partial():
		return total, bound
	case bound == record.Exact || bound == record.AtLeast:
		return total, record.AtLeast
	}
	return Sum{Unknown: 2}, bound
}
