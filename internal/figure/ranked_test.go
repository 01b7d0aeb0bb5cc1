package figure

import (
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Rows of records stand by the alphabet, and by size only where the records are all there
// are; rows of a vocabulary keep its order.
func TestRanked(t *testing.T) {
	in := &Input{Site: &record.Site{Config: &record.Config{Languages: []string{"lv"}}}}
	place := func(id, name string) Label {
		return Label{Key: id, Text: i18n.Text{i18n.Latvian: name}, Ref: Ref{"institution", id}}
	}
	places := []Label{place("a", "Viļaka"), place("b", "Ķegums"), place("c", "Kuldīga"), place("d", "Ādaži"), place("e", "Nekas")}
	words := []Label{{Key: "z"}, {Key: "y"}, {Key: "x"}, {Key: "w"}, {Key: "v"}}
	for _, c := range []struct {
		name  string
		rows  []Label
		whole bool
		want  []string
	}{
		{"a part", places, false, []string{"d", "c", "b", "a"}},
		{"the whole", places, true, []string{"c", "d", "b", "a"}},
		{"a vocabulary", words, false, []string{"z", "y", "x", "w"}},
	} {
		table := Table{Rows: slices.Clone(c.rows)}
		for _, n := range []float64{1, 1, 3, 1, 0} {
			table.Cells = append(table.Cells, []Cell{{Number: n, Known: true}})
		}
		table.ranked(in, c.whole)
		var got []string
		for _, row := range table.Rows {
			got = append(got, row.Key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
