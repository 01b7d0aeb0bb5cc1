package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// anySeenDate reports whether a day on which a record was seen is such: one on which
// a source of it was read, or on which the record was changed.
func anySeenDate(c *record.Common, such func(i18n.Date) bool) bool {
	return such(c.Modified) || slices.ContainsFunc(c.Sources, func(s record.Source) bool {
		return such(s.Retrieved)
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
// dates or of the days on which it was seen. One without any is always shown.
func existsOn(c *record.Common, day i18n.Day, dates ...i18n.Date) bool {
	dated := false
	known := func(d i18n.Date) bool {
		dated = dated || !d.IsZero()
		return Visible(d, day)
	}
	return slices.ContainsFunc(dates, known) || anySeenDate(c, known) || !dated
}
