package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"parskats/internal/check"
	"parskats/internal/collect"
	"parskats/internal/diag"
	"parskats/internal/importer"
	"parskats/internal/sheet"
)

// importSheet takes back a workbook that parskats export sheets has written. isSheet is false
// where the file is none, or where a map says how to read it.
func (s *settings) importSheet(ctx context.Context, kind, file string, f importFlags) (isSheet bool, err error) {
	if kind != "xlsx" || f.mapFile != "" {
		return false, nil
	}
	if info, err := os.Stat(file); err != nil || info.Size() > sheet.MaxSize {
		return false, nil // the import of tables says so
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	returned, problems, isSheet := collect.Read(filepath.ToSlash(file), raw)
	if !isSheet || returned == nil {
		return isSheet, s.reportImport(problems, f)
	}
	result, err := s.takeSheet(ctx, returned, f)
	if err != nil {
		return true, err
	}
	return true, s.finishSheet(result, returned, f)
}

// takeSheet makes updates of what a workbook says.
func (s *settings) takeSheet(ctx context.Context, returned *collect.Returned, f importFlags) (*importer.Result, error) {
	source, err := s.importOptions(ctx, f)
	if err != nil {
		return nil, err
	}
	clock, err := s.clock()
	if err != nil {
		return nil, err
	}
	today, err := clock.Day(source.Site.Config)
	if err != nil {
		return nil, err
	}
	return collect.Take(returned, collect.Options{
		Tree: source.Tree, Site: source.Site, Today: today, Read: source.Read, Check: check.Check,
	})
}

// finishSheet writes the changed files, and says what became of the rows.
func (s *settings) finishSheet(result *importer.Result, returned *collect.Returned, f importFlags) error {
	if !f.dryRun {
		if err := importer.Write(s.source, result.Files); err != nil {
			return err
		}
	}
	failed := s.reportImport(result.Problems, f)
	if s.quiet {
		return failed
	}
	c := result.Counts
	fmt.Fprintln(s.env.stdout, s.say("say/collect-rows", diag.Args{
		"institution": returned.Institution, "plan": returned.Plan, "rows": strconv.Itoa(c.Rows), "new": strconv.Itoa(c.New), "updated": strconv.Itoa(c.Updated),
		"unchanged": strconv.Itoa(c.Unchanged), "rejected": strconv.Itoa(c.Rejected), "empty": strconv.Itoa(c.Skipped),
	}))
	var changed []string
	for _, file := range result.Files {
		changed = append(changed, file.Path)
	}
	s.printPaths("say/file-changed", changed)
	switch {
	case f.dryRun:
		fmt.Fprintln(s.env.stdout, s.say("say/import-dry", nil))
	case c.Rejected > 0:
		fmt.Fprintln(s.env.stdout, s.say("say/collect-rejects", nil))
	}
	return failed
}
