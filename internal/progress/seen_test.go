package progress

import (
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// A record that was read "in November" is there for those who look in that November.
func TestMonthOfReading(t *testing.T) {
	month := i18n.Date{Year: 2026, Month: 11}
	c := &record.Common{Sources: []record.Source{{Retrieved: month}}}
	later := i18n.Date{Year: 2027}
	for _, at := range []struct {
		day  i18n.Day
		want bool
	}{
		{i18n.Date{Year: 2026, Month: 10, Day: 31}.First(), false},
		{i18n.Date{Year: 2026, Month: 11, Day: 1}.First(), true},
		{i18n.Date{Year: 2026, Month: 11, Day: 23}.First(), true},
	} {
		if got := existsOn(c, at.day, later); got != at.want {
			t.Errorf("on %s: exists %t; want %t", at.day, got, at.want)
		}
	}
}
