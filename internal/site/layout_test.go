package site

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBrief(t *testing.T) {
	long := strings.Repeat("pārskats, ", 40)
	for _, c := range []struct{ text, want string }{
		{"", ""}, {"Īss teksts.", "Īss teksts."},
		{strings.Repeat("ā", mostOfDescription), strings.Repeat("ā", mostOfDescription)},
		{strings.Repeat("ā", mostOfDescription+1), strings.Repeat("ā", mostOfDescription) + "…"},
		{long, strings.TrimSuffix(strings.Repeat("pārskats, ", 25), ", ") + "…"},
	} {
		got := brief(c.text)
		if got != c.want || !utf8.ValidString(got) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
