package theme

import (
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"strconv"
	texttemplate "text/template"
)

// TemplateError says that a template can't be read, or could not print what it was
// given: a mistake in the theme, not a failure of the machine.
type TemplateError struct {
	// File is the template's path in the theme, such as "templates/pages/home.html".
	File string
	// Line is the line of the file, from 1; 0 where it is not known.
	Line int
	// Reason says what is wrong, in the words of Go's package for templates.
	Reason string
}

func (e *TemplateError) Error() string {
	return fmt.Sprintf("theme: %s:%d: %s", e.File, e.Line, e.Reason)
}

// inTemplate is how Go's packages for templates say where something is wrong: the name
// of the template, the line and perhaps the byte in it.
var inTemplate = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+):(?:\d+:)? (?:executing "[^"]*" )?(.*)$`)

// templateError reads the place from an error of Go's packages for templates; nil where
// it has none.
func templateError(err error) *TemplateError {
	found := inTemplate.FindStringSubmatch(err.Error())
	if found == nil {
		return nil
	}
	line, _ := strconv.Atoi(found[2]) // digits only
	return &TemplateError{File: fileOf(found[1]), Line: line, Reason: found[3]}
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
