package markdown

import (
	"io"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// TestLimits reads texts that are refused, or read at once: nobody can hold a build up
// with a text. One that could would keep the test from ending.
func TestLimits(t *testing.T) {
	const size = 1 << 18
	for _, test := range []struct {
		name, text string
		refused    bool
	}{
		{"quotes in quotes", strings.Repeat(">", 10_000) + "a", true},
		{"lists in lists", strings.Repeat("- ", 10_000) + "a", true},
		{"numbers in numbers", strings.Repeat("1. ", 10_000) + "a", true},
		{"deeper lines", staircase(1000), true},
		{"tabs", strings.Repeat("\t", 1000) + "a", true},
		{"open links", strings.Repeat("[a](", 10_000), true},
		{"brackets", strings.Repeat("[", 10_000) + "a" + strings.Repeat("]", 10_000), true},
		{"columns", "|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000) + "\n" + strings.Repeat("|a\n", 3000), true},
		{"paragraphs of links", strings.Repeat(strings.Repeat("[a](", 450)+"\n\n", size/1802), false},
		{"short rows", "|" + strings.Repeat("a|", 100) + "\n|" + strings.Repeat("-|", 100) + "\n" + strings.Repeat("|a\n", 3000), false},
		{"emphasis", strings.Repeat("*a _b", size/5), true},
		{"paragraphs of emphasis", strings.Repeat(strings.Repeat("*a _b", 450)+"\n\n", size/2252), false},
		{"ticks", strings.Repeat("`a``", size/4), false},
		{"angles", strings.Repeat("<a ", size/3), false},
		{"headings of one name", strings.Repeat("# a\n", size/4), false},
		{"a rule", strings.Repeat("-", 200), false},
		{"a rule of stars", strings.Repeat("*", 200) + "\n", false},
		{"a heading's line", "a\n" + strings.Repeat("=", 200), false},
		{"bold", "**Svarīgi** – *ļoti*", false},
		{"a list of years", "- 1. 2. 3. 2023.-2025.", false},
	} {
		doc, problems := Parse("x.md", 1, test.text)
		if err := doc.Render(io.Discard, RenderOptions{}); err != nil {
			t.Fatal(err)
		}
		doc.PlainText(100)
		refused := strings.Contains(codes(problems.Sorted()), "too-large")
		if refused != test.refused {
			t.Errorf("%s: refused is %t", test.name, refused)
		}
	}
}

func staircase(lines int) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func codes(problems []diag.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Code + " ")
	}
	return b.String()
}
