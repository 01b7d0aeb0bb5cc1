package importer_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"parskats/internal/importer"
)

// Nothing is written outside the source folder: neither by a path that leads up, nor
// through a symbolic link.
func TestWriteStaysInside(t *testing.T) {
	outside := t.TempDir()
	site := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(site, "data")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, name := range []string{"data/x.yaml", "data/a/x.yaml", "../x.yaml", "a/../../x.yaml"} {
		if err := importer.Write(site, []importer.File{{Path: name, Content: []byte("x"), IsNew: true}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) > 0 {
		t.Errorf("outside is %v, %v", entries, err)
	}
}

// A file that somebody else made meanwhile is not written over, and what fails leaves
// nothing behind.
func TestWriteOverNothing(t *testing.T) {
	site := t.TempDir()
	name := filepath.Join(site, "x.yaml")
	if err := os.WriteFile(name, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := importer.Write(site, []importer.File{{Path: "x.yaml", Content: []byte("ours"), IsNew: true}})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	if raw, _ := os.ReadFile(name); string(raw) != "theirs" {
		t.Errorf("got %s", raw)
	}
	// One that is to be changed keeps its mode.
	if err := importer.Write(site, []importer.File{{Path: "x.yaml", Content: []byte("changed")}}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v", info.Mode(), err)
	}
	if err := os.Mkdir(filepath.Join(site, "y.yaml"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := importer.Write(site, []importer.File{{Path: "y.yaml", Content: []byte("z")}}); err == nil {
		t.Error("a file was written over a folder")
	}
	entries, err := os.ReadDir(site)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
