package site

import (
	"fmt"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

func TestChain(t *testing.T) {
	published := &record.Feedback{Status: record.FeedbackPublished, Date: date(t, "2023-11-20")}
	noneFound := &record.Feedback{Status: record.FeedbackNoneFound, Checked: date(t, "2024-01-10")}
	decided := &record.Outcome{Decided: date(t, "2024-05-01")}
	for _, test := range []struct {
		name string
		c    record.Consultation
		want string
	}{
		{"nothing known", record.Consultation{}, "unknown unknown unknown"},
		{"planned", record.Consultation{Opens: date(t, "2025-01-01")}, "not-yet not-yet unknown"},
		{"open", record.Consultation{Opens: date(t, "2024-06-01"), Closes: date(t, "2024-07-01"), Act: actParticipation}, "now not-yet not-yet"},
		{"closed, nobody looked", record.Consultation{Closes: date(t, "2023-10-16")}, "done unknown unknown"},
		{"closed, looked for and not found", record.Consultation{Closes: date(t, "2023-10-16"), Feedback: noneFound}, "done none-found unknown"},
		{"an outcome does not hide that feedback was not found", record.Consultation{Closes: date(t, "2023-10-16"), Feedback: noneFound, Outcome: decided}, "done none-found done"},
		{"feedback, and the act on its way", record.Consultation{Closes: date(t, "2023-10-16"), Feedback: published, Act: "saskanosana"}, "done done now"},
		{"an outcome is newer than the portal's stage", record.Consultation{Closes: date(t, "2023-10-16"), Act: "iesniegts", Outcome: decided}, "done unknown done"},
		{"an outcome without any day", record.Consultation{Closes: date(t, "2023-10-16"), Outcome: &record.Outcome{URL: "https://example.lv/"}}, "done unknown unknown"},
		{"withdrawn", record.Consultation{Closes: date(t, "2023-10-16"), Act: actWithdrawn}, "done unknown stopped"},
	} {
		b := newTestBuilder(t, nil, "2024-06-15")
		now := progress.ConsultationOn(&test.c, b.Day)
		steps := b.chain(i18n.Latvian, &now).Items
		if got := fmt.Sprint(steps[0].Key, " ", steps[1].Key, " ", steps[2].Key); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
		for _, s := range steps {
			if s.Word == "" || s.Title == "" {
				t.Errorf("%s: a step without a word: %+v", test.name, s)
			}
		}
	}
}

func TestLevelSection(t *testing.T) {
	b := newTestBuilder(t, nil, "2024-06-15")
	s := b.levelSection(i18n.Latvian, record.CoCreate, b.levelBy(i18n.Latvian, record.ByEditor))
	if len(s.Steps.Items) != 4 || s.Steps.Note != "Līmenis: redaktora vērtējums." || s.Empty != "" {
		t.Errorf("got %+v", s.Steps)
	}
	for i, step := range s.Steps.Items {
		if step.Current != (i == 2) || (step.Word != "") != (i == 2) {
			t.Errorf("step %d: %+v", i, step)
		}
	}
	if s := b.levelSection(i18n.English, record.Inform, b.levelBy(i18n.English, "")); s.Steps.Note != "Who judged the level is not recorded." {
		t.Errorf("a level that nobody is said to have judged: %q", s.Steps.Note)
	}
	if s := b.levelSection(i18n.English, "", b.levelBy(i18n.English, record.ByEditor)); s.Steps != nil || s.Empty != "No level is recorded." {
		t.Errorf("no level: %+v", s)
	}
}
