package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/invisible"
)

var byteOrderMark = []byte("\ufeff")

// Text returns the text of a file that is no record, such as a template, as Parse reads a
// record's: without byte order mark, with line ends of "\n". It is nil where the problems
// say that the file is no text in UTF-8.
func Text(name string, raw []byte) ([]byte, diag.Problems) {
	p := parser{path: name}
	text, _ := p.decodeText(raw)
	return text, p.problems
}

// decodeText checks that a file is text in UTF-8 and returns it without byte order
// mark, with line ends of "\n".
func (p *parser) decodeText(raw []byte) (text []byte, ok bool) {
	if isUTF16(raw) {
		p.problems.Add(p.pos(1, 1), "encoding/utf-16", nil).WithHint("utf-8")
		return nil, false
	}
	text = bytes.TrimPrefix(raw, byteOrderMark)
	if !p.isWellFormed(text) {
		return nil, false
	}
	return withUnixLineEnds(text), true
}

// isUTF16 recognises UTF-16 by its byte order mark or, without one, by a first
// character whose upper byte is 0.
func isUTF16(raw []byte) bool {
	if len(raw) < 2 {
		return false
	}
	first, second := raw[0], raw[1]
	return first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF ||
		first == 0 && second != 0 || first != 0 && second == 0
}

// isWellFormed reports what is wrong with the characters of a text. One byte that is not
// UTF-8 makes all else a guess; of invisible characters the first ones are reported,
// each at its place.
func (p *parser) isWellFormed(text []byte) bool {
	if i := firstNotUTF8(text); i >= 0 {
		p.reportByte(text, i)
		return false
	}
	const most = 20
	found := 0
	for i := 0; i < len(text) && found < most; {
		if c := text[i]; c >= ' ' && c < 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if invisible.IsRefused(r) {
			p.reportInvisible(p.pos(placeOf(text, i)), r)
			found++
		}
		i += size
	}
	return found == 0
}

// firstNotUTF8 returns the index of the first byte that is not UTF-8, or -1.
func firstNotUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	i := 0
	for {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
}

func (p *parser) reportInvisible(pos diag.Pos, r rune) {
	p.problems.Add(pos, "encoding/control", diag.Args{"character": fmt.Sprintf("U+%04X", r)}).WithHint("control")
}

func (p *parser) reportByte(text []byte, i int) {
	hint := "utf-8"
	if looksBaltic(text) {
		hint = "windows-1257"
	}
	p.problems.Add(p.pos(placeOf(text, i)), "encoding", diag.Args{"byte": fmt.Sprintf("%02X", text[i])}).WithHint(hint)
}

// placeOf returns the line and column of the byte at index i.
func placeOf(text []byte, i int) (line, col int) {
	before := withUnixLineEnds(text[:i])
	start := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[start:])
}

// balticLetters are the bytes that Windows-1257 uses for Latvian letters, quotes
// and dashes.
const balticLetters = "\xE2\xE8\xE7\xEC\xEE\xED\xEF\xF2\xF0\xFB\xFE" + // āčēģīķļņšūž
	"\xC2\xC8\xC7\xCC\xCE\xCD\xCF\xD2\xD0\xDB\xDE" + // the same in capitals
	"\x84\x91\x92\x93\x94\x96\x97\xA0\xAB\xBB"

// looksBaltic reports whether all bytes beyond ASCII are Latvian in Windows-1257.
func looksBaltic(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf && bytes.IndexByte([]byte(balticLetters), c) < 0 {
			return false
		}
	}
	return true
}

// withUnixLineEnds turns line ends of Windows and of old Macs into "\n".
func withUnixLineEnds(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}

// rareBreaks are the characters NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR. They
// come with text pasted from word processors.
var rareBreaks = []string{"\u0085", "\u2028", "\u2029"}

// withoutRareBreaks puts spaces in place of the characters that YAML 1.1 takes for
// line ends and editors do not: line numbers would differ.
func withoutRareBreaks(text []byte) []byte {
	for _, br := range rareBreaks {
		if bytes.Contains(text, []byte(br)) {
			text = bytes.ReplaceAll(text, []byte(br), []byte(" "))
		}
	}
	return text
}
