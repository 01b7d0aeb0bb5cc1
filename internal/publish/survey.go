package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"strings"
)

// survey returns the files that Parskats has written to the folder, whether or not
// they are still there: those of the last build, and those that a killed build may
// have placed. It refuses a folder with other things that Parskats did not make.
func survey(t *tree) (owned checksums, err error) {
	owned = checksums{}
	for _, name := range []string{sumsName, journalName} {
		list, err := readOwnList(t.root, name)
		if err != nil {
			return nil, err
		}
		maps.Copy(owned, list)
	}
	if len(owned) == 0 {
		return owned, refuseForeign(t)
	}
	owned.addSelf()
	return owned, nil
}

// readOwnList reads a list of files that Parskats wrote. It returns nil for
// anything else of that name, and for nothing.
func readOwnList(root *os.Root, name string) (checksums, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, failed(name, err)
	}
	raw, err := root.ReadFile(name)
	if err != nil {
		return nil, failed(name, err)
	}
	list, err := parseChecksums(raw)
	if err != nil {
		return nil, nil // written, or edited, by someone else
	}
	if _, marked := list[markName]; !marked {
		return nil, nil
	}
	return list, nil
}

// refuseForeign returns a NotOursError unless the folder is empty. Dot files, such
// as .git, don't count, nor does what a file system itself keeps in its root.
func refuseForeign(t *tree) error {
	entries, err := fs.ReadDir(t.root.FS(), ".")
	if err != nil {
		return failed("", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || e.Name() == "lost+found" {
			continue
		}
		info, err := t.lstat(sumsName)
		if err != nil {
			return err
		}
		return &NotOursError{Example: e.Name(), HasSums: info != nil}
	}
	return nil
}
