package chart

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"

	"parskats/internal/i18n"
)

// Chart is something that can be drawn, told and listed: Bars, Lines,
// Timeline, Calendar or Ranges.
type Chart interface {
	// Summary tells the chart in a few sentences of the frame's language, for
	// those who don't see it.
	Summary() string
	// Table lists the chart's values.
	Table() Table

	frame() *Frame
	check() error
	plan(f form) (plan, error)
}

// Frame is what all charts have. All texts are in its language.
type Frame struct {
	// ID is unique on the page and consists of a-z, 0-9 and hyphens, with a
	// letter first. All ids in the SVG begin with it.
	ID   string
	Lang i18n.Lang
	// Title says what the chart shows. It names the SVG and heads the table.
	Title string
	// Lead is the sentence that the summary begins with. It names what is
	// counted in the right plural: "Kopā 14 pasākumi." It may be empty.
	Lead string
	// Note is the sentence that the summary ends with, such as what the data are
	// a part of. It may be empty.
	Note string
	Unit Unit
	// Complete says that the data are all there is of what Title names. Only then
	// does the summary compare: the largest, the smallest, a trend.
	Complete bool
}

// Unit says what values are.
type Unit struct {
	// Name heads the values in the drawing and the table: "pasākumi", "dienas".
	// It may be empty.
	Name string
	// Percent says that values are percentage points.
	Percent bool
	// Count writes a value with its noun in the right plural, "1 pasākums". Where
	// it is nil, a value is written as a number, with its percent sign if any.
	Count func(x float64) string
}

// Value is a number that may be unknown; the zero Value is. Instead is what bars and
// tables say of one that is known, but not given, which is not Known here, and of one that is only the
// least that it can be.
type Value struct {
	Number  float64 // the number; 0 where it is not known
	Known   bool    // there is a number
	Instead string  // what to print in place of the number
}

// Known returns a value that is known.
func Known(x float64) Value { return Value{Number: x, Known: true} }

// Ints returns whole numbers as known values.
func Ints(numbers ...int) []Value {
	values := make([]Value, len(numbers))
	for i, n := range numbers {
		values[i] = Known(float64(n))
	}
	return values
}

// Series is one value for each category, in the same order.
type Series struct {
	// Label tells the series from others; it may be empty if there are none.
	Label string
	// Colour is its colour in the palette. Where it is empty, the series takes
	// the general colour of its place.
	Colour Colour
	Values []Value
}

// Grid is a table of values: what bars and lines are drawn from.
type Grid struct {
	// CategoryHead says what the categories are: "Iestāde", "Gads".
	CategoryHead string
	Categories   []string
	// SeriesHead says what the series are: "Stāvoklis".
	SeriesHead string
	Series     []Series
}

// Bars is a bar chart: one bar, or one group of bars, for each category.
type Bars struct {
	Frame
	Grid
	// Vertical asks for columns. Where their labels have no room, bars lie.
	Vertical bool
	// Stacked puts the series of a category end to end, as parts of a whole. One
	// category alone, which needs no label, makes a single divided bar.
	Stacked bool
}

// Lines is a line chart, its categories being points of time in order. A line has
// a gap where a value is unknown.
type Lines struct {
	Frame
	Grid
	// Step says that each value holds until the next: a line of steps.
	Step bool
	// Now is the category at which a dashed line marks the day that the data are as
	// of, "" for none. What is unknown after it has not happened yet.
	Now string
	// NowLabel is what is written at that line: "2025. gada 30. jūnijs".
	NowLabel string
}

func (b *Bars) frame() *Frame  { return &b.Frame }
func (l *Lines) frame() *Frame { return &l.Frame }

// value returns a series' value for a category, unknown where there is none.
func (g *Grid) value(series, category int) Value {
	values := g.Series[series].Values
	if category >= len(values) {
		return Value{}
	}
	return values[category]
}

// total returns the sum of a category's values, unknown if one of them is.
func (g *Grid) total(category int) Value {
	sum := 0.0
	for s := range g.Series {
		v := g.value(s, category)
		if !v.Known {
			return Value{}
		}
		sum += v.Number
	}
	return Known(sum)
}

// upTo returns the grid's first n categories.
func (g *Grid) upTo(n int) *Grid {
	part := *g
	part.Categories = g.Categories[:n]
	part.Series = slices.Clone(g.Series)
	for i := range part.Series {
		part.Series[i].Values = part.Series[i].Values[:min(n, len(part.Series[i].Values))]
	}
	return &part
}

// extent returns the smallest and the largest known value, and zero among them:
// bars begin there, and lines are shown against it.
func (g *Grid) extent() (low, high float64) {
	for s := range g.Series {
		for c := range g.Categories {
			if v := g.value(s, c); v.Known {
				low, high = min(low, v.Number), max(high, v.Number)
			}
		}
	}
	return low, high
}

// plain writes a value without its noun.
func (f *Frame) plain(x float64) string {
	if f.Unit.Percent {
		return i18n.FormatPercent(f.Lang, x)
	}
	return i18n.FormatNumber(f.Lang, x)
}

// counted writes a value with its noun, where it has one.
func (f *Frame) counted(x float64) string {
	if f.Unit.Count != nil {
		return f.Unit.Count(x)
	}
	return f.plain(x)
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (f *Frame) check() error {
	if !idForm.MatchString(f.ID) {
		return fmt.Errorf("%q is not an id of a-z, 0-9 and hyphens", f.ID)
	}
	if f.Title == "" {
		return errors.New("has no title")
	}
	return nil
}

func (g *Grid) check() error {
	if len(g.Categories) == 0 || len(g.Series) == 0 {
		return errors.New("has nothing to draw")
	}
	seen := map[string]bool{}
	for i, s := range g.Series {
		if seen[s.Label] {
			return fmt.Errorf("has two series %q", s.Label)
		}
		seen[s.Label] = true
		if err := g.checkSeries(i); err != nil {
			return fmt.Errorf("series %q: %w", s.Label, err)
		}
	}
	return nil
}

func (g *Grid) checkSeries(i int) error {
	s := g.Series[i]
	if len(s.Values) != len(g.Categories) {
		return fmt.Errorf("has %d values for %d categories", len(s.Values), len(g.Categories))
	}
	if _, ok := g.ink(i); !ok {
		return fmt.Errorf("the palette has no colour %q", s.Colour)
	}
	for _, v := range s.Values {
		if v.Known && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)) {
			return errors.New("has a value that is not a number")
		}
	}
	return nil
}

func (b *Bars) check() error {
	if err := errors.Join(b.Frame.check(), b.Grid.check()); err != nil {
		return err
	}
	if low, _ := b.extent(); b.Stacked && low < 0 {
		return errors.New("has a negative part of a whole")
	}
	return nil
}

func (l *Lines) check() error {
	if err := errors.Join(l.Frame.check(), l.Grid.check()); err != nil {
		return err
	}
	if l.Now != "" && l.now() < 0 {
		return fmt.Errorf("has no category %q to be as of", l.Now)
	}
	return nil
}
