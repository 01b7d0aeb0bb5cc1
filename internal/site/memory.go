package site

import (
	"reflect"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Memory keeps the entries of records from one site to the next, so that those of records
// that are the same need not be made again. It is not safe for use by several goroutines.
type Memory struct {
	kept    rememberedAs
	entries map[progress.Record]*remembered
}

// rememberedAs is what all entries depend on.
type rememberedAs struct {
	day    i18n.Day
	langs  []i18n.Lang
	prefix string
}

// remembered is what was made of a record. Nothing changes it.
type remembered struct {
	entry *entry
	file  string // see fileKey
	// measures are those of a commitment.
	measures []*entry
	// plan is a commitment's, on which its measures depend; nil for all other records.
	plan *record.Plan
	// targets are the records to which it refers, each once.
	targets []entryKey
}

// take returns what the memory holds, if it holds for this site.
func (m *Memory) take(as rememberedAs) map[progress.Record]*remembered {
	if m == nil || m.kept.day != as.day || m.kept.prefix != as.prefix || !slices.Equal(m.kept.langs, as.langs) {
		return nil
	}
	return m.entries
}

// keep replaces what the memory holds.
func (m *Memory) keep(as rememberedAs, entries map[progress.Record]*remembered) {
	if m != nil {
		m.kept, m.entries = as, entries
	}
}

// remember returns what known has of a record, or else makes it.
func (b *builder) remember(known map[progress.Record]*remembered, t record.Type, rec progress.Record) *remembered {
	var plan *record.Plan
	if c, ok := rec.(*record.Commitment); ok {
		plan = b.Records.Plans.Get(c.Plan)
	}
	if r, ok := known[rec]; ok && r.plan == plan {
		return r
	}
	r := &remembered{entry: b.newEntry(t, rec), file: b.fileKey(rec.Base().Path), plan: plan}
	if c, ok := r.entry.rec.(*record.Commitment); ok {
		r.measures = b.measureEntries(c, r.entry)
	}
	value := reflect.ValueOf(r.entry.rec).Elem()
	eachReference(t.Fields, value, func(target entryKey) {
		if !slices.Contains(r.targets, target) {
			r.targets = append(r.targets, target)
		}
	})
	return r
}
