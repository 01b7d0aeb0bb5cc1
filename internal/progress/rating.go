package progress

import (
	"cmp"
	"slices"

	"parskats/internal/record"
)

// Rating is what one rater last said about a measure.
type Rating struct {
	By record.Rater
	// Author is the id of the institution, council or NGO; "" where it is unknown.
	Author string
	Status record.Status
	// Update is where it was said.
	Update *record.Update
	// Current: this rating is the measure's state.
	Current bool
	// Differs: the status is not that of the current rating or, where there is
	// none, not that of the newest rating.
	Differs bool
}

// raters is the order in which ratings stand side by side.
var raters = []record.Rater{
	record.RatedByInstitution, record.RatedByCouncil, record.RatedByEditor,
	record.RatedByNGO, record.RatedByIRM,
}

// setRatings takes the newest status by each rater and author. An editor's without
// evidence is no rating.
func (m *Measure) setRatings() {
	reference := m.Status
	for _, u := range m.Updates {
		if !isRating(u) || hasRating(m.Ratings, u) {
			continue
		}
		if reference == nil {
			reference = u
		}
		m.Ratings = append(m.Ratings, Rating{
			By: u.By, Author: u.Author, Status: u.Status, Update: u,
			Current: u == m.Status,
			Differs: u.Status != reference.Status,
		})
	}
	m.RatingsDiffer = slices.ContainsFunc(m.Ratings, func(r Rating) bool { return r.Differs })
	slices.SortStableFunc(m.Ratings, func(a, b Rating) int {
		return cmp.Or(
			cmp.Compare(slices.Index(raters, a.By), slices.Index(raters, b.By)),
			cmp.Compare(a.Author, b.Author),
		)
	})
}

func isRating(u *record.Update) bool {
	return u.Status != "" && (u.By != record.RatedByEditor || len(u.Evidence) > 0)
}

func hasRating(ratings []Rating, u *record.Update) bool {
	return slices.ContainsFunc(ratings, func(r Rating) bool {
		return r.By == u.By && r.Author == u.Author
	})
}
