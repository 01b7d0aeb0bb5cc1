package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"parskats/internal/diag"
	"parskats/internal/sheet"
)

// Write writes the files of a result below the source folder, each whole or not at all. It
// follows no symbolic link out of the folder.
func Write(folder string, files []File) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	w := writer{root: root, folders: map[string]*os.Root{}}
	defer w.close()
	var writing errgroup.Group
	writing.SetLimit(writers)
	for _, f := range files {
		dir, err := w.folder(path.Dir(f.Path))
		if err != nil {
			return errors.Join(err, writing.Wait())
		}
		writing.Go(func() error {
			if err := writeFile(dir, path.Base(f.Path), f); err != nil {
				return fmt.Errorf("write %s: %w", f.Path, err)
			}
			return nil
		})
	}
	return writing.Wait()
}

// writer keeps the folders below a root that are written to open: a path of several
// folders takes a step of the system for each.
type writer struct {
	root    *os.Root
	folders map[string]*os.Root
}

// folder opens a folder, which is made where it is missing.
func (w *writer) folder(name string) (*os.Root, error) {
	if dir := w.folders[name]; dir != nil {
		return dir, nil
	}
	if err := w.root.MkdirAll(name, 0o755); err != nil {
		return nil, fmt.Errorf("make %s: %w", name, err)
	}
	dir, err := w.root.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	w.folders[name] = dir
	return dir, nil
}

func (w *writer) close() {
	for _, dir := range w.folders {
		dir.Close()
	}
}

// writers is how many files are written at a time.
const writers = 4

// writeFile writes beside the file and puts the whole in its place. name is the file's in
// its folder.
func writeFile(dir *os.Root, name string, f File) (err error) {
	mode := fs.FileMode(0o644)
	if f.IsNew {
		if _, err := dir.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fs.ErrExist // somebody made it meanwhile
		}
	} else if info, err := dir.Lstat(name); err == nil {
		mode = info.Mode().Perm()
	}
	// Hidden files are no records.
	temporary := "." + name + ".new"
	file, err := dir.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(f.Content)
	if err = errors.Join(err, file.Close()); err == nil {
		err = dir.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, dir.Remove(temporary))
	}
	return nil
}

// RejectedTable writes the rows that became no record in the columns of their table, with
// the reasons in a language behind them, and which record each is where several rows have
// one id. Columns of persons are among them: it is what the table said.
func (r *Result) RejectedTable(t *sheet.Table, lang diag.Language) ([]byte, error) {
	hasIDs := slices.ContainsFunc(r.Rejects, func(reject Reject) bool { return reject.ID != "" })
	header := []string{}
	for _, c := range t.Columns {
		if !c.IsOwn() {
			header = append(header, c.Title)
		}
	}
	if header = append(header, sheet.ReasonColumn); hasIDs {
		header = append(header, sheet.IDColumn)
	}
	var rows [][]string
	for _, reject := range r.Rejects {
		var row []string
		for i, cell := range reject.Row.Cells {
			if !t.Columns[i].IsOwn() {
				row = append(row, cell.String())
			}
		}
		if row = append(row, reasons(reject, t, lang)); hasIDs {
			row = append(row, reject.ID)
		}
		rows = append(rows, row)
	}
	return sheet.WriteCSV(header, rows, t.Delimiter)
}

// reasons says what is wrong with a row, in which column, and of another row of the same
// record which it is.
func reasons(reject Reject, t *sheet.Table, lang diag.Language) string {
	var list []string
	for _, p := range reject.Problems {
		text := p.Text(lang)
		if i := p.Pos.Col - 1; reject.Row.File == "" && i >= 0 && i < len(t.Columns) {
			text = t.Columns[i].Title + ": " + text
		}
		switch own := reject.Row.File; {
		case own != "" && p.Pos.File != own:
			text = p.Pos.File + ": " + text
		case own == "" && p.Pos.Line != reject.Row.Number:
			text = strconv.Itoa(p.Pos.Line) + ": " + text
		}
		if hint := p.HintText(lang); hint != "" {
			text += " (" + hint + ")"
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return strings.Join(list, "; ")
}
