package chart

import (
	"context"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// edges are charts with as little or as much as they may have.
func edges() map[string]Chart {
	oneStep := &Lines{Step: true, Now: "B", NowLabel: "Otrais", Grid: Grid{
		Categories: letters(4), Series: []Series{{Values: unknownAt(Ints(1, 3, 4, 4), 3)}},
	}}
	onePoint := &Lines{Step: true, Now: "A", NowLabel: "2024. gada 30. jūnijs", Grid: Grid{
		Categories: letters(1), Series: []Series{{Label: "Viens", Values: Ints(1)}, {Label: "Divi", Values: Ints(2)}},
	}}
	nowLast := stepsSample()
	nowLast.Now = nowLast.Categories[47]
	oneRow := timelineSample()
	oneRow.Rows, oneRow.Now = oneRow.Rows[1:2], 0
	early := timelineSample()
	early.Now, early.Rows = day("2009-03-01"), early.Rows[:2]
	words := timelineSample()
	words.Marks = append(words.Marks, MarkKind{Label: "Novērtēts neatkarīgajā ziņojumā", Symbol: Square})
	for i := range words.Rows {
		words.Rows[i].Dates = append(words.Rows[i].Dates, mustDate("2025-03"))
		words.Rows[i].Label = strings.Repeat("Garumvārdsbezatstarpēm", 3)
		words.Rows[i].Until, words.Rows[i].Note = day("2025-06-30"), "ļoti gara piezīme par to, kas notika"
	}
	zeros, unknown := calendarSample(), calendarSample()
	for i := range zeros.Values {
		zeros.Values[i], unknown.Values[i] = Known(0), Value{}
	}
	oneDay := &Calendar{From: day("2024-02-29"), Values: Ints(70000)}
	few := rangesSample()
	few.Rows = few.Rows[2:3]
	big := rangesSample()
	big.Rows = []RangeRow{{Label: "Eiro", Low: -20000, Q1: 0, Median: 1234567.5, Q3: 2e6, High: 3.5e6, N: 1000}}
	same := rangesSample()
	same.Rows = []RangeRow{{Label: "A", N: 5}, {Label: "B", N: 1, Values: []float64{0}}}
	return map[string]Chart{
		"one line of steps": oneStep, "one point": onePoint, "now is the last": nowLast, "one row": oneRow,
		"now is long ago": early, "long words": words, "only zeros": zeros, "nothing known": unknown, "one day": oneDay,
		"few values": few, "large and negative": big, "all the same": same,
	}
}

func TestEdges(t *testing.T) {
	r := newRenderer(t, Options{})
	for name, c := range edges() {
		f := c.frame()
		f.ID, f.Lang, f.Title = strings.ReplaceAll(name, " ", "-"), i18n.Latvian, name
		d, err := r.Draw(context.Background(), c)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, text := range []string{string(d.Wide), string(d.Narrow), c.Summary(), write(c.Table())} {
			if strings.Contains(text, "NaN") || strings.Contains(text, "<no value>") || strings.Contains(text, "undefined") {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}
