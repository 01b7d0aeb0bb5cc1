package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"

	"parskats/internal/diag"

	"gopkg.in/yaml.v3"
)

// decode reads the first YAML document from r. It is yaml.v3 with its panics turned
// into errors: a few malformed texts make it panic.
func decode(r io.Reader, into *yaml.Node) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	err = yaml.NewDecoder(r).Decode(into)
	if errors.Is(err, io.EOF) {
		return nil // an empty document
	}
	return err
}

// checkSingleDocument reports a second document in the file: yaml.v3 would pass over
// it in silence.
func (p *parser) checkSingleDocument(text []byte) bool {
	if !mayHaveMarkers(text) {
		return true
	}
	begun, ended := false, false
	for i, line := range splitLines(text) {
		switch {
		case isBlank(line) || !begun && line[0] == '%':
		case ended || begun && isDocumentStart(line):
			p.problems.Add(p.pos(p.firstLine+i, 1), "syntax/documents", nil).WithHint("documents")
			return false
		case isMarker(line, "..."):
			ended = true
		default:
			begun = true
		}
	}
	return true
}

func mayHaveMarkers(text []byte) bool {
	return bytes.HasPrefix(text, []byte("...")) ||
		bytes.Contains(text, []byte("\n---")) || bytes.Contains(text, []byte("\n..."))
}

func isDocumentStart(line []byte) bool {
	return isMarker(line, "---") || bytes.HasPrefix(line, []byte("--- "))
}

// isBlank reports whether a line holds nothing or a comment.
func isBlank(line []byte) bool {
	line = bytes.TrimLeft(line, " \t\n")
	return len(line) == 0 || line[0] == '#'
}

// messagePlace is the line that yaml.v3 puts before its messages. It is often a late
// or an early one, so that it is not used.
var messagePlace = regexp.MustCompile(`^yaml: (line \d+: )?`)

// reportSyntax reports a syntax error of yaml.v3 at the place where its cause stands.
func (p *parser) reportSyntax(text []byte, err error) {
	lines := splitLines(text)
	first, last := faultyLines(lines)
	f := findFault(lines, first, last)
	if f.code == "" {
		f = fault{line: first, col: 1, code: "syntax", args: diag.Args{"message": messagePlace.ReplaceAllString(err.Error(), "")}}
	}
	p.problems.Add(p.pos(p.firstLine+f.line, f.col), f.code, f.args).WithHint(f.hint)
}

// faultBudget bounds the bytes that are parsed again to find a fault.
const faultBudget = 8 << 20

// faultyLines returns the lines, counted from 0, among which the fault lies: first is
// the line after the longest beginning of the text that is well formed, last the one
// at which yaml.v3 gave up.
func faultyLines(lines [][]byte) (first, last int) {
	reader := &lineReader{lines: lines}
	var ignored yaml.Node
	_ = decode(reader, &ignored) // known to fail
	last = max(reader.next-1, 0)
	text := bytes.Join(lines[:last], nil)
	spent := 0
	for first = last; first > 0; first-- {
		if spent += len(text); spent > faultBudget {
			return last, last
		}
		if decode(bytes.NewReader(text), &ignored) == nil {
			return first, last
		}
		text = text[:len(text)-len(lines[first-1])]
	}
	return 0, last
}

// lineReader hands out one line a call, so that next tells how far its reader came.
type lineReader struct {
	lines [][]byte
	next  int
	rest  []byte
}

// Read implements io.Reader.
func (r *lineReader) Read(into []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.next == len(r.lines) {
			return 0, io.EOF
		}
		r.rest = r.lines[r.next]
		r.next++
	}
	n := copy(into, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
