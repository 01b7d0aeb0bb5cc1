// Package diag holds problems in a site's source: where each is, what is wrong and
// what to write instead.
//
// A problem is data: a code with arguments. Its words come from a catalogue in
// English or Latvian when it is printed. An error value, in contrast, means that
// the program or the machine failed.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a source file. Line and Col start at 1 and columns count
// characters; 0 stands for "no particular one".
type Pos struct {
	File string
	Line int
	Col  int
}

// String returns "file:line:col" with as much of it as is known.
func (p Pos) String() string {
	switch {
	case p.File == "" || p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Severity says what a problem stops.
type Severity string

// The severities.
const (
	// Error stops the build.
	Error Severity = "error"
	// Warning stops the build under --strict.
	Warning Severity = "warning"
	// Notice never stops the build: whatever depends on the day is one.
	Notice Severity = "notice"
)

// Args are the named values that a problem's words mention, as in {id}. Values are
// printed as the author of a record typed them, but "@type/list" as the word that the
// catalogue has under "type/list".
type Args map[string]string

// Problem is one thing wrong with the source.
type Problem struct {
	Pos Pos
	// Code is the stable name that people search for, such as "unknown-ref".
	Code string
	// Variant chooses among the code's sentences where it has several; it may
	// be empty.
	Variant string
	Args    Args
	// Hint names the sentence that says what to write instead, such as
	// "did-you-mean"; empty for none. It uses the same arguments.
	Hint string
}

// Severity returns the severity that the problem's code has.
func (p Problem) Severity() Severity { return SeverityOf(p.Code) }

// Problems collects what is wrong. The zero value is ready to use. It is not safe
// for use by several goroutines: give each its own and join them with Append.
type Problems struct{ list []Problem }

// Add records a problem; code may carry a variant after a slash, as in
// "date-order/closes".
func (ps *Problems) Add(pos Pos, code string, args Args) *Problem {
	name, variant := splitCode(code)
	ps.list = append(ps.list, Problem{Pos: pos, Code: name, Variant: variant, Args: args})
	return &ps.list[len(ps.list)-1]
}

// WithHint sets the hint of a problem that was just added.
func (p *Problem) WithHint(hint string) *Problem {
	p.Hint = hint
	return p
}

// Append adds all problems of other.
func (ps *Problems) Append(other Problems) { ps.list = append(ps.list, other.list...) }

// Len returns how many problems there are.
func (ps Problems) Len() int { return len(ps.list) }

// Count returns how many problems have the severity.
func (ps Problems) Count(s Severity) int {
	n := 0
	for _, p := range ps.list {
		if p.Severity() == s {
			n++
		}
	}
	return n
}

// Sorted returns the problems by file, line, column, code and words, each once.
func (ps Problems) Sorted() []Problem {
	sorted := slices.Clone(ps.list)
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Text(English), b.Text(English)),
		)
	})
	return slices.CompactFunc(sorted, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Text(English) == b.Text(English)
	})
}
