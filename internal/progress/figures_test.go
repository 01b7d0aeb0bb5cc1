package progress

import (
	"fmt"
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

func common(id string) record.Common { return record.Common{ID: id} }

func TestParticipationOn(t *testing.T) {
	site := &record.Site{
		Consultations: collect([]*record.Consultation{
			{Common: common("a"), Level: record.Consult, Opens: date("2022-12-20"), Closes: date("2023-01-10")},
			{Common: common("b"), Level: record.Consult, Opens: date("2022-03")},
			{Common: common("c"), Level: record.Inform, Announced: date("2022-03-01")},
			{Common: common("d")},
			{Common: common("e"), Level: record.Consult, Opens: date("2024-01-01")}, // not visible yet
		}),
		Cases: collect([]*record.Case{
			{Common: common("a"), Level: record.CoCreate, Starts: date("2021"), Ends: date("2022-05")},
			{Common: common("b"), Level: record.CoCreate, Starts: date("2021"), Ends: date("2024-05")}, // goes on
		}),
		Initiatives: collect([]*record.Initiative{
			{Common: common("a"), Level: record.PublicLed, Decisions: []record.Milestone{{Date: date("2024-02-01")}}},
			{Common: common("b"), Level: record.PublicLed, Ends: date("2024-02-01"), Decisions: []record.Milestone{{Date: date("2023-02-01")}}},
		}),
		BudgetRounds: collect([]*record.BudgetRound{
			{Common: common("a"), Level: record.PublicLed, Year: number(2021), Starts: date("2020-11-01")},
			{Common: common("b"), Level: record.PublicLed, Year: number(2023)}, // not over yet
			{Common: record.Common{ID: "c", Sources: []record.Source{{Retrieved: date("2023-05-01")}}}, Level: record.PublicLed, Year: number(2023)},
		}),
	}
	p := ParticipationOn(site, asOf("2023-06-15"))

	var years []string
	for _, y := range p.Consultations.Years {
		years = append(years, fmt.Sprintf("%d: %d, %d consult, %d without", y.Year, y.Total, y.In(record.Consult), y.In("")))
	}
	want := []string{"2022: 2, 1 consult, 0 without", "2023: 1, 1 consult, 0 without", "0: 1, 0 consult, 1 without"}
	if !slices.Equal(years, want) {
		t.Errorf("consultations %q; want %q", years, want)
	}
	levels := []LevelCount{{record.Inform, 1}, {record.Consult, 2}, {record.CoCreate, 0}, {record.PublicLed, 0}, {"", 1}}
	if !slices.Equal(p.Consultations.Levels, levels) || p.Consultations.Total != 4 {
		t.Errorf("levels %v of %d", p.Consultations.Levels, p.Consultations.Total)
	}
	if got := p.Cases.Years; len(got) != 2 || got[0].Year != 2021 || got[1].Year != 2022 || p.Cases.In(record.CoCreate) != 2 {
		t.Errorf("cases %+v", p.Cases)
	}
	if got := p.Initiatives; got.Total != 1 || got.Years[0].Year != 2024 {
		t.Errorf("initiatives %+v", got)
	}
	if got := p.BudgetRounds; got.Total != 2 || got.Years[0].Year != 2021 || got.Years[1].Year != 2023 {
		t.Errorf("budget rounds %+v", got)
	}
}

func TestCoverageOn(t *testing.T) {
	plan := fifthPlan()
	site := &record.Site{
		Coverage: []record.Coverage{
			{Type: "consultation", Extent: record.ExtentFound, Checked: date("2022-09-20")},
			{Type: "measure", Extent: record.ExtentFound},
			{Type: "measure", Plan: "lv-5", Extent: record.ExtentPart, Total: number(40)},
			{Type: "case", Extent: record.ExtentAll, Total: number(1), Checked: date("2022-01-01")},
			{Type: "case", Extent: record.ExtentPart, Total: number(9), Checked: date("2022-02")},
		},
		Plans: collect([]*record.Plan{plan}),
		Commitments: collect([]*record.Commitment{
			{Common: common("b"), Plan: "lv-5"},
			{Common: common("c"), Plan: "lv-5", Measures: []record.Measure{{Number: "1"}, {Number: "2", Added: date("2024-01-01")}}},
		}),
		Consultations: collect([]*record.Consultation{{Common: common("a")}, {Common: common("b"), Opens: date("2025-01-01")}}),
	}
	ix := NewIndex(site)
	day := asOf("2023-06-15")

	c := ix.CoverageOn("consultation", nil, day)
	if c.Found != 1 || c.Extent != record.ExtentFound || c.WholeKnown() || c.Checked != date("2022-09-20") {
		t.Errorf("consultations %+v", c)
	}
	m := ix.CoverageOn("measure", plan, day)
	if m.Found != 1 || m.Extent != record.ExtentPart || *m.Total != 40 || !m.WholeKnown() {
		t.Errorf("measures of the plan %+v", m)
	}
	if all := ix.CoverageOn("measure", nil, day); all.Extent != record.ExtentFound || all.Total != nil {
		t.Errorf("all measures %+v", all)
	}
	if co := ix.CoverageOn("commitment", plan, day); co.Found != 2 || co.Extent != record.ExtentFound || co.Entries != nil {
		t.Errorf("commitments, of which coverage says nothing: %+v", co)
	}
	if co := ix.CoverageOn("commitment", plan, asOf("2021-12-31")); co.Found != 0 {
		t.Errorf("commitments before the plan: %+v", co)
	}
	cases := ix.CoverageOn("case", nil, day)
	if cases.Extent != record.ExtentPart || cases.Total != nil || cases.Checked != date("2022-02") || len(cases.Entries) != 2 {
		t.Errorf("cases, in two entries: %+v", cases)
	}
}

// Every type that the coverage file can speak of is counted.
func TestCoverageKnowsEveryType(t *testing.T) {
	site := oneOfEach()
	ix := NewIndex(site)
	for _, key := range record.TypeName("").Vocabulary().Keys() {
		if got := ix.CoverageOn(record.TypeName(key), nil, asOf("2026-11-23")).Found; got != 1 {
			t.Errorf("%s: found %d; want 1", key, got)
		}
	}
}

// oneOfEach has one record of each type with activity.
func oneOfEach() *record.Site {
	plan := fifthPlan()
	plan.Timeline = []record.Milestone{{Date: date("2022-02-28")}}
	plan.Amended = []record.Milestone{{Date: date("2023-01-01")}}
	return &record.Site{
		Plans:        collect([]*record.Plan{plan}),
		Institutions: collect([]*record.Institution{{Common: common("vk")}}),
		Indicators:   collect([]*record.Indicator{{Common: common("trust")}}),
		Commitments: collect([]*record.Commitment{{Common: common("lv0046"), Plan: "lv-5", Measures: []record.Measure{{
			Key:     "lv0046-1-2a",
			Revised: []record.Revision{{Date: date("2023-02-01")}},
			Updates: []record.Update{update("2024-10-15", record.Limited, record.RatedByInstitution), update("2024-10-15", record.Complete, record.RatedByInstitution)},
		}}}}),
		Consultations: collect([]*record.Consultation{{
			Common: common("k"), Opens: date("2023-10-03"), Closes: date("2023-10-16"),
			Feedback: &record.Feedback{Status: record.FeedbackPublished, Date: date("2023-11-20")},
			Outcome:  &record.Outcome{Decided: date("2024-10-15"), Published: date("2024-10-16")},
		}}),
		Initiatives:  collect([]*record.Initiative{{Common: common("i"), Decisions: []record.Milestone{{Date: date("2023-05")}}}}),
		BudgetRounds: collect([]*record.BudgetRound{{Common: common("b"), Starts: date("2023-03-01")}}),
		Bodies:       collect([]*record.Body{{Common: common("memorandum"), Sittings: []record.Sitting{{Date: date("2022-06-29")}}}}),
		Events:       collect([]*record.Event{{Common: common("e"), Starts: date("2023-05-20")}}),
		Cases:        collect([]*record.Case{{Common: common("c"), Starts: date("1969")}}),
		News:         collect([]*record.News{{Common: common("n"), Date: date("2026-11-23")}}),
		Reports:      collect([]*record.Report{{Common: common("r"), Published: date("2024-06-01")}}),
	}
}

func TestLatestActivity(t *testing.T) {
	list := func(day string, limit int) (lines []string) {
		for _, a := range LatestActivity(oneOfEach(), asOf(day), limit) {
			lines = append(lines, fmt.Sprintf("%s %s %s/%s %s %d", a.Date, a.Kind, a.Type, a.ID, a.Measure, a.Index))
		}
		return lines
	}
	want := []string{
		"2026-11-23 news_published news/n  0",
		"2024-10-16 outcome_published consultation/k  0",
		"2024-10-15 measure_updated commitment/lv0046 lv0046-1-2a 1",
		"2024-10-15 measure_updated commitment/lv0046 lv0046-1-2a 0",
		"2024-10-15 outcome_decided consultation/k  0",
		"2024-06-01 report_published report/r  0",
		"2023-11-20 feedback_published consultation/k  0",
		"2023-10-16 consultation_closed consultation/k  0",
		"2023-10-03 consultation_opened consultation/k  0",
		"2023-05 initiative_moved initiative/i  0",
		"2023-05-20 event_held event/e  0",
		"2023-03-01 budget_round_began budget-round/b  0",
		"2023-02-01 due_revised commitment/lv0046 lv0046-1-2a 0",
		"2023-01-01 plan_amended plan/lv-5  0",
		"2022-06-29 sitting_held body/memorandum  0",
		"2022-02-28 plan_milestone plan/lv-5  0",
		"2022-02-10 plan_adopted plan/lv-5  0",
		"1969 case_began case/c  0",
	}
	if got := list("2026-11-23", 0); !slices.Equal(got, want) {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
	if got := list("2026-11-23", 3); !slices.Equal(got, want[:3]) {
		t.Errorf("the first three: %q", got)
	}
	if got := list("2023-10-16", 1); !slices.Equal(got, want[8:9]) {
		t.Errorf("on its last day, a consultation has not closed: %q", got)
	}
	if got := list("2023-10-17", 1); !slices.Equal(got, want[7:8]) {
		t.Errorf("the day after: %q", got)
	}
	if got := list("2023-05-30", 1); !slices.Equal(got, want[10:11]) {
		t.Errorf("within a month, what is dated by it is not visible: %q", got)
	}
}

// What was not adopted, and feedback that was not found, is no activity.
func TestNoActivity(t *testing.T) {
	site := &record.Site{
		Plans:         collect([]*record.Plan{{Common: common("p"), Adoption: &record.Adoption{Status: record.AdoptionNotFound, Date: date("2022-01-01")}}}),
		Consultations: collect([]*record.Consultation{{Common: common("k"), Feedback: &record.Feedback{Status: record.FeedbackNoneFound, Date: date("2022-01-01")}}}),
	}
	if got := LatestActivity(site, asOf("2026-11-23"), 0); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// Dropping what is too old along the way leaves the same list.
func TestLatestActivityLimit(t *testing.T) {
	site, day := bigSite(), asOf("2026-11-23")
	all := LatestActivity(site, day, 0)
	for _, limit := range []int{1, 3, 10, 20, 50, 1500} {
		got := LatestActivity(site, day, limit)
		if !slices.EqualFunc(got, all[:limit], func(a, b Activity) bool { return a == b }) {
			t.Errorf("limit %d differs", limit)
		}
	}
}

// What comes late but stands first on its day is not dropped.
func TestLatestActivityTie(t *testing.T) {
	var consultations []*record.Consultation
	for i := range slack + 10 {
		consultations = append(consultations, &record.Consultation{Common: common(fmt.Sprintf("k%05d", i)), Closes: date("2023-10-16")})
	}
	consultations = append(consultations, &record.Consultation{Common: common("z"), Opens: date("2023-10-16")})
	got := LatestActivity(&record.Site{Consultations: collect(consultations)}, asOf("2026-11-23"), 1)
	if len(got) != 1 || got[0].Kind != ConsultationOpened || got[0].ID != "z" {
		t.Errorf("%+v", got)
	}
}

func TestChangedOn(t *testing.T) {
	c := &record.Commitment{
		Common: record.Common{
			Sources:     []record.Source{{Retrieved: date("2022-05-01")}},
			Corrections: []record.Correction{{Date: date("2025-06-01")}},
		},
		IRM: &record.IRMRating{Reports: []record.Source{{Published: date("2022-10")}}},
		Measures: []record.Measure{{
			Due:     &record.Due{Date: date("2022-12-31")},
			Updates: []record.Update{evident(update("2024-10-15", record.Complete, record.RatedByInstitution))},
		}},
	}
	for _, tt := range []struct{ day, want string }{
		{"2022-05-01", ""}, // that somebody read a source changes nothing
		{"2022-10-30", ""}, // a month counts from its last day on
		{"2022-10-31", "2022-10"},
		{"2022-12-31", "2022-12-31"},
		{"2024-10-14", "2022-12-31"},
		{"2024-10-15", "2024-10-15"},
		{"2026-11-23", "2025-06-01"},
	} {
		if got := ChangedOn(c, asOf(tt.day)).String(); got != tt.want {
			t.Errorf("on %s: %q; want %q", tt.day, got, tt.want)
		}
	}
	c.Modified = date("2024-01-01")
	if got := ChangedOn(c, asOf("2026-11-23")).String(); got != "2024-01-01" {
		t.Errorf("modified: %q", got)
	}
	if got := ChangedOn(c, asOf("2023-12-31")).String(); got != "2022-12-31" {
		t.Errorf("before it was modified: %q", got)
	}
	e := &record.Event{Starts: date("2024-05-01"), OtherDays: []i18n.Date{date("2024-05-08"), date("2024-05-15")}}
	if got := ChangedOn(e, asOf("2024-05-10")).String(); got != "2024-05-08" {
		t.Errorf("one of a list of days: %q", got)
	}
}

func TestSittingsOn(t *testing.T) {
	b := &record.Body{Sittings: []record.Sitting{{Date: date("2022-06-29")}, {Date: date("2023-01-25")}, {Date: date("2023-03")}, {Date: date("2023-03-30")}}}
	got := SittingsOn(b, asOf("2023-03-31"))
	if len(got) != 4 || got[0].Date != date("2023-03") || got[1].Date != date("2023-03-30") || got[3].Date != date("2022-06-29") {
		t.Errorf("%v", got)
	}
}

func TestVisible(t *testing.T) {
	for _, tt := range []struct {
		date, day string
		want      bool
	}{
		{"2024-02-29", "2024-02-28", false},
		{"2024-02-29", "2024-02-29", true},
		{"2024-02", "2024-02-28", false},
		{"2024-02", "2024-02-29", true},
		{"2024", "2024-12-30", false},
		{"2024", "2024-12-31", true},
		{"", "2024-12-31", false},
	} {
		if got := Visible(date(tt.date), asOf(tt.day)); got != tt.want {
			t.Errorf("%q on %s: %v", tt.date, tt.day, got)
		}
	}
}

func TestEventVisible(t *testing.T) {
	e := &record.Event{Starts: date("2024-05-01")}
	if EventVisible(e, asOf("2024-04-30")) || !EventVisible(e, asOf("2024-05-01")) {
		t.Error("an event that nobody read of is visible from its first day")
	}
	e.Sources = []record.Source{{Retrieved: date("2024-04-01")}}
	if EventVisible(e, asOf("2024-03-31")) || !EventVisible(e, asOf("2024-04-01")) {
		t.Error("an event is visible from the day on which somebody read of it")
	}
}

// The measures of a plan are all there are only where nothing says otherwise: not its list of
// commitments, not one of these, and not the coverage of measures.
func TestMeasuresExtent(t *testing.T) {
	all, part := record.ExtentAll, record.ExtentPart
	entry := func(t record.TypeName, extent record.Extent) record.Coverage {
		return record.Coverage{Type: t, Plan: "p", Extent: extent}
	}
	for _, test := range []struct {
		name        string
		coverage    []record.Coverage
		commitments []record.Extent
		want        record.Extent
	}{
		{"nobody says anything", nil, nil, record.ExtentFound},
		{"all commitments, of which none says anything", []record.Coverage{entry("commitment", all)}, []record.Extent{""}, record.ExtentFound},
		{"all commitments, each with all measures", []record.Coverage{entry("commitment", all)}, []record.Extent{all, all}, all},
		{"one has a part", []record.Coverage{entry("commitment", all)}, []record.Extent{all, part}, part},
		{"not all commitments", []record.Coverage{entry("commitment", part)}, []record.Extent{all}, part},
		{"all, by the coverage", []record.Coverage{entry("commitment", all), entry("measure", all)}, []record.Extent{"", all}, all},
		{"one contradicts it", []record.Coverage{entry("commitment", all), entry("measure", all)}, []record.Extent{part}, part},
		{"the coverage contradicts them", []record.Coverage{entry("commitment", all), entry("measure", record.ExtentFound)}, []record.Extent{all}, record.ExtentFound},
	} {
		plan := &record.Plan{Common: record.Common{ID: "p"}}
		var commitments []*record.Commitment
		for i, extent := range test.commitments {
			commitments = append(commitments, &record.Commitment{Common: record.Common{ID: string(rune('a' + i))}, Plan: "p", Number: "1", MeasuresExtent: extent})
		}
		site := &record.Site{Plans: collect([]*record.Plan{plan}), Commitments: collect(commitments), Coverage: test.coverage}
		if got := NewIndex(site).MeasuresExtent(plan); got != test.want {
			t.Errorf("%s: got %s; want %s", test.name, got, test.want)
		}
	}
}
