package markdown

import (
	"testing"

	"parskats/internal/diag"
)

// TestPlacesInAnyOrder sees that a place does not depend on those that were asked for
// before it.
func TestPlacesInAnyOrder(t *testing.T) {
	source := []byte("ā b c\n\nšķē d\n")
	for _, first := range []int{0, 2, 6, 8, 12, len(source)} {
		for second := range len(source) + 1 {
			p := newPlaces("x.md", 5, source)
			p.at(first)
			want := newPlaces("x.md", 5, source).at(second)
			if got := p.at(second); got != want {
				t.Errorf("%d after %d: got %v, want %v", second, first, got, want)
			}
		}
	}
	want := diag.Pos{File: "x.md", Line: 7, Col: 3}
	p := newPlaces("x.md", 5, source)
	p.at(len("ā b c\n\nš"))
	if got := p.at(len("ā b c\n\nšķ")); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
