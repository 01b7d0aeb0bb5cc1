package site

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/i18n"
	"parskats/internal/progress"
)

// demoWithCoverage is the demonstration with another file of coverage.
func demoWithCoverage(t *testing.T, coverage string) fs.FS {
	t.Helper()
	files := demoFiles(t).(fstest.MapFS)
	files["data/coverage.yaml"] = &fstest.MapFile{Data: []byte(coverage), Mode: 0o644}
	return files
}

// The list of what is late ranks measures that are all there are, and nothing else.
func TestLateIsRankedOfTheWholeOnly(t *testing.T) {
	for _, c := range []struct {
		coverage string
		whole    bool
	}{
		{"- {type: measure, extent: all}\n", true},
		{"- {type: measure, extent: part, total: 60}\n", false},
		{"- {type: measure, extent: found}\n", false},
	} {
		b := builderOf(t, demoWithCoverage(t, c.coverage), "2025-06-30")
		plan := b.truth.PlanOn(progress.NewestBegun(b.Records, b.Day), b.Day)
		list := delayed(&plan, c.whole)
		if len(list) <= lateOnHome {
			t.Fatalf("%d late measures are too few to tell their order", len(list))
		}
		byDelay := slices.IsSortedFunc(list, func(x, y *progress.Measure) int { return y.Delay() - x.Delay() })
		byNumber := slices.IsSortedFunc(list, func(x, y *progress.Measure) int {
			return progress.CompareNumbers(x.Record.Number, y.Record.Number)
		})
		if byDelay != c.whole || byNumber == c.whole {
			t.Errorf("%q: by delay: %v; by number: %v", c.coverage, byDelay, byNumber)
		}
		for _, lang := range i18n.Languages {
			section := b.lateSection(lang, &plan, lateOnHome)
			if want := b.refLink(lang, "measure", list[0].Record.Key).Href; section.Items[0].Title.Href != want {
				t.Errorf("%q: %s comes first; want %s", c.coverage, section.Items[0].Title.Href, want)
			}
			said := section.Intro + " " + b.delayNote(lang, &plan)
			if got := comparing[lang].MatchString(said); got != c.whole {
				t.Errorf("%q: %q compares: %v", c.coverage, said, got)
			}
			if got := section.Intro != ""; got == c.whole {
				t.Errorf("%q: that the measures are those found is said: %v", c.coverage, got)
			}
		}
	}
}

// One late measure is no longest one, whatever is known of others.
func TestOneIsLate(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	plan := b.truth.PlanOn(progress.NewestBegun(b.Records, b.Day), b.Day)
	late := delayed(&plan, true)[0]
	for i := range plan.Commitments {
		plan.Commitments[i].Measures = slices.DeleteFunc(plan.Commitments[i].Measures, func(m *progress.Measure) bool { return m.Delay() > 0 && m != late })
	}
	if got, want := b.delayDays(i18n.English, &plan), "The delay: 836 days."; got != want {
		t.Errorf("%q; want %q", got, want)
	}
	if got, want := b.delayDays(i18n.Latvian, &plan), "Kavējums: 836 dienas."; strings.ReplaceAll(got, "\u00a0", " ") != want {
		t.Errorf("%q; want %q", got, want)
	}
}
