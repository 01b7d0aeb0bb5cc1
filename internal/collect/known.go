package collect

import (
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// knownCells are what is known of a measure, in the order of known.
func (s *Sheet) knownCells(w words, duty progress.Duty) []string {
	now := progress.MeasureOn(duty.Plan, duty.Commitment, duty.Measure, s.Day)
	return []string{
		duty.Measure.Key,
		duty.Measure.Number,
		w.text(duty.Measure.Title),
		duty.Commitment.Number + ". " + w.text(duty.Commitment.Title),
		w.T("role-" + string(duty.Role)),
		due(w, now.Due),
		s.state(w, &now),
		s.report(w, now.LastReport),
	}
}

func due(w words, due *progress.Due) string {
	switch {
	case due == nil:
		return w.T("unknown")
	case due.Basis == record.DueByAnnounced:
		return w.F("due-basis-announced", i18n.Args{"Date": w.date(due.Date)})
	case due.Revised():
		return w.F("due-revised", i18n.Args{"Date": w.date(due.Date)})
	}
	return w.date(due.Date)
}

// state says in which state a measure is, and who said so.
func (s *Sheet) state(w words, m *progress.Measure) string {
	state := w.term(m.State.Vocabulary(), string(m.State))
	switch {
	case m.Status != nil:
		by := w.term(m.Status.By.Vocabulary(), string(m.Status.By))
		if m.Status.Author != "" {
			by += ", " + s.name(w, m.Status.Author)
		}
		return w.F("state-by", i18n.Args{"State": state, "By": by, "Date": w.date(m.Status.Date)})
	case m.State == record.Unreported:
		return w.F("state-checked", i18n.Args{"State": state, "Date": i18n.FormatDate(w.Lang(), m.Checked, i18n.Locative)})
	}
	return state
}

// report is the last report by an institution.
func (s *Sheet) report(w words, u *record.Update) string {
	if u == nil {
		return w.T("report-none")
	}
	args := i18n.Args{"Date": w.date(u.Date), "Author": w.term(u.By.Vocabulary(), string(u.By)), "Text": w.text(u.Text)}
	if u.Author != "" {
		args["Author"] = s.name(w, u.Author)
	}
	if u.Status == "" {
		return oneLine(w.F("report", args))
	}
	args["Status"] = w.term(u.Status.Vocabulary(), string(u.Status))
	return oneLine(w.F("report-status", args))
}

// name is what an institution is called.
func (s *Sheet) name(w words, id string) string {
	if institution := s.Site.Institutions.Get(id); institution != nil {
		return w.text(institution.Title)
	}
	return id
}
