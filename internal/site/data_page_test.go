package site

import (
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// A small file has its bytes: none that holds anything has 0 kB.
func TestSize(t *testing.T) {
	b := newTestBuilder(t, nil, "2026-11-23")
	for bytes, want := range map[int64]string{
		1: "1\u00a0baits", 39: "39\u00a0baiti", 41: "41\u00a0baits", 111: "111\u00a0baitu", 999: "999\u00a0baiti", 1000: "1\u00a0kB", 1249: "1,2\u00a0kB",
	} {
		if got := b.size(i18n.Latvian, bytes); got != want {
			t.Errorf("%d: %q; want %q", bytes, got, want)
		}
	}
	if got := b.size(i18n.English, 1); got != "1\u00a0byte" {
		t.Errorf("one byte: %q", got)
	}
}

// On a narrow screen no file of the data is cut off, and each record's own file can be come to:
// from its page or, where it has none, from that of its set.
func TestDataPageLeadsToEveryFile(t *testing.T) {
	b := newTestBuilder(t, &record.Site{
		Methods: record.NewCollection([]*record.Method{{Common: record.Common{ID: "zz-metode"}}}, func(m *record.Method) string { return m.ID }),
		Areas:   record.NewCollection([]*record.Area{{Common: record.Common{ID: "zz-joma"}}}, func(a *record.Area) string { return a.ID }),
	}, "2026-11-23")
	for _, s := range b.dataView(i18n.Latvian).Sections {
		if s.Table != nil && !s.Table.Stacks {
			t.Errorf("%s: the table is cut off on a narrow screen", s.ID)
		}
	}
	for set, want := range map[string]string{"methods": "/data/v1/methods/zz-metode.json", "areas": ""} {
		var got []string
		for _, s := range b.dataSetView(i18n.Latvian, b.data().Table(set).Set()).Sections {
			for _, g := range s.Groups {
				for _, l := range g.Links {
					got = append(got, l.Href)
				}
			}
		}
		if all := strings.Join(got, " "); !strings.HasSuffix(all, want) || (want == "") != (all == "") {
			t.Errorf("%s: leads to %q; want %q", set, all, want)
		}
	}
}
