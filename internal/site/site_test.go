package site

import (
	"os"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/theme"
)

// newTestBuilder makes a builder with the default theme's sentences, as of a day, of
// the records given; nil for none.
func newTestBuilder(t *testing.T, records *record.Site, day string) *builder {
	t.Helper()
	if records == nil {
		records = &record.Site{}
	}
	records.Config = &record.Config{Languages: []string{"lv", "en"}, Publisher: "vk"}
	th, err := theme.Load(records.Config.Langs(), "", os.DirFS("../../themes/default"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuilder(Input{Records: records, Day: date(t, day).First(), Theme: th, BaseURL: "https://parskats.example/"})
	if err != nil {
		t.Fatal(err)
	}
	b.listEntries()
	return b
}

// date reads a date of a test; "" is the unknown one.
func date(t *testing.T, s string) i18n.Date {
	t.Helper()
	if s == "" {
		return i18n.Date{}
	}
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func number(n int) *int { return &n }

func text(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }
