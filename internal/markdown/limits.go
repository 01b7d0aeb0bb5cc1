package markdown

import "bytes"

// The limits keep reading a text linear in its length. They are far above what people
// write: with them a text of 2 MiB is read in a second or two, whatever it holds.
const (
	// maxIndent is how far a line may be indented, in columns: lists nest by it.
	maxIndent = 128
	// maxMarkers is how many quotes and lists may begin on one line.
	maxMarkers = 32
	// maxColumns is how many bars a line may have: a table fills up short rows.
	maxColumns = 128
	// maxBrackets is how many brackets one paragraph may open, and maxEmphasis in how
	// many places it may have asterisks, underscores or tildes.
	maxBrackets = 500
	maxEmphasis = 1000
)

// excess returns the offset of the first line that exceeds a limit, or -1.
func excess(source []byte) int {
	brackets, emphasis := 0, 0
	for start := 0; start < len(source); {
		line := source[start:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if len(bytes.TrimSpace(line)) == 0 {
			brackets, emphasis = 0, 0
		}
		brackets += bytes.Count(line, []byte("["))
		emphasis += countRuns(line)
		if brackets > maxBrackets || emphasis > maxEmphasis || isExcessive(line) {
			return start
		}
		start += len(line)
	}
	return -1
}

// countRuns counts the places of a line that may begin or end an emphasis.
func countRuns(line []byte) int {
	n, last := 0, byte(' ')
	for _, c := range line {
		if (c == '*' || c == '_' || c == '~') && c != last {
			n++
		}
		last = c
	}
	return n
}

// isExcessive looks at what a line begins with, and at its bars.
func isExcessive(line []byte) bool {
	rest := bytes.TrimLeft(line, " \t>-*+0123456789.)")
	lead := line[:len(line)-len(rest)]
	indent, markers := 0, 0
	for _, c := range lead {
		switch c {
		case ' ':
			indent++
		case '\t':
			indent += 4
		case '>', '-', '*', '+', '.', ')':
			markers++
		}
	}
	return indent > maxIndent || markers > maxMarkers && !isRule(line) || bytes.Count(rest, []byte("|")) > maxColumns
}

// isRule recognises a line of one and the same character, however long: it divides.
func isRule(line []byte) bool {
	text := bytes.TrimSpace(line)
	return len(bytes.Trim(text, string(text[:1]))) == 0 && text[0] != '>'
}
