package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	linesHeight = 240.0
	lineWidth   = 2
	// symbolSize is the size of points; they are smaller where they stand closer
	// than twice this.
	symbolSize = 8.0
	// fewPoints is how many points a lone line may have to show all its values.
	fewPoints = 8
	// lineKeyMark is the width of a line's mark in the legend: its dashes show.
	lineKeyMark = 30.0
)

// lineLooks tell lines apart without colour: by the shape of points and by dashes.
var lineLooks = [generalColours]struct {
	symbol string
	dashes any
}{
	{"circle", "solid"},
	{"rect", []int{7, 4}},
	{"triangle", []int{2, 3}},
	{"diamond", []int{10, 4, 2, 4}},
	{"emptyCircle", []int{4, 2}},
	{"emptyRect", []int{12, 5}},
}

// plan lays the lines out.
func (l *Lines) plan(to form) (plan, error) {
	s := newSheet(&l.Frame, to)
	s.heading()
	s.legend(l.keys())
	scale := l.roundScale(4)
	area, leaveOut := l.plot(s, scale)

	line := charts.NewLine()
	line.SetXAxis(l.Categories)
	line.SetGlobalOptions(newAxes(opts.XAxis{Type: "category"}, opts.YAxis{Type: "value"})...)
	for i, series := range l.Series {
		line.AddSeries(series.Label, l.data(i))
	}
	categories := standingCategories(leaveOut)
	categories["boundaryGap"] = l.showsValues()
	return s.finish(line, object{
		"grid":   []any{area.option()},
		"xAxis":  []object{categories},
		"yAxis":  []object{standingValues(s, scale)},
		"series": l.seriesRest(s, area),
	}, area.top+area.height+lineHeight+10)
}

// plot returns the rectangle of the lines, and how many labels of the axis below
// are left out after each, for want of room.
func (l *Lines) plot(s *sheet, scale scale) (area plot, leaveOut int) {
	label := widest(l.Categories)
	var ticks []string
	for _, tick := range scale.ticks() {
		ticks = append(ticks, l.plain(tick))
	}
	left := max(widest(ticks)+8, label/2) + symbolSize
	width := s.width - left - label/2 - 2
	area = plot{left: left, top: s.y + lineHeight, width: width, height: linesHeight}
	steps := len(l.Categories) - 1
	if l.showsValues() {
		steps++
	}
	if steps > 0 {
		leaveOut = int(math.Ceil((label+12)/(width/float64(steps)))) - 1
	}
	return area, max(leaveOut, 0)
}

func (l *Lines) keys() []key {
	if len(l.Series) == 1 {
		return nil
	}
	keys := make([]key, len(l.Series))
	for i, s := range l.Series {
		mark, _ := l.ink(i)
		keys[i] = key{series: s.Label, text: s.Label, ink: mark, markWidth: lineKeyMark}
	}
	return keys
}

func (l *Lines) data(series int) []opts.LineData {
	data := make([]opts.LineData, len(l.Categories))
	for c := range data {
		if v := l.value(series, c); v.Known {
			data[c].Value = v.Number
		}
	}
	return data
}

// seriesRest returns what go-echarts has no fields for, by series.
func (l *Lines) seriesRest(s *sheet, area plot) []object {
	size := max(3, min(symbolSize, math.Floor(area.width/float64(2*len(l.Categories)))))
	rest := make([]object, len(l.Series))
	for i := range l.Series {
		mark, _ := l.ink(i)
		look := lineLooks[i%len(lineLooks)]
		rest[i] = object{
			"silent": true, "connectNulls": false, "showSymbol": true, "showAllSymbol": true,
			"symbol": look.symbol, "symbolSize": size,
			"itemStyle": object{"color": mark.Hex},
			"lineStyle": object{"color": mark.Hex, "width": lineWidth, "type": look.dashes},
			"label":     l.label(s),
		}
	}
	return rest
}

// showsValues reports whether the points have labels. They then stand away from
// the axis.
func (l *Lines) showsValues() bool { return len(l.Series) == 1 && len(l.Categories) <= fewPoints }

// label says how values stand at their points, where there are few.
func (l *Lines) label(s *sheet) object {
	return object{
		"show": l.showsValues(), "formatter": s.formatter(),
		"fontSize": fontSize, "color": textInk, "position": "top", "distance": labelGap,
		// A rim of surface keeps lines off the text.
		"textBorderColor": surfaceInk, "textBorderWidth": 3,
	}
}
