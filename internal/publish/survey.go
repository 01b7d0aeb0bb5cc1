package publish

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"strings"
)

// inventory is what a folder has of earlier builds.
type inventory struct {
	// owned are the files that Parskats has written to the folder, whether or not
	// they are still there: those of the last build, those that a killed build may
	// have placed, and kept.
	owned checksums
	// kept are files that the last build made no longer and left for one generation.
	kept checksums
	// isRepair says that the folder has lost its list.
	isRepair bool
}

// survey takes stock. It refuses a folder with other things that Parskats did not make,
// and one that has lost its list, unless there is a copy.
func survey(t *tree, repair *List) (inventory, error) {
	found := inventory{owned: checksums{}}
	listed, err := readOwnList(t.root, sumsName, checksums.isWhole)
	if err != nil {
		return found, err
	}
	journal, err := readOwnList(t.root, journalName, checksums.isMarked)
	if err != nil {
		return found, err
	}
	maps.Copy(found.owned, listed)
	maps.Copy(found.owned, journal)
	if len(found.owned) == 0 {
		marked, err := hasMark(t)
		switch {
		case err != nil:
			return found, err
		case !marked:
			return found, refuseForeign(t)
		case repair == nil:
			return found, lost(t)
		}
		found.isRepair = true
		found.owned = t.asListed(repair.sums)
	}
	if found.kept, err = readKept(t, listed); err != nil {
		return found, err
	}
	maps.Copy(found.owned, found.kept)
	found.owned.addSelf()
	return found, nil
}

// lost returns a LostError.
func lost(t *tree) error {
	info, err := t.lstat(sumsName)
	if err != nil {
		return err
	}
	return &LostError{HasSums: info != nil}
}

// isMarked says whether Parskats wrote the list.
func (c checksums) isMarked() bool {
	_, marked := c[markName]
	return marked
}

// readOwnList reads a list of files that Parskats wrote. It returns nil for anything else
// of that name, and for nothing.
func readOwnList(root *os.Root, name string, isOurs func(checksums) bool) (checksums, error) {
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
	if err != nil || !isOurs(list) {
		return nil, nil // written, or edited, by someone else
	}
	return list, nil
}

// readKept returns the files that the last build left for one generation. Those that
// SHA256SUMS lists are not among them: a build that was killed had not come so far.
func readKept(t *tree, listed checksums) (checksums, error) {
	list, err := readOwnList(t.root, keptName, func(checksums) bool { return true })
	kept := t.asListed(list)
	for name := range listed {
		delete(kept, name)
	}
	return kept, err
}

// asListed returns those files of a list that are in the folder with the very bytes.
func (t *tree) asListed(list checksums) checksums {
	found := checksums{}
	for name, sum := range list {
		if t.hasSum(name, sum) {
			found[name] = sum
		}
	}
	return found
}

// hasSum says whether there is a file with these bytes. One that can't be read is none:
// nobody knows whose it is.
func (t *tree) hasSum(name string, sum [sha256.Size]byte) bool {
	if info, err := t.lstat(name); err != nil || info == nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := t.root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return false
	}
	return [sha256.Size]byte(h.Sum(nil)) == sum
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
