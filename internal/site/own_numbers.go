package site

import (
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// ownRow is a row of an institution's own numbers: what it says in words, and the
// number that is compared with others of its kind.
type ownRow struct {
	id string
	// counts is the type of the records behind the number.
	counts record.TypeName
	// compared says of what it is a median; words write that.
	compared progress.Number
	words    func(b *builder, lang i18n.Lang, n float64) string
	// own writes the institution's own, "" where there is nothing to say.
	own func(b *builder, lang i18n.Lang, n *progress.InstitutionNumbers, whole bool) string
}

// ownRows are the rows in order.
var ownRows = []ownRow{
	roleRow("own-lead", func(n *progress.InstitutionNumbers) *progress.Counts { return &n.Lead }),
	roleRow("own-co-lead", func(n *progress.InstitutionNumbers) *progress.Counts { return &n.CoLead }),
	roleRow("own-implementer", func(n *progress.InstitutionNumbers) *progress.Counts { return &n.Implementer }),
	{
		id: "own-report", counts: "measure", words: (*builder).daysWords,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			known := n.SinceLastReport != nil && n.SinceLastReport.Exact()
			if !known {
				return 0, false, n.Measures() > 0
			}
			return float64(n.SinceLastReport.Min), true, true
		},
		own: (*builder).ownReport,
	},
	{
		id: "own-consultations", counts: "consultation", words: (*builder).plainNumber,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			return float64(n.Consultations), true, n.Consultations > 0
		},
		own: func(b *builder, lang i18n.Lang, n *progress.InstitutionNumbers, _ bool) string {
			return b.countOf(lang, "count-consultations", n.Consultations)
		},
	},
	{
		id: "own-feedback", counts: "consultation", words: (*builder).percentWords,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			points, known := n.Feedback.Percent()
			return points, known, n.Closed > 0
		},
		own: (*builder).ownFeedback,
	},
	{
		id: "own-wait", counts: "consultation", words: (*builder).daysWords,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			s, known := progress.SpreadOf(n.Waits)
			return s.Median, known, n.Feedback.Part > 0
		},
		own: (*builder).ownWait,
	},
	{
		id: "own-length", counts: "consultation", words: (*builder).daysWords,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			s, known := progress.SpreadOf(n.Lengths)
			return s.Median, known, n.Consultations > 0
		},
		own: func(b *builder, lang i18n.Lang, n *progress.InstitutionNumbers, whole bool) string {
			return b.ownMedian(lang, n.Lengths, n.LengthsUnknown, whole)
		},
	},
}

// roleRow is the row of an institution's measures in a role.
func roleRow(id string, of func(*progress.InstitutionNumbers) *progress.Counts) ownRow {
	return ownRow{
		id: id, counts: "measure", words: (*builder).plainNumber,
		compared: func(n *progress.InstitutionNumbers) (float64, bool, bool) {
			total := of(n).Total
			return float64(total), true, total > 0
		},
		own: func(b *builder, lang i18n.Lang, n *progress.InstitutionNumbers, _ bool) string {
			return b.ownMeasures(lang, of(n))
		},
	}
}

// addOwnNumbers adds an institution's own numbers beside the median of the
// institutions of its kind. Where the records are only a part of those that there are,
// it says so, and compares nothing.
func (b *builder) addOwnNumbers(lang i18n.Lang, v *recordView, r *record.Institution) {
	plan := progress.NewestBegun(b.Records, b.Day)
	n := b.peers().Of(r.ID)
	s := Section{ID: "own-numbers", Title: b.t(lang, "own-title")}
	table := Table{Caption: s.Title, Columns: []string{b.t(lang, "own-what"), b.t(lang, "own-this")}}
	counted := map[record.TypeName]bool{}
	var rows []ownRow
	for _, row := range ownRows {
		if own := row.own(b, lang, n, b.isWhole(row.counts, plan)); own != "" {
			rows = append(rows, row)
			table.Rows = append(table.Rows, []Link{{Text: b.t(lang, row.id)}, {Text: own}})
			counted[row.counts] = true
		}
	}
	if len(rows) == 0 {
		return
	}
	s.Intro = b.ownIntro(lang, plan, counted)
	switch medians, told := b.medians(lang, rows, r.Kind, plan); {
	case told:
		table.Columns = append(table.Columns, b.f(lang, "own-median", i18n.Args{"Kind": r.Kind.Vocabulary().Title(lang, string(r.Kind))}))
		for i := range rows {
			table.Rows[i] = append(table.Rows[i], Link{Text: medians[i]})
		}
		s.Intro = strings.Join(compact(s.Intro, b.t(lang, "own-median-of")), " ")
	case len(medians) > 0:
		s.Intro = strings.Join(compact(s.Intro, b.f(lang, "own-few", i18n.Args{"N": progress.FewestPeers})), " ")
	}
	s.Table = &table
	v.Sections = append(v.Sections, s)
	if counted["measure"] {
		v.AsOf = b.asOf(lang)
	}
}

// medians are the medians of rows among institutions of a kind, in words: none where no
// row is of records that are all there are. told is false where none is of enough
// institutions.
func (b *builder) medians(lang i18n.Lang, rows []ownRow, kind record.InstitutionKind, plan *record.Plan) (words []string, told bool) {
	anyWhole := false
	for _, row := range rows {
		whole := b.isWhole(row.counts, plan)
		anyWhole = anyWhole || whole
		told = told || whole && b.comparison(row, kind).Told
		words = append(words, b.medianWords(lang, row, kind, whole))
	}
	if !anyWhole {
		return nil, false
	}
	return words, told
}

// isWhole reports whether the records of a type are all there are, so that they can be
// compared.
func (b *builder) isWhole(t record.TypeName, plan *record.Plan) bool {
	if t != "measure" {
		plan = nil
	}
	c := b.coverageOf(t, plan)
	return c.Extent == record.ExtentAll
}

// ownIntro says of which plan the measures are, and of what the records are a part.
func (b *builder) ownIntro(lang i18n.Lang, plan *record.Plan, counted map[record.TypeName]bool) string {
	var said []string
	if counted["measure"] {
		said = append(said, b.f(lang, "own-plan", i18n.Args{"Plan": b.refLink(lang, "plan", plan.ID).Text}), b.coverageSentence(lang, "measure", plan))
	}
	if text := b.coverageSentence(lang, "consultation", nil); counted["consultation"] && text != "" {
		said = append(said, b.t(lang, "section-consultations")+": "+text)
	}
	if (counted["measure"] && !b.isWhole("measure", plan)) || (counted["consultation"] && !b.isWhole("consultation", nil)) {
		said = append(said, b.t(lang, "own-part"))
	}
	return strings.Join(compact(said...), " ")
}

// ownMeasures says how many measures an institution has, and what is known of them.
func (b *builder) ownMeasures(lang i18n.Lang, c *progress.Counts) string {
	if c.Total == 0 {
		return ""
	}
	said := compact(
		b.countOf(lang, "own-complete", c.Complete.Part),
		b.countOf(lang, "count-overdue", c.Overdue),
		b.countOf(lang, "own-no-data", c.Unknown),
	)
	text := b.n(lang, "count-measures", c.Total, nil)
	if len(said) > 0 {
		text += ": " + strings.Join(said, ", ")
	}
	if c.OverdueUnknown > 0 {
		text += ". " + b.n(lang, "own-overdue-unknown", c.OverdueUnknown, nil)
	}
	return text
}

// ownReport says how long ago an institution last reported, as far as the data go.
func (b *builder) ownReport(lang i18n.Lang, n *progress.InstitutionNumbers, _ bool) string {
	switch {
	case n.Measures() == 0:
		return ""
	case n.SinceLastReport == nil:
		return b.t(lang, "own-no-report")
	}
	return b.days(lang, *n.SinceLastReport)
}

// ownFeedback says of how many closed consultations feedback was found, among those
// that somebody looked up, and how many nobody did.
func (b *builder) ownFeedback(lang i18n.Lang, n *progress.InstitutionNumbers, whole bool) string {
	if n.Closed == 0 {
		return ""
	}
	var said []string
	if n.Feedback.Whole > 0 {
		of := b.n(lang, "own-of-checked", n.Feedback.Whole, i18n.Args{"Part": i18n.FormatInt(lang, n.Feedback.Part)})
		if points, _ := n.Feedback.Percent(); whole {
			of += " (" + b.percentWords(lang, points) + ")"
		}
		said = append(said, of)
	}
	said = append(said, b.countOf(lang, "own-not-checked", n.NotChecked()))
	return strings.Join(compact(said...), "; ")
}

// ownWait says how long people waited for feedback, and how often there was none. Of a
// part of the records it says the second only.
func (b *builder) ownWait(lang i18n.Lang, n *progress.InstitutionNumbers, whole bool) string {
	wait := b.ownMedian(lang, n.Waits, n.WaitsUnknown, whole)
	return strings.Join(compact(wait, b.countOf(lang, "own-unanswered", n.Unanswered())), "; ")
}

// ownMedian is an institution's own median number of days, with how many it is of and
// of how many the number is not known; "" where there is nothing to count, and of a part
// of the records.
func (b *builder) ownMedian(lang i18n.Lang, known []float64, unknown int, whole bool) string {
	if !whole || len(known)+unknown == 0 {
		return ""
	}
	text := b.t(lang, "unknown")
	if s, ok := progress.SpreadOf(known); ok {
		text = b.daysWords(lang, s.Median) + " (" + b.n(lang, "count-consultations", s.N, nil) + ")"
	}
	if unknown > 0 {
		text += "; " + b.n(lang, "own-days-unknown", unknown, nil)
	}
	return text
}

// medianWords is the median of a row's number among institutions of a kind, with how
// many it is of and how many lack.
func (b *builder) medianWords(lang i18n.Lang, row ownRow, kind record.InstitutionKind, whole bool) string {
	if !whole {
		return b.t(lang, "own-not-compared")
	}
	c := b.comparison(row, kind)
	var said string
	if c.Told {
		said = row.words(b, lang, c.Median) + " (" + b.n(lang, "count-institutions", c.Known, nil) + ")"
	} else {
		said = b.n(lang, "own-too-few", c.Known, nil)
	}
	if c.Unknown > 0 {
		said += "; " + b.n(lang, "own-lacking", c.Unknown, nil)
	}
	return said
}

// comparisonKey is what a comparison depends on, beside the day.
type comparisonKey struct {
	row  string
	kind record.InstitutionKind
}

// comparison compares each row once a kind: many institutions have the same peers.
func (b *builder) comparison(row ownRow, kind record.InstitutionKind) progress.Comparison {
	key := comparisonKey{row.id, kind}
	if known, ok := b.comparisons.Load(key); ok {
		return known.(progress.Comparison)
	}
	c := b.peers().Compare(kind, row.compared)
	b.comparisons.Store(key, c)
	return c
}

// daysWords writes a number of days that may be a half.
func (b *builder) daysWords(lang i18n.Lang, n float64) string {
	if whole := int(n); float64(whole) == n {
		return b.n(lang, "days", whole, nil)
	}
	return b.f(lang, "days-range", i18n.Args{"Range": i18n.FormatNumber(lang, n)})
}

func (b *builder) plainNumber(lang i18n.Lang, n float64) string { return i18n.FormatNumber(lang, n) }

// percentWords writes percentage points, rounded to whole ones.
func (b *builder) percentWords(lang i18n.Lang, points float64) string {
	return i18n.FormatPercent(lang, float64(int(points+0.5)))
}
