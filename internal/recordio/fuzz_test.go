package recordio_test

import (
	"maps"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/recordio"
	"parskats/internal/source"
)

// siteFile and listFile are the rest of the site that a fuzzed record stands in.
const (
	siteFile = "title: Vietne\nbase_url: https://parskats.example/\nlanguages: [lv, en]\ntimezone: Europe/Riga\npublisher: vk\n"
	listFile = "- {id: vk, title: Kanceleja, kind: chancellery}\n"
)

// FuzzRoundTrip writes texts, dates and numbers as a record and reads it again: it says
// the same, and is written the same.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{
		"Plāns: otrā daļa", "„Ielas” # 2", "- a", "yes", "null", "2023-10-03", "1e3", "0x1F", "~", "a\nb\n\nc", "  ", "'\"\\", "{a: b}",
		"[a]", "&a", "*a", "!a", "%a", "@a", "`a", "? a", "|", ">", "a:", ":a", "a #b", "#a", "=", "<<", "12:30", ".5", "a\tb", "\u2028", "---", "...", "... a",
	} {
		f.Add(s, "A text", "2023-10", 12, 12.5)
		f.Add("Teksts", s, "2023", 0, -1e21)
	}
	f.Fuzz(func(t *testing.T, lv, en, day string, whole int, number float64) {
		opens, err := i18n.ParseDate(day)
		if err != nil || !record.HasYear(opens.Year) || whole < 0 || number < 0 || number-number != 0 || !canBeText(lv) || !canBeText(en) {
			return // no record that a person could have written
		}
		before := &record.BudgetRound{
			Common: record.Common{ID: "x"}, Title: i18n.Text{i18n.Latvian: lv, i18n.English: en},
			Note: i18n.Text{i18n.Latvian: lv}, Institution: "vk", Starts: opens, Ideas: &whole, Budget: &number,
		}
		written, err := recordio.Marshal(before, langs, false)
		if err != nil {
			t.Fatal(err)
		}
		after := readBack(t, written)
		if !maps.Equal(after.Title, before.Title) || !maps.Equal(after.Note, before.Note) {
			t.Fatalf("got %q and %q of\n%s", after.Title, after.Note, written)
		}
		if after.Starts != opens || *after.Ideas != whole || *after.Budget != number {
			t.Fatalf("got %v, %d, %v of\n%s", after.Starts, *after.Ideas, *after.Budget, written)
		}
		again, err := recordio.Marshal(after, langs, false)
		if err != nil || string(again) != string(written) {
			t.Fatalf("written as\n%sand then, %v, as\n%s", written, err, again)
		}
	})
}

// canBeText reports whether a record can hold a text: one that says something, without
// spaces around it, of characters that YAML allows.
func canBeText(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !record.IsPlaceholder(s) && utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool {
		return unicode.IsControl(c) && c != '\n' || strings.ContainsRune("\ufeff\ufffe\uffff\u2028\u2029", c)
	})
}

func readBack(t *testing.T, written []byte) *record.BudgetRound {
	t.Helper()
	var tree source.Tree
	for _, file := range []struct{ name, text string }{
		{"data/budget-rounds/x.yaml", string(written)}, {"data/institutions.yaml", listFile}, {"data/site.yaml", siteFile},
	} {
		doc, problems := source.Parse(file.name, []byte(file.text))
		if doc == nil {
			t.Fatalf("%s of\n%s", problems.Sorted()[0].Text(diag.English), written)
		}
		tree.Documents = append(tree.Documents, doc)
	}
	site, problems := check.Check(tree)
	if site == nil {
		t.Fatalf("%s of\n%s", problems.Sorted()[0].Text(diag.English), written)
	}
	return site.BudgetRounds.Get("x")
}
