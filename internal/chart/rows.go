package chart

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// shelves are rows of a drawing that go down from the top: each has a label and, to
// the right of it or below, room for marks. Heights are in px from the first row's
// top, and rows are as high as their labels need.
type shelves struct {
	labels []string
	// labelTops are the labels' upper edges, middles the heights of the marks.
	labelTops, middles []float64
	// gutter is the room of labels at the left, 0 where they stand above the marks.
	gutter, height float64
	// marks is how high the room of marks is.
	marks float64
}

const (
	// shelfLines is how many lines a row's label may have.
	shelfLines = 3
	shelfGap   = 12.0
)

// layShelves lays rows with such labels out in a drawing so many px wide. Marks are
// so many px high.
func layShelves(labels []string, width, marks float64) shelves {
	gutter := width * 0.42
	above := width <= narrowForm.width && widest(labels) > gutter
	s := shelves{marks: marks}
	room := width
	if !above {
		room = min(gutter, widest(labels))
		s.gutter = room + gutterGap
	}
	for _, label := range labels {
		lines := wrap(label, room, shelfLines)
		s.labels = append(s.labels, strings.Join(lines, "\n"))
		s.add(float64(len(lines))*lineHeight, above)
	}
	return s
}

// add puts a row below the others, with a label so many px high.
func (s *shelves) add(label float64, above bool) {
	if above {
		s.labelTops = append(s.labelTops, s.height)
		s.middles = append(s.middles, s.height+label+s.marks/2)
		s.height += label + s.marks + shelfGap
		return
	}
	row := max(label, s.marks) + shelfGap
	s.labelTops = append(s.labelTops, s.height+(row-label)/2)
	s.middles = append(s.middles, s.height+row/2)
	s.height += row
}

// write puts the labels into the drawing, the first row's top being at y.
func (s *shelves) write(on *sheet, y float64) {
	for i, label := range s.labels {
		on.write(writing{text: label, y: y + s.labelTops[i], colour: textInk})
	}
}

// uprights are the parts of an upright line at a value, through all rows but not their
// labels, in ECharts' words. The first row's top is at y.
func (s *shelves) uprights(value, y float64) []any {
	part := func(from, to float64) any {
		return []object{{"coord": []float64{value, from}}, {"coord": []float64{value, to}}}
	}
	if s.gutter > 0 {
		return []any{part(y, y+s.height)}
	}
	var parts []any
	for i, middle := range s.middles {
		end := s.height
		if i+1 < len(s.labelTops) {
			end = s.labelTops[i+1]
		}
		parts = append(parts, part(y+middle-s.marks/2, y+end))
	}
	return parts
}

// shelfAxis is the axis of rows in a plot so many px high: a height is a place on it.
func shelfAxis(height float64) object {
	return object{"min": 0, "max": height, "inverse": true, "show": false}
}

// stroke is a lying line from one value to another, at a height.
type stroke struct{ from, to, y float64 }

// strokes returns lying lines as the points of one line with gaps.
func strokes(lines []stroke) []opts.LineData {
	data := make([]opts.LineData, 0, 3*len(lines))
	for _, l := range lines {
		data = append(data,
			opts.LineData{Value: []float64{l.from, l.y}}, opts.LineData{Value: []float64{l.to, l.y}}, opts.LineData{})
	}
	return data
}

// untold says that a series leads the eye and has nothing to tell.
func untold() object { return object{"show": false} }

// strokeRest returns what go-echarts has no fields for, of a series of strokes.
func strokeRest(colour string, width float64, dashes any) object {
	return object{
		"silent": true, "connectNulls": false, "showSymbol": false, "symbol": "none", "z": 2, "tooltip": untold(),
		"itemStyle": object{"color": colour},
		"lineStyle": object{"color": colour, "width": width, "type": dashes, "cap": "butt"},
	}
}
