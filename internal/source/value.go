package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"parskats/internal/diag"
)

// value inspects the value that begins at the offset.
func (in *inspection) value(start int) {
	rest := in.text[start:]
	if strings.TrimSpace(rest) == "" {
		return
	}
	switch rest[0] {
	case '"', '\'':
		in.quoted(start)
	case '[', '{':
		in.flow(start)
	case '|', '>':
		if !blockHeader.MatchString(rest) {
			in.reportSpecial(start)
		}
	case '@', '`', '%', '*', '&', '!', ',', ']', '}':
		in.reportSpecial(start)
	case '-':
		if strings.HasPrefix(rest, "- ") {
			in.report(start, "syntax/list", "list", diag.Args{"quoted": quote(plainValue(rest))})
		}
	case '?':
		if strings.HasPrefix(rest, "? ") {
			in.reportSpecial(start)
		}
	default:
		in.plain(start)
	}
}

// blockHeader begins a block of text: "|", ">-".
var blockHeader = regexp.MustCompile(`^[|>][-+0-9]*[ \t]*(?:#[^\n]*)?(?:\n|$)`)

func (in *inspection) reportSpecial(start int) {
	args := diag.Args{"character": in.text[start : start+1], "quoted": quote(plainValue(in.text[start:]))}
	in.report(start, "syntax/special", "quote-value", args)
}

// plain reports a colon in a value without quotes.
func (in *inspection) plain(start int) {
	value := plainValue(in.text[start:])
	if strings.Contains(value, ": ") || strings.HasSuffix(value, ":") {
		in.report(start, "syntax/colon", "quote-value", diag.Args{"quoted": quote(value)})
	}
}

// plainValue returns the value without quotes that a text begins with: the rest of the
// line up to a comment.
func plainValue(text string) string {
	value, _, _ := strings.Cut(text, "\n")
	value, _, _ = strings.Cut(value, " #")
	return strings.TrimSpace(value)
}

// fieldLine recognises, inside quotes, that the quotes were to end earlier.
var fieldLine = regexp.MustCompile(`\n *(?:- +)*[\pL_][\pL\d_-]*:(?:[ \t]|\n)`)

// quoted reports quotes that are not closed, text after them, and backslashes that
// mean nothing.
func (in *inspection) quoted(start int) {
	mark := in.text[start : start+1]
	length := quotedLength(in.text[start:])
	if length == 0 || fieldLine.MatchString(in.text[start:start+length]) {
		in.report(start, "syntax/quote", "close-quote", diag.Args{"quote": mark})
		return
	}
	end := start + length
	if glued := in.text[end:]; len(glued) > 1 && glued[0] == ':' && glued[1] != ' ' {
		value := plainValue(glued[1:])
		in.report(end+1, "syntax/colon-space", "colon-space", diag.Args{"field": in.text[start+1 : end-1], "value": shorten(value)})
		return
	}
	after := strings.TrimLeft(in.text[end:], " \t")
	if after != "" && after[0] != '\n' && after[0] != '#' {
		offset := len(in.text) - len(after)
		value := oneLine(in.text[start:offset] + plainValue(after))
		in.report(offset, "syntax/quote-end", "quote-value", diag.Args{"quoted": quote(withoutQuotes(value))})
		return
	}
	if escape := unknownEscape(in.text[start:end]); mark == `"` && escape > 0 {
		at := start + escape
		args := diag.Args{"escape": in.text[at : at+2], "quoted": quote(oneLine(in.text[start+1 : end-1]))}
		in.report(at, "syntax/escape", "quote-value", args)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// withoutQuotes takes off the quotes around a whole value.
func withoutQuotes(value string) string {
	if last := len(value) - 1; last > 0 && value[0] == value[last] {
		return value[1:last]
	}
	return value
}

// unknownEscape returns the index of the first backslash that begins nothing that YAML
// knows between double quotes, or 0.
func unknownEscape(quoted string) int {
	for i := 0; i+1 < len(quoted); i++ {
		if quoted[i] != '\\' {
			continue
		}
		if !knownEscape.MatchString(quoted[i:]) {
			return i
		}
		i++
	}
	return 0
}

var knownEscape = regexp.MustCompile(`^\\(?:[0abt\tnvfre "'/\\N_LP\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`)

// quotedLength returns the length of the quoted text at the start of s, quotes
// included, or 0 where the quotes are not closed.
func quotedLength(s string) int {
	mark := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case mark == '"' && s[i] == '\\':
			i++
		case s[i] == mark && mark == '\'' && strings.HasPrefix(s[i+1:], "'"):
			i++
		case s[i] == mark:
			return i + 1
		}
	}
	return 0
}

// flow reports brackets that are not closed, text after them, and values between them
// that need quotes.
func (in *inspection) flow(start int) {
	f := flowScan{in: in}
	for i := start; i < len(in.text) && !in.found(); {
		i = f.step(i)
		if len(f.open) == 0 {
			in.afterFlow(start, i)
			return
		}
	}
	if !in.found() {
		bracket := in.text[f.open[0]]
		in.report(f.open[0], "syntax/bracket", "bracket", diag.Args{"bracket": string(bracket), "closing": closing[bracket]})
	}
}

// flowScan is how far a scan between brackets has come.
type flowScan struct {
	in *inspection
	// open are the offsets of the brackets that are open.
	open []int
	// item is where the item, or the field, begins.
	item int
	// value is where the value of the field begins, 0 before its colon.
	value int
}

// step looks at the character at i and returns the offset of the next.
func (f *flowScan) step(i int) int {
	switch c := f.in.text[i]; c {
	case '"', '\'':
		return f.quote(i)
	case '[', '{':
		if f.inText(i) {
			f.reportValue("syntax/flow", i)
			break
		}
		f.open = append(f.open, i)
		f.begin(i + 1)
	case ']', '}':
		f.close(i)
	case ',':
		if f.item == i {
			f.in.report(i, "syntax/comma-twice", "comma-twice", nil)
		}
		f.begin(i + 1)
	case ':':
		f.colon(i)
	case '?':
		if f.inText(i) {
			f.reportValue("syntax/flow", i)
		}
	case '@', '`', '%', '*', '&', '!', '|', '>', '#':
		if i == f.start() {
			f.reportValue("syntax/special", i)
		}
	}
	return i + 1
}

// begin notes that an item begins after the offset, where something other than a space
// stands.
func (f *flowScan) begin(after int) { f.item, f.value = f.afterSpace(after), 0 }

func (f *flowScan) afterSpace(i int) int {
	return len(f.in.text) - len(strings.TrimLeft(f.in.text[i:], " \n"))
}

// start is where the text at hand begins: a field's value or, before its colon, the item.
func (f *flowScan) start() int { return max(f.item, f.value) }

// inText reports whether the character at i is within a text without quotes.
func (f *flowScan) inText(i int) bool { return len(f.open) > 0 && i > f.start() }

// reportValue reports that the text at hand needs quotes because of a character.
func (f *flowScan) reportValue(code string, character int) {
	args := diag.Args{"character": f.in.text[character : character+1], "quoted": quote(flowValue(f.in.text[f.start():]))}
	f.in.report(f.start(), code, "quote-value", args)
}

// flowValue returns the value without quotes that a text between brackets begins with:
// all up to a comma or a bracket that it does not open itself.
func flowValue(text string) string {
	depth := 0
	for i, c := range text {
		switch {
		case c == '\n', depth == 0 && strings.ContainsRune(",]}", c):
			return strings.TrimSpace(text[:i])
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
	}
	return strings.TrimSpace(text)
}

func (f *flowScan) quote(i int) int {
	if i != f.start() {
		return i + 1 // an apostrophe inside a word
	}
	length := quotedLength(f.in.text[i:])
	if length == 0 {
		f.in.report(i, "syntax/quote", "close-quote", diag.Args{"quote": f.in.text[i : i+1]})
		return i + 1
	}
	if after := f.afterSpace(i + length); after < len(f.in.text) && !strings.ContainsRune(",]}:#", rune(f.in.text[after])) {
		value := flowValue(f.in.text[i:])
		f.in.report(after, "syntax/quote-end", "quote-value", diag.Args{"quoted": quote(withoutQuotes(value))})
	}
	return i + length
}

func (f *flowScan) close(i int) {
	last := len(f.open) - 1
	if c := f.in.text[i : i+1]; closing[f.in.text[f.open[last]]] != c {
		f.in.report(i, "syntax/closing-bracket", "", diag.Args{"bracket": c})
		return
	}
	f.open = f.open[:last]
	f.item, f.value = len(f.in.text), 0 // none, up to the next comma
}

// colon notes where a value begins, and reports a second colon before the next comma.
func (f *flowScan) colon(i int) {
	after := f.in.text[i+1:]
	switch {
	case after != "" && after[0] != ' ' && after[0] != '\n':
	case f.value > 0:
		f.in.report(f.value, "syntax/colon", "quote-value", diag.Args{"quoted": quote(flowValue(f.in.text[f.value:]))})
	default:
		f.value = f.afterSpace(i + 1)
	}
}

var closing = map[byte]string{'[': "]", '{': "}"}

// afterFlow reports text after the closing bracket: the brackets were part of a text.
func (in *inspection) afterFlow(start, end int) {
	after := plainValue(in.text[end:])
	if after != "" && after[0] != '#' {
		in.reportSpecial(start)
	}
}

// quote returns a text as a YAML value in quotes, in single ones where double ones
// would need backslashes.
func quote(text string) string {
	text = shorten(text)
	if strings.ContainsAny(text, `"\`) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + text + `"`
}

// shorten cuts a text that is quoted in a hint.
func shorten(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
