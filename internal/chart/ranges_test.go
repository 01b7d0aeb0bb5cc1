package chart

import (
	"math"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// rangesSample has rows of all kinds.
func rangesSample() *Ranges {
	return &Ranges{
		Frame: Frame{
			ID: "gaidisana", Lang: i18n.Latvian, Title: "Cik ilgi gaidīja atbildi", Unit: Unit{Name: "dienas"}, Complete: true,
		},
		CategoryHead: "Iestāde",
		Rows: []RangeRow{
			{Label: institutions[0], Low: 3, Q1: 18, Median: 31, Q3: 58, High: 214, N: 41, Note: "12 bez atbildes"},
			{Label: institutions[1], Low: 40, Q1: 64.5, Median: 92.5, Q3: 120, High: 148, N: 8},
			{Label: institutions[2], N: 3, Values: []float64{12, 15, 190}, Note: "viena atcelta"},
			{Label: institutions[3], Low: 30, Q1: 30, Median: 30, Q3: 30, High: 30, N: 5},
			{Label: institutions[4]},
		},
	}
}

func TestRangesSummary(t *testing.T) {
	en := Frame{ID: "r", Lang: i18n.English, Title: "T"}
	row := func(label string, median float64) RangeRow {
		return RangeRow{Label: label, Low: 1, Q1: 2, Median: median, Q3: 8, High: 9, N: 21}
	}
	of := func(f Frame, rows ...RangeRow) *Ranges { return &Ranges{Frame: f, Rows: rows} }
	many := []RangeRow{row("A", 3), row("B", 4), row("C", 5), row("D", 3), row("E", 4), row("F", 4), row("G", 4)}
	lv := Frame{Lang: i18n.Latvian, Unit: Unit{Count: pasakumi}, Lead: "Kopā."}
	for _, c := range []struct {
		name  string
		chart Chart
		want  string
	}{
		{"all kinds", rangesSample(), "Valsts kanceleja: mediāna 31, vidējā puse no 18 līdz 58, visas no 3 līdz 214 (41 vērtība); " +
			institutions[1] + ": mediāna 92,5, vidējā puse no 64,5 līdz 120, visas no 40 līdz 148 (8 vērtības); " +
			institutions[3] + ": mediāna 30, vidējā puse no 30 līdz 30, visas no 30 līdz 30 (5 vērtības). " +
			"Mazāk par 5 vērtībām, tāpēc nav apkopots: 1 no 5. Bez vērtībām: 1 no 5."},
		{"one", of(complete(lv), row("A", 3)), "Kopā. A: mediāna 3 pasākumi, vidējā puse no 2 līdz 8, visas no 1 līdz 9 (21 vērtība)."},
		{"many", of(complete(lv), many...), "Kopā. Lielākā mediāna: 5 pasākumi (C); mazākā: 3 pasākumi (A un D)."},
		{"many, incomplete", of(en, many...), "The data are incomplete, so they are not compared."},
		{"few values", of(complete(en), RangeRow{Label: "A", N: 1, Values: []float64{4}}), "Fewer than 5 values, and so not summed up: 1 of 1."},
	} {
		if got := c.chart.Summary(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestRangesTable(t *testing.T) {
	c := rangesSample()
	if got, want := write(c.Table()), `Cik ilgi gaidīja atbildi
Iestāde | Skaits | Mazākā, dienas | Pirmā kvartile, dienas | Mediāna, dienas | Trešā kvartile, dienas | Lielākā, dienas | Piezīme
`+institutions[0]+` | 41 | 3 | 18 | 31 | 58 | 214 | 12 bez atbildes
`+institutions[1]+` | 8 | 40 | 64,5 | 92,5 | 120 | 148 | –
`+institutions[2]+` | 3 | 12 | – | – | – | 190 | vērtības: 12; 15; 190; viena atcelta
`+institutions[3]+` | 5 | 30 | 30 | 30 | 30 | 30 | –
`+institutions[4]+` | 0 | – | – | – | – | – | –`; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	c.Rows = c.Rows[1:2]
	if got := c.Table().Header; len(got) != 7 {
		t.Errorf("without notes the head is %q", got)
	}
}

func TestRangesRefuse(t *testing.T) {
	for want, spoil := range map[string]func(*Ranges){
		"has no title":                   func(c *Ranges) { c.Title = "" },
		"has nothing to draw":            func(c *Ranges) { c.Rows = c.Rows[4:] },
		"quartiles are out of order":     func(c *Ranges) { c.Rows[0].Q1 = 40 },
		"has 3 values, but counts 4":     func(c *Ranges) { c.Rows[2].N = 4 },
		"a value that is not a number":   func(c *Ranges) { c.Rows[2].Values[0] = math.NaN() },
		"has a value that is not a numb": func(c *Ranges) { c.Rows[0].High = math.Inf(1) },
	} {
		c := rangesSample()
		spoil(c)
		if err := c.check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error %q, got %v", want, err)
		}
	}
}
