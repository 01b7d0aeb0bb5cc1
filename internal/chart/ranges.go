package chart

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parskats/internal/i18n"
)

// Ranges shows how values spread: a row each, from the least to the most, with the
// middle half and the median.
type Ranges struct {
	Frame
	// CategoryHead says what the rows are: "Iestāde".
	CategoryHead string
	Rows         []RangeRow
}

// RangeRow is some values, and what they are summed up to.
type RangeRow struct {
	Label string
	// Low to High are the least value, the first quartile, the median, the third
	// quartile and the greatest. They are not looked at where N is below FewValues.
	Low, Q1, Median, Q3, High float64
	// N is how many values there are.
	N int
	// Values are all values, sorted. They are looked at where N is below FewValues
	// only: then each is drawn.
	Values []float64
	// Note is told in the table: "12 bez atbildes".
	Note string
}

// FewValues is the number of values from which on they are summed up.
const FewValues = 5

func (r *Ranges) frame() *Frame { return &r.Frame }

// summedUp reports whether the row has enough values for quartiles.
func (r RangeRow) summedUp() bool { return r.N >= FewValues }

// ends returns the least and the greatest value of a row that has some.
func (r RangeRow) ends() (low, high float64) {
	if r.summedUp() {
		return r.Low, r.High
	}
	return slices.Min(r.Values), slices.Max(r.Values)
}

func (r *Ranges) check() error {
	if err := r.Frame.check(); err != nil {
		return err
	}
	some := false
	for _, row := range r.Rows {
		if err := row.check(); err != nil {
			return fmt.Errorf("row %q: %w", row.Label, err)
		}
		some = some || row.N > 0
	}
	if !some {
		return errors.New("has nothing to draw")
	}
	return nil
}

func (r RangeRow) check() error {
	numbers := r.Values
	if r.summedUp() {
		numbers = []float64{r.Low, r.Q1, r.Median, r.Q3, r.High}
		if !slices.IsSorted(numbers) {
			return errors.New("its quartiles are out of order")
		}
	} else if len(r.Values) != r.N {
		return fmt.Errorf("has %d values, but counts %d", len(r.Values), r.N)
	}
	for _, x := range numbers {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return errors.New("has a value that is not a number")
		}
	}
	return nil
}

// Table lists the rows: how many values, the least, the quartiles and the greatest.
// Where values are few they are listed in the note.
func (r *Ranges) Table() Table {
	w := words(r.Lang)
	t := Table{Caption: r.Title, Header: []string{r.CategoryHead}}
	t.Header = append(t.Header, w.T("ranges-count"))
	for _, id := range []string{"low", "first", "median", "third", "high"} {
		t.Header = append(t.Header, r.headed(w.T("ranges-"+id)))
	}
	noted := slices.ContainsFunc(r.Rows, func(row RangeRow) bool { return r.note(row) != "" })
	if noted {
		t.Header = append(t.Header, w.T("note"))
	}
	for _, row := range r.Rows {
		cells := r.cells(row)
		if noted {
			cells = append(cells, wordsCell(r.note(row)))
		}
		t.Rows = append(t.Rows, Row{Label: row.Label, Cells: cells})
	}
	return t
}

// headed adds the unit to the head of a column.
func (r *Ranges) headed(head string) string {
	if r.Unit.Name == "" {
		return head
	}
	return head + ", " + r.Unit.Name
}

func (r *Ranges) cells(row RangeRow) []Cell {
	none := wordsCell("")
	n := Cell{Value: Known(float64(row.N)), Text: i18n.FormatInt(r.Lang, row.N)}
	if row.N == 0 {
		return []Cell{n, none, none, none, none, none}
	}
	low, high := row.ends()
	cells := []Cell{n, r.cell(Known(low)), none, none, none, r.cell(Known(high))}
	if row.summedUp() {
		cells[2], cells[3], cells[4] = r.cell(Known(row.Q1)), r.cell(Known(row.Median)), r.cell(Known(row.Q3))
	}
	return cells
}

// note returns the row's note, after its values where they are few.
func (r *Ranges) note(row RangeRow) string {
	if row.summedUp() || row.N < 3 {
		return row.Note
	}
	// One value or two are told as the least and the greatest.
	list := make([]string, row.N)
	for i, x := range row.Values {
		list[i] = r.plain(x)
	}
	note := words(r.Lang).F("ranges-values", i18n.Args{"Values": strings.Join(list, "; ")})
	if row.Note != "" {
		note += "; " + row.Note
	}
	return note
}

// Summary tells each row where few are summed up, else the largest and the smallest
// median of complete data; and how many rows have too few values or none.
func (r *Ranges) Summary() string {
	few, none := 0, 0
	var told []string
	var medians []point
	for _, row := range r.Rows {
		few += count(row.N > 0 && !row.summedUp())
		none += count(row.N == 0)
		if row.summedUp() {
			told = append(told, r.told(row))
			medians = append(medians, point{name: row.Label, Value: Known(row.Median)})
		}
	}
	t := r.tellOf(len(r.Rows), none)
	switch {
	case len(told) > fewBars:
		t.compare(medians, "-medians")
	case len(told) > 0:
		t.say(upperFirst(strings.Join(told, "; ")) + ".")
	}
	if few > 0 {
		t.some("ranges-few", few, i18n.Args{"Few": FewValues})
	}
	if none > 0 {
		t.some("without-values", none, nil)
	}
	return t.text()
}

func (r *Ranges) told(row RangeRow) string {
	w := words(r.Lang)
	return w.F("ranges-row", i18n.Args{
		"Name": row.Label, "Median": r.counted(row.Median), "Values": w.N("values", row.N, nil),
		"First": r.plain(row.Q1), "Third": r.plain(row.Q3), "Low": r.plain(row.Low), "High": r.plain(row.High),
	})
}
