package check

import (
	"maps"
	"slices"
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/record"
)

// reservedIDs are parts of the site's own addresses, in all its languages.
var reservedIDs = []string{"pec", "lapa", "by", "page"}

// checkIDs holds every id against its form and sees that it is its type's only one.
func (c *checker) checkIDs() {
	for _, it := range c.items {
		id := it.base().ID
		pos := it.pos("id")
		switch {
		case !validID(id):
			if it.node.Get("id") == nil {
				c.problems.Add(docPos(it.doc), "bad-id", diag.Args{"id": id}).WithHint("id-form")
			}
		case slices.Contains(reservedIDs, id):
			c.problems.Add(pos, "bad-id/reserved", diag.Args{"id": id})
		default:
			c.claimID(it, id, pos)
		}
	}
	c.checkMeasureKeys()
	c.checkAliases()
}

func (c *checker) claimID(it *item, id string, pos diag.Pos) {
	known := c.byType[it.typ.Name]
	if known == nil {
		known = map[string]*item{}
		c.byType[it.typ.Name] = known
	}
	if first, taken := known[id]; taken {
		args := diag.Args{"type": "@record/" + string(it.typ.Name), "id": id, "file": first.doc.Path}
		c.problems.Add(pos, "duplicate-id", args)
		return
	}
	known[id] = it
}

func (c *checker) checkMeasureKeys() {
	for _, it := range c.items {
		commitment, ok := it.value.Addr().Interface().(*record.Commitment)
		if !ok {
			continue
		}
		for i, m := range commitment.Measures {
			c.checkMeasureKey(it, i, m)
		}
	}
}

func (c *checker) checkMeasureKey(it *item, i int, m record.Measure) {
	pos := it.pos("measures", i, "number")
	switch {
	case m.Number == "":
		return // reported as a missing field
	case !validID(m.Key):
		c.problems.Add(pos, "bad-id", diag.Args{"id": m.Number}).WithHint("measure-number")
	case c.measures[m.Key]:
		args := diag.Args{"type": "@record/measure", "id": m.Number, "file": it.doc.Path}
		c.problems.Add(pos, "duplicate-id", args)
	default:
		c.measures[m.Key] = true
	}
}

// checkAliases sees that an old address leads to one record only.
func (c *checker) checkAliases() {
	claimed := map[string]*item{}
	for _, it := range c.items {
		for i, alias := range it.base().Aliases {
			if first, taken := claimed[alias]; taken {
				args := diag.Args{"url": alias, "file": first.doc.Path}
				c.problems.Add(it.pos("aliases", i), "duplicate-url", args)
				continue
			}
			claimed[alias] = it
		}
	}
}

// checkRefs sees that every reference names a record that exists.
func (c *checker) checkRefs() {
	known := map[string][]string{}
	for _, r := range c.refs {
		if r.typ == "measure" && c.measures[r.id] || c.has(r) {
			continue
		}
		key := string(r.typ) + "/" + r.plan
		if known[key] == nil {
			known[key] = c.knownIDs(r)
		}
		args := diag.Args{"type": "@record/" + string(r.typ), "id": r.id}
		suggest(c.problems.Add(r.pos, "unknown-ref", args), r.id, known[key])
	}
}

func (c *checker) has(r ref) bool {
	switch r.typ {
	case "direction", "headline":
		return slices.Contains(c.knownIDs(r), r.id)
	}
	return c.byType[r.typ][r.id] != nil
}

// knownIDs lists what a reference could name.
func (c *checker) knownIDs(r ref) []string {
	switch r.typ {
	case "measure":
		return slices.Sorted(maps.Keys(c.measures))
	case "direction", "headline":
		return c.planParts(r)
	}
	return slices.Sorted(maps.Keys(c.byType[r.typ]))
}

// planParts lists the ids of a plan's directions or headline actions.
func (c *checker) planParts(r ref) []string {
	it := c.byType["plan"][r.plan]
	if it == nil {
		return nil
	}
	plan := it.value.Addr().Interface().(*record.Plan)
	var ids []string
	if r.typ == "direction" {
		for _, d := range plan.Directions {
			ids = append(ids, d.ID)
		}
		return ids
	}
	for _, h := range plan.Headlines {
		ids = append(ids, h.ID)
	}
	return ids
}

func itoa(n int) string { return strconv.Itoa(n) }
