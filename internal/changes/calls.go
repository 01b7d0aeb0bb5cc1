package changes

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// lastCall is how many days before a consultation's last day people are told that it closes.
const lastCall = 7

// Calls returns what those must know who want to take part, after the day from and up to the
// day to, in the order of Between: that a consultation is announced, opens, is about to close
// and is closed. That it is about to close is said a week before its last day, if that day is
// known and it did not open in that week.
func Calls(site *record.Site, from, to i18n.Day) []Change {
	g := gathering{site: site, from: from, to: to, order: typeOrder()}
	for _, r := range progress.RecordsOn(site, "consultation", to) {
		c := r.(*record.Consultation)
		call := Change{Type: "consultation", Record: c}
		if c.Announced.Last() < c.Opens.First() || c.Opens.IsZero() {
			g.add(call.at(ConsultationAnnounced, c.Announced, c.Announced.Last()))
		}
		g.add(call.at(Kind(progress.ConsultationOpened), c.Opens, c.Opens.Last()))
		if last := c.Closes.First() - lastCall; !c.Closes.IsPartial() && c.Opens.Last() < last {
			g.add(call.at(ConsultationClosing, c.Closes, last))
		}
		g.add(call.at(Kind(progress.ConsultationClosed), c.Closes, c.Closes.Last()+1))
	}
	slices.SortStableFunc(g.changes, compare)
	return g.changes
}
