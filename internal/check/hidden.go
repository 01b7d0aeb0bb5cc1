package check

import (
	"path"
	"strings"

	"parskats/internal/record"
	"parskats/internal/source"
)

// hidden is what can't be known, since the files that say it can't be read. What
// they might hold is not called missing elsewhere: that would bury the one mistake
// under hundreds that are none.
type hidden struct {
	types   map[record.TypeName]bool // types of which a whole list is hidden
	records map[record.TypeName]map[string]bool
	groups  map[string]bool // Markdown records, by groupOf
}

func newHidden() hidden {
	return hidden{
		types:   map[record.TypeName]bool{},
		records: map[record.TypeName]map[string]bool{},
		groups:  map[string]bool{},
	}
}

// noteUnreadable takes from the paths of unreadable files which records they hold.
func (c *checker) noteUnreadable() {
	for _, file := range c.tree.Unreadable {
		pl, wrong := c.placeOf(file)
		switch {
		case wrong != "":
		case pl.list:
			c.hidden.types[pl.typ.Name] = true
		default:
			c.hidden.add(pl.typ.Name, pl.name)
			if path.Ext(file) == ".md" {
				c.hidden.groups[groupOf(file, pl)] = true
			}
		}
	}
}

func (h hidden) add(t record.TypeName, id string) {
	if h.records[t] == nil {
		h.records[t] = map[string]bool{}
	}
	h.records[t][id] = true
}

// hides reports whether a reference may lead to something that could not be read.
func (h hidden) hides(r ref) bool {
	switch r.typ {
	case "measure":
		return h.hidesMeasure(r.id)
	case "direction", "headline":
		return h.records["plan"][r.plan]
	}
	return h.types[r.typ] || h.records[r.typ][r.id]
}

// hidesMeasure reports whether a measure's key begins with the id of a commitment
// that could not be read.
func (h hidden) hidesMeasure(key string) bool {
	for commitment := range h.records["commitment"] {
		if strings.HasPrefix(key, commitment+"-") {
			return true
		}
	}
	return false
}

// groupOf names the files of one Markdown record in several languages, which stand
// beside each other.
func groupOf(file string, pl place) string { return path.Dir(file) + "/" + pl.name }

// isList reports whether a document holds a list of values.
func isList(doc *source.Document) bool {
	return doc.Root != nil && doc.Root.Kind == source.Sequence
}
