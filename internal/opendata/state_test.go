package opendata

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// stateOf returns the rows of a derived set, each as the object that JSON has.
func stateOf(t *testing.T, site *record.Site, set, on string) []string {
	t.Helper()
	d := New(Input{Index: progress.NewIndex(site), Day: ogpDate(t, on).Last()})
	var b strings.Builder
	if err := d.set(set).WriteLines(&b); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(b.String()), "\n")
}

// siteOfPlan has one plan of 2022–2025 with one commitment.
func siteOfPlan(t *testing.T, plan record.Plan, c record.Commitment) *record.Site {
	plan.ID, plan.Starts, plan.Ends = "zz-1", ogpDate(t, "2022-01-01"), ogpDate(t, "2025-12-31")
	c.ID, c.Plan, c.Number = "zz0001", "zz-1", "1"
	for i := range c.Measures {
		c.Measures[i].Number, c.Measures[i].Key = fmt.Sprint(i+1), fmt.Sprintf("zz0001-%d", i+1)
	}
	return &record.Site{
		Config:      &record.Config{Languages: []string{"lv", "en"}},
		Plans:       record.NewCollection([]*record.Plan{&plan}, func(p *record.Plan) string { return p.ID }),
		Commitments: record.NewCollection([]*record.Commitment{&c}, func(c *record.Commitment) string { return c.ID }),
	}
}

// Where the data hold no measure, and nobody says that there is none, no number is known; a
// number of measures that are only a part says so.
func TestUnknownMeasuresAreNotZero(t *testing.T) {
	one := []record.Measure{{}}
	reporting := []record.Reporting{{Due: ogpDate(t, "2024-03-01")}}
	for _, test := range []struct {
		name      string
		extent    record.Extent
		coverage  []record.Coverage
		measures  []record.Measure
		reporting []record.Reporting
		on        string
		want      string
	}{
		{"none, and nobody says how many there are", "", nil, nil, nil, "2026-01-01", `"measures_extent":"found"`},
		{"none of those that there are", record.ExtentPart, nil, nil, reporting, "2026-01-01", `"measures_extent":"part"`},
		{"there is none", record.ExtentAll, nil, nil, nil, "2023-01-01",
			`"measures_extent":"all","measures":0,"complete":0,"dropped":0,"unknown":0,"reported":0,"overdue":0,"overdue_unknown":0,"late":0`},
		{"there is none by the coverage of the plan", "", []record.Coverage{{Type: "measure", Plan: "zz-1", Extent: record.ExtentAll}}, nil, nil, "2023-01-01",
			`"measures_extent":"all","measures":0,"complete":0,"dropped":0,"unknown":0,"reported":0,"overdue":0,"overdue_unknown":0,"late":0`},
		{"one, found", record.ExtentFound, nil, one, reporting, "2026-01-01",
			`"measures_extent":"found","measures":1,"complete":0,"dropped":0,"unknown":1,"reported":0,"overdue":0,"overdue_unknown":0,"late":0,"stale":0,"not_complete_at_end":0,"unknown_at_end":1`},
		{"one, no deadline to report by is known, before the plan's end", record.ExtentPart, nil, one, nil, "2025-12-31",
			`"measures_extent":"part","measures":1,"complete":0,"dropped":0,"unknown":1,"reported":0,"overdue":0,"overdue_unknown":0,"late":0`},
	} {
		site := siteOfPlan(t, record.Plan{Reporting: test.reporting}, record.Commitment{MeasuresExtent: test.extent, Measures: test.measures})
		site.Coverage = append(test.coverage, record.Coverage{Type: "commitment", Extent: record.ExtentAll})
		if got, want := stateOf(t, site, "commitments-state", test.on), []string{`{"commitment":"zz0001",` + test.want + `}`}; !slices.Equal(got, want) {
			t.Errorf("%s: the commitment:\ngot  %s\nwant %s", test.name, got, want)
		}
		got := stateOf(t, site, "plans-state", test.on)[0]
		if _, counts, _ := strings.Cut(got, `"measures_extent"`); `"measures_extent"`+counts != test.want+"}" {
			t.Errorf("%s: the plan:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

// What nobody knows of a measure is neither true nor false.
func TestMeasureStateSaysOnlyWhatIsKnown(t *testing.T) {
	update := func(on string, status record.Status, by record.Rater) record.Update {
		return record.Update{Date: ogpDate(t, on), Status: status, By: by}
	}
	reporting := []record.Reporting{{Due: ogpDate(t, "2024-03-01"), Period: record.Period{From: ogpDate(t, "2022-01-01"), To: ogpDate(t, "2023-12-31")}}}
	for _, test := range []struct {
		name      string
		updates   []record.Update
		reporting []record.Reporting
		want      string
	}{
		{"nothing is known", nil, nil, `"state":"no_data","at_plan_end":"no_data"`},
		{"no report came by a deadline", nil, reporting, `"state":"no_data","stale":true,"at_plan_end":"no_data"`},
		{"one has graded", []record.Update{update("2023-05-01", "limited", record.RatedByInstitution)}, nil,
			`"state":"limited","state_by":"institution","state_date":"2023-05-01","last_report":"2023-05-01","at_plan_end":"limited","complete_after_end":false`},
		{"two have graded alike", []record.Update{update("2023-05-01", "limited", record.RatedByInstitution), update("2023-06-01", "limited", record.RatedByIRM)}, reporting,
			`"state":"limited","state_by":"institution","state_date":"2023-05-01","stale":false,"last_report":"2023-05-01","at_plan_end":"limited","complete_after_end":false,"ratings_differ":false`},
		{"complete after the end", []record.Update{update("2026-02-01", record.Complete, record.RatedByInstitution)}, nil,
			`"state":"complete","state_by":"institution","state_date":"2026-02-01","complete_since":"2026-02-01","last_report":"2026-02-01","at_plan_end":"no_data","complete_after_end":true`},
	} {
		site := siteOfPlan(t, record.Plan{Reporting: test.reporting}, record.Commitment{Measures: []record.Measure{{Updates: test.updates}}})
		if got, want := stateOf(t, site, "measures-state", "2026-03-01"), []string{`{"measure":"zz0001-1",` + test.want + `}`}; !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, want)
		}
	}
}

// Feedback that was looked for only before the end, or of which the end is not known, is
// neither overdue nor on time.
func TestFeedbackOverdueIsKnown(t *testing.T) {
	noneFound := func(on string) *record.Feedback {
		return &record.Feedback{Status: record.FeedbackNoneFound, Checked: ogpDate(t, on)}
	}
	for _, test := range []struct {
		name, closes string
		feedback     *record.Feedback
		want         string
	}{
		{"nobody looked", "2023-05-01", nil, ""},
		{"somebody looked after the end", "2023-05-01", noneFound("2023-09-01"), "true"},
		{"somebody looked before the end", "2023-05-01", noneFound("2023-04-01"), ""},
		{"the end is not known", "", noneFound("2023-04-01"), ""},
		{"it has not closed", "2027-05-01", noneFound("2023-04-01"), "false"},
		{"it is published", "2023-05-01", &record.Feedback{Status: record.FeedbackPublished, Date: ogpDate(t, "2023-06-01")}, "false"},
	} {
		c := &record.Consultation{Common: record.Common{ID: "c"}, Opens: ogpDate(t, "2023-02-01"), Feedback: test.feedback}
		if test.closes != "" {
			c.Closes = ogpDate(t, test.closes)
		}
		now := progress.ConsultationOn(c, ogpDate(t, "2026-01-01").Last())
		got := ""
		if s := newConsultationState(&now); s.Overdue != nil {
			got = fmt.Sprint(*s.Overdue)
		}
		if got != test.want {
			t.Errorf("%s: got %q; want %q", test.name, got, test.want)
		}
	}
}

// Whoever reads a derived table has only the columns' names and what is said of them.
func TestEveryDerivedColumnIsExplained(t *testing.T) {
	for _, of := range []reflect.Type{
		reflect.TypeFor[planState](), reflect.TypeFor[commitmentState](), reflect.TypeFor[measureState](),
		reflect.TypeFor[consultationState](), reflect.TypeFor[institutionState](),
	} {
		for _, f := range record.FieldsOf(of) {
			for _, lang := range i18n.Languages {
				if f.Kind != record.KindRef && f.Help[lang] == "" {
					t.Errorf("%s: %s is not explained in %s", of.Name(), f.Name, lang)
				}
			}
		}
	}
}
