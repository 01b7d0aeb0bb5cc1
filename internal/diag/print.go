package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Format is a way to print problems.
type Format string

// The formats.
const (
	// FormatText is one line a problem, "file:line:col: error: … [code]", with
	// the hint indented below.
	FormatText Format = "text"
	// FormatJSON is JSON Lines: one object a line, a problem each.
	FormatJSON Format = "json"
	// FormatGitHub is GitHub's workflow commands, which mark the lines of a
	// change.
	FormatGitHub Format = "github"
)

// Formats lists the formats, the default first.
var Formats = []Format{FormatText, FormatJSON, FormatGitHub}

// Style is how problems are printed.
type Style struct {
	Format   Format
	Language Language
	// Colour tells severities apart on a terminal, in the format text.
	Colour bool
	// Folder comes before each file's path in the format github, which counts paths
	// from the top of the repository. It has slashes, and none at the end.
	Folder string
	// Outside are files, or folders of them, that are no part of Folder: a table that is
	// imported, and its map. Their paths stay as they are.
	Outside []string
}

// Print writes the problems to w in the format and language.
func Print(w io.Writer, problems []Problem, format Format, lang Language) error {
	return Style{Format: format, Language: lang}.Print(w, problems)
}

// Print writes the problems to w.
func (s Style) Print(w io.Writer, problems []Problem) error {
	for _, p := range problems {
		line, err := s.line(p)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
	}
	return nil
}

func (s Style) line(p Problem) (string, error) {
	switch s.Format {
	case FormatJSON:
		return s.jsonLine(p)
	case FormatGitHub:
		return s.gitHubLine(p), nil
	}
	return s.textLine(p), nil
}

func (s Style) textLine(p Problem) string {
	severity := s.paint(p.Severity(), sentence(s.Language, "severity/"+string(p.Severity())))
	line := fmt.Sprintf("%s%s: %s [%s]\n", lineEnds.Replace(place(p.Pos)), severity, lineEnds.Replace(p.Text(s.Language)), p.Code)
	if hint := p.HintText(s.Language); hint != "" {
		line += "    " + strings.ReplaceAll(hint, "\n", "\n    ") + "\n"
	}
	return line
}

// paint puts a word between the codes of a terminal's colours: red, yellow and cyan,
// all of them bold.
func (s Style) paint(severity Severity, word string) string {
	if !s.Colour {
		return word
	}
	colour := map[Severity]string{Error: "31", Warning: "33", Notice: "36"}[severity]
	return "\x1b[1;" + colour + "m" + word + "\x1b[0m"
}

// place returns "file:line:col: " with as much of it as is known.
func place(pos Pos) string {
	if pos.File == "" {
		return ""
	}
	return pos.String() + ": "
}

// gitHubEscapes are the characters that end a workflow command's message.
var gitHubEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// gitHubPropertyEscapes are those that end one of its properties.
var gitHubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")

func (s Style) gitHubLine(p Problem) string {
	text := p.Text(s.Language)
	if hint := p.HintText(s.Language); hint != "" {
		text += "\n" + hint
	}
	properties := "title=" + gitHubPropertyEscapes.Replace(p.Code)
	if p.Pos.File != "" {
		file := p.Pos.File
		if !s.isOutside(file) {
			file = path.Join(s.Folder, file)
		}
		file = gitHubPropertyEscapes.Replace(file)
		properties = fmt.Sprintf("file=%s,line=%d,col=%d,%s", file, max(p.Pos.Line, 1), max(p.Pos.Col, 1), properties)
	}
	return fmt.Sprintf("::%s %s::%s\n", p.Severity(), properties, gitHubEscapes.Replace(text))
}

func (s Style) isOutside(file string) bool {
	return slices.ContainsFunc(s.Outside, func(name string) bool {
		return name != "" && (file == name || strings.HasPrefix(file, strings.TrimSuffix(name, "/")+"/"))
	})
}

// jsonProblem is the shape of a problem in JSON output. docs/problems.md tells of it.
type jsonProblem struct {
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
}

func (s Style) jsonLine(p Problem) (string, error) {
	var line strings.Builder
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	err := enc.Encode(jsonProblem{
		File: p.Pos.File, Line: p.Pos.Line, Column: p.Pos.Col, Severity: p.Severity(), Code: p.Code,
		Message: p.Text(s.Language), Hint: p.HintText(s.Language),
	})
	return line.String(), err
}

// lineEnds keeps a problem on its line, whatever a file's name or a value holds.
var lineEnds = strings.NewReplacer("\n", `\n`, "\r", `\r`)
