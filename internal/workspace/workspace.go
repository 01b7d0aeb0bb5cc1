// Package workspace turns a folder of files into outputs: it reads, checks and
// derives, for build and serve alike.
package workspace

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"parskats/internal/chart"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/site"
	"parskats/internal/source"
)

// Options say which folder to read and how.
type Options struct {
	// Source is the folder that holds data/ and content/.
	Source string
	// Cache is the folder in which drawn charts are kept; none if empty.
	Cache string
	// CacheFailed is told, once, that the cache could not give or take a drawing. The
	// charts are drawn all the same. Any goroutine may call it; it may be nil.
	CacheFailed func(error)
	// BaseURL replaces that of site.yaml, if not empty.
	BaseURL string
	// Previous are the files of an earlier build of the site, from the output folder:
	// its pages must not be lost. Nothing is held against it if it is nil.
	Previous []string
	// Jobs is how many goroutines work at once; GOMAXPROCS if 0.
	Jobs  int
	Clock Clock
}

// Workspace is an opened folder.
type Workspace struct {
	opts   Options
	charts drawer
	// kept is what Rebuild keeps for the next time; its parts are nil otherwise, since a
	// build needs everything once.
	kept kept
}

// drawer draws charts, and gives back at the end what that needed.
type drawer interface {
	site.Drawer
	Close() error
}

// Result is what a folder holds on a day.
type Result struct {
	Records *record.Site
	Day     i18n.Day
	Site    *site.Site
}

// Open returns a workspace; nothing is read yet. Close it at the end.
func Open(opts Options) *Workspace {
	workers := opts.Jobs
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	charts := chart.New(chart.Options{CacheDir: opts.Cache, CacheFailed: opts.CacheFailed, Workers: workers})
	return &Workspace{opts: opts, charts: charts}
}

// Close gives back what drawing charts needed.
func (w *Workspace) Close() error { return w.charts.Close() }

// Check reads and checks the records. The site is nil where they have errors; err
// says that the machine failed.
func (w *Workspace) Check(ctx context.Context) (*record.Site, diag.Problems, error) {
	tree, problems, err := w.read(ctx)
	if err != nil {
		return nil, problems, err
	}
	return w.check(ctx, tree, problems)
}

// read reads the source folder.
func (w *Workspace) read(ctx context.Context) (source.Tree, diag.Problems, error) {
	if _, err := os.Stat(w.opts.Source); err != nil {
		return source.Tree{}, diag.Problems{}, fmt.Errorf("source folder: %w", err)
	}
	return source.Read(ctx, os.DirFS(w.opts.Source), w.opts.Jobs)
}

// check checks what was read. The problems are those of reading.
func (w *Workspace) check(ctx context.Context, tree source.Tree, problems diag.Problems) (*record.Site, diag.Problems, error) {
	records, problems := w.checkRecords(tree, problems)
	if records == nil {
		return nil, problems, nil
	}
	day, err := w.opts.Clock.Day(records.Config)
	if err != nil {
		return nil, problems, err
	}
	seen := lookAt(records, day, nil)
	problems.Append(seen.notices())
	more, err := w.checkSite(ctx, tree, seen)
	problems.Append(more)
	if err != nil || more.Count(diag.Error) > 0 {
		return nil, problems, err
	}
	return records, problems, nil
}

// checkRecords checks the records by themselves. The site is nil where they have errors.
func (w *Workspace) checkRecords(tree source.Tree, problems diag.Problems) (*record.Site, diag.Problems) {
	if len(tree.Documents) == 0 && problems.Len() > 0 {
		return nil, problems // nothing to check
	}
	records, more := w.kept.records.Check(tree)
	problems.Append(more)
	if problems.Count(diag.Error) > 0 {
		return nil, problems
	}
	return records, problems
}

// checkSite finds what is wrong with the site that the records make: its theme, the
// links to its own paths, and old addresses that are taken.
func (w *Workspace) checkSite(ctx context.Context, tree source.Tree, seen *sightings) (diag.Problems, error) {
	problems, err := w.checkTheme(ctx, tree, seen.site.Config)
	if err != nil || problems.Count(diag.Error) > 0 {
		return problems, err
	}
	more, err := w.checkAddresses(tree, seen)
	problems.Append(more)
	return problems, err
}

// Build reads and checks the records and lists the site's outputs. The result is nil
// where the records have errors, or where a page of the previous build would be lost. A
// picture or attachment that changes before its output is rendered makes that fail with a
// ChangedError: pages say what was read.
func (w *Workspace) Build(ctx context.Context) (*Result, diag.Problems, error) {
	tree, problems, err := w.read(ctx)
	if err != nil {
		return nil, problems, err
	}
	records, problems, err := w.check(ctx, tree, problems)
	if records == nil || err != nil {
		return nil, problems, err
	}
	result, err := w.list(records, asRead{os.DirFS(w.opts.Source), tree.Infos})
	if err != nil {
		return nil, problems, err
	}
	more, err := w.checkPrevious(records, result.Site.Outputs)
	problems.Append(more)
	if err != nil || more.Count(diag.Error) > 0 {
		return nil, problems, err
	}
	return result, problems, nil
}

// list lists the outputs of a site that copies the records' own files from files.
func (w *Workspace) list(records *record.Site, files fs.FS) (*Result, error) {
	in, err := w.input(records)
	if err != nil {
		return nil, err
	}
	in.Files = files
	list, err := site.New(in)
	if err != nil {
		return nil, err
	}
	return &Result{Records: records, Day: in.Day, Site: list}, nil
}

// input is what the site of the records is made from.
func (w *Workspace) input(records *record.Site) (site.Input, error) {
	day, err := w.opts.Clock.Day(records.Config)
	if err != nil {
		return site.Input{}, err
	}
	base := w.baseURL(records.Config)
	look, err := w.theme(records.Config, base)
	if err != nil {
		return site.Input{}, err
	}
	return site.Input{
		Records: records, Day: day, Theme: look, Charts: w.charts, Files: os.DirFS(w.opts.Source), BaseURL: base,
		Memory: w.kept.entries,
	}, nil
}

// baseURL is where the site is published.
func (w *Workspace) baseURL(config *record.Config) string {
	if w.opts.BaseURL != "" {
		return w.opts.BaseURL
	}
	return config.BaseURL
}
