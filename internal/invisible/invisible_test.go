package invisible

import "testing"

func TestIsRefused(t *testing.T) {
	for _, r := range "\x00\x07\x1b\x7f\u0080\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\U000e0041\ufffe" {
		if !IsRefused(r) {
			t.Errorf("%U is let through", r)
		}
	}
	for _, r := range "a \t\n\r\u0085\u00a0\u00ac\u00aeāž\u0301\u200c\u200d\u202f\u2028„”€👩\ufe0f\ufffd" {
		if IsRefused(r) {
			t.Errorf("%U is refused", r)
		}
	}
}

func TestIsBlank(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, " \t\n": true, "\u200b": true, "\u00ad\u202e": true, "\u3164": true, "\u2800 \u00a0": true, "\u200d\ufe0f": true, "\u115f": true,
		"a": false, "\u200ba": false, "–": false, "👩‍💻": false, "0": false,
	} {
		if got := IsBlank(text); got != want {
			t.Errorf("IsBlank(%+q) = %v", text, got)
		}
	}
}

func TestFirst(t *testing.T) {
	for text, want := range map[string]int{"": -1, "ābols": -1, "ā\u202eb\u200b": 2, "\x00": 0} {
		if r, got := First(text); got != want || got >= 0 && !IsRefused(r) {
			t.Errorf("First(%+q) = %U, %d, want %d", text, r, got, want)
		}
	}
}
