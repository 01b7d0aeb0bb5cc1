package changes

import (
	"cmp"
	"embed"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

//go:embed words/lv.yaml words/en.yaml
var catalogues embed.FS

// Words says changes in one language.
type Words struct {
	lang i18n.Lang
	// langs are those in which texts are looked for where the language has none.
	langs []i18n.Lang
	words *i18n.Catalogue
}

// NewWords returns the words of a language. langs are the site's languages, the default
// one first.
func NewWords(lang i18n.Lang, langs ...i18n.Lang) (*Words, error) {
	raw, err := catalogues.ReadFile("words/" + string(lang) + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("changes in the language %q: %w", lang, err)
	}
	words, err := i18n.ReadCatalogue(lang, raw)
	if err != nil {
		return nil, err
	}
	return &Words{lang, langs, words}, nil
}

// Title names a change's record as people do: with its number, if it has one. A removed
// page is named by its address, if that may be said.
func (w *Words) Title(c *Change) string {
	if c.Removal != nil {
		return cmp.Or(c.Removal.URL, upperFirst(w.words.T(string(PageRemoved))))
	}
	title := w.title(c.Record)
	r, ok := c.Record.(*record.Commitment)
	switch {
	case !ok:
		return title
	case strings.ContainsFunc(r.Number, unicode.IsLetter): // OGP's own: LV0028
		return r.Number + " " + title
	}
	return r.Number + ". " + title
}

// title is a record's title, in whatever language it has one; its id where it has none.
func (w *Words) title(r progress.Record) string {
	value := reflect.ValueOf(r).Elem()
	for _, name := range []string{"title", "name"} {
		field, ok := record.Lookup(record.FieldsOf(value.Type()), name)
		if !ok || field.Kind != record.KindLocalised {
			continue
		}
		if text, ok := reflect.TypeAssert[i18n.Text](value.FieldByIndex(field.Index)); ok {
			return w.text(text)
		}
	}
	return r.Base().ID
}

func (w *Words) text(t i18n.Text) string {
	text, _ := t.In(w.lang, w.langs...)
	return text
}

// Sentence says a change, without the record's own words. Of a measure it begins with its
// number: "Pasākums 1.2a: …".
func (w *Words) Sentence(c *Change) string {
	said := w.said(c)
	if c.Measure != nil {
		return w.words.F("of-measure", i18n.Args{"Number": c.Measure.Record.Number, "Said": said})
	}
	return upperFirst(said)
}

func (w *Words) said(c *Change) string {
	switch c.Kind {
	case Kind(progress.MeasureUpdated):
		return w.updated(c)
	case Kind(progress.DueRevised):
		return w.revised(c)
	case MeasureStood:
		return w.stood(c.Measure)
	case DueAnnounced:
		return w.words.F("due_announced", i18n.Args{"Due": w.date(c.Measure.Record.Due.Date)})
	case DuePassed:
		return w.passed(c)
	case ValuePublished:
		return w.value(c)
	case ConsultationClosing:
		return w.words.F(string(c.Kind), i18n.Args{"Date": i18n.FormatDate(w.lang, c.Date, i18n.Locative)})
	}
	return w.words.T(string(c.Kind))
}

func (w *Words) date(d i18n.Date) string { return i18n.FormatDate(w.lang, d, i18n.Nominative) }

// updated says an update: the new state, with how late it came, or who says what.
func (w *Words) updated(c *Change) string {
	by := c.Update.By.Vocabulary().Title(w.lang, string(c.Update.By))
	switch {
	case c.SetsState && c.Update.Status == record.Complete:
		return w.words.F("said-by", i18n.Args{"Said": w.completed(c.Measure), "By": by})
	case c.Update.Status == "":
		return w.words.F("update", i18n.Args{"By": by})
	}
	status := c.Update.Status.Vocabulary().Title(w.lang, string(c.Update.Status))
	return w.words.F("said-by", i18n.Args{"Said": status, "By": by})
}

// completed says when a measure was completed and, if that is known, by how many days after
// the due date in force then: a day that was announced is not the plan's deadline.
func (w *Words) completed(m *progress.Measure) string {
	args := i18n.Args{"Done": i18n.FormatDate(w.lang, m.CompleteSince, i18n.Locative), "Stated": ""}
	due := m.DueThen
	switch {
	case due == nil || m.MaybeLate:
		return w.words.F("complete", args)
	case !m.Late:
		return w.words.F("complete-in-time-"+string(due.Basis), args)
	}
	if !due.Since.IsZero() {
		month := i18n.Date{Year: due.Since.Year, Month: due.Since.Month}
		args["Stated"] = i18n.FormatDate(w.lang, month, i18n.Locative)
	}
	if !m.DaysLate.Exact() {
		args["Range"] = i18n.FormatRange(w.lang, max(0, m.DaysLate.Min), m.DaysLate.Max)
		return w.words.F("complete-late-range-"+string(due.Basis), args)
	}
	return w.words.N("complete-late-"+string(due.Basis), m.DaysLate.Min, args)
}

// stood says what was known of a measure on a day: its due date, with the day on which that
// was stated, and its state with who says so.
func (w *Words) stood(m *progress.Measure) string {
	var parts []string
	if due := m.Due; due != nil {
		args := i18n.Args{"Due": w.date(due.Date), "Stated": ""}
		if !due.Since.IsZero() {
			args["Stated"] = i18n.FormatDate(w.lang, due.Since, i18n.Locative)
		}
		parts = append(parts, w.words.F("stood-due-"+string(due.Basis), args))
	}
	if u := m.Status; u != nil {
		status := u.Status.Vocabulary().Title(w.lang, string(u.Status))
		by := u.By.Vocabulary().Title(w.lang, string(u.By))
		parts = append(parts, w.words.F("said-by", i18n.Args{"Said": status, "By": by}))
	}
	return w.words.F("stood", i18n.Args{"Said": strings.Join(parts, "; ")})
}

func (w *Words) revised(c *Change) string {
	args := i18n.Args{"Due": w.date(c.Revision.Due)}
	if c.Before == nil {
		return w.words.F("due_revised-first", args)
	}
	args["Before"] = w.date(c.Before.Date)
	return w.words.F("due_revised", args)
}

func (w *Words) passed(c *Change) string {
	id := "due_passed-" + string(c.Measure.Due.Basis)
	if c.Measure.StateUnknown {
		id += "-unknown"
	}
	return w.words.F(id, i18n.Args{"Due": w.date(c.Date)})
}

// value says an indicator's new value with its unit: "45 % iedzīvotāju", "2,5 EUR".
func (w *Words) value(c *Change) string {
	text := i18n.FormatNumber(w.lang, *c.Value.Value)
	unit := w.text(c.Record.(*record.Indicator).Unit)
	if ofWhat, isPercent := strings.CutPrefix(unit, "%"); isPercent {
		text = i18n.FormatPercent(w.lang, *c.Value.Value) + ofWhat
	} else if unit != "" {
		text += " " + unit
	}
	if bound := c.Value.Bound; bound != "" && bound != record.Exact {
		text = bound.Vocabulary().Title(w.lang, string(bound)) + " " + text
	}
	return w.words.F("value_published", i18n.Args{"Value": text})
}

// upperFirst begins a sentence.
func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
