package chart

import (
	"math"
	"regexp"
	"slices"
	"strings"

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
	if l.NowLabel != "" {
		s.y += lineHeight + 2
	}
	scale := l.roundScale(4)
	area := l.plot(s, scale)
	l.labelEnds(s, area, scale)

	line := charts.NewLine()
	line.SetXAxis(l.Categories)
	line.SetGlobalOptions(newAxes(opts.XAxis{Type: "category"}, opts.YAxis{Type: "value"})...)
	for i, series := range l.Series {
		line.AddSeries(series.Label, l.data(i))
	}
	return s.finish(line, object{
		"grid":   []any{area.option()},
		"xAxis":  []object{l.axis(area)},
		"yAxis":  []object{standingValues(s, scale)},
		"series": l.seriesRest(s, area),
	}, area.top+area.height+lineHeight+10)
}

// plot returns the rectangle of the lines.
func (l *Lines) plot(s *sheet, scale scale) plot {
	label := widest(l.Categories)
	var ticks []string
	for _, tick := range scale.ticks() {
		ticks = append(ticks, l.plain(tick))
	}
	left := max(widest(ticks)+8, label/2) + symbolSize
	width := s.width - left - label/2 - 2
	return plot{left: left, top: s.y + lineHeight, width: width, height: linesHeight}
}

// axis is the axis of categories. Where months have no room for all their labels,
// it names the years, at each January.
func (l *Lines) axis(area plot) object {
	leaveOut := l.leftOut(area)
	axis := standingCategories(leaveOut)
	axis["boundaryGap"] = l.showsValues()
	if years := l.januaries(area); leaveOut > 0 && len(years) > 1 {
		axis["axisTick"] = object{"show": true, "customValues": years, "lineStyle": object{"color": axisInk}}
		merge(axis["axisLabel"].(object), object{"interval": 0, "customValues": years, "formatter": "@yearOfMonth:"})
	}
	return axis
}

// leftOut returns how many labels are left out after each, for want of room.
func (l *Lines) leftOut(area plot) int {
	steps := len(l.Categories) - 1
	if l.showsValues() {
		steps++
	}
	if steps == 0 {
		return 0
	}
	room := area.width / float64(steps)
	return max(int(math.Ceil((widest(l.Categories)+12)/room))-1, 0)
}

var monthForm = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])$`)

// januaries returns the places of the years' first months, as many years apart as
// their labels need; none where not all categories are months.
func (l *Lines) januaries(area plot) []int {
	var places []int
	for c, category := range l.Categories {
		if !monthForm.MatchString(category) {
			return nil
		}
		if strings.HasSuffix(category, "-01") {
			places = append(places, c)
		}
	}
	if len(places) < 2 {
		return places
	}
	year := l.x(area, places[1]) - l.x(area, places[0])
	return everyNth(places, int(math.Ceil((textWidth("2000")+8)/year)))
}

func everyNth(places []int, n int) []int {
	var some []int
	for i := 0; i < len(places); i += n {
		some = append(some, places[i])
	}
	return some
}

// x returns how far from the left a category stands, in px.
func (l *Lines) x(area plot, category int) float64 {
	if l.showsValues() {
		return area.left + (float64(category)+0.5)*area.width/float64(len(l.Categories))
	}
	if len(l.Categories) == 1 {
		return area.left + area.width/2
	}
	return area.left + float64(category)*area.width/float64(len(l.Categories)-1)
}

// now returns the place of Now among the categories, -1 where it is none of them.
func (l *Lines) now() int { return slices.Index(l.Categories, l.Now) }

// known returns how many categories have come by Now: all where there is no Now.
func (l *Lines) known() int {
	if l.Now == "" {
		return len(l.Categories)
	}
	return l.now() + 1
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
	if l.Step {
		return l.steps(series)
	}
	data := make([]opts.LineData, len(l.Categories))
	for c := range data {
		if v := l.value(series, c); v.Known {
			data[c].Value = v.Number
		}
	}
	return data
}

// steps returns the corners of a line of steps, as places of categories and values.
// ECharts' own steps would draw a value on to a category of which none is known.
func (l *Lines) steps(series int) []opts.LineData {
	var data []opts.LineData
	before := Value{}
	for c := range l.Categories {
		v := l.value(series, c)
		switch {
		case !v.Known:
			data = append(data, opts.LineData{})
		case before.Known:
			data = append(data, opts.LineData{
				Name: l.told(series, c), Value: []float64{float64(c), before.Number}, Symbol: "none",
			})
			fallthrough
		default:
			data = append(data, opts.LineData{
				Name: l.told(series, c), Value: []float64{float64(c), v.Number}, Symbol: l.stepSymbol(series, c),
			})
		}
		before = v
	}
	return data
}

// told says what a point of steps has, to a reader who points at it.
func (l *Lines) told(series, category int) string {
	text := l.plain(l.value(series, category).Number)
	if label := l.Series[series].Label; label != "" {
		text = label + ": " + text
	}
	return l.Categories[category] + " – " + text
}

// stepSymbol hides the points of steps but where no line leads on: there, a point is
// all there is to see of a value between two unknown ones.
func (l *Lines) stepSymbol(series, category int) string {
	leadsOn := category+1 < len(l.Categories) && l.value(series, category+1).Known
	if leadsOn && !l.showsValues() {
		return "none"
	}
	return ""
}

// seriesRest returns what go-echarts has no fields for, by series.
func (l *Lines) seriesRest(s *sheet, area plot) []object {
	size := max(3, min(symbolSize, math.Floor(area.width/float64(2*len(l.Categories)))))
	if l.Step {
		size = symbolSize - 1 // not all points are shown
	}
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
	if l.Now != "" {
		rest[0]["markLine"] = nowLine(l.NowLabel, object{"xAxis": l.now()})
	}
	return rest
}

// nowLine marks the day that the data are as of, at places of the axes. Its label is
// shown where the line moves, and can't be written at a place of the drawing.
func nowLine(label string, places ...any) object {
	return object{
		"silent": true, "symbol": "none", "z": 1, "data": places,
		"label":     object{"show": false, "formatter": "@text:" + label, "fontSize": fontSize, "color": textInk},
		"lineStyle": object{"color": textInk, "width": 1.5, "type": []int{5, 4}},
	}
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
