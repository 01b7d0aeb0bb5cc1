package opendata

import (
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

func ogpDate(t *testing.T, s string) i18n.Date {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What an editor concludes is never handed on as the institution's own grade, a grade that
// nobody gave stays empty, and a commitment of which the data lack a milestone's day has none.
func TestOGP(t *testing.T) {
	date := func(s string) i18n.Date { return ogpDate(t, s) }
	evidence := []record.Source{{URL: "https://zz.example/ziņa"}}
	plan := &record.Plan{Common: record.Common{ID: "zz-1"}, Starts: date("2022-01-01"), Ends: date("2025-12-31")}
	due := &record.Due{Date: date("2023-06-30"), Basis: "plan"}
	for _, test := range []struct {
		name                string
		measure             record.Measure
		completion, sourced record.Status
		ends                string
	}{
		{"nothing is known", record.Measure{Due: due}, "", "", "2023-06-30"},
		{"the institution's grade", record.Measure{Due: due, Updates: []record.Update{
			{Date: date("2023-01-10"), Status: "limited", By: record.RatedByInstitution},
			{Date: date("2024-01-10"), Status: "substantial", By: record.RatedByInstitution},
		}}, "substantial", "", "2023-06-30"},
		{"an editor's", record.Measure{Due: due, Updates: []record.Update{
			{Date: date("2023-01-10"), Status: "limited", By: record.RatedByInstitution},
			{Date: date("2024-01-10"), Status: "complete", By: "editor", Evidence: evidence},
		}}, "limited", "complete", "2023-06-30"},
		{"IRM's is handed on to nobody", record.Measure{Updates: []record.Update{
			{Date: date("2024-01-10"), Status: "complete", By: record.RatedByIRM, Evidence: evidence},
		}}, "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.measure.Number, test.measure.Key = "1.1", "zz0001-1-1"
			c := &record.Commitment{Common: record.Common{ID: "zz0001"}, Plan: "zz-1", MeasuresExtent: record.ExtentAll, Measures: []record.Measure{test.measure}}
			day := date("2025-01-01").First()
			d := &Data{site: &record.Site{}, langs: []i18n.Lang{i18n.Latvian}, in: Input{Day: day}}
			now := progress.CommitmentOn(plan, c, day)
			got := d.newOGPCommitment(plan, &now)
			m := got.Milestones[0]
			if m.Completion != test.completion || m.Sourced != test.sourced {
				t.Errorf("got %q by the institution and %q from public sources", m.Completion, m.Sourced)
			}
			if got.Ends.String() != test.ends {
				t.Errorf("got the end %q", got.Ends)
			}
			if m.Starts != plan.Starts {
				t.Errorf("got the start %q", m.Starts)
			}
		})
	}
}

// Evidence stands with whose grade it bears: what an editor found is not handed on as what an
// institution gave, not even where the editor's grade is the newer one.
func TestOGPEvidenceIsItsOwners(t *testing.T) {
	update := func(on string, by record.Rater, status record.Status, urls ...string) record.Update {
		u := record.Update{Date: ogpDate(t, on), By: by, Status: status}
		for _, url := range urls {
			u.Evidence = append(u.Evidence, record.Source{URL: url})
		}
		return u
	}
	for _, test := range []struct {
		name              string
		updates           []record.Update
		evidence, sourced []string
	}{
		{"an editor's alone", []record.Update{update("2024-01-10", record.RatedByEditor, "complete", "https://e.example/")}, nil, []string{"https://e.example/"}},
		{"an editor's after the institution's", []record.Update{
			update("2023-01-10", record.RatedByInstitution, "limited", "https://i.example/"), update("2024-01-10", record.RatedByEditor, "complete", "https://e.example/"),
		}, []string{"https://i.example/"}, []string{"https://e.example/"}},
		{"an institution's newest, without any", []record.Update{
			update("2023-01-10", record.RatedByInstitution, "limited", "https://old.example/"), update("2024-01-10", record.RatedByInstitution, "substantial"),
		}, nil, nil},
		{"IRM's and a council's are nobody's here", []record.Update{
			update("2023-01-10", record.RatedByIRM, "limited", "https://irm.example/"), update("2024-01-10", record.RatedByCouncil, "complete", "https://council.example/"),
		}, nil, nil},
	} {
		plan := &record.Plan{Common: record.Common{ID: "zz-1"}, Starts: ogpDate(t, "2022-01-01"), Ends: ogpDate(t, "2025-12-31")}
		c := &record.Commitment{Common: record.Common{ID: "zz0001"}, Plan: "zz-1", Measures: []record.Measure{{Updates: test.updates}}}
		day := ogpDate(t, "2025-01-01").First()
		d := &Data{site: &record.Site{}, in: Input{Day: day}}
		now := progress.CommitmentOn(plan, c, day)
		got := d.newOGPCommitment(plan, &now).Milestones[0]
		if !slices.Equal(got.Evidence, test.evidence) || !slices.Equal(got.SourcedBy, test.sourced) {
			t.Errorf("%s: got %v by the institution, %v from public sources", test.name, got.Evidence, got.SourcedBy)
		}
	}
}

// OGP's id is no number of the plan.
func TestOGPNumberIsThePlansOwn(t *testing.T) {
	for _, test := range []struct{ number, ogp, want string }{{"1", "LV0046", "1"}, {"LV0018", "LV0018", ""}, {"lv0018", "LV0018", ""}, {"2", "", "2"}} {
		if got := ownNumber(&record.Commitment{Number: test.number, OGPID: test.ogp}); got != test.want {
			t.Errorf("%s with the id %q: got %q; want %q", test.number, test.ogp, got, test.want)
		}
	}
}
