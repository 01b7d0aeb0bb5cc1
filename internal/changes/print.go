package changes

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Format is a form in which changes are printed.
type Format string

// The formats.
const (
	Text     Format = "text"
	JSON     Format = "json"
	Markdown Format = "markdown" // for the comment on a pull request
)

// Formats lists the formats.
var Formats = []Format{Text, JSON, Markdown}

// group is the changes of one record, the oldest first.
type group struct {
	id      string
	changes []Change
}

// byRecord groups changes by their records: by type, and by id as people count. Removed
// pages come last, one a group unless it is erased.
func byRecord(changes []Change) []group {
	var groups []group
	type key struct {
		of record.TypeName
		id string
	}
	places := map[key]int{}
	for _, c := range changes {
		of := key{c.Type, c.ID()}
		i, seen := places[of]
		if !seen {
			i = len(groups)
			places[of] = i
			groups = append(groups, group{id: of.id})
		}
		groups[i].changes = append(groups[i].changes, c)
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		if a, b := a.changes[0].order, b.changes[0].order; a != b {
			return a - b
		}
		return progress.CompareNumbers(a.id, b.id)
	})
	return groups
}

// jsonChange is a change as JSON has it, one a line.
type jsonChange struct {
	Date    string `json:"date"`
	Day     string `json:"day"`
	Kind    Kind   `json:"kind"`
	Type    string `json:"type"`
	ID      string `json:"id"`
	Measure string `json:"measure,omitempty"`
	File    string `json:"file,omitempty"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Said    string `json:"said,omitempty"`
}

// Print prints changes by record. JSON has one object a line, in the order of Between.
func (w *Words) Print(out io.Writer, changes []Change, format Format) error {
	if format == JSON {
		return w.printJSON(out, changes)
	}
	p := printer{w: out, format: format}
	if len(changes) == 0 {
		p.line(w.words.T("nothing"))
	}
	for _, g := range byRecord(changes) {
		p.heading(w.Title(&g.changes[0]), "")
		for i := range g.changes {
			p.dated(g.changes[i].Date, w.Whole(&g.changes[i]))
		}
	}
	return p.err
}

// Whole is a change's sentence, with the record's own words after it.
func (w *Words) Whole(c *Change) string {
	said := w.Sentence(c)
	if own := w.text(c.Text); own != "" {
		said += ". " + own
	}
	return said
}

func (w *Words) printJSON(out io.Writer, changes []Change) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i := range changes {
		c := &changes[i]
		line := jsonChange{
			Date: c.Date.String(), Day: c.Day.String(), Kind: c.Kind, Type: string(c.Type), ID: c.ID(),
			Title: w.Title(c), Text: w.Sentence(c), Said: w.text(c.Text),
		}
		if c.Record != nil {
			line.File = c.Record.Base().Path
		}
		if c.Measure != nil {
			line.Measure = c.Measure.Record.Key
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// printer prints text, or Markdown, until writing fails.
type printer struct {
	w       io.Writer
	format  Format
	started bool
	err     error
}

func (p *printer) line(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, s)
	}
}

// chapter begins the records of one type.
func (p *printer) chapter(title string) {
	if p.format == Markdown {
		title = "### " + escape(title)
	}
	p.begin(title)
}

// heading begins a record or page, with its path where it has one.
func (p *printer) heading(title, path string) {
	if p.format == Markdown {
		title = "**" + escape(title) + "**"
	}
	if path != "" {
		title += "  " + p.path(path)
	}
	p.begin(title)
	if p.format == Markdown {
		p.line("")
	}
}

// begin prints a line with an empty one before it.
func (p *printer) begin(line string) {
	if p.started {
		p.line("")
	}
	p.started = true
	p.line(line)
}

func (p *printer) dated(date i18n.Date, said string) {
	if p.format == Markdown {
		p.line("- " + date.String() + ": " + escape(said))
		return
	}
	p.line(fmt.Sprintf("  %-10s  %s", date, said))
}

// path shows an address.
func (p *printer) path(path string) string {
	if p.format == Markdown {
		return "`" + path + "`"
	}
	return path
}

func (p *printer) item(said string) {
	if p.format == Markdown {
		p.line("- " + escape(said))
		return
	}
	p.line("  " + said)
}

// special are the characters that mean something in Markdown or HTML.
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "@", "@\u200b",
	"\n", " ", "\r", " ",
)

// escape makes a text mean nothing but itself in Markdown. An @ would send a message to
// whoever has the name.
func escape(s string) string { return special.Replace(s) }
