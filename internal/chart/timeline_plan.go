package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"parskats/internal/i18n"
)

// symbolLook is a shape as ECharts knows it, and its size in px.
type symbolLook struct {
	name   string
	size   float64
	hollow bool
}

var symbolLooks = map[Symbol]symbolLook{
	Ring:     {"circle", 15, true},
	Diamond:  {"diamond", 13, false},
	Dot:      {"circle", 9, false},
	Square:   {"rect", 10, false},
	Triangle: {"triangle", 12, false},
}

// style returns the colours of a mark with such a shape.
func (l symbolLook) style(i ink) object {
	if l.hollow || i.hollow {
		return object{"color": surfaceInk, "borderColor": i.Hex, "borderWidth": 2, "opacity": 1}
	}
	return object{"color": i.Hex, "borderColor": surfaceInk, "borderWidth": 1, "opacity": 1}
}

const (
	markHeight = 17.0
	// markRoom is what the largest mark needs to the left and right of its middle.
	markRoom     = 9.0
	stretchWidth = 5.0
	goesOnWidth  = 3.0
	// manyRows is how many rows need an axis above them, too.
	manyRows = 8
)

// attention is the ink of what goes on beyond its time.
const attention = Colour("state-not_started")

// plan lays the timeline out.
func (t *Timeline) plan(to form) (plan, error) {
	s := newSheet(&t.Frame, to)
	s.heading()
	s.y += rimWidth
	s.legend(t.keys())
	labels := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		labels[i] = row.Label
	}
	rows := layShelves(labels, s.width, markHeight)
	above := 0.0
	if t.NowLabel != "" && t.Now != 0 {
		above = lineHeight + 6
	}
	if len(t.Rows) > manyRows {
		s.y += lineHeight + 8
	}
	time := t.timeAxis(rows.gutter+markRoom, s.width)
	area := plot{left: rows.gutter + markRoom, top: s.y, width: time.width, height: above + rows.height}
	rows.write(s, area.top+above)
	if above > 0 {
		s.writeBeside(t.NowLabel, area.left+time.x(t.Now), area.top, textInk)
	}
	chart, series := t.series(rows, above, time)
	t.writeNotes(s, area, rows, above, time)
	chart.SetGlobalOptions(newAxes(opts.XAxis{Type: "value"}, opts.YAxis{Type: "value"})...)
	return s.finish(chart, object{
		"grid":   []any{area.option()},
		"xAxis":  time.axes(to == wideForm, len(t.Rows) > manyRows),
		"yAxis":  []object{shelfAxis(area.height)},
		"series": series,
	}, area.top+area.height+lineHeight+10)
}

func (t *Timeline) keys() []key {
	var keys []key
	for i, m := range t.Marks {
		mark, _ := inkOf(m.Colour, i)
		look := symbolLooks[m.Symbol]
		keys = append(keys, key{series: markName(i), text: m.Label, ink: mark, markWidth: look.size + 2*rimWidth, symbol: look})
	}
	for _, row := range t.Rows {
		if row.goesOn() {
			return append(keys, key{
				series: goesOnName, text: upperFirst(t.goesOn()), ink: palette[attention],
				markWidth: lineKeyMark, icon: dashesIcon,
			})
		}
	}
	return keys
}

// dashesIcon is a dashed line, for a legend.
const dashesIcon = "path://M0,0h8v4h-8zM13,0h8v4h-8zM26,0h8v4h-8z"

// The names of series, which only the legend sees.
const (
	guideName   = "guide"
	stretchName = "stretch"
	goesOnName  = "goes-on"
)

func markName(kind int) string { return fmt.Sprintf("mark-%d", kind) }

// series returns the rows' lines and marks, and what go-echarts has no fields for.
func (t *Timeline) series(rows shelves, above float64, time timeAxis) (*charts.Line, []object) {
	var guides, stretches, goOn []stroke
	for i, row := range t.Rows {
		y := above + rows.middles[i]
		first, last, dated := row.span()
		if dated {
			guides = append(guides, stroke{float64(time.first), float64(time.last), y})
		}
		if first.Last() < last.Last() {
			stretches = append(stretches, stroke{float64(first.Last()), float64(last.Last()), y})
		}
		if row.goesOn() {
			goOn = append(goOn, stroke{float64(last.Last()), float64(row.Until), y})
		}
	}
	line, scatter := charts.NewLine(), charts.NewScatter()
	line.AddSeries(guideName, strokes(guides))
	line.AddSeries(stretchName, strokes(stretches))
	line.AddSeries(goesOnName, strokes(goOn))
	series := []object{
		strokeRest(gridInk, 1, "solid"),
		strokeRest(axisInk, stretchWidth, "solid"),
		strokeRest(palette[attention].Hex, goesOnWidth, []int{5, 3}),
	}
	if t.Now != 0 {
		now := rows.uprights(float64(t.Now), above)
		series[0]["markLine"] = nowLine(t.NowLabel, now...)
		series[0]["markLine"].(object)["z"] = 3
	}
	for i, m := range t.Marks {
		scatter.AddSeries(markName(i), t.marks(i, rows, above))
		mark, _ := inkOf(m.Colour, i)
		look := symbolLooks[m.Symbol]
		series = append(series, object{
			"silent": true, "z": 4 + i, "symbol": look.name, "symbolSize": look.size, "itemStyle": look.style(mark),
		})
	}
	line.Overlap(scatter)
	return line, series
}

func (t *Timeline) marks(kind int, rows shelves, above float64) []opts.ScatterData {
	data := []opts.ScatterData{}
	for i, row := range t.Rows {
		if d := row.Dates[kind]; !d.IsZero() {
			told := row.Label + " – " + t.Marks[kind].Label + ": " + i18n.FormatDate(t.Lang, d, i18n.Nominative)
			data = append(data, opts.ScatterData{Name: told, Value: []float64{float64(d.Last()), above + rows.middles[i]}})
		}
	}
	return data
}

// writeNotes writes at the end of rows that go on, and in rows without a date.
func (t *Timeline) writeNotes(s *sheet, area plot, rows shelves, above float64, time timeAxis) {
	for i, row := range t.Rows {
		w := writing{y: area.top + above + rows.middles[i] - lineHeight/2, colour: mutedInk, italic: true}
		_, _, dated := row.span()
		switch {
		case !dated:
			w.text, w.x = words(t.Lang).T("no-dates"), area.left
		case row.goesOn() && row.Note != "":
			w.text, w.x, w.colour, w.italic = row.Note, area.left+time.x(row.Until)+labelGap, textInk, false
		}
		if w.text != "" && w.x+textWidth(w.text) <= s.width {
			s.write(w)
		}
	}
}

// timeAxis is an axis of days, so many px wide.
type timeAxis struct {
	first, last i18n.Day
	width       float64
}

// timeAxis returns the axis that begins at left in a drawing so many px wide. It is
// shorter where notes stand at its end.
func (t *Timeline) timeAxis(left, width float64) timeAxis {
	first, last, _ := t.extent()
	axis := timeAxis{first: quarter(first, 0), last: quarter(last, 1), width: width - left - markRoom}
	// A note that would take too much from the rows is left out.
	least := axis.width * 0.7
	for _, row := range t.Rows {
		if !row.goesOn() || row.Note == "" {
			continue
		}
		part := float64(row.Until-axis.first) / float64(axis.last-axis.first)
		if fitting := (width - left - labelGap - textWidth(row.Note) - 1) / part; fitting >= least {
			axis.width = min(axis.width, fitting)
		}
	}
	return axis
}

// x returns how far from the axis' beginning a day lies, in px.
func (a timeAxis) x(d i18n.Day) float64 { return float64(d-a.first) * a.perDay() }

func (a timeAxis) perDay() float64 { return a.width / float64(a.last-a.first) }

// quarter returns the first day of a day's quarter, or of one so many later.
func quarter(d i18n.Day, later int) i18n.Day {
	date := d.Date()
	q := date.Year*4 + (date.Month-1)/3 + later
	return i18n.Date{Year: q / 4, Month: q%4*3 + 1}.First()
}

// quarters returns the first days of all quarters.
func (a timeAxis) quarters() []i18n.Day {
	var days []i18n.Day
	for d := a.first; d <= a.last; d = quarter(d, 1) {
		days = append(days, d)
	}
	return days
}

// years returns the first day of each year, or of each so many where they are close,
// and the days that their labels stand at: the middle of what is seen of the year.
func (a timeAxis) years() (starts []i18n.Day, labels []float64) {
	// ECharts would put ticks of its own where there is no list.
	starts, labels = []i18n.Day{}, []float64{}
	room := textWidth("2000") + 8
	every := 1
	for _, n := range []int{1, 2, 5, 10, 20, 50, 100} {
		if every = n; float64(n)*365*a.perDay() >= room {
			break
		}
	}
	for year := a.first.Date().Year; year <= a.last.Date().Year; year++ {
		start, end := i18n.Date{Year: year}.First(), i18n.Date{Year: year + 1}.First()
		inside := start >= a.first && start <= a.last
		if inside && year%every == 0 {
			starts = append(starts, start)
		}
		from, to := max(start, a.first), min(end, a.last)
		switch {
		case every > 1 && inside && year%every == 0 && a.holds(start):
			labels = append(labels, float64(start))
		case every == 1 && float64(to-from)*a.perDay() >= room:
			labels = append(labels, math.Floor(float64(from+to)/2))
		}
	}
	return starts, labels
}

// holds reports whether the label of a year has room on both sides of a day.
func (a timeAxis) holds(d i18n.Day) bool {
	beyond := textWidth("2000")/2 - markRoom
	return a.x(d) >= beyond && a.x(d) <= a.width-beyond
}

// axes are the axis below, with ticks of quarters where asked for and far enough
// apart, and one above where there are many rows.
func (a timeAxis) axes(quarters, above bool) []object {
	starts, labels := a.years()
	years := func(position string) object {
		return object{
			"type": "value", "min": a.first, "max": a.last, "position": position,
			"axisLine": object{"show": true, "onZero": false, "lineStyle": object{"color": axisInk}},
			"axisTick": object{"show": true, "customValues": starts, "length": 8, "lineStyle": object{"color": axisInk}},
			"axisLabel": object{
				"customValues": labels, "formatter": "@yearOfDay:", "fontSize": fontSize, "color": textInk, "margin": 8,
			},
			"splitLine": object{"show": true, "lineStyle": object{"color": gridInk}},
		}
	}
	axes := []object{years("bottom")}
	if quarters && 91*a.perDay() >= 12 {
		ticks := years("bottom")
		merge(ticks, object{
			"axisLine": object{"show": false}, "axisLabel": object{"show": false}, "splitLine": object{"show": false},
			"axisTick": object{"customValues": a.quarters(), "length": 4},
		})
		axes = append(axes, ticks)
	}
	if above {
		axes = append(axes, years("top"))
	}
	return axes
}
