package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parskats/internal/collect"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/workspace"
)

// exportFlags are the flags of export.
type exportFlags struct {
	plan, institution, deadline string
	force                       bool
}

func newExportCommand(s *settings) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export sheets DIR",
		Short: "Write workbooks in which institutions report on their measures",
		Long: "Write a workbook for each institution that leads or co-leads a measure: what is known of its measures, and empty cells for what it has\n" +
			"to say. parskats import xlsx takes them back. docs/collect.md is a guide.",
		Example: `  parskats export sheets lapas
  parskats export sheets --plan lv-5 --deadline 2026-03-01 lapas
  parskats import xlsx lapas/vk.xlsx --dry-run`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || args[0] != "sheets" {
				return s.wrong("say/export-arguments", nil)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return s.exportSheets(cmd.Context(), args[1], f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.plan, "plan", "", "id of the plan (default: the newest that is adopted and has begun)")
	flags.StringVar(&f.institution, "institution", "", "id of the one institution to write for (default: all that lead or co-lead)")
	flags.StringVar(&f.deadline, "deadline", "", "reporting deadline of the plan, as YYYY-MM-DD (default: the next, else the last)")
	flags.BoolVar(&f.force, "force", false, "overwrite files, though somebody may have filled them in")
	return cmd
}

// exportSheets writes the workbooks of a plan's institutions to a folder.
func (s *settings) exportSheets(ctx context.Context, folder string, f exportFlags) error {
	site, day, err := s.readSite(ctx)
	if err != nil {
		return err
	}
	plan, err := s.planToReportOn(site, day, f)
	if err != nil {
		return err
	}
	deadline, err := s.deadlineOf(plan, day, f)
	if err != nil {
		return err
	}
	sheets := collect.Sheets(site, plan, deadline, day)
	if f.institution != "" {
		if sheets, err = s.sheetOf(sheets, site, plan, f.institution); err != nil {
			return err
		}
	}
	files, err := s.sheetFiles(sheets, folder, f.force)
	if err != nil {
		return err
	}
	if err := writeSheets(folder, files); err != nil {
		return err
	}
	s.sayExport(plan, deadline, folder, files)
	return nil
}

// readSite reads the records, which must have no errors, and tells the day.
func (s *settings) readSite(ctx context.Context) (*record.Site, i18n.Day, error) {
	w, err := s.open(workspace.Options{})
	if err != nil {
		return nil, 0, err
	}
	defer w.Close()
	site, problems, err := w.Check(ctx)
	if err != nil {
		return nil, 0, err
	}
	if site == nil || problems.Count(diag.Error) > 0 {
		return nil, 0, cmp.Or(s.report(problems, diag.FormatText, false), errProblems)
	}
	clock, err := s.clock()
	if err != nil {
		return nil, 0, err
	}
	day, err := clock.Day(site.Config)
	return site, day, err
}

// planToReportOn is the plan that was asked for, else the newest begun.
func (s *settings) planToReportOn(site *record.Site, day i18n.Day, f exportFlags) (*record.Plan, error) {
	if f.plan == "" {
		if plan := collect.NewestPlan(site, day); plan != nil {
			return plan, nil
		}
		return nil, s.wrong("say/export-no-plan", diag.Args{"day": day.String()})
	}
	if plan := site.Plans.Get(f.plan); plan != nil {
		return plan, nil
	}
	var ids []string
	for _, p := range site.Plans.All() {
		ids = append(ids, p.ID)
	}
	return nil, s.wrong("say/export-plan", diag.Args{"value": f.plan, "values": strings.Join(ids, ", ")})
}

// deadlineOf is the deadline that was asked for, else that which reports are due for.
func (s *settings) deadlineOf(plan *record.Plan, day i18n.Day, f exportFlags) (*record.Reporting, error) {
	if f.deadline == "" {
		return collect.Deadline(plan, day), nil
	}
	var days []string
	for i := range plan.Reporting {
		r := &plan.Reporting[i]
		if r.Due.String() == f.deadline {
			return r, nil
		}
		days = append(days, r.Due.String())
	}
	if len(days) == 0 {
		return nil, s.wrong("say/export-no-deadline", diag.Args{"plan": plan.ID})
	}
	return nil, s.wrong("say/export-deadline", diag.Args{"value": f.deadline, "plan": plan.ID, "values": strings.Join(days, ", ")})
}

// sheetOf keeps the sheet of an institution.
func (s *settings) sheetOf(sheets []*collect.Sheet, site *record.Site, plan *record.Plan, id string) ([]*collect.Sheet, error) {
	var ids []string
	for _, sheet := range sheets {
		if sheet.Institution.ID == id {
			return []*collect.Sheet{sheet}, nil
		}
		ids = append(ids, sheet.Institution.ID)
	}
	if site.Institutions.Get(id) == nil {
		return nil, s.wrong("say/export-institution", diag.Args{"value": id, "values": strings.Join(ids, ", ")})
	}
	return nil, s.wrong("say/export-no-measures", diag.Args{"value": id, "plan": plan.ID, "values": strings.Join(ids, ", ")})
}

// sheetFile is a workbook to be written.
type sheetFile struct {
	name    string
	content []byte
	// isSame says that the file is there and has these bytes already.
	isSame bool
}

// sheetFiles makes the workbooks, and sees that none takes the place of a file that somebody
// else has written, or filled in. Nothing is written yet.
func (s *settings) sheetFiles(sheets []*collect.Sheet, folder string, force bool) ([]sheetFile, error) {
	var files []sheetFile
	var inTheWay []string
	for _, sheet := range sheets {
		content, err := sheet.Write()
		if err != nil {
			return nil, err
		}
		file := sheetFile{name: sheet.FileName(), content: content}
		path := filepath.Join(folder, file.name)
		there, err := os.ReadFile(path)
		switch {
		case isMissing(err):
		case err != nil && !force:
			return nil, err
		case bytes.Equal(there, content):
			file.isSame = true
		case !force && !collect.IsEmptySheet(there):
			inTheWay = append(inTheWay, path)
		}
		files = append(files, file)
	}
	if len(inTheWay) > 0 {
		return nil, s.wrong("say/export-in-the-way", diag.Args{"list": strings.Join(inTheWay, ", ")})
	}
	return files, nil
}

// writeSheets writes workbooks below a folder, each whole or not at all.
func writeSheets(folder string, files []sheetFile) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, file := range files {
		if file.isSame {
			continue
		}
		if err := placeSheet(root, file); err != nil {
			return fmt.Errorf("write %s: %w", filepath.Join(folder, file.name), err)
		}
	}
	return nil
}

// placeSheet writes beside the file, and puts the whole in its place.
func placeSheet(root *os.Root, file sheetFile) error {
	temporary := "." + file.name + ".new"
	if err := root.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(file.content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = root.Rename(temporary, file.name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return nil
}

// sayExport says what was written.
func (s *settings) sayExport(plan *record.Plan, deadline *record.Reporting, folder string, files []sheetFile) {
	if s.quiet {
		return
	}
	var written []string
	for _, file := range files {
		if !file.isSame {
			written = append(written, filepath.ToSlash(filepath.Join(folder, file.name)))
		}
	}
	args := diag.Args{"plan": plan.ID, "count": strconv.Itoa(len(files)), "same": strconv.Itoa(len(files) - len(written))}
	key := "say/export-sheets-any"
	if deadline != nil {
		key, args["deadline"] = "say/export-sheets", deadline.Due.String()
	}
	fmt.Fprintln(s.env.stdout, s.say(key, args))
	s.printPaths("say/file-added", written)
}
