package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/importer"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
	"parskats/internal/source"
)

// importFlags are the flags of import.
type importFlags struct {
	typ, mapFile, rejects, date, format string
	guess, dryRun                       bool
	// table is the file that is imported, with slashes.
	table string
}

func newImportCommand(s *settings) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import csv|xlsx|ogp|frontmatter FILE",
		Short: "Make records of the rows of a table, by a map",
		Long: "Make records of the rows of a table, by a map that says which column fills which field. docs/import.md is a guide.\n\n" +
			"Each row becomes a record, or is rejected with the reason: the rejected rows are written to a table of their own, to be mended and\n" +
			"imported again. ogp is the table of commitments that the Open Government Partnership publishes, as CSV or XLSX; frontmatter is a folder of\n" +
			"Markdown files, each a commitment or a part of one. Importing the same table twice changes nothing; a newer one never overwrites what an editor has changed.\n\n" +
			"A workbook of parskats export sheets needs no map: what an institution wrote in it becomes updates on its measures. docs/collect.md is a guide.",
		Example: `  parskats import csv saraksts.csv --type consultation --map saraksts.yaml --guess
  parskats import csv saraksts.csv --map saraksts.yaml --dry-run
  parskats import xlsx saraksts.xlsx --map saraksts.yaml
  parskats import ogp commitments.csv --map ogp.yaml --guess
  parskats import frontmatter ../tracker --map tracker.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || !slices.Contains(importKinds, args[0]) {
				return s.wrong("say/import-arguments", nil)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return s.importFile(cmd.Context(), args[0], args[1], f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.typ, "type", "", "type of the records, such as consultation; the map may say it instead")
	flags.StringVar(&f.mapFile, "map", "", "file that says which column fills which field")
	flags.BoolVar(&f.guess, "guess", false, "write a first map from the table's titles and values")
	flags.BoolVar(&f.dryRun, "dry-run", false, "say what would be done, and write nothing")
	flags.StringVar(&f.rejects, "rejects", "", "file for the rejected rows (default: beside the table, NAME.rejected.csv)")
	flags.StringVar(&f.date, "date", "", "day on which the table was read, as YYYY-MM-DD; none is recorded without it")
	flags.StringVar(&f.format, "format", string(diag.FormatText), "how to print problems: text, json or github")
	return cmd
}

// importKinds are the kinds of files that can be imported.
var importKinds = []string{"csv", "xlsx", "ogp", "frontmatter"}

// importGC is by how many per cent the memory may grow over what is in use.
const importGC = 75

// importFile imports a file, or writes a first map for it.
func (s *settings) importFile(ctx context.Context, kind, file string, f importFlags) error {
	f.table = filepath.ToSlash(file)
	debug.SetGCPercent(importGC) // tens of thousands of rows are to fit
	retrieved, err := s.importDate(f)
	if err != nil {
		return err
	}
	if f.guess {
		return s.guessMap(kind, file, f)
	}
	if f.rejects != "" && !mayBeRejects(f.rejects) {
		return s.wrong("say/import-rejects-taken", diag.Args{"file": f.rejects})
	}
	if isSheet, err := s.importSheet(ctx, kind, file, f); isSheet || err != nil {
		return err
	}
	m, err := s.readMap(f)
	if err != nil {
		return err
	}
	table, err := s.readTable(kind, file, sheet.Options{Sheet: m.Sheet, Header: m.Header, Encoding: m.Encoding, Delimiter: m.Delimiter}, f)
	if err != nil {
		return err
	}
	if kind == "csv" && m.Sheet != "" && !table.IsPart {
		return s.wrong("say/import-sheet", diag.Args{"file": file, "page": m.Sheet})
	}
	options, err := s.importOptions(ctx, f)
	if err != nil {
		return err
	}
	options.Map, options.Table, options.Retrieved = m, table, retrieved
	result, err := importer.Run(options)
	if err != nil {
		return err
	}
	return s.finishImport(result, table, kind, file, f)
}

func (s *settings) importDate(f importFlags) (i18n.Date, error) {
	if !slices.Contains(diag.Formats, diag.Format(f.format)) {
		return i18n.Date{}, s.wrong("say/format", diag.Args{"value": f.format})
	}
	if f.date == "" {
		return i18n.Date{}, nil
	}
	day, err := i18n.ParseDate(f.date)
	if err != nil || day.IsPartial() {
		return day, s.wrong("say/import-date", diag.Args{"value": f.date})
	}
	return day, nil
}

// reportImport prints problems as report does; for programs, all of them: a table of some
// thousand rows may have as many. The table and its map are not in the source folder.
func (s *settings) reportImport(problems diag.Problems, f importFlags) error {
	shown := problems.Listed()
	if f.format == string(diag.FormatJSON) {
		shown = problems.Sorted()
	}
	style := diag.Style{Format: diag.Format(f.format), Outside: []string{f.table, filepath.ToSlash(f.mapFile)}}
	return s.reportAs(problems, shown, style, false)
}

// readMap reads the map that the flags name.
func (s *settings) readMap(f importFlags) (*mapping.Map, error) {
	if f.mapFile == "" {
		return nil, s.wrong("say/import-map", nil)
	}
	if f.typ != "" {
		if _, err := s.typeNamed(f.typ); err != nil {
			return nil, err
		}
	}
	raw, err := os.ReadFile(f.mapFile)
	if err != nil {
		return nil, s.unreadable(f.mapFile, err)
	}
	langs, err := s.languages()
	if err != nil {
		return nil, err
	}
	m, problems := mapping.Read(f.mapFile, raw, mapping.Context{Type: record.TypeName(f.typ), Lang: langs[0], Nearest: check.Nearest})
	if err := s.reportImport(problems, f); err != nil {
		return nil, err
	}
	return m, nil
}

// unreadable is the error of a file that can't be read: a mistake in the command, where
// there is none.
func (s *settings) unreadable(file string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return s.wrong("say/import-no-file", diag.Args{"file": file})
	}
	return err
}

// readTable reads the file that is imported.
func (s *settings) readTable(kind, file string, options sheet.Options, f importFlags) (*sheet.Table, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, s.unreadable(file, err)
	}
	if (kind == "frontmatter") != info.IsDir() {
		return nil, s.wrong("say/import-kind", diag.Args{"file": file, "kind": kind})
	}
	name := filepath.ToSlash(file)
	var problems diag.Problems
	if info.IsDir() {
		table, problems, err := sheet.ReadFolder(name, os.DirFS(file))
		if err != nil {
			return nil, err
		}
		return table, s.reportImport(problems, f)
	}
	var raw []byte
	if info.Size() > sheet.MaxSize {
		problems.Add(diag.Pos{File: name}, "too-large/table", diag.Args{"limit": strconv.Itoa(sheet.MaxSize >> 20)})
		return nil, s.reportImport(problems, f)
	}
	if raw, err = os.ReadFile(file); err != nil {
		return nil, err
	}
	read := sheet.ReadCSV
	if kind == "xlsx" && !isRejects(file) || kind == "ogp" && strings.EqualFold(filepath.Ext(file), ".xlsx") {
		read = sheet.ReadXLSX
	}
	table, problems := read(name, raw, options)
	if err := s.reportImport(problems, f); err != nil {
		return nil, err
	}
	return table, nil
}

// isRejects reports whether a file is one of rejected rows, which is a CSV whatever its
// source was.
func isRejects(file string) bool { return strings.HasSuffix(file, ".rejected.csv") }

// importOptions reads the source that records come into. It must have no errors: rows
// can't be told from those otherwise.
func (s *settings) importOptions(ctx context.Context, f importFlags) (importer.Options, error) {
	var options importer.Options
	if info, err := os.Stat(s.source); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return options, s.wrong("say/source", diag.Args{"folder": s.source})
	}
	folder := os.DirFS(s.source)
	tree, problems, err := source.Read(ctx, folder, 0)
	if err != nil {
		return options, err
	}
	memory := check.NewMemory()
	site, found := memory.Check(tree)
	if problems.Append(found); problems.Count(diag.Error) > 0 || site == nil {
		if err := s.reportImport(problems, f); err != nil {
			fmt.Fprintln(s.env.stderr, s.say("say/import-source", nil))
			return options, err
		}
	}
	return importer.Options{
		Tree: tree, Site: site, Nearest: check.Nearest,
		Read:  func(path string) ([]byte, error) { return fs.ReadFile(folder, path) },
		Check: func(tree source.Tree) diag.Problems { _, problems := memory.Check(tree); return problems },
	}, nil
}

// finishImport writes what an import made, and says so.
func (s *settings) finishImport(result *importer.Result, table *sheet.Table, kind, file string, f importFlags) error {
	if !f.dryRun {
		if err := importer.Write(s.source, result.Files); err != nil {
			return err
		}
	}
	failed := s.reportImport(result.Problems, f)
	rejects, err := s.writeRejects(result, table, file, f)
	if err != nil {
		return err
	}
	if !s.quiet {
		s.sayImport(result, kind, rejects, f)
	}
	return failed
}

// writeRejects writes the rejected rows, if there are any, and returns the name of their
// file.
func (s *settings) writeRejects(result *importer.Result, table *sheet.Table, file string, f importFlags) (string, error) {
	if len(result.Rejects) == 0 || f.dryRun {
		return "", nil
	}
	raw, err := result.RejectedTable(table, s.language())
	if err != nil {
		return "", err
	}
	name := f.rejects
	if name == "" {
		name = freeName(file, raw)
	}
	return name, writeOver(name, raw)
}

// writeOver writes a file of rejected rows that is new, or in the place of one. It follows no
// symbolic link.
func writeOver(name string, raw []byte) error {
	mode := os.O_WRONLY | os.O_TRUNC
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		mode = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	}
	file, err := os.OpenFile(name, mode, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(raw)
	return errors.Join(err, file.Close())
}

// mayBeRejects reports whether rejected rows may be written to a file: it is new, or holds
// such rows already.
func mayBeRejects(name string) bool {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	table, _ := sheet.ReadCSV(name, raw, sheet.Options{})
	return table != nil && table.IsPart
}

// freeName is where rejected rows go: beside their table, and not in the place of a file
// that somebody may have mended.
func freeName(file string, raw []byte) string {
	file = filepath.Clean(file)
	base := strings.TrimSuffix(file, filepath.Ext(file))
	base = strings.TrimSuffix(base, ".rejected")
	for n := 1; ; n++ {
		name := base + ".rejected.csv"
		if n > 1 {
			name = base + "-" + strconv.Itoa(n) + ".rejected.csv"
		}
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name
		}
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if there, err := os.ReadFile(name); err == nil && bytes.Equal(there, raw) {
			return name
		}
	}
}

// sayImport says what became of the rows.
func (s *settings) sayImport(result *importer.Result, kind, rejects string, f importFlags) {
	c := result.Counts
	w := s.env.stdout
	fmt.Fprintln(w, s.say("say/import-rows", diag.Args{
		"rows": strconv.Itoa(c.Rows), "new": strconv.Itoa(c.New), "updated": strconv.Itoa(c.Updated), "unchanged": strconv.Itoa(c.Unchanged),
		"rejected": strconv.Itoa(c.Rejected), "skipped": strconv.Itoa(c.Skipped),
	}))
	if len(result.Created) > 0 {
		fmt.Fprintln(w, s.say("say/import-created", diag.Args{"list": strings.Join(result.Created, ", ")}))
	}
	var added, changed []string
	for _, file := range result.Files {
		if file.IsNew {
			added = append(added, file.Path)
		} else {
			changed = append(changed, file.Path)
		}
	}
	s.printPaths("say/file-added", added)
	s.printPaths("say/file-changed", changed)
	switch {
	case f.dryRun:
		fmt.Fprintln(w, s.say("say/import-dry", nil))
	case rejects != "" && kind == "frontmatter":
		fmt.Fprintln(w, s.say("say/import-rejects-files", diag.Args{"file": rejects}))
	case rejects != "":
		fmt.Fprintln(w, s.say("say/import-rejects", diag.Args{"file": rejects}))
	}
}

// sourceFlag is the flag of another source folder as it is typed, after a space.
func (s *settings) sourceFlag() string {
	if s.source == "." {
		return ""
	}
	return " --source " + shellWord(s.source)
}

// guessMap writes a first map for a table.
func (s *settings) guessMap(kind, file string, f importFlags) error {
	if f.typ == "" && kind == "ogp" {
		f.typ = "commitment"
	}
	if f.typ == "" {
		return s.wrong("say/import-type", nil)
	}
	t, err := s.typeNamed(f.typ)
	if err != nil {
		return err
	}
	table, err := s.readTable(kind, file, sheet.Options{PassCover: true}, f)
	if err != nil {
		return err
	}
	langs, err := s.languages()
	if err != nil {
		return err
	}
	text := mapping.OGP
	if kind != "ogp" {
		text = mapping.Guess(table, t, langs, i18n.Lang(s.language()))
	}
	if f.mapFile == "" || f.dryRun {
		_, err := fmt.Fprint(s.env.stdout, text)
		return err
	}
	if err := writeFile(f.mapFile, text); errors.Is(err, fs.ErrExist) {
		return s.wrong("say/exists", diag.Args{"file": f.mapFile})
	} else if err != nil {
		return err
	}
	if !s.quiet {
		fmt.Fprintln(s.env.stdout, s.say("say/import-guessed", diag.Args{"file": shellWord(f.mapFile), "kind": kind, "table": shellWord(file), "source": s.sourceFlag()}))
	}
	return nil
}
