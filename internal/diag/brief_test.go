package diag

import (
	"fmt"
	"slices"
	"testing"
)

func TestBrief(t *testing.T) {
	for _, test := range []struct {
		name    string
		code    string
		n       int
		shown   int
		more    []string
		latvian []string
	}{
		{"none", "feedback-missing", 0, 0, nil, nil},
		{"as many as are shown", "feedback-missing", 5, 5, nil, nil},
		{"more", "feedback-missing", 26, 5,
			[]string{"and 21 more of [feedback-missing]; --format json lists them all"},
			[]string{"un vēl 21 ar kodu [feedback-missing]; visas uzskaita --format json"}},
		{"warnings", "image-alt", 26, 26, nil, nil},
		{"errors", "bad-date", 26, 26, nil, nil},
	} {
		problems := []Problem{{Code: "report-missing"}}
		for i := range test.n {
			problems = append(problems, Problem{Code: test.code, Pos: Pos{File: fmt.Sprint(i)}})
		}
		shown, more := Brief(problems, English)
		if len(shown) != test.shown+1 || !slices.Equal(more, test.more) {
			t.Errorf("%s: got %d problems, %q", test.name, len(shown), more)
		}
		for i, p := range shown[1:] {
			if p.Pos.File != fmt.Sprint(i) {
				t.Errorf("%s: problem %d is that of file %s", test.name, i, p.Pos.File)
			}
		}
		if _, more := Brief(problems, Latvian); !slices.Equal(more, test.latvian) {
			t.Errorf("%s: got %q in Latvian", test.name, more)
		}
	}
}
