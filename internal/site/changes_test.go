package site

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parskats/internal/changes"
	"parskats/internal/i18n"
	"parskats/internal/output"
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
		if i > 0 && all[i].Date.First() > all[i-1].Date.First() {
			t.Errorf("%s comes after %s", all[i].Date, all[i-1].Date)
		}
	}
	if ends == 0 {
		t.Error("no end among the changes, so nothing is tested")
	}
}

// What is dated by a year or a month alone comes after all that may be later.
func TestPartialDatesStandWhereTheyBegin(t *testing.T) {
	var all []changes.Change
	for _, text := range []string{"2025", "2025-12-31", "2026", "2026-01", "2026-01-01", "2026-01-31", "2026-09", "2026-09-01", "2026-09-30", "2026-10-01"} {
		date, err := i18n.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, changes.Change{Date: date, Day: date.Last()})
	}
	var got []string
	months := byMonth(newestDatesFirst(all))
	for _, m := range months {
		for _, c := range m.changes {
			got = append(got, c.Date.String())
		}
		got = append(got, "|")
	}
	want := "2026-10-01 | 2026-09-30 2026-09-01 2026-09 | 2026-01-31 2026-01-01 2026-01 | 2026 | 2025-12-31 | 2025 |"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// atom is what tests read of a feed.
type atom struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

// withFiles returns the demonstration with some files put on it.
func withFiles(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	demo := demoFiles(t).(fstest.MapFS)
	for name, text := range files {
		demo[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return demo
}

// listed lists all outputs of a site whose entries are listed.
func listed(t *testing.T, b *builder) []output.Output {
	t.Helper()
	if len(b.outputs) == 0 {
		for _, p := range b.parts() {
			if err := p.add(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.outputs
}

// renderedOf returns an output of a site, or "" where there is none.
func renderedOf(t *testing.T, b *builder, path string) string {
	t.Helper()
	for _, o := range listed(t, b) {
		if o.Path == path {
			var text bytes.Buffer
			if err := o.Render(&text); err != nil {
				t.Fatal(err)
			}
			return text.String()
		}
	}
	return ""
}

func feedOf(t *testing.T, b *builder, path string) (f atom, text string) {
	t.Helper()
	text = renderedOf(t, b, path)
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return f, text
}

// An entry's `updated` follows from its record alone. So it is the same on every day that has
// the entry, is never ahead, and the feed never goes back.
func TestFeedIsAsNewAsItsFirstEntry(t *testing.T) {
	files := withFiles(t, map[string]string{
		"data/events/zz-gads.yaml": "title: {lv: Gads, en: Year}\nkind: meeting\nstarts: 2024\n",
	})
	updated := map[string]string{}
	feed := ""
	for _, day := range []string{"2024-06-30", "2024-12-30", "2024-12-31", "2025-01-02", "2025-06-30"} {
		f, _ := feedOf(t, builderOf(t, files, day), "lv/atom.xml")
		if f.Updated != f.Entries[0].Updated || f.Updated < feed || f.Updated[:10] > day {
			t.Errorf("as of %s: the feed was updated %s, its first entry %s, and before it %s", day, f.Updated, f.Entries[0].Updated, feed)
		}
		feed = f.Updated
		for i, e := range f.Entries {
			if i > 0 && e.Updated > f.Entries[i-1].Updated {
				t.Errorf("as of %s: %s is newer than the entry before it", day, e.ID)
			}
			if was, ok := updated[e.ID]; ok && was != e.Updated {
				t.Errorf("as of %s: %s was updated %s, before that %s", day, e.ID, e.Updated, was)
			}
			updated[e.ID] = e.Updated
		}
	}
	const id = "tag:example.lv,2026:parskats/event/zz-gads/event_held/2024/lv"
	if got := updated[id]; got != "2024-12-31T00:00:00+02:00" {
		t.Errorf("%s was updated %q", id, got)
	}
}

// A removed page is told of in the feed of its language. Of one that is erased nothing is
// left that leads to it: no name, no address, no checksum of one.
func TestFeedTellsOfRemovedPages(t *testing.T) {
	demo := withFiles(t, nil)
	demo["data/site.yaml"].Data = []byte(strings.Replace(string(demo["data/site.yaml"].Data), "\nremoved:\n", `
removed:
  - {url: /lv/lidzdaliba/vēsts/, date: 2025-05-01, reason: {lv: Divas reizes viens un tas pats., en: It was there twice.}}
  - {erased: 0123456789abcdef, date: 2025-05-02, reason: {lv: Personas lūgums., en: A person asked for it.}}
  - {erased: fedcba9876543210, date: 2025-05-02, reason: {lv: Personas lūgums., en: A person asked for it.}}
  - {url: /lv/lidzdaliba/velak/, date: 2025-05-04, reason: {lv: Vēlāk., en: Later.}}
`, 1))
	b := builderOf(t, demo, "2025-05-03")
	const tags = "tag:example.lv,2026:parskats/"
	lv, text := feedOf(t, b, "lv/atom.xml")
	found := map[string]string{}
	for _, e := range lv.Entries {
		found[e.ID] = e.Title + "|" + e.Summary + "|" + e.Link.Href + "|" + e.Updated
	}
	for id, want := range map[string]string{
		tags + "removed/2025-05-01/lv/lidzdaliba/v%C4%93sts/lv": "/lv/lidzdaliba/vēsts/|Lapa noņemta. Divas reizes viens un tas pats.|https://example.lv/lv/lidzdaliba/v%C4%93sts/|2025-05-01T00:00:00+03:00",
		tags + "erased/2025-05-02/474067b372858e84/lv":          "Lapa noņemta|Lapa noņemta. Personas lūgums.|https://example.lv/lv/izmainas/|2025-05-02T00:00:00+03:00",
		tags + "erased/2025-05-02/474067b372858e84/2/lv":        "Lapa noņemta|Lapa noņemta. Personas lūgums.|https://example.lv/lv/izmainas/|2025-05-02T00:00:00+03:00",
	} {
		if found[id] != want {
			t.Errorf("%s: got %q, want %q", id, found[id], want)
		}
	}
	en, english := feedOf(t, b, "en/atom.xml")
	for _, e := range en.Entries {
		if strings.Contains(e.ID, "/removed/") {
			t.Errorf("the English feed tells of %s", e.Title)
		}
	}
	if !strings.Contains(english, "A person asked for it.") {
		t.Error("the English feed does not tell of the erased pages")
	}
	for _, hidden := range []string{"0123456789abcdef", "fedcba9876543210", "velak"} {
		if strings.Contains(text+english+renderedOf(t, b, "lv/izmainas/index.html"), hidden) {
			t.Errorf("%s can be read", hidden)
		}
	}
}
