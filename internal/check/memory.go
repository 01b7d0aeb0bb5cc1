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
	units map[*source.Document]*readUnit
	// files are the names that were compared, and what was found of them.
	files    []string
	miscased map[string]bool
	inNames  diag.Problems
	// last is the newest check that can be amended, and site what it made; nil before.
	last *checker
	site *record.Site
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

// read returns what is known of a unit, nil where it was not read.
func (m *Memory) read(u unit) *readUnit {
	if m == nil {
		return nil
	}
	if known := m.units[u.docs[0]]; known != nil && slices.Equal(known.docs, u.docs) {
		return known
	}
	return nil
}

// keepUnits replaces the units that the memory holds.
func (m *Memory) keepUnits(units []*readUnit) {
	if m == nil {
		return
	}
	m.units = make(map[*source.Document]*readUnit, len(units))
	for _, u := range units {
		m.units[u.docs[0]] = u
	}
}

// keep keeps a check that found no error and nothing wrong between records.
func (m *Memory) keep(c *checker, site *record.Site) {
	if m != nil {
		m.last, m.site = c, site
	}
}

// checkRulesOf holds the records of a unit against the rules of their type, or takes what
// is known of them.
func (c *checker) checkRulesOf(u *readUnit) {
	if u.rules == nil {
		u.rules = make([]ruled, len(u.reader.items))
		for i := range u.rules {
			u.rules[i].plan = notRuled
		}
	}
	for i, it := range u.reader.items {
		plan := c.planOf(u.place.plan)
		if u.place.plan != "" && plan == nil {
			c.checkItem(it) // whether it is hidden is not known here
			continue
		}
		if u.rules[i].plan != plan {
			u.rules[i] = ruled{plan, c.foundBy(func() { c.checkItem(it) })}
		}
		c.problems.Append(u.rules[i].problems)
	}
}

// notRuled stands for the plan of a record that was not held against its rules yet.
var notRuled = &record.Plan{}

// foundBy returns the problems that a part of the check finds, and leaves those which there
// are as they were.
func (c *checker) foundBy(look func()) diag.Problems {
	before := c.problems
	c.problems = diag.Problems{}
	look()
	found := c.problems
	c.problems = before
	return found
}

// casesOf compares the names of files, or takes what is known of them.
func (c *checker) casesOf(files []string) {
	m := c.memory
	if m != nil && m.miscased != nil && slices.Equal(m.files, files) {
		c.miscased = m.miscased
		c.problems.Append(m.inNames)
		return
	}
	found := c.foundBy(func() { c.compareCases(slices.Clone(files)) })
	c.problems.Append(found)
	if m != nil {
		m.files, m.miscased, m.inNames = files, c.miscased, found
	}
}
