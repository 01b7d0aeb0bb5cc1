package progress

import (
	"reflect"
	"slices"
	"testing"

	"parskats/internal/record"
)

// The whole table of StageOn, for the day 2023-06-15.
func TestStage(t *testing.T) {
	const (
		after, perhaps, began = "2023-06-16", "2023-06", "2023-06-15" // opens
		ahead, may, over      = "2023-06-15", "2023-06", "2023-06-14" // closes
	)
	tests := []struct {
		opens, closes string
		want          Stage
	}{
		{after, "2023-06-30", StagePlanned},
		{after, "2023-07", StagePlanned},
		{after, "", StagePlanned},
		{perhaps, "2023-06-30", StageUnknown},
		{perhaps, may, StageUnknown},
		{perhaps, over, StageClosed},
		{perhaps, "", StageUnknown},
		{began, ahead, StageOpen},
		{began, may, StageUnknown},
		{began, "2023", StageUnknown},
		{"2023-06-01", over, StageClosed},
		{"2023-06-01", "2023-05", StageClosed},
		{began, "", StageUnknown},
		{"", ahead, StageUnknown},
		{"", may, StageUnknown},
		{"", over, StageClosed},
		{"", "", StageUnknown},
		{"2023-05", "2023-07", StageOpen}, // the day lies in neither
		{"2023-05", "2023-06-15", StageOpen},
	}
	for _, tt := range tests {
		if got := StageOn(date(tt.opens), date(tt.closes), asOf("2023-06-15")); got != tt.want {
			t.Errorf("from %q to %q: %s; want %s", tt.opens, tt.closes, got, tt.want)
		}
	}
	// The first and the last day of a partial date are certain.
	for _, tt := range []struct {
		day  string
		want Stage
	}{
		{"2023-05-31", StagePlanned},
		{"2023-06-01", StageUnknown},
		{"2023-06-30", StageOpen},
		{"2023-08-01", StageOpen},
		{"2023-08-02", StageUnknown},
		{"2023-08-31", StageUnknown},
		{"2023-09-01", StageClosed},
	} {
		if got := StageOn(date("2023-06"), date("2023-08"), asOf(tt.day)); got != tt.want {
			t.Errorf("on %s: %s; want %s", tt.day, got, tt.want)
		}
	}
}

func TestConsultationVisible(t *testing.T) {
	retrieved := func(s string) record.Common {
		return record.Common{Sources: []record.Source{{Retrieved: date(s)}}}
	}
	tests := []struct {
		name string
		c    record.Consultation
		want bool
	}{
		{"no dates", record.Consultation{}, true},
		{"announced on the day", record.Consultation{Announced: date("2023-06-15"), Opens: date("2023-07-01")}, true},
		{"announced later", record.Consultation{Announced: date("2023-06-16"), Opens: date("2023-07-01")}, false},
		{"opens on the day", record.Consultation{Opens: date("2023-06-15")}, true},
		{"opens later", record.Consultation{Opens: date("2023-06-16")}, false},
		{"opens within the month", record.Consultation{Opens: date("2023-06")}, false},
		{"closes on the day", record.Consultation{Closes: date("2023-06-15")}, true},
		{"closes later", record.Consultation{Closes: date("2023-06-16")}, false},
		{"closes later, but somebody read of it", record.Consultation{Common: retrieved("2023-06-15"), Closes: date("2023-06-16")}, true},
		{"read of later", record.Consultation{Common: retrieved("2023-06-16"), Closes: date("2023-06-16")}, false},
		{"no dates, read of later", record.Consultation{Common: retrieved("2023-06-16")}, true},
		{"changed by then", record.Consultation{Common: record.Common{Modified: date("2023-06-01")}, Opens: date("2023-07-01")}, true},
		{"only an outcome, later", record.Consultation{Outcome: &record.Outcome{Published: date("2024-10-15")}}, false},
		{"a snapshot", record.Consultation{Snapshots: []record.Snapshot{{Date: date("2023-06-15")}}}, true},
		{"a round", record.Consultation{Rounds: []record.Round{{Opens: date("2023-06-15")}}}, true},
		{"feedback", record.Consultation{Feedback: &record.Feedback{Date: date("2023-06-15")}}, true},
	}
	for _, tt := range tests {
		if got := ConsultationVisible(&tt.c, asOf("2023-06-15")); got != tt.want {
			t.Errorf("%s: visible %v; want %v", tt.name, got, tt.want)
		}
	}
}

func TestConsultationDays(t *testing.T) {
	tests := []struct {
		opens, closes, day string
		length, left, to   *Span
	}{
		{"2023-10-03", "2023-10-16", "2023-10-01", &Span{14, 14}, &Span{15, 15}, &Span{2, 2}},
		{"2023-10-03", "2023-10-16", "2023-10-16", &Span{14, 14}, &Span{0, 0}, nil},
		{"2023-10-03", "2023-10-16", "2023-10-17", &Span{14, 14}, nil, nil},
		{"2023-10-03", "2023-10-03", "2023-10-03", &Span{1, 1}, &Span{0, 0}, nil},
		{"2024-02-28", "2024-03-01", "2024-03-02", &Span{3, 3}, nil, nil},
		{"2023-10", "2023-10-16", "2023-10-10", &Span{1, 16}, &Span{6, 6}, nil},
		{"2023-10", "2023-10", "2023-10-10", &Span{1, 31}, &Span{0, 21}, nil},
		{"2023-10-03", "2023-11", "2023-10-10", &Span{30, 59}, &Span{22, 51}, nil},
		{"", "2023-10-16", "2023-10-10", nil, &Span{6, 6}, nil},
		{"2023-10-12", "", "2023-10-10", nil, nil, &Span{2, 2}},
		{"", "", "2023-10-10", nil, nil, nil},
	}
	for _, tt := range tests {
		c := ConsultationOn(&record.Consultation{Opens: date(tt.opens), Closes: date(tt.closes)}, asOf(tt.day))
		if !reflect.DeepEqual([]*Span{c.Length, c.DaysLeft, c.DaysToOpen}, []*Span{tt.length, tt.left, tt.to}) {
			t.Errorf("%q to %q on %s: length %v, left %v, to open %v", tt.opens, tt.closes, tt.day, c.Length, c.DaysLeft, c.DaysToOpen)
		}
	}
}

func TestMeets(t *testing.T) {
	for _, tt := range []struct {
		opens, closes string
		meets, known  bool
	}{
		{"2023-10-03", "2023-10-16", true, true},
		{"2023-10-03", "2023-10-15", false, true},
		{"2023-10", "2023-10-16", false, false},
		{"2023-10", "2023-10-13", false, true},
		{"2023-10", "2023-10-14", false, false},
		{"", "2023-10-16", false, false},
	} {
		c := ConsultationOn(&record.Consultation{Opens: date(tt.opens), Closes: date(tt.closes)}, asOf("2024-01-01"))
		if meets, known := c.Meets(14); meets != tt.meets || known != tt.known {
			t.Errorf("%q to %q: meets %v, known %v", tt.opens, tt.closes, meets, known)
		}
	}
}

func TestFeedback(t *testing.T) {
	published := func(on string) *record.Feedback {
		return &record.Feedback{Status: record.FeedbackPublished, Date: date(on)}
	}
	noneFound := func(checked string) *record.Feedback {
		return &record.Feedback{Status: record.FeedbackNoneFound, Checked: date(checked)}
	}
	tests := []struct {
		name     string
		closes   string
		feedback *record.Feedback
		day      string
		status   record.FeedbackStatus
		lag      *Span
		overdue  bool
		waited   *Span
	}{
		{"nothing recorded", "2023-10-16", nil, "2024-01-01", record.FeedbackNotChecked, nil, false, nil},
		{"the day before", "2023-10-16", published("2023-11-20"), "2023-11-19", record.FeedbackNotChecked, nil, false, nil},
		{"on the day", "2023-10-16", published("2023-11-20"), "2023-11-20", record.FeedbackPublished, &Span{35, 35}, false, nil},
		{"in a month", "2023-10-16", published("2023-11"), "2023-11-30", record.FeedbackPublished, &Span{16, 45}, false, nil},
		{"last day unknown", "", published("2023-11-20"), "2024-01-01", record.FeedbackPublished, nil, false, nil},
		{"day unknown", "2023-10-16", published(""), "2024-01-01", record.FeedbackPublished, nil, false, nil},
		{"none found", "2023-10-16", noneFound("2024-10-15"), "2026-11-23", record.FeedbackNoneFound, nil, true, &Span{365, 365}},
		{"not looked for yet", "2023-10-16", noneFound("2024-10-15"), "2024-10-14", record.FeedbackNotChecked, nil, false, nil},
		{"looked for on the last day", "2023-10-16", noneFound("2023-10-16"), "2026-11-23", record.FeedbackNoneFound, nil, false, nil},
		{"looked for the day after", "2023-10-16", noneFound("2023-10-17"), "2026-11-23", record.FeedbackNoneFound, nil, true, &Span{1, 1}},
		{"perhaps looked for too early", "2023-10-16", noneFound("2023-10"), "2026-11-23", record.FeedbackNoneFound, nil, false, nil},
		{"perhaps looked for before it closed", "2023-10", noneFound("2023-10-31"), "2026-11-23", record.FeedbackNoneFound, nil, false, nil},
		{"none found, last day unknown", "", noneFound("2024-10-15"), "2026-11-23", record.FeedbackNoneFound, nil, false, nil},
		{"nobody says when they looked", "2023-10-16", noneFound(""), "2026-11-23", record.FeedbackNotChecked, nil, false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := ConsultationOn(&record.Consultation{Closes: date(tt.closes), Feedback: tt.feedback}, asOf(tt.day)).Feedback
			if f.Status != tt.status || f.Overdue != tt.overdue || !reflect.DeepEqual(f.Lag, tt.lag) || !reflect.DeepEqual(f.Waited, tt.waited) {
				t.Errorf("status %s, overdue %v, lag %v, waited %v", f.Status, f.Overdue, f.Lag, f.Waited)
			}
			if (f.Record != nil) != (f.Status == record.FeedbackPublished) {
				t.Errorf("status %s with record %v", f.Status, f.Record)
			}
		})
	}
}

// An undated fact is visible from the day on which the record was last seen.
func TestUndatedFacts(t *testing.T) {
	c := record.Consultation{
		Common:      record.Common{Sources: []record.Source{{Retrieved: date("2025-01-01")}, {Retrieved: date("2026-09-20")}}},
		Feedback:    &record.Feedback{Status: record.FeedbackPublished},
		Act:         "izskatits",
		Outcome:     &record.Outcome{Act: text("Noteikumi")},
		Submissions: &record.Submissions{Total: number(4)},
	}
	before, after := ConsultationOn(&c, asOf("2026-09-19")), ConsultationOn(&c, asOf("2026-09-20"))
	if before.Feedback.Record != nil || before.Act != "" || before.Outcome != nil || before.Submissions != nil {
		t.Errorf("before it was seen: %+v", before)
	}
	if after.Feedback.Record == nil || after.Act != "izskatits" || after.Outcome == nil || after.Submissions == nil {
		t.Errorf("when it was seen: %+v", after)
	}
	c.Sources = nil
	if always := ConsultationOn(&c, asOf("2001-01-01")); always.Act != "izskatits" || always.Outcome == nil {
		t.Errorf("never seen: %+v", always)
	}
}

func TestActAndOutcome(t *testing.T) {
	c := record.Consultation{
		Act: "pienemts",
		Outcome: &record.Outcome{
			Act: text("Noteikumi Nr. 639"), Decided: date("2024-10-15"), Published: date("2024-10-16"), InForce: date("2024-10-17"),
		},
	}
	before := ConsultationOn(&c, asOf("2024-10-14"))
	if before.Act != "" || before.Outcome != nil {
		t.Errorf("the day before: act %q, outcome %v", before.Act, before.Outcome)
	}
	decided := ConsultationOn(&c, asOf("2024-10-15"))
	if decided.Act != "pienemts" || decided.ActDate != date("2024-10-15") || decided.Outcome == nil {
		t.Fatalf("on the day: act %q since %s, outcome %v", decided.Act, decided.ActDate, decided.Outcome)
	}
	if o := decided.Outcome; !o.Published.IsZero() || o.InForce.IsZero() || o.Decided.IsZero() {
		t.Errorf("on the day: %+v; want no publication yet, and the day of coming into force", o)
	}
	if c.Outcome.Published.IsZero() {
		t.Error("the record itself was changed")
	}
	if o := ConsultationOn(&c, asOf("2024-10-16")).Outcome; o.Published.IsZero() {
		t.Errorf("on the day of publication: %+v", o)
	}

	c.ActDate = date("2024-10-20")
	if got := ConsultationOn(&c, asOf("2024-10-19")); got.Act != "" || got.Outcome == nil {
		t.Errorf("act %q before its own day, outcome %v", got.Act, got.Outcome)
	}
}

func TestCounts(t *testing.T) {
	c := record.Consultation{
		Opens: date("2023-10-03"), Closes: date("2023-10-16"),
		Submissions:  &record.Submissions{Total: number(13)},
		Objections:   &record.Tally{Received: number(5)},
		Participants: &record.Count{Value: 40},
		Snapshots: []record.Snapshot{
			{Date: date("2023-10-10"), Submissions: &record.Submissions{Total: number(7)}},
			{Date: date("2023-10-05"), Submissions: &record.Submissions{Total: number(2)}, Proposals: &record.Tally{Received: number(3)}},
			{Date: date("2023-10-20"), Submissions: &record.Submissions{Total: number(12)}},
		},
	}
	for _, tt := range []struct {
		day         string
		submissions int // -1: unknown
		counted     string
		proposals   int
		final       bool
	}{
		{"2023-10-04", -1, "", -1, false},
		{"2023-10-05", 2, "2023-10-05", 3, false},
		{"2023-10-12", 7, "2023-10-10", 3, false},
		{"2023-10-16", 13, "", 3, true}, // no final count of proposals: the newest snapshot's
		{"2023-10-25", 13, "", 3, true},
	} {
		got := ConsultationOn(&c, asOf(tt.day))
		submissions, proposals := -1, -1
		if got.Submissions != nil {
			submissions = *got.Submissions.Total
		}
		if got.Proposals != nil {
			proposals = *got.Proposals.Received
		}
		if submissions != tt.submissions || got.SubmissionsCounted.String() != tt.counted || proposals != tt.proposals {
			t.Errorf("on %s: %d submissions by %q, %d proposals", tt.day, submissions, got.SubmissionsCounted, proposals)
		}
		if (got.Objections != nil) != tt.final || (got.Participants != nil) != tt.final {
			t.Errorf("on %s: objections %v, participants %v", tt.day, got.Objections, got.Participants)
		}
	}
}

func TestConsultationsOn(t *testing.T) {
	k := func(id, announced, opens, closes string) *record.Consultation {
		return &record.Consultation{Common: record.Common{ID: id}, Announced: date(announced), Opens: date(opens), Closes: date(closes)}
	}
	site := &record.Site{Consultations: collect([]*record.Consultation{
		k("closed-new", "", "2023-05-01", "2023-06-14"),
		k("closed-month", "", "2022-05-01", "2022-06"),
		k("closed-old", "", "2022-05-01", "2022-06-14"),
		k("closed-old-too", "", "2022-05-01", "2022-06-14"),
		k("hidden", "", "2023-07-01", "2023-07-20"),
		k("open-long", "", "2023-06-01", "2023-07-15"),
		k("open-soon", "", "2023-06-01", "2023-06-15"),
		k("open-month", "", "2023-05", "2023-07"),
		k("planned-early", "2023-06-01", "2023-07", ""),
		k("planned-far", "2023-06-01", "2023-08-01", ""),
		k("planned-near", "2023-06-01", "2023-07-02", ""),
		k("undated", "", "", ""),
		k("unknown-end", "", "2023-06-01", ""),
	})}
	var got []string
	for _, c := range ConsultationsOn(site, asOf("2023-06-15")) {
		got = append(got, c.Record.ID)
	}
	want := []string{"open-soon", "open-long", "open-month", "planned-early", "planned-near", "planned-far", "unknown-end", "undated", "closed-new", "closed-month", "closed-old", "closed-old-too"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestTallies(t *testing.T) {
	a := &record.Tally{Received: number(31), Accepted: number(12), Partly: number(6), Declined: number(11), Pending: number(2)}
	b := &record.Tally{Received: number(9), Accepted: number(0)}
	sum := SumTallies([]*record.Tally{a, b, nil})
	if sum.Received != (Sum{40, 2, 1}) || sum.Accepted != (Sum{12, 2, 1}) || sum.Partly != (Sum{6, 1, 2}) {
		t.Errorf("%+v", sum)
	}
	if !sum.Received.Partial() || !sum.Received.HasValue() {
		t.Errorf("received %+v", sum.Received)
	}
	if got := Decided(a); got != (Sum{29, 3, 0}) {
		t.Errorf("decided %+v", got)
	}
	if got := Decided(nil); got.HasValue() || !got.Partial() {
		t.Errorf("decided of nothing %+v", got)
	}
	if got := SumTallies(nil).Received; got.HasValue() || got.Partial() {
		t.Errorf("sum of nothing %+v", got)
	}
}

func TestSubmissionsTotal(t *testing.T) {
	for _, tt := range []struct {
		name  string
		s     *record.Submissions
		total Sum
		bound record.Bound
	}{
		{"none", nil, Sum{0, 0, 1}, record.Exact},
		{"both", &record.Submissions{Individuals: number(4), Organisations: number(9)}, Sum{13, 2, 0}, record.Exact},
		{"both, at least", &record.Submissions{Individuals: number(4), Organisations: number(9), Bound: record.AtLeast}, Sum{13, 2, 0}, record.AtLeast},
		{"total", &record.Submissions{Individuals: number(4), Total: number(20)}, Sum{20, 1, 0}, record.Exact},
		{"one", &record.Submissions{Organisations: number(9)}, Sum{9, 1, 1}, record.AtLeast},
		{"one, at most", &record.Submissions{Organisations: number(9), Bound: record.AtMost}, Sum{0, 0, 2}, record.AtMost},
		{"nought is known", &record.Submissions{Individuals: number(0), Organisations: number(0)}, Sum{0, 2, 0}, record.Exact},
	} {
		if total, bound := SubmissionsTotal(tt.s); total != tt.total || bound != tt.bound {
			t.Errorf("%s: %+v, %s", tt.name, total, bound)
		}
	}
}
