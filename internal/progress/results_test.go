package progress

import (
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

func TestResultsComeWithTheEnd(t *testing.T) {
	votes, won := 584, true
	r := &record.BudgetRound{
		Ends:     i18n.Date{Year: 2023, Month: 11, Day: 15},
		Voters:   &record.Count{Value: 33371, Unit: record.People},
		Winners:  &votes,
		Projects: []record.BudgetProject{{Title: i18n.Text{"lv": "Laukums"}, Votes: &votes, Won: &won}},
	}
	before := BudgetRoundOn(r, i18n.Date{Year: 2023, Month: 11, Day: 14}.First())
	if before.Voters != nil || before.Winners != nil || before.Projects[0].Votes != nil || before.Projects[0].Won != nil {
		t.Errorf("the day before its end a round shows %+v", before)
	}
	if before.Projects[0].Title.IsEmpty() || r.Voters == nil {
		t.Error("the project has lost its name, or the record its voters")
	}
	if on := BudgetRoundOn(r, r.Ends.Last()); on.Voters == nil || on.Winners == nil {
		t.Error("on its last day a round does not show its results")
	}
}

func TestResultsOfUnknownEnd(t *testing.T) {
	read := record.Common{Sources: []record.Source{{Retrieved: i18n.Date{Year: 2026, Month: 11}}}}
	i := &record.Initiative{Common: read, Stage: "supported", Signatures: &record.Count{Value: 511}}
	c := &record.Case{Common: read, Participants: &record.Count{Value: 21}}
	early, late := i18n.Date{Year: 2023, Month: 6, Day: 17}.First(), i18n.Date{Year: 2026, Month: 11, Day: 23}.First()
	if got := InitiativeOn(i, early); got.Signatures != nil || got.Stage != "" {
		t.Errorf("before anybody read of it an initiative shows %+v", got)
	}
	if got := InitiativeOn(i, late); got.Signatures == nil || got.Stage == "" {
		t.Error("an initiative that was read of does not show its signatures")
	}
	if CaseOn(c, early).Participants != nil || CaseOn(c, late).Participants == nil {
		t.Error("a case's participants don't come with the day of reading")
	}
}

func TestIRMComesWithItsReviews(t *testing.T) {
	plan := &record.Plan{IRM: []record.PlanReview{
		{Title: "Review", Date: i18n.Date{Year: 2022}},
		{Title: "Midterm", Date: i18n.Date{Year: 2024}},
	}}
	yes := true
	c := &record.Commitment{IRM: &record.IRMRating{Promising: &yes, Reports: []record.Source{
		{Title: i18n.Text{"en": "Review"}}, {Title: i18n.Text{"en": "Midterm"}},
	}}}
	for _, at := range []struct {
		year    int
		reports int
	}{{2021, -1}, {2022, 1}, {2023, 1}, {2024, 2}} {
		got := IRMOn(plan, c, i18n.Date{Year: at.year}.Last())
		switch {
		case at.reports < 0 && got != nil:
			t.Errorf("%d: a rating before any review", at.year)
		case at.reports >= 0 && (got == nil || len(got.Reports) != at.reports):
			t.Errorf("%d: %+v; want %d reports", at.year, got, at.reports)
		}
	}
	if IRMOn(&record.Plan{}, c, 0) == nil {
		t.Error("no rating although it is not known when it came")
	}
}
