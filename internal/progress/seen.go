package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// readBy reports whether a record was read (a source's retrieved) or changed (modified)
// by a day. A date that is known only to the month counts from the month's first day:
// we hold what was read then, so that it can't lie ahead of us. A day on which somebody
// looked and found nothing is another thing, and is visible like any date.
func readBy(date i18n.Date, day i18n.Day) bool {
	return !date.IsZero() && date.First() <= day
}

// seenBy reports whether a record was seen by a day: one of its sources was read, or
// the record was changed.
func seenBy(c *record.Common, day i18n.Day) bool {
	return readBy(c.Modified, day) || slices.ContainsFunc(c.Sources, func(s record.Source) bool {
		return readBy(s.Retrieved, day)
	})
}

// lastSeen returns the day on which a record was last seen, or the zero Date.
func lastSeen(c *record.Common) i18n.Date {
	last := c.Modified
	for _, s := range c.Sources {
		if newer(s.Retrieved, last) {
			last = s.Retrieved
		}
	}
	return last
}

// visibleOrSeen reports whether a fact of a record is visible on a day. Without a
// date of its own it is from the day on which the record was last seen: no earlier
// day is known for it. Where that is not recorded either, it is always visible.
func visibleOrSeen(date i18n.Date, c *record.Common, day i18n.Day) bool {
	if !date.IsZero() {
		return Visible(date, day)
	}
	seen := lastSeen(c)
	return seen.IsZero() || readBy(seen, day)
}

// existsOn reports whether a record is to be shown on a day: from the first of its
// dates or of the days on which it was seen. One without dates is always shown.
func existsOn(c *record.Common, day i18n.Day, dates ...i18n.Date) bool {
	dated := false
	known := func(d i18n.Date) bool {
		dated = dated || !d.IsZero()
		return Visible(d, day)
	}
	return slices.ContainsFunc(dates, known) || !dated || seenBy(c, day)
}
