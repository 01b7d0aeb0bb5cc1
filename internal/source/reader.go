package source

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/picture"
)

// Reader reads a source folder again and again, and each time only what changed. It is
// not safe for use by several goroutines. What it returns is never changed afterwards: a
// file that stayed the same is the same *Document in every tree.
type Reader struct {
	fsys fs.FS
	jobs int
	// found is what the last walk found; nil where the folder is to be walked again.
	found *listing
	// results are the record files that were read, by path.
	results map[string]result
	// pictures are the files that were measured, by path.
	pictures map[string]measured
}

// measured is what is known of a file that has the ending of a picture.
type measured struct {
	info picture.Info
	ok   bool // it can be read as one
}

// NewReader returns a reader of fsys that works on jobs goroutines, or on one a processor
// where jobs is 0. Nothing is read yet.
func NewReader(fsys fs.FS, jobs int) *Reader {
	return &Reader{fsys: fsys, jobs: jobs, results: map[string]result{}, pictures: map[string]measured{}}
}

// Reread reads the folder: all of it the first time, and what changed after that. changed
// are the paths of the files that were written, made, renamed or deleted, and of folders of
// which anything below may have been. What is not among them is not looked at.
func (r *Reader) Reread(ctx context.Context, changed []string) (Tree, diag.Problems, error) {
	for _, name := range changed {
		r.forget(name)
	}
	return r.read(ctx)
}

// forget forgets what is known of a file or, where the path is not that of a record file
// which is still there, of all that is below it.
func (r *Reader) forget(name string) {
	_, known := r.results[name]
	delete(r.results, name)
	if info, err := fs.Lstat(r.fsys, name); known && err == nil && info.Mode().IsRegular() {
		return
	}
	r.found = nil
	delete(r.pictures, name)
	below := name + "/"
	for file := range r.results {
		if strings.HasPrefix(file, below) {
			delete(r.results, file)
		}
	}
	for file := range r.pictures {
		if strings.HasPrefix(file, below) {
			delete(r.pictures, file)
		}
	}
}

// read reads what is not known.
func (r *Reader) read(ctx context.Context) (Tree, diag.Problems, error) {
	if r.found == nil {
		found, err := list(ctx, r.fsys)
		if err != nil {
			return Tree{}, diag.Problems{}, err
		}
		r.found = &found
	}
	err := errors.Join(r.readRecords(ctx), r.measurePictures())
	if err != nil {
		r.found = nil // a file may be gone by now
		return Tree{}, diag.Problems{}, err
	}
	tree, problems := r.tree()
	return tree, problems, nil
}

func (r *Reader) readRecords(ctx context.Context) error {
	var unread []string
	for _, name := range r.found.records {
		if _, ok := r.results[name]; !ok {
			unread = append(unread, name)
		}
	}
	results, err := readAll(ctx, r.fsys, unread, r.jobs)
	if err != nil {
		return err
	}
	for i, name := range unread {
		r.results[name] = results[i]
	}
	return nil
}

func (r *Reader) measurePictures() error {
	for _, name := range r.found.others {
		if _, ok := r.pictures[name]; ok || !picture.Is(name) {
			continue
		}
		info, ok, err := measure(r.fsys, name)
		if err != nil {
			return err
		}
		r.pictures[name] = measured{info, ok}
	}
	return nil
}

// tree puts together what is known of the files that the last walk found.
func (r *Reader) tree() (Tree, diag.Problems) {
	tree := Tree{Files: r.found.others, Infos: r.found.infos, Links: r.found.links, Pictures: map[string]picture.Info{}}
	var problems diag.Problems
	problems.Append(r.found.problems)
	for _, name := range r.found.others {
		if m := r.pictures[name]; m.ok {
			tree.Pictures[name] = m.info
		}
	}
	for _, name := range r.found.records {
		file := r.results[name]
		problems.Append(file.problems)
		if file.document == nil {
			tree.Unreadable = append(tree.Unreadable, name)
			continue
		}
		tree.Documents = append(tree.Documents, file.document)
	}
	return tree, problems
}
