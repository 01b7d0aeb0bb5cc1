package publish

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
)

func TestFormatChecksums(t *testing.T) {
	sums := checksums{"b/c": sha256.Sum256(nil), "b.html": sha256.Sum256([]byte("abc")), "ā": {}}
	want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.html\n" +
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b/c\n" +
		zeroSum + "  ā\n"
	if got := string(sums.format()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestParseChecksums(t *testing.T) {
	tests := []struct{ list, want string }{
		{"", ""},
		{zeroSum + "  a\n" + zeroSum + "  b\n", ""},
		{zeroSum + "  a b\n", ""},
		{zeroSum + "  a", "the last line is cut off"},
		{zeroSum + "  a\n\n", "line 2: not a checksum, two spaces and a path"},
		{zeroSum + " *a\n", "line 1: not a checksum, two spaces and a path"},
		{zeroSum[1:] + "   a\n", "line 1: encoding/hex: invalid byte: U+0020 ' '"},
		{zeroSum + "  \n", `line 1: path "": not a plain path below the output folder`},
		{`\` + zeroSum + `  a\\b` + "\n", "line 1: not a checksum, two spaces and a path"},
		{zeroSum + "  a\n" + zeroSum + "  a\n", `line 2: path "a" again`},
		{zeroSum + "  a\r\n", `line 1: path "a\r": holds the character '\r'`},
		{strings.Repeat("A", 64) + "  a\n", "line 1: the digits are not in lower case"},
	}
	for _, tt := range tests {
		got := ""
		if _, err := parseChecksums([]byte(tt.list)); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.list, got, tt.want)
		}
	}
}

// FuzzParseChecksums: what is taken is what format would write, but for the order,
// and holds no path that an output could not have.
func FuzzParseChecksums(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte(zeroSum + "  a\n"))
	f.Add([]byte(zeroSum + "  b/c\n" + zeroSum + "  .parskats\n"))
	f.Add([]byte(zeroSum + "  ../a\n"))
	f.Fuzz(func(t *testing.T, list []byte) {
		sums, err := parseChecksums(list)
		if err != nil {
			return
		}
		for path := range sums {
			if path != markName && checkPath(path) != nil {
				t.Errorf("took the path %q", path)
			}
		}
		written := sums.format()
		if len(written) != len(list) {
			t.Errorf("took %q, which would be written as %q", list, written)
		}
		again, err := parseChecksums(written)
		if err != nil || !bytes.Equal(again.format(), written) {
			t.Errorf("%q is read as %v, %v", written, again, err)
		}
		for line := range bytes.Lines(list) {
			if !bytes.Contains(written, line) {
				t.Errorf("line %q is lost", line)
			}
		}
	})
}
