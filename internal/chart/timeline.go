package chart

import (
	"cmp"
	"errors"
	"fmt"

	"parskats/internal/i18n"
)

// Timeline shows when things were due and done: a row each, with marks at dates and a
// stretch between them.
type Timeline struct {
	Frame
	// Head says what the rows are: "Pasākums".
	Head string
	// Marks are the kinds of marks, at most four, in the order in which a row's dates
	// are given.
	Marks []MarkKind
	Rows  []TimelineRow
	// Now is the day that the data are as of, marked by a line; 0 for none. NowLabel
	// is what is written at it.
	Now      i18n.Day
	NowLabel string
	// GoesOn says what it means that a row goes on beyond its last mark: "termiņš
	// pagājis". Where it is empty, that it goes on.
	GoesOn string
	// Told says that the lead tells what the rows say, so that the summary does not.
	Told bool
}

// MarkKind is one kind of mark: its name in the legend and the table, its shape and
// its colour. Where the colour is empty, it has the general colour of its place.
type MarkKind struct {
	Label  string
	Symbol Symbol
	Colour Colour
}

// Symbol is the shape of a mark. Shapes tell kinds apart without colour, and may be
// seen though they lie on one another: a ring around a dot.
type Symbol string

// The shapes of marks.
const (
	Ring     Symbol = "ring"
	Diamond  Symbol = "diamond"
	Dot      Symbol = "dot"
	Square   Symbol = "square"
	Triangle Symbol = "triangle"
)

// TimelineRow is a thing with a date for each kind of mark; the zero date is none. A
// partial date is drawn at its last day, and told as it is.
type TimelineRow struct {
	Label string
	Dates []i18n.Date
	// Until is the day up to which the row goes on beyond its last mark, dashed; 0 for
	// none.
	Until i18n.Day
	// Note stands at that end if it has room there, and in the table: "112 dienas".
	Note string
}

func (t *Timeline) frame() *Frame { return &t.Frame }

// maxMarkKinds is how many kinds of marks can be told apart.
const maxMarkKinds = 4

func (t *Timeline) check() error {
	if err := t.Frame.check(); err != nil {
		return err
	}
	if len(t.Rows) == 0 || len(t.Marks) == 0 {
		return errors.New("has nothing to draw")
	}
	if len(t.Marks) > maxMarkKinds {
		return fmt.Errorf("has %d kinds of marks, more than %d", len(t.Marks), maxMarkKinds)
	}
	if _, _, ok := t.extent(); !ok {
		return errors.New("has no date")
	}
	for _, row := range t.Rows {
		if len(row.Dates) != len(t.Marks) {
			return fmt.Errorf("row %q has %d dates for %d kinds of marks", row.Label, len(row.Dates), len(t.Marks))
		}
	}
	return t.checkMarks()
}

func (t *Timeline) checkMarks() error {
	labels, symbols := map[string]bool{}, map[Symbol]bool{}
	for i, m := range t.Marks {
		if _, ok := symbolLooks[m.Symbol]; !ok {
			return fmt.Errorf("there is no symbol %q", m.Symbol)
		}
		if _, ok := inkOf(m.Colour, i); !ok {
			return fmt.Errorf("the palette has no colour %q", m.Colour)
		}
		if labels[m.Label] || symbols[m.Symbol] {
			return fmt.Errorf("has two kinds of marks %q, or two of symbol %q", m.Label, m.Symbol)
		}
		labels[m.Label], symbols[m.Symbol] = true, true
	}
	return nil
}

// span returns a row's first and last date. ok is false where it has none.
func (r TimelineRow) span() (first, last i18n.Date, ok bool) {
	for _, d := range r.Dates {
		if d.IsZero() {
			continue
		}
		if !ok || d.Last() < first.Last() {
			first = d
		}
		if !ok || d.Last() > last.Last() {
			last = d
		}
		ok = true
	}
	return first, last, ok
}

// goesOn reports whether the row goes on beyond its last mark.
func (r TimelineRow) goesOn() bool {
	_, last, ok := r.span()
	return ok && r.Until > last.Last()
}

// extent returns the first and the last day that is drawn. ok is false where no row
// has a date.
func (t *Timeline) extent() (first, last i18n.Day, ok bool) {
	for _, row := range t.Rows {
		from, to, dated := row.span()
		if !dated {
			continue
		}
		if !ok {
			first, last = from.Last(), to.Last()
		}
		first, last = min(first, from.Last()), max(last, to.Last(), row.Until)
		ok = true
	}
	if t.Now != 0 {
		first, last = min(first, t.Now), max(last, t.Now)
	}
	return first, last, ok
}

// Table lists the rows' dates in words, and their notes where there are any.
func (t *Timeline) Table() Table {
	table := Table{Caption: t.Title, Header: []string{t.Head}}
	for _, m := range t.Marks {
		table.Header = append(table.Header, m.Label)
	}
	noted := false
	for _, row := range t.Rows {
		noted = noted || t.note(row) != ""
	}
	if noted {
		table.Header = append(table.Header, words(t.Lang).T("note"))
	}
	for _, row := range t.Rows {
		cells := make([]Cell, 0, len(row.Dates)+1)
		for _, d := range row.Dates {
			cells = append(cells, wordsCell(i18n.FormatDate(t.Lang, d, i18n.Nominative)))
		}
		if noted {
			cells = append(cells, wordsCell(t.note(row)))
		}
		table.Rows = append(table.Rows, Row{Label: row.Label, Cells: cells})
	}
	return table
}

// note returns what the table says of a row beside its dates.
func (t *Timeline) note(row TimelineRow) string {
	if row.Note == "" && row.goesOn() {
		return t.goesOn()
	}
	return row.Note
}

// goesOn says what it means that a row goes on.
func (t *Timeline) goesOn() string { return cmp.Or(t.GoesOn, words(t.Lang).T("goes-on")) }

// Summary tells how many rows have dates that differ and how many go on, unless the lead
// has told; and how many have no dates. The longest time between dates is told of complete
// data only.
func (t *Timeline) Summary() string {
	stretches, goOn, undated := 0, 0, 0
	for _, row := range t.Rows {
		first, last, ok := row.span()
		stretches += count(ok && first.Last() < last.Last())
		goOn += count(row.goesOn())
		undated += count(!ok)
	}
	teller := t.tellOf(len(t.Rows), undated)
	if t.Lead == "" {
		teller.some("rows-count", len(t.Rows), nil)
	}
	switch {
	case t.Told:
	case stretches > 0 && t.Complete:
		teller.some("dates-differ-longest", stretches, i18n.Args{"Longest": t.longest(teller)})
	case !teller.knows(0):
		teller.some("dates-differ", stretches, nil)
	}
	if goOn > 0 && !t.Told {
		teller.some("going-on", goOn, i18n.Args{"What": upperFirst(t.goesOn())})
	}
	if undated > 0 {
		teller.some("without-dates", undated, nil)
	}
	return teller.text()
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// some tells a sentence about some of all.
func (t *teller) some(id string, some int, args i18n.Args) {
	all := i18n.Args{"Some": i18n.FormatInt(t.Lang, some), "All": i18n.FormatInt(t.Lang, t.all)}
	for name, value := range args {
		all[name] = value
	}
	t.say(t.words.F(id, all))
}

// longest tells the longest time between a row's dates, and whose it is. A partial
// date makes it a range.
func (t *Timeline) longest(teller *teller) string {
	days := func(r TimelineRow) int {
		first, last, _ := r.span()
		return int(last.Last() - first.Last())
	}
	longest := 0
	for _, row := range t.Rows {
		longest = max(longest, days(row))
	}
	var names []string
	var text string
	for _, row := range t.Rows {
		if days(row) == longest {
			names = append(names, row.Label)
			text = teller.days(row)
		}
	}
	return text + " (" + teller.names(names) + ")"
}

// days writes how many days lie between a row's first and its last date.
func (t *teller) days(r TimelineRow) string {
	first, last, _ := r.span()
	low, high := max(int(last.First()-first.Last()), 0), int(last.Last()-first.First())
	return t.words.N("days", high, i18n.Args{"Days": i18n.FormatRange(t.Lang, low, high)})
}
