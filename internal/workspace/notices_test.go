package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parskats/internal/diag"
)

const (
	baseFolder    = "../check/testdata/base"
	invalidFolder = "testdata/invalid"
	noticesDay    = "2026-06-30"
)

// overlay copies the small valid site and puts the files of a fixture on it.
func overlay(t *testing.T, fixture string) string {
	t.Helper()
	dir := t.TempDir()
	copyTree(t, baseFolder, dir, time.Unix(0, 0))
	copyTree(t, fixture, dir, time.Unix(0, 0))
	return dir
}

// TestNotices holds what depends on the day against fixtures, as package check does
// with what does not.
func TestNotices(t *testing.T) {
	for _, code := range noticeCodes() {
		folder := filepath.Join(invalidFolder, code)
		result, problems := tryBuild(t, overlay(t, folder), noticesDay)
		if result == nil {
			t.Errorf("%s: a notice stopped the build:\n%s", code, printed(t, problems))
		}
		got, golden := printed(t, problems), filepath.Join(folder, "expected.txt")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) || !strings.Contains(got, "["+code+"]") {
			t.Errorf("%s: got\n%s\nwant\n%s", code, got, want)
		}
	}
}

// noticeCodes are those of the day; what an import notices has its fixtures with the importer.
func noticeCodes() []string {
	return slices.DeleteFunc(diag.Codes(), func(code string) bool {
		return diag.SeverityOf(code) != diag.Notice || strings.HasPrefix(code, "import-")
	})
}

// On the day before, each notice has no reason yet.
func TestNoticesBegin(t *testing.T) {
	for code, day := range map[string]string{
		"report-missing": "2026-03-01", "feedback-missing": "2026-04-30", "no-changes": "2026-06-29",
		"removed-ahead": "2026-07-01", // here the notice ends with the day
	} {
		_, problems := tryBuild(t, overlay(t, filepath.Join(invalidFolder, code)), day)
		if text := printed(t, problems); strings.Contains(text, "["+code+"]") && !strings.Contains(text, "2024-03-01") {
			t.Errorf("%s on %s: got\n%s", code, day, text)
		}
	}
}
