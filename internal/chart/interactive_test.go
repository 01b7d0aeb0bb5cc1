package chart

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"parskats/internal/i18n"
)

// manySample is a line with more points than can be read without a zoom.
func manySample() *Lines {
	l := &Lines{
		Frame: Frame{ID: "menesi", Lang: i18n.English, Title: "Visits by month", Unit: Unit{Name: "visits"}, Complete: true},
		Grid:  Grid{CategoryHead: "Month", Series: []Series{{Label: "Library"}, {Label: "Museum"}}},
	}
	for i := range 36 {
		l.Categories = append(l.Categories, fmt.Sprintf("%d-%02d", 2021+i/12, i%12+1))
		l.Series[0].Values = append(l.Series[0].Values, Known(float64(100+i*7%40)))
		l.Series[1].Values = append(l.Series[1].Values, Known(float64(60+i*5%30)))
	}
	l.Series[1].Values[4] = Value{}
	return l
}

func interactiveSamples() []Chart { return append(samples(), manySample()) }

func mustMakeInteractive(t *testing.T, c Chart) interactive {
	t.Helper()
	made, err := makeInteractive(c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// The golden files are also what the gate opens in a browser, chart by chart.
func TestInteractiveGolden(t *testing.T) {
	for _, c := range interactiveSamples() {
		got, err := Interactive(c)
		if err != nil {
			t.Fatal(err)
		}
		compareGolden(t, c.frame().ID+".json", got)
	}
}

// ECharts takes each option whole, and says nothing against it.
func TestInteractiveOptionsAreDrawn(t *testing.T) {
	p, err := newProgram()()
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.start()
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	for _, c := range interactiveSamples() {
		made := mustMakeInteractive(t, c)
		for _, form := range []interactiveForm{made.Wide, made.Narrow} {
			raw, err := json.Marshal(form.Option)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.draw(raw, form.Width, form.Height); err != nil {
				t.Errorf("%s, %d px: %v", c.frame().ID, form.Width, err)
			}
		}
	}
}

func TestInteractiveAnswersToThePointer(t *testing.T) {
	for _, c := range interactiveSamples() {
		made := mustMakeInteractive(t, c)
		for _, form := range []interactiveForm{made.Wide, made.Narrow} {
			a := awakened{form.Option, form.Height}
			for _, s := range a.series() {
				if s["silent"] != nil && len(objectsIn(s["data"])) > 0 {
					t.Errorf("%s: the series %v is silent", c.frame().ID, s["name"])
				}
			}
			tooltip, _ := form.Option["tooltip"].(object)
			if tooltip["renderMode"] != "richText" {
				t.Errorf("%s: the tooltip is %v", c.frame().ID, tooltip)
			}
		}
	}
}

// A legend takes its series away, unless several explain the same one.
func TestLegendsTakeAway(t *testing.T) {
	for _, c := range interactiveSamples() {
		a := awakened{option: mustMakeInteractive(t, c).Wide.Option}
		times := map[string]int{}
		for _, legend := range a.objects("legend") {
			times[explained(legend)]++
		}
		for _, legend := range a.objects("legend") {
			if name := explained(legend); name == "" || (legend["selectedMode"] == nil) != (times[name] == 1) {
				t.Errorf("%s: %q is explained %d times, and has the mode %v", c.frame().ID, name, times[name], legend["selectedMode"])
			}
		}
	}
}

func TestTooltipTrigger(t *testing.T) {
	for _, test := range []struct {
		chart Chart
		want  string
	}{
		{planSample(), "item"}, // a single divided bar
		{barsSample(), "axis"},
		{manySample(), "axis"},
	} {
		tooltip, _ := mustMakeInteractive(t, test.chart).Wide.Option["tooltip"].(object)
		if tooltip["trigger"] != test.want {
			t.Errorf("%s: got %v, want %s", test.chart.frame().ID, tooltip["trigger"], test.want)
		}
	}
}

// Names are whole where an axis has cut them, and a bar that only makes room has none.
func TestInteractiveNames(t *testing.T) {
	made := mustMakeInteractive(t, barsSample())
	a := awakened{made.Narrow.Option, made.Narrow.Height}
	if all, shown := len(a.objects("series")), len(a.series()); all != 2 || shown != 1 {
		t.Fatalf("%d series, of which %d show something", all, shown)
	}
	for i, item := range objectsIn(a.series()[0]["data"]) {
		if item["name"] != institutions[i] {
			t.Errorf("got %v, want %s", item["name"], institutions[i])
		}
	}
}

func TestZoom(t *testing.T) {
	many, few, columns := manySample(), manySample(), &Bars{Vertical: true}
	few.Categories = few.Categories[:manyPoints-1]
	for i := range few.Series {
		few.Series[i].Values = few.Series[i].Values[:manyPoints-1]
	}
	columns.Frame, columns.Grid = many.Frame, many.Grid
	for name, test := range map[string]struct {
		chart Chart
		want  int
	}{"many points": {many, 2}, "few points": {few, 0}, "columns": {columns, 0}} {
		plan, err := test.chart.plan(wideForm)
		if err != nil {
			t.Fatal(err)
		}
		wide := mustMakeInteractive(t, test.chart).Wide
		zooms, _ := wide.Option["dataZoom"].([]any)
		if len(zooms) != test.want || (wide.Height > plan.height) != (test.want > 0) {
			t.Errorf("%s: %d zooms in a height of %d, drawn in %d", name, len(zooms), wide.Height, plan.height)
		}
	}
}

// A zoom moves points: no text stays where one was, and the label of the day moves, too.
func TestZoomLoosensTexts(t *testing.T) {
	a := awakened{option: mustMakeInteractive(t, stepsSample()).Wide.Option}
	for _, title := range a.objects("title") {
		if title["text"] != "pasākumi" {
			t.Errorf("the text %v stays", title["text"])
		}
	}
	line, _ := a.series()[0]["markLine"].(object)
	if label, _ := line["label"].(object); label["show"] != true || label["formatter"] != "@text:2024. gada 30. jūnijs" {
		t.Errorf("the line's label is %v", label)
	}
}

// Every colour of an option has a name by which the page's style sheet knows it.
func TestInteractiveTokens(t *testing.T) {
	known := map[string]string{}
	for _, token := range Tokens() {
		known[token.Hex] = token.Name
	}
	for _, c := range interactiveSamples() {
		raw, err := Interactive(c)
		if err != nil {
			t.Fatal(err)
		}
		made := mustMakeInteractive(t, c)
		for _, part := range strings.Split(string(raw), `"`) {
			if strings.HasPrefix(part, "#") && made.Tokens[part] == "" {
				t.Errorf("%s: %s has no name", c.frame().ID, part)
			}
		}
		for hex, name := range made.Tokens {
			if known[hex] != name {
				t.Errorf("%s: %s is named %s", c.frame().ID, hex, name)
			}
		}
	}
}

func TestInteractiveRefuses(t *testing.T) {
	c := barsSample()
	c.Categories = nil
	if _, err := Interactive(c); err == nil || !strings.Contains(err.Error(), "nothing to draw") {
		t.Errorf("got %v", err)
	}
}

func TestHeight(t *testing.T) {
	c := barsSample()
	got, err := Height(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []form{wideForm, narrowForm} {
		p, err := c.plan(form)
		if err != nil || p.height > got {
			t.Errorf("%s is %d px tall, %v; got %d", form.name, p.height, err, got)
		}
	}
	c.Categories = nil
	if _, err := Height(c); err == nil {
		t.Error("a chart without anything to draw has a height")
	}
}

func TestTooltipSays(t *testing.T) {
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	defer vm.Close()
	if _, err := vm.Eval(themeJS, quickjs.EvalGlobal); err != nil {
		t.Fatal(err)
	}
	const say = `(settings, given) => parskatsTheme.resolve({formatter: "@tooltip:" + settings}).formatter(JSON.parse(given))`
	if _, err := vm.Eval("var say = "+say, quickjs.EvalGlobal); err != nil {
		t.Fatal(err)
	}
	const latvian = `{"lang":"lv","writer":"number","unknown":"nav zināms","columns":20}`
	const percent = `{"lang":"en","writer":"percent","unknown":"unknown","columns":20}`
	for _, test := range []struct{ name, settings, given, want string }{
		{"one value", latvian, `{"name":"Rīga","seriesName":"Pabeigts","value":12345.5}`, "Rīga\nPabeigts: 12\u00a0345,5"},
		{"a category", latvian, `[{"name":"2021","seriesName":"A","value":1},{"name":"2021","seriesName":"B","value":0}]`, "2021\nA: 1\nB: 0"},
		{"unknown is not zero", latvian, `[{"name":"2021","seriesName":"A"}]`, "2021\nA: nav zināms"},
		{"unknown as ECharts writes it", latvian, `[{"name":"2021","seriesName":"A","value":"-"}]`, "2021\nA: nav zināms"},
		{"a series without a name", percent, `[{"name":"2021","seriesName":"series\u00000","value":44.2}]`, "2021\n44.2%"},
		{"lines", latvian, `{"name":"Vides aizsardzības un reģionālās attīstības ministrija","seriesName":"A","value":1}`, "Vides aizsardzības\nun reģionālās\nattīstības\nministrija\nA: 1"},
		{"a place", latvian, `{"name":"1. pasākums: 2022–2024","seriesName":"A","value":[1,2]}`, "1. pasākums:\n2022–2024"},
		{"places of steps", latvian, `[{"name":"","value":[5,1]},{"name":"2021 – A: 1","value":[5,1]},{"name":"2021 – B: 2","value":[5,2]}]`, "2021 – A: 1\n2021 – B: 2"},
		{"no name", latvian, `{"name":"","seriesName":"A","value":2}`, "A: 2"},
	} {
		got, err := vm.Call("say", test.settings, test.given)
		if err != nil || got != test.want {
			t.Errorf("%s: got %q, %v; want %q", test.name, got, err, test.want)
		}
	}
}

// The licences that ECharts asks to go with it stand in the file that is published.
func TestAssetsCarryLicences(t *testing.T) {
	bundle := string(Assets()[0].Content)
	comment, program, _ := strings.Cut(bundle, "*/")
	for _, text := range []string{"Apache License", "Copyright 2017-2026 The Apache Software Foundation", "Baidu", "Mike Bostock"} {
		if !strings.Contains(comment, text) {
			t.Errorf("the licences do not say %q", text)
		}
	}
	if strings.TrimSpace(program) != strings.TrimSpace(echartsJS) {
		t.Error("the program is not ECharts alone")
	}
}
