package publish

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"parskats/internal/output"
)

func TestValidate(t *testing.T) {
	long := strings.Repeat("x", 256)
	tests := []struct {
		paths string // separated by spaces
		want  string // "" for none
	}{
		{"a b/c b/d/e .well-known/x _headers 404.html", ""},
		{"ā/č ā/Ž", ""},
		{"a a", `two outputs have the path "a"`},
		{"a a/b", `output path "a" is also the folder of another output`},
		{"a/b/c a", `output path "a" is also the folder of another output`},
		{"a/b/c a/b", `output path "a/b" is also the folder of another output`},
		{"a/b a/b/c/d", `output path "a/b" is also the folder of another output`},
		{"a/b A/c", `output paths "a" and "A" differ in nothing but case`},
		{"a/B a/b", `output paths "a/B" and "a/b" differ in nothing but case`},
		{"Ā ā", `output paths "Ā" and "ā" differ in nothing but case`},
		{".", `output path ".": not a plain path below the output folder`},
		{"/a", `output path "/a": not a plain path below the output folder`},
		{"a/", `output path "a/": not a plain path below the output folder`},
		{"a//b", `output path "a//b": not a plain path below the output folder`},
		{"../a", `output path "../a": not a plain path below the output folder`},
		{"a/../b", `output path "a/../b": not a plain path below the output folder`},
		{"\xff", `output path "\xff": not a plain path below the output folder`},
		{`a\b`, `output path "a\\b": holds the character '\\'`},
		{"a\nb", `output path "a\nb": holds the character '\n'`},
		{"a\x7f", `output path "a\x7f": holds the character '\x7f'`},
		{"a/" + long, `output path "a/` + long + `": a name in it has more than 255 bytes`},
		{"a/" + long[1:], ""},
		{"SHA256SUMS", `output path "SHA256SUMS": SHA256SUMS is reserved`},
		{"sha256sums/a", `output path "sha256sums/a": sha256sums is reserved`},
		{".parskats", `output path ".parskats": .parskats is reserved`},
		{".parskats-staging/a", `output path ".parskats-staging/a": .parskats-staging is reserved`},
		{".parskats-journal", `output path ".parskats-journal": .parskats-journal is reserved`},
	}
	for _, tt := range tests {
		var outs []output.Output
		for path := range strings.SplitSeq(tt.paths, " ") {
			outs = append(outs, page(path, ""))
		}
		got := ""
		if err := validate(outs); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.paths, got, tt.want)
		}
	}
}

func TestValidateEmptyPath(t *testing.T) {
	if validate(pages("=x")) == nil {
		t.Error("an empty path passes")
	}
}

func TestInvalidOutputsTouchNothing(t *testing.T) {
	base := t.TempDir()
	for _, outs := range [][]output.Output{pages("a=1", "a=2"), {{Path: "a"}}} {
		if _, err := Publish(context.Background(), filepath.Join(base, "public"), outs, Options{}); err == nil {
			t.Error("no error")
		}
	}
	checkSame(t, nil, snapshot(t, base))
}
