package record

import "testing"

func TestIsPlaceholder(t *testing.T) {
	for text, want := range map[string]bool{
		"-": true, " ? ": true, "TODO": true, "Nav zināms": true, "n/a": true, "…": true,
		"": false, "Nav": false, "%": false, "EUR": false, "Todo saraksts": false,
	} {
		if got := IsPlaceholder(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestHasYear(t *testing.T) {
	for year, want := range map[int]bool{1899: false, 1900: true, 2024: true, 2099: true, 2100: false, 0: false} {
		if got := HasYear(year); got != want {
			t.Errorf("%d: got %v", year, got)
		}
	}
}
