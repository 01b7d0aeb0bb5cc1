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
		return visibleRecords(site.Institutions.All(), nil)
	case "area":
		return visibleRecords(site.Areas.All(), nil)
	case "method":
		return visibleRecords(site.Methods.All(), nil)
	case "target-group":
		return visibleRecords(site.TargetGroups.All(), nil)
	case "plan":
		return visibleRecords(site.Plans.All(), nil)
	case "commitment":
		return visibleRecords(site.Commitments.All(), nil)
	case "consultation":
		return visibleRecords(site.Consultations.All(), shownOn(day, ConsultationVisible))
	case "initiative":
		return visibleRecords(site.Initiatives.All(), shownOn(day, InitiativeVisible))
	case "budget-round":
		return visibleRecords(site.BudgetRounds.All(), shownOn(day, BudgetRoundVisible))
	case "body":
		return visibleRecords(site.Bodies.All(), shownOn(day, BodyVisible))
	case "event":
		return visibleRecords(site.Events.All(), shownOn(day, EventVisible))
	case "indicator":
		return visibleRecords(site.Indicators.All(), nil)
	case "case":
		return visibleRecords(site.Cases.All(), shownOn(day, CaseVisible))
	case "guideline":
		return visibleRecords(site.Guidelines.All(), nil)
	case "news":
		return visibleRecords(site.News.All(), func(n *record.News) bool { return Visible(n.Date, day) })
	case "page":
		return visibleRecords(site.Pages.All(), nil)
	}
	return nil
}

// shownOn fixes the day of a question about a record.
func shownOn[R any](day i18n.Day, visible func(R, i18n.Day) bool) func(R) bool {
	return func(r R) bool { return visible(r, day) }
}

// visibleRecords returns those records that are visible; all, where visible is nil.
func visibleRecords[R Record](records []R, visible func(R) bool) []Record {
	list := make([]Record, 0, len(records))
	for _, r := range records {
		if visible == nil || visible(r) {
			list = append(list, r)
		}
	}
	return list
}
