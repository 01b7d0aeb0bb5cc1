package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What was read is what is published: records and themes that change, or go, while a build
// is under way change nothing of it. Pictures and attachments are copied as they are then.
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
