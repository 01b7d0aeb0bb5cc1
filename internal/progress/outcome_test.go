package progress

import (
	"fmt"
	"testing"

	"parskats/internal/record"
)

func TestOutcomeOf(t *testing.T) {
	for _, test := range []struct {
		name  string
		tally *record.Tally
		want  string // whole, rest, known, drawable
	}{
		{"no tally", nil, "? 0 false false"},
		{"an empty one", &record.Tally{}, "? 0 false false"},
		{"all parts, and their sum", &record.Tally{Received: number(31), Accepted: number(12), Partly: number(6), Declined: number(11), Pending: number(2)}, "31 0 true true"},
		{"all parts without a sum", &record.Tally{Accepted: number(12), Partly: number(6), Declined: number(11), Pending: number(0)}, "29 0 true true"},
		{"parts below the sum", &record.Tally{Received: number(31), Accepted: number(12), Partly: number(6), Declined: number(3), Pending: number(2)}, "31 8 true true"},
		{"a part lacks", &record.Tally{Received: number(10), Accepted: number(4)}, "10 6 true true"},
		{"a part lacks, and so does the sum", &record.Tally{Accepted: number(4), Declined: number(1)}, "? 0 true false"},
		{"only the sum", &record.Tally{Received: number(31)}, "31 31 true false"},
		{"none received", &record.Tally{Received: number(0), Accepted: number(0)}, "0 0 true false"},
	} {
		o := OutcomeOf(test.tally)
		whole := "?"
		if o.Whole != nil {
			whole = fmt.Sprint(*o.Whole)
		}
		if got := fmt.Sprint(whole, " ", o.Rest, " ", o.Known(), " ", o.Drawable()); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
		if len(o.Parts) != 4 || o.Parts[0].Key != PartAccepted || o.Parts[3].Key != PartPending {
			t.Errorf("%s: the parts %v", test.name, o.Parts)
		}
	}
}
