package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// themeFixtures are sites with something wrong in their theme, below testdata/invalid.
var themeFixtures = []string{
	"bad-sentence", "bad-template", "bad-template.place", "bad-template.syntax", "bad-template.unclosed", "encoding.theme",
	"missing-file.asset", "missing-file.theme", "not-loaded", "unknown-sentence", "unused-file",
}

// TestThemes holds what is wrong with themes against fixtures. Errors stop the build,
// warnings do not.
func TestThemes(t *testing.T) {
	for _, name := range themeFixtures {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(invalidFolder, name)
			result, all := tryBuild(t, overlay(t, folder), tinyDay)
			var problems diag.Problems
			for _, p := range all.Sorted() {
				if p.Severity() != diag.Notice {
					problems.Add(p.Pos, strings.TrimSuffix(p.Code+"/"+p.Variant, "/"), p.Args).WithHint(p.Hint)
				}
			}
			if stopped := result == nil; stopped != (problems.Count(diag.Error) > 0) {
				t.Errorf("the build was stopped: %t", stopped)
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
			if code, _, _ := strings.Cut(name, "."); got != string(want) || !strings.Contains(got, "["+code+"]") {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// The files of the default theme pass every check, as if they were a site's own.
func TestDefaultThemePasses(t *testing.T) {
	folder := overlay(t, baseFolder)
	if err := os.CopyFS(filepath.Join(folder, "themes/default"), os.DirFS("../../themes/default")); err != nil {
		t.Fatal(err)
	}
	_, problems := tryBuild(t, folder, tinyDay)
	mustHaveNoneIn(t, problems, "themes/")
}

func mustHaveNoneIn(t *testing.T, problems diag.Problems, folder string) {
	t.Helper()
	if slices.ContainsFunc(problems.Sorted(), func(p diag.Problem) bool { return strings.HasPrefix(p.Pos.File, folder) }) {
		t.Errorf("got\n%s", printed(t, problems))
	}
}

// Nothing of a theme comes from outside the site's folder.
func TestThemeLinks(t *testing.T) {
	for _, link := range []string{"themes", "themes/default", "themes/default/assets", "themes/default/templates/partials/foot.html"} {
		folder := overlay(t, baseFolder)
		elsewhere := t.TempDir()
		if err := os.MkdirAll(filepath.Join(folder, filepath.Dir(link)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(elsewhere, filepath.Join(folder, link)); err != nil {
			t.Fatal(err)
		}
		result, problems := tryBuild(t, folder, tinyDay)
		if got := printed(t, problems); result != nil || !strings.Contains(got, link+": error: a symbolic link") || !strings.Contains(got, "[path-escape]") {
			t.Errorf("%s: got %s", link, got)
		}
	}
}
