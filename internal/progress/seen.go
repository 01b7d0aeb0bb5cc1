package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// seenBy reports whether a record was seen by a day: one of its sources was read, or
// the record was changed.
func seenBy(c *record.Common, day i18n.Day) bool {
	return Visible(c.Modified, day) || slices.ContainsFunc(c.Sources, func(s record.Source) bool {
		return Visible(s.Retrieved, day)
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
	if date.IsZero() {
		date = lastSeen(c)
	}
	return date.IsZero() || Visible(date, day)
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
