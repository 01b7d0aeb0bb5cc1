// Package importer makes records of the rows of a table, by a map.
//
// Nothing is lost and nothing invented: each row becomes a record or is told of with the
// reason why it did not. What would not pass the check is not written. A record that was
// imported before is changed only where an editor has not changed it.
package importer

import (
	"cmp"
	"crypto/sha256"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
	"parskats/internal/source"
)

// Options are what an import works on.
type Options struct {
	Map   *mapping.Map
	Table *sheet.Table
	// Tree and Site are the source as it is, without errors.
	Tree source.Tree
	Site *record.Site
	// Read returns the text of a file of the source.
	Read func(path string) ([]byte, error)
	// Check holds a source against all rules.
	Check func(source.Tree) diag.Problems
	// Nearest returns the known word that was probably meant by another, or "".
	Nearest func(word string, known []string) string
	// Retrieved is the day on which the table was read, if it is known.
	Retrieved i18n.Date
}

// Counts are of rows. The first is the sum of the others.
type Counts struct {
	Rows, New, Updated, Unchanged, Rejected, Skipped int
}

// File is a file to be written, by its path from the source folder.
type File struct {
	Path    string
	Content []byte
	// IsNew says that there is no such file yet.
	IsNew bool
}

// Reject is a row that became no record, and why.
type Reject struct {
	Row      sheet.Row
	Problems []diag.Problem
	// ID is the record that the row would have become, where its columns alone don't say so:
	// "" where they do, noID where it has none.
	ID string
}

// noID stands in a file of rejected rows for the id of one that gave none: when it does, it
// is no record that there is already.
const noID = "-"

// Result is what an import would do. Nothing is written yet.
type Result struct {
	Counts   Counts
	Files    []File
	Rejects  []Reject
	Problems diag.Problems
	// Created are the ids of institutions that were made.
	Created []string
	// Gone are the ids of records that the table no longer has.
	Gone []string
}

// run is an import at work.
type run struct {
	Options
	columns  columns
	existing map[string]*known
	resolver *resolver
	// candidates are the records that rows may become, in the order of the rows.
	candidates []*candidate
	result     *Result
	// documents are the site's, by their paths.
	documents map[string]*source.Document
	langs     []i18n.Lang
}

// candidate is a record that one row or several may become.
type candidate struct {
	// rows are the table's, the first of which is reported where the whole is meant.
	rows   []sheet.Row
	values []value
	// base is the id before it is known to be unique.
	base, id string
	// claim is what a file of rejected rows says that the id is.
	claim string
	// isNumbered says that other rows give the same id.
	isNumbered bool
	plan       string
	path       string
	known      *known
	// changes are what the table changes in a record that was imported before.
	changes []change
	// fresh is the record as it would be written anew, content what is to be written.
	fresh   []byte
	content []byte
	doc     *source.Document
	// remarks are what the record's comment says could not be taken.
	remarks  []string
	outcome  outcome
	problems []diag.Problem
	hashes   map[string]string
	isRead   bool
	// makes are the ids of institutions that the record names and the site lacks.
	makes []string
}

// value is what a field gets, and where it comes from.
type value struct {
	path    string
	steps   []mapping.Step
	table   *record.Field
	texts   []string
	row     *sheet.Row
	column  int // the first column's index, -1 for a constant
	isFixed bool
}

// outcome is what becomes of a candidate.
type outcome int

const (
	isNew outcome = iota
	isUpdated
	isUnchanged
	isRejected
)

// Run imports a table. What is wrong with the map or the table as a whole stops all; then
// no row is counted.
func Run(options Options) (*Result, error) {
	r := &run{Options: options, result: &Result{}, langs: options.Site.Config.Langs()}
	if !r.bind() {
		return r.result, nil
	}
	r.documents = make(map[string]*source.Document, len(r.Tree.Documents))
	for _, d := range r.Tree.Documents {
		r.documents[d.Path] = d
	}
	r.readExisting()
	r.resolver = newResolver(r)
	r.gather()
	r.giveIDs()
	for batch := range slices.Chunk(r.candidates, r.batchSize()) {
		if err := r.take(batch); err != nil {
			return nil, err
		}
	}
	return r.result, r.finish()
}

// batch is how many records are checked at once, at the least: together they take some
// 50 MB. More are checked at once in a site that has more, since each check looks at all.
const batch = 2000

func (r *run) batchSize() int {
	for _, c := range r.Site.Coverage {
		if c.Type == r.Map.Type.Name && c.Total != nil {
			return max(len(r.candidates), 1) // whether there are too many shows from all
		}
	}
	return max(batch, len(r.Tree.Documents))
}

// take makes records of some candidates, and checks them. Files are written on all cores;
// all else has an order.
func (r *run) take(some []*candidate) error {
	var fresh errgroup.Group
	fresh.SetLimit(runtime.GOMAXPROCS(0))
	for _, c := range some {
		r.read(c)
		if len(c.problems) > 0 {
			c.outcome = isRejected
			continue
		}
		if c.known != nil && maps.Equal(c.hashes, c.known.base.Imported.Fields) {
			c.outcome = isUnchanged
			continue
		}
		if c.known != nil && !r.compare(c) {
			continue
		}
		c.makes = r.resolver.lacking(c.values)
		fresh.Go(func() error { return r.compose(c) })
	}
	if err := fresh.Wait(); err != nil {
		return err
	}
	for _, c := range some {
		if c.fresh == nil {
			continue
		}
		if err := r.merge(c); err != nil {
			return err
		}
	}
	if err := r.check(some); err != nil {
		return err
	}
	for _, c := range some { // only the texts of their files are needed from here on
		c.values, c.doc, c.hashes, c.fresh, c.changes = nil, nil, nil, nil, nil
	}
	return nil
}

// read reads what a candidate's rows say, once.
func (r *run) read(c *candidate) {
	if !c.isRead {
		c.isRead = true
		r.readValues(c)
		c.hashes = hashesOf(c.values)
	}
}

// reject notes why a candidate becomes no record.
func (r *run) reject(c *candidate, pos diag.Pos, p mapping.Problem) {
	c.problems = append(c.problems, problemOf(pos, p))
}

// problemOf makes a problem of one with a value.
func problemOf(pos diag.Pos, p mapping.Problem) diag.Problem {
	var list diag.Problems
	made := list.Add(pos, p.Code, p.Args)
	if p.Hint != "" {
		made.WithHint(p.Hint)
	}
	return *made
}

// note reports something that stops nothing.
func (r *run) note(pos diag.Pos, code string, args diag.Args) {
	r.result.Problems.Add(pos, code, args)
}

// gather sorts the rows into records, and passes over those that are none.
func (r *run) gather() {
	r.result.Counts.Rows = len(r.Table.Rows) + len(r.Table.Notes) + len(r.Table.Unread)
	if len(r.Table.Others) > 0 {
		args := diag.Args{"page": r.Table.Sheet, "values": strings.Join(r.Table.Others, ", ")}
		r.result.Problems.Add(diag.Pos{File: r.Table.Path}, "import-left/pages", args).WithHint("map-sheet")
	}
	for _, note := range r.Table.Notes {
		r.skip()
		if !note.IsEmpty() {
			r.note(r.Table.Place(note, -1), "import-left/note", diag.Args{"value": shorten(firstText(note))})
		}
	}
	groups := map[string]*candidate{}
	seen := map[[sha256.Size]byte]int{}
	for _, row := range r.Table.Rows {
		if row.IsEmpty() || !r.columns.meets(row, r.Map.Where) {
			r.skip()
			continue
		}
		base := r.baseID(row)
		if c := groups[base]; c != nil && base != "" {
			c.rows = append(c.rows, row)
			continue
		}
		if !r.isGrouped() {
			key := sha256.Sum256([]byte(content(row)))
			if first, twice := seen[key]; twice {
				r.skip()
				r.note(r.Table.Place(row, -1), "import-left/repeated", diag.Args{"row": strconv.Itoa(first)})
				continue
			}
			seen[key] = row.Number
		}
		c := &candidate{rows: []sheet.Row{row}, base: base, claim: r.claim(row)}
		if r.isGrouped() {
			groups[base] = c
		}
		r.candidates = append(r.candidates, c)
	}
}

func (r *run) skip() { r.result.Counts.Skipped++ }

// isGrouped reports whether rows with the same id are one record.
func (r *run) isGrouped() bool {
	return slices.ContainsFunc(r.Map.Each, func(e mapping.Each) bool { return e.Of == "" })
}

// content strings the cells of a row together, to tell rows apart.
func content(row sheet.Row) string {
	var b strings.Builder
	b.WriteString(row.File)
	for _, c := range row.Cells {
		b.WriteByte(0)
		b.WriteString(c.String())
	}
	return b.String()
}

func firstText(row sheet.Row) string {
	for _, c := range row.Cells {
		if !c.IsEmpty() {
			return c.Text
		}
	}
	return ""
}

// shorten keeps a value that is told of within bounds, and on one line.
func shorten(text string) string {
	const longest = 80
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return string(runes)
}

// finish counts what became of the rows, and puts files, rejects and problems in order.
func (r *run) finish() error {
	for _, c := range r.candidates {
		n := len(c.rows)
		counts := &r.result.Counts
		switch c.outcome {
		case isNew:
			counts.New += n
		case isUpdated:
			counts.Updated += n
		case isUnchanged:
			counts.Unchanged += n
		case isRejected:
			counts.Rejected += n
			for _, row := range c.rows {
				r.result.Rejects = append(r.result.Rejects, Reject{row, c.problems, claimOf(c)})
			}
			for _, p := range c.problems {
				addProblem(&r.result.Problems, p)
			}
			continue
		}
		if c.content != nil {
			r.result.Files = append(r.result.Files, File{c.path, c.content, c.outcome == isNew})
		}
	}
	for _, u := range r.Table.Unread {
		r.result.Counts.Rejected++
		r.result.Rejects = append(r.result.Rejects, Reject{u.Row, u.Problems, ""})
		for _, p := range u.Problems {
			addProblem(&r.result.Problems, p)
		}
	}
	slices.SortStableFunc(r.result.Rejects, func(a, b Reject) int {
		return cmp.Or(cmp.Compare(a.Row.File, b.Row.File), cmp.Compare(a.Row.Number, b.Row.Number))
	})
	files, ids, err := r.institutions()
	if err != nil {
		return err
	}
	r.result.Files, r.result.Created = append(r.result.Files, files...), ids
	slices.SortFunc(r.result.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	r.findGone()
	return nil
}
