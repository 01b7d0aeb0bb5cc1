package progress

import (
	"reflect"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// shownSite has one plan with a measure that comes into it later.
func shownSite() *record.Site {
	plan := &record.Plan{Common: record.Common{ID: "p"}, Starts: date("2022-01-01"), Ends: date("2025-12-31")}
	c := &record.Commitment{Common: record.Common{ID: "c-1"}, Plan: "p", Measures: []record.Measure{
		{Number: "1", Key: "c-1-1"}, {Number: "2", Key: "c-1-2", Added: date("2024-01-01")},
	}}
	return &record.Site{
		Plans: collect([]*record.Plan{plan}), Commitments: collect([]*record.Commitment{c}),
		Consultations: collect([]*record.Consultation{{Common: record.Common{ID: "draft"}, Opens: date("2024-05-01")}}),
	}
}

func name(s string) i18n.Text { return i18n.Text{i18n.English: s} }

func TestShownOn(t *testing.T) {
	later, before, day := date("2023-07-01"), date("2023-06-01"), asOf("2023-06-30")
	five := number(5)
	milestones := []record.Milestone{{Date: before}, {Date: later}}
	for _, test := range []struct {
		name      string
		rec, want Record
	}{
		{"corrections, an answer and a change that came later",
			&record.Area{Common: record.Common{Modified: later, Corrections: []record.Correction{{Date: before}, {Date: later}}, Response: &record.Response{Date: later}}},
			&record.Area{Common: record.Common{Corrections: []record.Correction{{Date: before}}}}},
		{"a source that was read later stays",
			&record.News{Date: before, Common: record.Common{Sources: []record.Source{{Retrieved: later}}}},
			&record.News{Date: before, Common: record.Common{Sources: []record.Source{{Retrieved: later}}}}},
		{"a month that is not over is not visible",
			&record.Area{Common: record.Common{Corrections: []record.Correction{{Date: date("2023-07")}}}},
			&record.Area{}},
		{"history of a plan; deadlines stay",
			&record.Plan{Starts: before, Ends: later, Timeline: milestones, Amended: milestones, Reporting: []record.Reporting{{Due: later}}, IRM: []record.PlanReview{{Date: later}, {Title: "undated"}}},
			&record.Plan{Starts: before, Ends: later, Timeline: milestones[:1], Amended: milestones[:1], Reporting: []record.Reporting{{Due: later}}, IRM: []record.PlanReview{{Title: "undated"}}}},
		{"of an adoption that came later, nothing but the consultation on the draft",
			&record.Plan{Starts: later, Adoption: &record.Adoption{Status: record.Adopted, Date: later, URL: "https://example.lv/", Consultation: "other"}},
			&record.Plan{Starts: later, Adoption: &record.Adoption{Consultation: "other"}}},
		{"a consultation that is not to be shown is not named",
			&record.Plan{Starts: later, Adoption: &record.Adoption{Status: record.Adopted, Date: before, Consultation: "draft"}},
			&record.Plan{Starts: later, Adoption: &record.Adoption{Status: record.Adopted, Date: before}}},
		{"measures that came later, and what IRM said later",
			&record.Commitment{Plan: "p", OGPAmbition: "High", Measures: []record.Measure{{Added: later}, {Number: "1"}}},
			&record.Commitment{Plan: "p", OGPAmbition: "High", Measures: []record.Measure{{Number: "1"}}}},
		{"updates, due dates and looks that came later",
			&record.Commitment{Plan: "p", Measures: []record.Measure{{
				Due: &record.Due{Date: later, Stated: later}, Revised: []record.Revision{{Due: later, Date: before}, {Due: later, Date: later}},
				Updates: []record.Update{update("2023-06-30", "", record.RatedByNGO), update("2023-07-01", "", record.RatedByNGO)}, Checked: later,
			}}},
			&record.Commitment{Plan: "p", Measures: []record.Measure{{
				Revised: []record.Revision{{Due: later, Date: before}}, Updates: []record.Update{update("2023-06-30", "", record.RatedByNGO)},
			}}}},
		{"a due date that is known stays",
			&record.Commitment{Plan: "p", Measures: []record.Measure{{Due: &record.Due{Date: later, Stated: before}}}},
			&record.Commitment{Plan: "p", Measures: []record.Measure{{Due: &record.Due{Date: later, Stated: before}}}}},
		{"counts before the end, feedback, outcome and stage that came later",
			&record.Consultation{
				Opens: before, Closes: later, Submissions: &record.Submissions{Total: five}, Proposals: &record.Tally{Received: five}, Objections: &record.Tally{Received: five}, Participants: &record.Count{Value: 5},
				Snapshots: []record.Snapshot{{Date: before}, {Date: later}}, Feedback: &record.Feedback{Status: record.FeedbackPublished, Date: later},
				Act: "pienemts", Outcome: &record.Outcome{Decided: later}, Measures: []string{"c-1-1", "c-1-2"},
			},
			&record.Consultation{Opens: before, Closes: later, Snapshots: []record.Snapshot{{Date: before}}, Measures: []string{"c-1-1"}}},
		{"an outcome that is decided, but not published; when it comes into force is known",
			&record.Consultation{Opens: before, Act: "pienemts", ActDate: before, Outcome: &record.Outcome{Decided: before, Published: later, InForce: later}},
			&record.Consultation{Opens: before, Act: "pienemts", ActDate: before, Outcome: &record.Outcome{Decided: before, InForce: later}}},
		{"signatures and history of an initiative",
			&record.Initiative{Starts: before, Ends: later, Signatures: &record.Count{Value: 5}, Stage: "supported", Decisions: milestones},
			&record.Initiative{Starts: before, Ends: later, Decisions: milestones[:1]}},
		{"voters and winners of a round, and what was built later",
			&record.BudgetRound{Ends: before, Winners: five, Projects: []record.BudgetProject{{Votes: five, Built: later}}},
			&record.BudgetRound{Ends: before, Winners: five, Projects: []record.BudgetProject{{Votes: five}}}},
		{"sittings", &record.Body{Sittings: []record.Sitting{{Date: before}, {Date: later}}}, &record.Body{Sittings: []record.Sitting{{Date: before}}}},
		{"values", &record.Indicator{Values: []record.Value{{Date: later}, {Date: before}}}, &record.Indicator{Values: []record.Value{{Date: before}}}},
		{"participants before the end", &record.Case{Starts: before, Ends: later, Participants: &record.Count{Value: 5}}, &record.Case{Starts: before, Ends: later}},
		{"an institution's name of the day, and days of looking that came later",
			&record.Institution{Title: name("Newest"), Abbreviation: name("N"), Posts: []record.Post{{Checked: later}, {Checked: before}, {Checked: date("2023-06")}},
				FormerNames: []record.FormerName{{Title: name("Oldest"), Until: before}, {Title: name("Sometime")}, {Title: name("Then"), Abbreviation: name("T"), Until: date("2023-06-30")}, {Title: name("Next"), Until: later}}},
			&record.Institution{Title: name("Then"), Abbreviation: name("T"), Posts: []record.Post{{}, {Checked: before}, {Checked: date("2023-06")}},
				FormerNames: []record.FormerName{{Title: name("Oldest"), Until: before}, {Title: name("Sometime")}}}},
		{"measures of an event", &record.Event{Starts: later, Measures: []string{"c-1-2", "c-1-1"}}, &record.Event{Starts: later, Measures: []string{"c-1-1"}}},
	} {
		if got := ShownOn(shownSite(), test.rec, day); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

// Whoever shows a record leaves it as it is.
func TestShownOnChangesNothing(t *testing.T) {
	round := &record.BudgetRound{Ends: date("2023-01-01"), Projects: []record.BudgetProject{{Built: date("2024-01-01")}}}
	ShownOn(shownSite(), round, asOf("2023-06-30"))
	if round.Projects[0].Built.IsZero() {
		t.Error("the record was changed")
	}
}

// Every type of record is shown as a copy: one that is not known here would be given as it
// is, with all that came later.
func TestShownOnKnowsEveryType(t *testing.T) {
	correction := []record.Correction{{Date: i18n.Date{Year: 2024}}}
	for _, typ := range record.Types() {
		rec := reflect.New(typ.Go).Interface().(Record)
		rec.Base().Corrections = correction
		if c, ok := rec.(*record.Commitment); ok {
			c.Plan = "p"
		}
		if shown := ShownOn(shownSite(), rec, asOf("2023-06-30")); shown.Base().Corrections != nil {
			t.Errorf("%s: a later correction is shown", typ.Name)
		}
	}
}

// A day of looking that came later is not told, in the entry itself and in what is made of it.
func TestCoverageIsOfTheDay(t *testing.T) {
	site := &record.Site{Coverage: []record.Coverage{{Type: "case", Extent: record.ExtentFound, Checked: date("2023-06-01")}, {Type: "case", Extent: record.ExtentFound, Checked: date("2023-07-01")}}}
	day := asOf("2023-06-30")
	if got := NewIndex(site).CoverageOn("case", nil, day).Checked; got != date("2023-06-01") {
		t.Errorf("somebody looked on %s", got)
	}
	for i, want := range []i18n.Date{date("2023-06-01"), {}} {
		if got := CoverageEntryOn(site.Coverage[i], day).Checked; got != want {
			t.Errorf("entry %d: somebody looked on %s; want %s", i, got, want)
		}
	}
}
