package site

import (
	"strconv"

	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// cardView makes a record's card: its name, the one or two things that one must know
// of it, and its summary.
func (b *builder) cardView(lang i18n.Lang, e *entry) Card {
	title := b.text(lang, e.title)
	summary := b.text(lang, e.summary)
	c := Card{
		Href: e.href[lang], Title: title.Text, Lang: title.Lang,
		Summary: summary.Text, SummaryLang: summary.Lang,
	}
	switch r := e.rec.(type) {
	case *record.Plan:
		b.planCard(lang, &c, r)
	case *record.Commitment:
		b.commitmentCard(lang, &c, r)
	case *record.Measure:
		b.measureCard(lang, &c, e.measure)
	case *record.Consultation:
		b.consultationCard(lang, &c, r)
	case *record.Initiative:
		c.Kicker = Link{Text: r.Kind.Vocabulary().Title(lang, string(r.Kind))}
		c.Meta = compact(b.period(lang, r.Starts, r.Ends))
	case *record.BudgetRound:
		c.Kicker = b.named(lang, "institution", r.Institution)
		c.Meta = compact(b.period(lang, r.Starts, r.Ends), b.money(lang, r.Budget), b.optionalCount(lang, r.Voters))
	case *record.Body:
		c.Kicker = Link{Text: r.Kind.Vocabulary().Title(lang, string(r.Kind))}
		c.Meta = compact(b.countOf(lang, "count-sittings", len(progress.SittingsOn(r, b.Day))))
	case *record.Case:
		c.Badges = b.levelBadge(lang, r.Level)
		c.Meta = compact(b.institutionNames(lang, r.Institutions), b.period(lang, r.Starts, r.Ends))
	case *record.Event:
		c.Kicker = Link{Text: r.Kind.Vocabulary().Title(lang, string(r.Kind))}
		c.Meta = compact(b.period(lang, r.Starts, r.Ends), b.text(lang, r.Place).Text)
	case *record.Indicator:
		c.Meta = compact(b.latestValue(lang, r), b.indicatorUnit(lang, r))
	case *record.News:
		c.Meta = compact(i18n.FormatDate(lang, r.Date, i18n.Nominative))
	case *record.Institution:
		c.Kicker = Link{Text: r.Kind.Vocabulary().Title(lang, string(r.Kind))}
		c.Meta = b.relatedNumbers(lang, e)
	case *record.Area:
		c.Meta = b.relatedNumbers(lang, e)
	}
	if e.base.Sample {
		c.Badges = append(c.Badges, Badge{Kind: "sample", Key: "sample", Text: b.t(lang, "sample-badge")})
	}
	return c
}

func (b *builder) planCard(lang i18n.Lang, c *Card, p *record.Plan) {
	c.Kicker = Link{Text: b.phaseText(lang, p)}
	c.Meta = compact(b.period(lang, p.Starts, p.Ends), b.countOf(lang, "count-commitments", len(b.truth.Commitments(p.ID))))
}

func (b *builder) commitmentCard(lang i18n.Lang, c *Card, r *record.Commitment) {
	c.Kicker = Link{Text: b.commitmentNumber(lang, r)}
	c.Meta = compact(b.institutionNames(lang, r.Lead))
	now := b.commitmentNow(r)
	if now.Counts.Total == 0 {
		c.Meta = append(c.Meta, b.t(lang, "no-measures"))
	}
	for _, s := range now.Counts.States {
		if s.Count > 0 {
			badge := b.stateBadge(lang, s.State)
			badge.Text += ": " + i18n.FormatInt(lang, s.Count)
			c.Badges = append(c.Badges, badge)
		}
	}
	if n := now.Counts.Overdue; n > 0 {
		c.Badges = append(c.Badges, Badge{Kind: "flag", Key: "overdue", Text: b.n(lang, "count-overdue", n, nil)})
	}
}

func (b *builder) consultationCard(lang i18n.Lang, c *Card, r *record.Consultation) {
	now := progress.ConsultationOn(r, b.Day)
	c.Kicker = b.sourceWords(lang, r.Kind)
	c.Badges = append(c.Badges, b.stageBadge(lang, now.Stage))
	c.Meta = compact(b.consultationTime(lang, &now), b.refLink(lang, "institution", r.Institution).Text)
}

// commitmentNumber is a commitment's number, with that of its plan where it has one.
func (b *builder) commitmentNumber(lang i18n.Lang, c *record.Commitment) string {
	plan := b.Records.Plans.Get(c.Plan)
	number := c.Number // of earlier plans only OGP's id is known: LV0028
	if _, err := strconv.Atoi(c.Number); err == nil {
		number = b.f(lang, "commitment-number", i18n.Args{"Number": c.Number})
	}
	if plan.Number == nil {
		return number
	}
	return b.f(lang, "commitment-of-plan", i18n.Args{"Commitment": number, "Plan": *plan.Number})
}

// consultationTime says when one can, or could, take part, as far as it is known; ""
// where nothing is, which the stage says.
func (b *builder) consultationTime(lang i18n.Lang, c *progress.Consultation) string {
	r := c.Record
	switch {
	case c.Stage == progress.StageOpen && c.DaysLeft != nil && c.DaysLeft.Exact():
		until := i18n.Args{"Date": i18n.FormatDate(lang, r.Closes, i18n.Dative)}
		if c.DaysLeft.Min == 0 {
			return b.f(lang, "open-last-day", until)
		}
		return b.n(lang, "open-days-left", c.DaysLeft.Min, until)
	case !r.Opens.IsZero() && !r.Closes.IsZero():
		return b.period(lang, r.Opens, r.Closes)
	case !r.Closes.IsZero():
		return b.f(lang, "until", i18n.Args{"Date": i18n.FormatDate(lang, r.Closes, i18n.Dative)})
	case !r.Opens.IsZero():
		return b.f(lang, "since", i18n.Args{"Date": i18n.FormatDate(lang, r.Opens, i18n.Nominative)})
	case !r.Announced.IsZero():
		return b.f(lang, "announced-on", i18n.Args{"Date": i18n.FormatDate(lang, r.Announced, i18n.Nominative)})
	}
	return ""
}

// period writes two dates, or one where they are alike or only one is known.
func (b *builder) period(lang i18n.Lang, from, to i18n.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from == to || to.IsZero():
		return i18n.FormatDate(lang, from, i18n.Nominative)
	case from.IsZero():
		return b.f(lang, "until", i18n.Args{"Date": i18n.FormatDate(lang, to, i18n.Dative)})
	}
	return i18n.FormatPeriod(lang, from, to)
}

// sourceWords are words kept as the source has them: in the site's default language.
func (b *builder) sourceWords(lang i18n.Lang, text string) Link {
	return Link{Text: text, Lang: foreign(lang, b.langs[0])}
}

// named is a record's name, without a link to it.
func (b *builder) named(lang i18n.Lang, t record.TypeName, id string) Link {
	link := b.refLink(lang, t, id)
	link.Href = ""
	return link
}

func compact(texts ...string) []string {
	var kept []string
	for _, s := range texts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func (b *builder) countOf(lang i18n.Lang, id string, n int) string {
	if n == 0 {
		return ""
	}
	return b.n(lang, id, n, nil)
}

func (b *builder) optionalCount(lang i18n.Lang, c *record.Count) string {
	if c == nil {
		return ""
	}
	return b.count(lang, *c)
}

func (b *builder) money(lang i18n.Lang, euros *float64) string {
	if euros == nil {
		return ""
	}
	return b.f(lang, "euros", i18n.Args{"N": i18n.FormatNumber(lang, *euros)})
}

func (b *builder) institutionNames(lang i18n.Lang, ids []string) string {
	names := ""
	for i, id := range ids {
		if i > 0 {
			names += ", "
		}
		names += b.shortName(lang, id)
	}
	return names
}

// shortName is an institution's abbreviation, or its name where it has none.
func (b *builder) shortName(lang i18n.Lang, id string) string {
	inst := b.Records.Institutions.Get(id)
	if inst == nil {
		return id
	}
	name, short := progress.NameOn(inst, b.Day)
	if abbreviation, _ := short.In(lang, b.langs...); abbreviation != "" {
		return abbreviation
	}
	return b.text(lang, name).Text
}

// relatedNumbers says how many records of each type refer to a record.
func (b *builder) relatedNumbers(lang i18n.Lang, e *entry) []string {
	var meta []string
	for _, t := range []record.TypeName{"commitment", "consultation", "case"} {
		if n := len(b.relatedOf(e.key, t)); n > 0 {
			meta = append(meta, b.n(lang, "count-"+string(t)+"s", n, nil))
		}
	}
	return meta
}

func (b *builder) levelBadge(lang i18n.Lang, level record.Level) []Badge {
	if level == "" {
		return nil
	}
	return []Badge{{Kind: "level", Key: string(level), Text: level.Vocabulary().Title(lang, string(level))}}
}

func (b *builder) stateBadge(lang i18n.Lang, s record.State) Badge {
	return Badge{Kind: "state", Key: string(s), Text: s.Vocabulary().Title(lang, string(s))}
}

func (b *builder) stageBadge(lang i18n.Lang, s progress.Stage) Badge {
	return Badge{Kind: "stage", Key: string(s), Text: b.t(lang, "stage-"+string(s))}
}

// latestValue writes an indicator's newest value.
func (b *builder) latestValue(lang i18n.Lang, r *record.Indicator) string {
	var newest *record.Value
	for i := range r.Values {
		v := &r.Values[i]
		if v.Date.Last() <= b.Day && (newest == nil || v.Date.Last() >= newest.Date.Last()) {
			newest = v
		}
	}
	if newest == nil {
		return ""
	}
	return i18n.FormatDate(lang, newest.Date, i18n.Nominative) + ": " + b.indicatorValue(lang, r, newest)
}

// indicatorValue writes a value without its unit, which would have to agree with it,
// except where that is a sign.
func (b *builder) indicatorValue(lang i18n.Lang, r *record.Indicator, v *record.Value) string {
	text := i18n.FormatNumber(lang, *v.Value)
	unit := b.text(lang, r.Unit).Text
	if ofWhat, isPercent := strings.CutPrefix(unit, "%"); isPercent {
		text = i18n.FormatPercent(lang, *v.Value) + ofWhat
	}
	if unit == "EUR" {
		text = b.money(lang, v.Value)
	}
	if v.Bound != "" && v.Bound != record.Exact {
		text = v.Bound.Vocabulary().Title(lang, string(v.Bound)) + " " + text
	}
	return text
}

// indicatorUnit is the unit of an indicator's values where they do not carry it.
func (b *builder) indicatorUnit(lang i18n.Lang, r *record.Indicator) string {
	unit := b.text(lang, r.Unit).Text
	if strings.HasPrefix(unit, "%") || unit == "EUR" {
		return ""
	}
	return unit
}
