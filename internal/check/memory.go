package check

import (
	"slices"

	"parskats/internal/diag"
	"parskats/internal/record"
	"parskats/internal/source"
)

// Memory keeps what was found from one check to the next: a record whose documents are the
// same is not read again, and is the same value in both sites. It is not safe for use by
// several goroutines.
type Memory struct {
	// config is the site's own record when the rest was found: it decides how a text is
	// read and what some rules ask for.
	config *source.Document
	// units are what was read, by the first of the unit's documents.
	units map[*source.Document]readUnit
	// places are those of documents.
	places map[*source.Document]placed
	// rules are what was found of records by the rules of their type.
	rules map[*item]ruled
	// files are the names that were compared, and what was found of them.
	files    []string
	miscased map[string]bool
	inNames  diag.Problems
}

// readUnit is what was read of the documents of a unit. Nothing changes it.
type readUnit struct {
	docs   []*source.Document
	reader reader
}

// placed is where a document belongs: see placeOf and groupOf.
type placed struct {
	place        place
	wrong, group string
}

// ruled is what was found of a record. A commitment's rules look at its plan, too; of all
// others the plan is nil.
type ruled struct {
	plan     *record.Plan
	problems diag.Problems
}

// NewMemory returns a memory that holds nothing.
func NewMemory() *Memory { return &Memory{} }

// begin forgets everything where the site's own record has changed.
func (m *Memory) begin(config *source.Document) {
	if m != nil && m.config != config {
		*m = Memory{config: config}
	}
}

// read returns what is known of a unit.
func (m *Memory) read(u unit) (reader, bool) {
	if m == nil {
		return reader{}, false
	}
	known, ok := m.units[u.docs[0]]
	if !ok || !slices.Equal(known.docs, u.docs) {
		return reader{}, false
	}
	return known.reader, true
}

// keepUnits replaces the units that the memory holds.
func (m *Memory) keepUnits(units []unit, readers []reader) {
	if m == nil {
		return
	}
	m.units = make(map[*source.Document]readUnit, len(units))
	for i, u := range units {
		m.units[u.docs[0]] = readUnit{u.docs, readers[i]}
	}
}

// placed returns where a document belongs, and of Markdown the record that it is a part of.
func (c *checker) placed(doc *source.Document) (pl place, wrong, group string) {
	if known, ok := c.places[doc]; ok {
		return known.place, known.wrong, known.group
	}
	pl, wrong = c.placeOf(doc.Path)
	group = groupOf(doc.Path, pl)
	c.places[doc] = placed{pl, wrong, group}
	return pl, wrong, group
}

// knownPlaces returns the places of those documents that the memory knows.
func (m *Memory) knownPlaces(documents []*source.Document) map[*source.Document]placed {
	places := make(map[*source.Document]placed, len(documents))
	if m == nil {
		return places
	}
	for _, doc := range documents {
		if known, ok := m.places[doc]; ok {
			places[doc] = known
		}
	}
	m.places = places
	return places
}

// rulesOf holds a record against the rules of its type, or takes what is known of it.
func (c *checker) rulesOf(it *item, next map[*item]ruled) {
	if c.memory == nil || it.typ.Name == "plan" {
		c.checkItem(it)
		return
	}
	var plan *record.Plan
	if commitment, ok := it.value.Addr().Interface().(*record.Commitment); ok {
		if plan = c.planOf(commitment.Plan); plan == nil {
			c.checkItem(it) // whether it is hidden is not known here
			return
		}
	}
	found, known := c.memory.rules[it]
	if !known || found.plan != plan {
		before := c.problems
		c.problems = diag.Problems{}
		c.checkItem(it)
		found = ruled{plan, c.problems}
		c.problems = before
	}
	next[it] = found
	c.problems.Append(found.problems)
}

// casesOf compares the names of files, or takes what is known of them.
func (c *checker) casesOf(files []string) {
	m := c.memory
	if m != nil && m.miscased != nil && slices.Equal(m.files, files) {
		c.miscased = m.miscased
		c.problems.Append(m.inNames)
		return
	}
	before := c.problems
	c.problems = diag.Problems{}
	c.compareCases(slices.Clone(files))
	found := c.problems
	c.problems = before
	c.problems.Append(found)
	if m != nil {
		m.files, m.miscased, m.inNames = files, c.miscased, found
	}
}
