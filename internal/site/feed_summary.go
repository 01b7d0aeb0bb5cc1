package site

import (
	"strings"

	"parskats/internal/changes"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// changeSummary says all that a reader of a feed needs to know of a change without opening its
// page: what happened, with the record's own words, then on which days, whose it is, at which
// level of participation, and what the record is about. What is not known is left out. Of a
// correction and of a reply the words themselves are the news.
func (b *builder) changeSummary(lang i18n.Lang, words *changes.Words, c *changes.Change) string {
	parts := []string{words.Whole(c)}
	switch {
	case c.Measure != nil:
		carriers := progress.Carriers(c.Record.(*record.Commitment), c.Measure.Record)
		parts = append(parts, b.institutionNames(lang, carriers))
	case c.Record != nil && c.Kind != changes.Corrected && c.Kind != changes.Responded:
		parts = append(parts, b.recordSummary(lang, c)...)
	}
	return sentences(compact(parts...))
}

// recordSummary says of a record its days, its institutions, its level and its summary; where the
// record has words of its own on the change, these stand for the summary. The days are those of
// what begins or ends with the change; of all others that of the change.
func (b *builder) recordSummary(lang i18n.Lang, c *changes.Change) []string {
	days := b.period(lang, c.Date, i18n.Date{})
	var whose []string
	var level record.Level
	var summary i18n.Text
	switch r := c.Record.(type) {
	case *record.Consultation:
		days = b.consultationDays(lang, r, c)
		whose, level, summary = append([]string{r.Institution}, r.CoInstitutions...), r.Level, r.Summary
	case *record.BudgetRound:
		days, whose, level, summary = b.period(lang, r.Starts, r.Ends), one(r.Institution), r.Level, r.Summary
	case *record.Case:
		days, whose, level, summary = b.period(lang, r.Starts, r.Ends), r.Institutions, r.Level, r.Summary
	case *record.Event:
		days, whose, summary = b.period(lang, r.Starts, r.Ends), r.Organisers, r.Summary
	case *record.Initiative:
		whose, level, summary = one(r.Addressee), r.Level, r.Summary
	case *record.Body:
		whose, level, summary = one(r.Institution), r.Level, r.Summary
	case *record.Indicator:
		whose, summary = one(r.Publisher), r.Summary
	case *record.Plan:
		if c.Kind == changes.PlanBegan || c.Kind == changes.PlanEnded {
			days = b.period(lang, r.Starts, r.Ends)
		}
		whose, summary = r.Lead, r.Summary
	case *record.Report:
		summary = r.Summary
	case *record.News:
		summary = r.Summary
	}
	parts := []string{days}
	for _, id := range whose {
		parts = append(parts, b.refLink(lang, "institution", id).Text)
	}
	if level != "" {
		parts = append(parts, b.t(lang, "facet-level")+": "+level.Vocabulary().Title(lang, string(level)))
	}
	if !c.Text.IsEmpty() {
		return parts
	}
	return append(parts, b.text(lang, summary).Text)
}

// consultationDays says on which days one can take part or could: of what follows later the day
// of that comes first.
func (b *builder) consultationDays(lang i18n.Lang, r *record.Consultation, c *changes.Change) string {
	period := b.period(lang, r.Opens, r.Closes)
	switch c.Kind {
	case changes.ConsultationAnnounced, changes.ConsultationClosing, changes.Kind(progress.ConsultationOpened), changes.Kind(progress.ConsultationClosed):
		return period
	}
	day := b.period(lang, c.Date, i18n.Date{})
	if period == "" {
		return day
	}
	return day + ". " + b.f(lang, "feed-open", i18n.Args{"Period": period})
}

// sentences joins parts, each as a sentence: one that ends in a mark of its own gets none.
func sentences(parts []string) string {
	var text strings.Builder
	for i, part := range parts {
		if i > 0 {
			if !strings.ContainsRune(".!?…", lastRune(text.String())) {
				text.WriteByte('.')
			}
			text.WriteByte(' ')
		}
		text.WriteString(part)
	}
	return text.String()
}

// lastRune is the last character of a text that is not empty.
func lastRune(text string) rune {
	runes := []rune(text)
	return runes[len(runes)-1]
}
