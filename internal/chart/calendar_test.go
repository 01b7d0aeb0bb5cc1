package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// calendarSample is a year and a part of a month, with days of which nothing is known.
func calendarSample() *Calendar {
	c := &Calendar{
		Frame: Frame{
			ID: "dienas", Lang: i18n.Latvian, Title: "Sāktās apspriešanas pa dienām", Unit: Unit{Name: "apspriešanas dienā"}, Complete: true,
		},
		MonthHead: "Mēnesis", From: day("2023-12-11"),
	}
	for i := range 366 {
		n := 0
		if weekday := i % 7; weekday < 5 {
			n = max((i*i*7+i*13)%23-9, 0)
		}
		c.Values = append(c.Values, Value{Number: float64(n), Known: i < 200 || i > 210})
	}
	return c
}

// smallCalendarSample has few numbers.
func smallCalendarSample() *Calendar {
	c := &Calendar{
		Frame:     Frame{ID: "dienas-maz", Lang: i18n.English, Title: "Consultations opened, by day", Complete: true},
		MonthHead: "Month", From: day("2024-02-01"), Values: Ints(make([]int, 60)...),
	}
	for i, n := range []int{1, 0, 2, 1, 0, 0, 2} {
		c.Values[i*8] = Known(float64(n))
	}
	return c
}

func TestCalendarSummary(t *testing.T) {
	from := day("2024-02-27")
	of := func(f Frame, values ...Value) *Calendar { return &Calendar{Frame: f, From: from, Values: values} }
	lv, en := Frame{Lang: i18n.Latvian, Unit: Unit{Count: pasakumi}}, Frame{Lang: i18n.English, Lead: "All."}
	for _, c := range []struct {
		name  string
		chart Chart
		want  string
	}{
		{"one day has most", of(complete(lv), Ints(0, 1, 3, 0)...), "Visvairāk vienā dienā: 3 pasākumi (2024. gada 29. februāris). Dienas, kurās skaits ir 0: 2 no 4."},
		{"two days have most", of(complete(lv), Ints(3, 1, 3)...), "Visvairāk vienā dienā: 3 pasākumi (2024. gada 27. februāris un vēl 1). Dienas, kurās skaits ir 0: 0 no 3."},
		{"a day is unknown", of(complete(en), unknownAt(Ints(1, 2, 0), 0)...), "All. Most on a day that is known: 2 (28 February 2024). Days with none: 1 of 3. Unknown: 1 of 3 values."},
		{"none at all", of(complete(en), Ints(0, 0)...), "All. Days with none: 2 of 2."},
		{"incomplete", of(en, Ints(0, 2)...), "All. The data are incomplete, so they are not compared."},
		{"nothing known", of(complete(en), Value{}), "All. No value is known."},
	} {
		if got := strings.ReplaceAll(c.chart.Summary(), "\u00a0", " "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestCalendarTable(t *testing.T) {
	c := &Calendar{
		Frame: Frame{Lang: i18n.Latvian, Title: "T"}, MonthHead: "Mēnesis", From: day("2024-02-28"), Values: Ints(1, 2, 0, 5),
	}
	if got, want := strings.ReplaceAll(write(c.Table()), "\u00a0", " "), `T
Mēnesis | Vismazāk dienā | Visvairāk dienā | Dienas ar vismaz vienu
2024. gada februāris | 1 | 2 | 2
2024. gada marts | 0 | 5 | 1`; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	unknownAt(c.Values, 0, 1, 3)
	if got, want := strings.ReplaceAll(write(c.Table()), "\u00a0", " "), `T
Mēnesis | Vismazāk dienā | Visvairāk dienā | Dienas ar vismaz vienu | Dienas, par kurām nav zināms
2024. gada februāris | (nav zināms) | (nav zināms) | (nav zināms) | 2
2024. gada marts | 0 | 0 | 0 | 1`; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestCalendarRefuses(t *testing.T) {
	for want, spoil := range map[string]func(*Calendar){
		"has no title":                  func(c *Calendar) { c.Title = "" },
		"has nothing to draw":           func(c *Calendar) { c.Values = nil },
		"a value that is not a whole n": func(c *Calendar) { c.Values[0] = Known(0.5) },
		"that is not a whole number":    func(c *Calendar) { c.Values[0] = Known(-1) },
		"is not a whole number":         func(c *Calendar) { c.Values[0] = Known(math.Inf(1)) },
		"not a whole number":            func(c *Calendar) { c.Values[0] = Known(zeroDivided()) },
	} {
		c := calendarSample()
		spoil(c)
		if err := c.check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error %q, got %v", want, err)
		}
	}
}

// Every whole number up to the most has one step, and none beyond.
func TestHeatScale(t *testing.T) {
	for _, c := range []struct {
		most float64
		want string
	}{
		{0, ""},
		{1, "1–1 heat-3"},
		{2, "1–1 heat-1, 2–2 heat-5"},
		{3, "1–1 heat-1, 2–2 heat-3, 3–3 heat-5"},
		{4, "1–1 heat-1, 2–2 heat-2, 3–3 heat-4, 4–4 heat-5"},
		{5, "1–1 heat-1, 2–2 heat-2, 3–3 heat-3, 4–4 heat-4, 5–5 heat-5"},
		{6, "1–2 heat-1, 3–4 heat-3, 5–6 heat-5"},
		{13, "1–3 heat-1, 4–6 heat-2, 7–9 heat-3, 10–12 heat-4, 13–15 heat-5"},
	} {
		var steps []string
		for _, s := range heatScale(c.most) {
			steps = append(steps, fmt.Sprintf("%v–%v %s", s.from, s.to, s.token.Name))
		}
		if got := strings.Join(steps, ", "); got != c.want {
			t.Errorf("up to %v: %s, want %s", c.most, got, c.want)
		}
	}
}
