package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// imported are the fixtures of imports, each with the kind of file that it is.
var imported = []struct{ folder, kind, file string }{
	{"tap", "csv", "table.csv"},
	{"ministry", "csv", "table.csv"},
	{"workbook", "xlsx", "table.xlsx"},
	{"register", "csv", "table.csv"},
	{"ogp", "ogp", "table.csv"},
	{"tracker", "frontmatter", "folder"},
}

// TestImportedSiteBuilds imports all fixtures into one site and builds it. What fits no
// field, and where records come from, is nowhere in what is published.
func TestImportedSiteBuilds(t *testing.T) {
	const fixtures = "../../internal/importer/testdata/fixtures"
	site := t.TempDir()
	copyFolder(t, "../../internal/workspace/testdata/tiny", site)
	for _, f := range imported {
		if overlay := filepath.Join(fixtures, f.folder, "site"); exists(overlay) {
			copyFolder(t, overlay, site)
		}
	}
	call := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := run(t.Context(), append(args, "--source", site), environment{
			stdout: &out, stderr: &out, getenv: func(string) string { return "" }, now: time.Now,
		})
		return code, out.String()
	}
	for _, f := range imported {
		folder := filepath.Join(fixtures, f.folder)
		rejects := filepath.Join(t.TempDir(), "rejects.csv")
		code, out := call("import", f.kind, filepath.Join(folder, f.file), "--map", filepath.Join(folder, "map.yaml"), "--rejects", rejects)
		if code != exitProblems || !exists(rejects) {
			t.Errorf("%s: exit status %d\n%s", f.folder, code, out)
		}
	}
	if code, out := call("check"); code != exitDone {
		t.Fatalf("check: exit status %d\n%s", code, out)
	}
	public := filepath.Join(t.TempDir(), "public")
	if code, out := call("build", "--output", public, "--quiet"); code != exitDone {
		t.Fatalf("build: exit status %d\n%s", code, out)
	}
	if !exists(filepath.Join(public, "lv/apnemsanas/zz0501/index.html")) {
		t.Error("a page is missing")
	}
	secrets := []string{"Une consultation fictive", "kfhbkpbc", "izdomata.persona@", "Access to Fiction"}
	err := eachFile(public, func(name string) error {
		raw, err := os.ReadFile(name)
		for _, secret := range secrets {
			if bytes.Contains(raw, []byte(secret)) {
				t.Errorf("%s has %q in it", strings.TrimPrefix(name, public), secret)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestRejectsFile sees that rejected rows are written to no file that is not theirs, and
// that nothing at all is then.
func TestRejectsFile(t *testing.T) {
	site := t.TempDir()
	copyFolder(t, "../../internal/workspace/testdata/tiny", site)
	write := func(name, text string) string {
		name = filepath.Join(site, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	table := write("n.csv", "Nr;Nosaukums;Sākums\n1;Izdomāts;2024-01-01\n2;Otrs;rīt\n")
	const mapText = "type: consultation\nid: {columns: Nr, prefix: zz-new-}\nfields: {title: Nosaukums, institution: {value: zz-kanceleja}, opens: Sākums}\n"
	mapFile := write("n.yaml", mapText)
	call := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := run(t.Context(), append([]string{"import", "csv", table, "--source", site, "--map", mapFile}, args...), environment{
			stdout: &out, stderr: &out, getenv: func(string) string { return "" }, now: time.Now,
		})
		return code, out.String()
	}
	plain := mapFile
	mapFile = write("paged.yaml", "sheet: Dati\n"+mapText)
	if code, out := call("--dry-run"); code != exitUsage || !strings.Contains(out, "has no pages") {
		t.Errorf("exit status %d\n%s", code, out)
	}
	mapFile = plain
	link := filepath.Join(site, "link.csv")
	if err := os.Symlink(filepath.Join(site, "nowhere.csv"), link); err != nil {
		t.Fatal(err)
	}
	for _, taken := range []string{table, mapFile, filepath.Join(site, "data/site.yaml"), link, site} {
		code, out := call("--rejects", taken)
		if code != exitUsage || !strings.Contains(out, "is no table of rejected rows") || exists(filepath.Join(site, "data/consultations/zz-new-1.yaml")) {
			t.Errorf("%s: exit status %d\n%s", taken, code, out)
		}
	}
	if exists(filepath.Join(site, "nowhere.csv")) {
		t.Error("the rows were written through a link")
	}
	rejects := filepath.Join(site, "r.csv")
	for range 2 {
		if code, out := call("--rejects", rejects); code != exitProblems || !exists(rejects) {
			t.Errorf("exit status %d\n%s", code, out)
		}
	}
	if err := os.Symlink(filepath.Join(site, "nowhere.csv"), filepath.Join(site, "n.rejected.csv")); err != nil {
		t.Fatal(err)
	}
	if code, out := call(); code != exitProblems || exists(filepath.Join(site, "nowhere.csv")) || !exists(filepath.Join(site, "n-2.rejected.csv")) {
		t.Errorf("exit status %d\n%s", code, out)
	}
	mapFile = filepath.Join(site, "guessed.yaml")
	if code, out := call("--guess", "--dry-run", "--type", "consultation"); code != exitDone || exists(mapFile) || !strings.Contains(out, "type: consultation") {
		t.Errorf("exit status %d\n%s", code, out)
	}
}

// TestImportFormats sees that programs get all that is told of, and that the table's path
// is not taken for one in the source folder.
func TestImportFormats(t *testing.T) {
	folder := t.TempDir()
	copyFolder(t, "../../internal/workspace/testdata/tiny", filepath.Join(folder, "site"))
	t.Chdir(folder)
	const rows = 700
	table := "Nr;Nosaukums;Sākums\n"
	for i := range rows {
		table += strconv.Itoa(i) + ";Izdomāts;rīt\n"
	}
	for name, text := range map[string]string{
		"n.csv":  table,
		"n.yaml": "type: consultation\nid: {columns: Nr, prefix: zz-new-}\nfields: {title: Nosaukums, institution: {value: zz-kanceleja}, opens: Sākums}\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for format, want := range map[string]string{"json": `{"file":"n.csv",`, "github": "::error file=n.csv,"} {
		var out, problems bytes.Buffer
		run(t.Context(), []string{"import", "csv", "n.csv", "--map", "n.yaml", "--source", "site", "--dry-run", "--format", format}, environment{
			stdout: &out, stderr: &problems, getenv: func(string) string { return "" }, now: time.Now,
		})
		got := strings.Count(problems.String(), want)
		if format == "json" && got != rows || got == 0 {
			t.Errorf("%s: got %d of %d", format, got, rows)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := copyOver(from, to); err != nil {
		t.Fatal(err)
	}
}
