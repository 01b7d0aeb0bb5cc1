package workspace

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

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
	records, problems, err := w.check(ctx, tree, problems)
	if records == nil || err != nil {
		return nil, problems, err
	}
	in, err := w.input(records)
	if err != nil {
		return nil, problems, err
	}
	list, err := site.Open(in)
	if err != nil {
		return nil, problems, err
	}
	return &Preview{Records: records, Day: in.Day, Site: list}, problems, nil
}

func (w *Workspace) reread(ctx context.Context, changed []string) (source.Tree, diag.Problems, error) {
	if _, err := os.Stat(w.opts.Source); err != nil {
		return source.Tree{}, diag.Problems{}, fmt.Errorf("source folder: %w", err)
	}
	if w.kept.reader == nil || changed == nil {
		w.kept = kept{
			reader:  source.NewReader(os.DirFS(w.opts.Source), w.opts.Jobs),
			records: check.NewMemory(), entries: &site.Memory{}, seen: &sightings{}, theme: &keptTheme{},
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
