package progress

import (
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/record"
)

func TestIsTranslated(t *testing.T) {
	both := i18n.Text{i18n.Latvian: "a", i18n.English: "b"}
	for _, c := range []struct {
		name string
		r    Record
		want bool
	}{
		{"no texts", &record.Case{}, true},
		{"both", &record.Case{Title: both}, true},
		{"one lacks", &record.Case{Title: both, Summary: text("tikai latviski")}, false},
		{"a source lacks", &record.Case{Title: both, Common: record.Common{Sources: []record.Source{{Title: text("avots")}}}}, false},
		{"a measure's update lacks", &record.Commitment{Title: both, Measures: []record.Measure{{Title: both, Updates: []record.Update{{Text: text("x")}}}}}, false},
		{"a pointer's text lacks", &record.Plan{Title: both, Adoption: &record.Adoption{Act: text("x")}}, false},
		{"body in one", &record.Case{Title: both, Common: record.Common{Body: map[i18n.Lang]*markdown.Doc{i18n.Latvian: {}}}}, false},
		{"body in both", &record.Case{Title: both, Common: record.Common{Body: map[i18n.Lang]*markdown.Doc{i18n.Latvian: {}, i18n.English: {}}}}, true},
	} {
		if got := IsTranslated(c.r, i18n.Languages); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
	if !IsTranslated(&record.Case{Title: text("x")}, []i18n.Lang{i18n.Latvian}) {
		t.Error("a site in one language needs no other")
	}
}
