package progress

import (
	"fmt"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

func institution(id string, kind record.InstitutionKind) *record.Institution {
	return &record.Institution{Common: common(id), Kind: kind}
}

// held makes a consultation of an institution, closed on a day, with feedback.
func held(id, by, opens, closes string, f *record.Feedback) *record.Consultation {
	return &record.Consultation{Common: common(id), Institution: by, Opens: date(opens), Closes: date(closes), Feedback: f}
}

func answered(on string) *record.Feedback {
	return &record.Feedback{Status: record.FeedbackPublished, Date: date(on)}
}

func notFound(on string) *record.Feedback {
	return &record.Feedback{Status: record.FeedbackNoneFound, Checked: date(on)}
}

func TestPeersOn(t *testing.T) {
	plan := fifthPlan()
	site := &record.Site{
		Institutions: collect([]*record.Institution{institution("a", "ministry"), institution("b", "ministry")}),
		Plans:        collect([]*record.Plan{plan}),
		Commitments: collect([]*record.Commitment{{Common: common("c"), Plan: "lv-5", Lead: []string{"a"}, Measures: []record.Measure{
			{Key: "c-1", Number: "1", Updates: []record.Update{evident(update("2023-01-10", record.Complete, record.RatedByInstitution))}},
			{Key: "c-2", Number: "2", Due: &record.Due{Date: date("2022-12-31"), Basis: record.DueByPlan}},
			{Key: "c-3", Number: "3", Lead: []string{"x"}, Implementers: []string{"a", "b"}},
		}}}),
		Consultations: collect([]*record.Consultation{
			held("1", "a", "2023-01-01", "2023-01-14", answered("2023-02-03")), // 14 days, answered after 20
			held("2", "a", "2023-02-01", "2023-02-28", answered("2023-03")),    // 28 days, answered after a month or less
			held("3", "a", "2023-03-01", "2023-03-10", notFound("2023-05-01")), // 10 days, looked for
			held("4", "a", "", "2023-04-10", nil),                              // nobody looked
			held("5", "a", "2023-04-01", "2023-04-20", notFound("2023-04-20")), // 20 days, looked for before the end
			held("6", "a", "2023-06-01", "2023-07-01", nil),                    // 31 days, open
			held("7", "a", "2024-06-01", "2024-07-01", nil),                    // not visible yet
		}),
	}
	peers := NewIndex(site).PeersOn(plan, asOf("2023-06-15"))

	a := peers.Of("a")
	if a.Lead.Total != 2 || a.Lead.In(record.State(record.Complete)) != 1 || a.Lead.Overdue != 1 || a.Lead.Unknown != 1 || a.Implementer.Total != 1 || a.Measures() != 3 {
		t.Errorf("measures %+v", a)
	}
	if a.SinceLastReport == nil || *a.SinceLastReport != (Span{156, 156}) { // 21 days of January, 28, 31, 30, 31, 15
		t.Errorf("since the last report: %v", a.SinceLastReport)
	}
	if a.Consultations != 6 || a.Closed != 5 || a.Feedback != (Share{2, 3}) || a.Unanswered() != 1 || a.NotChecked() != 2 {
		t.Errorf("consultations %+v", a)
	}
	if got := fmt.Sprint(a.Waits, a.WaitsUnknown, a.Lengths, a.LengthsUnknown); got != "[20] 1 [14 28 10 20 31] 1" {
		t.Errorf("days: %s", got)
	}
	b := peers.Of("b")
	if b.Measures() != 1 || b.SinceLastReport != nil || b.Consultations != 0 || b.Feedback != (Share{}) {
		t.Errorf("another: %+v", b)
	}
	if without := NewIndex(site).PeersOn(nil, asOf("2023-06-15")).Of("a"); without.Measures() != 0 || without.Consultations != 6 {
		t.Errorf("without a plan: %+v", without)
	}
	if peers.Of("x") != nil {
		t.Error("an institution that is not in the data has numbers")
	}
}

func TestCompare(t *testing.T) {
	consultations := func(n *InstitutionNumbers) (float64, bool, bool) {
		return float64(n.Consultations), n.Consultations != 9, n.Consultations > 0 // 9 stands for unknown
	}
	for _, test := range []struct {
		name    string
		numbers []int
		want    string // known, unknown, the median
	}{
		{"none", nil, "0 0 -"},
		{"one", []int{4}, "1 0 -"},
		{"four are too few", []int{1, 2, 3, 4}, "4 0 -"},
		{"five", []int{5, 1, 4, 2, 3}, "5 0 3"},
		{"ties", []int{2, 2, 2, 8, 8}, "5 0 2"},
		{"an even count", []int{1, 2, 3, 6, 7, 8}, "6 0 4.5"},
		{"those to whom it does not apply do not count", []int{0, 0, 1, 2, 3, 4, 5}, "5 0 3"},
		{"what lacks is counted, and is not zero", []int{9, 9, 1, 2, 3, 4, 5}, "5 2 3"},
		{"without those that lack there are too few", []int{9, 1, 2, 3, 4}, "4 1 -"},
		{"all unknown", []int{9, 9, 9, 9, 9}, "0 5 -"},
	} {
		peers := &Peers{}
		for _, n := range test.numbers {
			peers.all = append(peers.all, &InstitutionNumbers{Record: institution("m", "ministry"), Consultations: n})
		}
		peers.all = append(peers.all, &InstitutionNumbers{Record: institution("p", "municipality"), Consultations: 100})
		c := peers.Compare("ministry", consultations)
		median := "-"
		if c.Told {
			median = i18n.FormatNumber(i18n.English, c.Median)
		}
		if got := fmt.Sprint(c.Known, " ", c.Unknown, " ", median); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
}
