package check

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// checkRefs sees that every reference names a record that exists.
func (c *checker) checkRefs() {
	known := map[scope]targets{}
	near := map[ref]suggestion{}
	guesses := map[string]int{} // by file: unknown names that were looked up
	for _, r := range c.refs {
		if c.has(r) || c.hidden.hides(r) {
			continue
		}
		args := diag.Args{"type": recordWord(r.typ), "id": r.id}
		p := c.problems.Add(r.pos, "unknown-ref", args)
		// A name that is wrong in many places is looked up once.
		name := ref{typ: r.typ, id: r.id, plan: r.plan}
		if _, done := near[name]; !done {
			if guesses[r.pos.File]++; guesses[r.pos.File] > maxGuesses {
				continue
			}
			s := scope{r.typ, r.plan}
			if _, listed := known[s]; !listed {
				known[s] = c.targetsOf(r)
			}
			near[name] = known[s].suggestionFor(r.id)
		}
		near[name].addTo(p)
	}
}

// targets are what a reference could name.
type targets struct {
	ids    []string          // sorted
	byName map[string]string // ids by what their records are called, in the form of key
}

func (c *checker) targetsOf(r ref) targets {
	t := targets{ids: c.knownIDs(r), byName: map[string]string{}}
	for _, id := range t.ids {
		it := c.byType[r.typ][id]
		if it == nil {
			continue // part of a record
		}
		for _, name := range it.names() {
			name = key(name)
			if _, taken := t.byName[name]; !taken && name != "" {
				t.byName[name] = id
			}
		}
	}
	return t
}

// suggestionFor looks for the record that was meant: one of this name, or else one
// whose id is near.
func (t targets) suggestionFor(word string) suggestion {
	if id := t.byName[key(word)]; id != "" {
		return suggestion{near: id}
	}
	if t.isSeveral(word) {
		return suggestion{several: true}
	}
	return suggestionFor(bare(word), t.ids)
}

// isSeveral reports whether a word is a list of ids.
func (t targets) isSeveral(word string) bool {
	parts := strings.FieldsFunc(word, func(c rune) bool { return c == ',' || c == ';' || c == ' ' })
	unknown := func(part string) bool { _, known := slices.BinarySearch(t.ids, part); return !known }
	return len(parts) > 1 && !slices.ContainsFunc(parts, unknown)
}

// names are what a record is called: its title and abbreviation, in all languages.
func (it *item) names() []string {
	var names []string
	for _, field := range []string{"title", "abbreviation"} {
		f, ok := record.Lookup(it.typ.Fields, field)
		if !ok {
			continue
		}
		if text, ok := reflect.TypeAssert[i18n.Text](it.value.FieldByIndex(f.Index)); ok {
			names = append(names, slices.Collect(maps.Values(text))...)
		}
	}
	return names
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
