package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parskats/internal/record"
)

// The tests in this file take every figure to its edges: a site with nothing in it, with
// one record of each type, with records of which nothing is known, with ties, and the
// days around each date. All values were reckoned by hand.

func measuresOf(measures ...record.Measure) *record.Commitment {
	return &record.Commitment{Common: common("c"), Number: "1", Plan: "p", Lead: []string{"m"}, Measures: measures, IRM: &record.IRMRating{Potential: "substantial"}}
}

// edgeSite is a site of a plan of 2023–2024 with all that its tests have in common, and
// no records yet that count. Its records are all there are.
func edgeSite() *record.Site {
	return &record.Site{
		Config: &record.Config{Languages: []string{"lv", "en"}},
		Plans: collect(func(r *record.Plan) string { return r.ID }, &record.Plan{
			Common: common("p"), Starts: date("2023-01-01"), Ends: date("2024-12-31"), Adoption: &record.Adoption{Status: record.Adopted, Date: date("2022-12-01")},
		}),
		Coverage: handSite(true).Coverage,
	}
}

// oneSite has one record of each type, of which everything is known.
func oneSite() *record.Site {
	site := edgeSite()
	site.Config.MinimumDays = &record.MinimumDay{Days: 10}
	site.Commitments = collect(func(r *record.Commitment) string { return r.ID }, measuresOf(record.Measure{
		Number: "1.1", Title: text("Viens", "One"), Key: "c-1-1", Lead: []string{"m"}, Due: due("2024-03-31"),
		Updates: []record.Update{said("2024-04-05", record.Complete, record.RatedByInstitution)},
	}))
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID }, &record.Consultation{
		Common: common("a"), Institution: "m", Level: record.Consult, Announced: date("2024-01-01"), Opens: date("2024-01-10"), Closes: date("2024-01-19"),
		Act: "pienemts", ActDate: date("2024-03-01"), Feedback: &record.Feedback{Status: record.FeedbackPublished, Date: date("2024-02-01")},
		Submissions: &record.Submissions{Individuals: number(7), Organisations: number(2)},
		Proposals:   &record.Tally{Received: number(4), Accepted: number(1), Partly: number(1), Declined: number(2), Pending: number(0)},
		Methods:     []string{"vote"}, TargetGroups: []string{"young"}, Territory: []string{"riga"}, Accommodations: handConsultations()[2].Accommodations,
	})
	site.Institutions = collect(func(r *record.Institution) string { return r.ID },
		&record.Institution{Common: common("m"), Kind: "ministry", Title: text("M", "M"), Posts: []record.Post{{Kind: "participation_official"}}},
		&record.Institution{Common: common("riga"), Kind: "municipality", Title: text("Rīga", "Riga")})
	site.Methods = collect(func(r *record.Method) string { return r.ID }, &record.Method{Common: common("vote"), Title: text("balsojums", "vote")})
	site.TargetGroups = collect(func(r *record.TargetGroup) string { return r.ID }, &record.TargetGroup{Common: common("young"), Title: text("jaunieši", "young people")})
	site.Cases = collect(func(r *record.Case) string { return r.ID }, &record.Case{
		Common: common("k"), Level: record.CoCreate, Starts: date("2024-01-01"), Institutions: []string{"riga"}, Methods: []string{"vote"}, TargetGroups: []string{"young"}, Territory: []string{"riga"},
	})
	site.Initiatives = collect(func(r *record.Initiative) string { return r.ID },
		&record.Initiative{Common: common("i"), Level: record.PublicLed, Stage: "in_law", Starts: date("2024-01-01"), Ends: date("2024-02-01")})
	site.BudgetRounds = collect(func(r *record.BudgetRound) string { return r.ID }, &record.BudgetRound{
		Common: common("r"), Level: record.PublicLed, Starts: date("2024-01-01"), Ends: date("2024-02-01"), Budget: float(1000),
		Ideas: number(9), Admitted: number(4), Winners: number(2), Built: number(1), Voters: &record.Count{Value: 30, Unit: record.People},
	})
	site.Events = collect(func(r *record.Event) string { return r.ID }, &record.Event{Common: common("x"), Kind: "training", Starts: date("2024-01-05")})
	site.Indicators = collect(func(r *record.Indicator) string { return r.ID }, &record.Indicator{
		Common: common("t"), Unit: text("%", "%"), Better: "up", Baseline: &record.ValueTarget{Date: date("2020"), Value: float(10)},
		Target: &record.ValueTarget{Date: date("2024"), Value: float(30)}, Values: []record.Value{{Date: date("2023"), Value: float(31)}},
	})
	return site
}

// unknownSite has one record of each type, of which nothing is known but that it exists.
// Of an event the kind and the first day are always known: it has none.
func unknownSite() *record.Site {
	site := edgeSite()
	site.Config.MinimumDays = &record.MinimumDay{Days: 10}
	commitment := measuresOf(record.Measure{Number: "1.1", Title: text("Viens", "One"), Key: "c-1-1"})
	commitment.IRM = nil
	site.Commitments = collect(func(r *record.Commitment) string { return r.ID }, commitment)
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID }, &record.Consultation{Common: common("a"), Institution: "m"})
	site.Institutions = collect(func(r *record.Institution) string { return r.ID },
		&record.Institution{Common: common("m"), Kind: "ministry", Title: text("M", "M")},
		&record.Institution{Common: common("riga"), Kind: "municipality", Title: text("Rīga", "Riga")})
	site.Methods = collect(func(r *record.Method) string { return r.ID }, &record.Method{Common: common("vote"), Title: text("balsojums", "vote")})
	site.TargetGroups = collect(func(r *record.TargetGroup) string { return r.ID }, &record.TargetGroup{Common: common("young"), Title: text("jaunieši", "young people")})
	site.Cases = collect(func(r *record.Case) string { return r.ID }, &record.Case{Common: common("k")})
	site.Initiatives = collect(func(r *record.Initiative) string { return r.ID }, &record.Initiative{Common: common("i")})
	site.BudgetRounds = collect(func(r *record.BudgetRound) string { return r.ID }, &record.BudgetRound{Common: common("r")})
	site.Indicators = collect(func(r *record.Indicator) string { return r.ID }, &record.Indicator{Common: common("t"), Unit: text("%", "%")})
	return site
}

// edge is what a figure has at an edge: a number, its share, and what it says, each
// clause as its id, the number of its plural, and what it mentions.
type edge struct {
	id, row, column, want string
	part, whole           int
	says                  string
}

func checkEdges(t *testing.T, site *record.Site, edges []edge) {
	t.Helper()
	in := handInput(site, "2024-06-30")
	left := map[string]bool{}
	for _, f := range Catalogue() {
		left[f.ID] = true
	}
	for _, e := range edges {
		delete(left, e.id)
		f, _ := Find(e.id)
		table := f.On(in)
		if got := at(&table, e.row, e.column); got != e.want {
			t.Errorf("%s, %s, %s: %q; want %q", e.id, e.row, e.column, got, e.want)
		}
		share := Share{}
		if table.Share != nil {
			share = *table.Share
		}
		if len(share.Part) != e.part || len(share.Whole) != e.whole {
			t.Errorf("%s is about %d of %d; want %d of %d", e.id, len(share.Part), len(share.Whole), e.part, e.whole)
		}
		clauses := f.Finding(in, &table)
		if got := written(clauses); got != e.says {
			t.Errorf("%s says %q; want %q", e.id, got, e.says)
		}
		if len(clauses) == 0 && !table.Empty() {
			t.Errorf("%s has a number and says nothing of it", e.id)
		}
	}
	for id := range left {
		t.Errorf("%s is missing", id)
	}
}

// written writes clauses: "complete 1 Share={1 3 measures}; no-data-on 2".
func written(clauses []Clause) string {
	var all []string
	for _, c := range clauses {
		words := []string{c.ID, fmt.Sprint(c.N)}
		for name, value := range c.Args {
			words = append(words, fmt.Sprintf("%s=%v", name, value))
		}
		slices.Sort(words[2:])
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, "; ")
}

func TestNone(t *testing.T) {
	says := map[string]string{
		"delays": "delays-none 0", "length-minimum": "minimum-none 0", "feedback-wait": "feedback-wait-none 0",
		"proposals": "proposals-unknown 0", "proposals-by-year": "proposals-unknown 0", "proposals-by-institution": "proposals-unknown 0",
	}
	empty := &record.Site{Config: &record.Config{Languages: []string{"lv", "en"}}}
	plan := edgeSite()
	for name, site := range map[string]*record.Site{"no records": empty, "a plan of nothing": plan} {
		in := handInput(site, "2024-06-30")
		for _, f := range Catalogue() {
			table := f.On(in)
			if f.ID == "translations" && site == plan {
				continue // the plan itself is a record with texts
			}
			if !table.Empty() || (table.Share != nil && len(table.Share.Whole) > 0) {
				t.Errorf("%s: %s counts something: %v", name, f.ID, table)
			}
			if got := written(f.Finding(in, &table)); got != says[f.ID] {
				t.Errorf("%s: %s says %q; want %q", name, f.ID, got, says[f.ID])
			}
		}
	}
}

func TestOne(t *testing.T) {
	checkEdges(t, oneSite(), []edge{
		{"plan-state", "complete", "count", "1", 1, 1, "complete 1 Share={1 1 measures}"},
		{"delays", "c-1-1", "days", "5", 0, 0, "delays-one 0 Days={5 days} Name=map[en:1.1. One lv:1.1. Viens]"},
		{"timeline", "c-1-1", "slip", "5", 1, 1, "timeline 1 Share={1 1 measures}; timeline-slip 0 Days={5 days} Name=map[en:1.1. One lv:1.1. Viens]"},
		{"burn-up", "2024-04", "complete", "1", 0, 0, "burn-up 1 Complete=1"},
		{"reporting", "reported", "count", "1", 1, 1, "reported 1 Share={1 1 measures}; evidence 1 Share={1 1 measures}"},
		{"report-age", "m", "days", "86", 1, 1, "report-age 1 Share={1 1 institutions}; report-age-oldest 0 Days={86 days} Name=map[en:M lv:M]"},
		{"ratings", "institution", "complete", "1", 1, 1, "ratings 1 Share={1 1 measures}"},
		{"irm-potential", "substantial", "count", "1", 1, 1, "irm-potential 1 Share={1 1 commitments}"},
		{"roles", "m", "lead", "1", 0, 0, "roles 1"},
		{"levels", "consult", "consultation", "1", 3, 4, "shared-levels 3 Share={3 4 records}"},
		{"levels-by-year", "2024", "consult", "1", 0, 1, "shared-levels 1 Share={0 1 consultations}"},
		{"levels-by-institution", "m", "consult", "1", 0, 0, "institutions-consulting 1"},
		{"open-by-day", "2024-01-19", "count", "1", 0, 0, "open-by-day 1 Date=2024-01-10 None={356 days}"},
		{"length", "two-weeks", "count", "1", 1, 1, "length 1 Share={1 1 consultations}"},
		{"length-minimum", "kept", "count", "1", 1, 1, "minimum 1 Minimum={10 days} Share={1 1 consultations}"},
		{"submissions", "individuals", "count", "7", 1, 1, "submissions 1 Share={1 1 consultations}; submissions-by 0 Individuals=7 Organisations=2"},
		{"proposals", "declined", "count", "2", 0, 0, "proposals 1 Partly=1 Share={1 4 proposals}"},
		{"proposals-by-year", "2024", "declined", "2", 0, 0, "proposals 1 Partly=1 Share={1 4 proposals}"},
		{"proposals-by-institution", "m", "declined", "2", 0, 0, "proposals 1 Partly=1 Share={1 4 proposals}"},
		{"feedback", "published", "count", "1", 1, 1, "feedback 1 Share={1 1 consultations}"},
		{"feedback-wait", "all", "median", "13", 0, 0, "feedback-median 1 Days={13 days}"},
		{"axes", "pienemts", "published", "1", 1, 1, "axes 1 Share={1 1 consultations}"},
		{"chain", "adopted", "count", "1", 0, 0, "chain 1 Adopted=1 Closed=1 Counted=1 Feedback=1"},
		{"methods", "vote", "case", "1", 0, 0, "methods 1"},
		{"target-groups", "young", "count", "2", 2, 2, "group-named 2 Share={2 2 records}"},
		{"territories", "riga", "count", "2", 2, 2, "territory-named 2 Share={2 2 records}"},
		{"accommodations", "named", "count", "1", 1, 1, "accommodation-named 1 Share={1 1 consultations}"},
		{"unknowns", "submissions", "count", "0", 0, 1, "unknowns 1 Share={0 1 consultations}"},
		{"case-levels", "co_create", "count", "1", 1, 1, "shared-levels 1 Share={1 1 cases}"},
		{"cases-by-institution", "municipality", "co_create", "1", 0, 0, "kinds-of-institution 1"},
		{"initiative-stages", "in_law", "count", "1", 1, 1, "initiatives 1 Share={1 1 initiatives}"},
		{"participatory-budgets", "r", "euros", "1000", 1, 1, "budgets 1 Share={1 1 rounds}; budgets-sum 0 Sum={1000 euros}"},
		{"budget-ideas", "r", "built", "1", 1, 1, "budget-ideas 1 Share={1 1 rounds}"},
		{"budget-voters", "r", "people", "30", 1, 1, "budget-voters 1 Share={1 1 rounds}"},
		{"budget-votes", "r", "votes", "", 0, 1, "budget-votes 1 Share={0 1 rounds}"},
		{"event-kinds", "training", "count", "1", 0, 0, "events 1"},
		{"participation-officials", "recorded", "count", "1", 1, 1, "officials 1 Share={1 1 institutions}"},
		{"indicators", "t", "newest", "31", 1, 1, "indicators 1 Share={1 1 indicators}"},
		// Two institutions, and one each of ten other types.
		{"translations", "institution", "all", "2", 12, 12, "translations 12 Share={12 12 records}"},
	})
}

// No sum tells a number that is not given: whoever takes away from it all numbers that are
// given must not be left with one that could tell who people were.
func TestSumsTellNoFewPeople(t *testing.T) {
	individuals := func(n int) *record.Submissions {
		return &record.Submissions{Individuals: number(n), Organisations: number(2)}
	}
	total := func(n int) *record.Submissions { return &record.Submissions{Total: number(n)} }
	for _, c := range []struct {
		name                   string
		submissions            []*record.Submissions
		individuals, undivided string
		finding                string
	}{
		{"all are given", []*record.Submissions{individuals(20), individuals(0), total(9)}, "20", "9", "20"},
		{"one of two is not", []*record.Submissions{individuals(20), individuals(4)}, "at least 21", "-", "map[en:at least 21 lv:vismaz 21]"},
		{"two of three are not", []*record.Submissions{individuals(1), individuals(20), individuals(1)}, "at least 22", "-", "map[en:at least 22 lv:vismaz 22]"},
		{"neither of two is", []*record.Submissions{individuals(4), individuals(4)}, "at least 2", "-", "map[en:at least 2 lv:vismaz 2]"},
		{"the only one is not", []*record.Submissions{individuals(4), individuals(0)}, "few", "-", "map[en:fewer than 5 lv:mazāk par 5]"},
		{"a total may be of people", []*record.Submissions{individuals(7), total(2)}, "7", "few", "7"},
		{"and would follow from a sum", []*record.Submissions{total(2), total(9)}, "-", "at least 10", "map[en:not known lv:nav zināms]"},
	} {
		var list []*record.Consultation
		for i, s := range c.submissions {
			list = append(list, &record.Consultation{Common: common(string(rune('a' + i))), Institution: "m", Closes: date("2024-01-19"), Submissions: s})
		}
		site := oneSite()
		site.Consultations = collect(func(c *record.Consultation) string { return c.ID }, list...)
		in := handInput(site, "2024-06-30")
		table := submissions.On(in)
		for row, want := range map[string]string{"individuals": c.individuals, "undivided": c.undivided} {
			got := at(&table, row, "count")
			if table.cell(row, "count").AtLeast {
				got = "at least " + got
			}
			if got != want {
				t.Errorf("%s: %s: %s; want %s", c.name, row, got, want)
			}
		}
		said := submissions.Finding(in, &table)
		if got := fmt.Sprint(said[len(said)-1].Args["Individuals"]); got != c.finding {
			t.Errorf("%s: it says %s; want %s", c.name, got, c.finding)
		}
	}
}

// A row of an institution is headed by the name that it has on the day.
func TestRowsHaveTheNameOfTheDay(t *testing.T) {
	site := oneSite()
	site.Institutions = collect(func(i *record.Institution) string { return i.ID }, &record.Institution{
		Common: common("m"), Title: text("Jaunais", "New"), FormerNames: []record.FormerName{{Title: text("Vecais", "Old"), Until: date("2024-06-29")}},
	})
	for on, want := range map[string]string{"2024-06-29": "Old", "2024-06-30": "New"} {
		if got := institutionLabel(handInput(site, on), "m").Text["en"]; got != want {
			t.Errorf("on %s: %s; want %s", on, got, want)
		}
	}
}

// A total is given where it can't be of people, or of many.
func TestHidesTotal(t *testing.T) {
	for _, c := range []struct {
		individuals, organisations, total *int
		want                              bool
	}{
		{nil, nil, number(2), true}, {nil, nil, number(4), true}, {nil, nil, number(5), false}, {nil, nil, number(0), false}, {nil, nil, nil, false},
		{nil, number(16), number(19), true}, {nil, number(16), number(16), false}, {nil, number(16), number(21), false}, {nil, number(3), nil, false},
		{number(0), number(2), number(2), false}, {number(7), nil, number(9), false},
	} {
		if got := HidesTotal(&record.Submissions{Individuals: c.individuals, Organisations: c.organisations, Total: c.total}); got != c.want {
			t.Errorf("%v %v %v: %v; want %v", c.individuals, c.organisations, c.total, got, c.want)
		}
	}
	if HidesTotal(nil) || HidesIndividuals(nil) {
		t.Error("nothing is known, and it is hidden")
	}
}

func TestAllUnknown(t *testing.T) {
	checkEdges(t, unknownSite(), []edge{
		{"plan-state", "no_data", "count", "1", 0, 1, "complete 1 Share={0 1 measures}; no-data-on 1"},
		{"delays", "c-1-1", "days", "", 0, 0, "delays-none 0"},
		{"timeline", "c-1-1", "due-now", "", 0, 0, ""},
		{"burn-up", "2024-06", "due-now", "0", 0, 0, "burn-up 0 Complete=0"},
		{"reporting", "neither", "count", "1", 0, 1, "reported 1 Share={0 1 measures}; evidence 1 Share={0 1 measures}"},
		{"report-age", "m", "days", "-", 0, 1, "report-age 1 Share={0 1 institutions}"},
		{"ratings", "institution", "complete", "", 0, 1, "ratings 1 Share={0 1 measures}"},
		{"irm-potential", "pending", "count", "1", 0, 1, "irm-potential 1 Share={0 1 commitments}"},
		{"roles", "m", "lead", "1", 0, 0, "roles 1"},
		{"levels", "none", "budget-round", "1", 0, 4, "shared-levels 0 Share={0 4 records}"},
		{"levels-by-year", "unknown", "none", "1", 0, 1, "shared-levels 1 Share={0 1 consultations}"},
		{"levels-by-institution", "m", "none", "1", 0, 0, "institutions-consulting 1"},
		{"open-by-day", "2024-06-30", "count", "0", 0, 0, ""},
		{"length", "unknown", "count", "1", 0, 1, "length 1 Share={0 1 consultations}"},
		{"length-minimum", "unknown", "count", "1", 0, 0, "minimum-unknown 1"},
		{"submissions", "individuals", "count", "-", 0, 1, "submissions 1 Share={0 1 consultations}"},
		{"proposals", "accepted", "count", "-", 0, 0, "proposals-unknown 0"},
		{"proposals-by-year", "unknown", "accepted", "-", 0, 0, "proposals-unknown 0"},
		{"proposals-by-institution", "m", "accepted", "", 0, 0, "proposals-unknown 0"},
		// Whether it has closed is not known, so that nobody owes an answer yet.
		{"feedback", "not_checked", "count", "0", 0, 0, ""},
		{"feedback-wait", "all", "median", "-", 0, 0, "feedback-wait-none 0"},
		{"axes", "unknown", "not_checked", "", 0, 0, ""},
		{"chain", "all", "count", "1", 0, 0, "chain 1 Adopted=0 Closed=0 Counted=0 Feedback=0"},
		{"methods", "vote", "case", "", 0, 0, ""},
		{"target-groups", "young", "count", "", 0, 2, "group-named 0 Share={0 2 records}"},
		{"territories", "riga", "count", "", 0, 2, "territory-named 0 Share={0 2 records}"},
		{"accommodations", "not-named", "count", "1", 0, 1, "accommodation-named 1 Share={0 1 consultations}"},
		{"unknowns", "closes", "count", "1", 1, 1, "unknowns 1 Share={1 1 consultations}"},
		{"case-levels", "none", "count", "1", 0, 1, "shared-levels 1 Share={0 1 cases}"},
		{"cases-by-institution", "municipality", "none", "", 0, 0, ""},
		{"initiative-stages", "unknown", "count", "1", 0, 1, "initiatives 1 Share={0 1 initiatives}"},
		{"participatory-budgets", "r", "euros", "", 0, 1, "budgets 1 Share={0 1 rounds}"},
		{"budget-ideas", "r", "ideas", "", 0, 1, "budget-ideas 1 Share={0 1 rounds}"},
		{"budget-voters", "r", "people", "", 0, 1, "budget-voters 1 Share={0 1 rounds}"},
		{"budget-votes", "r", "votes", "", 0, 1, "budget-votes 1 Share={0 1 rounds}"},
		{"event-kinds", "training", "count", "", 0, 0, ""},
		{"participation-officials", "no-data", "count", "1", 0, 1, "officials 1 Share={0 1 institutions}"},
		{"indicators", "t", "newest", "", 0, 0, ""},
		{"translations", "institution", "all", "2", 11, 11, "translations 11 Share={11 11 records}"},
	})
}

// Rows of one number keep the order of their records, below those of a larger one. The
// names x, y and z are in that order, and of z there is the most.
func TestTies(t *testing.T) {
	site := tiedSite()
	for _, c := range []struct{ id, want string }{
		{"delays", "c-1-3 c-1-1 c-1-2"},
		{"roles", "z x y"},
		{"levels-by-institution", "z x y"},
		{"proposals-by-institution", "z x y"},
		{"methods", "z x y"},
		{"target-groups", "z x y"},
		{"territories", "z x y"},
		{"event-kinds", "training forum"}, // as in the vocabulary
	} {
		f, _ := Find(c.id)
		table := f.On(handInput(site, "2024-06-30"))
		var keys []string
		for _, row := range table.Rows {
			keys = append(keys, row.Key)
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%s: %s; want %s", c.id, got, c.want)
		}
	}
}

// Of several that are alike the first is named, and how many more there are.
func TestTiesInWords(t *testing.T) {
	site := tiedSite()
	for day, says := range map[string]map[string]string{
		"2024-06-30": {
			"delays":      "delays 3 Days={30 days} Name=map[en:1.3. C lv:1.3. C]",
			"timeline":    "timeline 3 Share={3 4 measures}; timeline-overdue 3; timeline-largest 0 Days={10 days} Name=map[en:1.1. A and 2 more lv:1.1. A un vēl 2]",
			"report-age":  "report-age 3 Share={3 3 institutions}; report-age-oldest 0 Days={81 days} Name=map[en:X and 1 more lv:X un vēl 1]",
			"open-by-day": "open-by-day 4 Date=2024-01-01 None={356 days}",
			// Ten and twenty days: the median lies between them.
			"feedback-wait": "feedback-median 2 Days={15 days}; feedback-unanswered 2 Days={100 days}",
		},
		"2024-06-10": {
			"delays": "delays 3 Days={10 days} Name=map[en:1.3. C lv:1.3. C]",
		},
	} {
		for id, want := range says {
			if got := written(clausesOf(handInput(site, day), id)); got != want {
				t.Errorf("%s: %s says %q; want %q", day, id, got, want)
			}
		}
	}
}

// tiedSite has things that come once with x and y, and twice with z. Measures 1.1 and 1.2
// are overdue by one number of days, 1.3 by more.
func tiedSite() *record.Site {
	site := edgeSite()
	names := []string{"x", "y", "z"}
	overdue := func(no, title, lead, on, revised string) record.Measure {
		return record.Measure{
			Number: no, Title: text(title, title), Key: "c-" + strings.ReplaceAll(no, ".", "-"), Lead: []string{lead},
			Due: due(on), Revised: []record.Revision{{Due: date(revised), Date: date("2024-04-01")}},
			Updates: []record.Update{said("2024-04-10", record.Limited, record.RatedByInstitution)},
		}
	}
	last := record.Measure{
		Number: "1.4", Title: text("D", "D"), Key: "c-1-4", Lead: []string{"z"}, Due: due("2024-12-31"),
		Updates: []record.Update{said("2024-05-10", record.Limited, record.RatedByInstitution)},
	}
	site.Commitments = collect(func(r *record.Commitment) string { return r.ID }, measuresOf(
		overdue("1.1", "A", "x", "2024-05-26", "2024-06-05"), overdue("1.2", "B", "y", "2024-05-26", "2024-06-05"), overdue("1.3", "C", "z", "2024-05-21", "2024-05-31"), last))

	var institutions []*record.Institution
	var methods []*record.Method
	var groups []*record.TargetGroup
	for _, id := range names {
		institutions = append(institutions, &record.Institution{Common: common(id), Kind: "municipality", Title: text(strings.ToUpper(id), strings.ToUpper(id))})
		methods = append(methods, &record.Method{Common: common(id), Title: text(id, id)})
		groups = append(groups, &record.TargetGroup{Common: common(id), Title: text(id, id)})
	}
	site.Institutions = collect(func(r *record.Institution) string { return r.ID }, institutions...)
	site.Methods = collect(func(r *record.Method) string { return r.ID }, methods...)
	site.TargetGroups = collect(func(r *record.TargetGroup) string { return r.ID }, groups...)

	consultation := func(id, of string, f *record.Feedback) *record.Consultation {
		return &record.Consultation{
			Common: common(id), Institution: of, Level: record.Consult, Opens: date("2024-01-01"), Closes: date("2024-01-10"), Feedback: f,
			Methods: []string{of}, TargetGroups: []string{of}, Territory: []string{of},
			Proposals: &record.Tally{Received: number(1), Accepted: number(1), Partly: number(0), Declined: number(0), Pending: number(0)},
		}
	}
	published := func(on string) *record.Feedback {
		return &record.Feedback{Status: record.FeedbackPublished, Date: date(on)}
	}
	none := &record.Feedback{Status: record.FeedbackNoneFound, Checked: date("2024-04-19")}
	site.Consultations = collect(func(r *record.Consultation) string { return r.ID },
		consultation("a", "x", published("2024-01-20")), consultation("b", "y", published("2024-01-30")), consultation("c", "z", none), consultation("d", "z", none))
	site.Events = collect(func(r *record.Event) string { return r.ID },
		&record.Event{Common: common("e"), Kind: "training", Starts: date("2024-01-05")}, &record.Event{Common: common("f"), Kind: "forum", Starts: date("2024-01-05")})
	return site
}

// TestDays goes through the days around every date on which a figure depends. Officials
// have no dates.
func TestDays(t *testing.T) {
	site := oneSite()
	site.Plans.All()[0].IRM = []record.PlanReview{{Date: date("2024-01-15")}}
	votes := oneSite()
	votes.BudgetRounds.Get("r").Voters.Unit = record.Votes
	left := map[string]bool{}
	for _, f := range Catalogue() {
		left[f.ID] = true
	}
	delete(left, "participation-officials")
	for _, c := range []struct{ id, row, column, days string }{
		{"plan-state", "complete", "count", "2024-04-04 0, 2024-04-05 1"},
		{"delays", "c-1-1", "days", "2024-03-31 , 2024-04-01 1, 2024-04-04 4, 2024-04-05 5, 2024-04-06 5"},
		{"timeline", "c-1-1", "overdue", "2024-03-31 0, 2024-04-01 1, 2024-04-04 4, 2024-04-05 0"},
		{"timeline", "c-1-1", "complete", "2024-04-04 -, 2024-04-05 2024-04-05"},
		{"burn-up", "2024-03", "due-now", "2024-03-30 1, 2024-03-31 1"},
		{"burn-up", "2024-02", "due-now", "2024-03-31 0"},
		{"burn-up", "2024-04", "complete", "2024-03-31 …, 2024-04-04 0, 2024-04-05 1"},
		{"reporting", "reported", "count", "2024-04-04 0, 2024-04-05 1"},
		{"report-age", "m", "days", "2024-04-04 -, 2024-04-05 0, 2024-04-06 1"},
		{"ratings", "institution", "complete", "2024-04-04 , 2024-04-05 1"},
		{"irm-potential", "substantial", "count", "2024-01-14 0, 2024-01-15 1"},
		{"irm-potential", "pending", "count", "2024-01-14 1, 2024-01-15 0"},
		{"roles", "m", "lead", "2022-12-31 , 2023-01-01 1"},
		{"levels", "consult", "consultation", "2023-12-31 , 2024-01-01 1"},
		{"levels-by-year", "2024", "consult", "2023-12-31 , 2024-01-01 1"},
		{"levels-by-institution", "m", "consult", "2023-12-31 , 2024-01-01 1"},
		{"open-by-day", "2024-01-09", "count", "2024-01-20 0"},
		{"open-by-day", "2024-01-10", "count", "2024-01-10 1, 2024-01-20 1"},
		{"open-by-day", "2024-01-20", "count", "2024-01-20 0"},
		{"length", "two-weeks", "count", "2023-12-31 0, 2024-01-01 1"},
		{"length-minimum", "kept", "count", "2023-12-31 0, 2024-01-01 1"},
		{"submissions", "individuals", "count", "2024-01-18 -, 2024-01-19 7"},
		{"proposals", "accepted", "count", "2024-01-18 -, 2024-01-19 1"},
		{"proposals-by-year", "2024", "accepted", "2024-01-18 -, 2024-01-19 1"},
		{"proposals-by-institution", "m", "accepted", "2024-01-18 , 2024-01-19 1"},
		{"feedback", "not_checked", "count", "2024-01-19 0, 2024-01-20 1, 2024-01-31 1, 2024-02-01 0"},
		{"feedback", "published", "count", "2024-01-31 0, 2024-02-01 1"},
		{"feedback-wait", "all", "answered", "2024-01-31 0, 2024-02-01 1"},
		{"axes", "unknown", "not_checked", "2024-01-19 , 2024-01-20 1"},
		{"axes", "pienemts", "published", "2024-02-29 , 2024-03-01 1"},
		{"chain", "closed", "count", "2024-01-19 0, 2024-01-20 1"},
		{"chain", "feedback", "count", "2024-01-31 0, 2024-02-01 1"},
		{"chain", "adopted", "count", "2024-02-29 0, 2024-03-01 1"},
		{"methods", "vote", "consultation", "2023-12-31 , 2024-01-01 1"},
		{"target-groups", "young", "count", "2023-12-31 , 2024-01-01 2"},
		{"territories", "riga", "count", "2023-12-31 , 2024-01-01 2"},
		{"accommodations", "named", "count", "2023-12-31 0, 2024-01-01 1"},
		{"unknowns", "submissions", "count", "2024-01-18 0, 2024-01-19 0"},
		{"unknowns", "feedback", "count", "2024-01-18 0, 2024-01-19 0, 2024-01-20 1"},
		{"unknowns", "feedback", "count", "2024-01-31 1, 2024-02-01 0"},
		{"case-levels", "co_create", "count", "2023-12-31 0, 2024-01-01 1"},
		{"cases-by-institution", "municipality", "co_create", "2023-12-31 , 2024-01-01 1"},
		{"initiative-stages", "unknown", "count", "2023-12-31 0, 2024-01-01 1, 2024-01-31 1, 2024-02-01 0"},
		{"initiative-stages", "in_law", "count", "2024-01-31 0, 2024-02-01 1"},
		{"participatory-budgets", "r", "euros", "2023-12-31 , 2024-01-01 1000"},
		{"budget-ideas", "r", "winners", "2024-01-31 -, 2024-02-01 2"},
		{"budget-voters", "r", "people", "2024-01-31 , 2024-02-01 30"},
		{"budget-votes", "r", "votes", "2024-01-31 , 2024-02-01 30"},
		{"event-kinds", "training", "count", "2024-01-04 , 2024-01-05 1"},
		{"indicators", "t", "newest", "2023-12-30 , 2023-12-31 31"},
		{"translations", "consultation", "all", "2023-12-31 , 2024-01-01 1"},
	} {
		delete(left, c.id)
		of := site
		if c.id == "budget-votes" {
			of = votes
		}
		f, _ := Find(c.id)
		for _, pair := range strings.Split(c.days, ", ") {
			day, want, _ := strings.Cut(pair, " ")
			table := f.On(handInput(of, day))
			if got := at(&table, c.row, c.column); got != want {
				t.Errorf("%s, %s, %s on %s: %q; want %q", c.id, c.row, c.column, day, got, want)
			}
		}
	}
	for id := range left {
		t.Errorf("%s is missing", id)
	}
}

// The rule on the shortest consultation is kept by as many days as it says, and not by
// one less.
func TestMinimumByADay(t *testing.T) {
	for closes, want := range map[string]string{"2024-01-19": "1", "2024-01-18": "0"} {
		site := oneSite()
		site.Consultations.Get("a").Closes = date(closes)
		table := minimum.On(handInput(site, "2024-06-30"))
		if got := at(&table, "kept", "count"); got != want {
			t.Errorf("until %s: %q; want %q", closes, got, want)
		}
	}
}
