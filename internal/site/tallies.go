package site

import (
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Tally is what was counted of one kind: sentences, and a bar where the parts of a
// known whole are known.
type Tally struct {
	ID    string      // the anchor
	Title string      // the heading
	Lead  string      // how many there are in all, in words
	Bar   []BarPart   // the parts of the bar; none where it can't be drawn
	Parts []TallyPart // the parts in words
	Notes []string    // remarks in small print
}

// BarPart is a part of a bar; X and Width are percentages of it.
type BarPart struct {
	Key   string  // its name for the style sheet
	X     float64 // where it begins, in per cent
	Width float64 // how wide it is, in per cent
}

// TallyPart is a part of a tally in words. Key names the part to the style sheet, so
// that the words and the bar have one shape and colour.
type TallyPart struct {
	Key  string // its name for the style sheet
	Text string // the part in words
}

// partUnknown is the part of a whole of which it is not known what became of it.
const partUnknown = "unknown"

// viewsSection says who gave views on a consultation and what became of proposals and
// objections. What is not known is said to be so, and never drawn.
func (b *builder) viewsSection(lang i18n.Lang, c *progress.Consultation) Section {
	s := Section{ID: "views", Title: b.t(lang, "views-title")}
	proposals, objections := progress.OutcomeOf(c.Proposals), progress.OutcomeOf(c.Objections)
	if c.Submissions == nil && !proposals.Known() && !objections.Known() {
		s.Empty = b.t(lang, "views-unknown")
		return s
	}
	s.Tallies = []Tally{
		b.submissionsTally(lang, c),
		b.outcomeTally(lang, "proposals", &proposals, c.ProposalsCounted),
	}
	if objections.Known() {
		s.Tallies = append(s.Tallies, b.outcomeTally(lang, "objections", &objections, i18n.Date{}))
	}
	return s
}

// submissionsTally says in words how many gave views. Individuals and organisations
// are said apart, as far as they are known. So few individuals that their number could
// tell who they were are not given, nor is a total from which it would follow or that may
// be of individuals.
func (b *builder) submissionsTally(lang i18n.Lang, c *progress.Consultation) Tally {
	t := Tally{ID: "submissions", Title: b.t(lang, "submissions-title")}
	s := c.Submissions
	if s == nil {
		t.Lead = b.t(lang, "submissions-unknown")
		return t
	}
	parts := strings.Join(b.submissionParts(lang, s), ", ")
	if figure.HidesTotal(s) {
		t.Lead = b.f(lang, "views-few-total", i18n.Args{"N": i18n.FormatInt(lang, figure.FewPeople), "Parts": parts})
		return t.counted(b, lang, c.SubmissionsCounted)
	}
	if figure.HidesIndividuals(s) {
		t.Lead = b.f(lang, "submissions-parts", i18n.Args{"Parts": parts})
		return t.counted(b, lang, c.SubmissionsCounted)
	}
	total, bound := progress.SubmissionsTotal(s)
	count := b.t(lang, "unknown")
	if total.HasValue() {
		count = b.bounded(lang, bound, i18n.FormatInt(lang, total.Value))
	}
	t.Lead = b.f(lang, "submissions-total", i18n.Args{"Count": count, "Parts": parts})
	return t.counted(b, lang, c.SubmissionsCounted)
}

// submissionParts are the individuals and organisations, each known or not. Where the
// source gives only the sum, it has no parts.
func (b *builder) submissionParts(lang i18n.Lang, s *record.Submissions) []string {
	var parts []string
	for _, part := range []struct {
		key   string
		count *int
	}{{"individuals", s.Individuals}, {"organisations", s.Organisations}} {
		switch {
		case part.count != nil && part.count == s.Individuals && figure.HidesIndividuals(s):
			parts = append(parts, b.fewer(lang, "fewer-individuals"))
		case part.count != nil:
			parts = append(parts, b.bounded(lang, s.Bound, b.n(lang, "count-"+part.key, *part.count, nil)))
		case s.Total == nil:
			parts = append(parts, b.t(lang, "views-unknown-"+part.key))
		}
	}
	return parts
}

// bounded writes a number with how exact it is.
func (b *builder) bounded(lang i18n.Lang, bound record.Bound, words string) string {
	if bound == "" || bound == record.Exact {
		return words
	}
	return bound.Vocabulary().Title(lang, string(bound)) + " " + words
}

// counted says on which day a count was made, where that was before the end.
func (t Tally) counted(b *builder, lang i18n.Lang, day i18n.Date) Tally {
	if !day.IsZero() {
		t.Notes = append(t.Notes, b.f(lang, "tally-counted", i18n.Args{"Date": i18n.FormatDate(lang, day, i18n.Locative)}))
	}
	return t
}

// outcomeTally says what became of proposals or objections; kind is one of these words.
func (b *builder) outcomeTally(lang i18n.Lang, kind string, o *progress.Outcome, counted i18n.Date) Tally {
	t := Tally{ID: kind, Title: b.t(lang, "views-title-"+kind)}
	switch {
	case o.Whole == nil:
		t.Lead = b.t(lang, "views-unknown-"+kind)
	case *o.Whole == 0:
		t.Lead = b.t(lang, "views-none-"+kind)
		return t.counted(b, lang, counted)
	default:
		t.Lead = b.n(lang, "views-received-"+kind, *o.Whole, nil)
	}
	if !o.PartsKnown() {
		t.Lead += " " + b.t(lang, "tally-unknown")
		return t.counted(b, lang, counted)
	}
	var lacking []string
	for _, p := range o.Parts {
		if p.Count == nil {
			lacking = append(lacking, b.t(lang, "tally-"+p.Key))
			continue
		}
		t.Parts = append(t.Parts, TallyPart{p.Key, b.partWords(lang, p.Key, *p.Count, o.Whole)})
	}
	if o.Rest > 0 {
		t.Parts = append(t.Parts, TallyPart{partUnknown, b.n(lang, "tally-rest", o.Rest, i18n.Args{"Total": i18n.FormatInt(lang, *o.Whole)})})
	}
	if n := len(lacking); n > 0 && n < len(o.Parts) && (o.Whole == nil || o.Rest > 0) {
		t.Notes = append(t.Notes, b.f(lang, "tally-lacking", i18n.Args{"Parts": strings.Join(lacking, ", ")}))
	}
	if o.Drawable() {
		t.Bar = barOf(o)
	}
	return t.counted(b, lang, counted)
}

// partWords say how many of a whole are in a part: "12 of 31 accepted".
func (b *builder) partWords(lang i18n.Lang, key string, n int, whole *int) string {
	word := b.t(lang, "tally-"+key)
	switch {
	case whole == nil:
		return b.f(lang, "tally-part", i18n.Args{"What": word, "N": i18n.FormatInt(lang, n)})
	case n == 0:
		return b.f(lang, "tally-none", i18n.Args{"What": word, "Total": i18n.FormatInt(lang, *whole)})
	}
	return b.n(lang, "tally-of-"+key, n, i18n.Args{"Total": i18n.FormatInt(lang, *whole)})
}

// barOf makes the parts of a bar. The part of which nothing is known has its place, so
// that the others do not look like the whole.
func barOf(o *progress.Outcome) []BarPart {
	var parts []BarPart
	x := 0.0
	add := func(key string, n int) {
		if n > 0 {
			width := 100 * float64(n) / float64(*o.Whole)
			parts = append(parts, BarPart{key, x, width})
			x += width
		}
	}
	for _, p := range o.Parts {
		if p.Count != nil {
			add(p.Key, *p.Count)
		}
	}
	add(partUnknown, o.Rest)
	return parts
}
