package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// nextSuffix ends the name of the folder beside the output folder where the next
// site is filled: .public.parskats-new for public.
const nextSuffix = ".parskats-new"

// errNotHere says that the site can't be exchanged in one step here.
var errNotHere = errors.New("no exchange here")

// beside is the folder that holds the output folder, and there the place of the next
// generation.
type beside struct {
	t      *tree
	parent *os.Root
	handle *os.File // of parent
	dir    string   // the output folder, without links
	// name is the output folder's, next the new generation's, and after the
	// exchange the old one's.
	name, next string
}

// openBeside opens the folder that holds the output folder. A symbolic link to the
// output folder stays as it is: what it leads to is exchanged.
func openBeside(t *tree) (*beside, error) {
	absolute, err := filepath.Abs(t.dir)
	if err != nil {
		return nil, err
	}
	real, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(real)
	b := &beside{t: t, dir: real, name: name, next: "." + name + nextSuffix}
	if b.parent, err = os.OpenRoot(filepath.Dir(real)); err != nil {
		return nil, err
	}
	b.handle, err = b.parent.Open(".")
	if err == nil && !b.holds(name) {
		err = errNotHere
	}
	if err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// holds says whether the opened output folder has this name.
func (b *beside) holds(name string) bool {
	opened, err1 := b.t.root.Stat(".")
	named, err2 := b.parent.Lstat(name)
	return err1 == nil && err2 == nil && os.SameFile(opened, named)
}

func (b *beside) close() {
	b.parent.Close()
	if b.handle != nil {
		b.handle.Close()
	}
}

// makeNext makes the folder of the new generation, which nobody else can enter. It
// fails where the output folder can't be exchanged: since it is a mount point, since
// another program holds it, or since nothing may be made beside it.
func (b *beside) makeNext() error {
	if b.name == string(filepath.Separator) || !canSwap(b.t.root, b.handle) || isHeld(b.dir) {
		return errNotHere
	}
	return b.t.change("mkdir", b.next, func() error { return b.parent.Mkdir(b.next, stagingMode) })
}

// flush asks the disk to keep the new generation before it is published.
func (b *beside) flush() error {
	return b.t.change("sync", b.next, func() error { return flush(b.handle) })
}

// swap exchanges the output folder and the new generation.
func (b *beside) swap() error {
	if !b.holds(b.name) {
		return errNotHere
	}
	return b.swapBack()
}

// swapBack exchanges them once more.
func (b *beside) swapBack() error {
	return b.t.change("exchange", b.name, func() error { return swap(b.handle, b.name, b.next) })
}

// removeNext removes a new generation that will not be published. All that is in it
// is in the output folder, too.
func (b *beside) removeNext() error {
	return b.t.change("removeAll", b.next, func() error { return b.parent.RemoveAll(b.next) })
}

// clearBeside removes what a killed build left beside the output folder. If that is
// the old site already, files by others that it holds alone go to the new one first.
func clearBeside(t *tree) error {
	b, err := openBeside(t)
	if err != nil {
		return nil // then there is none
	}
	defer b.close()
	info, err := b.parent.Lstat(b.next)
	if err != nil || !info.IsDir() {
		return nil
	}
	old, err := b.parent.OpenRoot(b.next)
	if err != nil {
		return failed("", err)
	}
	list, err := readOwnList(old, journalName, checksums.isMarked)
	old.Close()
	if err != nil {
		return err
	}
	if list == nil {
		return b.removeNext()
	}
	list.addSelf()
	d := departed{beside: b, from: b.next, to: b.name, ours: list}
	return d.dissolve()
}

// exists returns what is at a path below the parent, or nil.
func (b *beside) exists(elem ...string) fs.FileInfo {
	info, err := b.parent.Lstat(path.Join(elem...))
	if err != nil {
		return nil
	}
	return info
}
