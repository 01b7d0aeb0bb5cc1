package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// NotOursError says that the output folder holds files and that no earlier build
// made it. Nothing was changed.
type NotOursError struct {
	// Dir is the output folder as it was named to Publish.
	Dir string
	// Example is one of the files or folders in it.
	Example string
	// HasSums says that there is a SHA256SUMS, but not one by Parskats.
	HasSums bool
}

func (e *NotOursError) Error() string {
	if e.HasSums {
		return "the folder is not empty, and its " + sumsName + " was not written by Parskats or was changed since; " + howToGoOn
	}
	return fmt.Sprintf("the folder is not empty (it holds %s) and was not made by Parskats; %s", e.Example, howToGoOn)
}

const howToGoOn = "choose another folder with --output, or empty this one"

// LostError says that Parskats once made the output folder, and that its SHA256SUMS is
// gone, or is not as a build wrote it. Nothing was changed.
type LostError struct {
	// HasSums says that there is a SHA256SUMS.
	HasSums bool
}

func (e *LostError) Error() string {
	what := "is missing"
	if e.HasSums {
		what = "was cut off or changed"
	}
	return "Parskats made the folder, but its " + sumsName + " " + what
}

// DanglingError says that the output folder, or one above it, is a symbolic link to what does
// not exist. Nothing was changed.
type DanglingError struct {
	// Link is the link, and To where it leads.
	Link, To string
}

func (e *DanglingError) Error() string {
	return fmt.Sprintf("%s is a symbolic link to %s, which does not exist", e.Link, e.To)
}

// ConflictError says that something that Parskats did not write is where an output
// belongs. Nothing was changed.
type ConflictError struct {
	// Path is what is in the way, below the output folder.
	Path string
	// Found and Wanted name what is there and what belongs there: "a file",
	// "a folder", "a symbolic link", "something special".
	Found, Wanted string
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s: %s that Parskats did not write is where %s belongs; move it away or choose another folder with --output",
		e.Path, e.Found, e.Wanted)
}

// PanicError says that an output's Render panicked, which is a mistake in this
// program or in a template's helper.
type PanicError struct {
	Path  string
	Value any
	// Stack is the stack of the panic, as debug.Stack prints it.
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("render %s: panic: %v", e.Path, e.Value)
}

// FailedError says that the machine refused something that publishing needs: there is
// no space, no permission, something in the way.
type FailedError struct {
	// Dir is the output folder as it was named to Publish; or, where Cause is InTheWay and
	// Path is "", the file that stands in the place of a folder above it.
	Dir string
	// Path is the file or folder at fault, below Dir; "" for Dir itself.
	Path  string
	Cause Cause
	After State
	Err   error
}

// Cause is why the machine refused.
type Cause int

const (
	Other Cause = iota
	Full
	Forbidden
	ReadOnly
	InTheWay // a file is where a folder is meant, or the other way round
)

// State is what a failed build left.
type State int

const (
	Untouched State = iota // the old site, as it was
	Mixed                  // parts of both sites, which the next build repairs
	Published              // the new site, with temporary files that the next build removes
)

func (e *FailedError) Error() string { return e.Err.Error() }

func (e *FailedError) Unwrap() error { return e.Err }

// failed makes a FailedError of an error of the machine, if there is one.
func failed(path string, err error) error {
	if err == nil {
		return nil
	}
	return &FailedError{Path: path, Cause: CauseOf(err), Err: err}
}

// CauseOf sorts an error of the machine, of whatever it was asked for.
func CauseOf(err error) Cause {
	switch {
	case isFull(err):
		return Full
	case errors.Is(err, syscall.EROFS):
		return ReadOnly
	case errors.Is(err, fs.ErrPermission):
		return Forbidden
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		return InTheWay
	}
	return Other
}

// withState notes in an error what the build left, and returns it.
func withState(s State, err error) error {
	var f *FailedError
	if errors.As(err, &f) {
		f.After = s
	}
	return err
}

// inFolder notes in an error which folder it is about, and returns it.
func inFolder(dir string, err error) error {
	var f *FailedError
	if errors.As(err, &f) {
		f.Dir = dir
		if f.Cause == InTheWay && f.Path == "" {
			f.Dir = inTheWay(dir)
		}
	}
	var notOurs *NotOursError
	if errors.As(err, &notOurs) {
		notOurs.Dir = dir
	}
	var held *HeldError
	if errors.As(err, &held) {
		held.Dir = dir
	}
	return err
}

// inTheWay returns the file that stands where a folder would have to be: dir, or one above.
func inTheWay(dir string) string {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && !info.IsDir() {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}
