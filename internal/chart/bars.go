package chart

import (
	"cmp"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of bars, in px.
const (
	barThickness     = 20.0
	groupedThickness = 17.0
	stackThickness   = 26.0
	dividedThickness = 40.0
	bandGap          = 14.0
	// labelGap lies between a mark and its label.
	labelGap      = 6.0
	columnsHeight = 240.0
	// tickRoom is the room that a tick's label takes on a value axis that lies.
	tickRoom = 90.0
)

// plan lays the bars out. Columns whose labels have no room below become bars.
func (b *Bars) plan(to form) (plan, error) {
	if b.Vertical && b.labelsFitBelow(to.width) {
		return b.columns(to)
	}
	return b.lying(to)
}

// divided reports whether the chart is a single divided bar.
func (b *Bars) divided() bool { return b.Stacked && len(b.Categories) == 1 }

// thickness returns the thickness of one bar.
func (b *Bars) thickness() float64 {
	switch {
	case b.divided():
		return dividedThickness
	case b.Stacked:
		return stackThickness
	case len(b.Series) > 1:
		return groupedThickness
	}
	return barThickness
}

// abreast is the bars of one category, side by side, and above them what room
// their label takes, all in px.
type abreast struct {
	label, thickness float64
	bars             int
}

func (b *Bars) abreast(label float64) abreast {
	return abreast{label: label, thickness: b.thickness(), bars: b.barsAbreast()}
}

// ECharts leaves a part of each bar's thickness between it and the next.
const (
	barGap        = 0.12
	barGapPercent = "12%"
)

// size returns the thickness of all.
func (a abreast) size() float64 {
	size := a.thickness * (float64(a.bars)*(1+barGap) - barGap)
	if a.label > 0 {
		size += a.label * (1 + barGap)
	}
	return size
}

// labelBottom returns how far the label's lower edge lies below the middle of the
// category's band.
func (a abreast) labelBottom() float64 { return a.label - a.size()/2 }

// barsAbreast returns how many bars a category has side by side.
func (b *Bars) barsAbreast() int {
	if b.Stacked {
		return 1
	}
	return len(b.Series)
}

// keys explain the series where there are several. Those of a divided bar say its
// values too: some parts are too small for a label.
func (b *Bars) keys() []key {
	if len(b.Series) == 1 && !b.divided() {
		return nil
	}
	keys := make([]key, len(b.Series))
	for i, s := range b.Series {
		mark, _ := b.ink(i)
		keys[i] = key{series: s.Label, text: s.Label, ink: mark, markWidth: keyMark, icon: "rect"}
		if b.divided() {
			keys[i].text += ": " + b.cell(b.value(i, 0)).Text
		}
	}
	return keys
}

// valueScale returns the scale of the value axis, with about so many steps.
func (b *Bars) valueScale(steps int) scale {
	if !b.Stacked {
		return b.roundScale(steps)
	}
	sums := Grid{Categories: b.Categories, Series: []Series{{}}}
	for c := range b.Categories {
		sums.Series[0].Values = append(sums.Series[0].Values, Known(b.knownSum(c)))
	}
	if b.divided() {
		return scale{0, max(b.knownSum(0), 1), max(b.knownSum(0), 1)}
	}
	return sums.roundScale(steps)
}

// roundScale returns a scale for the grid's values, with whole steps where the
// values are whole.
func (g *Grid) roundScale(steps int) scale {
	low, high := g.extent()
	s := niceScale(low, high, steps)
	for i := range g.Series {
		for c := range g.Categories {
			if x := g.value(i, c).Number; x != math.Trunc(x) {
				return s
			}
		}
	}
	return s.whole()
}

// knownSum returns the sum of a category's known values.
func (g *Grid) knownSum(category int) float64 {
	sum := 0.0
	for s := range g.Series {
		sum += g.value(s, category).Number
	}
	return sum
}

// chart returns the bars as go-echarts has them. unlabelled says which values have
// no room for a label.
func (b *Bars) chart(unlabelled func(Value) bool) *charts.Bar {
	bar := charts.NewBar()
	stack := ""
	if b.Stacked {
		stack = "whole"
	}
	for i, s := range b.Series {
		bar.AddSeries(s.Label, b.data(i, unlabelled), charts.WithBarChartOpts(opts.BarChart{Stack: stack}))
	}
	return bar
}

func (b *Bars) data(series int, unlabelled func(Value) bool) []opts.BarData {
	data := make([]opts.BarData, len(b.Categories))
	for c := range data {
		v := b.value(series, c)
		if !v.Known {
			if v.Instead != "" {
				data[c].Value = v.Instead // a text, which only tooltips read
			}
			continue
		}
		data[c].Value = v.Number
		if unlabelled(v) {
			data[c].Label = &opts.Label{Show: opts.Bool(false)}
		}
	}
	return data
}

// seriesRest returns what go-echarts has no fields for, by series.
func (b *Bars) seriesRest(s *sheet) []object {
	rest := make([]object, len(b.Series))
	for i := range b.Series {
		mark, _ := b.ink(i)
		style := object{"color": mark.fill(), "borderColor": mark.edge(), "borderWidth": 1}
		if !b.Stacked && !mark.hollow {
			style["borderWidth"] = 0
		}
		if decal := mark.decal(); decal != nil && len(b.Series) > 1 {
			style["decal"] = decal
		}
		rest[i] = object{
			"silent": true, "barWidth": b.thickness(), "barGap": barGapPercent,
			"itemStyle": style, "label": b.label(s),
		}
	}
	return rest
}

// label says how values stand at their bars: inside their part of a whole, on a
// piece of surface that keeps the pattern off, or else outside.
func (b *Bars) label(s *sheet) object {
	label := object{
		"show": true, "formatter": s.formatter(), "fontSize": fontSize, "color": textInk,
		"position": "outside", "distance": labelGap,
	}
	if b.Stacked {
		merge(label, object{
			"position": "inside", "backgroundColor": surfaceInk, "padding": []int{2, 4}, "borderRadius": 2,
		})
	}
	return label
}

// unknownMark is a text that stands for an unknown value. ECharts puts it at the
// bar's middle.
type unknownMark struct {
	category int
	at       float64
	text     string
}

// unknownMarks returns the marks of a series; a stack has one for all its series.
func (b *Bars) unknownMarks(series int) []unknownMark {
	text := words(b.Lang).T("unknown")
	var marks []unknownMark
	for c := range b.Categories {
		switch {
		case b.Stacked && series == 0 && !b.total(c).Known:
			mark := unknownMark{category: c, at: b.knownSum(c), text: text}
			if mark.at > 0 {
				mark.text = "+ " + text
			}
			marks = append(marks, mark)
		case !b.Stacked && !b.value(series, c).Known:
			marks = append(marks, unknownMark{category: c, text: cmp.Or(b.value(series, c).Instead, text)})
		}
	}
	return marks
}
