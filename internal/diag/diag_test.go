package diag

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// sample has a problem of every severity and with every part of a place.
func sample() Problems {
	var ps Problems
	ps.Add(Pos{File: "data/plans/zz-1/commitments/zz0001.yaml", Line: 4, Col: 8}, "unknown-ref",
		Args{"type": "@record/institution", "id": "zz-kancelja", "suggestion": "zz-kanceleja"}).WithHint("did-you-mean")
	ps.Add(Pos{File: "data/consultations/2023/00-ta-0000.yaml", Line: 8, Col: 9}, "date-order",
		Args{"later_field": "closes", "later": "2023-09-16", "earlier_field": "opens", "earlier": "2023-10-03"})
	ps.Add(Pos{File: "data/consultations/2023/00-ta-0000.yaml", Line: 3}, "syntax/colon",
		Args{"quoted": `'Plāns: "otrā" daļa, 100%'`}).WithHint("quote-value")
	ps.Add(Pos{File: "content/cases/a,b:c.lv.md"}, "sample-data", nil)
	ps.Add(Pos{}, "no-records", nil).WithHint("init")
	return ps
}

func TestPrint(t *testing.T) {
	for _, format := range Formats {
		for _, lang := range []Language{English, Latvian} {
			var got bytes.Buffer
			if err := Print(&got, sample().Sorted(), format, lang); err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", "print", string(format)+"."+string(lang)+".txt"), got.Bytes())
		}
	}
}

func compare(t *testing.T, golden string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s", golden, got)
	}
}

func TestPrintNothing(t *testing.T) {
	for format, want := range map[Format]string{FormatText: "", FormatGitHub: "", FormatJSON: ""} {
		var got bytes.Buffer
		if err := Print(&got, nil, format, English); err != nil || got.String() != want {
			t.Errorf("%s: got %q, %v", format, got.String(), err)
		}
	}
}

// TestStyle sees that only a terminal gets colours, and only GitHub a folder.
func TestStyle(t *testing.T) {
	problem := Problem{Pos: Pos{File: "data/x.yaml", Line: 1, Col: 2}, Code: "empty"}
	for _, test := range []struct {
		style Style
		want  string
	}{
		{Style{Colour: true, Folder: "site"}, "data/x.yaml:1:2: \x1b[1;31merror\x1b[0m: the file is empty [empty]\n"},
		{Style{Format: FormatGitHub, Colour: true, Folder: "a,b/site"}, "::error file=a%2Cb/site/data/x.yaml,line=1,col=2,title=empty::the file is empty\n"},
		{Style{Format: FormatGitHub, Folder: "site", Outside: []string{"m.yaml", "data/x.yaml"}}, "::error file=data/x.yaml,line=1,col=2,title=empty::the file is empty\n"},
		{Style{Format: FormatGitHub, Folder: "site", Outside: []string{"data/"}}, "::error file=data/x.yaml,line=1,col=2,title=empty::the file is empty\n"},
		{Style{Format: FormatGitHub, Folder: "site", Outside: []string{"", "data/x"}}, "::error file=site/data/x.yaml,line=1,col=2,title=empty::the file is empty\n"},
		{Style{Format: FormatJSON, Colour: true, Folder: "site"}, `{"file":"data/x.yaml","line":1,"column":2,"severity":"error","code":"empty","message":"the file is empty"}` + "\n"},
	} {
		test.style.Language = English
		var got bytes.Buffer
		if err := test.style.Print(&got, []Problem{problem}); err != nil || got.String() != test.want {
			t.Errorf("%+v: got %q, %v", test.style, got.String(), err)
		}
	}
}

// fullDisk takes no more bytes.
type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestPrintTellsOfAFailedWriter(t *testing.T) {
	for _, format := range Formats {
		if err := Print(fullDisk{}, sample().Sorted(), format, English); !errors.Is(err, errFull) {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

func TestSorted(t *testing.T) {
	var ps, more Problems
	ps.Add(Pos{File: "b", Line: 1, Col: 1}, "empty", nil)
	ps.Add(Pos{File: "a", Line: 10, Col: 1}, "empty", nil)
	ps.Add(Pos{File: "a", Line: 9, Col: 2}, "empty", nil)
	more.Add(Pos{File: "a", Line: 9, Col: 1}, "syntax/tab", nil)
	more.Add(Pos{File: "a", Line: 9, Col: 1}, "missing-field", Args{"field": "z"})
	more.Add(Pos{File: "a", Line: 9, Col: 1}, "missing-field", Args{"field": "b"})
	more.Add(Pos{File: "a", Line: 9, Col: 1}, "missing-field", Args{"field": "z"})
	ps.Append(more)
	var got string
	for _, p := range ps.Sorted() {
		got += place(p.Pos) + p.Code + p.Args["field"] + "\n"
	}
	want := `a:9:1: missing-fieldb
a:9:1: missing-fieldz
a:9:1: syntax
a:9:2: empty
a:10:1: empty
b:1:1: empty
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if ps.Len() != 7 || ps.Count(Error) != 7 || ps.Count(Notice) != 0 {
		t.Errorf("got %d, %d errors, %d notices", ps.Len(), ps.Count(Error), ps.Count(Notice))
	}
}

func TestSeverities(t *testing.T) {
	for code, want := range map[string]Severity{"syntax": Error, "sample-data": Warning, "no-such-code": Error} {
		if got := SeverityOf(code); got != want {
			t.Errorf("%s: got %s, want %s", code, got, want)
		}
	}
}
