package chart

import (
	"math"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"parskats/internal/i18n"
)

const (
	monthDays  = 31
	cellHeight = 18.0
	// cellGap lies between cells.
	cellGap = 2.0
)

// heatStep is the numbers that one colour stands for.
type heatStep struct {
	from, to float64
	token    Token
}

// heatScale returns the steps up to most, each of as many whole numbers as the others.
func heatScale(most float64) []heatStep {
	size := max(math.Ceil(most/heatSteps), 1)
	n := int(math.Ceil(most / size))
	steps := make([]heatStep, n)
	for i := range steps {
		steps[i] = heatStep{from: float64(i)*size + 1, to: float64(i+1) * size, token: heatRamp[heatColour(i, n)]}
	}
	return steps
}

// heatColour returns the colour of a step of so many: they lie as far apart as they
// can.
func heatColour(step, steps int) int {
	if steps == 1 {
		return heatSteps / 2
	}
	return int(math.Round(float64(step*(heatSteps-1)) / float64(steps-1)))
}

var (
	noneInk    = ink{Token{"axis", axisInk}, true, plainPattern}
	unknownInk = ink{Token{"muted", mutedInk}, true, fallingPattern}
)

// The names of the calendar's series.
const (
	someName    = "some"
	noneName    = "none"
	unknownName = "unknown"
)

// keys explain the colours.
func (c *Calendar) keys() []key {
	mark := func(series, text string, i ink) key {
		return key{series: series, text: text, ink: i, markWidth: keyMark, icon: "rect"}
	}
	var keys []key
	if slices.Contains(c.Values, Known(0)) {
		keys = append(keys, mark(noneName, c.plain(0), noneInk))
	}
	for _, step := range heatScale(c.most()) {
		text := i18n.FormatRange(c.Lang, int(step.from), int(step.to))
		keys = append(keys, mark(someName, text, ink{Token: step.token}))
	}
	if c.unknowns() > 0 {
		keys = append(keys, mark(unknownName, words(c.Lang).T("unknown"), unknownInk))
	}
	return keys
}

// cells are where the days stand. Rows are of one height: where labels stand above,
// they take every second.
type cells struct {
	plot
	width, height float64
	labels        []string
	above         bool
}

// row returns the row of a month's days.
func (c cells) row(month int) int {
	if c.above {
		return 2*month + 1
	}
	return month
}

func (c *Calendar) cells(top, width float64) cells {
	var at cells
	for _, m := range c.months() {
		at.labels = append(at.labels, i18n.FormatDate(c.Lang, m.Date, i18n.Nominative))
	}
	gutter := widest(at.labels) + gutterGap
	if at.above = width <= narrowForm.width; at.above {
		gutter = 0
	}
	at.width, at.height = math.Floor(2*(width-gutter)/monthDays)/2, cellHeight
	at.plot = plot{left: gutter, top: top, width: at.width * monthDays, height: at.height * float64(at.row(len(at.labels)))}
	if at.above {
		at.plot.height = at.height * float64(2*len(at.labels))
	}
	return at
}

// plan lays the calendar out.
func (c *Calendar) plan(to form) (plan, error) {
	s := newSheet(&c.Frame, to)
	s.heading()
	s.y += rimWidth
	s.legend(c.keys())
	at := c.cells(s.y+lineHeight+4, s.width)
	at.write(s)
	chart, series := c.series(at)
	chart.SetGlobalOptions(newAxes(opts.XAxis{Type: "category"}, opts.YAxis{Type: "category"})...)
	rows := places(int(math.Round(at.plot.height / at.height)))
	rows["inverse"] = true
	return s.finish(chart, object{
		"grid":      []any{at.option()},
		"xAxis":     []object{places(monthDays)},
		"yAxis":     []object{rows},
		"visualMap": c.colours(),
		"series":    series,
	}, at.top+at.plot.height+2)
}

// write puts the names of months and the numbers of days into the drawing.
func (c cells) write(s *sheet) {
	for i, label := range c.labels {
		w := writing{text: label, y: c.top + c.height*float64(c.row(i)) + (c.height-lineHeight)/2, colour: textInk}
		if c.above {
			w.y = c.top + c.height*float64(c.row(i)) - lineHeight
		}
		s.write(w)
	}
	for _, day := range []int{1, 5, 10, 15, 20, 25, 30} {
		s.write(writing{
			text: strconv.Itoa(day), x: c.left + c.width*(float64(day)-0.5), y: c.top - lineHeight - 2,
			align: "center", colour: mutedInk,
		})
	}
}

// places is an unseen axis of so many places.
func places(n int) object {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	return object{"type": "category", "data": names, "show": false}
}

// colours gives each step its colour.
func (c *Calendar) colours() []object {
	pieces := []object{}
	for _, step := range heatScale(c.most()) {
		pieces = append(pieces, object{"gte": step.from, "lte": step.to, "color": step.token.Hex})
	}
	by := func(series int, pieces []object) object {
		return object{"type": "piecewise", "show": false, "seriesIndex": series, "dimension": 2, "pieces": pieces}
	}
	return []object{by(0, pieces), by(1, []object{{"value": 0, "color": unknownInk.fill()}})}
}

// series returns the days with some, with none and those not known, and what
// go-echarts has no fields for.
func (c *Calendar) series(at cells) (*charts.HeatMap, []object) {
	some, unknown, none := []opts.HeatMapData{}, []opts.HeatMapData{}, []opts.ScatterData{}
	for row, m := range c.months() {
		for i, v := range m.values {
			x, y, told := m.first-1+i, at.row(row), c.told(m, i, v)
			switch {
			case !v.Known:
				unknown = append(unknown, opts.HeatMapData{Name: told, Value: []int{x, y, 0}})
			case v.Number == 0:
				none = append(none, opts.ScatterData{Name: told, Value: []int{x, y}})
			default:
				some = append(some, opts.HeatMapData{Name: told, Value: []float64{float64(x), float64(y), v.Number}})
			}
		}
	}
	heat, scatter := charts.NewHeatMap(), charts.NewScatter()
	heat.AddSeries(someName, some)
	heat.AddSeries(unknownName, unknown)
	scatter.AddSeries(noneName, none)
	heat.Overlap(scatter)
	cell := object{"borderColor": surfaceInk, "borderWidth": cellGap}
	hatched := object{"borderColor": surfaceInk, "borderWidth": cellGap, "decal": unknownInk.decal()}
	return heat, []object{
		{"silent": true, "itemStyle": cell},
		{"silent": true, "itemStyle": hatched},
		{
			"silent": true, "symbol": "rect", "symbolSize": []float64{at.width - cellGap - 1, at.height - cellGap - 1},
			"itemStyle": object{"color": noneInk.fill(), "borderColor": noneInk.edge(), "borderWidth": 1, "opacity": 1},
		},
	}
}

// told says what a day of a month has, to a reader who points at it.
func (c *Calendar) told(m month, i int, v Value) string {
	date := m.Date
	date.Day = m.first + i
	text := words(c.Lang).T("unknown")
	if v.Known {
		text = c.counted(v.Number)
	}
	return i18n.FormatDate(c.Lang, date, i18n.Nominative) + ": " + text
}
