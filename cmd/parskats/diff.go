package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parskats/internal/changes"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/publish"
	"parskats/internal/site"
	"parskats/internal/workspace"
)

func newDiffCommand(s *settings) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say in words what changed between two days, or between two built sites",
		Long: `Say in words what changed between two days, or between two built sites.

OLD and NEW are days (2024-01-01), of which the records tell what happened in between, or
the folders of two built sites, whose pages are compared. docs/diff.md explains the JSON.`,
		Example: `  parskats diff 2022-06-29 2026-11-01
  parskats diff --format markdown public /tmp/new`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return s.wrong("say/diff-arguments", nil)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.diff(cmd.Context(), args[0], args[1], changes.Format(format))
		},
	}
	cmd.Flags().StringVar(&format, "format", string(changes.Text), "how to print changes: text, json (one object a line) or markdown")
	return cmd
}

// diff compares two days, or two built sites.
func (s *settings) diff(ctx context.Context, before, after string, format changes.Format) error {
	if !slices.Contains(changes.Formats, format) {
		return s.wrong("say/diff-format", diag.Args{"value": string(format)})
	}
	from, errFrom := parseDay(before)
	to, errTo := parseDay(after)
	switch {
	case errFrom == nil && errTo == nil && to < from:
		return s.wrong("say/diff-order", diag.Args{"from": before, "to": after})
	case errFrom == nil && errTo == nil:
		return s.diffDays(ctx, from, to, format)
	case errFrom == nil || errTo == nil:
		return s.wrong("say/diff-arguments", nil)
	}
	return s.diffSites(before, after, format)
}

// parseDay reads a whole day.
func parseDay(text string) (i18n.Day, error) {
	date, err := i18n.ParseDate(text)
	if err != nil {
		return 0, err
	}
	if date.IsPartial() {
		return 0, errors.New("not a whole day")
	}
	return date.First(), nil
}

// diffDays says what happened between two days by the records.
func (s *settings) diffDays(ctx context.Context, from, to i18n.Day, format changes.Format) error {
	w, err := s.open(workspace.Options{})
	if err != nil {
		return err
	}
	defer w.Close()
	records, problems, err := w.Check(ctx)
	if err != nil {
		return err
	}
	if records == nil {
		return s.report(problems, diag.FormatText, false)
	}
	words, err := changes.NewWords(i18n.Lang(s.language()), records.Config.Langs()...)
	if err != nil {
		return err
	}
	return words.Print(s.env.stdout, changes.Story(records, from, to), format)
}

// checkSite refuses a folder that holds no built site, or one whose list lost a line: what
// is not listed would be said to be gone.
func (s *settings) checkSite(folder string) error {
	args := diag.Args{"folder": strings.TrimSuffix(folder, "/")}
	_, err := publish.ReadList(filepath.Join(folder, "SHA256SUMS"))
	var notAList *publish.NotAListError
	switch {
	case errors.As(err, &notAList) && notAList.IsPart:
		return s.wrong("say/diff-part", args)
	case errors.As(err, &notAList), isMissing(err):
		return s.wrong("say/diff-site", args)
	}
	return err
}

// siteFS is a folder whose errors name files as the user would.
type siteFS string

func (dir siteFS) Open(name string) (fs.File, error) {
	file, err := os.DirFS(string(dir)).Open(name)
	var failed *fs.PathError
	if errors.As(err, &failed) {
		failed.Path = filepath.Join(string(dir), filepath.FromSlash(name))
	}
	return file, err
}

// diffSites says what differs between two built sites.
func (s *settings) diffSites(before, after string, format changes.Format) error {
	for _, folder := range []string{before, after} {
		if err := s.checkSite(folder); err != nil {
			return err
		}
	}
	lang := i18n.Lang(s.language())
	difference, err := changes.Compare(siteFS(before), siteFS(after), lang, site.PlaceOf)
	if err != nil {
		return err
	}
	words, err := changes.NewWords(lang)
	if err != nil {
		return err
	}
	return words.PrintDifference(s.env.stdout, difference, format)
}
