package publish

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"parskats/internal/output"
)

// outcome says what publishing an item means for the file in place.
type outcome int

const (
	pending   outcome = iota // not rendered yet
	unchanged                // has the right bytes already
	added
	changed
	absent // there is nothing to publish
)

// item is one file to publish.
type item struct {
	output.Output
	// number names its files in the staging folder.
	number int
	// inPlace is the file that an earlier build put there, or nil.
	inPlace fs.FileInfo

	// Set by staging:
	outcome outcome
	size    int64
	sum     [sha256.Size]byte
	err     error
}

// folder is a folder below the output folder.
type folder struct {
	path string
	// inPlace is what is there, or nil.
	inPlace fs.FileInfo
}

// plan is everything that has to be done in the folder.
type plan struct {
	outputs []*item
	// mark, list and keptList are the files that publish adds for itself:
	// .parskats, SHA256SUMS and .parskats-kept.
	mark, list, keptList *item
	// folders come after their parents.
	folders []folder
	// blocking and stale are what is left of an earlier build and no longer
	// made. The blocking ones are where an output needs a folder, or where
	// one needs a file, or below that.
	blocking, stale leftovers
	// superseded are further files that are no longer made, but stay for one
	// generation; expired those that have stayed for it.
	superseded, expired []string

	inventory
}

// leftovers are files to remove and folders to remove after them if nothing else is
// in them, the deepest first.
type leftovers struct {
	files   []string
	folders []folder
}

// makePlan looks at all that is where an item, or a folder for it, belongs. It
// returns a ConflictError if Parskats did not write it.
func makePlan(t *tree, outputs []output.Output, found inventory, opts Options) (*plan, error) {
	p := &plan{inventory: found}
	for i, o := range outputs {
		p.outputs = append(p.outputs, &item{Output: o, number: i})
	}
	p.mark = &item{Output: output.Output{Path: markName}, number: len(outputs)}
	p.list = &item{Output: output.Output{Path: sumsName}, number: len(outputs) + 1}
	p.keptList = &item{Output: output.Output{Path: keptName}, number: len(outputs) + 2}
	pl := planner{
		t:           t,
		plan:        p,
		lasts:       opts.Superseded,
		seen:        map[string]fs.FileInfo{},
		needFiles:   map[string]bool{},
		needFolders: map[string]bool{},
		leaving:     map[string]bool{},
	}
	return p, pl.run()
}

// ownFile is an output that publish adds for itself.
func ownFile(name string, data []byte) output.Output {
	return output.Output{Path: name, Kind: output.Meta, Render: func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}}
}

// items returns all files to publish. The list of what is kept is among them until it is
// known that nothing is.
func (p *plan) items() []*item {
	all := append(slices.Clip(p.outputs), p.mark, p.list)
	if p.keptList.outcome == absent {
		return all
	}
	return append(all, p.keptList)
}

// checksums returns what SHA256SUMS is to list, which is everything but itself.
func (p *plan) checksums() checksums {
	sums := make(checksums, len(p.outputs)+1)
	for _, it := range p.outputs {
		sums[it.Path] = it.sum
	}
	sums[markName] = p.mark.sum
	return sums
}

// changes says whether any file of the site differs from what is in place. Only
// permissions may be wrong where none does.
func (p *plan) changes() bool {
	isNew := func(it *item) bool { return it.outcome != unchanged }
	return slices.ContainsFunc(p.outputs, isNew) || isNew(p.mark) || isNew(p.list) ||
		len(p.blocking.files)+len(p.stale.files)+len(p.superseded) > 0
}

// planner fills a plan.
type planner struct {
	t *tree
	*plan
	// lasts is Options.Superseded.
	lasts func(path string) bool
	// seen remembers what lookUp found at the path of a folder.
	seen map[string]fs.FileInfo
	// needFiles and needFolders are the paths that the items need.
	needFiles, needFolders map[string]bool
	// leaving are the folders among the leftovers.
	leaving map[string]bool
}

func (p *planner) run() error {
	for _, it := range p.items() {
		p.needFiles[it.Path] = true
		addFoldersOf(p.needFolders, it.Path)
	}
	return firstError(p.adopt, p.findFiles, p.findFolders, p.checkFolders, p.checkFiles)
}

// adopt takes the files where items belong for ours, in a folder that has lost its list:
// the build before this one put its files there, or would have been refused.
func (p *planner) adopt() error {
	if !p.isRepair {
		return nil
	}
	return each(p.items(), func(it *item) error {
		info, err := p.lookUp(it.Path)
		if info != nil && info.Mode().IsRegular() {
			p.owned[it.Path] = [sha256.Size]byte{}
		}
		return err
	})
}

// addFoldersOf adds the folders above a path to a set that holds, with each folder,
// all those above it.
func addFoldersOf(set map[string]bool, p string) {
	for dir := path.Dir(p); dir != "." && !set[dir]; dir = path.Dir(dir) {
		set[dir] = true
	}
}

// lookUp returns what is at the path, or nil if nothing is. What a symbolic link
// leads to is never ours: beneath a link there is nothing.
func (p *planner) lookUp(name string) (fs.FileInfo, error) {
	parent := path.Dir(name)
	if parent != "." {
		info, err := p.lookUpFolder(parent)
		if err != nil || info == nil || !info.IsDir() {
			return nil, err
		}
	}
	return p.t.lstat(name)
}

// lookUpFolder is lookUp for a path that is asked for again and again.
func (p *planner) lookUpFolder(name string) (fs.FileInfo, error) {
	if info, ok := p.seen[name]; ok {
		return info, nil
	}
	info, err := p.lookUp(name)
	if err != nil {
		return nil, err
	}
	p.seen[name] = info
	return info, nil
}

// findFiles finds the files of an earlier build that are no longer made.
func (p *planner) findFiles() error {
	for _, name := range slices.Sorted(maps.Keys(p.owned)) {
		if p.needFiles[name] {
			continue
		}
		info, err := p.lookUp(name)
		if err != nil {
			return err
		}
		if info != nil && info.Mode().IsRegular() {
			p.leave(name)
		}
	}
	return nil
}

// leave notes that a file is no longer made.
func (p *planner) leave(name string) {
	_, wasKept := p.kept[name]
	l := p.leftoversFor(name)
	switch {
	case l == &p.blocking:
		l.files = append(l.files, name)
	case wasKept:
		p.expired = append(p.expired, name)
	case p.lasts != nil && p.lasts(name) && p.t.hasSum(name, p.owned[name]):
		p.superseded = append(p.superseded, name)
	default:
		l.files = append(l.files, name)
	}
}

// findFolders finds the folders of an earlier build that no item needs, also those
// whose files a killed build has removed already.
func (p *planner) findFolders() error {
	candidates := map[string]bool{}
	for name := range p.owned {
		if !p.needFiles[name] {
			addFoldersOf(candidates, name)
		}
	}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(candidates))) {
		if p.needFolders[name] {
			continue
		}
		info, err := p.lookUpFolder(name)
		if err != nil {
			return err
		}
		if info != nil && info.IsDir() {
			p.leaving[name] = true
			l := p.leftoversFor(name)
			l.folders = append(l.folders, folder{name, info})
		}
	}
	return nil
}

// leftoversFor returns the list on which a file or folder has to be.
func (p *planner) leftoversFor(name string) *leftovers {
	if p.needFolders[name] {
		return &p.blocking
	}
	for ; name != "."; name = path.Dir(name) {
		if p.needFiles[name] {
			return &p.blocking
		}
	}
	return &p.stale
}

func (p *planner) checkFolders() error {
	for _, name := range slices.Sorted(maps.Keys(p.needFolders)) {
		info, err := p.lookUpFolder(name)
		if err != nil {
			return err
		}
		switch {
		case info == nil:
		case info.IsDir():
		case p.isOurs(name, info): // it is among the blocking ones
			info = nil
		default:
			return &ConflictError{Path: name, Found: describe(info.Mode()), Wanted: "a folder"}
		}
		p.folders = append(p.folders, folder{name, info})
	}
	return nil
}

func (p *planner) checkFiles() error {
	for _, it := range p.items() {
		info, err := p.lookUp(it.Path)
		if err != nil {
			return err
		}
		switch {
		case info == nil:
		case info.IsDir():
			if err := p.checkLeaving(it.Path); err != nil {
				return err
			}
		case p.isOurs(it.Path, info):
			it.inPlace = info
		default:
			return &ConflictError{Path: it.Path, Found: describe(info.Mode()), Wanted: "a file"}
		}
	}
	return nil
}

// checkLeaving makes sure that a folder will be gone once the files and folders of
// the earlier build are.
func (p *planner) checkLeaving(dir string) error {
	return fs.WalkDir(p.t.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return failed(name, err)
		}
		info, err := d.Info()
		if err != nil {
			return failed(name, err)
		}
		if p.leaving[name] || p.isOurs(name, info) {
			return nil
		}
		return &ConflictError{Path: name, Found: describe(info.Mode()), Wanted: "the file " + dir}
	})
}

// isOurs says whether an earlier build wrote the file that is at the path now.
func (p *planner) isOurs(name string, info fs.FileInfo) bool {
	_, owned := p.owned[name]
	return owned && info.Mode().IsRegular()
}

// describe names what has the mode.
func describe(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m.IsRegular():
		return "a file"
	case m&fs.ModeSymlink != 0:
		return "a symbolic link"
	default:
		return "something special"
	}
}
