package figure

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// The site in this file is small enough to count by hand: a plan of 2023–2024 with six
// measures, seven consultations, and what the public raised itself.

func date(s string) i18n.Date {
	d, err := i18n.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func common(id string) record.Common { return record.Common{ID: id} }

func number(n int) *int { return &n }

func float(x float64) *float64 { return &x }

func collect[T any](id func(*T) string, records ...*T) record.Collection[T] {
	return record.NewCollection(records, id)
}

func said(on string, status record.Status, by record.Rater) record.Update {
	u := record.Update{Date: date(on), Status: status, By: by}
	if status == record.Complete || by == record.RatedByEditor {
		u.Evidence = []record.Source{{URL: "https://example.lv/"}}
	}
	return u
}

func due(on string) *record.Due { return &record.Due{Date: date(on), Basis: record.DueByPlan} }

// handMeasures: 1 is complete ten days late after a revision; 2 is due on 2024-06-30
// and under way; 3 is due on the same day and nothing is known of it; 4 was withdrawn;
// 5 has no due date, and somebody looked for a report; 6 is complete in time.
func handMeasures() []record.Measure {
	return []record.Measure{
		{Number: "1.1", Title: text("Viens", "One"), Due: due("2023-06-30"), Key: "c-1-1", Lead: []string{"m"},
			Revised: []record.Revision{{Due: date("2023-12-31"), Date: date("2023-06-01")}},
			Updates: []record.Update{said("2023-09-01", record.Limited, record.RatedByInstitution), said("2024-01-10", record.Complete, record.RatedByInstitution), said("2024-02-01", record.Limited, record.RatedByNGO)}},
		{Number: "1.2", Title: text("Divi", "Two"), Due: due("2024-06-30"), Key: "c-1-2", Lead: []string{"v"},
			Updates: []record.Update{said("2024-03-01", record.Substantial, record.RatedByInstitution)}},
		{Number: "1.3", Title: text("Trīs", "Three"), Due: due("2024-06-30"), Key: "c-1-3", CoLead: []string{"v"}, Lead: []string{"a"}},
		{Number: "1.4", Title: text("Četri", "Four"), Due: due("2023-03-31"), Key: "c-1-4", Lead: []string{"m"},
			Updates: []record.Update{said("2023-02-01", record.Withdrawn, record.RatedByInstitution)}},
		{Number: "1.5", Title: text("Pieci", "Five"), Key: "c-1-5", Lead: []string{"a"}, Checked: date("2024-04-01")},
		{Number: "1.6", Title: text("Seši", "Six"), Due: due("2024-01-31"), Key: "c-1-6", Implementers: []string{"m"}, Lead: []string{"v"},
			Updates: []record.Update{said("2024-01-31", record.Complete, record.RatedByEditor)}},
	}
}

func handConsultations() []*record.Consultation {
	published := func(on string) *record.Feedback {
		return &record.Feedback{Status: record.FeedbackPublished, Date: date(on)}
	}
	return []*record.Consultation{
		{Common: common("a"), Institution: "m", Level: record.Consult, Opens: date("2024-01-01"), Closes: date("2024-01-14"), Act: "pienemts", ActDate: date("2024-05-01"),
			Submissions: &record.Submissions{Individuals: number(2), Organisations: number(3)}, Feedback: published("2024-01-24"),
			Proposals: &record.Tally{Received: number(10), Accepted: number(3), Partly: number(1), Declined: number(6), Pending: number(0)}, TargetGroups: []string{"young"}, Territory: []string{"riga"}},
		{Common: common("b"), Institution: "m", Level: record.Consult, Opens: date("2024-02-01"), Closes: date("2024-02-10"), Act: "pienemts", ActDate: date("2024-05-01"),
			Feedback: &record.Feedback{Status: record.FeedbackNoneFound, Checked: date("2024-05-20")}},
		{Common: common("c"), Institution: "v", Level: record.CoCreate, Opens: date("2023-05-01"), Closes: date("2023-05-30"), Feedback: published("2023-06-19"),
			Submissions: &record.Submissions{Total: number(40)}, Accommodations: []i18n.Text{text("attālināti", "remote")}},
		{Common: common("d"), Institution: "v", Level: record.Consult, Closes: date("2024-03-31")},
		{Common: common("e"), Institution: "v", Opens: date("2024-05-25"), Closes: date("2024-06-10")},
		{Common: common("f"), Institution: "v", Level: record.Consult, Opens: date("2024-06"), Closes: date("2024-06-20")},
		{Common: common("g"), Institution: "v", Level: record.Consult, Opens: date("2025-01-01"), Closes: date("2025-01-31"), Announced: date("2024-12-20")},
	}
}

// handSite returns the site; whole says that its records are all there are.
func handSite(whole bool) *record.Site {
	plan := &record.Plan{
		Common: common("p"), Starts: date("2023-01-01"), Ends: date("2024-12-31"),
		Adoption:  &record.Adoption{Status: record.Adopted, Date: date("2022-12-01")},
		Reporting: []record.Reporting{{Due: date("2024-03-01"), Period: record.Period{From: date("2023-01-01"), To: date("2023-12-31")}}},
	}
	commitments := []*record.Commitment{
		{Common: common("c"), Number: "1", Plan: "p", Measures: handMeasures(), IRM: &record.IRMRating{Potential: "modest"}},
		{Common: common("d"), Number: "2", Plan: "p", IRM: &record.IRMRating{}},
	}
	site := &record.Site{
		Config:        &record.Config{Languages: []string{"lv", "en"}},
		Plans:         collect(func(r *record.Plan) string { return r.ID }, plan),
		Commitments:   collect(func(r *record.Commitment) string { return r.ID }, commitments...),
		Consultations: collect(func(r *record.Consultation) string { return r.ID }, handConsultations()...),
		Institutions: collect(func(r *record.Institution) string { return r.ID },
			&record.Institution{Common: common("a"), Kind: "agency", Title: text("A", "A")},
			&record.Institution{Common: common("m"), Kind: "ministry", Title: text("M", "M"), Posts: []record.Post{{Kind: "participation_official"}}},
			&record.Institution{Common: common("riga"), Kind: "municipality", Title: text("Rīga", "Riga")},
			&record.Institution{Common: common("v"), Kind: "ministry", Title: text("V", "V")}),
		TargetGroups: collect(func(r *record.TargetGroup) string { return r.ID }, &record.TargetGroup{Common: common("young"), Title: text("jaunieši", "young people")}),
		Methods:      collect(func(r *record.Method) string { return r.ID }, &record.Method{Common: common("vote"), Title: text("balsojums", "vote")}),
		Cases: collect(func(r *record.Case) string { return r.ID },
			&record.Case{Common: common("k"), Level: record.CoCreate, Institutions: []string{"m", "v", "a"}, Methods: []string{"vote"}, TargetGroups: []string{"young"}},
			&record.Case{Common: common("l")}),
		Initiatives: collect(func(r *record.Initiative) string { return r.ID },
			&record.Initiative{Common: common("i"), Level: record.PublicLed, Stage: "in_law"},
			&record.Initiative{Common: common("j"), Level: record.PublicLed}),
		BudgetRounds: collect(func(r *record.BudgetRound) string { return r.ID },
			&record.BudgetRound{Common: common("r1"), Level: record.PublicLed, Budget: float(1000), Ideas: number(9), Admitted: number(4), Winners: number(0), Voters: &record.Count{Value: 3, Unit: record.People}},
			&record.BudgetRound{Common: common("r2"), Level: record.PublicLed, Voters: &record.Count{Value: 700, Unit: record.Votes}},
			&record.BudgetRound{Common: common("r3")}),
		Events: collect(func(r *record.Event) string { return r.ID },
			&record.Event{Common: common("x"), Kind: "training", Starts: date("2024-06-29")}, &record.Event{Common: common("y"), Kind: "forum", Starts: date("2024-07-01")}),
		Indicators: collect(func(r *record.Indicator) string { return r.ID },
			&record.Indicator{Common: common("t"), Unit: text("%", "%"), Better: "up", Target: &record.ValueTarget{Date: date("2024"), Value: float(30)},
				Values: []record.Value{{Date: date("2023"), Value: float(30)}, {Date: date("2022"), Value: float(20)}}},
			&record.Indicator{Common: common("u"), Unit: text("%", "%"), Better: "down", Target: &record.ValueTarget{Date: date("2024"), Value: float(30)}, Values: []record.Value{{Date: date("2023"), Value: float(31)}}},
			&record.Indicator{Common: common("w"), Unit: text("EUR", "EUR"), Values: []record.Value{{Date: date("2023"), Value: float(5)}}}),
	}
	if whole {
		for _, t := range record.TypeName("").Vocabulary().Keys() {
			site.Coverage = append(site.Coverage, record.Coverage{Type: record.TypeName(t), Extent: record.ExtentAll})
		}
	}
	return site
}

func handInput(site *record.Site, on string) *Input {
	day := date(on).Last()
	return &Input{Site: site, Index: progress.NewIndex(site), Day: day, Plan: progress.NewestBegun(site, day)}
}

// number writes a number of a figure; "-" is not known, "few" hidden, "…" still to come,
// "" no such row or column.
func at(t *Table, row, column string) string {
	for i, r := range t.Rows {
		for j, c := range t.Columns {
			if r.Key != row || c.Key != column {
				continue
			}
			switch cell := t.Cells[i][j]; {
			case cell.Few:
				return "few"
			case cell.Ahead:
				return "…"
			case !cell.Known:
				return "-"
			case !cell.Date.IsZero():
				return cell.Date.String()
			default:
				return fmt.Sprint(cell.Number)
			}
		}
	}
	return ""
}

func TestByHand(t *testing.T) {
	whole, part := handSite(true), handSite(false)
	for _, c := range []struct {
		name                  string
		site                  *record.Site
		day                   string
		id, row, column       string
		want                  string
		sharePart, shareWhole int
	}{
		{"before the plan nothing counts", whole, "2022-12-31", "plan-state", "complete", "count", "0", 0, 0},
		{"two are complete; the withdrawn one is in no whole", whole, "2024-06-30", "plan-state", "complete", "count", "2", 2, 5},
		{"one is unreported", whole, "2024-06-30", "plan-state", "unreported", "count", "1", 2, 5},
		{"before somebody looked it has no data, as the other", whole, "2024-03-31", "plan-state", "no_data", "count", "2", 2, 5},
		{"on the due date nothing is overdue", whole, "2024-06-30", "delays", "c-1-2", "days", "", 0, 0},
		{"the day after, by a day", whole, "2024-07-01", "delays", "c-1-2", "days", "1", 0, 0},
		{"of which nothing is known, too: the day has passed", whole, "2024-07-01", "delays", "c-1-3", "days", "1", 0, 0},
		{"late against the revised date", whole, "2024-06-30", "delays", "c-1-1", "days", "10", 0, 0},
		{"withdrawn is never late", whole, "2024-06-30", "delays", "c-1-4", "days", "", 0, 0},
		{"a year after the plan's end the days have stopped", whole, "2025-12-31", "delays", "c-1-2", "days", "184", 0, 0},
		{"first due", whole, "2024-06-30", "timeline", "c-1-1", "due-first", "2023-06-30", 1, 4},
		{"due then", whole, "2024-06-30", "timeline", "c-1-1", "due-now", "2023-12-31", 1, 4},
		{"done", whole, "2024-06-30", "timeline", "c-1-1", "complete", "2024-01-10", 1, 4},
		{"slip from the first", whole, "2024-06-30", "timeline", "c-1-1", "slip", "194", 1, 4},
		{"done on the day itself: no slip", whole, "2024-06-30", "timeline", "c-1-6", "slip", "0", 1, 4},
		{"under way, so not done yet", whole, "2024-06-30", "timeline", "c-1-2", "complete", "…", 1, 4},
		{"of which nothing is known", whole, "2024-06-30", "timeline", "c-1-3", "complete", "-", 1, 4},
		{"without a due date not shown", whole, "2024-06-30", "timeline", "c-1-5", "due-first", "", 1, 4},
		{"one due at first by mid-2023", whole, "2024-06-15", "burn-up", "2023-06", "due-first", "1", 0, 0},
		{"none now due by then", whole, "2024-06-15", "burn-up", "2023-06", "due-now", "0", 0, 0},
		{"none complete in December", whole, "2024-06-15", "burn-up", "2023-12", "complete", "0", 0, 0},
		{"two complete in January", whole, "2024-06-15", "burn-up", "2024-01", "complete", "2", 0, 0},
		{"due by the end of the present month", whole, "2024-06-15", "burn-up", "2024-06", "due-now", "4", 0, 0},
		{"the present month as of the day", whole, "2024-01-09", "burn-up", "2024-01", "complete", "0", 0, 0},
		{"the next month is still to come", whole, "2024-06-15", "burn-up", "2024-07", "complete", "…", 0, 0},
		{"two reported that they did something, one that it was withdrawn", whole, "2024-06-30", "reporting", "reported", "count", "3", 3, 6},
		{"an editor's evidence counts", whole, "2024-06-30", "reporting", "evidence", "count", "2", 3, 6},
		{"neither", whole, "2024-06-30", "reporting", "neither", "count", "2", 3, 6},
		{"days since the last report", whole, "2024-06-30", "report-age", "v", "days", "121", 2, 3},
		{"a year after the plan's end counting has stopped", whole, "2025-12-31", "report-age", "v", "days", "305", 2, 3},
		{"no report is unknown, not zero", whole, "2024-06-30", "report-age", "a", "days", "-", 2, 3},
		{"self-ratings of a status", whole, "2024-06-30", "ratings", "institution", "complete", "1", 4, 6},
		{"an editor's is no self-rating", whole, "2024-06-30", "ratings", "editor", "complete", "1", 4, 6},
		{"an NGO's", whole, "2024-06-30", "ratings", "ngo", "limited", "1", 4, 6},
		{"IRM rated one", whole, "2024-06-30", "irm-potential", "modest", "count", "1", 1, 2},
		{"pending is none of its values", whole, "2024-06-30", "irm-potential", "pending", "count", "1", 1, 2},
		{"the ministry leads one that counts and one withdrawn", whole, "2024-06-30", "roles", "m", "lead", "2", 0, 0},
		{"and implements one", whole, "2024-06-30", "roles", "m", "implementer", "1", 0, 0},

		{"consulted: all but the shared and the one without", whole, "2024-06-30", "levels", "consult", "consultation", "4", 6, 13},
		{"of no level", whole, "2024-06-30", "levels", "none", "budget-round", "1", 6, 13},
		{"by year", whole, "2024-06-30", "levels-by-year", "2024", "consult", "4", 1, 6},
		{"by institution", whole, "2024-06-30", "levels-by-institution", "v", "co_create", "1", 0, 0},
		{"open on both ends", whole, "2024-06-30", "open-by-day", "2024-01-01", "count", "1", 0, 0},
		{"and on the last day", whole, "2024-06-30", "open-by-day", "2024-01-14", "count", "1", 0, 0},
		{"not the day after", whole, "2024-06-30", "open-by-day", "2024-01-15", "count", "0", 0, 0},
		{"a month is open only on its last day for certain", whole, "2024-06-30", "open-by-day", "2024-06-15", "count", "0", 0, 0},
		{"twelve months back", whole, "2024-06-30", "open-by-day", "2023-06-30", "count", "", 0, 0},
		{"and no further", whole, "2024-06-30", "open-by-day", "2023-07-01", "count", "0", 0, 0},
		{"fourteen days are two weeks", whole, "2024-06-30", "length", "two-weeks", "count", "2", 4, 6},
		{"thirty are a month", whole, "2024-06-30", "length", "month", "count", "2", 4, 6},
		{"a partial date has no length", whole, "2024-06-30", "length", "unknown", "count", "2", 4, 6},
		{"no rule, no minimum", whole, "2024-06-30", "length-minimum", "kept", "count", "", 0, 0},
		{"two people could be told", whole, "2024-06-30", "submissions", "individuals", "count", "few", 2, 6},
		{"organisations are no people", whole, "2024-06-30", "submissions", "organisations", "count", "3", 2, 6},
		{"a total by itself", whole, "2024-06-30", "submissions", "undivided", "count", "40", 2, 6},
		{"accepted", whole, "2024-06-30", "proposals", "accepted", "count", "3", 0, 0},
		{"none pending, and that is known", whole, "2024-06-30", "proposals", "pending", "count", "0", 0, 0},
		{"before the end nobody knows", whole, "2024-01-13", "proposals", "accepted", "count", "-", 0, 0},
		{"by year", whole, "2024-06-30", "proposals-by-year", "2024", "declined", "6", 0, 0},
		{"of a year of which nothing is known", whole, "2024-06-30", "proposals-by-year", "2023", "declined", "-", 0, 0},
		{"by institution", whole, "2024-06-30", "proposals-by-institution", "m", "partly", "1", 0, 0},
		{"published, of those that were checked", whole, "2024-06-30", "feedback", "published", "count", "2", 2, 3},
		{"the others nobody checked", whole, "2024-06-30", "feedback", "not_checked", "count", "3", 2, 3},
		{"the median of ten and twenty", whole, "2024-06-30", "feedback-wait", "all", "median", "15", 0, 0},
		{"one unanswered", whole, "2024-06-30", "feedback-wait", "2024", "unanswered", "1", 0, 0},
		{"had waited a hundred days", whole, "2024-06-30", "feedback-wait", "all", "longest", "100", 0, 0},
		{"in a year without any it is not known", whole, "2024-06-30", "feedback-wait", "2023", "longest", "-", 0, 0},
		{"a part has no median", part, "2024-06-30", "feedback-wait", "all", "median", "-", 0, 0},
		{"but its answers are counted", part, "2024-06-30", "feedback-wait", "all", "answered", "2", 0, 0},
		{"adopted without an answer", whole, "2024-06-30", "axes", "pienemts", "none_found", "1", 1, 2},
		{"adopted with one", whole, "2024-06-30", "axes", "pienemts", "published", "1", 1, 2},
		{"of the act nothing is known", whole, "2024-06-30", "axes", "unknown", "not_checked", "3", 1, 2},
		{"the chain's closed ones", whole, "2024-06-30", "chain", "closed", "count", "6", 0, 0},
		{"the chain's adopted ones", whole, "2024-06-30", "chain", "adopted", "count", "2", 0, 0},
		{"on the last day it has not closed", whole, "2024-06-20", "chain", "closed", "count", "5", 0, 0},
		{"target groups of both types", whole, "2024-06-30", "target-groups", "young", "count", "2", 2, 8},
		{"territory", whole, "2024-06-30", "territories", "riga", "count", "1", 1, 8},
		{"accommodations", whole, "2024-06-30", "accommodations", "named", "count", "1", 1, 6},
		{"unknown numbers", whole, "2024-06-30", "unknowns", "submissions", "count", "4", 4, 6},
		{"an open consultation lacks no number", whole, "2024-06-05", "unknowns", "submissions", "count", "2", 2, 4}, // b and d; e is open
		{"nor feedback", whole, "2024-06-05", "unknowns", "feedback", "count", "1", 2, 4},                            // d
		{"nor does it count against the share", whole, "2024-06-05", "submissions", "undivided", "count", "40", 2, 4},
		{"methods", whole, "2024-06-30", "methods", "vote", "case", "1", 0, 0},
		{"cases by level", whole, "2024-06-30", "case-levels", "co_create", "count", "1", 1, 2},
		{"a case with two ministries counts once with them", whole, "2024-06-30", "cases-by-institution", "ministry", "co_create", "1", 0, 0},
		{"an initiative in a law", whole, "2024-06-30", "initiative-stages", "in_law", "count", "1", 1, 2},
		{"money", whole, "2024-06-30", "participatory-budgets", "r1", "euros", "1000", 1, 3},
		{"unknown money is no row", whole, "2024-06-30", "participatory-budgets", "r2", "euros", "", 1, 3},
		{"no winner is known to be none", whole, "2024-06-30", "budget-ideas", "r1", "winners", "0", 1, 3},
		{"of what was built nothing is known", whole, "2024-06-30", "budget-ideas", "r1", "built", "-", 1, 3},
		{"three voters could be told", whole, "2024-06-30", "budget-voters", "r1", "people", "few", 1, 3},
		{"votes are no people", whole, "2024-06-30", "budget-voters", "r2", "people", "", 1, 3},
		{"votes", whole, "2024-06-30", "budget-votes", "r2", "votes", "700", 1, 3},
		{"an event that has begun", whole, "2024-06-30", "event-kinds", "training", "count", "1", 0, 0},
		{"and one on the next day", whole, "2024-06-30", "event-kinds", "forum", "count", "", 0, 0},
		{"one of two ministries has its official", whole, "2024-06-30", "participation-officials", "recorded", "count", "1", 1, 2},
		{"the newest value, however they are listed", whole, "2024-06-30", "indicators", "t", "newest", "30", 1, 2},
		{"other units have no row", whole, "2024-06-30", "indicators", "w", "newest", "", 1, 2},
		{"before its year is over a value is unknown", whole, "2023-06-30", "indicators", "t", "newest", "20", 0, 1},
		{"institutions have both languages", whole, "2024-06-30", "translations", "institution", "all", "4", 26, 26},
	} {
		f, ok := Find(c.id)
		if !ok {
			t.Fatalf("%s: no figure %s", c.name, c.id)
		}
		table := f.On(handInput(c.site, c.day))
		if got := at(&table, c.row, c.column); got != c.want {
			t.Errorf("%s: %s, %s, %s on %s is %q; want %q", c.name, c.id, c.row, c.column, c.day, got, c.want)
		}
		part, whole := 0, 0
		if table.Share != nil {
			part, whole = len(table.Share.Part), len(table.Share.Whole)
		}
		if part != c.sharePart || whole != c.shareWhole {
			t.Errorf("%s: %s on %s is about %d of %d; want %d of %d", c.name, c.id, c.day, part, whole, c.sharePart, c.shareWhole)
		}
	}
}

// clauseOf finds what a figure says under an id; nil where it says nothing of it.
func clauseOf(t *testing.T, in *Input, figure, id string) *Clause {
	t.Helper()
	f, _ := Find(figure)
	table := f.On(in)
	for _, c := range f.Finding(in, &table) {
		if c.ID == id {
			return &c
		}
	}
	return nil
}

func TestFindingsByHand(t *testing.T) {
	whole := handSite(true)
	tie := clauseOf(t, handInput(whole, "2024-07-10"), "delays", "delays")
	if tie == nil || tie.N != 3 || tie.Args["Name"].(i18n.Text)[i18n.English] != "1.1. One and 2 more" {
		t.Errorf("three are late by ten days: %v", tie)
	}
	if one := clauseOf(t, handInput(whole, "2024-06-30"), "delays", "delays-one"); one == nil || one.Args["Days"] != (Quantity{10, Days}) {
		t.Errorf("one is late by ten days: %v", one)
	}
	// Of one of three institutions no report is known.
	if c := clauseOf(t, handInput(whole, "2024-06-30"), "report-age", "report-age-oldest"); c != nil {
		t.Errorf("the longest of those known is told as that of all: %v", c)
	}
	one := clauseOf(t, handInput(whole, "2024-06-30"), "feedback-wait", "feedback-unanswered-one")
	if one == nil || one.Args["Days"] != (Quantity{100, Days}) {
		t.Errorf("one is unanswered: %v", one)
	}
	if c := clauseOf(t, handInput(whole, "2010-01-01"), "open-by-day", "open-by-day"); c != nil {
		t.Errorf("nothing was open, and that is told as a maximum: %v", c)
	}
}

// partSite is a part of a whole in which everything could be ranked: two measures are
// late, two have slipped, and two consultations are unanswered.
func partSite() *record.Site {
	site := handSite(false)
	site.Commitments = collect(func(r *record.Commitment) string { return r.ID }, &record.Commitment{Common: common("c"), Number: "1", Plan: "p", Measures: []record.Measure{
		{Number: "1.1", Title: text("Viens", "One"), Due: due("2024-05-31"), Key: "c-1-1", Revised: []record.Revision{{Due: date("2024-06-10"), Date: date("2024-05-01")}}},
		{Number: "1.2", Title: text("Divi", "Two"), Due: due("2023-05-31"), Key: "c-1-2", Revised: []record.Revision{{Due: date("2023-06-30"), Date: date("2023-05-01")}}},
	}})
	unanswered := &record.Feedback{Status: record.FeedbackNoneFound, Checked: date("2024-05-20")}
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID },
		&record.Consultation{Common: common("a"), Closes: date("2024-05-10"), Opens: date("2024-05-01"), Feedback: unanswered},
		&record.Consultation{Common: common("b"), Closes: date("2024-02-10"), Opens: date("2024-02-01"), Feedback: unanswered},
		&record.Consultation{Common: common("c"), Closes: date("2024-02-10"), Opens: date("2024-02-01"), Feedback: &record.Feedback{Status: record.FeedbackPublished, Date: date("2024-03-01")}},
		&record.Consultation{Common: common("d"), Closes: date("2024-07-10"), Opens: date("2024-06-30")})
	return site
}

// Of a part the same sentences tell facts, where of a whole they compare.
func TestFindingsOfPartAndWhole(t *testing.T) {
	part, whole := partSite(), partSite()
	whole.Coverage = handSite(true).Coverage
	for _, c := range []struct {
		id          string
		part, whole []Clause
	}{
		{"delays",
			[]Clause{{ID: "delays-found", N: 2}, {ID: "delays-unknown", N: 2}},
			[]Clause{{ID: "delays", N: 2, Args: map[string]any{"Days": Quantity{366, Days}, "Name": text("1.2. Divi", "1.2. Two")}}, {ID: "delays-unknown", N: 2}}},
		{"timeline",
			[]Clause{{ID: "timeline", N: 2, Args: map[string]any{"Share": Ratio{2, 2, Measures}}}, {ID: "timeline-overdue", N: 2}},
			[]Clause{{ID: "timeline", N: 2, Args: map[string]any{"Share": Ratio{2, 2, Measures}}}, {ID: "timeline-overdue", N: 2},
				{ID: "timeline-largest", Args: map[string]any{"Days": Quantity{30, Days}, "Name": text("1.2. Divi", "1.2. Two")}}}},
		{"burn-up",
			[]Clause{{ID: "burn-up-found", N: 2, Args: map[string]any{"Complete": Number(0)}}},
			[]Clause{{ID: "burn-up", N: 2, Args: map[string]any{"Complete": Number(0)}}}},
		{"open-by-day",
			[]Clause{{ID: "open-found", N: 1, Args: map[string]any{"Date": date("2024-06-30")}}},
			[]Clause{{ID: "open-by-day", N: 2, Args: map[string]any{"Date": date("2024-02-01"), "None": Quantity{345, Days}}}}},
		{"feedback-wait",
			[]Clause{{ID: "feedback-answered-found", N: 1}, {ID: "feedback-unanswered-found", N: 2, Args: map[string]any{"Days": Quantity{100, Days}}}},
			[]Clause{{ID: "feedback-median", N: 1, Args: map[string]any{"Days": Quantity{20, Days}}}, {ID: "feedback-unanswered", N: 2, Args: map[string]any{"Days": Quantity{100, Days}}}}},
	} {
		for site, want := range map[*record.Site][]Clause{part: c.part, whole: c.whole} {
			if got := clausesOf(handInput(site, "2024-06-30"), c.id); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, whole: %v: %v; want %v", c.id, site == whole, got, want)
			}
		}
	}
}

// What is left out of a figure is named: it is neither zero nor late.
func TestLeftOut(t *testing.T) {
	roughly := handSite(true)
	roughly.Consultations = collect(func(r *record.Consultation) string { return r.ID },
		&record.Consultation{Common: common("a"), Opens: date("2024-01-01"), Closes: date("2024-01-31"), Feedback: &record.Feedback{Status: record.FeedbackPublished, Date: date("2024-03")},
			Submissions: &record.Submissions{Organisations: number(1), Bound: record.AtLeast}},
		&record.Consultation{Common: common("b"), Opens: date("2024-06-01"), Closes: date("2024-07-31")})
	roughly.BudgetRounds = collect(func(r *record.BudgetRound) string { return r.ID },
		&record.BudgetRound{Common: common("r"), Voters: &record.Count{Value: 600, Unit: record.Votes, Bound: record.About}})
	for _, c := range []struct {
		site    *record.Site
		id      string
		lack    Lack
		left    []Ref
		inexact bool
	}{
		{handSite(true), "delays", NoDueDate, []Ref{{"measure", "c-1-5"}}, false},
		{handSite(true), "timeline", NoDueDate, []Ref{{"measure", "c-1-5"}}, false},
		{handSite(true), "burn-up", NoDueLine, []Ref{{"measure", "c-1-5"}}, false},
		{handSite(true), "submissions", NoNumber, []Ref{{"consultation", "f"}, {"consultation", "e"}, {"consultation", "d"}, {"consultation", "b"}}, false},
		{handSite(true), "proposals-by-year", NoNumber, []Ref{{"consultation", "f"}, {"consultation", "e"}, {"consultation", "d"}, {"consultation", "b"}, {"consultation", "c"}}, false},
		{handSite(true), "open-by-day", NoDays, []Ref{{"consultation", "d"}}, false},
		{handSite(true), "feedback-wait", NoDays, nil, false},
		{roughly, "feedback-wait", NoDays, []Ref{{"consultation", "a"}}, false},
		{roughly, "submissions", NoNumber, nil, true}, // b is still open
		{roughly, "budget-votes", NoRound, nil, true},
		{roughly, "budget-voters", NoRound, []Ref{{"budget-round", "r"}}, false},
		{roughly, "proposals", NoNumber, []Ref{{"consultation", "a"}}, false},
	} {
		f, _ := Find(c.id)
		table := f.On(handInput(c.site, "2024-06-30"))
		if table.Left.Lack != c.lack || !slices.Equal(table.Left.Records, c.left) || table.Inexact != c.inexact {
			t.Errorf("%s leaves out %v, inexact: %v; want %v %v, %v", c.id, table.Left, table.Inexact, c.lack, c.left, c.inexact)
		}
	}
}

// The present year is no match for whole ones, up to its last day.
func TestOpenYear(t *testing.T) {
	site := handSite(true)
	for _, c := range []struct {
		id, day string
		year    int
	}{
		{"levels-by-year", "2024-06-30", 2024}, {"levels-by-year", "2024-12-30", 2024}, {"levels-by-year", "2024-12-31", 0},
		{"levels-by-year", "2025-01-01", 2025}, // g is announced for 2025
		{"levels-by-year", "2026-06-30", 0},    // no row of 2026
		{"proposals-by-year", "2024-06-30", 2024}, {"feedback-wait", "2024-06-30", 2024}, {"feedback-wait", "2025-01-15", 0},
		{"feedback", "2024-06-30", 0},
	} {
		f, _ := Find(c.id)
		in := handInput(site, c.day)
		table := f.On(in)
		if year, ok := f.OpenYear(in, &table); ok != (c.year != 0) || ok && year != c.year {
			t.Errorf("%s on %s: %d is not over, %v; want %d", c.id, c.day, year, ok, c.year)
		}
	}
}

// A due date that has passed does not say that a measure is not complete: of how many of
// them that is not known stands beside the days.
func TestDelaysOfUnknownState(t *testing.T) {
	all := handSite(true)
	if c := clauseOf(t, handInput(all, "2024-07-10"), "delays", "delays-unknown"); c == nil || c.N != 1 { // 1.3, of 1.1, 1.2 and 1.3
		t.Errorf("one of three delays is of a measure of which nothing is known: %v", c)
	}
	only := edgeSite()
	only.Commitments = collect(func(r *record.Commitment) string { return r.ID }, measuresOf(
		record.Measure{Number: "1.1", Title: text("Viens", "One"), Key: "c-1-1", Due: due("2024-06-28")}))
	if c := clauseOf(t, handInput(only, "2024-06-30"), "delays", "delays-one-unknown"); c == nil || c.N != 1 {
		t.Errorf("the only delay is of a measure of which nothing is known: %v", c)
	}
}

// Where there is no share to tell, the sentence tells what there is.
func TestFindingsWithoutShare(t *testing.T) {
	site := handSite(false)
	for _, c := range site.Consultations.All() {
		c.Act = ""
	}
	for _, i := range site.Indicators.All() {
		i.Target, i.Baseline = nil, nil
	}
	site.Indicators.Get("u").Baseline = &record.ValueTarget{Date: date("2020"), Value: float(40)}
	in := handInput(site, "2024-06-30")
	for id, want := range map[string][]Clause{
		"axes":       {{ID: "axes-none", N: 6, Args: map[string]any{"Feedback": Number(2)}}},
		"indicators": {{ID: "indicators-no-target", N: 2, Args: map[string]any{"Baseline": Number(1)}}},
	} {
		if got := clausesOf(in, id); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v; want %v", id, got, want)
		}
	}
	site.Indicators.Get("t").Target = &record.ValueTarget{Date: date("2024"), Value: float(30)}
	want := []Clause{{ID: "indicators", N: 1, Args: map[string]any{"Share": Ratio{1, 1, Indicators}}}, {ID: "indicators-others", N: 1}}
	if got := clausesOf(in, "indicators"); !reflect.DeepEqual(got, want) {
		t.Errorf("indicators: %v; want %v", got, want)
	}
	early := handInput(site, "2010-01-01")
	if got := clausesOf(early, "feedback-wait"); !reflect.DeepEqual(got, []Clause{{ID: "feedback-wait-none"}}) {
		t.Errorf("nothing has closed: %v", got)
	}
}

func clausesOf(in *Input, id string) []Clause {
	f, _ := Find(id)
	table := f.On(in)
	return f.Finding(in, &table)
}

// A sum that lacks numbers has no rank.
func TestPartialSumsAreNotRanked(t *testing.T) {
	site := handSite(true)
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID },
		&record.Consultation{Common: common("a"), Institution: "a", Level: record.Consult, Closes: date("2024-01-14"), Proposals: &record.Tally{Accepted: number(1), Partly: number(0), Declined: number(0), Pending: number(0)}},
		&record.Consultation{Common: common("b"), Institution: "m", Level: record.Consult, Closes: date("2024-01-14"), Proposals: &record.Tally{Accepted: number(9), Partly: number(0), Declined: number(0), Pending: number(0)}})
	first := func() string {
		table := proposalInstitutions.On(handInput(site, "2024-06-30"))
		return table.Rows[0].Key
	}
	if got := first(); got != "m" {
		t.Errorf("%s is before the institution with the most", got)
	}
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID }, append(site.Consultations.All(),
		&record.Consultation{Common: common("c"), Institution: "a", Level: record.Consult, Closes: date("2024-02-14")})...)
	if got := first(); got != "a" {
		t.Errorf("%s is first by a sum of which a part is not known", got)
	}
}
