package site

import (
	"testing"
	"time"

	"parskats/internal/changes"
	"parskats/internal/i18n"
)

// An end shows from the day after it on, and stands by its own date all the same: readers
// see no other.
func TestChangesAreOrderedByTheDatesShown(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	all := newestDatesFirst(changes.Between(b.Records, i18n.DayOf(time.Time{}), b.Day))
	ends := 0
	for i := range all {
		if all[i].Day > all[i].Date.Last() {
			ends++
		}
		if i > 0 && all[i].Date.Last() > all[i-1].Date.Last() {
			t.Errorf("%s comes after %s", all[i].Date, all[i-1].Date)
		}
	}
	if ends == 0 {
		t.Error("no end among the changes, so nothing is tested")
	}
}

// A feed is as new as its newest entry, wherever that stands: a plan that began in 2026
// stands first all year, and is said from the year's first day.
func TestFeedIsAsNewAsItsNewestEntry(t *testing.T) {
	of := []changes.Change{{Day: 10}, {Day: 30}, {Day: 20}}
	if got := newestDay(of); got != 30 {
		t.Errorf("got %d, want 30", got)
	}
}
