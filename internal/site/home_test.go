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
	if got, want := b.delayDays(i18n.English, &plan), "836\u00a0days after the due date."; got != want {
		t.Errorf("%q; want %q", got, want)
	}
	if got, want := b.delayDays(i18n.Latvian, &plan), "836 dienas pēc termiņa."; strings.ReplaceAll(got, "\u00a0", " ") != want {
		t.Errorf("%q; want %q", got, want)
	}
}

// Before a plan has begun the dashboard says so, says when it begins, and shows nothing
// of it.
func TestHomeBeforeThePlan(t *testing.T) {
	for _, c := range []struct {
		day    string
		lv, en []string
	}{
		{"2021-06-01",
			[]string{"Mūsu datos šajā dienā neviens plāns vēl nav sācies.", "Plāns sākas 2022. gada 1. janvārī:"},
			[]string{"In our data no plan has begun by this day.", "The plan begins on 1 January 2022:"}},
		{"2021-12-31",
			[]string{"Mūsu datos šajā dienā neviens plāns vēl nav sācies.", "Plāns sākas 2022. gada 1. janvārī:"},
			[]string{"In our data no plan has begun by this day.", "The plan begins on 1 January 2022:"}},
		// It was adopted on 10 February.
		{"2022-01-01",
			[]string{"Plāna periods ir sācies; mūsu datos nav, ka plāns šajā dienā jau būtu pieņemts:"},
			[]string{"The plan's period has begun; that it was adopted by this day is not in our data:"}},
		{"2022-02-10", nil, nil},
	} {
		b := builderOf(t, demoFiles(t), c.day)
		for lang, want := range map[i18n.Lang][]string{i18n.Latvian: c.lv, i18n.English: c.en} {
			v, err := b.homeView(lang)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, n := range v.Notices {
				if n.Kind != "sample" {
					said = append(said, strings.ReplaceAll(n.Text, "\u00a0", " "))
				}
			}
			if !slices.Equal(said, want) {
				t.Errorf("%s, %s: %q; want %q", c.day, lang, said, want)
			}
			checkOfNoPlan(t, c.day, v, want == nil)
		}
	}
}

// checkOfNoPlan sees that a dashboard shows something of a plan, or nothing.
func checkOfNoPlan(t *testing.T, day string, v *homeView, begun bool) {
	t.Helper()
	if last := len(v.Notices) - 1; !begun && (last < 0 || v.Notices[last].Link == nil || v.Notices[last].Link.Href == "") {
		t.Errorf("%s: no link to the plan", day)
	}
	if got := len(v.Numbers) > 0; got != begun {
		t.Errorf("%s: the plan has numbers: %v", day, got)
	}
	ofPlan := slices.ContainsFunc(v.Sections, func(s Section) bool { return s.ID == "late" || s.ID == "progress" })
	if ofPlan != begun {
		t.Errorf("%s: the plan has sections: %v", day, ofPlan)
	}
}

// A site that has no plans says nothing of them.
func TestHomeWithoutPlans(t *testing.T) {
	b := newTestBuilder(t, nil, "2021-06-01")
	if got := b.noPlanNotices(i18n.English); got != nil {
		t.Errorf("%v", got)
	}
}
