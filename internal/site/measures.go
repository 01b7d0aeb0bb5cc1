package site

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// commitmentNow returns a commitment as of the site's day.
func (b *builder) commitmentNow(c *record.Commitment) progress.Commitment {
	return progress.CommitmentOn(b.Records.Plans.Get(c.Plan), c, b.Day)
}

// measureView makes a measure as it stands on its commitment's page.
func (b *builder) measureView(lang i18n.Lang, m *progress.Measure) Measure {
	r := m.Record
	text := b.text(lang, r.Text)
	note := b.text(lang, r.Note)
	return Measure{
		Key: r.Key, Number: r.Number, Title: b.text(lang, r.Title),
		Badges:  b.measureBadges(lang, m),
		Notices: b.measureNotices(lang, m),
		Text:    text.Text, TextLang: text.Lang,
		Facts:   b.measureFacts(lang, m),
		Updates: b.updateItems(lang, m),
		Sources: b.sources(lang, r.Sources),
		Note:    note.Text, NoteLang: note.Lang,
	}
}

func (b *builder) measureBadges(lang i18n.Lang, m *progress.Measure) []Badge {
	badges := []Badge{b.stateBadge(lang, m.State)}
	flag := func(on bool, key string) {
		if on {
			badges = append(badges, Badge{Kind: "flag", Key: key, Text: b.t(lang, "flag-"+key)})
		}
	}
	flag(m.Overdue, "overdue")
	flag(m.Late, "late")
	flag(m.Stale, "stale")
	return badges
}

// measureNotices say in sentences what the badges say in words.
func (b *builder) measureNotices(lang i18n.Lang, m *progress.Measure) []Notice {
	var notices []Notice
	note := func(kind, text string) { notices = append(notices, Notice{Kind: kind, Text: text}) }
	if m.Overdue {
		note("late", b.overdueSentence(lang, m))
	}
	if m.Late || m.MaybeLate {
		note("late", b.lateSentence(lang, m))
	}
	switch {
	case m.UnknownAtEnd:
		note("note", b.t(lang, "unknown-at-end"))
	case m.NotCompleteAtEnd:
		note("late", b.t(lang, "not-complete-at-end"))
	case m.State == record.NoData:
		note("note", b.t(lang, "no-data-sentence"))
	case m.State == record.Unreported:
		date := i18n.FormatDate(lang, m.Checked, i18n.Locative)
		note("note", b.f(lang, "unreported-sentence", i18n.Args{"Date": date}))
	}
	if m.RatingsDiffer {
		note("note", b.t(lang, "ratings-differ"))
	}
	return notices
}

// overdueSentence says by how many days a due date has passed, and after which: an
// announced day is not the plan's deadline.
func (b *builder) overdueSentence(lang i18n.Lang, m *progress.Measure) string {
	text := b.n(lang, "overdue-"+string(m.Due.Basis), m.DaysOverdue, b.dueArgs(lang, m.Due))
	if m.StateUnknown {
		text += " " + b.t(lang, "overdue-unknown")
	}
	return text
}

func (b *builder) lateSentence(lang i18n.Lang, m *progress.Measure) string {
	due := m.DueThen
	args := b.dueArgs(lang, due)
	args["Done"] = i18n.FormatDate(lang, m.CompleteSince, i18n.Locative)
	if !m.DaysLate.Exact() {
		args["Range"] = i18n.FormatRange(lang, max(0, m.DaysLate.Min), m.DaysLate.Max)
		return b.f(lang, "late-range-"+string(due.Basis), args)
	}
	return b.n(lang, "late-"+string(due.Basis), m.DaysLate.Min, args)
}

// dueArgs are what sentences say of a due date: the day itself, and when it was
// announced.
func (b *builder) dueArgs(lang i18n.Lang, due *progress.Due) i18n.Args {
	stated := ""
	if !due.Since.IsZero() {
		month := i18n.Date{Year: due.Since.Year, Month: due.Since.Month}
		stated = i18n.FormatDate(lang, month, i18n.Locative)
	}
	return i18n.Args{
		"Due":    i18n.FormatDate(lang, due.Date, i18n.Nominative),
		"Stated": stated,
	}
}

func (b *builder) measureFacts(lang i18n.Lang, m *progress.Measure) []Fact {
	facts := b.facts(lang, m.Record, []string{"lead", "co_lead", "implementers"}, nil)
	facts = append(facts, b.dueFact(lang, m))
	if m.Slip != nil && m.Due != nil && (m.Due.Revised() || m.Slipped) {
		facts = append(facts, Fact{Label: b.t(lang, "slip"), Values: plainLink(b.days(lang, *m.Slip))})
	}
	if m.Status != nil {
		by := m.Status.By.Vocabulary().Title(lang, string(m.Status.By))
		facts = append(facts, Fact{Label: b.t(lang, "who-says"), Values: plainLink(by)})
	}
	if len(m.Evidence) > 0 {
		facts = append(facts, Fact{Label: b.t(lang, "evidence"), Values: b.sources(lang, m.Evidence)})
	}
	facts = append(facts, b.facts(lang, m.Record, []string{"output", "indicators"}, nil)...)
	return append(facts, b.headlineFacts(lang, m)...)
}

// headlineFacts names the plan's headline actions that a measure serves.
func (b *builder) headlineFacts(lang i18n.Lang, m *progress.Measure) []Fact {
	var titles []Link
	for _, h := range b.Records.Plans.Get(m.Commitment.Plan).Headlines {
		if slices.Contains(m.Record.Headline, h.ID) {
			titles = append(titles, b.text(lang, h.Title))
		}
	}
	if len(titles) == 0 {
		return nil
	}
	return []Fact{{Label: b.t(lang, "headline-fact"), Values: titles}}
}

// dueFact names the due date in force, what it rests on, and what it was first.
func (b *builder) dueFact(lang i18n.Lang, m *progress.Measure) Fact {
	label := b.t(lang, "due")
	if m.Due == nil {
		return Fact{Label: label, Unknown: true}
	}
	basis := m.Due.Basis.Vocabulary().Title(lang, string(m.Due.Basis))
	values := plainLink(i18n.FormatDate(lang, m.Due.Date, i18n.Nominative) + " (" + basis + ")")
	if m.Due.Source != nil {
		values = append(values, b.source(lang, *m.Due.Source))
	}
	if m.Due.Revised() && m.FirstDue != nil {
		first := i18n.FormatDate(lang, m.FirstDue.Date, i18n.Nominative)
		values = append(values, Link{Text: b.f(lang, "first-due", i18n.Args{"Date": first})})
	}
	return Fact{Label: label, Values: values}
}

func (b *builder) days(lang i18n.Lang, s progress.Span) string {
	if s.Exact() {
		return b.n(lang, "days", s.Min, nil)
	}
	return b.f(lang, "days-range", i18n.Args{"Range": i18n.FormatRange(lang, s.Min, s.Max)})
}

// updateItems lists the visible updates, newest first, each with who says so.
func (b *builder) updateItems(lang i18n.Lang, m *progress.Measure) []Item {
	var items []Item
	for _, u := range m.Updates {
		text := b.text(lang, u.Text)
		item := Item{
			Date: i18n.FormatDate(lang, u.Date, i18n.Nominative), DateISO: u.Date.String(),
			Text: text.Text, Lang: text.Lang,
			Note:  u.By.Vocabulary().Title(lang, string(u.By)),
			Links: b.sources(lang, u.Evidence),
		}
		if u.Author != "" {
			item.Title = b.refLink(lang, "institution", u.Author)
		}
		if u.Status != "" {
			item.Badges = []Badge{b.stateBadge(lang, record.State(u.Status))}
		}
		items = append(items, item)
	}
	return items
}
