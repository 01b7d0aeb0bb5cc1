// Package publish puts the outputs of a site into a folder: all of them or none.
//
// A build goes through four phases, and only the last touches the old site:
//
//  1. survey: which files are of an earlier build, and may we write here at all?
//  2. plan: what is in the way, what has to go, which folders are missing?
//  3. stage: render every output on all cores; what differs from the file in
//     place goes into a staging folder, what is the same is left alone.
//  4. place: exchange the folder for a new one in one step, or else, file by file:
//     assets, then the rest, then the removal of what is no longer made, then
//     SHA256SUMS. A step that fails undoes the steps before it.
//
// # Whose files they are
//
// The files of an earlier build are those that SHA256SUMS lists, and the list is
// ours if it lists the file .parskats, which every build writes. (A comment in the
// list would do for GNU sha256sum, but not for the one on Alpine Linux.) Files that
// the list does not name are never changed or removed. What others write while a
// build is at work stays, too.
//
// The file .parskats holds the checksum of the list without itself, so that a list
// that was cut off or edited is known for it. A folder that has the file, but no whole
// list, is published to with Options.Repair only.
//
// # What stays for one generation
//
// A visitor who loaded a page just before a build asks for its style sheet just after
// it. Files that Options.Superseded tells of stay in the folder when they are no longer
// made, out of SHA256SUMS, until the next build that changes the site. The list
// .parskats-kept remembers that they are ours, and with which bytes: with others they
// are somebody else's.
//
// # When a build is killed
//
// Before the first file is placed, the journal .parskats-journal lists the files of
// the old build and of the new one together; it goes away with the last step. So a
// build that finds a journal knows every file that the killed one may have placed,
// and repairs the folder like any other difference.
//
// Before the folder is exchanged, the journal lists the files of the old build. After
// it, the folder beside the site that holds a journal is the old site, which the next
// build goes on to dissolve; one without was never published.
//
// # Builds of one folder
//
// A build holds a lock in the folder from its first look to its last step. Another
// build is refused meanwhile.
package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parskats/internal/output"
)

// Names in the output folder that no output may have.
const (
	sumsName    = "SHA256SUMS"
	markName    = ".parskats"
	journalName = ".parskats-journal"
	stagingName = ".parskats-staging"
	lockName    = ".parskats-lock"
	keptName    = ".parskats-kept"
)

// Options say how to publish. The zero value is ready to use.
type Options struct {
	// Jobs is how many outputs are rendered at the same time; as many as
	// GOMAXPROCS says if it is 0 or less.
	Jobs int
	// Progress is told after each output how many of all are rendered. It is
	// called by one goroutine at a time and done rises by 1. It may be nil.
	Progress func(done, total int)
	// InPlace says that files are placed one by one though all could be
	// exchanged in one step, for an output folder that other programs hold
	// open, as a container does.
	InPlace bool
	// Superseded says of a file of the last build that is no longer made, by its
	// path, that pages which were loaded before still ask for it. Its name must
	// stand for its bytes. None stays if it is nil.
	Superseded func(path string) bool
	// Repair is a copy of the list of what is in the folder, from a backup or the
	// published site, for a folder that lost its own; it may be empty. What others
	// wrote can't be known then but by its path: a file where an output belongs is
	// replaced, one that the copy lists with its very bytes is removed when it is
	// no longer made, and all else stays. Nil refuses such a folder. It means
	// nothing to others.
	Repair *List
}

// Result says what a build did to the folder. It counts outputs: SHA256SUMS and
// .parskats are not among them. Paths are those of the outputs, sorted.
type Result struct {
	Added   []string
	Changed []string
	// Removed are files of an earlier build that were taken away.
	Removed []string
	// Superseded are files of the last build that are no longer made and that stay all the
	// same, until the next build that changes something.
	Superseded []string
	Unchanged  int
	// Bytes is the size of all outputs together, changed or not.
	Bytes int64
}

// Publish makes the folder dir hold the outputs, with their checksums in
// SHA256SUMS. It creates dir and its parents where missing, and follows dir if it
// is a symbolic link to a folder. A file that has the right bytes already is not
// touched and keeps its modification time. Files are 0644 and the folders that
// hold them 0755, whatever the umask.
//
// On any error (an output that fails or panics, ctx done, a full disk, a missing
// permission) the folder holds what it held before. ctx is no longer heeded once
// placing has begun. Errors to tell apart: *NotOursError, *LostError, *DanglingError, *ConflictError,
// *HeldError (another build writes to the folder), *FailedError (the machine),
// *PanicError, ctx.Err().
//
// Memory is bounded by the size of the Jobs largest outputs, plus some hundred
// bytes for each output.
func Publish(ctx context.Context, dir string, outputs []output.Output, opts Options) (Result, error) {
	return publish(ctx, dir, outputs, opts, nil)
}

// publish is Publish with a hook into every change of the folder, for tests.
func publish(ctx context.Context, dir string, outputs []output.Output, opts Options, h hook) (Result, error) {
	if err := validate(outputs); err != nil {
		return Result{}, err
	}
	t, err := openTree(dir, h)
	if err != nil {
		return Result{}, inFolder(dir, fmt.Errorf("output folder %s: %w", dir, err))
	}
	defer t.close()
	result, err := build(ctx, t, outputs, opts)
	if err != nil {
		t.close()
		t.removeCreated()
		return Result{}, inFolder(dir, fmt.Errorf("publish to %s: %w", dir, err))
	}
	return result, nil
}

// build runs the phases on an open folder.
func build(ctx context.Context, t *tree, outputs []output.Output, opts Options) (Result, error) {
	if err := clearBeside(t); err != nil {
		return Result{}, err
	}
	found, err := survey(t, opts.Repair)
	if err != nil {
		return Result{}, err
	}
	p, err := makePlan(t, outputs, found, opts)
	if err != nil {
		return Result{}, err
	}
	if err := stage(ctx, t, p, opts); err != nil {
		return Result{}, errors.Join(err, t.removeAll(stagingName))
	}
	if err := place(t, p, opts); err != nil {
		return Result{}, err
	}
	return p.result(), nil
}

// result sums up a plan that was carried out.
func (p *plan) result() Result {
	var r Result
	for _, it := range p.outputs {
		r.Bytes += it.size
		switch it.outcome {
		case added:
			r.Added = append(r.Added, it.Path)
		case changed:
			r.Changed = append(r.Changed, it.Path)
		default:
			r.Unchanged++
		}
	}
	r.Removed = slices.Concat(p.blocking.files, p.stale.files)
	if p.changes() {
		r.Removed = append(r.Removed, p.expired...)
	}
	r.Superseded = slices.Clone(p.superseded)
	slices.Sort(r.Added)
	slices.Sort(r.Changed)
	slices.Sort(r.Removed)
	slices.Sort(r.Superseded)
	return r
}
