package chart

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// columnLines is how many lines the label of a column may have.
const columnLines = 3

// columnRoom returns the width that a category has in a drawing so many px wide.
func (b *Bars) columnRoom(width float64) float64 {
	gutter := widest(b.tickTexts(b.valueScale(4))) + 8
	return (width - gutter) / float64(len(b.Categories))
}

// labelsFitBelow reports whether each label can stand whole below its column.
func (b *Bars) labelsFitBelow(width float64) bool {
	room := b.columnRoom(width) - labelGap
	if room < barThickness*float64(b.barsAbreast()) {
		return false
	}
	for _, label := range b.Categories {
		if lines := wrap(label, room, columnLines+1); len(lines) > columnLines || widest(lines) > room {
			return false
		}
		for _, word := range splitWords(label) {
			if textWidth(word) > room {
				return false
			}
		}
	}
	return true
}

// columns lays bars out from the bottom up.
func (b *Bars) columns(to form) (plan, error) {
	s := newSheet(&b.Frame, to)
	s.heading()
	s.legend(b.keys())
	scale := b.valueScale(4)
	texts, lines := wrapAll(b.Categories, b.columnRoom(s.width)-labelGap, columnLines)
	left := widest(b.tickTexts(scale)) + 8
	area := plot{left: left, top: s.y + lineHeight, width: s.width - left, height: columnsHeight}

	bar := b.chart(func(v Value) bool {
		return b.Stacked && scale.length(v.Number, area.height) < lineHeight+2
	})
	bar.SetXAxis(texts)
	bar.SetGlobalOptions(newAxes(opts.XAxis{Type: "category"}, opts.YAxis{Type: "value"})...)
	series := b.seriesRest(s)
	for i := range series {
		series[i]["barWidth"] = b.columnWidth(area.width)
		b.markUnknownColumns(i, series[i], area.width)
	}
	return s.finish(bar, object{
		"grid":   []any{area.option()},
		"xAxis":  []object{standingCategories(0)},
		"yAxis":  []object{standingValues(s, scale)},
		"series": series,
	}, area.top+area.height+float64(lines)*lineHeight+10)
}

// columnWidth returns the width of a column in a plot so many px wide.
func (b *Bars) columnWidth(width float64) float64 {
	room := width / float64(len(b.Categories)) * 0.7
	return min(room/float64(b.barsAbreast()), 56)
}

func (b *Bars) markUnknownColumns(i int, series object, width float64) {
	var points []object
	for _, mark := range b.unknownMarks(i) {
		text := mark.text
		if textWidth(text) > width/float64(len(b.Categories)*b.barsAbreast()) {
			text = strings.Replace(text, words(b.Lang).T("unknown"), "?", 1)
		}
		points = append(points, object{
			"coord": []float64{float64(mark.category), mark.at},
			"label": object{"formatter": "@text:" + text},
		})
	}
	addMarks(series, points, "top")
}

// standingValues is a value axis at the left. It serves lines too.
func standingValues(s *sheet, scale scale) object {
	return object{
		"min": scale.min, "max": scale.max, "interval": scale.step,
		"axisLine": object{"show": false}, "axisTick": object{"show": false},
		"splitLine": object{"show": true, "lineStyle": object{"color": gridInk}},
		"axisLabel": object{"formatter": s.formatter(), "fontSize": fontSize, "color": mutedInk, "margin": 8},
	}
}

// standingCategories is a category axis at the bottom, of whose labels so many are
// left out after each.
func standingCategories(leaveOut int) object {
	return object{
		"z":        3,
		"axisLine": object{"show": true, "lineStyle": object{"color": axisInk}},
		"axisTick": object{"show": false},
		"axisLabel": object{
			"interval": leaveOut, "fontSize": fontSize, "lineHeight": lineHeight, "color": textInk, "margin": 8,
		},
	}
}
