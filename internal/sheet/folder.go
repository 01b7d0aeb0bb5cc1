package sheet

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/source"
)

// The columns that a folder's table has beside the fields of its files: the name of a file
// without its ending, the folder that it is in ("" at the top), and the text below its
// fields.
const (
	FileColumn   = "file"
	FolderColumn = "folder"
	BodyColumn   = "body"
)

// Unread is a file of a folder that can't be read, and why.
type Unread struct {
	Row      Row
	Problems []diag.Problem
}

// ReadFolder reads the Markdown files (.md) below a folder as a table: a row a file, a
// column a field of their front matter. A field within another is "group.field"; the items
// of a list that have fields of their own are the row's parts. Hidden files, and what is
// behind symbolic links, are passed over.
func ReadFolder(name string, fsys fs.FS) (*Table, diag.Problems, error) {
	var problems diag.Problems
	pos := diag.Pos{File: name}
	var files []string
	err := fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), ".") && file != "." && entry.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(entry.Name(), ".") || !entry.Type().IsRegular() || path.Ext(file) != ".md":
			return nil
		}
		files = append(files, file)
		if len(files) > maxRows {
			return errRows
		}
		return nil
	})
	if wrong := tooLarge(err); wrong != nil {
		problems.Add(pos, wrong.code, wrong.args)
		return nil, problems, nil
	}
	if err != nil {
		return nil, problems, err
	}
	b := folderBuilder{table: &Table{Path: name, File: path.Base(name)}, columns: map[string]int{}}
	b.column(FileColumn)
	b.column(FolderColumn)
	for _, file := range files {
		raw, err := readRecord(fsys, file)
		if err != nil {
			return nil, problems, err
		}
		b.add(path.Join(name, file), file, raw)
		if len(b.columns) > maxColumns {
			wrong := tooLarge(errColumns)
			problems.Add(pos, wrong.code, wrong.args)
			return nil, problems, nil
		}
	}
	if len(files) == 0 {
		problems.Add(pos, "bad-table/folder", nil)
		return nil, problems, nil
	}
	b.column(BodyColumn)
	b.fill()
	return b.table, problems, nil
}

// readRecord reads at most one byte more than a record may have, so that its being too
// large shows.
func readRecord(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(file, source.MaxSize+1))
	return raw, errors.Join(err, file.Close())
}

// folderBuilder makes a table of files.
type folderBuilder struct {
	table   *Table
	columns map[string]int
}

// column returns the index of a column, which is made when it is first met.
func (b *folderBuilder) column(title string) int {
	i, known := b.columns[title]
	if !known {
		i = len(b.table.Columns)
		b.columns[title] = i
		b.table.Columns = append(b.table.Columns, Column{title, i + 1})
	}
	return i
}

// add adds a file as a row.
func (b *folderBuilder) add(place, file string, raw []byte) {
	row := Row{File: place, Number: 1}
	doc, problems := source.Parse(place, raw)
	if doc == nil || problems.Count(diag.Error) > 0 {
		b.set(&row, FileColumn, strings.TrimSuffix(path.Base(file), ".md"), 1)
		b.table.Unread = append(b.table.Unread, Unread{row, problems.Sorted()})
		return
	}
	if doc.Root != nil {
		b.flatten(&row, "", doc.Root)
	}
	// A file's own fields of these names give way.
	b.set(&row, FileColumn, strings.TrimSuffix(path.Base(file), ".md"), 1)
	b.set(&row, FolderColumn, strings.TrimPrefix(path.Dir(file), "."), 1)
	if body := clean(doc.Body); body != "" {
		b.set(&row, BodyColumn, body, doc.BodyLine)
	}
	b.table.Rows = append(b.table.Rows, row)
}

func (b *folderBuilder) set(row *Row, title, text string, line int) {
	i := b.column(title)
	for len(row.Cells) <= i {
		row.Cells = append(row.Cells, Cell{})
	}
	row.Cells[i].Text, row.Cells[i].Line = text, int32(line)
}

// flatten puts the fields of a mapping into a row.
func (b *folderBuilder) flatten(row *Row, prefix string, n *source.Node) {
	for _, f := range n.Fields {
		title := prefix + oneLine(f.Key)
		switch {
		case f.Value.Kind == source.Mapping:
			b.flatten(row, title+".", f.Value)
		case f.Value.Kind == source.Scalar && f.Value.Tag != "!!null":
			b.set(row, title, clean(f.Value.Value), f.Value.Pos.Line)
		case f.Value.Kind == source.Sequence:
			b.list(row, title, f.Value)
		}
	}
}

// list puts a list into a row: values one a line, and what has fields as parts.
func (b *folderBuilder) list(row *Row, title string, n *source.Node) {
	var texts []string
	for _, item := range n.Items {
		switch item.Kind {
		case source.Scalar:
			texts = append(texts, oneLine(clean(item.Value)))
		case source.Mapping:
			part := Row{}
			b.flatten(&part, title+".", item)
			if row.Parts == nil {
				row.Parts = map[string][]Row{}
			}
			row.Parts[title] = append(row.Parts[title], part)
		}
	}
	if len(texts) > 0 {
		b.set(row, title, strings.Join(texts, "\n"), n.Pos.Line)
	}
}

// fill gives each row, and each part, as many cells as there are columns.
func (b *folderBuilder) fill() {
	width := len(b.table.Columns)
	full := func(r *Row) { r.Cells = slices.Concat(r.Cells, make([]Cell, width-len(r.Cells))) }
	for i := range b.table.Rows {
		full(&b.table.Rows[i])
		for _, parts := range b.table.Rows[i].Parts {
			for j := range parts {
				full(&parts[j])
				for _, inner := range parts[j].Parts {
					for k := range inner {
						full(&inner[k])
					}
				}
			}
		}
	}
	for i := range b.table.Unread {
		full(&b.table.Unread[i].Row)
	}
}
