package importer

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parskats/internal/diag"
	"parskats/internal/mapping"
	"parskats/internal/source"
)

// addProblem adds a problem that was made elsewhere.
func addProblem(list *diag.Problems, p diag.Problem) {
	code := p.Code
	if p.Variant != "" {
		code += "/" + p.Variant
	}
	list.Add(p.Pos, code, p.Args).Hint = p.Hint
}

// check holds the source, as it would be, against all rules, and rejects the records that
// break one, until none does. The source as it is has no errors.
func (r *run) check(some []*candidate) error {
	documents := r.parseAll(some)
	if len(documents) == 0 {
		return nil
	}
	made, _, err := r.institutions()
	if err != nil {
		return err
	}
	for {
		rejected := 0
		problems := r.Check(r.treeWith(documents, made))
		for _, p := range problems.Sorted() {
			if p.Severity() != diag.Error {
				continue
			}
			if c := r.culprit(p, documents); c != nil {
				r.blame(c, p)
				c.outcome = isRejected
				rejected++
			}
		}
		if rejected == 0 {
			r.keepWarnings(problems, documents)
			r.refuseRest(problems, documents)
			return nil
		}
		for path, c := range documents {
			if c.outcome == isRejected {
				delete(documents, path)
			}
		}
	}
}

// parseAll reads the files that would be written, by their paths.
func (r *run) parseAll(some []*candidate) map[string]*candidate {
	var parsing sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, c := range some {
		if c.outcome == isRejected || c.content == nil {
			continue
		}
		slots <- struct{}{}
		parsing.Go(func() {
			doc, problems := source.Parse(c.path, c.content)
			if c.doc = doc; doc == nil || problems.Count(diag.Error) > 0 {
				r.rejectUnread(c, problems)
			}
			<-slots
		})
	}
	parsing.Wait()
	documents := map[string]*candidate{}
	for _, c := range some {
		if c.outcome != isRejected && c.doc != nil {
			documents[c.path] = c
		}
	}
	return documents
}

// treeWith is the source with the files that would be written. Institutions are among
// those that are made.
func (r *run) treeWith(documents map[string]*candidate, made []File) source.Tree {
	tree := r.Tree
	tree.Documents = nil
	for _, d := range r.Tree.Documents {
		if documents[d.Path] == nil {
			tree.Documents = append(tree.Documents, d)
		}
	}
	for _, c := range documents {
		tree.Documents = append(tree.Documents, c.doc)
	}
	for _, f := range made {
		if doc, _ := source.Parse(f.Path, f.Content); doc != nil {
			tree.Documents = append(tree.Documents, doc)
		}
	}
	slices.SortFunc(tree.Documents, func(a, b *source.Document) int { return cmp.Compare(a.Path, b.Path) })
	return tree
}

// culprit is the record that a problem is due to: the one in its file, or the one that it
// names.
func (r *run) culprit(p diag.Problem, documents map[string]*candidate) *candidate {
	if c := documents[p.Pos.File]; c != nil {
		return c
	}
	file, _, _ := strings.Cut(p.Args["file"], ":")
	return documents[file]
}

// blame tells of a record's problem at the cell that its value comes from.
func (r *run) blame(c *candidate, p diag.Problem) {
	row, column := &c.rows[0], -1
	if v := valueAt(c, p.Pos); v != nil {
		row, column = v.row, v.column
	}
	p.Pos = r.Table.Place(*row, column)
	if !slices.ContainsFunc(c.problems, func(known diag.Problem) bool {
		return known.Pos == p.Pos && known.Code == p.Code && known.Text(diag.English) == p.Text(diag.English)
	}) {
		c.problems = append(c.problems, p)
	}
}

// valueAt finds the value that stands at a place of a record's file, or the first in the
// group or list there.
func valueAt(c *candidate, pos diag.Pos) *value {
	own := recordNode(c.doc, c.id)
	for i := range c.values {
		v := &c.values[i]
		node := own
		for _, step := range v.steps {
			next := node.Get(step.Name)
			if next != nil && step.Key != "" {
				next = itemAt(next, step.Key)
			}
			if next == nil {
				break
			}
			if node = next; node.Pos == pos {
				return v
			}
			if slices.ContainsFunc(node.Items, func(item *source.Node) bool { return item.Pos == pos }) {
				return v
			}
		}
	}
	return nil
}

// keepWarnings reports what is seldom meant in the records that are written.
func (r *run) keepWarnings(problems diag.Problems, documents map[string]*candidate) {
	for _, p := range problems.Sorted() {
		if c := documents[p.Pos.File]; c != nil && p.Severity() == diag.Warning {
			addProblem(&r.result.Problems, p)
		}
	}
}

// refuseRest takes the records back where the source would have an error that is due to
// none of them.
func (r *run) refuseRest(problems diag.Problems, documents map[string]*candidate) {
	if problems.Count(diag.Error) == 0 {
		return
	}
	for _, p := range problems.Sorted() {
		if p.Severity() == diag.Error {
			addProblem(&r.result.Problems, p)
		}
	}
	for _, c := range documents {
		r.reject(c, r.Table.Place(c.rows[0], -1), mapping.Problem{Code: "import-conflict/site", Args: diag.Args{"count": strconv.Itoa(problems.Count(diag.Error))}})
		c.outcome = isRejected
	}
}

// sameBut reports whether an edited file says what it is meant to: what the changes name as
// the table has it, and all else as before.
func sameBut(before *source.Node, edited []byte, fresh *source.Node, changes []change, e *editor, path string) bool {
	doc, problems := source.Parse(path, edited)
	if doc == nil || problems.Count(diag.Error) > 0 {
		return false
	}
	after := recordNode(doc, e.id)
	if after == nil {
		return false
	}
	was, is := map[string]string{}, map[string]string{}
	flatten(before, "", was)
	flatten(after, "", is)
	for _, c := range changes {
		prefix := flatPath(after, before, c.steps)
		for _, leaves := range []map[string]string{was, is} {
			for leaf := range leaves {
				if leaf == prefix || strings.HasPrefix(leaf, prefix+"\x00") {
					delete(leaves, leaf)
				}
			}
		}
		if c.remove || c.steps[0].Name == "imported" {
			continue
		}
		if leafText(after, c.steps, e.lang) != leafText(fresh, c.steps, e.lang) {
			return false
		}
	}
	return sameLeaves(was, is)
}

func sameLeaves(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for leaf, text := range a {
		if b[leaf] != text {
			return false
		}
	}
	return true
}

// flatten lists all values below a node by their paths.
func flatten(n *source.Node, prefix string, into map[string]string) {
	switch n.Kind {
	case source.Mapping:
		for _, f := range n.Fields {
			flatten(f.Value, prefix+"\x00"+f.Key, into)
		}
	case source.Sequence:
		for i, item := range n.Items {
			flatten(item, prefix+"\x00"+strconv.Itoa(i), into)
		}
	default:
		into[prefix] = n.Tag + n.Value
	}
}

// flatPath is the path of what a change is about, as flatten has it. A text by language is
// meant as a whole, since one that names none may have become one.
func flatPath(after, before *source.Node, steps []mapping.Step) string {
	prefix := ""
	node, old := after, before
	for i, step := range steps {
		prefix += "\x00" + step.Name
		node, old = node.Get(step.Name), old.Get(step.Name)
		if step.Key != "" && node != nil {
			at := slices.Index(node.Items, itemAt(node, step.Key))
			prefix += "\x00" + strconv.Itoa(at)
			if at < 0 {
				return prefix
			}
			node = node.Items[at]
			if old != nil {
				old = itemAt(old, step.Key)
			}
			if old == nil {
				return prefix // a new item
			}
		}
		isText := i == len(steps)-2 && steps[i+1].Key == "" && len(steps[i+1].Name) == 2
		if isText && (node != nil && node.Kind == source.Scalar || old != nil && old.Kind == source.Scalar) {
			return prefix
		}
	}
	return prefix
}

// leafText is the value that steps lead to, on one line.
func leafText(node *source.Node, steps []mapping.Step, lang string) string {
	for i, step := range steps {
		if node.Kind == source.Scalar && i == len(steps)-1 && step.Name == lang {
			break
		}
		if node = node.Get(step.Name); node != nil && step.Key != "" {
			node = itemAt(node, step.Key)
		}
		if node == nil {
			return ""
		}
	}
	texts := node.Value
	for _, item := range node.Items {
		texts += "\n" + item.Value
	}
	return strings.Join(strings.Fields(texts), " ")
}
