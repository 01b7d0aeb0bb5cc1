package check

import (
	"maps"
	"reflect"
	"slices"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// mostAmended is how many documents may differ from those of the last check for it to be
// amended: each is looked for among all.
const mostAmended = 50

// amend checks a tree of which a few documents differ from those of the last check that
// found nothing wrong between records. As long as what these claim stays the same, all that
// was found of the others holds, and only what these documents say is held against it. ok
// is false where that can't be told, or where something is wrong now: then everything is
// to be checked.
func (m *Memory) amend(tree source.Tree) (site *record.Site, problems diag.Problems, ok bool) {
	if m == nil || m.last == nil {
		return nil, diag.Problems{}, false
	}
	c, before := m.last, m.last.tree
	changed, ok := c.changedUnits(tree)
	if !ok {
		return nil, diag.Problems{}, false
	}
	replaced := map[int]*readUnit{}
	c.tree, c.problems, c.refs, c.amended = tree, diag.Problems{}, nil, []*item{}
	ok = true
	for i, u := range changed {
		now := c.readUnit(u)
		if ok = c.claimSame(c.units[i], now); !ok {
			break
		}
		replaced[i] = c.replaceUnit(i, now)
		c.refs = append(c.refs, now.reader.refs...)
		c.amended = append(c.amended, now.reader.items...)
	}
	if ok && c.isStillSound() {
		m.site = c.site(m.site)
		return m.site, c.problems, true
	}
	for i, u := range replaced {
		c.replaceUnit(i, u)
	}
	c.tree = before
	return nil, diag.Problems{}, false
}

// changedUnits returns the units of which documents are others in a tree, by their places
// among the units, with these documents. ok is false where the tree differs in more.
func (c *checker) changedUnits(tree source.Tree) (changed map[int]unit, ok bool) {
	before := c.tree
	if len(tree.Unreadable)+len(tree.Links) > 0 || len(tree.Documents) != len(before.Documents) ||
		!slices.Equal(tree.Files, before.Files) || !maps.Equal(tree.Pictures, before.Pictures) {
		return nil, false
	}
	changed = map[int]unit{}
	for i, doc := range tree.Documents {
		old := before.Documents[i]
		if doc == old {
			continue
		}
		place := slices.IndexFunc(c.units, func(u *readUnit) bool { return slices.Contains(u.docs, old) })
		if place < 0 || doc.Path != old.Path || len(changed) == mostAmended {
			return nil, false
		}
		u, known := changed[place]
		if !known {
			u = unit{c.units[place].place, slices.Clone(c.units[place].docs)}
			changed[place] = u
		}
		u.docs[slices.Index(u.docs, old)] = doc
	}
	return changed, true
}

// replaceUnit puts a unit in the place of the one with the number i, which it returns. Both
// have items of the same ids.
func (c *checker) replaceUnit(i int, u *readUnit) (old *readUnit) {
	old = c.units[i]
	c.units[i] = u
	delete(c.memory.units, old.docs[0])
	c.memory.units[u.docs[0]] = u
	for j, it := range u.reader.items {
		c.items[slices.Index(c.items, old.reader.items[j])] = it
		c.byType[it.typ.Name][it.base().ID] = it
	}
	return old
}

// isStillSound holds what is amended against the rest. It reports whether there is still no
// error, and nothing wrong between records.
func (c *checker) isStillSound() bool {
	c.checkRefs()
	c.checkLinksOf(c.amended)
	if c.problems.Len() > 0 {
		return false
	}
	c.problems.Append(c.common)
	for _, u := range c.units {
		c.problems.Append(u.reader.problems)
	}
	c.checkRules()
	return c.problems.Count(diag.Error) == 0
}

// claim is what records are held against that refer to a record, and what rules about
// several records ask of it.
type claim struct {
	typ                    record.TypeName
	id, path, plan, parent string
	givesID                bool
	measures               []string // their keys
	sittings               int
	aliases                []string
	slug                   i18n.Text
	anchors                map[i18n.Lang][]string
	hasText                bool
}

func (c *checker) claimOf(it *item) claim {
	base := it.base()
	of := claim{
		typ: it.typ.Name, id: base.ID, path: it.doc.Path, givesID: it.givesID, aliases: base.Aliases,
		anchors: map[i18n.Lang][]string{}, hasText: len(base.Body) > 0,
	}
	plain := it.value.Addr().Interface()
	for _, lang := range i18n.Languages {
		of.anchors[lang], _ = record.Anchors(plain, lang, c.langs)
	}
	switch r := plain.(type) {
	case *record.Commitment:
		of.plan = r.Plan
		for _, m := range r.Measures {
			of.measures = append(of.measures, m.Key)
		}
	case *record.Institution:
		of.parent = r.Parent
	case *record.Body:
		of.sittings = len(r.Sittings)
	case *record.Page:
		of.slug = r.Slug
	}
	return of
}

// claimSame reports whether the records of a unit claim the same as before. Those of a plan
// never do: too much depends on it.
func (c *checker) claimSame(before, now *readUnit) bool {
	return slices.EqualFunc(before.reader.items, now.reader.items, func(a, b *item) bool {
		return a.typ.Name != "plan" && reflect.DeepEqual(c.claimOf(a), c.claimOf(b))
	})
}
