package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// Previous returns the paths of the files that the last build put into a folder, sorted;
// none where Parskats has not written it, or where there is no such folder.
func Previous(dir string) ([]string, error) {
	paths, err := ReadList(filepath.Join(dir, sumsName))
	var notAList *NotAListError
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.As(err, &notAList) {
		return nil, nil // publishing will say so, where it matters
	}
	return paths, err
}

// ReadList returns the paths that a copy of a SHA256SUMS lists, sorted. It returns a
// NotAListError for a file that no build wrote, or for a folder.
func ReadList(file string) ([]string, error) {
	raw, err := os.ReadFile(file)
	if info, statErr := os.Stat(file); statErr == nil && info.IsDir() {
		return nil, &NotAListError{File: file}
	}
	if err != nil {
		return nil, err
	}
	list, err := parseChecksums(raw)
	if err != nil {
		return nil, &NotAListError{File: file}
	}
	if _, marked := list[markName]; !marked {
		return nil, &NotAListError{File: file}
	}
	return slices.Sorted(maps.Keys(list)), nil
}

// NotAListError says that a file is not a SHA256SUMS that Parskats wrote, such as a host's
// page for what it does not have.
type NotAListError struct{ File string }

func (e *NotAListError) Error() string {
	return e.File + " is not a list of checksums that Parskats wrote"
}
