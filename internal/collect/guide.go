package collect

import (
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// writeGuides writes a page of instructions in each language of the site for which there are
// sentences, the site's first.
func (w *workbook) writeGuides(langs []i18n.Lang) {
	for _, lang := range langs {
		if !hasWords(lang) && lang != langs[0] {
			continue
		}
		sentences, err := wordsIn(lang)
		w.try(err)
		if err == nil {
			w.writeGuide(sentences)
		}
	}
}

// line is a line of a guide: a name and a text, or a text over both columns.
type line struct {
	name, text string
	isHeading  bool
}

// The widths of a guide's columns, which fill A4 upright.
const (
	guideNameWidth = 26
	guideTextWidth = 76
)

func (w *workbook) writeGuide(s words) {
	page := s.T("page-guide")
	w.newPage(page)
	w.try(w.file.SetColWidth(page, "A", "A", guideNameWidth))
	w.try(w.file.SetColWidth(page, "B", "B", guideTextWidth))
	for i, l := range w.guide(s) {
		row := i + 1
		switch {
		case l.isHeading:
			w.set(page, 1, row, l.text, w.styles.title)
			w.setHeight(page, row, titleHeight)
		case l.name == "":
			w.set(page, 2, row, l.text, w.styles.plain)
			w.setHeight(page, row, lines(l.text, guideTextWidth)*lineHeight)
		default:
			w.set(page, 1, row, l.name, w.styles.strong)
			w.set(page, 2, row, l.text, w.styles.plain)
			w.setHeight(page, row, max(lines(l.name, guideNameWidth), lines(l.text, guideTextWidth))*lineHeight)
		}
	}
	w.protect(page)
	w.layout(page, "portrait", guideScale)
}

// guide is what a page of instructions says.
func (w *workbook) guide(s words) []line {
	lines := []line{
		{text: s.T("guide-title"), isHeading: true},
		{name: s.T("guide-institution"), text: s.text(w.Institution.Title)},
		{name: s.T("guide-plan"), text: s.text(w.Plan.Title)},
	}
	if r := w.Deadline; r != nil {
		lines = append(lines, line{name: s.T("guide-deadline"), text: s.date(r.Due)}, line{name: s.T("guide-period"), text: period(s, r)})
	} else {
		lines = append(lines, line{name: s.T("guide-deadline"), text: s.T("guide-no-deadline")})
	}
	lines = append(lines, line{name: s.T("guide-day"), text: i18n.FormatDate(s.Lang(), w.Day.Date(), i18n.Nominative)})
	lines = append(lines, line{name: s.T("guide-publisher"), text: w.Sheet.name(s, w.Site.Config.Publisher)})
	if contact := w.contact(s); contact != "" {
		lines = append(lines, line{name: s.T("guide-contact"), text: contact})
	}
	vocabulary := record.Status("").Vocabulary()
	var statuses []string
	for _, t := range vocabulary.Terms {
		statuses = append(statuses, w.term(vocabulary, t.Key))
	}
	args := i18n.Args{
		"Measures": w.page, "Statuses": strings.Join(statuses, ", "), "Complete": w.term(vocabulary, string(record.Complete)),
		"Delay": w.columnName(columnDelay),
	}
	lines = append(lines, line{})
	for _, id := range []string{"guide-1", "guide-2", "guide-3", "guide-4", "guide-5", "guide-6", "guide-7", "guide-8", "guide-9"} {
		lines = append(lines, line{text: s.F(id, args)})
	}
	lines = append(lines, line{}, line{text: s.T("guide-words"), isHeading: true})
	for _, t := range vocabulary.Terms {
		name := w.term(vocabulary, t.Key)
		if s.Lang() != w.Lang() {
			name += " (" + s.term(vocabulary, t.Key) + ")"
		}
		lines = append(lines, line{name: name, text: s.T("status-means-" + t.Key)})
	}
	if s.Lang() != w.Lang() {
		lines = append(lines, line{}, line{text: s.T("guide-columns"), isHeading: true})
		for _, column := range w.columns {
			lines = append(lines, line{name: w.columnName(column), text: s.columnName(column)})
		}
	}
	return lines
}

// contact is how to reach the post that answers about the site, "" where it is not given.
func (w *workbook) contact(s words) string {
	c := w.Site.Config.Contact
	if c == nil {
		return ""
	}
	var parts []string
	for _, part := range []string{s.text(c.Title), c.Email, c.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
