package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// List is what a SHA256SUMS says. The zero value lists nothing.
type List struct{ sums checksums }

// Paths returns what is listed, sorted.
func (l *List) Paths() []string { return slices.Sorted(maps.Keys(l.sums)) }

// Previous returns the paths of the files that the last build put into a folder, sorted;
// none where Parskats has not written it, where it lost its list, or where there is no
// such folder.
func Previous(dir string) ([]string, error) {
	list, err := ReadList(filepath.Join(dir, sumsName))
	var notAList *NotAListError
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.As(err, &notAList):
		return nil, nil // publishing will say so, where it matters
	case err != nil:
		return nil, err
	}
	return list.Paths(), nil
}

// ReadList reads a copy of a SHA256SUMS. It returns a NotAListError for a file that no
// build wrote as it is, or for a folder.
func ReadList(file string) (*List, error) {
	raw, err := os.ReadFile(file)
	if info, statErr := os.Stat(file); statErr == nil && info.IsDir() {
		return nil, &NotAListError{File: file}
	}
	if err != nil {
		return nil, err
	}
	list, err := parseChecksums(raw)
	if err != nil || !list.isWhole() {
		return nil, &NotAListError{File: file, IsPart: bytes.Contains(raw, []byte("  "+markName+"\n"))}
	}
	return &List{list}, nil
}

// NotAListError says that a file is not a SHA256SUMS as Parskats wrote it, such as a host's
// page for what it does not have.
type NotAListError struct {
	File string
	// IsPart says that it was one before it was cut off or changed.
	IsPart bool
}

func (e *NotAListError) Error() string {
	if e.IsPart {
		return e.File + " was cut off or changed since Parskats wrote it"
	}
	return e.File + " is not a list of checksums that Parskats wrote"
}
