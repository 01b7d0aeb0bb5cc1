package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// Modes of what is published, and of the staging folder: a web server must not show
// pages that may never be published.
const (
	fileMode    fs.FileMode = 0o644
	folderMode  fs.FileMode = 0o755
	stagingMode fs.FileMode = 0o700
)

// hook is called before each change of the folder; its error is the change's.
type hook func(op, path string) error

// tree is the output folder. It is changed through an os.Root only, so that neither
// a path nor a symbolic link can lead out of it.
type tree struct {
	dir  string
	root *os.Root
	hook hook
	lock *os.File
	// created are the folders that were made to have an output folder at
	// all, outermost first.
	created []string
}

// openAttempts is how often a folder is opened that others keep replacing.
const openAttempts = 100

// openTree opens the folder, creates it, with its parents, where missing, and locks
// it.
func openTree(dir string, h hook) (*tree, error) {
	t := &tree{dir: filepath.Clean(dir), hook: h}
	var err error
	for range openAttempts {
		if err = t.enter(); err == nil {
			return t, nil
		}
		t.close()
		if !errors.Is(err, errMoved) {
			break
		}
	}
	t.removeCreated()
	return nil, dangling(t.dir, err)
}

// dangling returns a DanglingError, as a failure of the machine, where an output folder is gone since it, or a folder above
// it, is a symbolic link that leads nowhere; else err.
func dangling(dir string, err error) error {
	if !errors.Is(err, errMoved) {
		return err
	}
	for _, missing := range missingFolders(dir) {
		if to, errLink := os.Readlink(missing); errLink == nil {
			return failed("", &DanglingError{Link: missing, To: to})
		}
	}
	return err
}

func (t *tree) enter() error {
	if err := t.create(); err != nil {
		return failed("", err)
	}
	info, err := os.Stat(t.dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: t.dir, Err: syscall.ENOTDIR}
	}
	if err == nil {
		t.root, err = os.OpenRoot(t.dir)
	}
	if err != nil {
		return failed("", asMoved(err))
	}
	return t.takeLock()
}

// asMoved marks an error that says that a folder which was there is gone.
func asMoved(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", errMoved, err)
	}
	return err
}

func (t *tree) create() error {
	for _, missing := range missingFolders(t.dir) {
		switch err := os.Mkdir(missing, folderMode); {
		case errors.Is(err, fs.ErrExist): // another build was first
			continue
		case err != nil: // perhaps since another build removed the parent
			return asMoved(err)
		}
		t.created = append(t.created, missing)
		if err := os.Chmod(missing, folderMode); err != nil {
			return err
		}
	}
	return nil
}

// missingFolders returns dir and its parents as far as they don't exist, outermost
// first.
func missingFolders(dir string) []string {
	var missing []string
	for {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
		dir = filepath.Dir(dir)
	}
	slices.Reverse(missing)
	return missing
}

// removeCreated takes back what create did, as long as the folders are empty.
func (t *tree) removeCreated() {
	for _, dir := range slices.Backward(t.created) {
		if os.Remove(dir) != nil {
			return
		}
	}
}

// close lets the folder go.
func (t *tree) close() {
	if t.root == nil {
		return
	}
	t.unlock()
	t.root.Close()
	t.root = nil
}

// lstat returns nil, and no error, if there is nothing at the path.
func (t *tree) lstat(path string) (fs.FileInfo, error) {
	info, err := t.root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, failed(path, err)
}

func (t *tree) open(path string) (*os.File, error) {
	f, err := t.root.Open(path)
	return f, failed(path, err)
}

// change carries out one change of the folder, after the hook, where there is one.
func (t *tree) change(op, path string, do func() error) error {
	if t.hook != nil {
		if err := t.hook(op, path); err != nil {
			return failed(path, err)
		}
	}
	return failed(path, do())
}

func (t *tree) rename(from, to string) error {
	return t.change("rename", to, func() error { return t.root.Rename(from, to) })
}

func (t *tree) link(from, to string) error {
	return t.change("link", to, func() error { return t.root.Link(from, to) })
}

// copy makes a new file that is like another, in its time, too.
func (t *tree) copy(from, to string) error {
	return t.change("copy", to, func() error {
		f, err := t.root.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		c, err := t.root.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
		if err != nil {
			return err
		}
		_, err = io.Copy(c, f)
		return errors.Join(err, c.Chmod(info.Mode()), c.Close(), t.root.Chtimes(to, info.ModTime(), info.ModTime()))
	})
}

// mkdir makes a folder. What its parent hands on to it, such as the group of all that
// is made in it, stays.
func (t *tree) mkdir(path string, mode fs.FileMode) error {
	return t.change("mkdir", path, func() error {
		if err := t.root.Mkdir(path, mode.Perm()); err != nil {
			return err
		}
		info, err := t.root.Lstat(path)
		if err == nil {
			err = t.root.Chmod(path, info.Mode()&^fs.ModePerm|mode.Perm())
		}
		if err != nil {
			return errors.Join(err, t.root.Remove(path))
		}
		return nil
	})
}

func (t *tree) chmod(path string, mode fs.FileMode) error {
	return t.change("chmod", path, func() error { return t.root.Chmod(path, mode) })
}

func (t *tree) remove(path string) error {
	return t.change("remove", path, func() error { return t.root.Remove(path) })
}

// removeFolder removes an empty folder. Root.Remove alone would remove a file too.
func (t *tree) removeFolder(path string) error {
	info, err := t.root.Lstat(path)
	if err != nil {
		return failed(path, err)
	}
	if !info.IsDir() {
		return failed(path, &fs.PathError{Op: "remove folder", Path: path, Err: syscall.ENOTDIR})
	}
	return t.remove(path)
}

func (t *tree) removeAll(path string) error {
	return t.change("removeAll", path, func() error { return t.root.RemoveAll(path) })
}

// writeNew writes a file that must not exist yet, with fileMode.
func (t *tree) writeNew(path string, data []byte) error {
	return t.change("write", path, func() error {
		f, err := t.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Chmod(fileMode), f.Close())
	})
}

// sync asks the disk to keep a file before anything relies on it.
func (t *tree) sync(path string) error {
	return t.change("sync", path, func() error {
		f, err := t.root.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}
