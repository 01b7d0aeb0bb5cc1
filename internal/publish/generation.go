package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// maxForeign is up to how many files that Parskats did not write a site is exchanged:
// each gets a link in the new generation. A folder with more is rather a store than a
// site.
const maxForeign = 10_000

// generation fills the folder that takes the output folder's place.
type generation struct {
	*placer
	beside *beside
	// items are those of the plan by path, toLink those that are staged by the
	// folder they belong in.
	items  map[string]*item
	toLink map[string][]*item
	// needed are the folders of the new site, children the same by the folder
	// that holds them, ours the folders of the old site.
	needed, ours map[string]bool
	children     map[string][]string
	// stays are the files of the old site that stay for one generation.
	stays map[string]bool
	// foreign is what others wrote and the new generation holds, too, by path.
	foreign map[string]fs.FileInfo
	staging *side
}

// exchange puts the new site in place in one step: it fills a new generation with
// links to what is unchanged, to what others wrote and to what is staged, and
// exchanges it with the output folder. done is false, and nothing has changed, where
// that is not possible.
func (p *placer) exchange() (done bool, err error) {
	b, err := openBeside(p.t)
	if err != nil {
		return false, nil
	}
	defer b.close()
	if b.makeNext() != nil {
		return false, nil
	}
	g := newGeneration(p, b)
	if err := g.prepare(); err != nil {
		return false, errors.Join(asConflict(err), b.removeNext())
	}
	return g.leave()
}

// asConflict returns an error that ends the build, and nil for one after which the
// site can still be placed file by file.
func asConflict(err error) error {
	var conflict *ConflictError
	if errors.As(err, &conflict) {
		return conflict
	}
	return nil
}

func newGeneration(p *placer, b *beside) *generation {
	g := &generation{
		placer: p, beside: b,
		items: map[string]*item{}, toLink: map[string][]*item{},
		needed: map[string]bool{}, ours: map[string]bool{},
		children: map[string][]string{}, stays: map[string]bool{},
		foreign: map[string]fs.FileInfo{},
	}
	for _, it := range p.items() {
		g.items[it.Path] = it
		if it.outcome != unchanged {
			dir := path.Dir(it.Path)
			g.toLink[dir] = append(g.toLink[dir], it)
		}
	}
	for _, f := range p.folders {
		g.needed[f.path] = true
		parent := path.Dir(f.path)
		g.children[parent] = append(g.children[parent], f.path)
	}
	for name := range p.owned {
		addFoldersOf(g.ours, name)
	}
	for _, name := range p.superseded {
		g.stays[name] = true
	}
	return g
}

// prepare fills the new generation and exchanges it.
func (g *generation) prepare() error {
	return firstError(g.setModes, g.fillAll, g.writeOldJournal, g.beside.flush, g.beside.swap)
}

// setModes gives the files that both generations share the right permissions.
func (g *generation) setModes() error {
	return each(g.plan.items(), func(it *item) error {
		if it.outcome != unchanged {
			return nil
		}
		return g.setMode(it.Path, it.inPlace.Mode(), fileMode)
	})
}

func (g *generation) fillAll() error {
	old, err := openSide(g.t.root, ".")
	if err != nil {
		return err
	}
	defer old.close()
	if g.staging, err = openSide(g.t.root, stagingName); err != nil {
		return err
	}
	defer g.staging.close()
	next, err := openSide(g.beside.parent, g.beside.next)
	if err != nil {
		return err
	}
	defer next.close()
	info, err := old.handle.Stat()
	if err != nil {
		return err
	}
	top := &twin{path: ".", old: old, new: next}
	return firstError(
		func() error { return copyAttributes(old.handle, next.handle) },
		func() error { return g.fill(top) },
		func() error { return next.handle.Chmod(info.Mode()) },
	)
}

// writeOldJournal lists the files of the old site in the old site, which makes it
// known for what it is after the exchange.
func (g *generation) writeOldJournal() error {
	list := checksums{markName: {}}
	for name, sum := range g.owned {
		list[name] = sum
	}
	return g.writeJournal(list)
}

// leave lets the old site go, after the exchange.
func (g *generation) leave() (done bool, err error) {
	b := g.beside
	d := departed{beside: b, from: b.next, to: b.name, ours: g.owned, linked: g.foreign}
	found, err := d.find()
	if err == nil {
		err = each(found, g.conflict)
	}
	if err != nil && b.swapBack() == nil {
		return false, errors.Join(err, g.takeBack())
	}
	root, err := b.parent.OpenRoot(b.name)
	if err == nil {
		g.t.root.Close()
		g.t.root = root
		err = d.leave(found)
	}
	if err != nil {
		return true, withState(Published, fmt.Errorf("the site is in place, but not all temporary files are gone: %w", err))
	}
	return true, nil
}

// conflict returns a ConflictError if something came at the last moment to where the
// new site has a file or a folder of its own.
func (g *generation) conflict(l late) error {
	if g.needed[l.path] {
		return &ConflictError{Path: l.path, Found: describe(l.info.Mode()), Wanted: "a folder"}
	}
	for name := l.path; name != "."; name = path.Dir(name) {
		if g.items[name] != nil {
			return &ConflictError{Path: l.path, Found: describe(l.info.Mode()), Wanted: "the file " + name}
		}
	}
	return nil
}

// takeBack dissolves the new site after all, since it was exchanged back.
func (g *generation) takeBack() error {
	new := g.checksums()
	new.addSelf()
	d := departed{beside: g.beside, from: g.beside.next, to: g.beside.name, ours: new}
	return d.dissolve()
}

// side is an opened folder of the old site or the new generation.
type side struct {
	root   *os.Root
	handle *os.File
}

func openSide(parent *os.Root, name string) (*side, error) {
	root, err := parent.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	handle, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	return &side{root, handle}, nil
}

func (s *side) close() {
	s.handle.Close()
	s.root.Close()
}

// twin is a folder in the old site and its like in the new generation.
type twin struct {
	path   string
	parent *twin
	old    *side // nil if there is none
	new    *side // nil until something is in it
	// isFile says that the new site has a file of this name.
	isFile bool
}

func (w *twin) close() {
	for _, s := range []*side{w.old, w.new} {
		if s != nil {
			s.close()
		}
	}
}

// fill fills a folder of the new generation.
func (g *generation) fill(w *twin) error {
	seen := map[string]bool{}
	if w.old != nil {
		entries, err := w.old.handle.ReadDir(-1)
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := path.Join(w.path, e.Name())
			seen[name] = true
			if err := g.takeOver(w, name, e); err != nil {
				return err
			}
		}
	}
	for _, it := range g.toLink[w.path] {
		if err := g.link(g.staging, path.Base(it.staged()), w, path.Base(it.Path)); err != nil {
			return err
		}
	}
	for _, name := range g.children[w.path] {
		if seen[name] && !g.isOurFile(name) {
			continue
		}
		if err := g.fillFolder(&twin{path: name, parent: w}); err != nil {
			return err
		}
	}
	return nil
}

// isOurFile says whether the old site has a file of this name.
func (g *generation) isOurFile(name string) bool {
	_, owned := g.owned[name]
	return owned
}

func (g *generation) fillFolder(w *twin) error {
	defer w.close()
	return g.fill(w)
}

// takeOver links what is in a folder of the old site into the new generation, if it
// belongs there.
func (g *generation) takeOver(w *twin, name string, e fs.DirEntry) error {
	isFile := e.Type().IsRegular()
	it := g.items[name]
	switch {
	case name == stagingName || name == journalName:
		return nil
	case name == lockName && isFile:
		return g.link(w.old, name, w, name)
	case e.Name() == markName && w.path != ".": // a site of its own, with its own builds
		return errNotHere
	case e.IsDir():
		return g.takeOverFolder(w, name, e)
	case it != nil && isFile && it.outcome == unchanged:
		return g.link(w.old, e.Name(), w, e.Name())
	case it != nil && isFile && it.outcome == changed:
		return nil
	case isFile && g.stays[name]:
		return g.link(w.old, e.Name(), w, e.Name())
	case isFile && g.isOurFile(name): // no longer made
		return nil
	case it != nil:
		return &ConflictError{Path: name, Found: describe(e.Type()), Wanted: "a file"}
	case g.needed[name]:
		return &ConflictError{Path: name, Found: describe(e.Type()), Wanted: "a folder"}
	case isFile || e.Type() == fs.ModeSymlink:
		return g.takeOverForeign(w, name)
	}
	return errNotHere // a socket or a pipe is of somebody who may be at work in the folder
}

func (g *generation) takeOverFolder(w *twin, name string, e fs.DirEntry) error {
	old, err := openSide(w.old.root, e.Name())
	if err != nil {
		return err
	}
	sub := &twin{path: name, parent: w, old: old, isFile: g.items[name] != nil}
	defer sub.close()
	if isMountPoint(old.handle, w.old.handle) {
		return errNotHere
	}
	if !g.needed[name] && !g.ours[name] {
		if err := g.note(w, name); err != nil {
			return err
		}
		if _, err := g.open(sub); err != nil {
			return err
		}
	}
	return g.fill(sub)
}

func (g *generation) takeOverForeign(w *twin, name string) error {
	if err := g.note(w, name); err != nil {
		return err
	}
	return g.link(w.old, path.Base(name), w, path.Base(name))
}

// note remembers what others wrote, as it was when it was linked.
func (g *generation) note(w *twin, name string) error {
	info, err := w.old.root.Lstat(path.Base(name))
	if err != nil {
		return err
	}
	g.foreign[name] = info
	if len(g.foreign) > maxForeign {
		return errNotHere
	}
	return nil
}

// link gives a file a second name in the new generation.
func (g *generation) link(from *side, name string, to *twin, newName string) error {
	dir, err := g.open(to)
	if err != nil {
		return err
	}
	return g.t.change("link", path.Join(g.beside.next, to.path, newName), func() error {
		return linkInto(from.handle, name, dir.handle, newName)
	})
}

// open makes a folder of the new generation when something is to be in it.
func (g *generation) open(w *twin) (*side, error) {
	if w.new != nil {
		return w.new, nil
	}
	if w.isFile {
		return nil, &ConflictError{Path: w.path, Found: "a folder", Wanted: "a file"}
	}
	parent, err := g.open(w.parent)
	if err != nil {
		return nil, err
	}
	err = g.t.change("mkdir", path.Join(g.beside.next, w.path), func() error {
		return parent.root.Mkdir(path.Base(w.path), stagingMode)
	})
	if err != nil {
		return nil, err
	}
	if w.new, err = openSide(parent.root, path.Base(w.path)); err != nil {
		return nil, err
	}
	return w.new, g.setAttributes(w)
}

// setAttributes makes a folder of the new generation like the one in the old site.
// Folders of the site are 0755; those of others are as they were.
func (g *generation) setAttributes(w *twin) error {
	like := w.new
	if w.old != nil {
		like = w.old
		if err := copyAttributes(w.old.handle, w.new.handle); err != nil {
			return err
		}
	}
	info, err := like.handle.Stat()
	if err != nil {
		return err
	}
	mode := info.Mode()
	if g.needed[w.path] {
		mode = mode&^fs.ModePerm | folderMode
	}
	return w.new.handle.Chmod(mode)
}
