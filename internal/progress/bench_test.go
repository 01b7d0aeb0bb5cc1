package progress

import (
	"fmt"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// bigSite has as many records as a site of the largest size that is planned for:
// 500 commitments of 5 measures, and 8,000 consultations.
func bigSite() *record.Site {
	n := 7
	plan := &record.Plan{
		Common: record.Common{ID: "p"},
		Starts: date("2022-01-01"), Ends: date("2025-12-31"),
		Adoption:  &record.Adoption{Status: record.Adopted, Date: date("2022-02-10")},
		Reporting: []record.Reporting{reporting("2024-03-01", "2022", "2023"), reporting("2026-03-01", "2024", "2025")},
	}
	site := &record.Site{Plans: collect([]*record.Plan{plan})}
	var commitments []*record.Commitment
	for i := range 500 {
		c := &record.Commitment{Common: record.Common{ID: fmt.Sprintf("c%04d", i)}, Plan: "p", Number: fmt.Sprint(i), Lead: []string{fmt.Sprint("i", i%40)}}
		for j := range 5 {
			c.Measures = append(c.Measures, record.Measure{
				Number: fmt.Sprintf("%d.%d", i, j),
				Key:    fmt.Sprintf("c%04d-%d-%d", i, i, j),
				Due:    &record.Due{Date: date("2023-06")},
				Updates: []record.Update{
					update("2023-02-01", record.Limited, record.RatedByInstitution),
					update("2024-02-01", record.Substantial, record.RatedByInstitution),
					update("2024-05-01", record.Limited, record.RatedByNGO),
				},
			})
		}
		commitments = append(commitments, c)
	}
	site.Commitments = collect(commitments)
	var consultations []*record.Consultation
	for i := range 8000 {
		opens := date("2022-01-01").First() + i18n.Day(i%1500)
		consultations = append(consultations, &record.Consultation{
			Common: record.Common{ID: fmt.Sprintf("k%05d", i), Sources: []record.Source{{Retrieved: date("2026-09-20")}}},
			Opens:  opens.Date(), Closes: (opens + 13).Date(), Level: record.Consult,
			Proposals: &record.Tally{Received: &n},
			Feedback:  &record.Feedback{Status: record.FeedbackPublished, Date: (opens + 40).Date()},
		})
	}
	site.Consultations = collect(consultations)
	return site
}

func BenchmarkNewIndex(b *testing.B) {
	site := bigSite()
	for b.Loop() {
		NewIndex(site)
	}
}

func BenchmarkPlanOn(b *testing.B) {
	site := bigSite()
	ix := NewIndex(site)
	for b.Loop() {
		ix.PlanOn(site.Plans.Get("p"), asOf("2026-11-23"))
	}
}

func BenchmarkConsultationsOn(b *testing.B) {
	site := bigSite()
	for b.Loop() {
		ConsultationsOn(site, asOf("2026-11-23"))
	}
}

func BenchmarkParticipationOn(b *testing.B) {
	site := bigSite()
	for b.Loop() {
		ParticipationOn(site, asOf("2026-11-23"))
	}
}

func BenchmarkLatestActivity(b *testing.B) {
	site := bigSite()
	for b.Loop() {
		LatestActivity(site, asOf("2026-11-23"), 20)
	}
}

func BenchmarkChangedOn(b *testing.B) {
	site := bigSite()
	for b.Loop() {
		for _, c := range site.Consultations.All() {
			ChangedOn(c, asOf("2026-11-23"))
		}
	}
}
