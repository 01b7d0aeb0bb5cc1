package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestLostList: a folder of ours without its list is refused as it is, whatever is left of
// the list.
func TestLostList(t *testing.T) {
	for name, tt := range map[string]struct {
		lose func(t *testing.T, dir string)
		want LostError
	}{
		"removed": {func(t *testing.T, dir string) { remove(t, dir, sumsName) }, LostError{false}},
		"empty":   {func(t *testing.T, dir string) { write(t, dir, sumsName, "") }, LostError{true}},
		"cut": {func(t *testing.T, dir string) {
			first, _, _ := strings.Cut(read(t, dir, sumsName), "\n")
			write(t, dir, sumsName, first+"\n")
		}, LostError{true}},
		"and all pages": {func(t *testing.T, dir string) {
			for _, name := range []string{sumsName, "index.html", "lv/index.html", "lv", "CNAME"} {
				remove(t, dir, name)
			}
		}, LostError{false}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := newFolder(t)
			mustPublish(t, dir, pages("index.html=1", "lv/index.html=1"))
			write(t, dir, "CNAME", "by hand")
			tt.lose(t, dir)
			before := snapshot(t, dir)
			_, err := Publish(context.Background(), dir, pages("index.html=2"), Options{})
			var got *LostError
			if !errors.As(err, &got) || *got != tt.want {
				t.Errorf("error %v, want %+v", err, tt.want)
			}
			checkSame(t, before, snapshot(t, dir))
		})
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

// TestRepair: with a copy of the list the site is published again. What the copy lists
// with its bytes goes when it is no longer made; what can't be known for ours stays.
func TestRepair(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		dir := newFolder(t)
		mustPublish(t, dir, pages("index.html=1", "old/index.html=1", "gone.html=1", "changed.html=1"))
		write(t, dir, "copy", read(t, dir, sumsName))
		way.Repair = mustReadList(t, filepath.Join(dir, "copy"))
		mustPublish(t, dir, pages("index.html=2", "old/index.html=1", "gone.html=1", "changed.html=2", "newer.html=1", "lost.html=1"))
		remove(t, dir, sumsName)
		write(t, dir, "note.txt", "by hand")

		outs := pages("index.html=3", "newer.html=2")
		r, err := Publish(context.Background(), dir, outs, way)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Removed, []string{"gone.html", "old/index.html"}) {
			t.Errorf("removed %q", r.Removed)
		}
		// lost.html is not in the copy, changed.html is another there.
		checkSite(t, dir, outs, "copy", "note.txt", "changed.html", "lost.html")
		checkBeside(t, dir)
		// With its own list it is a folder as any other.
		outs = pages("index.html=4")
		mustPublish(t, dir, outs)
		checkSite(t, dir, outs, "copy", "note.txt", "changed.html", "lost.html")
	})
}

// TestRepairWithoutCopy: without a copy nothing is removed, and what the site needs is
// replaced.
func TestRepairWithoutCopy(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		way.Repair = new(List)
		dir := newFolder(t)
		mustPublish(t, dir, pages("index.html=1", "lv/index.html=1", "gone.html=1"))
		write(t, dir, sumsName, "damaged")
		write(t, dir, "note.txt", "by hand")
		outs := pages("index.html=2", "lv/index.html=1")
		if _, err := Publish(context.Background(), dir, outs, way); err != nil {
			t.Fatal(err)
		}
		checkSite(t, dir, outs, "gone.html", "note.txt")

		// It says nothing of a folder that is not ours, and a link stays a link.
		other := newFolder(t)
		write(t, other, "index.html", "by hand")
		var notOurs *NotOursError
		if _, err := Publish(context.Background(), other, outs, way); !errors.As(err, &notOurs) {
			t.Errorf("a folder of others: error %v", err)
		}
		remove(t, dir, sumsName)
		remove(t, dir, "index.html")
		symlink(t, "note.txt", filepath.Join(dir, "index.html"))
		_, err := Publish(context.Background(), dir, outs, way)
		checkConflict(t, err, ConflictError{"index.html", "a symbolic link", "a file"})
	})
}

func mustReadList(t *testing.T, file string) *List {
	t.Helper()
	list, err := ReadList(file)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
