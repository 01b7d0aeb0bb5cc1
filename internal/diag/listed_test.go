package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// crowded has more warnings than are printed of a file, an error behind them, and a
// problem of another file.
func crowded() Problems {
	var ps Problems
	for i := range maxListed + 41 {
		ps.Add(Pos{File: "data/a.yaml", Line: i + 1, Col: 1}, "sample-data", nil)
	}
	ps.Add(Pos{File: "data/a.yaml", Line: 9999, Col: 1}, "empty", nil)
	ps.Add(Pos{File: "data/b.yaml", Line: 1, Col: 1}, "empty", nil)
	return ps
}

func TestListed(t *testing.T) {
	listed := crowded().Listed()
	if len(listed) != maxListed+2 {
		t.Fatalf("got %d", len(listed))
	}
	last := listed[maxListed-1:]
	if last[0].Pos.Line != 9999 || last[0].Code != "empty" {
		t.Errorf("the error is left out: got %v", last[0])
	}
	if last[1].Code != "more-problems" || last[1].Args["n"] != "42" || last[1].Pos != (Pos{File: "data/a.yaml"}) {
		t.Errorf("got %v", last[1])
	}
	if last[2].Pos.File != "data/b.yaml" {
		t.Errorf("the next file is left out: got %v", last[2])
	}
	if got := crowded().Summary(English); got != "2 errors, 541 warnings" {
		t.Errorf("what is not listed counts, too: got %s", got)
	}
	var few Problems
	for i := range maxListed {
		few.Add(Pos{File: "data/a.yaml", Line: i + 1, Col: 1}, "empty", nil)
	}
	if got := few.Listed(); len(got) != maxListed || got[maxListed-1].Code != "empty" {
		t.Errorf("got %d, the last %v", len(got), got[maxListed-1])
	}
	if got := (Problems{}).Listed(); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// TestListedForPrograms sees that what stands in for the rest is well formed.
func TestListedForPrograms(t *testing.T) {
	var b bytes.Buffer
	if err := Print(&b, crowded().Listed(), FormatJSON, English); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	want := `{"file":"data/a.yaml","line":0,"column":0,"severity":"warning","code":"more-problems","message":"problems of this file that are not listed: 42"}`
	if got := lines[maxListed]; got != want {
		t.Errorf("got %s", got)
	}
	b.Reset()
	if err := Print(&b, crowded().Listed()[maxListed:], FormatGitHub, English); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.HasPrefix(got, "::warning file=data/a.yaml,line=1,col=1,title=more-problems::problems") {
		t.Errorf("got %s", got)
	}
}
