package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// TestAddresses holds texts' links to paths of the site, and old addresses of records,
// against fixtures, on two days: whether they are wrong does not depend on the day.
func TestAddresses(t *testing.T) {
	for _, name := range []string{"broken-link.site", "duplicate-url.site", "duplicate-url.removed", "duplicate-url.case"} {
		t.Run(name, func(t *testing.T) { holdAgainst(t, filepath.Join(invalidFolder, name)) })
	}
}

func holdAgainst(t *testing.T, folder string) {
	t.Helper()
	golden := filepath.Join(folder, "expected.txt")
	for _, day := range []string{"2024-06-30", "2099-12-31"} {
		result, all := tryBuild(t, overlay(t, folder), day)
		if result != nil {
			t.Error("a site with wrong addresses was listed")
		}
		compareErrors(t, all, golden, day)
	}
}

// compareErrors holds the errors among problems as of a day against a golden file.
func compareErrors(t *testing.T, all diag.Problems, golden, day string) {
	t.Helper()
	var problems diag.Problems
	for _, p := range all.Sorted() {
		if p.Severity() == diag.Error {
			problems.Add(p.Pos, p.Code+"/"+p.Variant, p.Args).WithHint(p.Hint)
		}
	}
	got := printed(t, problems)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("as of %s: got\n%s\nwant\n%s", day, got, want)
	}
}

// A page that the site does not have on its day is not linked to: its text stays.
func TestLinkToALaterPage(t *testing.T) {
	dir := overlay(t, baseFolder)
	for name, text := range map[string]string{
		"content/cases/x.md":            "---\ntitle: Piemērs\n---\n\n[vēlāk](/lv/lidzdaliba/velak/) [tagad](/lv/plani/#x)\n",
		"data/consultations/velak.yaml": "title: Apspriede\ninstitution: zz-kanceleja\nannounced: 2025-01-01\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for day, want := range map[string]string{
		"2024-06-30": `<p>vēlāk <a href="/lv/plani/#x">tagad</a></p>`,
		"2025-06-30": `<p><a href="/lv/lidzdaliba/velak/">vēlāk</a> <a href="/lv/plani/#x">tagad</a></p>`,
	} {
		page := render(t, build(t, dir, day).Site.Outputs, all)["lv/laba-prakse/x/index.html"]
		if !strings.Contains(page, want) {
			t.Errorf("as of %s: no %s in\n%s", day, want, page)
		}
	}
}
