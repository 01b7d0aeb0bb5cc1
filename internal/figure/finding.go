package figure

import (
	"strconv"

	"parskats/internal/i18n"
)

// Clause is a part of what a figure says: a sentence of the theme's catalogue, by its
// id after "finding-", and what it mentions.
type Clause struct {
	ID string
	// N decides the plural form of the sentence. The sentence can mention it.
	N int
	// Args are Number, Quantity, Ratio, i18n.Text or i18n.Date by the names under which
	// the sentence mentions them.
	Args map[string]any
}

// Number is a number without its noun.
type Number float64

// Quantity is a number with the noun of its unit: "654 days".
type Quantity struct {
	Number float64
	Unit   Unit
}

// Ratio is a part of a whole with the noun of its unit: "3 of 12 measures (25%)".
type Ratio struct {
	Part, Whole int
	Unit        Unit
}

// ratio tells a share in a unit.
func (s *Share) ratio(unit Unit) Ratio { return Ratio{len(s.Part), len(s.Whole), unit} }

// says makes a clause of a share. Of an empty whole there is nothing to say.
func (s *Share) says(id string, unit Unit) []Clause {
	if s == nil || len(s.Whole) == 0 {
		return nil
	}
	return []Clause{{ID: id, N: s.ratio(unit).Plural(), Args: map[string]any{"Share": s.ratio(unit)}}}
}

// Plural is the number that the verb beside a ratio agrees with: the part, as in "1 of 3
// measures is complete", but for none of one: "0 of 1 measure is complete". A sentence
// that it chooses the form of must not mention it.
func (r Ratio) Plural() int {
	if r.Part == 0 && r.Whole == 1 {
		return 1
	}
	return r.Part
}

// sayShare is the finding of a figure that is about a share.
func sayShare(id string, unit Unit) func(*Input, *Table) []Clause {
	return func(_ *Input, t *Table) []Clause { return t.Share.says(id, unit) }
}

// sayRows is the finding of a figure of which the number of rows is what matters.
func sayRows(id string) func(*Input, *Table) []Clause {
	return func(_ *Input, t *Table) []Clause {
		if len(t.Rows) == 0 {
			return nil
		}
		return []Clause{{ID: id, N: len(t.Rows)}}
	}
}

// most returns the row with the largest known number in a column; ok is false where
// none is known. Of several the first wins.
func (t *Table) most(column int) (row int, ok bool) {
	for i, cells := range t.Cells {
		if cells[column].Known && (!ok || cells[column].Number > t.Cells[row][column].Number) {
			row, ok = i, true
		}
	}
	return row, ok
}

// longest says the largest number of a column, which is of days, and of what it is; ok is
// false where none is known.
func (t *Table) longest(column int) (args map[string]any, ok bool) {
	row, ok := t.most(column)
	if !ok {
		return nil, false
	}
	number := t.Cells[row][column].Number
	others := countIf(t.Cells, func(cells []Cell) bool { return cells[column].Known && cells[column].Number == number }) - 1
	return map[string]any{"Days": Quantity{number, Days}, "Name": andMore(t.Rows[row].Text, others)}, true
}

// andMore names the first of several that are alike.
func andMore(first i18n.Text, others int) i18n.Text {
	if others == 0 {
		return first
	}
	all, n := i18n.Text{}, strconv.Itoa(others)
	for lang, more := range text(" un vēl "+n, " and "+n+" more") {
		name, _ := first.In(lang, i18n.Latvian, i18n.English)
		all[lang] = name + more
	}
	return all
}

// cell returns the number of a row and a column, by their keys.
func (t *Table) cell(row, column string) Cell {
	for i, r := range t.Rows {
		for j, c := range t.Columns {
			if r.Key == row && c.Key == column {
				return t.Cells[i][j]
			}
		}
	}
	return Cell{}
}

// number tells a cell's number, or what stands for one that is not given.
func (c Cell) number() any {
	switch {
	case c.Few:
		n := strconv.Itoa(FewPeople)
		return text("mazāk par "+n, "fewer than "+n)
	case !c.Known:
		return text("nav zināms", "not known")
	}
	if c.AtLeast {
		return text("vismaz "+i18n.FormatNumber(i18n.Latvian, c.Number), "at least "+i18n.FormatNumber(i18n.English, c.Number))
	}
	return Number(c.Number)
}
