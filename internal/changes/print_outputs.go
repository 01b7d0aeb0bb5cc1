package changes

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// mostLines is how many lines of a page are printed of those that only the old site has, and
// of those that only the new one has: see telling. JSON has all.
const mostLines = 20

// jsonRecord is a record that differs between two built sites, as JSON has it, one a line.
// docs/diff.md explains it.
type jsonRecord struct {
	Kind   Kind       `json:"kind"`
	Type   string     `json:"type"`
	ID     string     `json:"id"`
	Number string     `json:"number,omitempty"`
	Title  string     `json:"title"`
	Before string     `json:"before,omitempty"`
	Pages  []jsonPage `json:"pages"`
	Files  int        `json:"files"`
}

type jsonPage struct {
	Kind    Kind      `json:"kind"`
	Lang    i18n.Lang `json:"lang"`
	Path    string    `json:"path"`
	Removed []string  `json:"removed,omitempty"`
	Added   []string  `json:"added,omitempty"`
}

// jsonRest is the last line: how many files differ that are of no record.
type jsonRest struct {
	Kind  string `json:"kind"`
	Lists int    `json:"lists"`
	Files int    `json:"files"`
}

// PrintDifference prints what differs between two built sites, by record. JSON has one
// object a line.
func (w *Words) PrintDifference(out io.Writer, d Difference, format Format) error {
	if format == JSON {
		return printDifferenceJSON(out, d)
	}
	p := printer{w: out, format: format}
	if len(d.Records) == 0 {
		p.line(w.words.T("nothing"))
		p.started = true
	}
	for i := range d.Records {
		r := &d.Records[i]
		if i == 0 || d.Records[i-1].Type != r.Type {
			p.chapter(upperFirst(w.typeTitle(r.Type)))
		}
		w.printRecord(&p, r)
	}
	if rest := w.rest(d); rest != "" {
		p.begin(rest)
	}
	return p.err
}

// typeTitle names the records of a type.
func (w *Words) typeTitle(name record.TypeName) string {
	for _, t := range record.Types() {
		if t.Name == name {
			return w.text(t.Title)
		}
	}
	return w.words.T("of-" + string(name))
}

func (w *Words) printRecord(p *printer, r *RecordDifference) {
	title := r.Title
	if r.Number != "" {
		title = r.Number + ": " + title
	}
	if r.Before != "" {
		title += " " + w.words.F("title-before", i18n.Args{"Title": r.Before})
	}
	p.heading(title, r.Pages[0].Path)
	said := w.pagesInWords(r.Pages)
	if r.Files > 0 {
		said += ", " + w.words.N("other-files", r.Files, nil)
	}
	p.item(upperFirst(said))
	page := &r.Pages[0] // the others say the same in their language
	if i := slices.IndexFunc(r.Pages, func(p Page) bool { return p.Kind == PageChanged }); i >= 0 {
		page = &r.Pages[i] // only such a page has lines
	}
	w.printLines(p, "−", page.Removed)
	w.printLines(p, "+", page.Added)
}

// pagesInWords says what became of a record's pages: of one that is removed in one language
// and changed in another, both.
func (w *Words) pagesInWords(pages []Page) string {
	var kinds []Kind
	langs := map[Kind][]string{}
	for _, page := range pages {
		if langs[page.Kind] == nil {
			kinds = append(kinds, page.Kind)
		}
		langs[page.Kind] = append(langs[page.Kind], string(page.Lang))
	}
	var parts []string
	for _, kind := range kinds {
		parts = append(parts, w.words.F("in-languages", i18n.Args{"Said": w.words.T(string(kind)), "Langs": strings.Join(langs[kind], ", ")}))
	}
	return strings.Join(parts, ", ")
}

// printLines prints lines of text with a sign before each, one that is there again only once.
func (w *Words) printLines(p *printer, sign string, all []string) {
	var lines []string
	for _, l := range all {
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	shown := telling(lines)
	for _, l := range shown {
		p.item(sign + " " + l)
	}
	if more := len(lines) - len(shown); more > 0 {
		p.item(sign + " " + w.words.N("more-lines", more, nil))
	}
}

// telling returns at most mostLines of some lines, in their order. Where there are more,
// whole sentences stay before all others: they tell of states, days and dates ("Completed on
// 15 October 2024, 654 days after …"), where a label or a cell tells nothing by itself.
func telling(lines []string) []string {
	if len(lines) <= mostLines {
		return lines
	}
	var places []int
	for i, l := range lines {
		if isSentence(l) {
			places = append(places, i)
		}
	}
	for i, l := range lines {
		if !isSentence(l) {
			places = append(places, i)
		}
	}
	places = places[:mostLines]
	slices.Sort(places)
	shown := make([]string, mostLines)
	for i, place := range places {
		shown[i] = lines[place]
	}
	return shown
}

// isSentence says whether a line is a whole sentence, by how it ends.
func isSentence(line string) bool {
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "?")
}

// rest says how many files differ that are of no record.
func (w *Words) rest(d Difference) string {
	var parts []string
	if d.Lists > 0 {
		parts = append(parts, w.words.N("list-pages", d.Lists, nil))
	}
	if d.Others > 0 {
		parts = append(parts, w.words.N("other-files", d.Others, nil))
	}
	return strings.Join(parts, ", ")
}

func printDifferenceJSON(out io.Writer, d Difference) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, r := range d.Records {
		line := jsonRecord{Kind: r.Kind, Type: string(r.Type), ID: r.ID, Number: r.Number, Title: r.Title, Before: r.Before, Files: r.Files}
		for _, page := range r.Pages {
			line.Pages = append(line.Pages, jsonPage(page))
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return encoder.Encode(jsonRest{Kind: "rest", Lists: d.Lists, Files: d.Others})
}
