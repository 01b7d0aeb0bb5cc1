package workspace

import (
	"regexp"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// nights is how many nights in a row the test builds, from firstNight on: they include
// a consultation's first and last day.
const (
	nights     = 30
	firstNight = "2026-09-20"
)

// TestQuietNights builds the default site night after night. A page may change only if it
// says as of which day it speaks, and is of a kind whose numbers the day moves, or if
// something in it happened by the new day: then it shows that date.
func TestQuietNights(t *testing.T) {
	if testing.Short() {
		t.Skip("renders a thousand pages thirty times")
	}
	first := date(t, firstNight).First()
	var before map[string]string
	for night := range nights {
		day := first + i18n.Day(night)
		pages := render(t, build(t, defaultSite, day.String()).Site.Outputs, isQuiet)
		for file, page := range pages {
			if old, ok := before[file]; ok && old != page && !mayChange(file, old, page, day) {
				t.Errorf("as of %s: %s changed for no reason: %s", day, file, firstDifference(old, page))
			}
		}
		before = pages
	}
}

// isQuiet leaves out figures' pages, which all show their day, English, which has the same
// numbers, and what is no page.
func isQuiet(path string) bool {
	return strings.HasPrefix(path, "lv/") && strings.HasSuffix(path, ".html") && !strings.HasPrefix(path, "lv/skaitli/")
}

// moving are the pages whose numbers the day moves, whatever happens: the dashboard,
// institutions, which count the days since they reported, and the data's page with those of
// what is reckoned as of the day.
var moving = regexp.MustCompile(`^lv/(index|institucijas/[^/]+/index|dati/index|dati/[^/]+-state/index|dati/ogp/index)\.html$`)

// mayChange says whether there is a reason for a page to change from the night before.
func mayChange(file, old, page string, day i18n.Day) bool {
	if says(page, day, i18n.Locative) {
		return moving.MatchString(file) || waits(page)
	}
	// What happened on a day shows from that day on, and the end of a period from the next;
	// a page that shows no dates may still say that what was open is closed.
	return waits(old) && !waits(page) || says(page, day, i18n.Nominative) || says(page, day-1, i18n.Nominative)
}

// says reports whether a page shows a day.
func says(page string, day i18n.Day, c i18n.Case) bool {
	return strings.Contains(page, i18n.FormatDate(i18n.Latvian, day.Date(), c))
}

// waits reports whether a page has a consultation that is open or announced: what it says
// of it depends on the day.
func waits(page string) bool {
	return strings.Contains(page, " stage-open") || strings.Contains(page, " stage-planned")
}
