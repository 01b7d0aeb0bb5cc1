package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// HeldError says that another build writes to the output folder. Nothing was
// changed.
type HeldError struct {
	// Dir is the output folder as it was named to Publish.
	Dir string
	// PID and Host are the process and the machine that hold the folder; 0 and
	// "" if they can't be known.
	PID  int
	Host string
	// Since is when it took the folder, by the clock of the file system.
	Since time.Time
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return "another build writes to this folder"
	}
	return fmt.Sprintf("another build writes to this folder: process %d on %s, since %s",
		e.PID, e.Host, e.Since.UTC().Format(time.RFC3339))
}

// errLocked says that another process has the lock, errMoved that the folder or the
// lock in it was replaced meanwhile.
var (
	errLocked = errors.New("locked")
	errMoved  = errors.New("the folder is gone")
)

// takeLock makes sure that no other build changes the folder. The lock is one of the
// kernel's on the file .parskats-lock, so it ends with the process, however that
// ends. The file lies in the folder itself, where every build may write, whoever runs
// it and by whatever name it knows the folder; a new generation of the folder gets a
// second link to the same file. It returns errMoved if the folder has to be opened
// again.
func (t *tree) takeLock() error {
	var f *os.File
	err := t.change("lock", lockName, func() (err error) {
		f, err = t.openLock()
		return err
	})
	if err != nil {
		return err
	}
	if err := tryLock(f); errors.Is(err, errLocked) {
		defer f.Close()
		return readHolder(f)
	}
	// A file system without locks is used without.
	if !t.isHere(f) {
		f.Close()
		return errMoved
	}
	t.lock = f
	writeHolder(f)
	return nil
}

func (t *tree) openLock() (*os.File, error) {
	info, err := t.lstat(lockName)
	if err != nil {
		return nil, err
	}
	if info != nil && !info.Mode().IsRegular() {
		return nil, &ConflictError{Path: lockName, Found: describe(info.Mode()), Wanted: "a file"}
	}
	f, err := t.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, fileMode)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, fs.ErrNotExist): // the folder itself is gone
		return nil, asMoved(err)
	case info != nil && errors.Is(err, fs.ErrPermission):
		return nil, t.replaceLock()
	}
	return nil, err
}

// replaceLock removes the lock file of another user's build that was killed. It
// returns errMoved then, and the other build if it is still alive.
func (t *tree) replaceLock() error {
	f, err := t.root.Open(lockName)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := tryLock(f); errors.Is(err, errLocked) {
		return readHolder(f)
	}
	if err := t.root.Remove(lockName); err != nil {
		return err
	}
	return errMoved
}

// isHere says whether the opened lock is the one in the folder, and the folder the
// one that the path leads to.
func (t *tree) isHere(lock *os.File) bool {
	opened, err1 := lock.Stat()
	inPlace, err2 := t.root.Lstat(lockName)
	folder, err3 := t.root.Stat(".")
	atPath, err4 := os.Stat(t.dir)
	return errors.Join(err1, err2, err3, err4) == nil && os.SameFile(opened, inPlace) && os.SameFile(folder, atPath)
}

// unlock removes the lock's file and lets it go, in this order: whoever locks the
// file after that finds that it is not there any more.
func (t *tree) unlock() {
	if t.lock == nil {
		return
	}
	t.root.Remove(lockName) // else the next build takes it over
	t.lock.Close()
	t.lock = nil
}

// writeHolder notes who has the lock, for whoever finds it taken. The lock holds
// without the note, too, as on a full disk.
func writeHolder(f *os.File) {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	f.Chmod(fileMode)
	f.Truncate(0)
	f.WriteAt(fmt.Appendf(nil, "%d %s\n", os.Getpid(), host), 0)
}

// readHolder returns a HeldError.
func readHolder(f *os.File) error {
	var held HeldError
	if info, err := f.Stat(); err == nil {
		held.Since = info.ModTime()
	}
	if _, err := fmt.Fscanf(f, "%d %s\n", &held.PID, &held.Host); err != nil {
		return &HeldError{}
	}
	return &held
}
