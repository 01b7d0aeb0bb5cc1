package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// ShownOn returns a record of a site as a day shows it: a copy without the dated facts
// that are not visible yet. What is said of the future stays: deadlines, planned days,
// the days of a period. All that is derived of the copy as of the day is what is derived
// of the record, so that whoever has only the copy reckons the same.
//
// A name of a measure or consultation that is not to be shown on the day is left out, too.
func ShownOn(site *record.Site, r Record, day i18n.Day) Record {
	s := showing{site, day}
	switch r := r.(type) {
	case *record.Plan:
		return s.plan(r)
	case *record.Commitment:
		return s.commitment(r)
	case *record.Consultation:
		return s.consultation(r)
	case *record.Initiative:
		shown := InitiativeOn(r, day)
		shown.Common = s.common(r.Common)
		shown.Decisions = s.milestones(r.Decisions)
		return shown
	case *record.BudgetRound:
		return s.budgetRound(r)
	case *record.Body:
		shown := *r
		shown.Common = s.common(r.Common)
		shown.Sittings = visible(r.Sittings, day, func(s *record.Sitting) i18n.Date { return s.Date })
		return &shown
	case *record.Event:
		shown := *r
		shown.Common = s.common(r.Common)
		shown.Measures = s.measures(r.Measures)
		return &shown
	case *record.Indicator:
		shown := *r
		shown.Common = s.common(r.Common)
		shown.Values = visible(r.Values, day, func(v *record.Value) i18n.Date { return v.Date })
		return &shown
	case *record.Case:
		shown := CaseOn(r, day)
		shown.Common = s.common(r.Common)
		shown.Measures = s.measures(r.Measures)
		return shown
	}
	return s.plain(r)
}

// showing is a site as of a day.
type showing struct {
	site *record.Site
	day  i18n.Day
}

// plain shows a record of a type that has no dated facts but those of every record.
func (s showing) plain(r Record) Record {
	switch r := r.(type) {
	case *record.Institution:
		return s.institution(r)
	case *record.Area:
		return plainOn(s, r)
	case *record.Method:
		return plainOn(s, r)
	case *record.TargetGroup:
		return plainOn(s, r)
	case *record.Guideline:
		return plainOn(s, r)
	case *record.News:
		return plainOn(s, r)
	case *record.Page:
		return plainOn(s, r)
	case *record.Report:
		return plainOn(s, r)
	}
	return r
}

// institution shows the name of the day, and those that it had before; a former name of which
// nobody knows until when it held stays. The look at a post that came later is left out.
func (s showing) institution(i *record.Institution) *record.Institution {
	shown := *i
	shown.Common = s.common(i.Common)
	shown.Title, shown.Abbreviation = NameOn(i, s.day)
	shown.FormerNames = slices.DeleteFunc(slices.Clone(i.FormerNames), func(f record.FormerName) bool {
		return !f.Until.IsZero() && s.day <= f.Until.Last()
	})
	shown.Posts = slices.Clone(i.Posts)
	for n := range shown.Posts {
		shown.Posts[n].Checked = lookedBy(shown.Posts[n].Checked, s.day)
	}
	return &shown
}

// CoverageEntryOn returns an entry of coverage.yaml without a day of looking that came later.
func CoverageEntryOn(c record.Coverage, day i18n.Day) record.Coverage {
	c.Checked = lookedBy(c.Checked, day)
	return c
}

// lookedBy returns the day on which somebody looked, or none where it came later.
func lookedBy(checked i18n.Date, day i18n.Day) i18n.Date {
	if !readBy(checked, day) {
		return i18n.Date{}
	}
	return checked
}

// plainOn copies a record without what came later of the fields that every record has.
func plainOn[T any, R interface {
	*T
	Record
}](s showing, r R) R {
	shown := *r
	copied := R(&shown)
	*copied.Base() = s.common(*copied.Base())
	return copied
}

// common leaves out corrections and an answer that came later, and a later change. A
// source stays whenever it was read: it says where a fact comes from.
func (s showing) common(c record.Common) record.Common {
	if !readBy(c.Modified, s.day) {
		c.Modified = i18n.Date{}
	}
	c.Corrections = visible(c.Corrections, s.day, func(c *record.Correction) i18n.Date { return c.Date })
	c.Response = s.response(c.Response)
	return c
}

func (s showing) response(r *record.Response) *record.Response {
	if r != nil && !Visible(r.Date, s.day) {
		return nil
	}
	return r
}

// visible returns the facts whose date is visible on a day: the list itself where that
// is all of them.
func visible[T any](facts []T, day i18n.Day, date func(*T) i18n.Date) []T {
	isLater := func(fact T) bool { return !Visible(date(&fact), day) }
	if !slices.ContainsFunc(facts, isLater) {
		return facts
	}
	var shown []T
	for _, fact := range facts {
		if !isLater(fact) {
			shown = append(shown, fact)
		}
	}
	return shown
}

func (s showing) milestones(facts []record.Milestone) []record.Milestone {
	return visible(facts, s.day, func(m *record.Milestone) i18n.Date { return m.Date })
}

// measures leaves out the keys of measures that do not exist on the day.
func (s showing) measures(keys []string) []string {
	return keep(keys, func(key string) bool { return s.exists(key) })
}

// exists reports whether a measure is in its plan on the day. Its commitment is the one
// whose id begins its key: of several, only one has it.
func (s showing) exists(key string) bool {
	for i := len(key) - 1; i > 0; i-- {
		if key[i] != '-' {
			continue
		}
		c := s.site.Commitments.Get(key[:i])
		if c == nil {
			continue
		}
		for j := range c.Measures {
			if c.Measures[j].Key == key {
				return measureExists(s.site.Plans.Get(c.Plan), &c.Measures[j], s.day)
			}
		}
	}
	return false
}

// keep returns the values that are such: the list itself where that is all of them.
func keep(values []string, such func(string) bool) []string {
	if !slices.ContainsFunc(values, func(v string) bool { return !such(v) }) {
		return values
	}
	var kept []string
	for _, v := range values {
		if such(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

func (s showing) plan(p *record.Plan) *record.Plan {
	shown := *p
	shown.Common = s.common(p.Common)
	shown.Adoption = s.adoption(p)
	shown.Amended, shown.Timeline = s.milestones(p.Amended), s.milestones(p.Timeline)
	shown.IRM = nil
	for _, review := range p.IRM {
		if review.Date.IsZero() || Visible(review.Date, s.day) {
			shown.IRM = append(shown.IRM, review)
		}
	}
	return &shown
}

// adoption leaves of an adoption that is not visible the consultation on the plan's
// draft, which came before it.
func (s showing) adoption(p *record.Plan) *record.Adoption {
	if p.Adoption == nil {
		return nil
	}
	shown := *p.Adoption
	if AdoptionOn(p, s.day).Status == "" {
		shown = record.Adoption{Consultation: shown.Consultation}
	}
	if c := s.site.Consultations.Get(shown.Consultation); c != nil && !ConsultationVisible(c, s.day) {
		shown.Consultation = ""
	}
	return &shown
}

func (s showing) commitment(c *record.Commitment) *record.Commitment {
	plan := s.site.Plans.Get(c.Plan)
	shown := *c
	shown.Common = s.common(c.Common)
	if shown.IRM = IRMOn(plan, c, s.day); shown.IRM == nil && c.IRM != nil {
		shown.OGPAmbition = "" // OGP takes it from the first review
	}
	shown.Measures = nil
	for i := range c.Measures {
		if measureExists(plan, &c.Measures[i], s.day) {
			shown.Measures = append(shown.Measures, s.measure(c.Measures[i]))
		}
	}
	return &shown
}

func (s showing) measure(m record.Measure) record.Measure {
	if m.Due != nil && !m.Due.Stated.IsZero() && !Visible(m.Due.Stated, s.day) {
		m.Due = nil
	}
	m.Revised = visible(m.Revised, s.day, func(r *record.Revision) i18n.Date { return r.Date })
	m.Updates = visible(m.Updates, s.day, func(u *record.Update) i18n.Date { return u.Date })
	if !Visible(m.Checked, s.day) {
		m.Checked = i18n.Date{}
	}
	m.Response = s.response(m.Response)
	return m
}

func (s showing) consultation(c *record.Consultation) *record.Consultation {
	now := ConsultationOn(c, s.day)
	shown := *c
	shown.Common = s.common(c.Common)
	shown.Measures = s.measures(c.Measures)
	shown.Outcome = now.Outcome
	if now.Act == "" {
		shown.Act, shown.ActDate = "", i18n.Date{}
	}
	if f := c.Feedback; f != nil && f.Status != now.Feedback.Status {
		shown.Feedback = nil
	}
	if !visibleOrSeen(c.Closes, &c.Common, s.day) {
		shown.Submissions, shown.Proposals, shown.Objections, shown.Participants = nil, nil, nil, nil
	}
	shown.Snapshots = visible(c.Snapshots, s.day, func(s *record.Snapshot) i18n.Date { return s.Date })
	return &shown
}

func (s showing) budgetRound(r *record.BudgetRound) *record.BudgetRound {
	shown := BudgetRoundOn(r, s.day)
	shown.Common = s.common(r.Common)
	shown.Projects = slices.Clone(shown.Projects)
	for i := range shown.Projects {
		if !Visible(shown.Projects[i].Built, s.day) {
			shown.Projects[i].Built = i18n.Date{}
		}
	}
	return shown
}
