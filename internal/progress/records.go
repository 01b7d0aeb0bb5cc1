package progress

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// RecordsOn returns the records of a type that are to be shown on a day, sorted by id.
// Of reports there are none, since they have no page of their own.
func RecordsOn(site *record.Site, t record.TypeName, day i18n.Day) []Record {
	switch t {
	case "institution":
		return shownOn(site.Institutions, day)
	case "area":
		return shownOn(site.Areas, day)
	case "method":
		return shownOn(site.Methods, day)
	case "target-group":
		return shownOn(site.TargetGroups, day)
	case "plan":
		return shownOn(site.Plans, day)
	case "commitment":
		return shownOn(site.Commitments, day)
	case "consultation":
		return shownOn(site.Consultations, day)
	case "initiative":
		return shownOn(site.Initiatives, day)
	case "budget-round":
		return shownOn(site.BudgetRounds, day)
	case "body":
		return shownOn(site.Bodies, day)
	case "event":
		return shownOn(site.Events, day)
	case "indicator":
		return shownOn(site.Indicators, day)
	case "case":
		return shownOn(site.Cases, day)
	case "guideline":
		return shownOn(site.Guidelines, day)
	case "news":
		return shownOn(site.News, day)
	case "page":
		return shownOn(site.Pages, day)
	}
	return nil
}

// IsShown reports whether a record is to be shown on a day.
func IsShown(r Record, day i18n.Day) bool {
	switch r := r.(type) {
	case *record.Consultation:
		return ConsultationVisible(r, day)
	case *record.Initiative:
		return InitiativeVisible(r, day)
	case *record.BudgetRound:
		return BudgetRoundVisible(r, day)
	case *record.Body:
		return BodyVisible(r, day)
	case *record.Event:
		return EventVisible(r, day)
	case *record.Case:
		return CaseVisible(r, day)
	case *record.News:
		return Visible(r.Date, day)
	case *record.Report:
		return false
	}
	return true
}

func shownOn[T any](records record.Collection[T], day i18n.Day) []Record {
	list := make([]Record, 0, records.Len())
	for _, plain := range records.All() {
		if r := any(plain).(Record); IsShown(r, day) {
			list = append(list, r)
		}
	}
	return list
}
