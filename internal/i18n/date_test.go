package i18n

import (
	"strings"
	"testing"
	"time"
)

func parse(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	for _, test := range []struct {
		in   string
		want Date
	}{
		{"2023-10-03", Date{2023, 10, 3}},
		{"2023-10", Date{2023, 10, 0}},
		{"2023", Date{2023, 0, 0}},
		{"2024-02-29", Date{2024, 2, 29}},
		{"2000-02-29", Date{2000, 2, 29}},
		{"1000-01-01", Date{1000, 1, 1}},
		{"9999-12-31", Date{9999, 12, 31}},
	} {
		got, err := ParseDate(test.in)
		if err != nil || got != test.want {
			t.Errorf("%s: got %v, %v", test.in, got, err)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, in := range []string{
		"", "0", "23", "0999", "0000-01-01", "20233", "2023-", "2023-1", "2023-1-1",
		"2023-00", "2023-13", "2023-00-10", "2023-01-00", "2023-01-32", "2023-02-29", "1900-02-29", "2023-04-31",
		"2023/10/03", "03.10.2023", "2023-10-03T00:00", " 2023", "2023 ", "+023", "-023", "2O23", "２０２３",
	} {
		if got, err := ParseDate(in); err == nil {
			t.Errorf("%q was read as %v", in, got)
		}
	}
}

func TestFirstAndLast(t *testing.T) {
	for _, test := range []struct{ in, first, last string }{
		{"2023-10-03", "2023-10-03", "2023-10-03"},
		{"2023-12", "2023-12-01", "2023-12-31"},
		{"2023-02", "2023-02-01", "2023-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2023", "2023-01-01", "2023-12-31"},
		{"1969", "1969-01-01", "1969-12-31"},
	} {
		d := parse(t, test.in)
		if first, last := d.First().String(), d.Last().String(); first != test.first || last != test.last {
			t.Errorf("%s: got %s to %s", test.in, first, last)
		}
	}
}

func TestPartial(t *testing.T) {
	for in, want := range map[string]bool{"2023-10-03": false, "2023-10": true, "2023": true} {
		if got := parse(t, in).IsPartial(); got != want {
			t.Errorf("%s: got %v", in, got)
		}
	}
	zero := Date{}
	if zero.IsPartial() || !zero.IsZero() || zero.String() != "" {
		t.Error("an unknown date is not partial, and has no text")
	}
}

func TestDays(t *testing.T) {
	from, to := parse(t, "2022-12-31").First(), parse(t, "2024-10-15").First()
	if got := to - from; got != 654 {
		t.Errorf("got %d days, want 654", got)
	}
	if got := parse(t, "1970-01-01").First(); got != 0 {
		t.Errorf("days are counted from 1970-01-01: got %d", got)
	}
	if got := Day(-1).String(); got != "1969-12-31" {
		t.Errorf("the day before 1970: got %s", got)
	}
}

// The civil day is that of the moment's own place, not of Greenwich.
func TestDayOf(t *testing.T) {
	riga := time.FixedZone("Riga", 2*60*60)
	late := time.Date(2023, 12, 31, 23, 30, 0, 0, time.UTC)
	if got := DayOf(late).String(); got != "2023-12-31" {
		t.Errorf("in Greenwich: got %s", got)
	}
	if got := DayOf(late.In(riga)).String(); got != "2024-01-01" {
		t.Errorf("in Riga: got %s", got)
	}
	if got := DayOf(late).Time(); !got.Equal(time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("midnight: got %s", got)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2023-10-03", "2023-10", "2023", "2024-02-29", "", "2023-13-01", "9999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			if d != (Date{}) {
				t.Fatalf("%q: an error comes with %v", s, d)
			}
			return
		}
		if d.String() != s {
			t.Fatalf("%q is written as %q", s, d)
		}
		first, last := d.First(), d.Last()
		if first > last || (first == last) == d.IsPartial() {
			t.Fatalf("%q is from %s to %s", s, first, last)
		}
		if !strings.HasPrefix(first.String(), s) || !strings.HasPrefix(last.String(), s) {
			t.Fatalf("%q is from %s to %s", s, first, last)
		}
		if next := (last + 1).String(); strings.HasPrefix(next, s) {
			t.Fatalf("%q goes on on %s", s, next)
		}
	})
}
