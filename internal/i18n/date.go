package i18n

import (
	"fmt"
	"strconv"
	"time"
)

// Day is a civil day in the site's time zone, counted from 1970-01-01. Days
// subtract to a number of days.
type Day int

// DayOf returns the civil day of a moment, as its own location has it.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

// Time returns the day's midnight in UTC, for formatting and for calendars.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Date returns the day as a date with a known day.
func (d Day) Date() Date {
	y, m, day := d.Time().Date()
	return Date{Year: y, Month: int(m), Day: day}
}

// String returns the day as YYYY-MM-DD.
func (d Day) String() string { return d.Date().String() }

// Date is a calendar date that may lack its day, or its day and month: Day 0 and
// Month 0 say so. A partial date is the interval from First to Last. The zero Date
// is unknown.
type Date struct{ Year, Month, Day int }

// ParseDate reads YYYY-MM-DD, YYYY-MM or YYYY. The day must exist: 2023-02-30 is
// an error. Years run from 1000 to 9999.
func ParseDate(s string) (Date, error) {
	var d Date
	var ok bool
	switch len(s) {
	case len("2006"):
		ok = digits(s, &d.Year)
	case len("2006-01"):
		ok = s[4] == '-' && digits(s[:4], &d.Year) && digits(s[5:], &d.Month)
	case len("2006-01-02"):
		ok = s[4] == '-' && s[7] == '-' && digits(s[:4], &d.Year) && digits(s[5:7], &d.Month) && digits(s[8:], &d.Day)
	}
	if !ok || d.Year < 1000 {
		return Date{}, fmt.Errorf("%q is not a date", s)
	}
	if d.String() != s || !d.exists() {
		return Date{}, fmt.Errorf("%q does not exist in the calendar", s)
	}
	return d, nil
}

// digits reads a number that consists of digits only.
func digits(s string, n *int) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	*n, _ = strconv.Atoi(s)
	return true
}

// exists reports whether the month and the day, where given, are in the calendar.
func (d Date) exists() bool {
	if d.Month == 0 {
		return d.Day == 0
	}
	if d.Month > 12 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.Day
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// IsPartial reports whether the date lacks its day.
func (d Date) IsPartial() bool { return !d.IsZero() && d.Day == 0 }

// First returns the first day that the date can mean.
func (d Date) First() Day { return dayOf(d.Year, max(d.Month, 1), max(d.Day, 1)) }

// Last returns the last day that the date can mean.
func (d Date) Last() Day {
	switch {
	case d.Month == 0:
		return dayOf(d.Year, 12, 31)
	case d.Day == 0:
		return dayOf(d.Year, d.Month+1, 1) - 1
	}
	return d.First()
}

// dayOf counts the days of the Gregorian calendar. Dates are compared all the time, and
// package time does much more for each. A year is taken to begin in March, so that the leap
// day is its last: the months before have 153 days in every five. Month 13 is January of the
// next year.
func dayOf(year, month, day int) Day {
	month -= 3
	if month < 0 {
		month += 12
		year--
	}
	year += cycle // none is negative then
	days := 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + day - 1
	return Day(days - daysTo1970)
}

const (
	// cycle is after how many years the calendar repeats.
	cycle = 400
	// daysTo1970 are those from 1 March of the year -cycle to 1 January 1970.
	daysTo1970 = 719468 + 146097
)

// String returns the date as it is written in a record: YYYY-MM-DD, YYYY-MM, YYYY,
// or "" where it is unknown.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
