package figure

import (
	"sync"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Input is what figures are made from. It must not be copied once a figure was made.
type Input struct {
	Site  *record.Site
	Index *progress.Index
	Day   i18n.Day
	// Plan is the plan that the site is about on the day; nil where none has
	// begun.
	Plan *record.Plan

	// What several figures ask for is found once.
	planOnce, consultationsOnce sync.Once
	planMeasures                []*progress.Measure
	visible                     []*progress.Consultation
}

// measures returns the plan's measures as of the day, by commitment and number.
func (in *Input) measures() []*progress.Measure {
	in.planOnce.Do(func() {
		if in.Plan != nil {
			plan := in.Index.PlanOn(in.Plan, in.Day)
			in.planMeasures = plan.Measures()
		}
	})
	return in.planMeasures
}

// measureRef names a measure.
func measureRef(m *progress.Measure) Ref { return Ref{"measure", m.Record.Key} }

// consultations returns those that are visible on the day.
func (in *Input) consultations() []*progress.Consultation {
	in.consultationsOnce.Do(func() { in.visible = progress.ConsultationsOn(in.Site, in.Day) })
	return in.visible
}

// cases returns those that are visible on the day.
func (in *Input) cases() []*record.Case {
	var visible []*record.Case
	for _, c := range in.Site.Cases.All() {
		if progress.CaseVisible(c, in.Day) {
			visible = append(visible, c)
		}
	}
	return visible
}

// whole reports whether the records of a type are all there are: of a plan, or of all
// where plan is nil.
func (in *Input) whole(t record.TypeName, plan *record.Plan) bool {
	if !t.Vocabulary().Has(string(t)) {
		return true // the site's own records are all there are
	}
	return in.Index.ExtentOf(t, plan) == record.ExtentAll
}

// closed returns the consultations that have closed by the day.
func (in *Input) closed() []*progress.Consultation {
	var closed []*progress.Consultation
	for _, c := range in.consultations() {
		if c.Stage == progress.StageClosed {
			closed = append(closed, c)
		}
	}
	return closed
}

// consultationRef names a consultation.
func consultationRef(c *progress.Consultation) Ref { return Ref{"consultation", c.Record.ID} }

// shareOf is the share of the records that are such.
func shareOf[T any](records []T, ref func(T) Ref, such func(T) bool) *Share {
	s := &Share{Whole: make([]Ref, 0, len(records))}
	for _, r := range records {
		s.Whole = append(s.Whole, ref(r))
		if such(r) {
			s.Part = append(s.Part, ref(r))
		}
	}
	return s
}
