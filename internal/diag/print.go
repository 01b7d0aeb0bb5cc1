package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Format is a way to print problems.
type Format string

// The formats.
const (
	// FormatText is one line a problem, "file:line:col: error: … [code]", with
	// the hint indented below.
	FormatText Format = "text"
	// FormatJSON is one JSON array of objects.
	FormatJSON Format = "json"
	// FormatGitHub is GitHub's workflow commands, which mark the lines of a
	// change.
	FormatGitHub Format = "github"
)

// Formats lists the formats, the default first.
var Formats = []Format{FormatText, FormatJSON, FormatGitHub}

// Print writes the problems to w in the format and language.
func Print(w io.Writer, problems []Problem, format Format, lang Language) error {
	switch format {
	case FormatJSON:
		return printJSON(w, problems, lang)
	case FormatGitHub:
		return printEach(w, problems, lang, gitHubLine)
	default:
		return printEach(w, problems, lang, textLine)
	}
}

func printEach(w io.Writer, problems []Problem, lang Language, line func(Problem, Language) string) error {
	for _, p := range problems {
		if _, err := io.WriteString(w, line(p, lang)); err != nil {
			return err
		}
	}
	return nil
}

func textLine(p Problem, lang Language) string {
	line := fmt.Sprintf("%s%s: %s [%s]\n", place(p.Pos), sentence(lang, "severity/"+string(p.Severity())), p.Text(lang), p.Code)
	if hint := p.HintText(lang); hint != "" {
		line += "    " + strings.ReplaceAll(hint, "\n", "\n    ") + "\n"
	}
	return line
}

// place returns "file:line:col: " with as much of it as is known.
func place(pos Pos) string {
	switch {
	case pos.File == "":
		return ""
	case pos.Line == 0:
		return pos.File + ": "
	case pos.Col == 0:
		return fmt.Sprintf("%s:%d: ", pos.File, pos.Line)
	}
	return fmt.Sprintf("%s:%d:%d: ", pos.File, pos.Line, pos.Col)
}

// gitHubEscapes are the characters that end a workflow command's message.
var gitHubEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// gitHubPropertyEscapes are those that end one of its properties.
var gitHubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")

func gitHubLine(p Problem, lang Language) string {
	text := p.Text(lang)
	if hint := p.HintText(lang); hint != "" {
		text += "\n" + hint
	}
	return fmt.Sprintf("::%s file=%s,line=%d,col=%d,title=%s::%s\n", p.Severity(),
		gitHubPropertyEscapes.Replace(p.Pos.File), max(p.Pos.Line, 1), max(p.Pos.Col, 1),
		gitHubPropertyEscapes.Replace(p.Code), gitHubEscapes.Replace(text))
}

// jsonProblem is the shape of a problem in JSON output.
type jsonProblem struct {
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
}

func printJSON(w io.Writer, problems []Problem, lang Language) error {
	rows := make([]jsonProblem, len(problems))
	for i, p := range problems {
		rows[i] = jsonProblem{p.Pos.File, p.Pos.Line, p.Pos.Col, p.Severity(), p.Code, p.Text(lang), p.HintText(lang)}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(rows)
}
