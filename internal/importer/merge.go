package importer

import (
	"maps"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
	"parskats/internal/source"
)

// change is a field that a record gets from the table, or loses.
type change struct {
	steps  []mapping.Step
	remove bool
}

// recordNode returns the fields of a record in its document, nil where they are not there.
func recordNode(doc *source.Document, id string) *source.Node {
	if doc.Root == nil {
		return nil
	}
	switch doc.Root.Kind {
	case source.Mapping:
		return doc.Root
	case source.Sequence:
		for _, item := range doc.Root.Items {
			if own := item.Get("id"); own != nil && strings.TrimSpace(own.Value) == id {
				return item
			}
		}
	}
	return nil
}

// changes returns what the table changes in a record, and reports what an editor has
// changed too. It sets the checksums of the candidate to those that its record is to have:
// where the two do not agree, the old one stays.
func (r *run) changes(c *candidate, own *source.Node) []change {
	before := c.known.base.Imported.Fields
	lang := string(r.langs[0])
	var list []change
	for _, v := range c.values {
		was, wasGiven := before[v.path]
		if was == c.hashes[v.path] {
			continue
		}
		is, isGiven := textsAt(own, v.steps, v.table.Kind, lang)
		switch {
		case !wasGiven && isGiven:
			delete(c.hashes, v.path) // the editor's own field
		case isGiven && hashOf(is) == c.hashes[v.path]:
			// The editor wrote the same; the checksum follows.
		case !wasGiven, isGiven && hashOf(is) == was:
			list = append(list, change{steps: v.steps})
		default:
			r.conflict(c, v.path, own, strings.Join(is, "; "), strings.Join(v.texts, "; "), *v.row, v.column)
			c.hashes[v.path] = was
		}
	}
	return append(list, r.removals(c, own)...)
}

// conflict reports a field that both the table and an editor have changed.
func (r *run) conflict(c *candidate, path string, own *source.Node, is, says string, row sheet.Row, column int) {
	r.result.Problems.Add(r.Table.Place(row, column), "import-conflict", diag.Args{
		"field": path, "file": own.Pos.File, "record": shorten(is), "value": shorten(says),
	}).WithHint("import-conflict")
}

// removals are the fields that the table gave and gives no more.
func (r *run) removals(c *candidate, own *source.Node) []change {
	lang := string(r.langs[0])
	var list []change
	gone := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(c.known.base.Imported.Fields)) {
		was := c.known.base.Imported.Fields[path]
		if _, still := c.hashes[path]; still {
			continue
		}
		steps, kind, isMapped := r.stepsOf(path, c)
		if !isMapped {
			if r.tellGone(c, path, own, gone) {
				c.hashes[path] = was
			}
			continue
		}
		is, isGiven := textsAt(own, steps, kind, lang)
		switch {
		case !isGiven:
		case hashOf(is) == was:
			list = append(list, change{steps: steps, remove: true})
		default:
			r.conflict(c, path, own, strings.Join(is, "; "), "", c.rows[0], -1)
			c.hashes[path] = was
		}
	}
	return list
}

// tellGone reports an item of a list that the table has no more: once for all its fields,
// and at each import for as long as the record has it. It reports whether the record has what
// a path leads to, as far as that can be told.
func (r *run) tellGone(c *candidate, path string, own *source.Node, told map[string]bool) bool {
	for _, e := range r.Map.Each {
		item, _, isItem := strings.Cut(path, "].")
		key, isOfList := strings.CutPrefix(item, e.Path+"[")
		if !isItem || !isOfList {
			continue
		}
		if list := own.Get(e.Path); list == nil || itemAt(list, key) == nil {
			return false // an editor took it out
		}
		if !told[item] {
			told[item] = true
			r.note(diag.Pos{File: c.path}, "import-gone/item", diag.Args{"id": c.id, "item": item + "]", "file": r.Table.File})
		}
		return true
	}
	return true
}

// stepsOf finds the steps of a path that a record's checksums name. isMapped is false where
// the map does not fill the field any more, or the item of a list is gone: then it stays.
func (r *run) stepsOf(path string, c *candidate) (steps []mapping.Step, kind record.Kind, isMapped bool) {
	if title, ok := strings.CutPrefix(path, "extra."); ok {
		isKept := slices.ContainsFunc(r.columns.extra, func(i int) bool { return r.Table.Columns[i].Title == title })
		return []mapping.Step{{Name: "extra"}, {Name: title}}, record.KindTexts, isKept
	}
	for _, f := range r.Map.Fields {
		if f.Path == path {
			return f.Steps, f.Table.Kind, true
		}
	}
	for _, e := range r.Map.Each {
		for _, v := range c.values {
			if v.steps[0].Name != e.Path {
				continue
			}
			for _, f := range e.Fields {
				all := append([]mapping.Step{v.steps[0]}, f.Steps...)
				if mapping.PathOf(all) == path {
					return all, f.Table.Kind, true
				}
			}
		}
	}
	return nil, "", false
}

// textsAt returns what a record says in a field, as its checksum is made of it.
func textsAt(node *source.Node, steps []mapping.Step, kind record.Kind, lang string) (texts []string, isGiven bool) {
	for i, step := range steps {
		// A text that names no language is in the default one.
		if i > 0 && kind == record.KindLocalised && node.Kind == source.Scalar {
			if step.Name != lang {
				return nil, false
			}
			break
		}
		node = node.Get(step.Name)
		if node != nil && step.Key != "" {
			node = itemAt(node, step.Key)
		}
		if node == nil {
			return nil, false
		}
	}
	switch {
	case node.Kind == source.Sequence:
		for _, item := range node.Items {
			texts = append(texts, item.Value)
		}
	case node.Kind == source.Scalar && node.Tag != "!!null":
		texts = []string{node.Value}
	}
	return texts, len(texts) > 0
}

// itemKeys are the fields that tell the items of a list apart, as a map's do.
var itemKeys = []string{"number", "id", "url", "date"}

// itemAt returns the item of a list that a key names: by its number, id, address or date,
// or else by its place.
func itemAt(list *source.Node, key string) *source.Node {
	for _, name := range itemKeys {
		for _, item := range list.Items {
			if own := item.Get(name); own != nil && strings.TrimSpace(own.Value) == key {
				return item
			}
		}
	}
	isNumbered := func(item *source.Node) bool { return item.Get("number") != nil || item.Get("id") != nil }
	if i := place(key); i >= 0 && i < len(list.Items) && !slices.ContainsFunc(list.Items, isNumbered) {
		return list.Items[i]
	}
	return nil
}

// place is the index of an item whose key is its number from 1, else -1.
func place(key string) int {
	n := 0
	for _, c := range key {
		if c < '0' || c > '9' || n > maxPlace {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n - 1
}

const maxPlace = 100_000
