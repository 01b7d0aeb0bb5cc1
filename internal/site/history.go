package site

import (
	"parskats/internal/changes"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// history is what happened, with what feeds need to find their part of it: so none goes
// through all changes for itself.
type history struct {
	told []changes.Change // the oldest first
	ids  []string         // the name for ever of each
	// of are the places of the changes that concern a plan or an institution.
	of map[entryKey][]int
}

func (b *builder) newHistory(told []changes.Change) *history {
	h := &history{told: told, ids: b.tags(told), of: map[entryKey][]int{}}
	targets := b.followed()
	for i := range told {
		for _, key := range b.concerned(&told[i], targets) {
			if places := h.of[key]; len(places) == 0 || places[len(places)-1] != i {
				h.of[key] = append(places, i)
			}
		}
	}
	return h
}

// all are the places of all changes.
func (h *history) all() []int {
	places := make([]int, len(h.told))
	for i := range places {
		places[i] = i
	}
	return places
}

// followed returns the plans and institutions to which each record refers.
func (b *builder) followed() map[entryKey][]entryKey {
	targets := map[entryKey][]entryKey{}
	for _, t := range []record.TypeName{"plan", "institution"} {
		for _, target := range b.byType[t] {
			for _, e := range b.related.get(target.key) {
				targets[e.key] = append(targets[e.key], target.key)
			}
		}
	}
	return targets
}

// concerned returns the plans and institutions that a change is about: the record itself,
// those to which it refers, and of a measure its plan and those who carry it out.
func (b *builder) concerned(c *changes.Change, targets map[entryKey][]entryKey) []entryKey {
	switch r := c.Record.(type) {
	case nil:
		return nil
	case *record.Commitment:
		keys := []entryKey{{"plan", r.Plan}}
		var measure *record.Measure
		if c.Measure != nil {
			measure = c.Measure.Record
		}
		for _, id := range progress.Carriers(r, measure) {
			keys = append(keys, entryKey{"institution", id})
		}
		return keys
	case *record.Report: // it has no page, and so refers to nothing
		return []entryKey{{"plan", r.Plan}}
	}
	self := entryKey{c.Type, c.Record.Base().ID}
	return append([]entryKey{self}, targets[self]...)
}
