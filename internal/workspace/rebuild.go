package workspace

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/site"
	"parskats/internal/source"
	"parskats/internal/theme"
)

// Preview is what a folder holds on a day, for one who looks at single pages.
type Preview struct {
	Records *record.Site
	Day     i18n.Day
	Site    *site.Lazy
}

// kept is what is kept from one rebuild to the next.
type kept struct {
	reader  *source.Reader
	records *check.Memory
	entries *site.Memory
	seen    *sightings
	theme   *keptTheme
	// addresses are those against which links were held the last time; nil before.
	addresses *keptAddresses
}

// keptTheme is a theme that was loaded and checked, with what it depends on beside its files.
type keptTheme struct {
	name, prefix string
	langs        []i18n.Lang
	theme        *theme.Theme // nil until it is needed
	// isGood says that it was checked, and has these problems and no errors.
	isGood   bool
	problems diag.Problems
}

// Rebuild reads, checks and derives what the source folder holds as of the clock's day, as
// Build does, but again only where something changed since the last time: changed are paths
// below the folder, as source.Reader.Reread takes them. Where it is nil, or at the first
// time, everything is read. It is not safe for use by several goroutines.
func (w *Workspace) Rebuild(ctx context.Context, clock Clock, changed []string) (*Preview, diag.Problems, error) {
	w.opts.Clock = clock
	tree, problems, err := w.reread(ctx, changed)
	if err != nil {
		return nil, problems, err
	}
	records, problems := w.checkRecords(tree, problems)
	if records == nil {
		return nil, problems, nil
	}
	day, err := clock.Day(records.Config)
	if err != nil {
		return nil, problems, err
	}
	more, err := w.checkTheme(ctx, tree, records.Config)
	problems.Append(more)
	if err != nil || more.Count(diag.Error) > 0 {
		problems.Append(w.lookAgain(records, day).notices())
		return nil, problems, err
	}
	return w.preview(tree, records, problems)
}

// preview makes the site of records that have no errors by themselves. What does not need
// one another is done at once: somebody waits for a page.
func (w *Workspace) preview(tree source.Tree, records *record.Site, problems diag.Problems) (*Preview, diag.Problems, error) {
	in, err := w.input(records)
	if err != nil {
		return nil, problems, err
	}
	var misled diag.Problems
	var list *site.Lazy
	var work errgroup.Group
	work.Go(func() (err error) {
		seen := w.lookAgain(records, in.Day)
		problems.Append(seen.notices())
		misled, err = w.checkAddresses(tree, seen)
		return err
	})
	work.Go(func() (err error) { list, err = site.Open(in); return err })
	err = work.Wait()
	problems.Append(misled)
	if err != nil || misled.Count(diag.Error) > 0 {
		return nil, problems, err
	}
	return &Preview{Records: records, Day: in.Day, Site: list}, problems, nil
}

// lookAgain looks at records of which most were looked at the last time.
func (w *Workspace) lookAgain(records *record.Site, day i18n.Day) *sightings {
	w.kept.seen = lookAt(records, day, w.kept.seen)
	return w.kept.seen
}

func (w *Workspace) reread(ctx context.Context, changed []string) (source.Tree, diag.Problems, error) {
	if _, err := os.Stat(w.opts.Source); err != nil {
		return source.Tree{}, diag.Problems{}, fmt.Errorf("source folder: %w", err)
	}
	if w.kept.reader == nil || changed == nil {
		w.kept = kept{
			reader:  source.NewReader(os.DirFS(w.opts.Source), w.opts.Jobs),
			records: check.NewMemory(), entries: &site.Memory{}, theme: &keptTheme{},
		}
	}
	records := slices.DeleteFunc(slices.Clone(changed), isOfTheme)
	if len(records) < len(changed) {
		w.kept.theme = &keptTheme{}
	}
	return w.kept.reader.Reread(ctx, records)
}

// isOfTheme reports whether a path is that of a theme's file.
func isOfTheme(path string) bool {
	return path == themesFolder || strings.HasPrefix(path, themesFolder+"/")
}

// keptThemeOf returns what is kept of the theme of a site, nil where nothing is kept.
func (w *Workspace) keptThemeOf(config *record.Config, prefix string) *keptTheme {
	l := w.kept.theme
	if l == nil {
		return nil
	}
	if name, langs := themeOf(config), config.Langs(); l.name != name || l.prefix != prefix || !slices.Equal(l.langs, langs) {
		*l = keptTheme{name: name, prefix: prefix, langs: langs}
	}
	return l
}
