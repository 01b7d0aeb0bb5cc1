//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestUmask(t *testing.T) {
	outs := pages("index.html=1", "lv/plani/index.html=2")
	for _, mask := range []int{0, 0o077, 0o027, 0o777} {
		base := t.TempDir()
		dir := filepath.Join(base, "made", "public")
		old := syscall.Umask(mask)
		_, err := Publish(t.Context(), dir, outs, Options{})
		syscall.Umask(old)
		if err != nil {
			t.Fatalf("umask %o: %v", mask, err)
		}
		checkSite(t, dir, outs)
		for path, e := range snapshot(t, base) {
			if e.Mode.IsDir() && e.Mode.Perm() != 0o755 {
				t.Errorf("umask %o: folder %s has mode %v", mask, path, e.Mode)
			}
		}
	}
}

// TestSpecialFile: a pipe where a file belongs is neither read, which would wait for
// ever, nor replaced.
func TestSpecialFile(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, pages("a=1", "b=2"))
	for _, name := range []string{"a", "b"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Publish(t.Context(), dir, pages("a=1"), Options{})
	checkConflict(t, err, ConflictError{"a", "something special", "a file"})
	mustPublish(t, dir, pages("c=1"))
	if got := snapshot(t, dir); got["a"].Mode&os.ModeNamedPipe == 0 || got["b"].Mode&os.ModeNamedPipe == 0 {
		t.Error("a pipe is gone")
	}
}
