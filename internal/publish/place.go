package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"

	"parskats/internal/output"
)

// staged returns where the bytes of an item wait for their place.
func (it *item) staged() string { return path.Join(stagingName, strconv.Itoa(it.number)) }

// place carries out a plan whose items are staged: in one step where that is possible
// and wanted, else step by step. If a step fails it undoes all steps before it.
func place(t *tree, p *plan, opts Options) error {
	pl := placer{t: t, plan: p}
	if !opts.InPlace && p.changes() {
		done, err := pl.exchange()
		if done {
			return err
		}
		if err != nil {
			return pl.rollBack(err)
		}
	}
	if err := pl.run(); err != nil {
		return pl.rollBack(err)
	}
	if err := tidy(t); err != nil {
		return withState(Published, fmt.Errorf("the site is in place, but not all temporary files are gone: %w", err))
	}
	return nil
}

// tidy removes what only a build under way needs.
func tidy(t *tree) error {
	return errors.Join(t.removeAll(journalName), t.removeAll(stagingName))
}

// placer changes the folder step by step and remembers how to undo each.
type placer struct {
	t *tree
	*plan
	undo    []func() error
	backups int
	// newJournal says that there was no journal before this build.
	newJournal bool
}

func (p *placer) run() error {
	return firstError(
		p.writeFullJournal,
		func() error { return p.clear(p.blocking) },
		func() error { return each(p.folders, p.makeFolder) },
		func() error { return each(assetsFirst(p.outputs), p.put) },
		p.clearExpired,
		func() error { return p.clear(p.stale) },
		func() error { return p.put(p.mark) },
		p.putKept,
		p.putList,
	)
}

// writeFullJournal lists the files of the old build and the new one together. Where
// SHA256SUMS stays as it is, it is the same list.
func (p *placer) writeFullJournal() error {
	if p.list.outcome == unchanged {
		return nil
	}
	both := maps.Clone(p.owned)
	maps.Copy(both, p.checksums())
	return p.writeJournal(both)
}

// writeJournal lists files that Parskats wrote, or is about to write.
func (p *placer) writeJournal(list checksums) error {
	old, err := p.t.lstat(journalName)
	if err != nil {
		return err
	}
	p.newJournal = p.newJournal || old == nil
	list.removeSelf()
	name := p.nextBackup()
	return firstError(
		func() error { return p.t.writeNew(name, list.format()) },
		func() error { return p.t.sync(name) },
		func() error { return p.t.rename(name, journalName) },
	)
}

// clear removes leftovers, but leaves folders that files by others are in.
func (p *placer) clear(l leftovers) error {
	if err := each(l.files, p.takeAway); err != nil {
		return err
	}
	return each(l.folders, p.removeIfEmpty)
}

// clearExpired removes what has stayed for one generation, once the site changes.
func (p *placer) clearExpired() error {
	if !p.changes() {
		return nil
	}
	return each(p.expired, p.takeAway)
}

// putKept puts the list of what stays for one generation in place, or takes it away.
func (p *placer) putKept() error {
	switch {
	case p.keptList.outcome != absent:
		return p.put(p.keptList)
	case p.keptList.inPlace != nil:
		return p.takeAway(keptName)
	}
	return nil
}

// takeAway moves a file that is no longer made into the staging folder.
func (p *placer) takeAway(name string) error {
	to := p.nextBackup()
	if err := p.t.rename(name, to); err != nil {
		return about(name, err)
	}
	p.onRollBack(func() error { return p.t.rename(to, name) })
	return nil
}

func (p *placer) removeIfEmpty(f folder) error {
	err := p.t.removeFolder(f.path)
	if errors.Is(err, fs.ErrExist) { // which is what "not empty" is to Go
		return nil
	}
	if err != nil {
		return err
	}
	p.onRollBack(func() error { return p.t.mkdir(f.path, f.inPlace.Mode()) })
	return nil
}

// makeFolder makes sure that a folder is there and has the right mode.
func (p *placer) makeFolder(f folder) error {
	if f.inPlace != nil {
		return p.setMode(f.path, f.inPlace.Mode(), folderMode)
	}
	err := p.t.mkdir(f.path, folderMode)
	if errors.Is(err, fs.ErrExist) {
		return p.checkFolder(f.path)
	}
	if err != nil {
		return err
	}
	p.onRollBack(func() error {
		err := p.t.remove(f.path)
		if errors.Is(err, fs.ErrExist) { // others have put something in it
			return nil
		}
		return err
	})
	return nil
}

// checkFolder takes a folder that came since the plan was made.
func (p *placer) checkFolder(name string) error {
	info, err := p.t.lstat(name)
	if err != nil || info != nil && info.IsDir() {
		return err
	}
	return &ConflictError{Path: name, Found: "a file", Wanted: "a folder"}
}

// put gives an item its place.
func (p *placer) put(it *item) error {
	switch it.outcome {
	case added:
		return p.add(it)
	case changed:
		return p.replace(it)
	default:
		return p.setMode(it.Path, it.inPlace.Mode(), fileMode)
	}
}

// add puts a file where there is none. What came there since the plan was made stays.
func (p *placer) add(it *item) error {
	err := p.t.link(it.staged(), it.Path)
	if err != nil {
		err = p.addWithoutLink(it)
	}
	if err != nil {
		return err
	}
	p.onRollBack(func() error { return p.t.remove(it.Path) })
	return nil
}

func (p *placer) addWithoutLink(it *item) error {
	info, err := p.t.lstat(it.Path)
	if err != nil {
		return err
	}
	if info != nil {
		return &ConflictError{Path: it.Path, Found: describe(info.Mode()), Wanted: "a file"}
	}
	return p.t.rename(it.staged(), it.Path)
}

// replace keeps the old file under a second name, or a copy of it on a file system
// without hard links, so that there is a file in place at any time.
func (p *placer) replace(it *item) error {
	old := p.nextBackup()
	if p.t.link(it.Path, old) != nil {
		if err := p.t.copy(it.Path, old); err != nil {
			return about(it.Path, err)
		}
	}
	p.onRollBack(func() error { return p.t.rename(old, it.Path) })
	return p.t.rename(it.staged(), it.Path)
}

// about names a published file in an error about what is kept of it in the staging folder,
// which is gone when somebody reads the error, and returns it.
func about(name string, err error) error {
	var f *FailedError
	if errors.As(err, &f) && path.Dir(f.Path) == stagingName {
		f.Path = name
	}
	return err
}

// putList puts SHA256SUMS in place: with it, the build is done.
func (p *placer) putList() error {
	if p.list.outcome != unchanged {
		if err := p.t.sync(p.list.staged()); err != nil {
			return err
		}
	}
	return p.put(p.list)
}

// setMode changes the permissions where they are not the wanted ones.
func (p *placer) setMode(name string, is, want fs.FileMode) error {
	if is.Perm() == want {
		return nil
	}
	if err := p.t.chmod(name, is&^fs.ModePerm|want); err != nil {
		return err
	}
	p.onRollBack(func() error { return p.t.chmod(name, is) })
	return nil
}

// nextBackup returns a new name for a file that is replaced or removed; the file is
// kept until all is in place.
func (p *placer) nextBackup() string {
	p.backups++
	return path.Join(stagingName, "old-"+strconv.Itoa(p.backups))
}

// onRollBack remembers how to undo a step that was done.
func (p *placer) onRollBack(undo func() error) { p.undo = append(p.undo, undo) }

// rollBack undoes what was done, the last step first, and returns the error that
// made it necessary. If even that fails, the journal stays for the next build.
func (p *placer) rollBack(cause error) error {
	var undone error
	for _, undo := range slices.Backward(p.undo) {
		undone = cmp.Or(undone, undo())
	}
	if undone == nil && p.newJournal {
		undone = p.t.removeAll(journalName)
	}
	if undone != nil {
		return withState(Mixed, fmt.Errorf("%w; the old site could not be put back whole, and the next build will repair it: %w", cause, undone))
	}
	return errors.Join(cause, p.t.removeAll(stagingName))
}

// assetsFirst returns the items in the order in which they are put in place: a page
// must not be there before its style sheet.
func assetsFirst(items []*item) []*item {
	isAsset := func(it *item) int {
		if it.Kind == output.Asset {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(items), func(a, b *item) int {
		return cmp.Compare(isAsset(a), isAsset(b))
	})
}

// firstError runs steps until one fails.
func firstError(steps ...func() error) error {
	return each(steps, func(step func() error) error { return step() })
}

// each does the same with each of a list until it fails.
func each[T any](list []T, do func(T) error) error {
	for _, x := range list {
		if err := do(x); err != nil {
			return err
		}
	}
	return nil
}
