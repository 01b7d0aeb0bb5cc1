package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// TestManyBrokenRecords breaks two hundred records, each in its own way, and finds all
// of it in one run, in order, and counted.
func TestManyBrokenRecords(t *testing.T) {
	const head = "title: Apspriede\ninstitution: zz-ministrija\n"
	mistakes := []struct{ record, code string }{
		{"title: \"Apspriede\ninstitution: zz-ministrija\n", "syntax"},
		{"", "empty"},
		{head + "title: Otrreiz\n", "duplicate-key"},
		{head + "opens: 2023-02-30\n", "bad-date"},
		{"title: Apspriede\ninstitution: zz-minstrija\n", "unknown-ref"},
		{head + "level: konsultācijas\n", "bad-value"},
		{head + "closes: 2023-10-03\nopens: 2023-10-16\n", "date-order"},
		{head + "proposals: {received: 1, accepted: 2}\n", "sum-mismatch"},
		{head + "url: lapa\n", "bad-url"},
		{"title: \xe2\n", "encoding"},
	}
	files := baseSite(t, nil)
	var want []string
	for i := range 200 {
		name := fmt.Sprintf("data/consultations/%03d.yaml", i)
		mistake := mistakes[i%len(mistakes)]
		files[name] = baseSite(t, map[string]string{name: mistake.record})[name]
		want = append(want, name+" "+mistake.code)
	}
	_, problems := checkFiles(t, files)
	sorted := problems.Sorted()
	var got []string
	for _, p := range sorted {
		got = append(got, p.Pos.File+" "+p.Code)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if !slices.IsSortedFunc(sorted, func(a, b diag.Problem) int { return cmp.Compare(a.Pos.File, b.Pos.File) }) {
		t.Error("the problems are not sorted")
	}
	if summary := problems.Summary(diag.English); summary != "200 errors" {
		t.Errorf("got the last line %q", summary)
	}
}

// TestManyUnknownWords sees that what was meant is sought for some of a file's unknown
// words only, and that all of them are problems.
func TestManyUnknownWords(t *testing.T) {
	const words = 3 * maxGuesses
	for name, line := range map[string]string{
		"unknown-field": "institution%d: x\n",
		"unknown-ref":   "  - zz-metode-%d\n",
		"bad-value":     "  - society-%d\n",
	} {
		lines := map[string]string{"unknown-ref": "methods:\n", "bad-value": "affects:\n"}[name]
		for i := range words {
			lines += fmt.Sprintf(line, i)
		}
		_, problems := checkFiles(t, baseSite(t, map[string]string{
			consultationFile:    consultationHead + lines,
			"data/methods.yaml": "- {id: zz-metode, title: Aptauja}\n",
		}))
		found, guessed := 0, 0
		for _, p := range problems.Sorted() {
			if p.Code == name {
				found++
			}
			if p.Args["suggestion"] != "" {
				guessed++
			}
		}
		if found != words || guessed > maxGuesses || name != "bad-value" && guessed != maxGuesses {
			t.Errorf("%s: got %d, with %d guesses", name, found, guessed)
		}
	}
}
