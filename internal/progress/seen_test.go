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

// When a record was written does not move with days that were set in advance.
func TestWrittenOn(t *testing.T) {
	date := func(text string) i18n.Date {
		d, err := i18n.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := &record.Consultation{Announced: date("2024-05-02"), Opens: date("2024-06-03"), Closes: date("2024-06-17")}
	c.Sources = []record.Source{{Retrieved: date("2024-07")}, {Retrieved: date("2024-05-20")}}
	c.Feedback = &record.Feedback{Date: date("2024-08-01"), Checked: date("2024-09-01")}
	for day, want := range map[string]string{
		"2024-05-01": "", "2024-05-02": "2024-05-02", "2024-05-19": "2024-05-02", "2024-05-20": "2024-05-20",
		"2024-06-17": "2024-05-20", "2024-06-30": "2024-05-20", "2024-07-01": "2024-07-01", "2024-07-31": "2024-07-01",
		"2024-08-01": "2024-08-01", "2024-09-30": "2024-08-01",
	} {
		got := ""
		if written, ok := WrittenOn(c, date(day).First()); ok {
			got = written.String()
		}
		if got != want {
			t.Errorf("as of %s: got %q, want %q", day, got, want)
		}
	}
}

// A due date that passes is no word of anybody; that it was stated is one.
func TestWrittenOnOfDueDates(t *testing.T) {
	date := func(text string) i18n.Date {
		d, err := i18n.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := &record.Commitment{Measures: []record.Measure{{Due: &record.Due{Date: date("2024-06"), Stated: date("2024-02-01")}}}}
	if written, ok := WrittenOn(c, date("2024-07-01").First()); !ok || written.String() != "2024-02-01" {
		t.Errorf("got %s, want the day on which it was stated", written)
	}
	c.Measures[0].Revised = []record.Revision{{Due: date("2024-09-30"), Date: date("2024-05-02")}}
	if written, ok := WrittenOn(c, date("2024-10-01").First()); !ok || written.String() != "2024-05-02" {
		t.Errorf("got %s, want the day of the revision", written)
	}
	c.Measures[0] = record.Measure{Due: &record.Due{Date: date("2024-06")}}
	if written, ok := WrittenOn(c, date("2024-07-01").First()); ok {
		t.Errorf("got %s, and nobody said anything", written)
	}
}
