package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parskats/internal/chart"
	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/record"
	"parskats/internal/site"
	"parskats/internal/source"
	"parskats/internal/theme"
	"parskats/themes"
)

const (
	defaultTheme = "default"
	// themesFolder is the folder of the source in which a site's own themes are.
	themesFolder = "themes"
)

// themeOf is the name of a site's theme.
func themeOf(config *record.Config) string {
	if config.Theme == "" {
		return defaultTheme
	}
	return config.Theme
}

// ownTheme is the folder of a site's theme in the source.
func ownTheme(config *record.Config) string { return path.Join(themesFolder, themeOf(config)) }

// theme loads the theme that the site names: the default one, which comes with the
// program, with the site's own files over it.
func (w *Workspace) theme(config *record.Config, base string) (*theme.Theme, error) {
	prefix, err := site.PathPrefix(base)
	if err != nil {
		return nil, err
	}
	keep := w.keptThemeOf(config, prefix)
	if keep != nil && keep.theme != nil {
		return keep.theme, nil
	}
	embedded, err := fs.Sub(themes.Files, defaultTheme)
	if err != nil {
		return nil, err
	}
	own := os.DirFS(filepath.Join(w.opts.Source, filepath.FromSlash(ownTheme(config))))
	look, err := theme.Load(config.Langs(), prefix, embedded, own)
	if err != nil {
		return nil, err
	}
	for _, asset := range chart.Assets() {
		look.AddAsset(asset.Name, asset.Content)
	}
	if keep != nil {
		keep.theme = look
	}
	return look, nil
}

// checkTheme finds what is wrong with the theme that the site names: that there is none
// of its name, or what its files hold. What stands in the records' folders alone costs
// nothing here: most sites have no theme of their own.
func (w *Workspace) checkTheme(ctx context.Context, tree source.Tree, config *record.Config) (diag.Problems, error) {
	prefix, err := site.PathPrefix(w.baseURL(config))
	if err != nil {
		return diag.Problems{}, err
	}
	keep := w.keptThemeOf(config, prefix)
	if keep != nil && keep.isGood {
		return keep.problems, nil
	}
	problems, err := w.checkThemeFiles(ctx, tree, config)
	if keep != nil && err == nil && problems.Count(diag.Error) == 0 {
		keep.problems, keep.isGood = problems, true
	}
	return problems, err
}

func (w *Workspace) checkThemeFiles(ctx context.Context, tree source.Tree, config *record.Config) (diag.Problems, error) {
	files, folder := os.DirFS(w.opts.Source), ownTheme(config)
	names, problems, err := source.ListFolder(ctx, files, folder)
	if err != nil || problems.Count(diag.Error) > 0 {
		return problems, err
	}
	if len(names) == 0 {
		return w.missingTheme(tree, config)
	}
	embedded, err := fs.Sub(themes.Files, defaultTheme)
	if err != nil {
		return problems, err
	}
	var assets []string
	for _, asset := range chart.Assets() {
		assets = append(assets, asset.Name)
	}
	needs := theme.Site{Languages: config.Langs(), Views: site.Views(), Assets: assets, Nearest: check.Nearest}
	more, err := theme.Check(needs, embedded, files, folder, names)
	problems.Append(more)
	return problems, err
}

// missingTheme reports a theme that has no folder, or an empty one, with those that
// there are. The default one needs no folder.
func (w *Workspace) missingTheme(tree source.Tree, config *record.Config) (diag.Problems, error) {
	var problems diag.Problems
	name := themeOf(config)
	if name == defaultTheme {
		return problems, nil
	}
	known, err := w.otherThemes(name)
	if err != nil {
		return problems, err
	}
	args := diag.Args{"name": name, "folder": ownTheme(config), "values": strings.Join(known, ", ")}
	problems.Add(themePos(tree, config), "missing-file/theme", args).WithHint("one-of")
	return problems, nil
}

// otherThemes are the names of the themes that the site has beside one, sorted.
func (w *Workspace) otherThemes(name string) ([]string, error) {
	known := []string{defaultTheme}
	entries, err := os.ReadDir(filepath.Join(w.opts.Source, themesFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("themes: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != defaultTheme && e.Name() != name {
			known = append(known, e.Name())
		}
	}
	slices.Sort(known)
	return known, nil
}

// themePos is where the site names its theme.
func themePos(tree source.Tree, config *record.Config) diag.Pos {
	for _, doc := range tree.Documents {
		if value := doc.Root.Get("theme"); doc.Path == config.Path && value != nil {
			return value.Pos
		}
	}
	return diag.Pos{File: config.Path}
}

// Explain turns an error into the problem that it is, where a template of the site's own
// theme could not print what it was given. ok is false for every other error.
func (w *Workspace) Explain(config *record.Config, err error) (problems diag.Problems, ok bool) {
	failed := (*theme.TemplateError)(nil)
	if !errors.As(err, &failed) {
		return problems, false
	}
	folder := ownTheme(config)
	names, _, errList := source.ListFolder(context.Background(), os.DirFS(w.opts.Source), folder)
	if errList != nil || len(names) == 0 {
		return problems, false // the default theme failed: a mistake of this program
	}
	file := path.Join(folder, failed.File)
	pos := diag.Pos{File: file, Line: failed.Line}
	if text, err := os.ReadFile(filepath.Join(w.opts.Source, filepath.FromSlash(file))); err == nil {
		pos.Col = failed.Column(text) // else the line alone is known
	}
	if !slices.Contains(names, file) {
		pos = diag.Pos{File: folder} // a partial of the default theme, given what it can't print
	}
	problems.Add(pos, "bad-template/print", diag.Args{"reason": failed.Reason})
	return problems, true
}
