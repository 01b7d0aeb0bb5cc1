package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
)

// departed is a site whose place another has taken. What Parskats wrote in it goes;
// what others wrote and the other site lacks, since it came at the last moment, is
// carried over.
type departed struct {
	*beside
	// from and to are the folders' names beside each other.
	from, to string
	ours     checksums
	// linked is what others wrote and both sites had at first; nil if that is
	// not known.
	linked map[string]fs.FileInfo
}

// late is a file or folder by others that the other site lacks, or has differently.
type late struct {
	path string
	info fs.FileInfo
	// there is what the other site has instead, or nil.
	there fs.FileInfo
}

// walker goes through a departed site.
type walker struct {
	*departed
	folders map[string]bool // of ours
	visit   func(late) error
	// remove says that what both sites have, and what is ours, is removed.
	remove bool
}

func (d *departed) walk(remove bool, visit func(late) error) error {
	w := walker{departed: d, folders: map[string]bool{}, visit: visit, remove: remove}
	for name := range d.ours {
		addFoldersOf(w.folders, name)
	}
	old, err := d.parent.OpenRoot(d.from)
	if err != nil {
		return failed("", err)
	}
	defer old.Close()
	new, err := d.parent.OpenRoot(d.to)
	if err != nil {
		return failed("", err)
	}
	defer new.Close()
	return w.folder(".", old, new)
}

// folder visits what is in a folder; new is nil if the other site has no such folder.
func (w *walker) folder(dir string, old, new *os.Root) error {
	entries, err := fs.ReadDir(old.FS(), ".")
	if err != nil {
		return failed(dir, err)
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if name == stagingName || name == journalName || name == lockName {
			continue // removed at last
		}
		if err := w.entry(name, e, old, new); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) entry(name string, e fs.DirEntry, old, new *os.Root) error {
	if _, ours := w.ours[name]; ours && e.Type().IsRegular() {
		return w.clear(old, name)
	}
	info, err := old.Lstat(e.Name())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return failed(name, err)
	}
	there := lstatIn(new, e.Name())
	switch {
	case e.IsDir() && (w.folders[name] || there != nil && there.IsDir()):
		return w.descend(name, there, old, new)
	case there != nil && os.SameFile(info, there):
		return w.clear(old, name)
	case there == nil && w.wasLinked(name, info): // removed from the other site since
		return w.clear(old, name)
	}
	return w.visit(late{name, info, there})
}

// lstatIn returns nil if there is nothing, or no folder that it could be in.
func lstatIn(root *os.Root, name string) fs.FileInfo {
	if root == nil {
		return nil
	}
	info, err := root.Lstat(name)
	if err != nil {
		return nil
	}
	return info
}

func (w *walker) descend(name string, there fs.FileInfo, old, new *os.Root) error {
	sub, err := old.OpenRoot(path.Base(name))
	if err != nil {
		return failed(name, err)
	}
	defer sub.Close()
	var newSub *os.Root
	if there != nil && there.IsDir() {
		if newSub, err = new.OpenRoot(path.Base(name)); err != nil {
			return failed(name, err)
		}
		defer newSub.Close()
	}
	if err := w.folder(name, sub, newSub); err != nil {
		return err
	}
	err = w.clear(old, name)
	if errors.Is(err, fs.ErrExist) { // not empty: something came meanwhile
		return nil
	}
	return err
}

// clear removes what the other site has, too, or should not have.
func (w *walker) clear(old *os.Root, name string) error {
	if !w.remove {
		return nil
	}
	return w.t.change("remove", path.Join(w.from, name), func() error { return old.Remove(path.Base(name)) })
}

// wasLinked says whether both sites had this very file or folder at first.
func (d *departed) wasLinked(name string, info fs.FileInfo) bool {
	was, ok := d.linked[name]
	return ok && os.SameFile(was, info)
}

// find returns what others wrote at the last moment.
func (d *departed) find() ([]late, error) {
	var found []late
	err := d.walk(false, func(l late) error {
		found = append(found, l)
		return nil
	})
	return found, err
}

// there says whether what the other site has in a late file's place is the link to
// what the late one replaced.
func (d *departed) there(l late) bool { return l.there != nil && d.wasLinked(l.path, l.there) }

// leave carries over what was found to have come late, takes back what went, and
// dissolves the site.
func (d *departed) leave(found []late) error {
	return firstError(
		func() error { return each(found, d.carry) },
		d.forget,
		d.dissolve,
	)
}

// forget removes from the new site what others removed from the old one after it was
// linked.
func (d *departed) forget() error {
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(d.linked))) {
		there := d.exists(d.to, name)
		if d.exists(d.from, name) != nil || there == nil {
			continue
		}
		if !there.IsDir() && !d.wasLinked(name, there) {
			continue
		}
		to := path.Join(d.to, name)
		err := d.t.change("remove", to, func() error { return d.parent.Remove(to) })
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// dissolveAttempts is how often a site is gone through while others still write to it.
const dissolveAttempts = 5

// dissolve removes the site, its journal last: a build that is killed here is
// finished by the next.
func (d *departed) dissolve() error {
	var err error
	for range dissolveAttempts {
		err = firstError(
			func() error { return d.walk(true, d.carry) },
			func() error { return d.removeAll(stagingName) },
			func() error { return d.removeAll(lockName) },
			func() error { return d.removeAll(journalName) },
			func() error {
				return d.t.change("remove", d.from, func() error { return d.parent.Remove(d.from) })
			},
		)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return err
}

func (d *departed) removeAll(name string) error {
	at := path.Join(d.from, name)
	return d.t.change("removeAll", at, func() error { return d.parent.RemoveAll(at) })
}

// carry moves a late file or folder to the other site. Where that has another of the
// name, both are kept.
func (d *departed) carry(l late) error {
	from := path.Join(d.from, l.path)
	if d.there(l) {
		return d.move(from, path.Join(d.to, l.path))
	}
	to := d.freePath(l.path)
	return firstError(
		func() error {
			return d.t.change("mkdir", path.Dir(to), func() error { return d.parent.MkdirAll(path.Dir(to), folderMode) })
		},
		func() error { return d.move(from, to) },
	)
}

func (d *departed) move(from, to string) error {
	return d.t.change("rename", to, func() error { return d.parent.Rename(from, to) })
}

// savedSuffix is added to the name of a file by others whose place is taken.
const savedSuffix = ".parskats-saved"

// freePath returns where in the other site a late file finds room: its own path, or
// one with a suffix at the name that is in its way.
func (d *departed) freePath(name string) string {
	taken := d.taken(name)
	if taken == "" {
		return path.Join(d.to, name)
	}
	for n := 1; ; n++ {
		free := taken + savedSuffix
		if n > 1 {
			free += "-" + strconv.Itoa(n)
		}
		if d.exists(d.to, free) == nil {
			return path.Join(d.to, free+name[len(taken):])
		}
	}
}

// taken returns the part of a path that the other site has as a file, or the whole
// path if that exists, or "".
func (d *departed) taken(name string) string {
	for i := range name {
		if name[i] != '/' {
			continue
		}
		if info := d.exists(d.to, name[:i]); info != nil && !info.IsDir() {
			return name[:i]
		}
	}
	if d.exists(d.to, name) != nil {
		return name
	}
	return ""
}
