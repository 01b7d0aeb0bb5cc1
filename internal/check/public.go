package check

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/source"
)

// ValidID reports whether a text can be the id of a record: it has the form of one, and
// is none of those that the site's own addresses need.
func ValidID(id string) bool { return validID(id) && !slices.Contains(reservedIDs, id) }

// Languages returns the languages of a site from its own record, data/site.yaml, the
// default one first. Where the record names none that can be read, they are those of
// the program.
func Languages(config *source.Document) []i18n.Lang {
	c := newChecker(source.Tree{Documents: []*source.Document{config}})
	c.readConfig()
	return c.langs
}
