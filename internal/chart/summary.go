package chart

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/i18n"
)

// Summary tells the bars' values one by one where they are few, else their
// extremes, and how many are unknown. It compares only data that are complete.
func (b *Bars) Summary() string {
	t := b.tell(&b.Grid)
	switch {
	case t.knows(0):
	case b.divided():
		t.list(b.parts())
	case b.Stacked && !b.Unit.Percent:
		t.list(b.seriesSums())
		t.compare(b.totals(), "-totals")
		t.countUnknown()
	case len(b.Series) == 1 && len(b.Categories) <= fewBars:
		t.list(b.points())
	default:
		t.compare(b.points(), "")
		t.countUnknown()
	}
	return t.text()
}

// Summary tells where the lines begin and end, their extremes, and how many values
// are unknown. Only data that are complete and known throughout have a trend. Where
// there is a Now, it tells what is known then, and what will be in the end.
func (l *Lines) Summary() string {
	if l.Now != "" {
		return l.summaryAsOf()
	}
	t := l.tell(&l.Grid)
	if !t.knows(0) {
		switch {
		case t.knows(1):
			t.list(known(l.points()))
		case len(l.Series) == 1:
			t.ends(known(l.points()))
		}
		t.compare(l.points(), "")
		t.countUnknown()
	}
	return t.text()
}

func (l *Lines) summaryAsOf() string {
	so := l.upTo(l.known())
	t := l.tell(so)
	if !t.knows(0) {
		t.at(cmp.Or(l.NowLabel, l.Now), l.pointsAt(l.now()))
		t.countUnknown()
	}
	if last := l.lastKnown(); last > l.now() {
		t.at(monthWords(l.Lang, l.Categories[last]), known(l.pointsAt(last)))
	}
	return t.text()
}

// monthWords writes a point of time in words where it is a date.
func monthWords(lang i18n.Lang, point string) string {
	if date, err := i18n.ParseDate(point); err == nil {
		return i18n.FormatDate(lang, date, i18n.Nominative)
	}
	return point
}

// lastKnown returns the last category of which a value is known, -1 for none.
func (l *Lines) lastKnown() int {
	for c := len(l.Categories) - 1; c >= 0; c-- {
		if len(known(l.pointsAt(c))) > 0 {
			return c
		}
	}
	return -1
}

// pointsAt returns the values of a category, by series.
func (g *Grid) pointsAt(category int) []point {
	points := make([]point, len(g.Series))
	for i, s := range g.Series {
		points[i] = point{s.Label, g.value(i, category), s.Colour.isVocabulary()}
	}
	return points
}

// fewBars is how many bars a summary tells one by one.
const fewBars = 6

// point is a value with the name of its place.
type point struct {
	name string
	Value
	// common says that the name is a common noun, which begins small within a
	// sentence.
	common bool
}

// known returns the points whose values are known.
func known(points []point) []point {
	return slices.DeleteFunc(slices.Clone(points), func(p point) bool { return !p.Known })
}

// points returns all values, by category and then by series.
func (g *Grid) points() []point {
	var points []point
	for c, category := range g.Categories {
		for s, series := range g.Series {
			name := category
			if len(g.Series) > 1 {
				name += ", " + series.Label
			}
			points = append(points, point{name: name, Value: g.value(s, c)})
		}
	}
	return points
}

// parts returns the parts of a single whole that are not zero, ranked.
func (b *Bars) parts() []point {
	var parts []point
	for s, series := range b.Series {
		parts = append(parts, point{series.Label, b.value(s, 0), series.Colour.isVocabulary()})
	}
	return b.ranked(parts)
}

// seriesSums returns the sum of each series that is known throughout and not zero,
// ranked.
func (b *Bars) seriesSums() []point {
	var sums []point
	for s, series := range b.Series {
		sum := Known(0)
		for c := range b.Categories {
			v := b.value(s, c)
			sum = Value{Number: sum.Number + v.Number, Known: sum.Known && v.Known}
		}
		sums = append(sums, point{series.Label, sum, series.Colour.isVocabulary()})
	}
	return b.ranked(known(sums))
}

// totals returns the sum of each category.
func (b *Bars) totals() []point {
	totals := make([]point, len(b.Categories))
	for c, category := range b.Categories {
		totals[c] = point{name: category, Value: b.total(c)}
	}
	return totals
}

// ranked leaves out zeros, and puts the largest first where the data are complete;
// unknown values come last.
func (b *Bars) ranked(points []point) []point {
	points = slices.DeleteFunc(points, func(p point) bool { return p.Known && p.Number == 0 })
	if b.Complete {
		slices.SortStableFunc(points, func(a, b point) int {
			if a.Known != b.Known {
				return cmp.Compare(unknownLast(a), unknownLast(b))
			}
			return cmp.Compare(b.Number, a.Number)
		})
	}
	return points
}

func unknownLast(p point) int {
	if p.Known {
		return 0
	}
	return 1
}

// teller puts a summary's sentences together.
type teller struct {
	*Frame
	words        *i18n.Catalogue
	unknown, all int
	sentences    []string
}

func (f *Frame) tell(g *Grid) *teller {
	points := g.points()
	unknown := slices.DeleteFunc(points, func(p point) bool { return p.Known || p.Instead != "" })
	return f.tellOf(len(points), len(unknown))
}

// tellOf begins the summary of so many values, of which some are unknown.
func (f *Frame) tellOf(all, unknown int) *teller {
	t := &teller{Frame: f, words: words(f.Lang), all: all, unknown: unknown}
	t.say(f.Lead)
	return t
}

// knows reports whether so many values are known.
func (t *teller) knows(n int) bool { return t.all-t.unknown == n }

func (t *teller) say(sentence string) {
	if sentence != "" {
		t.sentences = append(t.sentences, sentence)
	}
}

// list tells each point: "Nav datu: 13; pabeigts: 1."
func (t *teller) list(points []point) {
	if len(points) > 0 {
		t.say(upperFirst(t.listed(points)) + ".")
	}
}

// at tells the points of one place: "2025. gada 30. jūnijs – pabeigts: 1."
func (t *teller) at(place string, points []point) {
	t.say(upperFirst(place) + " – " + t.listed(points) + ".")
}

func (t *teller) listed(points []point) string {
	parts := make([]string, len(points))
	for i, p := range points {
		name := p.name
		if i > 0 && p.common {
			name = lowerFirst(name)
		}
		if name != "" {
			name += ": "
		}
		parts[i] = name + t.cell(p.Value).Text
	}
	return strings.Join(parts, "; ")
}

// compare tells the largest and the smallest of points. kind is "" for values, or
// "-totals".
func (t *teller) compare(points []point, kind string) {
	all := len(points)
	points = known(points)
	if len(points) < 2 || !t.Complete {
		return
	}
	if len(points) < all {
		kind += "-known"
	}
	byNumber := func(a, b point) int { return cmp.Compare(a.Number, b.Number) }
	smallest, largest := slices.MinFunc(points, byNumber).Number, slices.MaxFunc(points, byNumber).Number
	if smallest == largest {
		t.say(t.words.F("all-equal"+kind, i18n.Args{"Value": t.counted(largest)}))
		return
	}
	t.say(t.words.F("extremes"+kind, i18n.Args{
		"Largest":  t.named(largest, points),
		"Smallest": t.named(smallest, points),
	}))
}

// fewNames is how many names of equal values a summary tells.
const fewNames = 3

// named writes a value with the names of the points that have it.
func (t *teller) named(value float64, points []point) string {
	var names []string
	for _, p := range points {
		if p.Number == value {
			names = append(names, p.name)
		}
	}
	return t.counted(value) + " (" + t.names(names) + ")"
}

// names lists one name or more, the first few of many.
func (t *teller) names(names []string) string {
	if more := len(names) - fewNames; more > 0 {
		names = append(names[:fewNames:fewNames], t.words.N("more", more, nil))
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + t.words.T("and") + names[last]
}

// ends tells the first and the last of known points, as a trend where there is
// one.
func (t *teller) ends(points []point) {
	first, last := points[0], points[len(points)-1]
	tell := func(p point) string { return t.plain(p.Number) + " (" + p.name + ")" }
	id := "ends"
	if t.Complete && t.unknown == 0 {
		id = map[int]string{-1: "rise", 0: "level", 1: "fall"}[cmp.Compare(first.Number, last.Number)]
	}
	t.say(t.words.F(id, i18n.Args{"First": tell(first), "Last": tell(last)}))
}

// countUnknown tells how many values are unknown, if any are.
func (t *teller) countUnknown() {
	if t.unknown > 0 {
		t.say(t.words.N("unknown-count", t.all, i18n.Args{"Unknown": i18n.FormatInt(t.Lang, t.unknown)}))
	}
}

// text ends the summary: with what the data lack.
func (t *teller) text() string {
	switch {
	case t.knows(0):
		t.say(t.words.T("none-known"))
	case !t.Complete && t.Note == "":
		t.say(t.words.T("not-compared"))
	}
	t.say(t.Note)
	return strings.Join(t.sentences, " ")
}

// lowerFirst writes a common noun within a sentence: its first letter small, unless
// it begins with an abbreviation.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if size == 0 || unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// upperFirst begins a sentence.
func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
