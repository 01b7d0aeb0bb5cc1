package importer_test

import (
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/importer"
	"parskats/internal/record"
)

// TestEditUpdate edits commitments' files in every form that an editor may give them: all
// lines but those of the update and of its note stay.
func TestEditUpdate(t *testing.T) {
	edit := importer.UpdateEdit{
		From: -1, Update: record.Update{Date: i18n.Date{Year: 2026, Month: 2, Day: 20}, By: record.RatedByInstitution, Author: "zz", Text: i18n.Text{i18n.Latvian: "Notika."}},
		Slot: "1.1 zz 2026-02-01", Sum: "0123456789abcdef",
	}
	with := func(from, to int) importer.UpdateEdit {
		e := edit
		e.From, e.To = from, to
		return e
	}
	const fresh = "      - date: 2026-02-20\n        by: institution\n        author: zz\n        text: Notika.\n"
	const noted = "collected:\n  1.1 zz 2026-02-01: 0123456789abcdef\n"
	for _, tt := range []struct {
		name         string
		edit         importer.UpdateEdit
		before, want string
	}{
		{"no updates yet", edit,
			"measures:\n  - number: \"1.1\"\n    title: T # t\n    # n\n    note: N\n",
			"measures:\n  - number: \"1.1\"\n    title: T # t\n    updates:\n" + fresh + "    # n\n    note: N\n" + noted},
		{"an empty field", edit,
			"measures:\n  - number: \"1.1\"\n    updates:\n    note: N\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n" + fresh + "    note: N\n" + noted},
		{"at the end", with(-1, 1),
			"measures:\n  - number: \"1.1\"\n    updates:\n      # a\n      - date: 2025-01-01 # b\n        by: ngo\n\n# end\nsources: []\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n      # a\n      - date: 2025-01-01 # b\n        by: ngo\n" + fresh + noted + "\n# end\nsources: []\n"},
		{"in front", with(-1, 0),
			"measures:\n  - number: \"1.1\"\n    updates:\n      # a\n      - date: 2026-03-01\n        by: ngo\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n" + fresh + "      # a\n      - date: 2026-03-01\n        by: ngo\n" + noted},
		{"as far left as its field", with(-1, 1),
			"measures:\n- number: \"1.1\"\n  updates:\n  - date: 2025-01-01\n    by: ngo\n  note: N\n",
			"measures:\n- number: \"1.1\"\n  updates:\n  - date: 2025-01-01\n    by: ngo\n" + unindented(fresh, 4) + "  note: N\n" + noted},
		{"in place", with(0, 0),
			"measures:\n  - number: \"1.1\"\n    updates:\n      - date: 2025-01-01\n        by: ngo\n      # b\n      - {date: 2026-03-01, by: ngo}\ncollected:\n  # c\n  1.1 zz 2026-02-01: old # d\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n" + fresh + "      # b\n      - {date: 2026-03-01, by: ngo}\ncollected:\n  # c\n  1.1 zz 2026-02-01: 0123456789abcdef\n"},
		{"moved back", with(0, 1),
			"measures:\n  - number: \"1.1\"\n    updates:\n      - date: 2025-01-01\n        by: ngo\n      - {date: 2026-01-01, by: irm}\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n      - {date: 2026-01-01, by: irm}\n" + fresh + noted},
		{"moved forward", with(1, 0),
			"measures:\n  - number: \"1.1\"\n    updates:\n      - {date: 2026-03-01, by: irm}\n      - date: 2026-04-01\n        by: ngo\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n" + fresh + "      - {date: 2026-03-01, by: irm}\n" + noted},
		{"updates on one line", with(-1, 1),
			"measures:\n  - number: \"1.1\"\n    updates: [{date: 2025-01-01, by: ngo}] # u\n",
			"measures:\n  - number: \"1.1\"\n    updates:\n      # u\n      - {date: 2025-01-01, by: ngo}\n" + fresh + noted},
		{"a measure on one line", edit,
			"measures:\n  # a\n  - {number: \"1.1\", title: T}\n  # b\n  - {number: \"1.2\", title: U}\n",
			"measures:\n  # a\n  - number: \"1.1\"\n    title: T\n    updates:\n" + fresh + "  # b\n  - {number: \"1.2\", title: U}\n" + noted},
		{"notes of others", edit,
			"measures:\n  - number: \"1.1\"\n    title: T\ncollected:\n  1.1 aa 2026-02-01: a\n  1.2 zz 2026-02-01: b\n",
			"measures:\n  - number: \"1.1\"\n    title: T\n    updates:\n" + fresh + "collected:\n  1.1 aa 2026-02-01: a\n  1.1 zz 2026-02-01: 0123456789abcdef\n  1.2 zz 2026-02-01: b\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, path := range []string{"data/x.yaml", "content/x.md"} {
				before, want := tt.before, tt.want
				if path == "content/x.md" {
					const body = "---\n\n# Text\n\nmeasures:\n- *x*\n"
					before, want = "---\n"+before+body, "---\n"+want+body
				}
				for _, newline := range []string{"\n", "\r\n"} {
					got, ok := importer.EditUpdate(path, []byte(strings.ReplaceAll(before, "\n", newline)), []i18n.Lang{i18n.Latvian}, tt.edit)
					if !ok || string(got) != strings.ReplaceAll(want, "\n", newline) {
						t.Errorf("%s, ok: %v, got\n%s\nwant\n%s", path, ok, got, want)
					}
				}
			}
		})
	}
}

// unindented takes spaces away from the beginnings of lines.
func unindented(text string, n int) string {
	return strings.ReplaceAll(strings.TrimPrefix(text, strings.Repeat(" ", n)), "\n"+strings.Repeat(" ", n), "\n")
}

// TestEditUpdateRefuses leaves files alone that can't be changed by lines.
func TestEditUpdateRefuses(t *testing.T) {
	edit := importer.UpdateEdit{From: -1, Slot: "s", Sum: "x", Update: record.Update{Date: i18n.Date{Year: 2026}, By: record.RatedByInstitution}}
	for name, text := range map[string]string{
		"all on one line":      "{number: \"1\", measures: [{number: \"1.1\"}]}\n",
		"measures on one line": "measures: [{number: \"1.1\"}]\n",
		"an anchor":            "measures:\n  - &m\n    number: \"1.1\"\n    updates: [{date: 2025}]\n  - *m\n",
		"no measures":          "number: \"1\"\n",
		"a byte-order mark":    "\ufeffmeasures:\n  - number: \"1.1\"\n",
		"no YAML":              "measures: [\n",
		"nothing":              "",
	} {
		if got, ok := importer.EditUpdate("data/x.yaml", []byte(text), []i18n.Lang{i18n.Latvian}, edit); ok {
			t.Errorf("%s was changed:\n%s", name, got)
		}
	}
}
