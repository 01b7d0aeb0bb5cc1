package devserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing must have changed before a change counts as made:
	// editors write a file in several steps.
	quiet = 8 * time.Millisecond
	// emptyWait is for how long a file that is empty is taken for one that is just being
	// written: programs empty a file before they fill it.
	emptyWait = 150 * time.Millisecond
	// longest is how long a burst of changes may take before what there is of it counts.
	longest = 500 * time.Millisecond
)

// watcher watches folders and all that is below them.
type watcher struct {
	notify *fsnotify.Watcher
	root   string
	// folders are the names in the root that matter.
	folders []string
}

// newWatcher watches the folders of a root, also those that are made later.
func newWatcher(root string, folders []string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch the source: %w", err)
	}
	w := &watcher{notify: notify, root: filepath.Clean(root), folders: folders}
	err = notify.Add(w.root)
	for _, folder := range folders {
		err = errors.Join(err, w.add(filepath.Join(w.root, folder)))
	}
	if err != nil {
		w.close()
		return nil, fmt.Errorf("watch the source: %w", err)
	}
	return w, nil
}

func (w *watcher) close() { _ = w.notify.Close() }

// add watches a folder and those below it. It is watched first and listed then, so that
// nothing is made in between unseen. Hidden folders are passed over, and so is what is
// gone by now or is no folder.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case isHidden(name):
			return fs.SkipDir
		}
		if err := w.notify.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
}

// isHidden reports whether a name is one that records and themes do not have: those of
// version control, and of editors' own files.
func isHidden(name string) bool { return strings.HasPrefix(filepath.Base(name), ".") }

// run sends what changed, each burst at once, until ctx is done; then it closes changes.
// While nobody takes it, what changes is added to it. nil stands for anything.
func (w *watcher) run(ctx context.Context, changes chan<- []string) {
	defer close(changes)
	b := newBurst()
	defer b.stop()
	for {
		var ready chan<- []string
		var changed []string
		if b.isOver {
			ready, changed = changes, b.list()
		}
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if path, ok := w.path(event); ok {
				w.follow(event)
				b.add(path)
			}
		case _, ok := <-w.notify.Errors:
			if !ok {
				return
			}
			b.addAnything() // events were lost
		case <-b.calm.C:
			b.settle(w.isBeingWritten)
		case <-b.limit.C:
			b.isOver = true
		case ready <- changed:
			b.clear()
		}
	}
}

// path returns the path in the source that an event is about; ok is false where it
// is about nothing that matters.
func (w *watcher) path(event fsnotify.Event) (path string, ok bool) {
	relative, err := filepath.Rel(w.root, event.Name)
	if err != nil || event.Op == fsnotify.Chmod || isHidden(relative) {
		return "", false
	}
	path = filepath.ToSlash(relative)
	first, _, _ := strings.Cut(path, "/")
	return path, slices.Contains(w.folders, first)
}

// follow watches a folder that was made, and no longer watches one that was renamed: the
// system goes on to tell of it under its old name.
func (w *watcher) follow(event fsnotify.Event) {
	if event.Has(fsnotify.Create) {
		_ = w.add(event.Name) // what can't be watched can't be read either, which the rebuild says
	}
	if event.Has(fsnotify.Rename) {
		for _, watched := range w.notify.WatchList() {
			if watched == event.Name || strings.HasPrefix(watched, event.Name+string(filepath.Separator)) {
				_ = w.notify.Remove(watched) // it may be gone already
			}
		}
	}
}

// isBeingWritten reports whether a file is empty.
func (w *watcher) isBeingWritten(path string) bool {
	info, err := os.Stat(filepath.Join(w.root, filepath.FromSlash(path)))
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// burst joins changes that follow one another.
type burst struct {
	paths map[string]bool
	// anything says that not all that changed is known.
	anything bool
	// isOver says that the burst may be sent.
	isOver bool
	// waited says that an empty file was waited for.
	waited bool
	// calm runs out when nothing changed for a while, limit when the burst is too long.
	calm, limit *time.Timer
}

func newBurst() *burst {
	b := &burst{paths: map[string]bool{}, calm: time.NewTimer(0), limit: time.NewTimer(0)}
	b.stop()
	return b
}

func (b *burst) stop() {
	b.calm.Stop()
	b.limit.Stop()
}

func (b *burst) isEmpty() bool { return len(b.paths) == 0 && !b.anything }

func (b *burst) add(path string) {
	b.begin()
	b.paths[path] = true
}

func (b *burst) addAnything() {
	b.begin()
	b.anything = true
}

// begin starts to wait for the end of the burst, anew after each change.
func (b *burst) begin() {
	if b.isEmpty() {
		b.limit.Reset(longest)
	}
	b.isOver, b.waited = false, false
	b.calm.Reset(quiet)
}

// settle ends the burst, unless a file of it is being written.
func (b *burst) settle(isBeingWritten func(path string) bool) {
	for path := range b.paths {
		if !b.waited && isBeingWritten(path) {
			b.waited = true
			b.calm.Reset(emptyWait)
			return
		}
	}
	b.isOver = true
}

// list returns what changed, sorted; nil for anything.
func (b *burst) list() []string {
	if b.anything {
		return nil
	}
	paths := make([]string, 0, len(b.paths))
	for path := range b.paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

func (b *burst) clear() {
	b.stop()
	clear(b.paths)
	b.anything, b.isOver, b.waited = false, false, false
}
