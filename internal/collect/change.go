package collect

import (
	"cmp"
	"fmt"
	"slices"

	"parskats/internal/diag"
	"parskats/internal/importer"
	"parskats/internal/record"
	"parskats/internal/source"
)

// change edits the commitments' files, and holds the source as it would be against all rules.
// Rows that break one are rejected, until none does.
func (t *taking) change() error {
	for {
		files, err := t.edit()
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return nil
		}
		site, problems := t.Check(t.treeWith(files))
		if !t.rejectFor(problems, files) && !t.rejectUnsaid(site) {
			t.keepWarnings(problems, files)
			for _, file := range files {
				t.result.Files = append(t.result.Files, importer.File{Path: file.path, Content: file.content})
			}
			return nil
		}
	}
}

// changed is a commitment's file with the updates in it.
type changed struct {
	path    string
	content []byte
	doc     *source.Document
	entries []*entry
}

// edit writes the updates into the texts of their commitments' files, by path.
func (t *taking) edit() ([]*changed, error) {
	byPath := map[string]*changed{}
	var files []*changed
	for _, e := range t.entries {
		if e.outcome != isNew && e.outcome != isUpdated {
			continue
		}
		path := e.duty.Commitment.Path
		file := byPath[path]
		if file == nil {
			raw, err := t.Read(path)
			if err != nil {
				return nil, err
			}
			file = &changed{path: path, content: raw}
			byPath[path] = file
			files = append(files, file)
		}
		edited, ok := importer.EditUpdate(path, file.content, t.Site.Config.Langs(), t.editOf(e))
		if !ok {
			e.outcome = isRejected
			t.reject(e, columnKey, "import-conflict/edit", diag.Args{"file": path}, "")
			continue
		}
		file.content = edited
		file.entries = append(file.entries, e)
	}
	files = slices.DeleteFunc(files, func(f *changed) bool { return len(f.entries) == 0 })
	slices.SortFunc(files, func(a, b *changed) int { return cmp.Compare(a.path, b.path) })
	for _, file := range files {
		doc, problems := source.Parse(file.path, file.content)
		if doc == nil {
			return nil, fmt.Errorf("%s can't be read after it was edited: %v", file.path, problems.Sorted())
		}
		file.doc = doc
	}
	return files, nil
}

// editOf says where an update goes: behind those that are not later.
func (t *taking) editOf(e *entry) importer.UpdateEdit {
	updates := slices.Clone(e.duty.Measure.Updates)
	if e.from >= 0 {
		updates = slices.Delete(updates, e.from, e.from+1)
	}
	to := len(updates)
	for to > 0 && updates[to-1].Date.First() > e.update.Date.Last() {
		to--
	}
	return importer.UpdateEdit{
		Measure: measurePlace(e.duty.Commitment, e.duty.Measure), From: e.from, To: to, Update: e.update,
		Slot: t.slot(e.duty.Measure), Sum: sumOf(&e.update),
	}
}

func measurePlace(c *record.Commitment, m *record.Measure) int {
	return slices.IndexFunc(c.Measures, func(other record.Measure) bool { return other.Key == m.Key })
}

// treeWith is the source with the files as they would be.
func (t *taking) treeWith(files []*changed) source.Tree {
	tree := t.Tree
	tree.Documents = slices.Clone(tree.Documents)
	for i, d := range tree.Documents {
		if at := slices.IndexFunc(files, func(f *changed) bool { return f.path == d.Path }); at >= 0 {
			tree.Documents[i] = files[at].doc
		}
	}
	return tree
}

// rejectFor rejects the rows that errors are due to; where it can't be told which, all of the
// file or, last, all of the workbook. It reports whether there were errors.
func (t *taking) rejectFor(problems diag.Problems, files []*changed) bool {
	found := false
	for _, p := range problems.Sorted() {
		if p.Severity() != diag.Error {
			continue
		}
		found = true
		culprits := t.entries
		if at := slices.IndexFunc(files, func(f *changed) bool { return f.path == p.Pos.File }); at >= 0 {
			culprits = files[at].entries
			if e := t.entryAt(files[at], p.Pos); e != nil {
				culprits = []*entry{e}
			}
		}
		for _, e := range culprits {
			if e.outcome == isNew || e.outcome == isUpdated || len(culprits) == 1 {
				e.outcome = isRejected
				p.Pos = t.place(e.row, t.columnOf(p))
				e.problems = append(e.problems, p)
			}
		}
	}
	return found
}

// columnOf is the column that a problem with an update is most likely due to.
func (t *taking) columnOf(p diag.Problem) string {
	switch {
	case p.Code == "personal-data", p.Code == "translation-missing":
		return columnText + string(t.Site.Config.DefaultLang())
	case p.Code == "bad-url":
		return columnEvidenceURL
	case p.Code == "date-order" && p.Variant == "evidence-after-update":
		return columnPublished
	case p.Code == "date-order", p.Code == "bad-date":
		return columnDate
	}
	return columnKey
}

// entryAt finds the row whose update stands at a place of a file.
func (t *taking) entryAt(file *changed, pos diag.Pos) *entry {
	for _, e := range file.entries {
		for _, node := range t.updateNodes(file, e) {
			if hasPlace(node, pos) {
				return e
			}
		}
	}
	return nil
}

// updateNodes are the updates by the institution of a row's day, on its measure.
func (t *taking) updateNodes(file *changed, e *entry) []*source.Node {
	if file.doc.Root == nil {
		return nil
	}
	measures := file.doc.Root.Get("measures")
	at := measurePlace(e.duty.Commitment, e.duty.Measure)
	if measures == nil || at < 0 || at >= len(measures.Items) {
		return nil
	}
	var nodes []*source.Node
	if list := measures.Items[at].Get("updates"); list != nil {
		for _, item := range list.Items {
			author, date := item.Get("author"), item.Get("date")
			if author != nil && author.Value == t.Institution && date != nil && date.Value == e.update.Date.String() {
				nodes = append(nodes, item)
			}
		}
	}
	return nodes
}

// hasPlace reports whether a node, or one in it, stands at a place.
func hasPlace(n *source.Node, pos diag.Pos) bool {
	if n.Pos == pos {
		return true
	}
	inField := func(f source.Field) bool { return hasPlace(f.Value, pos) }
	inItem := func(item *source.Node) bool { return hasPlace(item, pos) }
	return slices.ContainsFunc(n.Fields, inField) || slices.ContainsFunc(n.Items, inItem)
}

// rejectUnsaid rejects the rows whose updates are not read back as they were meant. It
// reports whether there are any.
func (t *taking) rejectUnsaid(site *record.Site) bool {
	found := false
	for _, e := range t.entries {
		if e.outcome != isNew && e.outcome != isUpdated {
			continue
		}
		if !isSaid(site, e) {
			found, e.outcome = true, isRejected
			t.reject(e, columnKey, "import-conflict/edit", diag.Args{"file": e.duty.Commitment.Path}, "")
		}
	}
	return found
}

func isSaid(site *record.Site, e *entry) bool {
	if site == nil {
		return false
	}
	c := site.Commitments.Get(e.duty.Commitment.ID)
	at := measurePlace(e.duty.Commitment, e.duty.Measure)
	if c == nil || at < 0 || at >= len(c.Measures) {
		return false
	}
	return slices.ContainsFunc(c.Measures[at].Updates, func(u record.Update) bool { return sumOf(&u) == sumOf(&e.update) })
}

// keepWarnings reports what is seldom meant in the updates that are written.
func (t *taking) keepWarnings(problems diag.Problems, files []*changed) {
	for _, p := range problems.Sorted() {
		at := slices.IndexFunc(files, func(f *changed) bool { return f.path == p.Pos.File })
		if at < 0 || p.Severity() != diag.Warning {
			continue
		}
		if e := t.entryAt(files[at], p.Pos); e != nil {
			p.Pos = t.place(e.row, t.columnOf(p))
			addProblem(&t.result.Problems, p)
		}
	}
}
