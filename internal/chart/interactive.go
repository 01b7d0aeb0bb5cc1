package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Asset is a script that an interactive chart needs in the reader's browser.
type Asset struct {
	Name    string
	Content []byte
}

// Assets returns the scripts that draw an option in a browser, in the order in which
// they run. ECharts' licences go with it, as they ask for: they stand in its file.
func Assets() []Asset {
	licences := []string{licenseEcharts, noticeEcharts, licenseZrender, licenseD3}
	return []Asset{
		{"echarts.min.js", []byte("/*!\n" + strings.Join(licences, "\n\n") + "\n*/\n" + echartsJS)},
		{"echarts-theme.js", []byte(themeJS)},
	}
}

// Height returns the height of the taller of a chart's two drawings, in px. An error says
// that the chart makes no sense.
func Height(c Chart) (int, error) {
	if err := c.check(); err != nil {
		return 0, fmt.Errorf("chart %q: %w", c.frame().ID, err)
	}
	height := 0
	for _, to := range []form{wideForm, narrowForm} {
		p, err := c.plan(to)
		if err != nil {
			return 0, fmt.Errorf("chart %q: %w", c.frame().ID, err)
		}
		height = max(height, p.height)
	}
	return height, nil
}

// interactive is a chart as a browser gets it.
type interactive struct {
	Narrow interactiveForm `json:"narrow"`
	// Tokens holds the names of the tokens by the colours that stand for them in
	// the options. The page's style sheet knows them by the name.
	Tokens map[string]string `json:"tokens"`
	Wide   interactiveForm   `json:"wide"`
}

// interactiveForm is an ECharts option with the size that it is laid out for, in px.
type interactiveForm struct {
	Height int    `json:"height"`
	Option object `json:"option"`
	Width  int    `json:"width"`
}

// Interactive returns a chart for a reader's browser, as JSON with sorted keys: for
// both widths what is drawn at build time, with tooltips, a legend that takes series
// away, and a zoom where a line has many points. An error says that the chart makes
// no sense.
func Interactive(c Chart) ([]byte, error) {
	made, err := makeInteractive(c)
	if err != nil {
		return nil, fmt.Errorf("chart %q: %w", c.frame().ID, err)
	}
	raw, err := json.Marshal(made)
	return append(raw, '\n'), err
}

func makeInteractive(c Chart) (made interactive, err error) {
	if err := c.check(); err != nil {
		return made, err
	}
	if made.Wide, err = interactiveIn(c, wideForm); err != nil {
		return made, err
	}
	if made.Narrow, err = interactiveIn(c, narrowForm); err != nil {
		return made, err
	}
	made.Tokens = map[string]string{}
	for _, token := range Tokens() {
		if holds(made.Wide.Option, token.Hex) || holds(made.Narrow.Option, token.Hex) {
			made.Tokens[token.Hex] = token.Name
		}
	}
	return made, nil
}

// holds reports whether a JSON value has a text somewhere in it.
func holds(value any, text string) bool {
	switch value := value.(type) {
	case string:
		return value == text
	case object:
		for _, v := range value {
			if holds(v, text) {
				return true
			}
		}
	case []any:
		for _, v := range value {
			if holds(v, text) {
				return true
			}
		}
	}
	return false
}

func interactiveIn(c Chart, to form) (interactiveForm, error) {
	p, err := c.plan(to)
	if err != nil {
		return interactiveForm{}, err
	}
	option, err := decodeOption(p.option)
	if err != nil {
		return interactiveForm{}, err
	}
	a := awakened{option, p.height}
	if g, ok := c.(interface{ names() []string }); ok {
		a.name(g.names())
	}
	a.wake()
	a.tooltip(c.frame(), to)
	a.zoom()
	return interactiveForm{Height: a.height, Option: a.option, Width: p.width}, nil
}

// decodeOption keeps numbers as they are written.
func decodeOption(raw []byte) (object, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var option object
	if err := decoder.Decode(&option); err != nil {
		return nil, fmt.Errorf("option: %w", err)
	}
	return option, nil
}

// names are what the values of each series belong to, in order.
func (g *Grid) names() []string { return g.Categories }

// awakened is a still drawing's option that becomes interactive. It knows nothing of
// the kind of chart.
type awakened struct {
	option object
	height int
}

// objects returns the objects that stand under a key, whether in a list or alone.
func (a awakened) objects(key string) []object { return objectsIn(a.option[key]) }

func objectsIn(value any) []object {
	switch value := value.(type) {
	case object:
		return []object{value}
	case []any:
		var list []object
		for _, item := range value {
			if item, ok := item.(object); ok {
				list = append(list, item)
			}
		}
		return list
	}
	return nil
}

// series returns the series that show something. Those that only make room have no
// tooltip in the drawing already.
func (a awakened) series() []object {
	var shown []object
	for _, s := range a.objects("series") {
		if tooltip, ok := s["tooltip"].(object); !ok || tooltip["show"] != false {
			shown = append(shown, s)
		}
	}
	return shown
}

// name gives values the whole names of what they belong to. The labels of an axis are
// broken into lines and cut.
func (a awakened) name(names []string) {
	for _, s := range a.series() {
		data := objectsIn(s["data"])
		if len(data) != len(names) {
			continue
		}
		for i, item := range data {
			if _, told := item["name"]; !told {
				item["name"] = names[i]
			}
		}
	}
}

// wake lets series and legends answer to the pointer.
func (a awakened) wake() {
	for _, s := range a.series() {
		if speaks(s) {
			delete(s, "silent")
		}
	}
	times := map[string]int{}
	for _, legend := range a.objects("legend") {
		times[explained(legend)]++
	}
	for _, legend := range a.objects("legend") {
		legend["inactiveColor"] = axisInk
		// Where several explain a series, each of them would take all of it away.
		if times[explained(legend)] == 1 {
			delete(legend, "selectedMode")
		}
	}
}

// explained is the name of the series that a legend explains: each has one.
func explained(legend object) string {
	names, _ := legend["data"].([]any)
	if len(names) != 1 {
		return ""
	}
	name, _ := names[0].(string)
	return name
}

// speaks reports whether a tooltip has something to say of a series: numbers, or the
// names that its values have. A place in the drawing, as [1, 2], says nothing. A series
// of no values keeps nothing back.
func speaks(series object) bool {
	data := objectsIn(series["data"])
	if len(data) == 0 {
		return true
	}
	for _, item := range data {
		_, place := item["value"].([]any)
		if name, _ := item["name"].(string); name != "" || !place {
			return true
		}
	}
	return false
}

// tooltipColumns is how many characters a line of a tooltip has, by form.
var tooltipColumns = map[string]int{wideForm.name: 60, narrowForm.name: 36}

// tooltip adds the tooltip. It is a part of the drawing: one in HTML would need
// inline styles, which the site's content security policy refuses.
func (a awakened) tooltip(f *Frame, to form) {
	writer := "number"
	if f.Unit.Percent {
		writer = "percent"
	}
	settings, _ := json.Marshal(object{ // texts and a number
		"lang": f.Lang, "writer": writer, "unknown": words(f.Lang).T("unknown"), "columns": tooltipColumns[to.name],
	})
	tooltip := object{
		"trigger": "item", "renderMode": "richText", "confine": true, "transitionDuration": 0,
		"formatter":       "@tooltip:" + string(settings),
		"backgroundColor": surfaceInk, "borderColor": axisInk, "borderWidth": 1, "padding": 8,
		"textStyle": object{"color": textInk, "fontSize": fontSize, "fontFamily": fontFamily},
	}
	if a.sharesCategories() {
		tooltip["trigger"] = "axis"
		tooltip["axisPointer"] = object{
			"type": "line", "label": object{"show": false}, "lineStyle": object{"color": axisInk, "type": "dashed"},
		}
	}
	a.option["tooltip"] = tooltip
}

// sharesCategories reports whether a tooltip can speak of a category as a whole: of
// bars and lines over an axis that has several.
func (a awakened) sharesCategories() bool {
	for _, s := range a.series() {
		if s["type"] != "bar" && s["type"] != "line" {
			return false
		}
	}
	for _, axis := range append(a.objects("xAxis"), a.objects("yAxis")...) {
		if data, ok := axis["data"].([]any); ok && axis["type"] == "category" && len(data) > 1 {
			return true
		}
	}
	return false
}

const (
	// manyPoints is how many points a line has at least to need a zoom.
	manyPoints = 13
	sliderGap  = 10
	sliderSize = 24
)

// hasManyPoints reports whether the chart is lines alone, one of them with many points.
func (a awakened) hasManyPoints() bool {
	points := 0
	for _, s := range a.series() {
		if s["type"] != "line" {
			return false
		}
		data, _ := s["data"].([]any)
		points = max(points, len(data))
	}
	return points >= manyPoints
}

// zoom adds a slider below lines with many points. The wheel zooms with the Shift key
// alone, so that the page scrolls over the chart as elsewhere.
func (a *awakened) zoom() {
	grids, axes := a.objects("grid"), a.objects("xAxis")
	if !a.hasManyPoints() || len(grids) != 1 || len(axes) != 1 {
		return
	}
	if label, ok := axes[0]["axisLabel"].(object); ok {
		label["interval"], label["hideOverlap"] = "auto", true
		// Years alone would say too little of a few months.
		delete(label, "customValues")
		delete(label, "formatter")
	}
	if tick, ok := axes[0]["axisTick"].(object); ok {
		delete(tick, "customValues")
	}
	a.loosen()
	a.option["dataZoom"] = []any{
		object{
			"type": "inside", "xAxisIndex": 0, "zoomOnMouseWheel": "shift", "moveOnMouseWheel": false,
			"preventDefaultMouseMove": false,
		},
		object{
			"type": "slider", "xAxisIndex": 0, "left": grids[0]["left"], "width": grids[0]["width"],
			"top": a.height + sliderGap, "height": sliderSize, "showDetail": false, "showDataShadow": false,
			"brushSelect": false, "borderColor": axisInk, "backgroundColor": surfaceInk, "fillerColor": gridInk,
			"handleStyle":     object{"color": surfaceInk, "borderColor": textInk},
			"moveHandleStyle": object{"color": axisInk},
			"emphasis": object{
				"handleStyle":     object{"color": surfaceInk, "borderColor": textInk},
				"moveHandleStyle": object{"color": textInk},
			},
		},
	}
	a.height += sliderGap + sliderSize + sliderGap
}

// loosen takes away the texts that stand at points, from which a zoom moves the points.
// The line of the day that the data are as of gets a label that moves with it.
func (a awakened) loosen() {
	titles := []any{}
	for _, title := range a.objects("title") {
		if title["name"] != writingName {
			titles = append(titles, title)
		}
	}
	a.option["title"] = titles
	for _, s := range a.series() {
		if line, ok := s["markLine"].(object); ok {
			line["label"].(object)["show"] = true
		}
	}
}
