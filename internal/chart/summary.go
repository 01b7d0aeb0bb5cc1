package chart

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/i18n"
)

// fewBars is how many bars a summary tells one by one.
const fewBars = 6

// point is a value with the name of its place.
type point struct {
	name  string
	value float64
	// common says that the name is a common noun, which begins small within a
	// sentence.
	common bool
}

// teller puts a summary's sentences together.
type teller struct {
	*Frame
	words     *i18n.Catalogue
	sentences []string
}

func (f *Frame) tell() *teller {
	t := &teller{Frame: f, words: words(f.Lang)}
	t.say(f.Lead)
	return t
}

func (t *teller) say(sentence string) {
	if sentence != "" {
		t.sentences = append(t.sentences, sentence)
	}
}

func (t *teller) sayArgs(id string, args i18n.Args) { t.say(t.words.F(id, args)) }

// text ends the summary: with the unknown values, and with what the data lack.
func (t *teller) text(unknown, all int) string {
	switch {
	case unknown == all:
		t.say(t.words.T("none-known"))
	case unknown > 0:
		t.say(t.words.N("unknown-count", all, i18n.Args{"Unknown": i18n.FormatInt(t.Lang, unknown)}))
	}
	if !t.Complete && t.Note == "" && unknown < all {
		t.say(t.words.T("not-compared"))
	}
	t.say(t.Note)
	return strings.Join(t.sentences, " ")
}

// list tells each point: "Nav datu: 13; pabeigts: 1."
func (t *teller) list(points []point) {
	parts := make([]string, len(points))
	for i, p := range points {
		name := p.name
		if i > 0 && p.common {
			name = lowerFirst(name)
		}
		parts[i] = name + ": " + t.plain(p.value)
	}
	if len(parts) > 0 {
		t.say(strings.Join(parts, "; ") + ".")
	}
}

// compare tells the largest and the smallest of points. kind is "" for values, or
// "-totals".
func (t *teller) compare(points []point, kind string) {
	if len(points) < 2 || !t.Complete {
		return
	}
	byValue := func(a, b point) int { return cmp.Compare(a.value, b.value) }
	smallest, largest := slices.MinFunc(points, byValue).value, slices.MaxFunc(points, byValue).value
	if smallest == largest {
		t.sayArgs("all-equal"+kind, i18n.Args{"Value": t.counted(largest)})
		return
	}
	t.sayArgs("extremes"+kind, i18n.Args{
		"Largest":  t.named(largest, points),
		"Smallest": t.named(smallest, points),
	})
}

// fewNames is how many names of equal values a summary tells.
const fewNames = 3

// named writes a value with the names of the points that have it.
func (t *teller) named(value float64, points []point) string {
	var names []string
	for _, p := range points {
		if p.value == value {
			names = append(names, p.name)
		}
	}
	if more := len(names) - fewNames; more > 0 {
		names = append(names[:fewNames], t.words.N("more", more, nil))
	}
	last := len(names) - 1
	list := names[last]
	if last > 0 {
		list = strings.Join(names[:last], ", ") + t.words.T("and") + names[last]
	}
	return t.counted(value) + " (" + list + ")"
}

// Summary tells the bars' values one by one where they are few, else their
// extremes, and how many are unknown. It compares only data that are complete.
func (b *Bars) Summary() string {
	t := b.tell()
	switch {
	case b.divided():
		t.list(b.parts(0))
	case b.Stacked:
		t.list(b.seriesSums())
		t.compare(b.totals(), "-totals")
	case len(b.Series) == 1 && len(b.Categories) <= fewBars:
		t.list(b.points())
	default:
		t.compare(b.points(), "")
	}
	return t.text(b.unknowns())
}

// Summary tells where the lines begin and end, their extremes, and how many values
// are unknown. Only data that are complete and known throughout have a trend.
func (l *Lines) Summary() string {
	t := l.tell()
	unknown, all := l.unknowns()
	if len(l.Series) == 1 {
		l.tellEnds(t, unknown > 0)
	}
	t.compare(l.points(), "")
	return t.text(unknown, all)
}

func (l *Lines) tellEnds(t *teller, gaps bool) {
	points := l.points()
	if len(points) < 2 {
		t.list(points)
		return
	}
	first, last := points[0], points[len(points)-1]
	id := "ends"
	if l.Complete && !gaps {
		id = map[int]string{-1: "rise", 0: "level", 1: "fall"}[cmp.Compare(first.value, last.value)]
	}
	tell := func(p point) string { return t.plain(p.value) + " (" + p.name + ")" }
	t.sayArgs(id, i18n.Args{"First": tell(first), "Last": tell(last)})
}

// points returns the known values, by category and then by series.
func (g *Grid) points() []point {
	var points []point
	for c, category := range g.Categories {
		for s, series := range g.Series {
			name := category
			if len(g.Series) > 1 {
				name += ", " + series.Label
			}
			if v := g.value(s, c); v.Known {
				points = append(points, point{name: name, value: v.Number})
			}
		}
	}
	return points
}

// parts returns the known parts of a whole that are not zero, the largest first
// where the data are complete.
func (b *Bars) parts(category int) []point {
	var parts []point
	for s, series := range b.Series {
		if v := b.value(s, category); v.Known && v.Number != 0 {
			parts = append(parts, point{series.Label, v.Number, series.Colour.isVocabulary()})
		}
	}
	return b.ranked(parts)
}

func (b *Bars) ranked(points []point) []point {
	if b.Complete {
		slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(b.value, a.value) })
	}
	return points
}

// seriesSums returns the sum of each series that is known throughout and not zero.
// Percentages have no sum.
func (b *Bars) seriesSums() []point {
	var sums []point
	for s, series := range b.Series {
		across := Grid{Categories: []string{""}}
		for c := range b.Categories {
			across.Series = append(across.Series, Series{Values: []Value{b.value(s, c)}})
		}
		if v := across.total(0); v.Known && v.Number != 0 && !b.Unit.Percent {
			sums = append(sums, point{series.Label, v.Number, series.Colour.isVocabulary()})
		}
	}
	return b.ranked(sums)
}

// totals returns the sum of each category whose values are all known.
func (b *Bars) totals() []point {
	var totals []point
	for c, category := range b.Categories {
		if v := b.total(c); v.Known {
			totals = append(totals, point{name: category, value: v.Number})
		}
	}
	return totals
}

// unknowns returns how many values are unknown, of how many.
func (g *Grid) unknowns() (unknown, all int) {
	for s := range g.Series {
		for c := range g.Categories {
			all++
			if !g.value(s, c).Known {
				unknown++
			}
		}
	}
	return unknown, all
}

// lowerFirst writes a common noun within a sentence: its first letter small, unless
// it begins with an abbreviation.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
