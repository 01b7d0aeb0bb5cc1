package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// categoryLabels is where the labels of lying bars stand: in a gutter at their
// left, or above them where a gutter would leave too little room.
type categoryLabels struct {
	texts  []string
	lines  int
	gutter float64
	above  bool
}

// gutterGap is what the gutter leaves between labels and bars, in px.
const gutterGap = 8.0

// lyingLines is how many lines the label of a lying bar may have.
const lyingLines = 2

// height returns the room that labels above bars take, 0 for labels beside them.
func (l categoryLabels) height() float64 {
	if !l.above {
		return 0
	}
	return float64(l.lines) * lineHeight
}

// labelsBeside decides on the place of labels in a drawing so many px wide.
func (b *Bars) labelsBeside(width float64) categoryLabels {
	if widest(b.Categories) == 0 {
		return categoryLabels{texts: b.Categories}
	}
	gutter := width * 0.42
	if width <= narrowForm.width && widest(b.Categories) > gutter {
		texts, lines := wrapAll(b.Categories, width-labelGap, lyingLines)
		return categoryLabels{texts: texts, lines: lines, above: true}
	}
	texts, lines := wrapAll(b.Categories, gutter, lyingLines)
	return categoryLabels{texts: texts, lines: lines, gutter: min(widest(b.Categories), gutter) + gutterGap + edgeRoom}
}

// lying lays bars out from left to right.
func (b *Bars) lying(to form) (plan, error) {
	s := newSheet(&b.Frame, to)
	s.heading()
	s.legend(b.keys())
	labels := b.labelsBeside(s.width)
	area := b.lyingPlot(s, labels)
	scale := b.lyingScale(area.width)

	bar := b.chart(func(v Value) bool {
		return b.Stacked && textWidth(b.plain(v.Number)) > scale.length(v.Number, area.width)-2*labelGap
	})
	bar.SetXAxis(labels.texts)
	bar.XYReversal()
	bar.SetGlobalOptions(newAxes(opts.XAxis{Type: "value"}, opts.YAxis{Type: "category", Inverse: opts.Bool(true)})...)
	series := b.seriesRest(s)
	b.markUnknown(series)
	if labels.above {
		// A series that draws nothing, as thick as the labels, pushes the bars
		// down from them. In a browser, no tooltip speaks of it.
		nothing := charts.SingleSeries{Type: "bar", Data: make([]opts.BarData, len(b.Categories))}
		bar.MultiSeries = append(charts.MultiSeries{nothing}, bar.MultiSeries...)
		series = append([]object{{
			"silent": true, "tooltip": object{"show": false}, "barWidth": labels.height(), "barGap": barGapPercent,
		}}, series...)
	}
	bottom := area.top + area.height + 2
	if b.showsTicks() {
		bottom += lineHeight + 6
	}
	return s.finish(bar, object{
		"grid":   []any{area.option()},
		"xAxis":  []object{b.lyingValues(s, scale)},
		"yAxis":  []object{b.lyingCategories(labels, area.left)},
		"series": series,
	}, bottom)
}

// lyingScale returns the scale of values. Without ticks it ends at the last value.
func (b *Bars) lyingScale(width float64) scale {
	low, high := b.extent()
	if b.Stacked || low == high {
		return b.valueScale(int(width / tickRoom))
	}
	return scale{low, high, high - low}
}

// showsTicks reports whether the value axis is shown: bars that each have their
// value beside them, and a single divided bar, need none.
func (b *Bars) showsTicks() bool { return b.Stacked && !b.divided() }

// lyingPlot returns the rectangle of the bars, below what the sheet has so far.
func (b *Bars) lyingPlot(s *sheet, labels categoryLabels) plot {
	left, right := labels.gutter+1, 1.0
	if b.showsTicks() {
		tick := widest(b.tickTexts(b.valueScale(1))) / 2
		left, right = max(left, tick), tick
	}
	if !b.Stacked {
		room := b.widestValue() + 2*labelGap
		right = max(right, room)
		if low, _ := b.extent(); low < 0 {
			left += room
		}
	}
	right = max(right, b.unknownRoom())
	return plot{
		left: left, top: s.y, width: s.width - left - right,
		height: b.band(labels) * float64(len(b.Categories)),
	}
}

// band returns the height that a category takes.
func (b *Bars) band(labels categoryLabels) float64 {
	bars := b.abreast(labels.height()).size()
	if b.divided() && labels.lines == 0 {
		return bars + 4
	}
	return max(bars, float64(labels.lines)*lineHeight) + bandGap
}

// widestValue returns the width of the widest value's label.
func (b *Bars) widestValue() float64 {
	var texts []string
	for s := range b.Series {
		for c := range b.Categories {
			if v := b.value(s, c); v.Known {
				texts = append(texts, b.plain(v.Number))
			}
		}
	}
	return widest(texts)
}

// unknownRoom returns the room that the texts of unknown values need after the end
// of the longest bar.
func (b *Bars) unknownRoom() float64 {
	room := 0.0
	for s := range b.Series {
		for _, mark := range b.unknownMarks(s) {
			if mark.at > 0 {
				room = max(room, textWidth(mark.text)+2*labelGap)
			}
		}
	}
	return room
}

func (b *Bars) tickTexts(s scale) []string {
	var texts []string
	for _, tick := range s.ticks() {
		texts = append(texts, b.plain(tick))
	}
	return texts
}

func (b *Bars) lyingValues(s *sheet, scale scale) object {
	return object{
		"min": scale.min, "max": scale.max, "interval": scale.step,
		"axisLine": object{"show": false}, "axisTick": object{"show": false},
		"splitLine": object{"show": b.showsTicks(), "lineStyle": object{"color": gridInk}},
		"axisLabel": object{
			"show": b.showsTicks(), "formatter": s.formatter(), "fontSize": fontSize, "color": mutedInk, "margin": 6,
		},
	}
}

// lyingCategories is the category axis of a plot that begins so many px from the
// left.
func (b *Bars) lyingCategories(labels categoryLabels, left float64) object {
	label := object{
		"show": labels.lines > 0, "interval": 0, "fontSize": fontSize, "lineHeight": lineHeight,
		"color": textInk, "margin": left - labels.gutter + gutterGap,
	}
	if labels.above {
		// The text stands on the band's middle: a padding lifts or lowers it.
		up := -b.abreast(labels.height()).labelBottom()
		merge(label, object{
			"inside": true, "margin": -left, "align": "left",
			"verticalAlign": "bottom", "padding": []float64{0, 0, up, 0},
			// A rim of surface keeps the axis off the text.
			"textBorderColor": surfaceInk, "textBorderWidth": 3,
		})
	}
	return object{
		// The line lies above the bars' edges.
		"z":        3,
		"axisLine": object{"show": !b.divided(), "lineStyle": object{"color": axisInk}},
		"axisTick": object{"show": false}, "axisLabel": label,
	}
}

// markUnknown adds the texts of unknown values.
func (b *Bars) markUnknown(series []object) {
	for i := range series {
		var points []object
		for _, mark := range b.unknownMarks(i) {
			points = append(points, object{
				"coord": []float64{mark.at, float64(mark.category)},
				"label": object{"formatter": "@text:" + mark.text},
			})
		}
		addMarks(series[i], points, "right")
	}
}

// addMarks puts texts at points of a series.
func addMarks(series object, points []object, position string) {
	if len(points) == 0 {
		return
	}
	series["markPoint"] = object{
		"silent": true, "symbol": "circle", "symbolSize": 0, "data": points,
		"label": object{
			"show": true, "position": position, "distance": labelGap, "fontSize": fontSize,
			"fontStyle": "italic", "color": mutedInk,
		},
	}
}
