package devserver

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watched is a watcher in a test.
type watched struct {
	t       *testing.T
	root    string
	watcher *watcher
	changes chan []string
}

func watch(t *testing.T, folders ...string) *watched {
	t.Helper()
	root := t.TempDir()
	for _, folder := range folders {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w, err := newWatcher(root, []string{"content", "data", "themes"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	changes := make(chan []string)
	done := make(chan struct{})
	go func() { w.run(ctx, changes); close(done) }()
	t.Cleanup(func() { cancel(); <-done; w.close() })
	return &watched{t, root, w, changes}
}

func (w *watched) path(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

func (w *watched) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) write(name, text string) {
	w.t.Helper()
	w.do(os.WriteFile(w.path(name), []byte(text), 0o644))
}

// next waits for the next burst.
func (w *watched) next() []string {
	w.t.Helper()
	select {
	case changed := <-w.changes:
		return changed
	case <-time.After(patience):
		w.t.Fatal("no change was noticed")
		return nil
	}
}

// awaits waits until every one of the names, or a folder above it, was told of as changed.
func (w *watched) awaits(names ...string) {
	w.t.Helper()
	for len(names) > 0 {
		changed := w.next()
		names = slices.DeleteFunc(names, func(name string) bool {
			return slices.ContainsFunc(changed, func(c string) bool { return c == name || strings.HasPrefix(name, c+"/") })
		})
	}
}

func TestWatch(t *testing.T) {
	w := watch(t, "data/plans", "themes/default/assets")
	w.write("data/a.yaml", "a")
	w.awaits("data/a.yaml")
	w.write("data/plans/b.yaml", "b")
	w.awaits("data/plans/b.yaml")
	w.write("themes/default/assets/site.css", "c")
	w.awaits("themes/default/assets/site.css")
	w.do(os.Remove(w.path("data/a.yaml")))
	w.awaits("data/a.yaml")
}

// Editors write a new file beside the old one and give it the old one's name.
func TestWatchRename(t *testing.T) {
	w := watch(t, "data")
	w.write("data/a.yaml", "a")
	w.awaits("data/a.yaml")
	for _, temporary := range []string{"data/.a.yaml.swp", "data/a.yaml~", "a.tmp"} {
		w.write(temporary, "b")
		w.do(os.Rename(w.path(temporary), w.path("data/a.yaml")))
		w.awaits("data/a.yaml")
	}
}

// Folders may be made, moved and deleted with all that is in them.
func TestWatchFolders(t *testing.T) {
	w := watch(t)
	w.do(os.MkdirAll(w.path("content/news/2026"), 0o755)) // neither content is there at the start
	w.awaits("content/news/2026")
	w.write("content/news/2026/a.lv.md", "a")
	w.awaits("content/news/2026/a.lv.md")

	w.do(os.Rename(w.path("content/news"), w.path("content/cases")))
	w.awaits("content/news/2026/a.lv.md", "content/cases/2026/a.lv.md")
	w.write("content/cases/2026/a.lv.md", "b")
	w.awaits("content/cases/2026/a.lv.md")

	outside := t.TempDir()
	w.do(os.Rename(w.path("content/cases"), filepath.Join(outside, "cases")))
	w.awaits("content/cases/2026/a.lv.md")
	w.do(os.Rename(filepath.Join(outside, "cases"), w.path("content/cases")))
	w.awaits("content/cases/2026/a.lv.md")
	w.write("content/cases/2026/a.lv.md", "c")
	w.awaits("content/cases/2026/a.lv.md")

	w.do(os.RemoveAll(w.path("content")))
	w.awaits("content/cases/2026/a.lv.md")
}

// What comes while nobody takes it is told of at once, later.
func TestWatchBurst(t *testing.T) {
	w := watch(t, "data")
	var names []string
	for i := range 300 {
		name := fmt.Sprintf("data/%03d.yaml", i)
		w.write(name, "a")
		names = append(names, name)
	}
	seen := map[string]bool{}
	bursts := 0
	for len(seen) < len(names) {
		bursts++
		for _, name := range w.next() {
			seen[name] = true
		}
	}
	if bursts > 20 {
		t.Errorf("%d files came in %d bursts", len(names), bursts)
	}
}

// What is written elsewhere, hidden or only touched changes nothing.
func TestWatchIgnores(t *testing.T) {
	w := watch(t, "data/.git", "public")
	for _, name := range []string{"public/index.html", "README.md", "data/.git/index", "data/.a.yaml.swp"} {
		w.write(name, "x")
	}
	w.write("data/a.yaml", "a")
	if got := w.next(); !slices.Equal(got, []string{"data/a.yaml"}) {
		t.Errorf("got %q", got)
	}
	if list := w.watcher.notify.WatchList(); len(list) != 2 {
		t.Errorf("watched: %q", list)
	}
	event := fsnotify.Event{Name: w.path("data/a.yaml"), Op: fsnotify.Chmod}
	if path, ok := w.watcher.path(event); ok {
		t.Errorf("%s counts as changed", path)
	}
}

// A file that was emptied is about to be written.
func TestBurstWaitsForContent(t *testing.T) {
	b := newBurst()
	defer b.stop()
	isEmpty := true
	writing := func(string) bool { return isEmpty }
	b.add("data/a.yaml")
	b.settle(writing)
	if b.isOver {
		t.Fatal("an empty file counts as written")
	}
	b.settle(writing)
	if !b.isOver {
		t.Fatal("an empty file is waited for again and again")
	}
	b.clear()
	isEmpty = false
	b.add("data/a.yaml")
	if b.settle(writing); !b.isOver {
		t.Fatal("a file with content is waited for")
	}
	if got := b.list(); !slices.Equal(got, []string{"data/a.yaml"}) {
		t.Errorf("got %q", got)
	}
	b.addAnything()
	if got := b.list(); got != nil {
		t.Errorf("events were lost, and only %q is read again", got)
	}
}
