package check

import (
	"maps"
	"slices"

	"parskats/internal/diag"
	"parskats/internal/record"
)

// checkRefs sees that every reference names a record that exists.
func (c *checker) checkRefs() {
	known := map[scope][]string{}
	near := map[ref]suggestion{}
	for _, r := range c.refs {
		if c.has(r) || c.hidden.hides(r) {
			continue
		}
		args := diag.Args{"type": recordWord(r.typ), "id": r.id}
		p := c.problems.Add(r.pos, "unknown-ref", args)
		s := scope{r.typ, r.plan}
		if _, listed := known[s]; !listed {
			known[s] = c.knownIDs(r)
		}
		// A name that is wrong in many places is looked up once.
		name := ref{typ: r.typ, id: r.id, plan: r.plan}
		if _, done := near[name]; !done {
			near[name] = suggestionFor(r.id, known[s])
		}
		near[name].addTo(p)
	}
}

// scope is where a reference looks: among all records of a type, or in one plan.
type scope struct {
	typ  record.TypeName
	plan string
}

func (c *checker) has(r ref) bool {
	switch r.typ {
	case "measure":
		_, ok := c.measures[r.id]
		return ok
	case "direction", "headline":
		return slices.Contains(c.planParts(r), r.id)
	}
	return c.byType[r.typ][r.id] != nil
}

// knownIDs lists what a reference could name, sorted.
func (c *checker) knownIDs(r ref) []string {
	switch r.typ {
	case "measure":
		return slices.Sorted(maps.Keys(c.measures))
	case "direction", "headline":
		return slices.Sorted(slices.Values(c.planParts(r)))
	}
	return slices.Sorted(maps.Keys(c.byType[r.typ]))
}

// planParts lists the ids of a plan's directions or headline actions.
func (c *checker) planParts(r ref) []string {
	plan := c.planOf(r.plan)
	if plan == nil {
		return nil
	}
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

// planOf returns a plan by its folder's name, or nil.
func (c *checker) planOf(id string) *record.Plan {
	it := c.byType["plan"][id]
	if it == nil {
		return nil
	}
	return it.value.Addr().Interface().(*record.Plan)
}
