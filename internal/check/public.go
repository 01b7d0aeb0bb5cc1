package check

import (
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// ValidID reports whether a text can be the id of a record: it has the form of one, and
// is none of those that the site's own addresses need.
func ValidID(id string) bool { return validID(id) && !slices.Contains(reservedIDs, id) }

// WrongID returns the problem with a text that can't be the id of a record: see ValidID.
func WrongID(id string) diag.Problem {
	var problems diag.Problems
	if validID(id) {
		return *problems.Add(diag.Pos{}, "bad-id/reserved", diag.Args{"id": id})
	}
	p := problems.Add(diag.Pos{}, "bad-id", diag.Args{"id": id})
	badID(p)
	return *p
}

// FileOf returns the file that holds the record of a type and id, "" where none does that
// can be read.
func FileOf(tree source.Tree, t record.TypeName, id string) string {
	c := newChecker(tree)
	c.readConfig()
	c.readRecords()
	c.checkIDs()
	if it := c.byType[t][id]; it != nil {
		return it.doc.Path
	}
	return ""
}

// AliasPos returns the place of an old address of a record: the one with the number i,
// counted from 0, in the record's own file. A site does not keep places, and few records
// have such addresses.
func AliasPos(tree source.Tree, r *record.Common, i int) diag.Pos {
	for _, doc := range tree.Documents {
		if doc.Path != r.Path {
			continue
		}
		node := doc.Root
		if isList(doc) {
			node = entryOf(doc.Root, r.ID)
		}
		return at(node, doc, "aliases", i)
	}
	return diag.Pos{File: r.Path}
}

// RemovalPos returns the place of an entry on removed pages in the site's own record: the
// one with the number i, counted from 0.
func RemovalPos(tree source.Tree, i int) diag.Pos {
	for _, doc := range tree.Documents {
		if doc.Path == configFile {
			return at(doc.Root, doc, "removed", i, "url")
		}
	}
	return diag.Pos{File: configFile}
}

// entryOf returns the entry of a list that has an id, nil where none does.
func entryOf(list *source.Node, id string) *source.Node {
	for _, entry := range list.Items {
		if own := entry.Get("id"); own != nil && strings.TrimSpace(own.Value) == id {
			return entry
		}
	}
	return nil
}

// Languages returns the languages of a site from its own record, data/site.yaml, the
// default one first. Where the record names none that can be read, they are those of
// the program.
func Languages(config *source.Document) []i18n.Lang {
	c := newChecker(source.Tree{Documents: []*source.Document{config}})
	c.readConfig()
	return c.langs
}

// Nearest returns the known word that was probably meant by another, "" where none is
// near enough.
func Nearest(word string, known []string) string { return nearest(word, known) }

// Anchor reports a link to an anchor that its page does not have. known are the anchors
// of the page, isOpen those that it may have beside them: see record.Anchors.
func Anchor(problems *diag.Problems, pos diag.Pos, anchor string, known []string, isOpen func(string) bool) {
	if slices.Contains(known, anchor) || isOpen(anchor) {
		return
	}
	p := problems.Add(pos, "broken-link/anchor", diag.Args{"anchor": anchor})
	if near := nearest(anchor, known); near != "" {
		p.Args["suggestion"] = "#" + near
		p.WithHint("did-you-mean")
	}
}
