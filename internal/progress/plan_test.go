package progress

import (
	"slices"
	"testing"

	"parskats/internal/record"
)

func TestPhase(t *testing.T) {
	adopted := &record.Adoption{Status: record.Adopted, Date: date("2022-02-10")}
	tests := []struct {
		name         string
		adoption     *record.Adoption
		starts, ends string
		day          string
		want         Phase
	}{
		{"the day before", adopted, "2022-01-01", "2025-12-31", "2021-12-31", NotBegun},
		{"begun, not yet adopted", adopted, "2022-01-01", "2025-12-31", "2022-02-09", Unconfirmed},
		{"the day of adoption", adopted, "2022-01-01", "2025-12-31", "2022-02-10", Running},
		{"the last day", adopted, "2022-01-01", "2025-12-31", "2025-12-31", Running},
		{"the day after", adopted, "2022-01-01", "2025-12-31", "2026-01-01", Ended},
		{"years only, first day", &record.Adoption{Status: record.Adopted}, "2022", "2025", "2022-01-01", Running},
		{"years only, last day", &record.Adoption{Status: record.Adopted}, "2022", "2025", "2025-12-31", Running},
		{"years only, over", &record.Adoption{Status: record.Adopted}, "2022", "2025", "2026-01-01", Ended},
		{"adoption not found", &record.Adoption{Status: record.AdoptionNotFound, Checked: date("2026-09-20")}, "2026-01-01", "2027-12-31", "2026-11-23", Unconfirmed},
		{"nothing of adoption", nil, "2026-01-01", "2027-12-31", "2026-11-23", Unconfirmed},
		{"nothing of adoption, not begun", nil, "2026-01-01", "2027-12-31", "2025-12-31", NotBegun},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &record.Plan{Starts: date(tt.starts), Ends: date(tt.ends), Adoption: tt.adoption}
			if got := PhaseOn(p, asOf(tt.day)); got != tt.want {
				t.Errorf("phase %s; want %s", got, tt.want)
			}
		})
	}
}

// threePlans has the fourth to sixth plan, of which the last was only consulted on.
func threePlans() *record.Site {
	fourth := &record.Plan{
		Common: record.Common{ID: "lv-4"}, Starts: date("2020-01-01"), Ends: date("2021-12-31"),
		Adoption: &record.Adoption{Status: record.Adopted, Date: date("2020-02-12")}, ContinuedIn: "lv-5",
	}
	sixth := &record.Plan{
		Common: record.Common{ID: "lv-6"}, Starts: date("2026-01-01"), Ends: date("2027-12-31"),
		Adoption: &record.Adoption{Status: record.AdoptionNotFound, Checked: date("2026-09-20"), Consultation: "draft-6"},
	}
	fifth := fifthPlan()
	commitments := []*record.Commitment{
		{Common: record.Common{ID: "lv0046"}, Plan: "lv-5", Number: "10", Measures: []record.Measure{
			{Number: "10.1", Due: &record.Due{Date: date("2023-12-31")}},
		}},
		{Common: record.Common{ID: "lv0047"}, Plan: "lv-5", Number: "2", Measures: []record.Measure{
			{Number: "2.10"},
			{Number: "2.2", Updates: []record.Update{update("2023-02-01", record.Withdrawn, record.RatedByInstitution)}},
			{Number: "2.1", Due: &record.Due{Date: date("2022-12-31")}, Updates: []record.Update{evident(update("2023-01-10", record.Complete, record.RatedByInstitution))}},
			{Number: "2.11", Added: date("2025-01-01")},
		}},
	}
	return &record.Site{
		Plans:       collect([]*record.Plan{fourth, fifth, sixth}),
		Commitments: collect(commitments),
		Consultations: collect([]*record.Consultation{
			{Common: record.Common{ID: "draft-6", Sources: []record.Source{{Retrieved: date("2026-09-20")}}}},
		}),
	}
}

func TestNewestBegun(t *testing.T) {
	site := threePlans()
	for _, tt := range []struct{ day, want string }{
		{"2019-12-31", ""},
		{"2020-02-11", ""},
		{"2020-02-12", "lv-4"},
		{"2022-02-09", "lv-4"}, // the fifth plan's period has begun, but nobody has adopted it
		{"2022-02-10", "lv-5"},
		{"2026-11-23", "lv-5"}, // ended, and the sixth one's adoption was not found
	} {
		got := ""
		if p := NewestBegun(site, asOf(tt.day)); p != nil {
			got = p.ID
		}
		if got != tt.want {
			t.Errorf("on %s: %q; want %q", tt.day, got, tt.want)
		}
	}
}

func TestPlanOn(t *testing.T) {
	site := threePlans()
	ix := NewIndex(site)
	p := ix.PlanOn(site.Plans.Get("lv-5"), asOf("2024-03-01"))
	if p.Phase != Running || p.DaysLeft != 670 || p.DaysSinceEnd != 0 || p.DaysToStart != 0 {
		t.Errorf("phase %s, %d days left, %d since the end, %d to the start", p.Phase, p.DaysLeft, p.DaysSinceEnd, p.DaysToStart)
	}
	var numbers []string
	for _, m := range p.Measures() {
		numbers = append(numbers, m.Record.Number)
	}
	if want := []string{"2.1", "2.2", "2.10", "10.1"}; !slices.Equal(numbers, want) {
		t.Errorf("measures %v; want %v", numbers, want)
	}
	if len(p.ReportingPassed) != 0 || len(p.ReportingAhead) != 2 {
		t.Errorf("on the deadline: %d passed, %d ahead", len(p.ReportingPassed), len(p.ReportingAhead))
	}
	if days, ok := p.DaysToReporting(asOf("2024-03-01")); days != 0 || !ok {
		t.Errorf("%d days to the deadline, %v", days, ok)
	}
	if p.Next != nil {
		t.Errorf("in 2024 the sixth plan was known: %+v", p.Next)
	}

	c := p.Counts
	if c.Total != 4 || c.Complete != (Share{1, 3}) || c.Dropped != 1 || c.Unknown != 2 {
		t.Errorf("total %d, complete %v, dropped %d, unknown %d", c.Total, c.Complete, c.Dropped, c.Unknown)
	}
	if c.WithEvidence != (Share{1, 2}) || c.Reported != (Share{2, 4}) {
		t.Errorf("with evidence %v, reported %v", c.WithEvidence, c.Reported)
	}
	if c.Overdue != 1 || c.OverdueUnknown != 1 || c.Late != 1 || c.Stale != 0 || c.LongestOverdue.Record.Number != "10.1" {
		t.Errorf("overdue %d, of unknown state %d, late %d, stale %d, longest %+v", c.Overdue, c.OverdueUnknown, c.Late, c.Stale, c.LongestOverdue)
	}
	var states []record.State
	for _, s := range c.States {
		states = append(states, s.State)
	}
	if !slices.Equal(states, record.States) {
		t.Errorf("states %v", states)
	}
	if c.In("complete") != 1 || c.In("withdrawn") != 1 || c.In(record.NoData) != 2 || c.In("limited") != 0 {
		t.Errorf("states %v", c.States)
	}

	after := ix.PlanOn(site.Plans.Get("lv-5"), asOf("2026-11-23"))
	if after.Phase != Ended || after.DaysSinceEnd != 327 || after.DaysLeft != 0 {
		t.Errorf("phase %s, %d since the end, %d left", after.Phase, after.DaysSinceEnd, after.DaysLeft)
	}
	if len(after.ReportingPassed) != 2 || len(after.ReportingAhead) != 0 {
		t.Errorf("%d passed, %d ahead", len(after.ReportingPassed), len(after.ReportingAhead))
	}
	if _, ok := after.DaysToReporting(asOf("2026-11-23")); ok {
		t.Error("a deadline lies ahead of the plan's end")
	}
	if after.Counts.Total != 5 || after.Counts.UnknownAtEnd != 3 || after.Counts.NotCompleteAtEnd != 0 {
		t.Errorf("total %d, unknown at the end %d, not complete %d", after.Counts.Total, after.Counts.UnknownAtEnd, after.Counts.NotCompleteAtEnd)
	}
	next := after.Next
	if next == nil || next.Record.ID != "lv-6" || next.Phase != Unconfirmed || next.Adoption.Status != record.AdoptionNotFound || next.Consultation == nil {
		t.Errorf("next plan %+v", next)
	}

	before := ix.PlanOn(site.Plans.Get("lv-5"), asOf("2021-12-30"))
	if before.Phase != NotBegun || before.DaysToStart != 2 || before.Counts.Total != 0 {
		t.Errorf("before: phase %s, %d to the start, %d measures", before.Phase, before.DaysToStart, before.Counts.Total)
	}
}

func TestNextPlanFirstSeen(t *testing.T) {
	site := threePlans()
	ix := NewIndex(site)
	for _, tt := range []struct {
		name, announced, day string
		want                 bool
	}{
		{"nothing yet", "", "2025-12-31", false},
		{"its period begins", "", "2026-01-01", true},
		{"its draft is announced", "2025-10-01", "2025-10-01", true},
		{"the day before", "2025-10-01", "2025-09-30", false},
	} {
		site.Consultations.Get("draft-6").Announced = date(tt.announced)
		if got := ix.PlanOn(site.Plans.Get("lv-5"), asOf(tt.day)).Next != nil; got != tt.want {
			t.Errorf("%s: visible %v; want %v", tt.name, got, tt.want)
		}
	}
}

func TestEmptyCounts(t *testing.T) {
	c := Count(nil)
	if len(c.States) != len(record.States) || c.Total != 0 || c.LongestOverdue != nil {
		t.Errorf("%+v", c)
	}
	for _, s := range []Share{c.Complete, c.Reported, c.WithEvidence} {
		if _, ok := s.Percent(); ok {
			t.Errorf("%v has a percentage", s)
		}
	}
}

func TestPercent(t *testing.T) {
	if points, ok := (Share{3, 12}).Percent(); points != 25 || !ok {
		t.Errorf("3 of 12 is %v, %v", points, ok)
	}
	if points, ok := (Share{0, 12}).Percent(); points != 0 || !ok {
		t.Errorf("0 of 12 is %v, %v", points, ok)
	}
}

// A plan that knows only months and years means their outer days.
func TestPartialPlan(t *testing.T) {
	plan := fifthPlan()
	plan.Starts, plan.Ends = date("2022"), date("2025")
	plan.Reporting = []record.Reporting{reporting("2026-03", "2024", "2025"), reporting("2024-03", "2022", "2023")}
	c := &record.Commitment{Common: common("c"), Plan: "lv-5", Lead: []string{"vk"}, Measures: []record.Measure{{Due: &record.Due{Date: date("2025-11")}}}}
	site := &record.Site{Plans: collect([]*record.Plan{plan}), Commitments: collect([]*record.Commitment{c})}
	ix := NewIndex(site)
	for _, tt := range []struct {
		day                      string
		toStart, left, since     int
		measures, overdue, stale int
		reporting                int // days to the next deadline; -1: none
	}{
		{"2021-12-31", 1, 1461, 0, 0, 0, 0, 821},
		{"2022-01-01", 0, 1460, 0, 1, 0, 0, 820},
		{"2024-03-31", 0, 640, 0, 1, 0, 0, 0},
		{"2024-04-01", 0, 639, 0, 1, 0, 1, 729},
		{"2025-12-31", 0, 0, 0, 1, 31, 1, 90},
		{"2026-01-01", 0, 0, 1, 1, 31, 1, 89},
		{"2026-04-01", 0, 0, 91, 1, 31, 1, -1},
	} {
		p := ix.PlanOn(plan, asOf(tt.day))
		days, ok := p.DaysToReporting(asOf(tt.day))
		if !ok {
			days = -1
		}
		if p.DaysToStart != tt.toStart || p.DaysLeft != tt.left || p.DaysSinceEnd != tt.since || days != tt.reporting {
			t.Errorf("on %s: %d to the start, %d left, %d since the end, %d to the deadline", tt.day, p.DaysToStart, p.DaysLeft, p.DaysSinceEnd, days)
		}
		overdue := 0
		if p.Counts.LongestOverdue != nil {
			overdue = p.Counts.LongestOverdue.DaysOverdue
		}
		if p.Counts.Total != tt.measures || overdue != tt.overdue || p.Counts.Stale != tt.stale {
			t.Errorf("on %s: %d measures, overdue by %d, %d stale", tt.day, p.Counts.Total, overdue, p.Counts.Stale)
		}
		if got := ix.InstitutionOn("vk", nil, asOf(tt.day)).Commitments.Lead; got != tt.measures {
			t.Errorf("on %s: leads %d commitments", tt.day, got)
		}
		if got := ix.CoverageOn("commitment", plan, asOf(tt.day)).Found; got != tt.measures {
			t.Errorf("on %s: %d commitments", tt.day, got)
		}
	}
}

func TestNewestBegunTie(t *testing.T) {
	a, b := fifthPlan(), fifthPlan()
	b.ID, b.Starts = "lv-5b", date("2022")
	c := fifthPlan()
	c.ID, c.Starts = "lv-9", date("2021-12-31")
	if got := NewestBegun(&record.Site{Plans: collect([]*record.Plan{a, b, c})}, asOf("2023-01-01")); got != b {
		t.Errorf("%s", got.ID)
	}
}

func TestLongestOverdueTie(t *testing.T) {
	first := &Measure{Exists: true, Overdue: true, DaysOverdue: 3}
	second := &Measure{Exists: true, Overdue: true, DaysOverdue: 3}
	if got := Count([]*Measure{{Exists: true}, {Overdue: true, DaysOverdue: 9}, first, second}); got.LongestOverdue != first || got.Overdue != 2 {
		t.Errorf("%+v", got)
	}
}

func TestCompareNumbers(t *testing.T) {
	want := []string{"", "1", "1.1", "1.2", "1.2a", "1.2b", "1.10", "2", "10", "a"}
	for i, a := range want {
		for j, b := range want {
			got := CompareNumbers(a, b)
			if (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%q to %q: %d", a, b, got)
			}
		}
	}
	if CompareNumbers("01", "1") != 0 {
		t.Error("01 is not 1")
	}
}

func TestInstitutionOn(t *testing.T) {
	plan, other := fifthPlan(), fifthPlan()
	other.ID = "lv-9"
	said := func(day, author string) record.Update {
		return by(author, update(day, record.Limited, record.RatedByInstitution))
	}
	site := &record.Site{
		Plans: collect([]*record.Plan{plan, other}),
		Commitments: collect([]*record.Commitment{
			{Common: record.Common{ID: "a"}, Plan: "lv-5", Number: "1", Lead: []string{"vk"}, CoLead: []string{"vas"}, Measures: []record.Measure{
				{Number: "1.1", Updates: []record.Update{said("2023-03-01", "")}}, // names nobody: the commitment's
				{Number: "1.2", Lead: []string{"vas"}, Implementers: []string{"vk", "ngo", "vas"}, Updates: []record.Update{
					said("2023-05-01", "vas"), said("2023-06", "ngo"), update("2023-08-01", record.Limited, record.RatedByCouncil),
				}},
				{Number: "1.3", Lead: []string{"vk"}, Added: date("2024-01-01")},
			}},
			{Common: record.Common{ID: "b"}, Plan: "lv-9", Number: "1", Lead: []string{"vk"}},
		}),
	}
	ix := NewIndex(site)
	tests := []struct {
		id, day     string
		plan        *record.Plan
		measures    RoleCounts
		commitments RoleCounts
		since       *Span
	}{
		{"vk", "2023-07-15", nil, RoleCounts{1, 0, 1}, RoleCounts{2, 0, 0}, &Span{136, 136}},
		{"vk", "2023-07-15", plan, RoleCounts{1, 0, 1}, RoleCounts{1, 0, 0}, &Span{136, 136}},
		{"vk", "2023-07-15", other, RoleCounts{}, RoleCounts{1, 0, 0}, nil},
		{"vk", "2024-01-01", plan, RoleCounts{2, 0, 1}, RoleCounts{1, 0, 0}, &Span{306, 306}},
		{"vk", "2026-06-30", plan, RoleCounts{2, 0, 1}, RoleCounts{1, 0, 0}, &Span{1036, 1036}}, // counting stops with the plan
		{"vk", "2026-06-30", nil, RoleCounts{2, 0, 1}, RoleCounts{2, 0, 0}, &Span{1217, 1217}},  // of no one plan
		{"vas", "2023-07-15", nil, RoleCounts{1, 1, 0}, RoleCounts{0, 1, 0}, &Span{75, 75}},
		{"ngo", "2023-06-29", nil, RoleCounts{0, 0, 1}, RoleCounts{}, nil},
		{"ngo", "2023-06-30", nil, RoleCounts{0, 0, 1}, RoleCounts{}, &Span{0, 29}},
		{"vk", "2021-12-31", nil, RoleCounts{}, RoleCounts{}, nil},
		{"nobody", "2023-07-15", nil, RoleCounts{}, RoleCounts{}, nil},
	}
	for _, tt := range tests {
		got := ix.InstitutionOn(tt.id, tt.plan, asOf(tt.day))
		if got.Measures != tt.measures || got.Commitments != tt.commitments {
			t.Errorf("%s on %s: measures %v, commitments %v", tt.id, tt.day, got.Measures, got.Commitments)
		}
		if (got.SinceLastReport == nil) != (tt.since == nil) || (tt.since != nil && *got.SinceLastReport != *tt.since) {
			t.Errorf("%s on %s: since the last report %v; want %v", tt.id, tt.day, got.SinceLastReport, tt.since)
		}
	}
	if got := ix.InstitutionOn("ngo", nil, asOf("2023-07-15")).LastReport; got.Role != Implementer || got.Measure.Number != "1.2" {
		t.Errorf("ngo's report %+v", got)
	}
	if got := ix.InstitutionOn("vas", nil, asOf("2023-07-15")).LastReport; got.Role != Lead || got.Measure.Number != "1.2" {
		t.Errorf("the second institution's report %+v", got)
	}
}

func TestNameOn(t *testing.T) {
	i := &record.Institution{
		Title: text("Viedās administrācijas ministrija"),
		FormerNames: []record.FormerName{
			{Title: text("sen")},
			{Title: text("agrāk"), Until: date("2010")},
			{Title: text("Vides ministrija"), Until: date("2024-06-30")},
		},
	}
	for _, tt := range []struct{ day, want string }{
		{"2010-12-31", "agrāk"},
		{"2011-01-01", "Vides ministrija"},
		{"2024-06-30", "Vides ministrija"},
		{"2024-07-01", "Viedās administrācijas ministrija"},
	} {
		if title, _ := NameOn(i, asOf(tt.day)); title["lv"] != tt.want {
			t.Errorf("on %s: %s; want %s", tt.day, title["lv"], tt.want)
		}
	}
}

func TestPlansAhead(t *testing.T) {
	adopted := &record.Adoption{Status: record.Adopted, Date: date("2022-02-10")}
	site := &record.Site{Plans: record.NewCollection([]*record.Plan{
		{Common: record.Common{ID: "later"}, Starts: date("2024-01-01"), Ends: date("2025-12-31"), Adoption: adopted},
		{Common: record.Common{ID: "next"}, Starts: date("2022-01-01"), Ends: date("2023-12-31"), Adoption: adopted},
	}, func(p *record.Plan) string { return p.ID })}
	id := func(p *record.Plan) string {
		if p == nil {
			return ""
		}
		return p.ID
	}
	for _, c := range []struct{ day, next, unconfirmed string }{
		{"2021-12-31", "next", ""},
		{"2022-01-01", "later", "next"},
		{"2022-02-09", "later", "next"},
		{"2022-02-10", "later", ""},
		{"2023-12-31", "later", ""},
		{"2024-01-01", "", ""},
	} {
		day := date(c.day).Last()
		if got := id(NextToBegin(site, day)); got != c.next {
			t.Errorf("%s: %q begins next; want %q", c.day, got, c.next)
		}
		if got := id(FirstUnconfirmed(site, day)); got != c.unconfirmed {
			t.Errorf("%s: of %q it is not known that it was adopted; want %q", c.day, got, c.unconfirmed)
		}
	}
}
