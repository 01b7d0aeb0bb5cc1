package chart

import "math"

// spot is a point of the drawing, in px.
type spot struct{ x, y float64 }

// rect is a part of the drawing, in px.
type rect struct{ left, top, right, bottom float64 }

// near is what a label keeps away from lines and others, in px.
const near = 3.0

func (r rect) holds(p spot) bool {
	return p.x > r.left-near && p.x < r.right+near && p.y > r.top-near && p.y < r.bottom+near
}

func (r rect) meets(other rect) bool {
	return r.left < other.right+near && other.left < r.right+near && r.top < other.bottom && other.top < r.bottom
}

func (r rect) within(outer rect) bool {
	return r.left >= outer.left && r.right <= outer.right && r.top >= outer.top && r.bottom <= outer.bottom
}

// labelEnds writes at the end of each of several lines its name and its last value, or
// the value alone, where there is a place that no line crosses; and what Now is.
func (l *Lines) labelEnds(s *sheet, area plot, scale scale) {
	if l.NowLabel != "" && l.Now != "" {
		s.writeBeside(l.NowLabel, l.x(area, l.now()), area.top-lineHeight-4, textInk)
	}
	if len(l.Series) == 1 {
		return
	}
	bounds := rect{area.left, area.top, s.width, area.top + area.height - near}
	drawn := l.spots(area, scale)
	var taken []rect
	for i, series := range l.Series {
		last := l.end(i)
		if last < 0 {
			continue
		}
		number := l.value(i, last).Number
		value := l.plain(number)
		for _, text := range []string{series.Label + ": " + value, value} {
			at, ok := freePlace(l.spot(area, scale, last, number), textWidth(text), bounds, drawn, taken)
			if ok {
				taken = append(taken, at)
				s.write(writing{text: text, x: at.left, y: at.top, colour: textInk})
				break
			}
		}
	}
}

// end returns the last category of which a series' value is known, -1 for none.
func (l *Lines) end(series int) int {
	for c := len(l.Categories) - 1; c >= 0; c-- {
		if l.value(series, c).Known {
			return c
		}
	}
	return -1
}

func (l *Lines) spot(area plot, scale scale, category int, value float64) spot {
	return spot{l.x(area, category), area.top + scale.length(scale.max-value, area.height)}
}

// freePlace returns where a text so many px wide can stand at the end of a line: to
// the right of it, above or below.
func freePlace(end spot, width float64, bounds rect, drawn []spot, taken []rect) (place rect, ok bool) {
	const away = symbolSize/2 + near + 1
	for _, corner := range []spot{
		{end.x + away + 1, end.y - lineHeight/2},
		{end.x - width, end.y - away - lineHeight},
		{end.x + away, end.y - away - lineHeight},
		{end.x - width, end.y + away},
		{end.x + away, end.y + away},
	} {
		place = rect{corner.x, corner.y, corner.x + width, corner.y + lineHeight}
		if place.within(bounds) && !crossed(place, drawn, taken) {
			return place, true
		}
	}
	return rect{}, false
}

func crossed(place rect, drawn []spot, taken []rect) bool {
	for _, p := range drawn {
		if place.holds(p) {
			return true
		}
	}
	for _, other := range taken {
		if place.meets(other) {
			return true
		}
	}
	return false
}

// spots returns points on all lines, close together.
func (l *Lines) spots(area plot, scale scale) []spot {
	var all []spot
	for i := range l.Series {
		for c := 1; c < len(l.Categories); c++ {
			from, to := l.value(i, c-1), l.value(i, c)
			if !from.Known || !to.Known {
				continue
			}
			start, end := l.spot(area, scale, c-1, from.Number), l.spot(area, scale, c, to.Number)
			if l.Step {
				corner := spot{end.x, start.y}
				all = append(all, between(start, corner)...)
				start = corner
			}
			all = append(all, between(start, end)...)
		}
	}
	if l.Now != "" {
		x := l.x(area, l.now())
		all = append(all, between(spot{x, area.top}, spot{x, area.top + area.height})...)
	}
	return all
}

// between returns points of a straight line, its ends among them.
func between(a, b spot) []spot {
	n := math.Ceil(math.Hypot(b.x-a.x, b.y-a.y)/near) + 1
	var points []spot
	for i := 0.0; i <= n; i++ {
		points = append(points, spot{a.x + (b.x-a.x)*i/n, a.y + (b.y-a.y)*i/n})
	}
	return points
}
