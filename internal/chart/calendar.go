package chart

import (
	"errors"
	"math"

	"parskats/internal/i18n"
)

// Calendar shows a number for each day of some months: a row a month, a column a day
// of the month, darker for more.
type Calendar struct {
	Frame
	// MonthHead heads the rows: "Mēnesis".
	MonthHead string
	// From is the first day; the months are those of the days.
	From i18n.Day
	// Values are whole numbers, one for each day from From on.
	Values []Value
}

func (c *Calendar) frame() *Frame { return &c.Frame }

func (c *Calendar) check() error {
	if err := c.Frame.check(); err != nil {
		return err
	}
	if len(c.Values) == 0 {
		return errors.New("has nothing to draw")
	}
	for _, v := range c.Values {
		if v.Known && (v.Number < 0 || v.Number != math.Trunc(v.Number) || math.IsInf(v.Number, 0)) {
			return errors.New("has a value that is not a whole number")
		}
	}
	return nil
}

// most returns the largest known value, 0 for none.
func (c *Calendar) most() float64 {
	most := 0.0
	for _, v := range c.Values {
		if v.Known {
			most = max(most, v.Number)
		}
	}
	return most
}

// month is a month's days of a calendar.
type month struct {
	i18n.Date
	// first is the first day that the calendar has of it, counted from 1.
	first  int
	values []Value
}

// months returns the months in order.
func (c *Calendar) months() []month {
	var months []month
	for i, v := range c.Values {
		d := (c.From + i18n.Day(i)).Date()
		of := i18n.Date{Year: d.Year, Month: d.Month}
		if last := len(months) - 1; last < 0 || months[last].Date != of {
			months = append(months, month{Date: of, first: d.Day})
		}
		m := &months[len(months)-1]
		m.values = append(m.values, v)
	}
	return months
}

// tally is what a month's known values come to.
type tally struct {
	known       bool
	least, most float64
	some        int
	unknown     int
}

func (m month) tally() tally {
	var t tally
	for _, v := range m.values {
		switch {
		case !v.Known:
			t.unknown++
			continue
		case !t.known:
			t.known, t.least, t.most = true, v.Number, v.Number
		}
		t.least, t.most = min(t.least, v.Number), max(t.most, v.Number)
		t.some += count(v.Number > 0)
	}
	return t
}

// unknowns returns of how many days nothing is known.
func (c *Calendar) unknowns() int {
	n := 0
	for _, v := range c.Values {
		n += count(!v.Known)
	}
	return n
}

// Table lists the months: the fewest and the most on a day, on how many days there was
// at least one, and of how many days nothing is known, if there are any.
func (c *Calendar) Table() Table {
	w := words(c.Lang)
	t := Table{Caption: c.Title, Header: []string{c.MonthHead, w.T("calendar-least"), w.T("calendar-most"), w.T("calendar-some")}}
	unknowns := c.unknowns() > 0
	if unknowns {
		t.Header = append(t.Header, w.T("calendar-unknown"))
	}
	for _, m := range c.months() {
		sum := m.tally()
		cells := []Cell{
			c.cell(Value{Number: sum.least, Known: sum.known}), c.cell(Value{Number: sum.most, Known: sum.known}), c.cell(Value{Number: float64(sum.some), Known: sum.known}),
		}
		if unknowns {
			cells = append(cells, c.cell(Known(float64(sum.unknown))))
		}
		t.Rows = append(t.Rows, Row{Label: i18n.FormatDate(c.Lang, m.Date, i18n.Nominative), Cells: cells})
	}
	return t
}

// Summary tells the most on a day and when that was, and on how many days there was
// none, where the data are complete.
func (c *Calendar) Summary() string {
	t := c.tellOf(len(c.Values), c.unknowns())
	if c.Complete && !t.knows(0) {
		c.tellPeak(t)
		none := 0
		for _, v := range c.Values {
			none += count(v.Known && v.Number == 0)
		}
		t.some("calendar-none", none, nil)
	}
	if !t.knows(0) {
		t.countUnknown()
	}
	return t.text()
}

func (c *Calendar) tellPeak(t *teller) {
	most := c.most()
	if most == 0 {
		return
	}
	var days []string
	for i, v := range c.Values {
		if v == Known(most) {
			days = append(days, i18n.FormatDate(c.Lang, (c.From+i18n.Day(i)).Date(), i18n.Nominative))
		}
	}
	id := "calendar-peak"
	if t.unknown > 0 {
		id = "calendar-peak-known"
	}
	first := days[0]
	if more := len(days) - 1; more > 0 {
		first += t.words.T("and") + t.words.N("more", more, nil)
	}
	t.say(t.words.F(id, i18n.Args{"Most": c.counted(most), "Days": first}))
}
