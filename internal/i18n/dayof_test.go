package i18n

import (
	"testing"
	"time"
)

// Days are those of package time, month 13 included.
func TestDaysAreThoseOfTime(t *testing.T) {
	for year := 0; year < 10000; year++ {
		for month := 1; month <= 13; month++ {
			for _, day := range []int{1, 28, 29, 31} {
				want := DayOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
				// The 29th of a February that has 28 is the 1st of March in both.
				if got := dayOf(year, month, day); got != want {
					t.Fatalf("%d-%d-%d: %d, want %d", year, month, day, got, want)
				}
			}
		}
	}
}
