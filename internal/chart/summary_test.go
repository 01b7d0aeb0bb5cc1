package chart

import (
	"fmt"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// measures writes a number of measures in English.
func measures(x float64) string {
	if x == 1 {
		return "1 measure"
	}
	return fmt.Sprint(x, " measures")
}

func complete(f Frame) Frame {
	f.Title, f.Complete = "T", true
	return f
}

// unknownAt returns values of which some are unknown.
func unknownAt(values []Value, places ...int) []Value {
	for _, i := range places {
		values[i] = Value{}
	}
	return values
}

func letters(n int) []string { return strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:n], "") }

func TestSummary(t *testing.T) {
	lv := Frame{Lang: i18n.Latvian, Unit: Unit{Count: pasakumi}}
	en := Frame{Lang: i18n.English, Unit: Unit{Count: measures}}
	bars := func(f Frame, values ...Value) *Bars {
		return &Bars{Frame: f, Grid: Grid{Categories: letters(len(values)), Series: []Series{{Values: values}}}}
	}
	lines := func(f Frame, values ...Value) *Lines { return &Lines{Frame: f, Grid: bars(f, values...).Grid} }
	divided := func(f Frame, values ...Value) *Bars {
		b := &Bars{Frame: f, Grid: Grid{Categories: []string{""}}, Stacked: true}
		states := []string{"no_data", "complete", "limited", "withdrawn"}
		for i, v := range values {
			label := map[i18n.Lang][]string{
				i18n.Latvian: {"Nav datu", "Pabeigts", "Daļēji", "IRM atsaukts"},
				i18n.English: {"No data", "Complete", "Limited", "IRM withdrawn"},
			}[f.Lang][i]
			b.Series = append(b.Series, Series{label, State(states[i]), []Value{v}})
		}
		return b
	}
	asOf := func(now string, l *Lines) *Lines { l.Now = now; return l }
	with := func(f Frame, lead, note string) Frame { f.Lead, f.Note = lead, note; return f }

	for _, c := range []struct {
		name  string
		chart Chart
		want  string
	}{
		{"divided", divided(complete(with(lv, "Kopā 14 pasākumi.", "")), Ints(13, 1)...), "Kopā 14 pasākumi. Nav datu: 13; pabeigts: 1."},
		{"divided, ranked", divided(complete(lv), Ints(1, 2, 2, 5)...), "IRM atsaukts: 5; pabeigts: 2; daļēji: 2; nav datu: 1."},
		{"divided, abbreviation", divided(complete(lv), Ints(9, 0, 0, 5)...), "Nav datu: 9; IRM atsaukts: 5."},
		{"divided, unknown", divided(complete(lv), unknownAt(Ints(0, 3, 4), 0)...), "Daļēji: 4; pabeigts: 3; nav datu: nav zināms."},
		{"divided, incomplete", divided(en, Ints(1, 2)...), "No data: 1; complete: 2. The data are incomplete, so they are not compared."},
		{"divided, nothing", divided(complete(en), Ints(0, 0)...), ""},
		{"few", bars(complete(lv), unknownAt(Ints(1, 0, 1234), 1)...), "A: 1; B: nav zināms; C: 1234."},
		{"many", bars(complete(lv), Ints(21, 2, 3, 4, 2, 10, 9)...), "Lielākā vērtība: 21 pasākums (A); mazākā: 2 pasākumi (B un E)."},
		{"many, English", bars(complete(en), Ints(12, 1, 1, 1, 2, 1, 1)...), "Largest value: 12 measures (A); smallest: 1 measure (B, C, D and 2 more)."},
		{"many, equal", bars(complete(lv), Ints(0, 0, 0, 0, 0, 0, 0)...), "Visas vērtības ir vienādas: 0 pasākumu."},
		{"many, unknown", bars(complete(lv), unknownAt(Ints(1, 2, 3, 4, 5, 6, 7), 6)...), "Lielākā zināmā vērtība: 6 pasākumi (F); mazākā: 1 pasākums (A). Nav zināms: 1 no 7 vērtībām."},
		{"many, one known", bars(complete(en), unknownAt(Ints(1, 2, 3, 4, 5, 6, 7), 0, 1, 2, 3, 4, 5)...), "Unknown: 6 of 7 values."},
		{"many, incomplete", bars(with(en, "", "Found: 7 of about 40."), Ints(1, 2, 3, 4, 5, 6, 7)...), "Found: 7 of about 40."},
		{"none known", bars(complete(lv), Value{}, Value{}), "Neviena vērtība nav zināma."},
		{"none known, incomplete", lines(en, Value{}), "No value is known."},
		{"rise", lines(complete(en), Ints(1, 5, 2)...), "Up from 1 (A) to 2 (C). Largest value: 5 measures (B); smallest: 1 measure (A)."},
		{"fall", lines(complete(lv), Ints(5, 1)...), "Kritums: no 5 (A) līdz 1 (B). Lielākā vērtība: 5 pasākumi (A); mazākā: 1 pasākums (B)."},
		{"level", lines(complete(lv), Ints(2, 2)...), "Pirmā un pēdējā vērtība ir vienādas: 2 (A), 2 (B). Visas vērtības ir vienādas: 2 pasākumi."},
		{"gap", lines(complete(lv), unknownAt(Ints(1, 0, 3), 1)...), "Pirmā zināmā vērtība: 1 (A); pēdējā: 3 (C). Lielākā zināmā vērtība: 3 pasākumi (C); mazākā: 1 pasākums (A). Nav zināms: 1 no 3 vērtībām."},
		{"one point known", lines(complete(en), unknownAt(Ints(1, 2), 0)...), "B: 2. Unknown: 1 of 2 values."},
		{"no trend", lines(en, Ints(1, 2)...), "First known value: 1 (A); last: 2 (B). The data are incomplete, so they are not compared."},
		{"21 values", lines(complete(lv), unknownAt(make([]Value, 21), 0)...), "Neviena vērtība nav zināma."},
		{"stacks", stackedSample(), "Konsultēšanās: 57; informēšana: 35; iedzīvotāju lēmums: 3. Lielākais zināmais kopskaits: 38 (Valsts kanceleja); mazākais: 6 (" + institutions[4] + "). Nav zināms: 1 no 20 vērtībām."},
		{"steps as of a day", stepsSample(), "Kopā 46 pasākumi. 2024. gada 30. jūnijs – Termiņš pienācis: 29; pabeigts: 15. 2025.\u00a0gada\u00a0decembris – Termiņš pienācis: 46."},
		{"as of a day, unknown", asOf("B", lines(complete(en), unknownAt(Ints(1, 2, 3, 4), 0, 2, 3)...)), "B – 2. Unknown: 1 of 2 values."},
		{"as of a day, none known", asOf("B", lines(complete(en), unknownAt(Ints(1, 2, 3), 0, 1)...)), "C – 3. No value is known."},
		{"groups", groupedSample(), "Lielākā zināmā vērtība: 12 pasākumu (Valsts kanceleja, 2023); mazākā: 0 pasākumu (Ķekavas novada pašvaldība, 2023 un " + institutions[4] + ", 2024). Nav zināms: 1 no 10 vērtībām."},
		{"percent", columnsSample(), "2020: 25.5%; 2021: 31%; 2022: unknown; 2023: 44.25%; 2024: 0%. Found so far: 40 consultations of an unknown number."},
	} {
		if got := c.chart.Summary(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestSummaryPlural(t *testing.T) {
	b := stackedSample()
	b.Categories = b.Categories[:3]
	for i := range b.Series {
		b.Series[i].Values = b.Series[i].Values[:3]
	}
	b.Series = append(b.Series, b.Series...)[:7]
	if got, want := b.Summary(), "Nav zināms: 2 no 21 vērtības."; !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCataloguesAgree(t *testing.T) {
	lv, en := words(i18n.Latvian), words(i18n.English)
	if strings.Join(lv.IDs(), " ") != strings.Join(en.IDs(), " ") {
		t.Errorf("Latvian has %v, English %v", lv.IDs(), en.IDs())
	}
	if words("xx").Lang() != i18n.English {
		t.Error("a language without a catalogue is not told in English")
	}
}

// write shows a table as text.
func write(table Table) string {
	lines := []string{table.Caption, strings.Join(table.Header, " | ")}
	for _, row := range table.Rows {
		cells := []string{row.Label}
		for _, cell := range row.Cells {
			text := cell.Text
			if !cell.Value.Known && !cell.Words {
				text = "(" + text + ")"
			}
			cells = append(cells, text)
		}
		line := strings.Join(cells, " | ")
		if row.Total {
			line = "= " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestTable(t *testing.T) {
	small := stackedSample()
	small.Categories = []string{"A", "B"}
	small.Series = small.Series[1:3]
	for i, values := range [][]Value{Ints(20000, 4), {Known(2.5), {}}} {
		small.Series[i].Values = values
	}
	part := planSample()
	part.Series = part.Series[:3]
	unknown := planSample()
	unknown.Series = unknown.Series[:2]
	unknown.Series[0].Values = []Value{{}}
	percent := planSample()
	percent.Unit = Unit{Percent: true}
	percent.Series = percent.Series[:1]
	for name, c := range map[string]struct {
		chart Chart
		want  string
	}{
		"parts": {part, `Plāna pasākumi pēc stāvokļa
Stāvoklis | pasākumi | Daļa
Pabeigts | 7 | 38,9 %
Izpildīts lielā mērā | 5 | 27,8 %
Izpildīts daļēji | 6 | 33,3 %
= Kopā | 18 | 100 %`},
		"an unknown part": {unknown, `Plāna pasākumi pēc stāvokļa
Stāvoklis | pasākumi | Daļa
Pabeigts | (nav zināms) | (nav zināms)
Izpildīts lielā mērā | 5 | (nav zināms)
= Kopā | (nav zināms) | (nav zināms)`},
		"parts in percent": {percent, `Plāna pasākumi pēc stāvokļa
Stāvoklis | Vērtība
Pabeigts | 7 %
= Kopā | 7 %`},
		"stacks": {small, `Līdzdalības līmeņi pēc iestādes
Iestāde | Konsultēšanās | Kopradīšana | Kopā
A | 20 000 | 2,5 | 20 002,5
B | 4 | (nav zināms) | (nav zināms)`},
		"one line": {lineSample(), `Uzticēšanās Ministru kabinetam
Gads | Vērtība
2019 | 24,5 %
2020 | 27 %
2021 | 19,25 %
2022 | 22 %
2023 | 31 %`},
		"English": {columnsSample(), `Share of consultations with published feedback
Year | Value
2020 | 25.5%
2021 | 31%
2022 | (unknown)
2023 | 44.25%
2024 | 0%`},
	} {
		got := strings.ReplaceAll(write(c.chart.Table()), "\u00a0", " ")
		if got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

// The formats in theme.js are those of package i18n.
func TestThemeFormats(t *testing.T) {
	p, err := newProgram()()
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.start()
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	vm := e.(*quickEngine).vm
	for _, lang := range i18n.Languages {
		for _, x := range []float64{0, 1, -1, 0.5, 0.005, -0.004, 0.125, 0.375, 0.625, 0.875, 4.125, 2.675, 1.005, 12.3456, 999.999, 1000, 9999, 10000, -12345.678, 123456789, 1e15, 100.10, 25.25} {
			number, err1 := vm.Call("parskatsTheme.number", string(lang), x)
			percent, err2 := vm.Call("parskatsTheme.percent", string(lang), x)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			if want := i18n.FormatNumber(lang, x); number != want {
				t.Errorf("%s %v: number %q, want %q", lang, x, number, want)
			}
			if want := i18n.FormatPercent(lang, x); percent != want {
				t.Errorf("%s %v: percent %q, want %q", lang, x, percent, want)
			}
		}
	}
}
