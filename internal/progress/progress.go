// Package progress derives figures from a checked site, as of a day: what state a
// measure is in, whether it is late and by how much, how far a plan has come, at
// what stage a consultation stands. Nothing here is typed by anybody, and nothing
// reads the clock or a file: the same records and the same day give the same
// figures.
//
// # As of a day
//
// A figure says what the site's records say about the day. A dated fact is visible
// from its day on, a partial date from its last day on; what is dated later does
// not exist yet. A fact without a date (a stage, a published feedback) is visible
// from the day on which the record was last seen, which is the newest of its
// sources' retrieved and of modified, and always where neither is recorded. A month of
// reading counts from its first day.
//
// # Unknown
//
// What is not in the records is unknown. It is never counted as zero, and it never
// counts against anybody without a flag that says so: an overdue measure of whose
// state nothing is known carries StateUnknown.
//
// # Days
//
// A lag is the number of days from one date to another, so that the next day is 1.
// A length counts both of its ends, so that a single day is 1. A deadline that is a
// partial date means its last day. Any other partial date is an interval, and then
// a lag is a Span.
package progress

import "parskats/internal/i18n"

// Share is a part of a whole that knows both: 3 of 12. An empty whole has no
// percentage.
type Share struct{ Part, Whole int }

// Percent returns the share in percentage points, 25 for 3 of 12. ok is false when
// Whole is 0: show "no data" then, never 0 %.
func (s Share) Percent() (points float64, ok bool) {
	if s.Whole == 0 {
		return 0, false
	}
	return 100 * float64(s.Part) / float64(s.Whole), true
}

// Span is a number of days of which the least and the most are known. Both are the
// same unless a date is partial.
type Span struct{ Min, Max int }

// Exact reports whether the span is a single number of days.
func (s Span) Exact() bool { return s.Min == s.Max }

// between returns the days from one date to another, both of which are known.
func between(from, to i18n.Date) Span {
	return Span{
		Min: int(to.First() - from.Last()),
		Max: int(to.Last() - from.First()),
	}
}

// since returns the days from a known date that lies not after a day to that day.
func since(date i18n.Date, day i18n.Day) Span {
	return Span{
		Min: max(0, int(day-date.Last())),
		Max: int(day - date.First()),
	}
}

// Visible reports whether a fact that has this date is visible on a day, which it is
// from the date's last day on. A fact whose date is unknown is not: who wants it to
// be must say so.
func Visible(date i18n.Date, day i18n.Day) bool {
	return !date.IsZero() && date.Last() <= day
}

// newer reports whether a date lies after another: by its last day, from which it is
// visible. An unknown date, whose year is 0, is older than any.
func newer(a, b i18n.Date) bool { return a.Last() > b.Last() }
