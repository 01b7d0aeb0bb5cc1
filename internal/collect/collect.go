// Package collect makes the workbooks in which institutions report on their measures before
// a reporting deadline, and takes them back.
//
// A workbook holds the measures that one institution leads or co-leads in one plan, what is
// known of each as of a day, and empty cells for what the institution has to say. It knows by
// a hidden page what it is, so that it needs no map when it comes back. What it says then
// becomes updates by the institution, each of which passes the check before it is written.
package collect

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"fmt"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Sheet is what one workbook is about.
type Sheet struct {
	Site        *record.Site
	Plan        *record.Plan
	Institution *record.Institution
	// Day is the day as of which the workbook says what is known.
	Day i18n.Day
	// Deadline is the day by which to report, and the period; nil where the plan has none.
	Deadline *record.Reporting
	// Duties are the measures that the institution leads or co-leads, by number.
	Duties []progress.Duty
}

// FileName is the name of the workbook's file: that of the institution.
func (s *Sheet) FileName() string { return s.Institution.ID + ".xlsx" }

// Sheets returns the sheets of a plan as of a day, by the ids of institutions: of those that
// lead or co-lead a measure that exists on the day.
func Sheets(site *record.Site, plan *record.Plan, deadline *record.Reporting, day i18n.Day) []*Sheet {
	ix := progress.NewIndex(site)
	var sheets []*Sheet
	for _, institution := range site.Institutions.All() {
		if duties := dutiesOf(ix, plan, institution.ID, day); len(duties) > 0 {
			sheets = append(sheets, &Sheet{site, plan, institution, day, deadline, duties})
		}
	}
	return sheets
}

// dutiesOf returns the measures of a plan that an institution is to report on.
func dutiesOf(ix *progress.Index, plan *record.Plan, institution string, day i18n.Day) []progress.Duty {
	all := ix.InstitutionOn(institution, plan, day).Duties
	return slices.DeleteFunc(slices.Clone(all), func(d progress.Duty) bool {
		return d.Measure == nil || d.Role == progress.Implementer
	})
}

// NewestPlan returns the plan to report on where none is named: of those that are adopted
// and have begun by a day, the one that begins last; nil where there is none.
func NewestPlan(site *record.Site, day i18n.Day) *record.Plan { return progress.NewestBegun(site, day) }

// Deadline returns the reporting deadline of a plan that reports are due for on a day: the
// next or, after all of them, the last; nil where the plan has none.
func Deadline(plan *record.Plan, day i18n.Day) *record.Reporting {
	var next, last *record.Reporting
	for i := range plan.Reporting {
		r := &plan.Reporting[i]
		if r.Due.Last() >= day && (next == nil || r.Due.Last() < next.Due.Last()) {
			next = r
		}
		if last == nil || r.Due.Last() > last.Due.Last() {
			last = r
		}
	}
	return cmp.Or(next, last)
}

// version is that of the workbook's form. A workbook of a later one is refused.
const version = "1"

// hiddenPage is the page that says what a workbook is.
const hiddenPage = "parskats"

// kind is what the hidden page calls a collection sheet.
const kind = "collection-sheet"

// The columns of the page of measures. Those of texts have a language behind "text.".
const (
	columnKey         = "key"
	columnNumber      = "number"
	columnTitle       = "title"
	columnCommitment  = "commitment"
	columnRole        = "role"
	columnDue         = "due"
	columnState       = "state"
	columnReport      = "report"
	columnStatus      = "status"
	columnDate        = "date"
	columnText        = "text."
	columnEvidence    = "evidence-title"
	columnEvidenceURL = "evidence-url"
	columnPublished   = "evidence-published"
	columnDelay       = "delay"
)

// known are the columns that say what is known, in their order.
var known = []string{columnKey, columnNumber, columnTitle, columnCommitment, columnRole, columnDue, columnState, columnReport}

// toFill returns the columns that the institution fills in, in their order.
func toFill(langs []i18n.Lang) []string {
	columns := []string{columnStatus, columnDate}
	for _, lang := range langs {
		columns = append(columns, columnText+string(lang))
	}
	return append(columns, columnEvidence, columnEvidenceURL, columnPublished, columnDelay)
}

// pair is a line of the hidden page.
type pair struct{ name, value string }

// seal is a checksum of what the hidden page says, so that a page that was changed by
// accident is known for it. It keeps nobody from changing it on purpose.
func seal(pairs []pair) string {
	var b strings.Builder
	for _, p := range pairs {
		fmt.Fprintf(&b, "%q %q\n", p.name, p.value)
	}
	return checksum(b.String())
}

// checksum returns sixteen letters that stand for a text: digits would look like telephone
// numbers to the check.
func checksum(text string) string {
	sum := sha256.Sum256([]byte(text))
	letters := make([]byte, 0, 16)
	for _, b := range sum[:8] {
		letters = append(letters, 'a'+b>>4, 'a'+b&15)
	}
	return string(letters)
}

// knownSum is the checksum of what a row says is known. Spaces make no difference, since
// programs write them in their own ways.
func knownSum(cells []string) string {
	lines := make([]string, len(cells))
	for i, cell := range cells {
		lines[i] = oneLine(cell)
	}
	return checksum(strings.Join(lines, "\n"))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

//go:embed words/*.yaml
var wordFiles embed.FS

// Words are the sentences of workbooks in one language.
type words struct{ *i18n.Catalogue }

// wordsIn returns the sentences in a language; in English where there are none.
func wordsIn(lang i18n.Lang) (words, error) {
	raw, err := wordFiles.ReadFile("words/" + string(lang) + ".yaml")
	if err != nil {
		lang = i18n.English
		if raw, err = wordFiles.ReadFile("words/en.yaml"); err != nil {
			return words{}, err
		}
	}
	catalogue, err := i18n.ReadCatalogue(lang, bytes.TrimSpace(raw))
	return words{catalogue}, err
}

// hasWords reports whether there are sentences in a language.
func hasWords(lang i18n.Lang) bool {
	_, err := wordFiles.Open("words/" + string(lang) + ".yaml")
	return err == nil
}

// columnName is the title of a column.
func (w words) columnName(column string) string {
	lang, isText := strings.CutPrefix(column, columnText)
	if !isText {
		return w.T("column-" + column)
	}
	name := lang
	if w.Has("language-" + lang) {
		name = w.T("language-" + lang)
	}
	return w.F("column-text", i18n.Args{"Lang": name})
}

// date writes a date out, "" where it is not known. Its parts may stand on two lines, as
// columns are narrow.
func (w words) date(d i18n.Date) string {
	return strings.ReplaceAll(i18n.FormatDate(w.Lang(), d, i18n.Nominative), "\u00a0", " ")
}

// term returns the name of a vocabulary's key.
func (w words) term(v *record.Vocabulary, key string) string {
	for _, t := range v.Terms {
		if t.Key == key {
			name, _ := t.Title.In(w.Lang())
			return name
		}
	}
	return key
}

// text returns a text in the language, else in another one.
func (w words) text(t i18n.Text) string {
	text, _ := t.In(w.Lang())
	return text
}
