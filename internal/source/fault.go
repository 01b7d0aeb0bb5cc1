package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
)

// fault is the likely cause of a syntax error. Its code is "" where none was found.
type fault struct {
	// line counts from 0, col from 1.
	line, col int
	code      string
	hint      string
	args      diag.Args
}

// findFault looks for the mistakes that people make, in the lines from first to last.
func findFault(lines [][]byte, first, last int) fault {
	block := string(bytes.Join(lines[first:blockEnd(lines, first, last)], nil))
	in := inspection{text: block}
	in.line()
	if in.found() && in.fault.code != noColon {
		return in.placed(first)
	}
	if f := findEarlierFault(lines, first); f.code != "" {
		return f
	}
	if f := findLevelFault(lines, first); f.code != "" {
		return f
	}
	return in.placed(first)
}

// blockEnd returns the line after those that can belong to the value that begins on
// line first: they are indented deeper.
func blockEnd(lines [][]byte, first, last int) int {
	end := first + 1
	for end <= last && (isBlank(lines[end]) || indentOf(lines[end]) > indentOf(lines[first])) {
		end++
	}
	return end
}

func indentOf(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// findEarlierFault looks at the line above. A line without a colon is well formed as
// long as nothing follows:
//
//	title:
//	  lv Plāns
//	  en: Plan
func findEarlierFault(lines [][]byte, first int) fault {
	above := previousLine(lines, first)
	if above < 0 || indentOf(lines[above]) != indentOf(lines[first]) {
		return fault{}
	}
	in := inspection{text: string(lines[above])}
	if !in.conflict() {
		in.lineWithoutField()
	}
	return in.placed(above)
}

// previousLine returns the index of the last line before i that says something, or -1.
func previousLine(lines [][]byte, i int) int {
	for i--; i >= 0 && isBlank(lines[i]); i-- {
	}
	return i
}

// findLevelFault recognises a line whose column is that of no level above it, and an
// item of a list among fields.
func findLevelFault(lines [][]byte, first int) fault {
	indent := indentOf(lines[first])
	above := previousLine(lines, first)
	for above >= 0 && indentOf(lines[above]) > indent {
		above = previousLine(lines, above)
	}
	f := fault{line: first, col: indent + 1}
	switch {
	case above >= 0 && indentOf(lines[above]) < indent:
		f.code, f.hint = "syntax/indent", "indent"
	case above >= 0 && isItem(lines[above]) != isItem(lines[first]):
		f.code, f.hint = "syntax/mixed", "mixed"
	}
	return f
}

func isItem(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("- ")) }

// noColon is the code of a line that is neither field nor item. It gives way to any
// better explanation.
const noColon = "syntax/no-colon"

// inspection looks for a fault in a text, which begins with the line at fault.
type inspection struct {
	text  string
	fault fault
	// offset is the byte of the text at which the fault stands.
	offset int
}

func (in *inspection) found() bool { return in.fault.code != "" }

func (in *inspection) report(offset int, code, hint string, args diag.Args) {
	in.offset = offset
	in.fault = fault{code: code, hint: hint, args: args}
}

// placed returns the fault with its place, for a text that begins on the given line.
func (in *inspection) placed(line int) fault {
	f := in.fault
	before := in.text[:in.offset]
	f.line = line + strings.Count(before, "\n")
	f.col = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return f
}

var (
	listMarkers = regexp.MustCompile(`^ *(- +)*`)
	// plainField is a field whose name is not in quotes.
	plainField = regexp.MustCompile(`^[^\s"'\[\]{}#&*!|>%@` + "`" + `,][^:\n]*?\s*:(?:[ \t]+|$|\n)`)
	// quotedField is one whose name is.
	quotedField = regexp.MustCompile(`^(?:"[^"\n]*"|'[^'\n]*')\s*:(?:[ \t]+|$|\n)`)
	// gluedField is a field that lacks the space after its colon, but no URL.
	gluedField = regexp.MustCompile(`^([\pL_][\pL\d_-]*):([^\s/:][^\n]*)`)
	gluedItem  = regexp.MustCompile(`^-([^\s-][^\n]*)`)
	// otherSign is a field with another sign in the place of its colon.
	otherSign = regexp.MustCompile(`^([\pL_][\pL\d_]*) *[;=] *([^\s;=][^\n]*)`)
)

// line inspects a line that is a field, an item, or should be one.
func (in *inspection) line() {
	if in.tab() || in.conflict() {
		return
	}
	start := len(listMarkers.FindString(in.text))
	if value, ok := strings.CutPrefix(in.text[start:], "* "); ok && !in.isItem(start) {
		in.report(start, "syntax/bullet", "dash-space", diag.Args{"value": shorten(plainValue(value))})
		return
	}
	name := fieldName(in.text[start:])
	if name != "" || in.isItem(start) || strings.IndexAny(in.text[start:], `"'[{`) == 0 {
		in.value(start + len(name))
	}
	if !in.found() {
		in.lineWithoutField()
	}
}

// fieldName returns the name that a field begins with, up to its value.
func fieldName(text string) string {
	if name := plainField.FindString(text); name != "" {
		return name
	}
	return quotedField.FindString(text)
}

// isItem reports whether what begins at start is an item of a list.
func (in *inspection) isItem(start int) bool { return strings.Contains(in.text[:start], "-") }

// tab reports a tab in the indentation.
func (in *inspection) tab() bool {
	indent := in.text[:len(in.text)-len(strings.TrimLeft(in.text, " \t"))]
	tab := strings.IndexByte(indent, '\t')
	if tab < 0 {
		return false
	}
	in.report(tab, "syntax/tab", "spaces", nil)
	return true
}

// conflict reports a line that Git writes between two versions of a text.
func (in *inspection) conflict() bool {
	for _, mark := range []string{"<<<<<<< ", "=======\n", ">>>>>>> "} {
		if strings.HasPrefix(in.text, mark) {
			in.report(0, "syntax/conflict", "conflict", nil)
			return true
		}
	}
	return false
}

// lineWithoutField reports what a line lacks to be a field or an item.
func (in *inspection) lineWithoutField() {
	start := len(listMarkers.FindString(in.text))
	rest := in.text[start:]
	glued, item := gluedField.FindStringSubmatch(rest), gluedItem.FindStringSubmatch(rest)
	switch {
	case glued != nil:
		in.reportGluedField(start, glued[1], glued[2])
	case item != nil && !in.isItem(start):
		in.report(start+1, "syntax/dash-space", "dash-space", diag.Args{"value": shorten(strings.TrimSpace(item[1]))})
	case in.isItem(start) || fieldName(rest) != "":
	case isBlank([]byte(rest)) || strings.ContainsAny(rest[:1], "\"'[{-?"):
	case otherSign.MatchString(rest):
		meant := otherSign.FindStringSubmatch(rest)
		in.report(start, noColon, "colon-space", diag.Args{"field": meant[1], "value": shorten(strings.TrimSpace(meant[2]))})
	default:
		in.report(start, noColon, "field", nil)
	}
}

// reportGluedField reports a missing space, or one that only looks like it.
func (in *inspection) reportGluedField(start int, name, value string) {
	code, hint := "syntax/colon-space", "colon-space"
	if strings.TrimLeftFunc(value, isOddSpace) != value {
		code, hint = "syntax/space", "space"
	}
	args := diag.Args{"field": name, "value": shorten(strings.TrimSpace(value))}
	in.report(start+len(name)+1, code, hint, args)
}

// isOddSpace recognises the characters that look like a space or like nothing, but are
// letters to YAML. They come with text pasted from web pages.
func isOddSpace(c rune) bool {
	return c > unicode.MaxASCII && (unicode.IsSpace(c) || unicode.Is(unicode.Cf, c))
}
