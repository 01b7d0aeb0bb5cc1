package progress

import "testing"

func TestSpreadOf(t *testing.T) {
	for _, c := range []struct {
		name    string
		numbers []float64
		want    Spread
		ok      bool
	}{
		{"none", nil, Spread{}, false},
		{"one", []float64{7}, Spread{1, 7, 7, 7, 7, 7}, true},
		{"two", []float64{10, 4}, Spread{2, 4, 5.5, 7, 8.5, 10}, true},
		{"odd, unsorted", []float64{3, 1, 2, 5, 4}, Spread{5, 1, 2, 3, 4, 5}, true},
		{"even", []float64{1, 2, 3, 10}, Spread{4, 1, 1.75, 2.5, 4.75, 10}, true},
		{"ties", []float64{2, 2, 2, 2}, Spread{4, 2, 2, 2, 2, 2}, true},
	} {
		if got, ok := SpreadOf(c.numbers); got != c.want || ok != c.ok {
			t.Errorf("%s: %+v, %t; want %+v, %t", c.name, got, ok, c.want, c.ok)
		}
	}
}
