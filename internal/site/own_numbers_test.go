package site

import (
	"fmt"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// sixMinistries hold 1, 1, 2, 3, 4 and 5 consultations of ten days each in 2023, of
// which only the first of each was answered, after as many days as the ministry has
// consultations.
func sixMinistries(t *testing.T, extent record.Extent) *record.Site {
	t.Helper()
	site := &record.Site{Coverage: []record.Coverage{{Type: "consultation", Extent: extent}}}
	var institutions []*record.Institution
	var consultations []*record.Consultation
	for i, n := range []int{1, 1, 2, 3, 4, 5} {
		id := string(rune('a' + i))
		institutions = append(institutions, &record.Institution{Common: record.Common{ID: id}, Title: text(id, id), Kind: "ministry"})
		for j := range n {
			c := &record.Consultation{
				Common: record.Common{ID: fmt.Sprint(id, j)}, Institution: id,
				Opens: date(t, "2023-05-01"), Closes: date(t, "2023-05-10"),
			}
			if j == 0 {
				c.Feedback = &record.Feedback{Status: record.FeedbackPublished, Date: date(t, fmt.Sprintf("2023-05-%d", 10+n))}
			}
			consultations = append(consultations, c)
		}
	}
	institutions = append(institutions, &record.Institution{Common: record.Common{ID: "vk"}, Title: text("vk", "vk"), Kind: "chancellery"})
	site.Institutions = record.NewCollection(institutions, func(r *record.Institution) string { return r.ID })
	site.Consultations = record.NewCollection(consultations, func(r *record.Consultation) string { return r.ID })
	return site
}

// ownTable returns an institution's numbers as lines, with the sentence over them.
func ownTable(t *testing.T, site *record.Site, id string) (intro string, lines []string) {
	t.Helper()
	b := newTestBuilder(t, site, "2024-06-15")
	v := &recordView{}
	b.addOwnNumbers(i18n.English, v, site.Institutions.Get(id))
	if len(v.Sections) == 0 {
		return "", nil
	}
	for _, row := range v.Sections[0].Table.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return v.Sections[0].Intro, lines
}

func TestOwnNumbers(t *testing.T) {
	intro, lines := ownTable(t, sixMinistries(t, record.ExtentAll), "e")
	want := []string{
		"Consultations | 4 consultations | 2.5 (6 institutions)",
		"Closed ones with feedback published | 1 of 1 checked (100%); 3 not checked | 100% (6 institutions)",
		"Wait for feedback (median) | 4\u00a0days (1 consultation) | 2.5\u00a0days (6 institutions)",
		"Days open to the public (median) | 10\u00a0days (4 consultations) | 10\u00a0days (6 institutions)",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	if !strings.Contains(intro, "this one included") {
		t.Errorf("the median is not explained: %q", intro)
	}
}

// Of a part of the records there is no median, neither of others nor its own.
func TestOwnNumbersOfAPart(t *testing.T) {
	for _, extent := range []record.Extent{record.ExtentPart, record.ExtentFound} {
		intro, lines := ownTable(t, sixMinistries(t, extent), "e")
		want := "Consultations | 4 consultations\nClosed ones with feedback published | 1 of 1 checked; 3 not checked"
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s: got\n%s", extent, got)
		}
		if !strings.Contains(intro, "16 records found; how many there are in all is not known.") || !strings.Contains(intro, "only a part") {
			t.Errorf("%s: what it is a part of is not said: %q", extent, intro)
		}
	}
}

func TestOwnNumbersOfFew(t *testing.T) {
	site := sixMinistries(t, record.ExtentAll)
	if intro, lines := ownTable(t, site, "vk"); lines != nil {
		t.Errorf("an institution without anything to count has numbers: %q, %q", intro, lines)
	}
	for _, id := range []string{"a", "b"} {
		site.Institutions.Get(id).Kind = "agency"
	}
	intro, lines := ownTable(t, site, "e")
	if len(lines) == 0 || strings.Count(lines[0], "|") != 1 || !strings.Contains(intro, "fewer than 5") {
		t.Errorf("four ministries: %q, %q", intro, lines)
	}
}
