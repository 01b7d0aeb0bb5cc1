package site

import (
	"strings"
	"testing"
)

// A plan's page does not know of its adoption before the day of that.
func TestFactsAsOfTheDay(t *testing.T) {
	for day, want := range map[string]bool{"2022-02-09": false, "2022-02-10": true} {
		page := renderedOf(t, builderOf(t, demoFiles(t), day), "en/plans/zz-1/index.html")
		if got := strings.Contains(page, "10\u00a0February\u00a02022"); got != want {
			t.Errorf("on %s the page tells the day of the adoption: %v", day, got)
		}
	}
}
