package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"parskats/internal/i18n"
)

const (
	boxHeight   = 18.0
	whiskerEnd  = 10.0
	medianWidth = 4.0
	columnGap   = 12.0
)

// The look of ranges: boxes are hollow, so that the line of the median is seen in the
// narrowest.
const (
	rangeColour  = Colour("series-1")
	medianColour = Colour("series-2")
)

// eachLook is the look of a single value. A hollow mark is seen beside one that it
// touches.
var eachLook = symbolLook{"circle", 9, true}

// The names of the ranges' series.
const (
	wholeName  = "whole"
	endsName   = "ends"
	medianName = "median"
	eachName   = "each"
)

// Shapes for the legend.
const (
	lyingIcon   = "path://M0,0h24v3h-24z"
	uprightIcon = "path://M0,0h4v16h-4z"
)

// numbers is a column of texts at the right of the drawing, under a head.
type numbers struct {
	head  string
	texts []string
}

func (n numbers) width() float64 { return max(textWidth(n.head), widest(n.texts)) + columnGap }

// plan lays the ranges out.
func (r *Ranges) plan(to form) (plan, error) {
	s := newSheet(&r.Frame, to)
	s.heading()
	s.y += rimWidth
	s.legend(r.keys())
	labels := make([]string, len(r.Rows))
	for i, row := range r.Rows {
		labels[i] = row.Label
	}
	columns := r.columns(to)
	rows := layShelves(labels, s.width, boxHeight)
	area := r.plot(rows, columns, s.y+lineHeight+4, s.width)
	scale := r.scale(area.width)
	rows.write(s, area.top)
	r.writeColumns(s, columns, rows, area)

	chart, series := r.series(rows)
	chart.SetGlobalOptions(newAxes(opts.XAxis{Type: "value"}, opts.YAxis{Type: "value"})...)
	return s.finish(chart, object{
		"grid":   []any{area.option()},
		"xAxis":  []object{r.axis(s, scale)},
		"yAxis":  []object{shelfAxis(area.height)},
		"series": series,
	}, area.top+area.height+lineHeight+10)
}

// columns are the numbers beside the drawing; a narrow one has room for medians only.
func (r *Ranges) columns(to form) []numbers {
	w := words(r.Lang)
	counts, medians := numbers{head: w.T("ranges-count")}, numbers{head: w.T("ranges-median")}
	for _, row := range r.Rows {
		counts.texts = append(counts.texts, i18n.FormatInt(r.Lang, row.N))
		median := noWords
		if row.summedUp() {
			median = r.plain(row.Median)
		}
		medians.texts = append(medians.texts, median)
	}
	if to == narrowForm {
		return []numbers{medians}
	}
	return []numbers{counts, medians}
}

func (r *Ranges) plot(rows shelves, columns []numbers, top, width float64) plot {
	const side = 16.0 // for half of the first and the last label of the axis
	left, right := rows.gutter+side, side
	for _, c := range columns {
		right += c.width()
	}
	return plot{left: left, top: top, width: width - left - right, height: rows.height}
}

// scale returns the axis of values, for a plot so many px wide.
func (r *Ranges) scale(width float64) scale {
	grid, longest := Grid{Series: []Series{{}}}, 0.0
	for _, row := range r.Rows {
		if row.N == 0 {
			continue
		}
		low, high := row.ends()
		grid.Categories = append(grid.Categories, row.Label, row.Label)
		grid.Series[0].Values = append(grid.Series[0].Values, Known(low), Known(high))
		longest = max(longest, textWidth(r.plain(low)), textWidth(r.plain(high)))
	}
	return grid.roundScale(int(width / (longest + 24)))
}

func (r *Ranges) axis(s *sheet, scale scale) object {
	return object{
		"min": scale.min, "max": scale.max, "interval": scale.step,
		"axisLine":  object{"show": true, "onZero": false, "lineStyle": object{"color": axisInk}},
		"axisTick":  object{"show": false},
		"splitLine": object{"show": true, "lineStyle": object{"color": gridInk}},
		"axisLabel": object{"formatter": s.formatter(), "fontSize": fontSize, "color": mutedInk, "margin": 8},
	}
}

func (r *Ranges) writeColumns(s *sheet, columns []numbers, rows shelves, area plot) {
	x := area.left + area.width + 16
	for _, c := range columns {
		x += c.width()
		s.write(writing{text: c.head, x: x, y: area.top - lineHeight - 2, align: "right", colour: mutedInk})
		for i, text := range c.texts {
			y := area.top + rows.middles[i] - lineHeight/2
			s.write(writing{text: text, x: x, y: y, align: "right", colour: textInk})
		}
	}
	for i, row := range r.Rows {
		if row.N == 0 {
			text := words(r.Lang).T("no-values")
			s.write(writing{text: text, x: area.left, y: area.top + rows.middles[i] - lineHeight/2, colour: mutedInk, italic: true})
		}
	}
}

// keys explain the marks that there are.
func (r *Ranges) keys() []key {
	summedUp, few := false, false
	for _, row := range r.Rows {
		summedUp = summedUp || row.summedUp()
		few = few || row.N > 0 && !row.summedUp()
	}
	w := words(r.Lang)
	whole, median := palette[rangeColour], palette[medianColour]
	var keys []key
	if summedUp {
		keys = append(keys,
			key{series: wholeName, text: w.T("ranges-whole"), ink: whole, markWidth: 24, icon: lyingIcon},
			key{series: wholeName, text: w.T("ranges-half"), ink: ink{Token: whole.Token, hollow: true}, markWidth: keyMark, icon: "rect"},
			key{series: medianName, text: w.T("ranges-median"), ink: median, markWidth: medianWidth, icon: uprightIcon},
		)
	}
	if few {
		text := w.F("ranges-each", i18n.Args{"Few": FewValues})
		keys = append(keys, key{series: eachName, text: text, ink: whole, markWidth: eachLook.size + 2*rimWidth, symbol: eachLook})
	}
	return keys
}

// series returns what is drawn, and what go-echarts has no fields for. The boxes are
// areas of the first series.
func (r *Ranges) series(rows shelves) (*charts.Line, []object) {
	whole := []stroke{}
	boxes := []any{}
	ends, medians, each := []opts.ScatterData{}, []opts.ScatterData{}, []opts.ScatterData{}
	for i, row := range r.Rows {
		y := rows.middles[i]
		dot := func(x float64, told string) opts.ScatterData {
			return opts.ScatterData{Name: told, Value: []float64{x, y}}
		}
		if !row.summedUp() {
			for _, x := range row.Values {
				each = append(each, dot(x, row.Label+": "+r.counted(x)))
			}
			continue
		}
		whole = append(whole, stroke{row.Low, row.High, y})
		ends = append(ends, dot(row.Low, ""), dot(row.High, ""))
		medians = append(medians, dot(row.Median, r.told(row)))
		boxes = append(boxes, []object{
			{"coord": []float64{row.Q1, y - boxHeight/2}}, {"coord": []float64{row.Q3, y + boxHeight/2}},
		})
	}
	line, scatter := charts.NewLine(), charts.NewScatter()
	line.AddSeries(wholeName, strokes(whole))
	scatter.AddSeries(endsName, ends)
	scatter.AddSeries(medianName, medians)
	scatter.AddSeries(eachName, each)
	line.Overlap(scatter)
	colour, median := palette[rangeColour], palette[medianColour]
	lines := strokeRest(colour.Hex, 2, "solid")
	if len(boxes) > 0 {
		lines["markArea"] = object{
			"silent": true, "z": 3, "data": boxes, "label": object{"show": false},
			"itemStyle": object{"color": surfaceInk, "borderColor": colour.Hex, "borderWidth": 2, "opacity": 1},
		}
	}
	upright := func(i ink, width, height float64, z int) object {
		return object{
			"silent": true, "z": z, "symbol": "rect", "symbolSize": []float64{width, height},
			"itemStyle": object{"color": i.Hex, "opacity": 1},
		}
	}
	whiskers := upright(colour, 2, whiskerEnd, 2)
	whiskers["tooltip"] = untold()
	return line, []object{
		lines, whiskers, upright(median, medianWidth, boxHeight, 4),
		{"silent": true, "z": 4, "symbol": eachLook.name, "symbolSize": eachLook.size, "itemStyle": eachLook.style(colour)},
	}
}
