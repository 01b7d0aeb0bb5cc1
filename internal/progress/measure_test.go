package progress

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// fifthPlan is the plan of the tests, with the real one's period and deadlines.
func fifthPlan() *record.Plan {
	return &record.Plan{
		Common:   record.Common{ID: "lv-5"},
		Starts:   date("2022-01-01"),
		Ends:     date("2025-12-31"),
		Adoption: &record.Adoption{Status: record.Adopted, Date: date("2022-02-10")},
		Reporting: []record.Reporting{
			reporting("2024-03-01", "2022-01-01", "2023-12-31"),
			reporting("2026-03-01", "2024-01-01", "2025-12-31"),
		},
		ContinuedIn: "lv-6",
	}
}

func on(m record.Measure, day string) Measure {
	return MeasureOn(fifthPlan(), &record.Commitment{}, &m, asOf(day))
}

// regulation is measure 1.2a: announced for 2022-12-31, complete on 2024-10-15.
func regulation() record.Measure {
	return record.Measure{
		Number: "1.2a",
		Due:    &record.Due{Date: date("2022-12-31"), Basis: record.DueByAnnounced, Stated: date("2022-06-29")},
		Updates: []record.Update{
			evident(update("2024-10-15", record.Complete, record.RatedByEditor)),
		},
	}
}

func TestRegulation(t *testing.T) {
	early := on(regulation(), "2022-06-28")
	if early.Due != nil || early.FirstDue != nil {
		t.Errorf("on 2022-06-28, before it was announced: due %v", early.Due)
	}

	before := on(regulation(), "2023-12-31")
	if before.State != record.NoData || !before.StateUnknown || !before.Overdue || before.DaysOverdue != 365 {
		t.Errorf("on 2023-12-31: state %s, unknown %v, overdue %v by %d; want no_data, overdue by 365",
			before.State, before.StateUnknown, before.Overdue, before.DaysOverdue)
	}
	if before.Due.Basis != record.DueByAnnounced || before.Due.Revised() {
		t.Errorf("on 2023-12-31: due %+v; want the announced, original one", before.Due)
	}

	for _, day := range []string{"2024-10-15", "2024-12-31", "2026-11-23"} {
		m := on(regulation(), day)
		if m.State != "complete" || !m.Late || m.DaysLate != (Span{654, 654}) || m.Overdue || !m.HasEvidence() {
			t.Errorf("on %s: state %s, late %v by %v, overdue %v, evidence %v; want complete, late by 654, with evidence",
				day, m.State, m.Late, m.DaysLate, m.Overdue, m.Evidence)
		}
		if m.Status.By != record.RatedByEditor || m.Reported() {
			t.Errorf("on %s: by %s, reported %v; want an editor's word, and no report", day, m.Status.By, m.Reported())
		}
		if *m.Slip != (Span{654, 654}) || !m.Slipped {
			t.Errorf("on %s: slip %v; want 654", day, *m.Slip)
		}
	}
	if m := on(regulation(), "2024-10-14"); m.State != record.NoData || m.DaysOverdue != 653 {
		t.Errorf("on 2024-10-14: state %s, overdue by %d; want no_data, 653", m.State, m.DaysOverdue)
	}
	if m := on(regulation(), "2026-11-23"); m.AtPlanEnd != "complete" || m.NotCompleteAtEnd || m.UnknownAtEnd || m.Stale {
		t.Errorf("on 2026-11-23: at plan's end %s, stale %v; want complete and not stale", m.AtPlanEnd, m.Stale)
	}
}

func TestState(t *testing.T) {
	const (
		institution = record.RatedByInstitution
		council     = record.RatedByCouncil
		editor      = record.RatedByEditor
		ngo         = record.RatedByNGO
		irm         = record.RatedByIRM
	)
	tests := []struct {
		name    string
		updates []record.Update
		checked string
		day     string
		want    record.State
	}{
		{"no updates", nil, "", "2023-06-01", record.NoData},
		{"on the day itself", []record.Update{update("2023-06-01", record.Limited, institution)}, "", "2023-06-01", "limited"},
		{"the day before", []record.Update{update("2023-06-01", record.Limited, institution)}, "", "2023-05-31", record.NoData},
		{"the day after", []record.Update{update("2023-06-01", record.Limited, institution)}, "", "2023-06-02", "limited"},
		{"a month, before its last day", []record.Update{update("2023-06", record.Limited, institution)}, "", "2023-06-29", record.NoData},
		{"a month, on its last day", []record.Update{update("2023-06", record.Limited, institution)}, "", "2023-06-30", "limited"},
		{"a year, on its last day", []record.Update{update("2023", record.Limited, institution)}, "", "2023-12-31", "limited"},
		{"February in a leap year", []record.Update{update("2024-02", record.Limited, institution)}, "", "2024-02-28", record.NoData},
		{"leap day", []record.Update{update("2024-02", record.Limited, institution)}, "", "2024-02-29", "limited"},
		{"reported as not started is no silence", []record.Update{update("2023-01-01", record.NotStarted, institution)}, "2023-02-01", "2023-06-01", "not_started"},
		{"the newest, whatever the order", []record.Update{
			update("2023-05-01", record.Substantial, institution),
			update("2023-01-01", record.Limited, institution),
		}, "", "2023-06-01", "substantial"},
		{"of one day, the later in the file", []record.Update{
			update("2023-05-01", record.Limited, institution),
			update("2023-05-01", record.Substantial, council),
		}, "", "2023-06-01", "substantial"},
		{"a month is as new as its last day", []record.Update{
			update("2023-05", record.Substantial, institution),
			update("2023-05-20", record.Limited, institution),
		}, "", "2023-06-01", "substantial"},
		{"of one last day, the later in the file", []record.Update{
			update("2023-05-31", record.Limited, institution),
			update("2023-05", record.Substantial, institution),
		}, "", "2023-06-01", "substantial"},
		{"a council may", []record.Update{update("2023-05-01", record.Substantial, council)}, "", "2023-06-01", "substantial"},
		{"an editor with evidence may", []record.Update{evident(update("2023-05-01", record.Limited, editor))}, "", "2023-06-01", "limited"},
		{"an editor without evidence may not", []record.Update{update("2023-05-01", record.Limited, editor)}, "", "2023-06-01", record.NoData},
		{"an NGO may not", []record.Update{update("2023-05-01", record.Limited, ngo)}, "", "2023-06-01", record.NoData},
		{"IRM may not", []record.Update{update("2023-05-01", record.Limited, irm)}, "", "2023-06-01", record.NoData},
		{"IRM stands beside", []record.Update{
			update("2023-04-01", record.Substantial, institution),
			update("2023-05-01", record.Limited, irm),
		}, "", "2023-06-01", "substantial"},
		{"text without a status rates nothing", []record.Update{
			update("2023-04-01", record.Limited, institution),
			update("2023-05-01", "", institution),
		}, "", "2023-06-01", "limited"},
		{"withdrawn", []record.Update{update("2023-05-01", record.Withdrawn, institution)}, "", "2023-06-01", "withdrawn"},
		{"superseded", []record.Update{update("2023-05-01", record.Superseded, institution)}, "", "2023-06-01", "superseded"},
		{"looked for on the day", nil, "2023-06-01", "2023-06-01", record.Unreported},
		{"looked for the day after", nil, "2023-06-02", "2023-06-01", record.NoData},
		{"an old search still holds", nil, "2022-06-01", "2025-06-01", record.Unreported},
		{"a month of looking, within it", nil, "2023-06", "2023-06-15", record.NoData},
		{"only IRM and an old search", []record.Update{update("2023-05-01", record.Limited, irm)}, "2023-01-01", "2023-06-01", record.Unreported},
		{"a report that rates nothing is a report", []record.Update{update("2023-05-01", "", institution)}, "2023-01-01", "2023-06-01", record.NoData},
		{"a search does not undo a status", []record.Update{update("2023-05-01", record.Limited, institution)}, "2024-01-01", "2024-06-01", "limited"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := on(record.Measure{Updates: tt.updates, Checked: date(tt.checked)}, tt.day)
			if m.State != tt.want {
				t.Errorf("state %s; want %s", m.State, tt.want)
			}
			wantUnknown := tt.want == record.NoData || tt.want == record.Unreported
			if m.StateUnknown != wantUnknown || (m.Status == nil) != wantUnknown {
				t.Errorf("state unknown %v, set by %v", m.StateUnknown, m.Status)
			}
		})
	}
}

func TestExists(t *testing.T) {
	tests := []struct {
		name, added, day string
		want             bool
	}{
		{"before the plan", "", "2021-12-31", false},
		{"the plan's first day", "", "2022-01-01", true},
		{"the day before it was added", "2023-03-15", "2023-03-14", false},
		{"the day on which it was added", "2023-03-15", "2023-03-15", true},
		{"within the month in which it was added", "2023-03", "2023-03-30", false},
		{"the last day of that month", "2023-03", "2023-03-31", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := on(record.Measure{
				Added:   date(tt.added),
				Due:     &record.Due{Date: date("2021-06-01")},
				Checked: date("2021-06-01"),
				Updates: []record.Update{update("2021-07-01", record.Limited, record.RatedByInstitution)},
			}, tt.day)
			if m.Exists != tt.want {
				t.Fatalf("exists %v; want %v", m.Exists, tt.want)
			}
			if !m.Exists && (m.State != record.NoData || m.Overdue || m.Due != nil || m.Updates != nil) {
				t.Errorf("what does not exist has %+v", m)
			}
		})
	}
}

func TestOverdue(t *testing.T) {
	due := func(s string) *record.Due { return &record.Due{Date: date(s), Basis: record.DueByPlan} }
	status := func(on string, s record.Status) []record.Update {
		return []record.Update{evident(update(on, s, record.RatedByInstitution))}
	}
	tests := []struct {
		name    string
		measure record.Measure
		day     string
		want    int // days overdue; 0 is not overdue
	}{
		{"no due date", record.Measure{}, "2025-01-01", 0},
		{"on the due day", record.Measure{Due: due("2023-06-30")}, "2023-06-30", 0},
		{"the day after", record.Measure{Due: due("2023-06-30")}, "2023-07-01", 1},
		{"a month means its last day", record.Measure{Due: due("2023-06")}, "2023-06-30", 0},
		{"a month, the day after", record.Measure{Due: due("2023-06")}, "2023-07-01", 1},
		{"a year means its last day", record.Measure{Due: due("2023")}, "2024-01-01", 1},
		{"over a leap day", record.Measure{Due: due("2024-02-28")}, "2024-03-01", 2},
		{"not over a leap day", record.Measure{Due: due("2023-02-28")}, "2023-03-01", 1},
		{"begun is not complete", record.Measure{Due: due("2023-06-30"), Updates: status("2023-06-01", record.Substantial)}, "2023-07-02", 2},
		{"complete", record.Measure{Due: due("2023-06-30"), Updates: status("2023-06-30", record.Complete)}, "2023-07-02", 0},
		{"complete only after the day", record.Measure{Due: due("2023-06-30"), Updates: status("2023-07-03", record.Complete)}, "2023-07-02", 2},
		{"withdrawn", record.Measure{Due: due("2023-06-30"), Updates: status("2024-01-01", record.Withdrawn)}, "2024-02-01", 0},
		{"before it was withdrawn", record.Measure{Due: due("2023-06-30"), Updates: status("2024-01-01", record.Withdrawn)}, "2023-12-31", 184},
		{"superseded", record.Measure{Due: due("2023-06-30"), Updates: status("2024-01-01", record.Superseded)}, "2024-02-01", 0},
		{"the plan's last day", record.Measure{Due: due("2025-12-01")}, "2025-12-31", 30},
		{"grows no more after it", record.Measure{Due: due("2025-12-01")}, "2026-11-23", 30},
		{"due on the plan's last day", record.Measure{Due: due("2025-12-31")}, "2026-11-23", 0},
		{"due after the plan", record.Measure{Due: due("2026-06-30")}, "2026-11-23", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := on(tt.measure, tt.day)
			if m.DaysOverdue != tt.want || m.Overdue != (tt.want > 0) {
				t.Errorf("overdue %v by %d; want %d", m.Overdue, m.DaysOverdue, tt.want)
			}
		})
	}
}

// A chain of revisions: each is in force from the (last) day on which it was set.
func TestRevisions(t *testing.T) {
	m := record.Measure{
		Due: &record.Due{Date: date("2022-12-31"), Basis: record.DueByAnnounced},
		Revised: []record.Revision{
			{Date: date("2023-03-01"), Due: date("2023-12-31")},
			{Date: date("2023-11"), Due: date("2024-06"), Basis: record.DueByAnnounced},
			{Date: date("2023-11-30"), Due: date("2024-12-31")},
			{Date: date("2026-02-01"), Due: date("2027-12-31")},
		},
	}
	tests := []struct {
		day, due string
		basis    record.DueBasis
		overdue  int
		slip     int
	}{
		{"2022-12-31", "2022-12-31", record.DueByAnnounced, 0, 0},
		{"2023-02-28", "2022-12-31", record.DueByAnnounced, 59, 0},
		{"2023-03-01", "2023-12-31", record.DueByPlan, 0, 365},
		{"2023-11-29", "2023-12-31", record.DueByPlan, 0, 365},
		{"2023-11-30", "2024-12-31", record.DueByPlan, 0, 731}, // two on one day: the later in the file
		{"2025-01-01", "2024-12-31", record.DueByPlan, 1, 731},
		{"2026-11-23", "2024-12-31", record.DueByPlan, 365, 731}, // nothing is revised after the plan's end
	}
	for _, tt := range tests {
		got := on(m, tt.day)
		if got.Due.Date.String() != tt.due || got.Due.Basis != tt.basis {
			t.Errorf("on %s: due %s by %s; want %s by %s", tt.day, got.Due.Date, got.Due.Basis, tt.due, tt.basis)
		}
		if got.DaysOverdue != tt.overdue {
			t.Errorf("on %s: overdue by %d; want %d", tt.day, got.DaysOverdue, tt.overdue)
		}
		if *got.Slip != (Span{tt.slip, tt.slip}) || got.Slipped != (tt.slip > 0) {
			t.Errorf("on %s: slip %v, slipped %v; want %d", tt.day, *got.Slip, got.Slipped, tt.slip)
		}
		if got.FirstDue.Date.String() != "2022-12-31" {
			t.Errorf("on %s: first due %s", tt.day, got.FirstDue.Date)
		}
	}
}

func TestLate(t *testing.T) {
	none := Span{}
	tests := []struct {
		name      string
		due       string
		revised   []record.Revision
		complete  string
		day       string
		late      bool
		maybe     bool
		days      Span
		slip      *Span
		afterEnd  bool
		stillOpen record.State // at the plan's end
	}{
		{"early", "2023-06-30", nil, "2023-06-01", "2024-01-01", false, false, none, &Span{-29, -29}, false, ""},
		{"on the due day", "2023-06-30", nil, "2023-06-30", "2024-01-01", false, false, none, &Span{0, 0}, false, ""},
		{"the day after", "2023-06-30", nil, "2023-07-01", "2024-01-01", true, false, Span{1, 1}, &Span{1, 1}, false, ""},
		{"a month for a deadline", "2023-06", nil, "2023-06-30", "2024-01-01", false, false, none, &Span{0, 0}, false, ""},
		{"a month of completion, all of it late", "2022-12-31", nil, "2024-10", "2025-01-01", true, false, Span{640, 670}, &Span{640, 670}, false, ""},
		{"a month of completion, some of it late", "2023-06-15", nil, "2023-06", "2024-01-01", false, true, Span{0, 15}, &Span{-14, 15}, false, ""},
		{"a month of completion, none of it late", "2023-06", nil, "2023-06", "2024-01-01", false, false, none, &Span{-29, 0}, false, ""},
		{"no due date", "", nil, "2023-06-01", "2024-01-01", false, false, none, nil, false, ""},
		{"in time by the revised date", "2023-06-30", []record.Revision{{Date: date("2023-05-01"), Due: date("2023-12-31")}},
			"2023-12-31", "2024-01-01", false, false, none, &Span{184, 184}, false, ""},
		{"a revision after the completion excuses nothing", "2023-06-30", []record.Revision{{Date: date("2023-08-01"), Due: date("2023-12-31")}},
			"2023-07-10", "2024-01-01", true, false, Span{10, 10}, &Span{10, 10}, false, ""},
		{"after the plan's end, counted up to it", "2025-12-01", nil, "2026-02-10", "2026-03-01", true, false, Span{30, 30}, &Span{30, 30}, true, record.NoData},
		{"due at the plan's end, complete after", "2025-12-31", nil, "2026-02-10", "2026-03-01", false, false, none, &Span{0, 0}, true, record.NoData},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := record.Measure{
				Revised: tt.revised,
				Updates: []record.Update{evident(update(tt.complete, record.Complete, record.RatedByInstitution))},
			}
			if tt.due != "" {
				r.Due = &record.Due{Date: date(tt.due)}
			}
			m := on(r, tt.day)
			if m.State != "complete" || m.Late != tt.late || m.MaybeLate != tt.maybe || m.DaysLate != tt.days {
				t.Errorf("state %s, late %v, maybe %v, days %v", m.State, m.Late, m.MaybeLate, m.DaysLate)
			}
			if !reflect.DeepEqual(m.Slip, tt.slip) {
				t.Errorf("slip %v; want %v", m.Slip, tt.slip)
			}
			if m.CompleteAfterEnd != tt.afterEnd || m.AtPlanEnd != tt.stillOpen {
				t.Errorf("complete after the end %v, then %q", m.CompleteAfterEnd, m.AtPlanEnd)
			}
		})
	}
}

func TestCompleteSince(t *testing.T) {
	m := record.Measure{
		Due: &record.Due{Date: date("2023-01-31")},
		Updates: []record.Update{
			evident(update("2023-02-01", record.Complete, record.RatedByInstitution)),
			update("2023-03-01", record.Limited, record.RatedByNGO),
			evident(update("2023-06-01", record.Complete, record.RatedByCouncil)),
			update("2023-09-01", record.Substantial, record.RatedByCouncil),
			evident(update("2024-01-01", record.Complete, record.RatedByInstitution)),
			update("2024-02-01", record.Withdrawn, record.RatedByInstitution),
		},
	}
	for _, tt := range []struct{ day, want string }{
		{"2023-01-31", ""},
		{"2023-05-01", "2023-02-01"},
		{"2023-08-01", "2023-02-01"}, // a confirmation, and an NGO's doubt, do not move it
		{"2023-10-01", ""},
		{"2024-01-15", "2024-01-01"},
		{"2024-03-01", ""},
	} {
		if got := on(m, tt.day).CompleteSince.String(); got != tt.want {
			t.Errorf("on %s: complete since %q; want %q", tt.day, got, tt.want)
		}
	}
}

func TestPlanEnd(t *testing.T) {
	limited := update("2025-06-01", record.Limited, record.RatedByInstitution)
	tests := []struct {
		name    string
		updates []record.Update
		checked string
		day     string
		state   record.State // at the end
		not     bool
		unknown bool
	}{
		{"the last day is not over", []record.Update{limited}, "", "2025-12-31", "", false, false},
		{"the day after", []record.Update{limited}, "", "2026-01-01", "limited", true, false},
		{"nothing is known", nil, "", "2026-01-01", record.NoData, false, true},
		{"looked for after the end", nil, "2026-06-01", "2026-11-23", record.NoData, false, true},
		{"looked for before the end", nil, "2025-06-01", "2026-11-23", record.Unreported, false, true},
		{"withdrawn before the end", []record.Update{update("2025-12-31", record.Withdrawn, record.RatedByInstitution)}, "", "2026-01-01", "withdrawn", false, false},
		{"withdrawn after the end", []record.Update{limited, update("2026-01-15", record.Withdrawn, record.RatedByInstitution)}, "", "2026-02-01", "limited", true, false},
		{"complete on the last day", []record.Update{update("2025", record.Complete, record.RatedByInstitution)}, "", "2026-01-01", "complete", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := on(record.Measure{Updates: tt.updates, Checked: date(tt.checked)}, tt.day)
			if m.AtPlanEnd != tt.state || m.NotCompleteAtEnd != tt.not || m.UnknownAtEnd != tt.unknown {
				t.Errorf("at the end %q, not complete %v, unknown %v", m.AtPlanEnd, m.NotCompleteAtEnd, m.UnknownAtEnd)
			}
		})
	}
}

func TestStale(t *testing.T) {
	report := func(days ...string) (updates []record.Update) {
		for _, day := range days {
			updates = append(updates, update(day, record.Limited, record.RatedByInstitution))
		}
		return updates
	}
	tests := []struct {
		name    string
		added   string
		updates []record.Update
		day     string
		want    string // the deadline; "" is not stale
	}{
		{"on the deadline", "", nil, "2024-03-01", ""},
		{"the day after", "", nil, "2024-03-02", "2024-03-01"},
		{"a report on the deadline", "", report("2024-03-01"), "2024-03-02", ""},
		{"a report within the period", "", report("2022-05-01"), "2024-03-02", ""},
		{"a late report", "", report("2024-05-01"), "2024-05-01", ""},
		{"before the late report", "", report("2024-05-01"), "2024-04-30", "2024-03-01"},
		{"a report that rates nothing", "", []record.Update{update("2024-02-01", "", record.RatedByInstitution)}, "2024-03-02", ""},
		{"a council's word is no report", "", []record.Update{update("2024-02-01", record.Limited, record.RatedByCouncil)}, "2024-03-02", "2024-03-01"},
		{"the second deadline needs its own", "", report("2024-02-20"), "2026-03-02", "2026-03-01"},
		{"what answered the first, on its last day", "", report("2024-03-01"), "2026-03-02", "2026-03-01"},
		{"the day after answers the second", "", report("2024-03-02"), "2026-03-02", ""},
		{"a report on the second, long after the plan", "", report("2026-10-01"), "2026-11-23", ""},
		{"complete owes no report", "", []record.Update{evident(update("2023-05-01", record.Complete, record.RatedByEditor))}, "2026-11-23", ""},
		{"withdrawn owes none", "", []record.Update{update("2023-05-01", record.Withdrawn, record.RatedByCouncil)}, "2026-11-23", ""},
		{"added on the period's last day", "2023-12-31", nil, "2024-03-02", "2024-03-01"},
		{"added after the period", "2024-01-01", nil, "2024-03-02", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := on(record.Measure{Added: date(tt.added), Updates: tt.updates}, tt.day)
			got := ""
			if m.StaleFor != nil {
				got = m.StaleFor.Due.String()
			}
			if got != tt.want || m.Stale != (tt.want != "") {
				t.Errorf("stale %v for %q; want %q", m.Stale, got, tt.want)
			}
		})
	}
}

// Partial dates of deadlines, periods and reports: a deadline means its last day, a
// period begins with its first, and a report counts by its last.
func TestStalePartial(t *testing.T) {
	plan := fifthPlan()
	plan.Reporting = []record.Reporting{
		reporting("2024-03", "2022-07", "2023"),
		reporting("2026-03", "2024-01-15", "2025"),
	}
	for _, tt := range []struct {
		report, day string
		stale       bool
	}{
		{"2022-06-30", "2024-03-31", false},
		{"2022-06-30", "2024-04-01", true},
		{"2022-07-01", "2024-04-01", false},
		{"2022-06", "2024-04-01", true},
		{"2022-07", "2024-04-01", false},
		{"2022", "2024-04-01", false},
		{"2024-03-15", "2026-04-01", true}, // within the first deadline's month
		{"2024-04-01", "2026-04-01", false},
	} {
		m := record.Measure{Updates: []record.Update{update(tt.report, record.Limited, record.RatedByInstitution)}}
		if got := MeasureOn(plan, &record.Commitment{}, &m, asOf(tt.day)); got.Stale != tt.stale {
			t.Errorf("a report of %s on %s: stale %v", tt.report, tt.day, got.Stale)
		}
	}
}

// Of two deadlines on one day, the later in the file holds.
func TestStaleTie(t *testing.T) {
	plan := fifthPlan()
	plan.Reporting = []record.Reporting{reporting("2024-03-31", "2022", "2023"), reporting("2024-03", "2023-07", "2023")}
	if got := MeasureOn(plan, &record.Commitment{}, &record.Measure{}, asOf("2024-04-01")); got.StaleFor != &plan.Reporting[1] {
		t.Errorf("stale for %v", got.StaleFor)
	}
}

// The order of deadlines in the file does not matter.
func TestStaleOrder(t *testing.T) {
	m := record.Measure{Updates: []record.Update{update("2024-02-20", record.Limited, record.RatedByInstitution)}}
	for _, day := range []string{"2024-03-02", "2026-03-01", "2026-03-02"} {
		plan := fifthPlan()
		want := MeasureOn(plan, &record.Commitment{}, &m, asOf(day)).Stale
		slices.Reverse(plan.Reporting)
		if got := MeasureOn(plan, &record.Commitment{}, &m, asOf(day)).Stale; got != want {
			t.Errorf("on %s: stale %v with the deadlines reversed", day, got)
		}
	}
}

func TestRatings(t *testing.T) {
	m := on(record.Measure{Updates: []record.Update{
		by("alliance", update("2024-01-01", record.Limited, record.RatedByNGO)),
		update("2024-02-01", record.Limited, record.RatedByIRM),
		by("ministry", update("2023-01-01", record.Limited, record.RatedByInstitution)),
		by("ministry", update("2024-03-01", record.Substantial, record.RatedByInstitution)),
		by("delna", update("2024-01-01", record.Substantial, record.RatedByNGO)),
		update("2024-03-02", record.Complete, record.RatedByEditor), // no evidence
		by("ministry", update("2024-04-01", "", record.RatedByInstitution)),
		by("delna", update("2025-01-01", record.NotStarted, record.RatedByNGO)), // after the day
	}}, "2024-12-31")
	type row struct {
		by      record.Rater
		author  string
		status  record.Status
		current bool
		differs bool
	}
	want := []row{
		{record.RatedByInstitution, "ministry", record.Substantial, true, false},
		{record.RatedByNGO, "alliance", record.Limited, false, true},
		{record.RatedByNGO, "delna", record.Substantial, false, false},
		{record.RatedByIRM, "", record.Limited, false, true},
	}
	var got []row
	for _, r := range m.Ratings {
		got = append(got, row{r.By, r.Author, r.Status, r.Current, r.Differs})
	}
	if !slices.Equal(got, want) || !m.RatingsDiffer {
		t.Errorf("ratings differ %v:\n got %v\nwant %v", m.RatingsDiffer, got, want)
	}
}

// Without a state, ratings are held against the newest of them.
func TestRatingsWithoutState(t *testing.T) {
	m := on(record.Measure{Updates: []record.Update{
		update("2024-02-01", record.Limited, record.RatedByIRM),
		by("delna", update("2024-01-01", record.Substantial, record.RatedByNGO)),
	}}, "2024-12-31")
	if m.State != record.NoData || len(m.Ratings) != 2 || !m.Ratings[0].Differs || m.Ratings[1].Differs {
		t.Errorf("state %s, ratings %+v", m.State, m.Ratings)
	}
}

func TestDaysToDue(t *testing.T) {
	m := record.Measure{Due: &record.Due{Date: date("2023-06")}}
	for _, tt := range []struct {
		day  string
		days int
		ok   bool
	}{{"2023-06-01", 29, true}, {"2023-06-30", 0, true}, {"2023-07-01", 0, false}} {
		got := on(m, tt.day)
		if days, ok := got.DaysToDue(asOf(tt.day)); days != tt.days || ok != tt.ok {
			t.Errorf("on %s: %d, %v", tt.day, days, ok)
		}
	}
}

// What comes after a day changes nothing on it: a measure from which all later
// updates, revisions and searches are taken away is the same.
func TestNothingFromTheFuture(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		m := randomMeasure(random)
		day := asOf("2021-06-01") + i18n.Day(random.IntN(6*365))
		past := m
		past.Updates = slices.DeleteFunc(slices.Clone(m.Updates), func(u record.Update) bool { return u.Date.Last() > day })
		past.Revised = slices.DeleteFunc(slices.Clone(m.Revised), func(r record.Revision) bool { return r.Date.Last() > day })
		if past.Checked.Last() > day {
			past.Checked = i18n.Date{}
		}
		got := MeasureOn(fifthPlan(), &record.Commitment{}, &m, day)
		want := MeasureOn(fifthPlan(), &record.Commitment{}, &past, day)
		got.Record, want.Record = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("on %s, of %+v:\n got %+v\nwant %+v", day, m, got, want)
		}
	}
}

// Flags never contradict one another, whatever the records are.
func TestFlagsAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		r := randomMeasure(random)
		day := asOf("2021-06-01") + i18n.Day(random.IntN(6*365))
		m := MeasureOn(fifthPlan(), &record.Commitment{}, &r, day)
		switch {
		case m.Overdue && (m.Late || m.MaybeLate || finished(m.State)):
		case m.Overdue != (m.DaysOverdue > 0):
		case m.Late && m.MaybeLate:
		case m.DaysLate.Min < 0 || m.DaysLate.Min > m.DaysLate.Max:
		case m.Slip != nil && m.Slip.Min > m.Slip.Max:
		case m.NotCompleteAtEnd && m.UnknownAtEnd:
		case m.CompleteAfterEnd && (!isComplete(m.State) || isComplete(m.AtPlanEnd)):
		case m.StateUnknown != (m.Status == nil):
		case m.Stale != (m.StaleFor != nil):
		default:
			continue
		}
		t.Fatalf("on %s, of %+v: %+v", day, r, m)
	}
}

func randomMeasure(r *rand.Rand) record.Measure {
	randomDate := func() i18n.Date {
		d := (asOf("2022-01-01") + i18n.Day(r.IntN(5*365))).Date()
		switch r.IntN(6) {
		case 0:
			d.Day = 0
		case 1:
			d.Month, d.Day = 0, 0
		}
		return d
	}
	statuses := []record.Status{"", record.NotStarted, record.Limited, record.Substantial, record.Complete, record.Complete, record.Withdrawn, record.Superseded}
	var m record.Measure
	if r.IntN(3) > 0 {
		m.Due = &record.Due{Date: randomDate()}
	}
	if r.IntN(3) == 0 {
		m.Checked = randomDate()
	}
	for range r.IntN(3) {
		m.Revised = append(m.Revised, record.Revision{Date: randomDate(), Due: randomDate()})
	}
	for range r.IntN(5) {
		u := record.Update{Date: randomDate(), Status: statuses[r.IntN(len(statuses))], By: raters[r.IntN(len(raters))]}
		if r.IntN(2) == 0 {
			u = evident(u)
		}
		m.Updates = append(m.Updates, u)
	}
	return m
}

// A delay is never said to be longer than is known.
func TestDelayIsTheLeast(t *testing.T) {
	m := record.Measure{
		Number:  "1.1",
		Due:     &record.Due{Date: date("2023-09-30"), Basis: record.DueByPlan},
		Updates: []record.Update{evident(update("2023-11", record.Complete, record.RatedByEditor))},
	}
	if late := on(m, "2024-01-01"); late.DaysLate != (Span{32, 61}) || late.Delay() != 32 {
		t.Errorf("late by %v, a delay of %d days; want 32", late.DaysLate, late.Delay())
	}
	if overdue := on(m, "2023-10-10"); overdue.Delay() != 10 {
		t.Errorf("overdue by ten days, a delay of %d", overdue.Delay())
	}
}
