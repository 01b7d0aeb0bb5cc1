package check

import (
	"time"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// checkConfig holds the site's own record against its rules.
func (c *checker) checkConfig(node *source.Node) {
	doc := c.documents[configFile]
	for i, lang := range c.config.Languages {
		if !known(i18n.Lang(lang)) {
			args := diag.Args{"value": lang, "field": "languages", "values": quoted(langNames(i18n.Languages))}
			c.problems.Add(at(node, doc, "languages", i), "bad-value", args).WithHint("one-of")
		}
	}
	if _, err := time.LoadLocation(c.config.Timezone); err != nil {
		args := diag.Args{"value": c.config.Timezone, "field": "timezone"}
		c.problems.Add(at(node, doc, "timezone"), "bad-value", args).WithHint("timezone")
	}
}

func known(lang i18n.Lang) bool {
	for _, l := range i18n.Languages {
		if l == lang {
			return true
		}
	}
	return false
}

// checkRules holds each record against the rules of its type.
func (c *checker) checkRules() {
	for _, it := range c.items {
		switch r := it.value.Addr().Interface().(type) {
		case *record.Plan:
			c.checkPlan(it, r)
		case *record.Commitment:
			c.checkCommitment(it, r)
		case *record.Consultation:
			c.checkConsultation(it, r)
		case *record.Initiative:
			c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
		case *record.BudgetRound:
			c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
		case *record.Body:
			c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
		case *record.Case:
			c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
		case *record.Event:
			c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
		case *record.Report:
			c.inOrder(it, span("from", r.Period.From, "to", r.Period.To, "period"))
		}
	}
}

// order is two dates of which the later can't be before the earlier.
type order struct {
	earlierField, laterField string
	earlier, later           i18n.Date
	path                     []any // where the later one stands
}

// span is the order of two fields that stand beside each other, below path.
func span(earlierField string, earlier i18n.Date, laterField string, later i18n.Date, path ...any) order {
	return order{earlierField, laterField, earlier, later, append(path, laterField)}
}

// inOrder reports a later date whose last day is before the earlier one's first:
// dates that are partly unknown are given the benefit of the doubt.
func (c *checker) inOrder(it *item, o order) {
	if o.earlier.IsZero() || o.later.IsZero() || o.later.Last() >= o.earlier.First() {
		return
	}
	c.problems.Add(it.pos(o.path...), "date-order", diag.Args{
		"earlier_field": o.earlierField, "earlier": o.earlier.String(),
		"later_field": o.laterField, "later": o.later.String(),
	})
}

func (c *checker) checkPlan(it *item, p *record.Plan) {
	c.inOrder(it, span("starts", p.Starts, "ends", p.Ends))
	for i, r := range p.Reporting {
		c.inOrder(it, span("from", r.Period.From, "to", r.Period.To, "reporting", i, "period"))
	}
}

func (c *checker) checkCommitment(it *item, commitment *record.Commitment) {
	var starts i18n.Date
	if owner := c.byType["plan"][commitment.Plan]; owner != nil {
		starts = owner.value.Addr().Interface().(*record.Plan).Starts
	} else {
		args := diag.Args{"type": "@record/plan", "id": commitment.Plan}
		c.problems.Add(docPos(it.doc), "unknown-ref", args).WithHint("plan-file")
	}
	for i := range commitment.Measures {
		c.checkMeasure(it, i, &commitment.Measures[i], starts)
	}
}

func (c *checker) checkMeasure(it *item, i int, m *record.Measure, planStarts i18n.Date) {
	if m.Due != nil && m.Due.Basis == record.DueByAnnounced && m.Due.Source == nil {
		c.problems.Add(it.pos("measures", i, "due"), "missing-field", diag.Args{"field": "source"}).WithHint("announced-source")
	}
	c.checkRevisions(it, i, m.Revised)
	for j, u := range m.Updates {
		c.checkUpdate(it, []any{"measures", i, "updates", j}, u, planStarts)
	}
}

// checkRevisions sees that due dates are listed in the order in which they were set.
func (c *checker) checkRevisions(it *item, measure int, revised []record.Revision) {
	for j := 1; j < len(revised); j++ {
		earlier, later := revised[j-1].Date, revised[j].Date
		if earlier.IsZero() || later.IsZero() || later.Last() >= earlier.First() {
			continue
		}
		args := diag.Args{"earlier": earlier.String(), "later": later.String()}
		c.problems.Add(it.pos("measures", measure, "revised", j, "date"), "date-order/revised-order", args)
	}
}

func (c *checker) checkUpdate(it *item, path []any, u record.Update, planStarts i18n.Date) {
	if !u.Date.IsZero() && !planStarts.IsZero() && u.Date.Last() < planStarts.First() {
		args := diag.Args{"later": u.Date.String(), "earlier": planStarts.String()}
		c.problems.Add(it.pos(append(path, "date")...), "date-order/update-before-plan", args)
	}
	if len(u.Evidence) > 0 {
		return
	}
	switch {
	case u.Status == record.Complete:
		c.problems.Add(it.pos(append(path, "status")...), "evidence-missing", nil).WithHint("evidence")
	case u.Status != "" && u.By == record.RatedByEditor:
		c.problems.Add(it.pos(append(path, "by")...), "evidence-missing/editor", nil).WithHint("evidence")
	}
}

func (c *checker) checkConsultation(it *item, r *record.Consultation) {
	c.inOrder(it, span("opens", r.Opens, "closes", r.Closes))
	for i, round := range r.Rounds {
		c.inOrder(it, span("opens", round.Opens, "closes", round.Closes, "rounds", i))
	}
	if f := r.Feedback; f != nil {
		c.inOrder(it, order{"closes", "feedback", r.Closes, f.Date, []any{"feedback", "date"}})
		if f.Status == record.FeedbackNoneFound && f.Checked.IsZero() {
			c.problems.Add(it.pos("feedback"), "missing-field", diag.Args{"field": "checked"})
		}
	}
	c.checkTally(it, "proposals", r.Proposals)
	c.checkTally(it, "objections", r.Objections)
	for i, s := range r.Snapshots {
		c.checkTally(it, "proposals", s.Proposals, "snapshots", i)
	}
}

// checkTally sees that the parts of a count, as far as they are known, do not exceed
// the whole.
func (c *checker) checkTally(it *item, field string, t *record.Tally, path ...any) {
	if t == nil || t.Received == nil {
		return
	}
	sum := 0
	for _, part := range []*int{t.Accepted, t.Partly, t.Declined, t.Pending} {
		if part != nil {
			sum += *part
		}
	}
	if sum > *t.Received {
		args := diag.Args{"field": "received", "parts_sum": itoa(sum), "total": itoa(*t.Received)}
		c.problems.Add(it.pos(append(path, field, "received")...), "sum-mismatch", args)
	}
}
