package chart

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// form is a width that charts are drawn for, in px.
type form struct {
	name  string
	width float64
}

var (
	wideForm   = form{"wide", 720}
	narrowForm = form{"narrow", 340}
)

// plan is a drawing that the engine can make: an ECharts option in JSON, and the
// size in px.
type plan struct {
	option        []byte
	width, height int
}

// object is a JSON object: what go-echarts has no field for is given as one.
type object = map[string]any

// sheet lays out a drawing from the top down. Everything has its place in px, so
// that nothing depends on how ECharts would arrange it.
type sheet struct {
	frame *Frame
	width float64
	// y is where the next part begins.
	y       float64
	headers []any
	legends []any
}

func newSheet(f *Frame, to form) *sheet { return &sheet{frame: f, width: to.width} }

// heading puts the unit's name above the drawing.
func (s *sheet) heading() {
	if s.frame.Unit.Name == "" {
		return
	}
	s.headers = append(s.headers, object{
		"text": truncate(s.frame.Unit.Name, s.width), "left": 0, "top": s.y, "padding": 0,
		"textStyle": object{"fontSize": fontSize, "fontWeight": "normal", "color": mutedInk},
	})
	s.y += lineHeight + 5
}

// writing is a text at a place of the drawing: y is its upper edge, x its left or
// right edge or its middle, as align says ("left" where it is empty).
type writing struct {
	text   string
	x, y   float64
	align  string
	colour string
	italic bool
}

// writingName is the name of all writings, by which they are found in an option.
const writingName = "writing"

// write puts a text into the drawing. It may have several lines.
func (s *sheet) write(w writing) {
	style := object{
		"fontSize": fontSize, "fontWeight": "normal", "color": w.colour, "lineHeight": lineHeight,
		// A rim of surface keeps lines off the text.
		"textBorderColor": surfaceInk, "textBorderWidth": 3,
	}
	if w.italic {
		style["fontStyle"] = "italic"
	}
	s.headers = append(s.headers, object{
		"name": writingName, "text": w.text, "left": w.x, "top": w.y, "padding": 0, "z": 9,
		"textAlign": cmp.Or(w.align, "left"), "textStyle": style,
	})
}

// writeBeside puts a text at a vertical line: in its middle, or as near as the
// drawing's edges let it.
func (s *sheet) writeBeside(text string, x, y float64, colour string) {
	text = truncate(text, s.width)
	half := textWidth(text) / 2
	switch {
	case x < half:
		s.write(writing{text: text, y: y, colour: colour})
	case x+half > s.width:
		s.write(writing{text: text, x: s.width, y: y, align: "right", colour: colour})
	default:
		s.write(writing{text: text, x: x, y: y, align: "center", colour: colour})
	}
}

// key explains a series: its name in the option, and what the legend says.
type key struct {
	series, text string
	ink          ink
	// markWidth is the width of the mark beside the text, and icon its shape;
	// an empty icon is the series' own.
	markWidth float64
	icon      string
	// symbol says that the mark is a symbol, which has a look of its own.
	symbol symbolLook
}

const (
	keyHeight = 22.0
	keyMark   = 14.0
	keyGap    = 16.0
	// markGap is what ECharts leaves between a mark and its text.
	markGap = 5.0
	// edgeRoom is what texts leave at the drawing's edge: a browser may set a text a pixel
	// wider than it was measured, and what lies outside the drawing is cut off.
	edgeRoom = 2.0
	// rimWidth is the half of a symbol's outline that lies outside of it, rounded up.
	rimWidth = 1.0
)

// legend explains series, in as many rows as they need. Each key is a legend of
// its own, so that it stands where it is put.
func (s *sheet) legend(keys []key) {
	x, end := 0.0, s.width-edgeRoom
	for _, k := range keys {
		text := truncate(k.text, end-k.markWidth-markGap)
		width := k.markWidth + markGap + textWidth(text)
		if x > 0 && x+width > end {
			x, s.y = 0, s.y+keyHeight
		}
		s.legends = append(s.legends, k.option(text, x, s.y))
		x += width + keyGap
	}
	if len(keys) > 0 {
		s.y += keyHeight + 4
	}
}

func (k key) option(text string, x, y float64) object {
	style := object{"borderColor": k.ink.edge(), "borderWidth": 1}
	if k.icon == "" {
		style = object{}
	}
	option := object{
		"data": []string{k.series}, "formatter": "@text:" + text,
		"left": x, "top": y, "padding": 0, "itemWidth": k.markWidth, "itemHeight": keyMark,
		"itemStyle": style, "textStyle": object{"fontSize": fontSize, "color": textInk},
		"selectedMode": false,
	}
	if k.icon != "" {
		option["icon"] = k.icon
		style["color"] = k.ink.fill()
	}
	if k.symbol.name != "" {
		merge(option, object{
			"icon": k.symbol.name, "left": x + rimWidth, "itemStyle": k.symbol.style(k.ink),
			"itemWidth": k.symbol.size, "itemHeight": k.symbol.size,
		})
	}
	return option
}

// plot is the rectangle that values are drawn in, in px.
type plot struct{ left, top, width, height float64 }

func (p plot) option() object {
	return object{
		"left": p.left, "top": p.top, "width": p.width, "height": p.height,
		"outerBoundsMode": "none",
	}
}

// echart is a chart of go-echarts.
type echart interface {
	Validate()
	JSON() map[string]any
}

// newAxes returns the settings that all charts with two axes begin with.
func newAxes(x opts.XAxis, y opts.YAxis) []charts.GlobalOpts {
	return []charts.GlobalOpts{
		// Any theme but "white" keeps go-echarts' palette out of the option.
		charts.WithInitializationOpts(opts.Initialization{ChartID: "chart", Theme: "parskats"}),
		charts.WithAnimation(false),
		charts.WithXAxisOpts(x),
		charts.WithYAxisOpts(y),
	}
}

// finish makes the plan of a chart: rest says what go-echarts has no fields for,
// height is the drawing's.
func (s *sheet) finish(chart echart, rest object, height float64) (plan, error) {
	chart.Validate()
	option, err := toObject(chart.JSON())
	if err != nil {
		return plan{}, err
	}
	merge(option, s.common())
	merge(option, rest)
	raw, err := json.Marshal(option)
	if err != nil {
		return plan{}, fmt.Errorf("option: %w", err)
	}
	return plan{option: raw, width: int(s.width), height: int(math.Ceil(height))}, nil
}

// common is what the options of all charts have.
func (s *sheet) common() object {
	return object{
		"locale": strings.ToUpper(string(s.frame.Lang)),
		"useUTC": true,
		"title":  s.headers, "legend": s.legends,
		"tooltip": nil, "toolbox": nil,
		"textStyle": object{"fontFamily": fontFamily, "fontSize": fontSize, "color": textInk},
	}
}

// formatter names the function that writes the frame's values.
func (s *sheet) formatter() string {
	if s.frame.Unit.Percent {
		return "@percent:" + string(s.frame.Lang)
	}
	return "@number:" + string(s.frame.Lang)
}

// toObject turns what go-echarts made into plain JSON values.
func toObject(v any) (object, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("option: %w", err)
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, fmt.Errorf("option: %w", err)
	}
	return o, nil
}

// merge puts what src has into dst: objects key by key, lists of equal length
// item by item where their items are objects. A nil removes a key.
func merge(dst, src object) {
	for name, value := range src {
		if value == nil {
			delete(dst, name)
			continue
		}
		dst[name] = merged(dst[name], value)
	}
}

func merged(old, value any) any {
	switch value := value.(type) {
	case object:
		if old, ok := old.(object); ok {
			merge(old, value)
			return old
		}
		return maps.Clone(value)
	case []object:
		if old, ok := old.([]any); ok && len(old) == len(value) {
			for i := range value {
				old[i] = merged(old[i], value[i])
			}
			return old
		}
	}
	return value
}
