package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/invisible"
	"parskats/internal/picture"
)

// MaxSize is how many bytes a record file may have.
const MaxSize = 2 << 20

// roots are the folders that hold records.
var roots = []string{"content", "data"}

// Tree is what the source folder holds.
type Tree struct {
	// Documents are the record files that could be read, sorted by path.
	Documents []*Document
	// Unreadable are the paths of the record files that have a problem which
	// hides what they say: a reference to such a record is not to be called
	// unknown.
	Unreadable []string
	// Links are the paths of symbolic links, to files or folders. What is behind them is
	// not read, and is not to be called unknown, either.
	Links []string
	// Files are the sorted paths of all other files: pictures, attachments.
	Files []string
	// Infos are what is known of those, by path, from before any was looked into: a file
	// that is another by the time it is copied can be told by it.
	Infos map[string]fs.FileInfo
	// Pictures are the pictures among the files, by path; one that can't be read is
	// left out.
	Pictures map[string]picture.Info
}

// Read reads every record file (.yaml, .yml, .md) below data/ and content/ of fsys
// on jobs goroutines, or one a processor where jobs is 0. Hidden files and folders
// are passed over; symbolic links are problems, not followed. A file that can't be
// opened, or a cancelled context, is an error.
func Read(ctx context.Context, fsys fs.FS, jobs int) (Tree, diag.Problems, error) {
	return NewReader(fsys, jobs).Reread(ctx, nil)
}

// listing is what a walk finds, in sorted order.
type listing struct {
	records, others, links []string
	infos                  map[string]fs.FileInfo // of others
	problems               diag.Problems
}

func list(ctx context.Context, fsys fs.FS) (listing, error) {
	found := listing{infos: map[string]fs.FileInfo{}}
	exist := 0
	for _, root := range roots {
		isThere, err := found.enter(ctx, fsys, root)
		if err != nil {
			return found, err
		}
		if isThere {
			exist++
		}
	}
	slices.Sort(found.others)
	if exist == 0 {
		found.problems.Add(diag.Pos{}, "no-records", nil).WithHint("init")
	}
	return found, nil
}

// enter lists what is below a folder, and reports whether there is one.
func (l *listing) enter(ctx context.Context, fsys fs.FS, folder string) (isThere bool, err error) {
	info, err := fs.Lstat(fsys, folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("find %s: %w", folder, err)
	case isLink(info.Mode()):
		l.refuseLink(folder)
		return true, nil
	case !info.IsDir():
		l.refuseSpecial(folder)
		return true, nil
	}
	return true, l.walk(ctx, fsys, folder)
}

// ListFolder returns the sorted paths of the files below a folder of fsys, such as
// "themes/default", as Read finds those of the records: hidden ones are passed over, and
// symbolic links are problems, the folders above included. A folder that is not there has
// no files.
func ListFolder(ctx context.Context, fsys fs.FS, folder string) ([]string, diag.Problems, error) {
	found := listing{infos: map[string]fs.FileInfo{}}
	for above := path.Dir(folder); above != "."; above = path.Dir(above) {
		if info, err := fs.Lstat(fsys, above); err == nil && isLink(info.Mode()) {
			found.refuseLink(above)
			return nil, found.problems, nil
		}
	}
	if _, err := found.enter(ctx, fsys, folder); err != nil {
		return nil, found.problems, err
	}
	names := slices.Concat(found.records, found.others)
	slices.Sort(names)
	return names, found.problems, nil
}

func (l *listing) walk(ctx context.Context, fsys fs.FS, root string) error {
	return fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("list %s: %w", name, err)
		case ctx.Err() != nil:
			return ctx.Err()
		case isHidden(name) && entry.IsDir():
			return fs.SkipDir
		case isHidden(name) || entry.IsDir():
		case isLink(entry.Type()):
			l.refuseLink(name)
		case !isSafeName(name):
			l.problems.Add(diag.Pos{File: name}, "path-escape/name", nil).WithHint("safe-name")
		case !entry.Type().IsRegular():
			l.refuseSpecial(name)
		case isRecord(name):
			l.records = append(l.records, name)
		default:
			return l.addOther(name, entry)
		}
		return nil
	})
}

func (l *listing) addOther(name string, entry fs.DirEntry) error {
	info, err := entry.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // gone since the folder was listed
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", name, err)
	}
	l.others = append(l.others, name)
	l.infos[name] = info
	return nil
}

// refuseLink reports a symbolic link: it may lead out of the source folder, and a
// site must not depend on what is there.
func (l *listing) refuseLink(name string) {
	l.links = append(l.links, name)
	l.problems.Add(diag.Pos{File: name}, "path-escape/link", nil).WithHint("link")
}

// isSafeName reports whether a path means the same on every system: it has no
// backslashes, which part folders on Windows, and no invisible characters.
func isSafeName(name string) bool {
	return !strings.ContainsFunc(name, func(c rune) bool {
		return c == '\\' || c == utf8.RuneError || unicode.IsControl(c) || invisible.IsRefused(c)
	})
}

// refuseSpecial reports a device, a pipe or a socket. Opening one could wait for ever.
func (l *listing) refuseSpecial(name string) {
	l.problems.Add(diag.Pos{File: name}, "unknown-file/special", nil).WithHint("link")
}

func isLink(mode fs.FileMode) bool { return mode&fs.ModeSymlink != 0 }

func isHidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

func isRecord(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".md":
		return true
	}
	return false
}

// measure reads the size of a picture; ok is false where the file is none that can be read.
func measure(fsys fs.FS, name string) (info picture.Info, ok bool, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return info, false, fmt.Errorf("read %s: %w", name, err)
	}
	defer file.Close()
	info, err = picture.Measure(name, file)
	return info, err == nil, nil
}

type result struct {
	document *Document
	problems diag.Problems
	err      error
}

// readAll reads the files in any order and returns the results in theirs.
func readAll(ctx context.Context, fsys fs.FS, names []string, jobs int) ([]result, error) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	results := make([]result, len(names))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(jobs, len(names)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(names)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				results[i] = readOne(fsys, names[i])
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, r := range results {
		if r.err != nil {
			return nil, r.err
		}
	}
	return results, nil
}

func readOne(fsys fs.FS, name string) result {
	raw, err := readFile(fsys, name)
	if err != nil {
		return result{err: fmt.Errorf("read %s: %w", name, err)}
	}
	document, problems := Parse(name, raw)
	return result{document: document, problems: problems}
}

// readFile reads at most one byte more than a record file may have, which is
// enough to see that it is too large.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	// One byte more than the size lets ReadFull see the end of the file.
	buffer := make([]byte, min(info.Size(), MaxSize)+1)
	n, err := io.ReadFull(file, buffer)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return buffer[:n], err
}
