package chart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

func TestLinesRefuse(t *testing.T) {
	l := stepsSample()
	l.Now = "2024-13"
	if err := l.check(); err == nil || !strings.Contains(err.Error(), `no category "2024-13"`) {
		t.Errorf("a Now that is no category gives %v", err)
	}
}

// What lies beyond Now is not known yet; what is missing before it is unknown.
func TestTableAsOf(t *testing.T) {
	l := stepsSample()
	l.Series[1].Values[3] = Value{}
	rows := l.Table().Rows
	for row, want := range map[int]string{3: "nav zināms", 29: "15", 30: "vēl nav zināms", 47: "vēl nav zināms"} {
		if got := rows[row].Cells[1].Text; got != want {
			t.Errorf("%s: %s, want %s", rows[row].Label, got, want)
		}
	}
	if got := rows[47].Cells[0].Text; got != "46" {
		t.Errorf("what is due in the end: %s", got)
	}
}

func TestJanuaries(t *testing.T) {
	months := func(first, n int) (months []string) {
		for i := range n {
			months = append(months, i18n.Date{Year: 2020 + (first+i)/12, Month: (first+i)%12 + 1}.String())
		}
		return months
	}
	for _, c := range []struct {
		name       string
		categories []string
		width      float64
		want       []int
	}{
		{"each year", months(0, 48), 600, []int{0, 12, 24, 36}},
		{"from July", months(6, 24), 600, []int{6, 18}},
		{"years with little room", months(0, 72), 200, []int{0, 24, 48}},
		{"one January", months(3, 20), 600, []int{9}},
		{"years", []string{"2020", "2021"}, 600, nil},
		{"not only months", append(months(0, 24), "2022"), 600, nil},
	} {
		l := &Lines{Grid: Grid{Categories: c.categories, Series: make([]Series, 2)}}
		if got := l.januaries(plot{width: c.width}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A label stands where no line and no other label is, or not at all.
func TestFreePlace(t *testing.T) {
	bounds := rect{0, 0, 200, 100}
	end := spot{100, 50}
	wall := between(spot{110, 0}, spot{110, 100})
	for _, c := range []struct {
		name  string
		width float64
		drawn []spot
		taken []rect
		want  spot
		ok    bool
	}{
		{"right", 50, nil, nil, spot{109, 41.5}, true},
		{"above, before a line", 50, wall, nil, spot{50, 25}, true},
		{"above, for want of room", 95, nil, nil, spot{5, 25}, true},
		{"below another label", 50, wall, []rect{{40, 20, 90, 40}}, spot{50, 58}, true},
		{"nowhere", 150, nil, nil, spot{}, false},
	} {
		got, ok := freePlace(end, c.width, bounds, c.drawn, c.taken)
		if ok != c.ok || ok && (spot{got.left, got.top}) != c.want {
			t.Errorf("%s: %v %v, want %v", c.name, got, ok, c.want)
		}
	}
}

// Steps lead from one known value to the next, and never on to an unknown one. A value
// between two unknown ones is seen though no line leads to it.
func TestSteps(t *testing.T) {
	of := func(values ...Value) *Lines {
		return &Lines{Step: true, Grid: Grid{Categories: letters(len(values)), Series: []Series{{Values: values}, {}}}}
	}
	for _, c := range []struct {
		name  string
		lines *Lines
		want  string
	}{
		{"steps", of(Ints(1, 3, 3)...), "[0 1] none, [1 1] none, [1 3] none, [2 3] none, [2 3]"},
		{"unknown in the end", of(unknownAt(Ints(1, 2, 0), 2)...), "[0 1] none, [1 1] none, [1 2], gap"},
		{"unknown between", of(unknownAt(Ints(1, 0, 2), 1)...), "[0 1], gap, [2 2]"},
		{"none known", of(Value{}), "gap"},
	} {
		var points []string
		for _, d := range c.lines.data(0) {
			point := "gap"
			if d.Value != nil {
				point = strings.TrimSpace(fmt.Sprint(d.Value, " ", d.Symbol))
			}
			points = append(points, point)
		}
		if got := strings.Join(points, ", "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
