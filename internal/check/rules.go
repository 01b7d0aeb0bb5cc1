package check

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// checkConfig holds the site's own record against its rules.
func (c *checker) checkConfig(doc *source.Document) {
	pos := func(steps ...any) diag.Pos { return at(doc.Root, doc, steps...) }
	for i, lang := range c.config.Languages {
		if lang != "" && !isKnown(i18n.Lang(lang)) {
			args := diag.Args{"value": lang, "field": "languages", "values": quoted(langNames(i18n.Languages))}
			c.problems.Add(pos("languages", i), "bad-value", args).WithHint("one-of")
		}
	}
	if zone := c.config.Timezone; zone != "" && !isZone(zone) {
		c.problems.Add(pos("timezone"), "bad-value", diag.Args{"value": zone, "field": "timezone"}).WithHint("timezone")
	}
	if theme := c.config.Theme; theme != "" && !validID(theme) {
		badID(c.problems.Add(pos("theme"), "bad-id", diag.Args{"id": theme}))
	}
	if u, err := url.Parse(c.config.BaseURL); err == nil && (u.RawQuery != "" || u.Fragment != "") {
		c.problems.Add(pos("base_url"), "bad-url/base", diag.Args{"value": c.config.BaseURL})
	}
	for i, removal := range c.config.Removed {
		c.checkRemoval(removal, func(field string) diag.Pos { return pos("removed", i, field) })
	}
}

// checkRemoval sees that an entry names a page, in one of the two ways.
func (c *checker) checkRemoval(r record.Removal, pos func(field string) diag.Pos) {
	switch {
	case r.URL == "" && r.Erased == "":
		c.problems.Add(pos("url"), "missing-field/removed", nil)
	case r.URL != "" && r.Erased != "":
		c.problems.Add(pos("erased"), "duplicate-url/erased", nil)
	case r.Erased != "" && !isEraseCode.MatchString(r.Erased):
		c.problems.Add(pos("erased"), "bad-value", diag.Args{"value": r.Erased, "field": "erased"}).WithHint("erased")
	case r.URL != "" && !isPageAddress(r.URL):
		c.problems.Add(pos("url"), "bad-url/no-page", diag.Args{"value": r.URL}).WithHint("page-address")
	}
}

// noPages are the parts of the site that hold files for pages and for machines, and no page.
var noPages = []string{"assets", "data"}

// isPageAddress reports whether a page can have stood at an address: a folder, or a file that is
// a page.
func isPageAddress(address string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(address), "/"), "/")
	extension := path.Ext(address)
	return !slices.Contains(noPages, first) && (extension == "" || extension == ".html" || strings.HasSuffix(address, "/"))
}

// isEraseCode matches what record.EraseCode returns.
var isEraseCode = regexp.MustCompile(`^[0-9a-f]{16}$`)

// isZone reports whether a name is that of a time zone. "Local" is none: it is another
// one on each machine.
func isZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "Local"
}

// checkRules holds each record against the rules of its type.
func (c *checker) checkRules() {
	for _, u := range c.units {
		c.checkRulesOf(u)
	}
}

// checkItem holds a record against the rules of its type.
func (c *checker) checkItem(it *item) {
	c.checkSample(it)
	c.warnOfTexts(it)
	switch r := it.value.Addr().Interface().(type) {
	case *record.Institution:
		c.checkFormerNames(it, r)
	case *record.Plan:
		c.checkPlan(it, r)
	case *record.Commitment:
		c.checkCommitment(it, r)
	case *record.Consultation:
		c.checkConsultation(it, r)
	case *record.Initiative:
		c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
	case *record.BudgetRound:
		c.checkBudgetRound(it, r)
	case *record.Body:
		c.checkBody(it, r)
	case *record.Case:
		c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
	case *record.Event:
		c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
	case *record.Indicator:
		c.checkIndicator(it, r)
	case *record.Report:
		c.checkReport(it, r)
	}
}

// checkBudgetRound sees that no more ideas won than were put to the vote.
func (c *checker) checkBudgetRound(it *item, r *record.BudgetRound) {
	c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
	if r.Winners != nil && r.Admitted != nil && *r.Winners > *r.Admitted {
		args := diag.Args{"part": "winners", "count": strconv.Itoa(*r.Winners), "field": "admitted", "total": strconv.Itoa(*r.Admitted)}
		c.problems.Add(it.pos("winners"), "sum-mismatch/part", args)
	}
}

// checkBody sees that a council sat after it was founded.
func (c *checker) checkBody(it *item, r *record.Body) {
	c.inOrder(it, span("starts", r.Starts, "ends", r.Ends))
	if isBefore(r.Ends, r.Starts) {
		return // which of the two is wrong is not known
	}
	for i, s := range r.Sittings {
		c.inOrder(it, order{"starts", "date", r.Starts, s.Date, []any{"sittings", i, "date"}})
	}
}

func (c *checker) checkReport(it *item, r *record.Report) {
	from, to := r.Period.From, r.Period.To
	c.inOrder(it, span("from", from, "to", to, "period"))
	if !isBefore(to, from) {
		c.inOrder(it, order{"from", "published", from, r.Published, []any{"published"}})
	}
}

// checkSample warns of fictional records among real ones; a site that is an example
// as a whole has nothing else. Of a site whose own record, or that field of it, can't be read that is not known.
func (c *checker) checkSample(it *item) {
	if it.base().Sample && !c.config.SampleNotice && !c.sampleUnread && len(c.config.Languages) > 0 {
		c.problems.Add(it.pos("sample"), "sample-data", nil)
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

// isBefore reports whether a date is surely before another: its last day is before the
// other's first. Dates that are partly unknown are given the benefit of the doubt.
func isBefore(later, earlier i18n.Date) bool {
	return !earlier.IsZero() && !later.IsZero() && later.Last() < earlier.First()
}

// isWrong reports whether the later date is surely before the earlier one.
func (o order) isWrong() bool { return isBefore(o.later, o.earlier) }

// firstOutOfOrder reports the first of several orders that a date does not keep.
func (c *checker) firstOutOfOrder(it *item, orders ...order) {
	if i := slices.IndexFunc(orders, order.isWrong); i >= 0 {
		c.inOrder(it, orders[i])
	}
}

// inOrder reports a later date that is before the earlier one.
func (c *checker) inOrder(it *item, o order) {
	if o.isWrong() {
		c.problems.Add(it.pos(o.path...), "date-order", diag.Args{
			"earlier_field": o.earlierField, "earlier": o.earlier.String(),
			"later_field": o.laterField, "later": o.later.String(),
		})
	}
}

// checkFormerNames sees that former names are listed in their order: the oldest that
// still held on a day is the one of that day.
func (c *checker) checkFormerNames(it *item, r *record.Institution) {
	for i := 1; i < len(r.FormerNames); i++ {
		earlier, later := r.FormerNames[i-1].Until, r.FormerNames[i].Until
		if isBefore(later, earlier) {
			args := diag.Args{"earlier": earlier.String(), "later": later.String()}
			c.problems.Add(it.pos("former_names", i, "until"), "date-order/former-names", args)
		}
	}
}

func (c *checker) checkPlan(it *item, p *record.Plan) {
	c.inOrder(it, span("starts", p.Starts, "ends", p.Ends))
	ends := p.Ends
	if isBefore(p.Ends, p.Starts) {
		ends = i18n.Date{} // which of the two is wrong is not known
	}
	if p.Adoption != nil && isBefore(ends, p.Adoption.Date) {
		args := diag.Args{"earlier": ends.String(), "later": p.Adoption.Date.String()}
		c.problems.Add(it.pos("adoption", "date"), "date-order/adopted-after-plan", args)
	}
	for i, r := range p.Reporting {
		c.inOrder(it, span("from", r.Period.From, "to", r.Period.To, "reporting", i, "period"))
		c.checkReportingDue(it, i, r, ends)
	}
}

// checkReportingDue sees that a report is not due before the period that it is about, nor
// long after the plan. It may be due before the period's end.
func (c *checker) checkReportingDue(it *item, i int, r record.Reporting, planEnds i18n.Date) {
	if isLongAfter(r.Due, planEnds) {
		args := diag.Args{"date": r.Due.String(), "ends": planEnds.String()}
		c.problems.Add(it.pos("reporting", i, "due"), "update-after-plan/reporting", args)
	} else if !isBefore(r.Period.To, r.Period.From) {
		c.inOrder(it, order{"from", "due", r.Period.From, r.Due, []any{"reporting", i, "due"}})
	}
}

func (c *checker) checkCommitment(it *item, commitment *record.Commitment) {
	plan := c.planOf(commitment.Plan)
	if plan == nil && !c.hidden.hides(ref{typ: "plan", id: commitment.Plan}) {
		args := diag.Args{"type": recordWord("plan"), "id": commitment.Plan}
		c.problems.Add(docPos(it.doc), "unknown-ref", args).WithHint("plan-file")
	}
	if plan == nil || isBefore(plan.Ends, plan.Starts) {
		plan = &record.Plan{} // its dates are not known, or which is wrong is not; no rule
	}
	c.warnOfScale(it, commitment.IRM)
	c.checkRoles(it, commitment.Lead, commitment.CoLead, commitment.Implementers)
	for i := range commitment.Measures {
		c.checkMeasure(it, i, &commitment.Measures[i], plan)
		c.warnOfDueDates(it, i, &commitment.Measures[i], plan.Ends)
	}
}

func (c *checker) checkMeasure(it *item, i int, m *record.Measure, plan *record.Plan) {
	if m.Due != nil && m.Due.Basis == record.DueByAnnounced && m.Due.Source == nil {
		c.problems.Add(it.pos("measures", i, "due"), "missing-field", diag.Args{"field": "source"}).WithHint("announced-source")
	}
	if m.Due != nil && isBefore(m.Due.Date, plan.Starts) {
		args := diag.Args{"later": m.Due.Date.String(), "earlier": plan.Starts.String()}
		c.problems.Add(it.pos("measures", i, "due", "date"), "date-order/due-before-plan", args)
	}
	c.checkAdded(it, i, m.Added, plan)
	c.checkRoles(it, m.Lead, m.CoLead, m.Implementers, "measures", i)
	c.checkRevisions(it, i, m.Revised, begun(plan))
	c.checkUpdates(it, i, m.Updates, plan)
	for j, ind := range m.Indicators {
		if isPercent(ind.Unit) {
			c.checkShare(it, ind.Unit, ind.Baseline, "measures", i, "indicators", j, "baseline")
			c.checkShare(it, ind.Unit, ind.Target, "measures", i, "indicators", j, "target")
			c.checkShare(it, ind.Unit, ind.Actual, "measures", i, "indicators", j, "actual")
		}
	}
}

// checkAdded sees that a measure came into the plan while there was one.
func (c *checker) checkAdded(it *item, measure int, added i18n.Date, plan *record.Plan) {
	pos := it.pos("measures", measure, "added")
	switch {
	case isBefore(added, begun(plan)):
		args := diag.Args{"later": added.String(), "earlier": begun(plan).String()}
		c.problems.Add(pos, "date-order/added-before-plan", args)
	case isBefore(plan.Ends, added):
		args := diag.Args{"later": added.String(), "earlier": plan.Ends.String()}
		c.problems.Add(pos, "date-order/added-after-plan", args)
	}
}

// checkRoles sees that an institution has one role only in what stands at a path: whoever
// leads is not counted among those who help, too.
func (c *checker) checkRoles(it *item, lead, coLead, implementers []string, path ...any) {
	roles := []struct {
		field string
		ids   []string
	}{{"lead", lead}, {"co_lead", coLead}, {"implementers", implementers}}
	has := map[string]string{} // the role of an institution
	for _, role := range roles {
		for i, id := range role.ids {
			first := has[id]
			if first == "" {
				has[id] = role.field
			} else if first != role.field && id != "" { // twice in one list is reported there
				args := diag.Args{"value": id, "field": role.field, "first": first}
				c.problems.Add(it.pos(slices.Concat(path, []any{role.field, i})...), "bad-value/roles", args)
			}
		}
	}
}

// begun is the day from which something can be set about a plan's measures: its start or,
// if that was earlier, its adoption.
func begun(plan *record.Plan) i18n.Date {
	if plan.Adoption != nil && isBefore(plan.Adoption.Date, plan.Starts) {
		return plan.Adoption.Date
	}
	return plan.Starts
}

// checkRevisions sees that due dates were changed after the plan had begun, and are
// listed in the order in which they were set.
func (c *checker) checkRevisions(it *item, measure int, revised []record.Revision, begun i18n.Date) {
	var earlier i18n.Date
	for j, r := range revised {
		pos := it.pos("measures", measure, "revised", j, "date")
		switch {
		case isBefore(r.Date, begun):
			args := diag.Args{"earlier": begun.String(), "later": r.Date.String()}
			c.problems.Add(pos, "date-order/revised-before-plan", args)
			continue
		case isBefore(r.Date, earlier):
			args := diag.Args{"earlier": earlier.String(), "later": r.Date.String()}
			c.problems.Add(pos, "date-order/revised-order", args)
		}
		earlier = r.Date
	}
}

// checkUpdates sees that updates are of the plan's time, and are listed from the oldest to
// the newest. One of another time has no place in that order.
func (c *checker) checkUpdates(it *item, measure int, updates []record.Update, plan *record.Plan) {
	var earlier i18n.Date
	for j, u := range updates {
		path := []any{"measures", measure, "updates", j}
		pos := it.pos(slices.Concat(path, []any{"date"})...)
		c.checkRating(it, path, u)
		switch {
		case isBefore(u.Date, plan.Starts):
			args := diag.Args{"later": u.Date.String(), "earlier": plan.Starts.String()}
			c.problems.Add(pos, "date-order/update-before-plan", args)
			continue
		case isLongAfter(u.Date, plan.Ends):
			args := diag.Args{"date": u.Date.String(), "ends": plan.Ends.String()}
			c.problems.Add(pos, "update-after-plan", args)
			continue
		case isBefore(u.Date, earlier):
			args := diag.Args{"earlier": earlier.String(), "later": u.Date.String()}
			c.problems.Add(pos, "date-order/update-order", args)
		}
		earlier = u.Date
		c.checkEvidence(it, path, u)
	}
}

// checkEvidence sees that evidence was there when the update named it.
func (c *checker) checkEvidence(it *item, path []any, u record.Update) {
	for k, e := range u.Evidence {
		if isBefore(u.Date, e.Published) {
			args := diag.Args{"earlier": u.Date.String(), "later": e.Published.String()}
			place := it.pos(slices.Concat(path, []any{"evidence", k, "published"})...)
			c.problems.Add(place, "date-order/evidence-after-update", args)
		}
	}
}

// checkRating sees that a status which must be proven is.
func (c *checker) checkRating(it *item, path []any, u record.Update) {
	pos := func(field string) diag.Pos { return it.pos(slices.Concat(path, []any{field})...) }
	switch {
	case len(u.Evidence) > 0:
	case u.Status == record.Complete:
		c.problems.Add(pos("status"), "evidence-missing", nil).WithHint("evidence")
	case u.Status != "" && u.By == record.RatedByEditor:
		c.problems.Add(pos("by"), "evidence-missing/editor", nil).WithHint("evidence")
	}
}

func (c *checker) checkConsultation(it *item, r *record.Consultation) {
	c.firstOutOfOrder(it, span("opens", r.Opens, "closes", r.Closes), span("announced", r.Announced, "closes", r.Closes))
	c.warnOfShortConsultation(it, r)
	for i, round := range r.Rounds {
		c.inOrder(it, span("opens", round.Opens, "closes", round.Closes, "rounds", i))
	}
	if f := r.Feedback; f != nil {
		c.inOrder(it, order{"closes", "feedback", r.Closes, f.Date, []any{"feedback", "date"}})
		if f.Status == record.FeedbackNoneFound {
			// Before the end there was nothing to be found, and nobody's fault.
			c.inOrder(it, span("closes", r.Closes, "checked", f.Checked, "feedback"))
		}
		if f.Status == record.FeedbackNoneFound && f.Checked.IsZero() {
			c.problems.Add(it.pos("feedback"), "missing-field", diag.Args{"field": "checked"})
		}
		if f.Status == record.FeedbackPublished && !hasAny(it.node.Get("feedback"), "date", "url") {
			c.problems.Add(it.pos("feedback", "status"), "evidence-missing/feedback", nil).WithHint("feedback-evidence")
		}
	}
	c.checkOutcome(it, r)
	c.checkSubmissions(it, r.Submissions)
	c.checkTally(it, "proposals", r.Proposals)
	c.checkTally(it, "objections", r.Objections)
	for i, s := range r.Snapshots {
		c.checkSubmissions(it, s.Submissions, "snapshots", i)
		c.checkTally(it, "proposals", s.Proposals, "snapshots", i)
	}
}

// hasAny reports whether a group gives one of its fields, even if it can't be read.
func hasAny(group *source.Node, fields ...string) bool {
	return slices.ContainsFunc(fields, func(field string) bool {
		value := group.Get(field)
		return value != nil && !isEmpty(value)
	})
}

// checkOutcome sees that what came of a consultation came after it began, and in its
// own order. Each date is reported once at the most.
//
// An act can't be in force before it is decided: one that applies to earlier days
// (retroactively) is in force from its own day on. It may be published after it comes
// into force, though, as an order of the Cabinet is. Nor is there a rule on act_date: a
// stage may begin before the consultation does, and a draft can be withdrawn or adopted
// before the day for which the consultation was announced.
func (c *checker) checkOutcome(it *item, r *record.Consultation) {
	o := r.Outcome
	if o == nil {
		return
	}
	opens := r.Opens
	if isBefore(r.Closes, opens) {
		opens = i18n.Date{} // reported, and which of the two is wrong is not known
	}
	afterOpens := func(field string, day i18n.Date) order {
		return order{"opens", field, opens, day, []any{"outcome", field}}
	}
	published := span("decided", o.Decided, "published", o.Published, "outcome")
	inForce := span("decided", o.Decided, "in_force", o.InForce, "outcome")
	c.inOrder(it, afterOpens("decided", o.Decided))
	c.firstOutOfOrder(it, afterOpens("published", o.Published), published)
	if published.isWrong() {
		inForce = order{} // decided may be the one that is wrong
	}
	c.firstOutOfOrder(it, afterOpens("in_force", o.InForce), inForce)
}

func (c *checker) checkSubmissions(it *item, s *record.Submissions, path ...any) {
	if s != nil {
		c.checkSum(it, slices.Concat(path, []any{"submissions", "total"}), s.Total, s.Individuals, s.Organisations)
	}
}

func (c *checker) checkTally(it *item, field string, t *record.Tally, path ...any) {
	if t != nil {
		c.checkSum(it, slices.Concat(path, []any{field, "received"}), t.Received, t.Accepted, t.Partly, t.Declined, t.Pending)
	}
}

// checkSum sees that the parts of a count, as far as they are known, do not exceed the
// whole, which stands at a path.
func (c *checker) checkSum(it *item, path []any, whole *int, parts ...*int) {
	if whole == nil {
		return
	}
	sum := 0
	for _, part := range parts {
		if part != nil {
			sum += *part
		}
	}
	if sum > *whole {
		field := path[len(path)-1].(string)
		args := diag.Args{"field": field, "parts_sum": strconv.Itoa(sum), "total": strconv.Itoa(*whole)}
		c.problems.Add(it.pos(path...), "sum-mismatch", args)
	}
}

// checkIndicator sees that an indicator has one value a date, and that those of a share
// are shares.
func (c *checker) checkIndicator(it *item, r *record.Indicator) {
	seen := map[i18n.Date]diag.Pos{}
	for i, v := range r.Values {
		pos := it.pos("values", i, "date")
		if first, twice := seen[v.Date]; twice && !v.Date.IsZero() {
			c.problems.Add(pos, "bad-value/same-date", diag.Args{"date": v.Date.String(), "line": strconv.Itoa(first.Line)})
			continue
		}
		seen[v.Date] = pos
	}
	if !isPercent(r.Unit) {
		return
	}
	for i, v := range r.Values {
		c.checkShare(it, r.Unit, v.Value, "values", i, "value")
	}
	if r.Baseline != nil {
		c.checkShare(it, r.Unit, r.Baseline.Value, "baseline", "value")
	}
	if r.Target != nil {
		c.checkShare(it, r.Unit, r.Target.Value, "target", "value")
	}
}

// percent are the ways in which the unit of a percentage is written.
var percent = []string{"%", "percent", "per cent", "procents", "procenti", "procentos"}

// isPercent reports whether a unit is a percentage, in whichever language.
func isPercent(unit i18n.Text) bool {
	for _, text := range unit {
		if slices.Contains(percent, strings.ToLower(text)) {
			return true
		}
	}
	return false
}

// checkShare sees that a percentage, which stands at a path, is that of a part. Its unit
// is written with the sign, which charts know.
func (c *checker) checkShare(it *item, unit i18n.Text, value *float64, path ...any) {
	if value == nil || (*value >= 0 && *value <= 100) {
		return
	}
	field := path[len(path)-1].(string)
	args := diag.Args{"field": field, "value": strconv.FormatFloat(*value, 'f', -1, 64)}
	p := c.problems.Add(it.pos(path...), "bad-number/share", args)
	for _, text := range unit {
		if text != "%" {
			p.WithHint("percent-sign")
		}
	}
}
