package check

import (
	"path"
	"slices"
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
		c.hideFile(file)
	}
	for _, link := range c.tree.Links {
		c.hideLink(link)
	}
}

// hideLink notes which records may be behind a symbolic link: that of a file or, if it
// stands for a folder, all of the types that the folder may hold.
func (c *checker) hideLink(link string) {
	parts := strings.Split(link, "/")
	if len(parts) > 1 && isRecordFile(link) {
		c.hideFile(link)
		return
	}
	for _, t := range c.types {
		// The commitments stand in the plans' folder.
		if len(parts) == 1 || t.Folder == parts[1] || parts[1] == "plans" && t.Name == "commitment" {
			c.hidden.types[t.Name] = true
		}
	}
}

// isRecordFile reports whether a file is read as a record, by its name.
func isRecordFile(file string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".md"}, path.Ext(file))
}

// isBehindLink reports whether a file is a symbolic link, or below one.
func (c *checker) isBehindLink(file string) bool {
	return slices.ContainsFunc(c.tree.Links, func(link string) bool {
		return file == link || strings.HasPrefix(file, link+"/")
	})
}

// hideFile notes which records a file holds that is not read.
func (c *checker) hideFile(file string) {
	pl, wrong := c.placeOf(file)
	switch {
	case wrong != "":
		c.hideStray(file, pl)
	case pl.list:
		c.hidden.types[pl.typ.Name] = true
	default:
		c.hidden.add(pl.typ.Name, pl.name)
		if path.Ext(file) == ".md" {
			c.hidden.groups[groupOf(file, pl)] = true
		}
	}
}

// hideStray notes which records a file may hold that is in the wrong place: one of its
// name, its folder's plan, or a list.
func (c *checker) hideStray(file string, pl place) {
	parts := strings.Split(file, "/")
	if len(parts) == 2 {
		folder, _, _ := strings.Cut(parts[1], ".")
		if typ, ok := c.typeIn(nearest(folder, c.folderNames())); ok {
			c.hidden.types[typ.Name] = true
		}
		return
	}
	if len(parts) == 4 && parts[1] == "plans" {
		c.hidden.add("plan", parts[2])
	}
	for _, t := range c.types {
		c.hidden.add(t.Name, pl.name)
	}
}

// folderNames are the names of the folders of all types of record.
func (c *checker) folderNames() []string {
	var names []string
	for _, t := range c.types {
		names = append(names, t.Folder)
	}
	return names
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
		return h.types["commitment"] || h.hidesMeasure(r.id)
	case "direction", "headline":
		return h.types["plan"] || h.records["plan"][r.plan]
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
// beside each other. Those that differ in capitals are meant to be of one record, and are
// reported.
func groupOf(file string, pl place) string { return path.Dir(file) + "/" + strings.ToLower(pl.name) }

// isList reports whether a document holds a list of values.
func isList(doc *source.Document) bool {
	return doc.Root != nil && doc.Root.Kind == source.Sequence
}
