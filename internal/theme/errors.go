package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	texttemplate "text/template"
	"unicode/utf8"
)

// TemplateError says that a template can't be read, or could not print what it was
// given: a mistake in the theme, not a failure of the machine.
type TemplateError struct {
	// File is the template's path in the theme, such as "templates/pages/home.html".
	File string
	// Line is the line of the file, from 1; 0 where it is not known.
	Line int
	// Byte is the place in that line, in bytes from 1; 0 where it is not known.
	Byte int
	// Reason says what is wrong, in the words of Go's package for templates.
	Reason string
}

func (e *TemplateError) Error() string {
	return fmt.Sprintf("theme: %s:%d: %s", e.File, e.Line, e.Reason)
}

// Column is the column of the mistake in the text of its file, in characters from 1; 0 where it
// is not known.
func (e *TemplateError) Column(text []byte) int {
	if e.Byte == 0 {
		return 0
	}
	line := 1
	for l := range bytes.Lines(text) {
		if line == e.Line && e.Byte <= len(l) {
			return utf8.RuneCount(l[:e.Byte-1]) + 1
		}
		line++
	}
	return 0
}

// usual are mistakes in templates that have words of their own, by how Go's sentence begins.
var usual = []struct{ begins, code string }{
	{"unclosed action", "bad-template/unclosed"},
	{"bad character U+007D", "bad-template/unclosed"},
	{`unexpected "}" in`, "bad-template/unclosed"},
	{`unexpected "<" in`, "bad-template/unclosed"},
	{"unexpected EOF", "bad-template/no-end"},
	{"unexpected {{end}}", "bad-template/end"},
	{"unexpected {{else}}", "bad-template/end"},
	{"function ", "bad-template/function"},
}

// codeOf is the code of a template that can't be read: with words of its own where the mistake
// is a usual one.
func codeOf(reason string) string {
	for _, u := range usual {
		if strings.HasPrefix(reason, u.begins) {
			return u.code
		}
	}
	return "bad-template"
}

// inTemplate is how Go's packages for templates say where something is wrong: the name
// of the template, the line and perhaps the byte in it.
var inTemplate = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+):(?:(\d+):)? (?:executing "[^"]*" )?(.*)$`)

// started is how Go says where an action began that has no end.
var started = regexp.MustCompile(`^(unclosed action) started at .*:(\d+)$`)

// templateError reads the place from an error of Go's packages for templates; nil where
// it has none.
func templateError(err error) *TemplateError {
	found := inTemplate.FindStringSubmatch(err.Error())
	if found == nil {
		return nil
	}
	line, _ := strconv.Atoi(found[2]) // digits only
	e := &TemplateError{File: fileOf(found[1]), Line: line, Reason: found[4]}
	if found[3] != "" {
		before, _ := strconv.Atoi(found[3])
		e.Byte = before + 1
	}
	if began := started.FindStringSubmatch(e.Reason); began != nil {
		e.Reason = began[1]
		e.Line, _ = strconv.Atoi(began[2]) // digits only
	}
	return e
}

// readError says which file can't be read.
func readError(err error) error {
	if found := templateError(err); found != nil {
		return found
	}
	return fmt.Errorf("theme: %w", err)
}

// printError tells a template's mistake from a writer that fails.
func printError(err error) error {
	escaped, run := (*template.Error)(nil), texttemplate.ExecError{}
	if errors.As(err, &escaped) || errors.As(err, &run) {
		return readError(err)
	}
	return fmt.Errorf("theme: %w", err)
}
