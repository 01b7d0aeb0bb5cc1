package progress

import "parskats/internal/record"

// Outcome says what became of the proposals, or of the objections, in a tally.
type Outcome struct {
	// Whole is how many there were: as recorded or, without that, the sum of the
	// parts where all of them are known. nil is unknown.
	Whole *int
	// Parts are accepted, partly, declined and pending, in this order, also those of
	// which the number is not known.
	Parts []OutcomePart
	// Rest is how many of the whole are in none of the known parts: what became of
	// them is not known. 0 where the whole is unknown.
	Rest int
}

// OutcomePart is one part of a tally; Count is nil where it is not known.
type OutcomePart struct {
	Key   string
	Count *int
}

// The parts of a tally, by the names of its fields.
const (
	PartAccepted = "accepted"
	PartPartly   = "partly"
	PartDeclined = "declined"
	PartPending  = "pending"
)

// OutcomeOf returns what became of what a tally counts. Of a nil tally nothing is
// known.
func OutcomeOf(t *record.Tally) Outcome {
	if t == nil {
		t = &record.Tally{}
	}
	out := Outcome{Whole: t.Received, Parts: []OutcomePart{
		{PartAccepted, t.Accepted}, {PartPartly, t.Partly}, {PartDeclined, t.Declined}, {PartPending, t.Pending},
	}}
	sum := out.sum()
	switch {
	case out.Whole != nil:
		out.Rest = max(0, *out.Whole-sum.Value)
	case !sum.Partial():
		out.Whole = &sum.Value
	}
	return out
}

func (o *Outcome) sum() Sum {
	var sum Sum
	for _, p := range o.Parts {
		sum.Add(p.Count)
	}
	return sum
}

// Known reports whether anything is known: the whole or a part.
func (o *Outcome) Known() bool { return o.Whole != nil || o.PartsKnown() }

// PartsKnown reports whether it is known of some of them what became of them.
func (o *Outcome) PartsKnown() bool {
	sum := o.sum()
	return sum.HasValue()
}

// Drawable reports whether the parts can be drawn as parts of a whole: it is known,
// not empty, and so is some part of it.
func (o *Outcome) Drawable() bool {
	return o.Whole != nil && *o.Whole > 0 && o.PartsKnown()
}
