package publish

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"parskats/internal/output"
)

// maxName is the longest name, in bytes, that common file systems take.
const maxName = 255

// validate refuses outputs whose paths no file system could hold together, so that
// nothing is written for a list that can't be placed.
func validate(outputs []output.Output) error {
	n := names{
		files:     make(map[string]bool, len(outputs)),
		folders:   map[string]bool{},
		spellings: make(map[string]string, len(outputs)),
	}
	for _, o := range outputs {
		if err := checkPath(o.Path); err != nil {
			return fmt.Errorf("output path %q: %w", o.Path, err)
		}
		if o.Render == nil {
			return fmt.Errorf("output %q has no Render", o.Path)
		}
		if err := n.add(o.Path); err != nil {
			return err
		}
	}
	return nil
}

// checkPath judges one path for itself. Control characters and backslashes are
// refused since SHA256SUMS would have to escape them.
func checkPath(p string) error {
	if !fs.ValidPath(p) || p == "." {
		return fmt.Errorf("not a plain path below the output folder")
	}
	for _, r := range p {
		if r < ' ' || r == 0x7f || r == '\\' {
			return fmt.Errorf("holds the character %q", r)
		}
	}
	for name := range strings.SplitSeq(p, "/") {
		if len(name) > maxName {
			return fmt.Errorf("a name in it has more than %d bytes", maxName)
		}
	}
	top, _, _ := strings.Cut(p, "/")
	switch strings.ToLower(top) {
	case strings.ToLower(sumsName), markName, journalName, stagingName, lockName, keptName:
		return fmt.Errorf("%s is reserved", top)
	}
	return nil
}

// names are the files and folders that the outputs need.
type names struct {
	files, folders map[string]bool
	// spellings maps the lower-case form of each path to the path itself.
	spellings map[string]string
}

func (n *names) add(p string) error {
	if n.files[p] {
		return fmt.Errorf("two outputs have the path %q", p)
	}
	if n.folders[p] {
		return fmt.Errorf("output path %q is also the folder of another output", p)
	}
	n.files[p] = true
	if err := n.spell(p); err != nil {
		return err
	}
	for dir := path.Dir(p); dir != "." && !n.folders[dir]; dir = path.Dir(dir) {
		if n.files[dir] {
			return fmt.Errorf("output path %q is also the folder of another output", dir)
		}
		n.folders[dir] = true
		if err := n.spell(dir); err != nil {
			return err
		}
	}
	return nil
}

// spell refuses a path that some file systems can't tell from an earlier one.
func (n *names) spell(p string) error {
	folded := strings.ToLower(p)
	if other, ok := n.spellings[folded]; ok && other != p {
		return fmt.Errorf("output paths %q and %q differ in nothing but case", other, p)
	}
	n.spellings[folded] = p
	return nil
}
