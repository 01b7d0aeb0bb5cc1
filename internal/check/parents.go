package check

import (
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/record"
)

// checkParents sees that no institution is above itself, be it by way of others. A circle
// is reported once, at the first of its institutions.
func (c *checker) checkParents() {
	reported := map[string]bool{}
	for _, it := range c.items {
		if it.typ.Name != "institution" {
			continue
		}
		id := it.base().ID
		circle := c.circleOf(id)
		if len(circle) == 0 || reported[id] {
			continue
		}
		for _, other := range circle {
			reported[other] = true
		}
		code, args := "bad-value/parents", diag.Args{"circle": strings.Join(append(circle, id), " → ")}
		if len(circle) == 1 {
			code, args = "bad-value/parent", diag.Args{"id": id}
		}
		c.problems.Add(it.pos("parent"), code, args)
	}
}

// circleOf returns the institutions from one up to itself, nil where it is not above itself.
func (c *checker) circleOf(id string) []string {
	var above []string
	for at := id; !slices.Contains(above, at); {
		above = append(above, at)
		it := c.byType["institution"][at]
		if it == nil {
			return nil
		}
		at = it.value.Addr().Interface().(*record.Institution).Parent
		if at == id {
			return above
		}
	}
	return nil
}
