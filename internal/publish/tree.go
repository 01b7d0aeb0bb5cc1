package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
	root *os.Root
	hook hook
	// created are the folders that were made to have an output folder at
	// all, outermost first.
	created []string
}

// openTree opens the folder and creates it, with its parents, where missing.
func openTree(dir string, h hook) (*tree, error) {
	dir = filepath.Clean(dir)
	t := &tree{hook: h}
	if err := t.create(dir); err != nil {
		t.removeCreated()
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	t.root = root
	return t, nil
}

func (t *tree) create(dir string) error {
	for _, missing := range missingFolders(dir) {
		if err := os.Mkdir(missing, folderMode); err != nil {
			return err
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

func (t *tree) close() { t.root.Close() }

// lstat returns nil, and no error, if there is nothing at the path.
func (t *tree) lstat(path string) (fs.FileInfo, error) {
	info, err := t.root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}

// before runs the hook, where there is one.
func (t *tree) before(op, path string) error {
	if t.hook == nil {
		return nil
	}
	return t.hook(op, path)
}

func (t *tree) rename(from, to string) error {
	if err := t.before("rename", to); err != nil {
		return err
	}
	return t.root.Rename(from, to)
}

func (t *tree) link(from, to string) error {
	if err := t.before("link", to); err != nil {
		return err
	}
	return t.root.Link(from, to)
}

func (t *tree) mkdir(path string, mode fs.FileMode) error {
	if err := t.before("mkdir", path); err != nil {
		return err
	}
	if err := t.root.Mkdir(path, mode.Perm()); err != nil {
		return err
	}
	if err := t.root.Chmod(path, mode.Perm()); err != nil {
		return errors.Join(err, t.root.Remove(path))
	}
	return nil
}

func (t *tree) chmod(path string, mode fs.FileMode) error {
	if err := t.before("chmod", path); err != nil {
		return err
	}
	return t.root.Chmod(path, mode)
}

func (t *tree) remove(path string) error {
	if err := t.before("remove", path); err != nil {
		return err
	}
	return t.root.Remove(path)
}

// removeFolder removes an empty folder. Root.Remove alone would remove a file too.
func (t *tree) removeFolder(path string) error {
	info, err := t.root.Lstat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "remove folder", Path: path, Err: fs.ErrInvalid}
	}
	return t.remove(path)
}

func (t *tree) removeAll(path string) error {
	if err := t.before("removeAll", path); err != nil {
		return err
	}
	return t.root.RemoveAll(path)
}

// writeNew writes a file that must not exist yet, with fileMode.
func (t *tree) writeNew(path string, data []byte) error {
	if err := t.before("write", path); err != nil {
		return err
	}
	f, err := t.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(fileMode), f.Close())
}

// sync asks the disk to keep a file before anything relies on it.
func (t *tree) sync(path string) error {
	if err := t.before("sync", path); err != nil {
		return err
	}
	f, err := t.root.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
