// Package figure is the catalogue of figures: what each of them counts, and its
// numbers as of a day, down to the records behind every one.
package figure

import (
	"cmp"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Ref names a record behind a number. Measures go by their key.
type Ref struct {
	Type record.TypeName
	ID   string
}

// Label heads a row or a column. Ref is the record that it stands for, if any.
type Label struct {
	Key  string
	Text i18n.Text
	Ref  Ref
	// Unit is what the numbers of a column are, where that is not the figure's unit. Such
	// a column stands in the table only: what is drawn has one unit.
	Unit Unit
}

// IsNumber reports whether the label heads numbers of which it says nothing but that.
func (l Label) IsNumber() bool { return l.Key == only.Key }

// Cell is a number with the records that it comes from: those that it counts, or
// those whose numbers it adds up. A number that is not known is not zero.
type Cell struct {
	Number float64
	Known  bool
	// Date is the date that the cell holds where its unit is Dates; Number is then its
	// last day.
	Date i18n.Date
	// Ahead: there is no number since its day is still to come, as that of a completion
	// while a measure is known to be under way.
	Ahead bool
	// Few: the number is known, and so small that it could tell who the people were. It
	// is not given; see FewPeople.
	Few bool
	// AtLeast: the number is the least that it can be, since it adds up numbers of people
	// that are not given; see sumPeople.
	AtLeast bool
	Records []Ref
}

// FewPeople is the number of people from which on a figure gives it. Smaller numbers,
// but for none, could tell who they were.
const FewPeople = 5

// IsFew reports whether a number of people could tell who they were.
func IsFew(people int) bool { return people > 0 && people < FewPeople }

// HidesIndividuals reports whether the number of individuals among those who gave their views
// could tell who they were. With it goes the total, from which it would follow.
func HidesIndividuals(s *record.Submissions) bool {
	return s != nil && s.Individuals != nil && IsFew(*s.Individuals)
}

// HidesTotal reports whether a total is so small that it could tell who people were: nobody
// says how many of them were individuals, and beside the organisations there are only a few.
func HidesTotal(s *record.Submissions) bool {
	if s == nil || s.Individuals != nil || s.Total == nil {
		return false
	}
	others := *s.Total
	if s.Organisations != nil {
		others -= *s.Organisations
	}
	return IsFew(others)
}

// count is a cell that counts its records.
func count(records []Ref) Cell {
	return Cell{Number: float64(len(records)), Known: true, Records: records}
}

// Table is a figure's numbers: Cells by row, then by column.
type Table struct {
	Rows, Columns []Label
	Cells         [][]Cell
	// Partial says that some numbers add up only a part of what they should,
	// since of some records it is not known.
	Partial bool
	// Inexact says that some of the numbers added up are only known roughly, or as the
	// least that they can be.
	Inexact bool
	// Left are the records that the figure would count, were something known of them.
	Left Left
	// Share is the part of a whole that the figure is about; nil where it is about none.
	Share *Share
	// Spreads are, for each row, the numbers that lie behind its median, sorted; nil
	// but for figures of the shape Ranges.
	Spreads [][]float64
}

// Left are records that are left out of a figure, since what they would be counted by is
// not known. They are neither zero nor late.
type Left struct {
	Lack    Lack
	Records []Ref
}

// Lack is what is not known of records that are left out.
type Lack string

// What can lack.
const (
	NoDueDate Lack = "due-date"
	// NoDueLine: the records are left out of the lines of due dates only.
	NoDueLine Lack = "due-line"
	NoNumber  Lack = "number"
	NoDays    Lack = "days"
	NoRound   Lack = "round"
)

// leftOut are the records that are such.
func leftOut[T any](lack Lack, records []T, ref func(T) Ref, such func(T) bool) Left {
	return Left{lack, shareOf(records, ref, such).Part}
}

// Share is a part of a whole: the numerator and the denominator, as records.
type Share struct{ Part, Whole []Ref }

// Empty reports whether no number is above zero: there is nothing to draw.
func (t *Table) Empty() bool {
	for _, row := range t.Cells {
		for _, c := range row {
			if c.Known && c.Number != 0 {
				return false
			}
		}
	}
	return true
}

// HasFew reports whether a number is not given since it is so small.
func (t *Table) HasFew() bool {
	return countIf(t.Cells, func(row []Cell) bool { return countIf(row, func(c Cell) bool { return c.Few }) > 0 }) > 0
}

// HasLeast reports whether a number is only the least that it can be.
func (t *Table) HasLeast() bool {
	return countIf(t.Cells, func(row []Cell) bool { return countIf(row, func(c Cell) bool { return c.AtLeast }) > 0 }) > 0
}

// Total returns the sum of all known numbers.
func (t *Table) Total() float64 {
	sum := 0.0
	for _, row := range t.Cells {
		for _, c := range row {
			if c.Known {
				sum += c.Number
			}
		}
	}
	return sum
}

// RowTotal returns the sum of a row, not known where one of its numbers is not.
func (t *Table) RowTotal(row int) Cell {
	sum := Cell{Known: true}
	for _, c := range t.Cells[row] {
		sum.Known = sum.Known && c.Known
		sum.Number += c.Number
	}
	return sum
}

// Unknown counts the numbers that are not known, of all but those still to come.
func (t *Table) Unknown() (unknown, all int) {
	for _, row := range t.Cells {
		for _, c := range row {
			if c.Ahead {
				continue
			}
			all++
			if !c.Known && !c.Few {
				unknown++
			}
		}
	}
	return unknown, all
}

// Shape says how a figure is drawn.
type Shape string

// The shapes.
const (
	// Parts is one whole, divided: its rows are the parts.
	Parts Shape = "parts"
	// Bars is a bar a row, divided by columns where there are several.
	Bars Shape = "bars"
	// Columns is a column a row, for rows that follow each other in time.
	Columns Shape = "columns"
	// Steps is a line a column, which holds its value from row to row.
	Steps Shape = "steps"
	// Timeline is a row of marks at dates a row.
	Timeline Shape = "timeline"
	// Calendar is a field a row, its rows being days.
	Calendar Shape = "calendar"
	// Ranges is a row a row, from the least to the most of the table's Spreads.
	Ranges Shape = "ranges"
)

// Unit is what a number counts.
type Unit string

// The units.
const (
	Measures      Unit = "measures"
	Consultations Unit = "consultations"
	Cases         Unit = "cases"
	Records       Unit = "records"
	Proposals     Unit = "proposals"
	Submissions   Unit = "submissions"
	Initiatives   Unit = "initiatives"
	Events        Unit = "events"
	Institutions  Unit = "institutions"
	Commitments   Unit = "commitments"
	Rounds        Unit = "rounds"
	Ideas         Unit = "ideas"
	People        Unit = "people"
	Votes         Unit = "votes"
	Indicators    Unit = "indicators"
	Percent       Unit = "percent"
	Days          Unit = "days"
	Dates         Unit = "dates"
	Euros         Unit = "euros"
)

// Counts reports whether a unit's numbers count the records behind them, one each.
func (u Unit) Counts() bool {
	switch u {
	case Submissions, Proposals, Ideas, People, Votes, Percent, Days, Dates, Euros:
		return false
	}
	return true
}

// Colours says which colours of the palette the parts have by meaning.
type Colours string

// The meanings. Of no meaning, colours are those of their place.
const (
	ByState Colours = "state"
	ByLevel Colours = "level"
)

// Figure is one figure of the catalogue.
type Figure struct {
	ID    string
	Title i18n.Text
	// Definition says what counts, what does not, and what becomes of what is not
	// known.
	Definition i18n.Text
	// Counts is the type of the records that the figure counts. Where they are
	// only a part of a whole, so is the figure.
	Counts record.TypeName
	// Also are further types that it counts.
	Also []record.TypeName
	// Rows says what the rows are: "State", "Year".
	Rows i18n.Text
	// Once says that each record counts under one number only, so that the numbers
	// add up to a whole.
	Once bool
	// OfPlan says that it counts within the plan that the site is about.
	OfPlan bool
	// Compares says that the figure shows a trend, or a whole that a part would belie:
	// it is drawn only where the records are all there are.
	Compares bool
	// Years says that the rows are years, of which the present one may not be over.
	Years   bool
	Unit    Unit
	Shape   Shape
	Colours Colours
	// Better says which way the figure's share is better, or its numbers where it has
	// none; "" where neither is.
	Better record.Direction
	// Source is where the definition comes from; empty where it is this site's own.
	Source i18n.Text
	// Rule is the source of the site's rule that the figure holds records against, nil
	// where the site has none; the function is nil for figures that know no rule.
	Rule func(*record.Config) *record.Source

	table   func(*Input) Table
	finding func(*Input, *Table) []Clause
}

// On returns a figure's numbers as of the input's day.
func (f *Figure) On(in *Input) Table { return f.table(in) }

// Finding returns what a figure's numbers say, in a clause or two: always where it has
// any number above zero. Of records that are only a part it tells facts, and compares
// nothing: no longest, no median, no trend.
func (f *Figure) Finding(in *Input, t *Table) []Clause { return f.finding(in, t) }

// UnitOf returns the unit of a column's numbers.
func (f *Figure) UnitOf(column Label) Unit { return cmp.Or(column.Unit, f.Unit) }

// CountsRecords reports whether the figure's numbers count the records behind them.
func (f *Figure) CountsRecords() bool { return f.Unit.Counts() }

// Whole reports whether the records that a figure counts are all there are, so that it
// may compare them: order them by size, show a trend or a median.
func (f *Figure) Whole(in *Input) bool {
	var plan *record.Plan
	if f.OfPlan {
		plan = in.Plan
	}
	whole := in.whole(f.Counts, plan)
	for _, t := range f.Also {
		whole = whole && in.whole(t, nil)
	}
	return whole
}

// OpenYear returns the year among a table's rows that is not over on the input's day; ok
// is false where there is none. Its numbers are no match for those of whole years.
func (f *Figure) OpenYear(in *Input, t *Table) (year int, ok bool) {
	year = in.Day.Date().Year
	if !f.Years || (i18n.Date{Year: year}).Last() == in.Day {
		return 0, false
	}
	return year, countIf(t.Rows, func(row Label) bool { return row.Key == yearKey(year) }) > 0
}

// TellsShares reports whether a table's numbers have their share of the sum beside them:
// those of a divided whole whose records are all there are. Where the figure's own share
// is of another whole, a second percentage would contradict it.
func (f *Figure) TellsShares(in *Input, t *Table) bool {
	return f.Shape == Parts && t.Total() > 0 && f.Whole(in) && (t.Share == nil || float64(len(t.Share.Whole)) == t.Total())
}

// Drawn reports whether the figure's numbers are to be drawn: not where there is
// nothing to show, nor a comparison of records that are only a part.
func (f *Figure) Drawn(in *Input, t *Table) bool {
	return !t.Empty() && (!f.Compares || f.Whole(in))
}

// text is a text in both languages.
func text(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }
