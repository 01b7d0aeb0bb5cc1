package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that can't be kept aside is named by its own path, not by that in the staging folder.
func TestFailuresNameThePublishedFile(t *testing.T) {
	for name, outs := range map[string][]string{"a.html": {"a.html=2"}, "b.html": {"a.html=1"}} {
		dir := t.TempDir()
		mustPublish(t, dir, pages("a.html=1", "b.html=1"))
		refuse := func(op, path string) error {
			isKept := op == "link" || op == "copy" || op == "rename" // the journal begins there, too
			if isKept && strings.HasPrefix(filepath.Base(path), "old-") {
				return fs.ErrPermission
			}
			return nil
		}
		if name == "a.html" {
			outs = append(outs, "b.html=1")
		}
		_, err := publish(context.Background(), dir, pages(outs...), Options{InPlace: true}, refuse)
		var got *FailedError
		if !errors.As(err, &got) || got.Path != name {
			t.Errorf("got %+v (%v), want %s", got, err, name)
		}
	}
}

// An output that leads nowhere, or lies below what does, is told by the link.
func TestDanglingOutput(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Skip("no symbolic links: ", err)
	}
	for _, to := range []string{link, filepath.Join(link, "below")} {
		_, err := Publish(context.Background(), to, pages("a.html=1"), Options{})
		var got *DanglingError
		if !errors.As(err, &got) || got.Link != link || got.To != "nowhere" {
			t.Errorf("%s: %v", to, err)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was made where the link leads: %v", err)
	}
}
