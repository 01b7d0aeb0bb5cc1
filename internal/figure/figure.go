// Package figure is the catalogue of figures: what each of them counts, and its
// numbers as of a day, down to the records behind every one.
package figure

import (
	"parskats/internal/i18n"
	"parskats/internal/progress"
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
}

// Cell is a number with the records that it comes from: those that it counts, or
// those whose numbers it adds up. A number that is not known is not zero.
type Cell struct {
	Number  float64
	Known   bool
	Records []Ref
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
}

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
	Initiatives   Unit = "initiatives"
	Events        Unit = "events"
	Institutions  Unit = "institutions"
	Days          Unit = "days"
	Euros         Unit = "euros"
)

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
	// Rows says what the rows are: "State", "Year".
	Rows i18n.Text
	// Once says that each record counts under one number only, so that the numbers
	// add up to a whole.
	Once bool
	// OfPlan says that it counts within the plan that the site is about.
	OfPlan  bool
	Unit    Unit
	Shape   Shape
	Colours Colours
	// Source is where the definition comes from, if not from this site.
	Source i18n.Text

	table func(*Input) Table
}

// Input is what figures are made from.
type Input struct {
	Site  *record.Site
	Index *progress.Index
	Day   i18n.Day
	// Plan is the plan that the site is about on the day; nil where none has
	// begun.
	Plan *record.Plan
}

// On returns a figure's numbers as of the input's day.
func (f *Figure) On(in *Input) Table { return f.table(in) }

// text is a text in both languages.
func text(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }

// measures returns the plan's measures as of the day.
func (in *Input) measures() []*progress.Measure {
	if in.Plan == nil {
		return nil
	}
	plan := in.Index.PlanOn(in.Plan, in.Day)
	return plan.Measures()
}

// measureRef names a measure.
func measureRef(m *progress.Measure) Ref { return Ref{"measure", m.Record.Key} }

// consultations returns those that are visible on the day.
func (in *Input) consultations() []*progress.Consultation {
	return progress.ConsultationsOn(in.Site, in.Day)
}

// cases returns those that are visible on the day.
func (in *Input) cases() []*record.Case {
	var visible []*record.Case
	for _, c := range in.Site.Cases.All() {
		if progress.CaseVisible(c, in.Day) {
			visible = append(visible, c)
		}
	}
	return visible
}
