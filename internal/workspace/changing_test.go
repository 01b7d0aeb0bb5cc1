package workspace

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parskats/internal/output"
)

// What was read is what is published: records and themes that change, or go, while a build
// is under way change nothing of it.
func TestSourceChangesDuringABuild(t *testing.T) {
	dir := t.TempDir()
	copyTree(t, tinyFolder, dir, time.Unix(0, 0))
	style := filepath.Join(dir, "themes", "default", "assets", "own.css")
	if err := os.MkdirAll(filepath.Dir(style), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(style, []byte("b{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	outputs, _ := tryBuild(t, dir, tinyDay)
	noFiles := func(path string) bool { return !strings.HasPrefix(path, "files/") }
	before := render(t, outputs.Site.Outputs, noFiles)
	for _, folder := range []string{"data", "content", "themes"} {
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			t.Fatal(err)
		}
	}
	after := render(t, outputs.Site.Outputs, noFiles)
	if len(before) < 100 || len(before) != len(after) {
		t.Fatalf("%d files before, %d after", len(before), len(after))
	}
	for path, text := range before {
		if after[path] != text {
			t.Errorf("%s changed", path)
		}
	}
}

// TestFilesChangeDuringABuild: a picture was measured and looked through for scripts when the
// source was read. One that is another when its turn comes is not published under what was
// found then, and an attachment's two forms are never two files.
func TestFilesChangeDuringABuild(t *testing.T) {
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`
	dir := overlay(t, baseFolder)
	svg := filepath.Join(dir, "content", "faili", "karte Rīgā.svg")
	csv := filepath.Join(dir, "content", "faili", "tabula.csv")
	read := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	reset := func() {
		writeAt(t, filepath.Join(dir, "content", "cases", "x.md"), filesText, read)
		writeAt(t, svg, picture, read)
		writeAt(t, csv, "a,b\n", read)
	}
	for name, tt := range map[string]struct {
		change func()
		want   string // the file at fault, or "" for none
	}{
		"not at all":            {func() {}, ""},
		"another size":          {func() { writeAt(t, svg, strings.Replace(picture, "40", "400", 1), read) }, "content/faili/karte Rīgā.svg"},
		"another time":          {func() { writeAt(t, svg, strings.Replace(picture, "40", "80", 1), read.Add(time.Second)) }, "content/faili/karte Rīgā.svg"},
		"gone":                  {func() { remove(t, csv) }, "content/faili/tabula.csv"},
		"emptied":               {func() { writeAt(t, csv, "", read) }, "content/faili/tabula.csv"},
		"one that is not named": {func() { writeAt(t, filepath.Join(dir, "content", "faili", "new.csv"), "x", read) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			reset()
			result := build(t, dir, "2024-01-01")
			tt.change()
			var changed *ChangedError
			for _, o := range output.Compressed(result.Site.Outputs, output.Gzip) {
				if !strings.HasPrefix(o.Path, "files/") {
					continue
				}
				err := o.Render(io.Discard)
				isAtFault := tt.want != "" && strings.HasPrefix(o.Path, "files/"+tt.want)
				if isAtFault != errors.As(err, &changed) || !isAtFault && err != nil {
					t.Errorf("%s: error %v", o.Path, err)
				}
				if isAtFault && changed != nil && changed.File != tt.want {
					t.Errorf("%s: the error names %s", o.Path, changed.File)
				}
			}
		})
	}
}

// writeAt writes a file with its time of change.
func writeAt(t *testing.T, path, text string, at time.Time) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, at, at)); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
