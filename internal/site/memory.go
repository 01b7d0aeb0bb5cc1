package site

import (
	"maps"
	"reflect"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Memory keeps the entries of records from one site to the next, so that those of records
// that are the same need not be made again. It is not safe for use by several goroutines.
type Memory struct {
	kept rememberedAs
	// records are those of the site before, index is what was made of them, and truth
	// their figures' index; all are nil before there is any.
	records *record.Site
	index   *index
	truth   *progress.Index
}

// rememberedAs is what all entries depend on.
type rememberedAs struct {
	day    i18n.Day
	langs  []i18n.Lang
	prefix string
}

// remembered is what was made of a record. Nothing changes it.
type remembered struct {
	rec   progress.Record
	entry *entry
	file  string // see fileKey
	// measures are those of a commitment.
	measures []*entry
	// plan is a commitment's, on which its measures depend; nil for all other records.
	plan *record.Plan
	// targets are the records to which it refers, each once.
	targets []entryKey
}

// holdsFor reports whether what the memory holds is good for another site.
func (m *Memory) holdsFor(as rememberedAs) bool {
	return m != nil && m.index != nil && m.kept.day == as.day && m.kept.prefix == as.prefix && slices.Equal(m.kept.langs, as.langs)
}

// known returns what is remembered of single records.
func (m *Memory) known() map[progress.Record]*remembered {
	if m == nil || m.index == nil {
		return nil
	}
	known := make(map[progress.Record]*remembered, len(m.index.all))
	for _, r := range m.index.all {
		known[r.rec] = r
	}
	return known
}

// keep replaces what the memory holds.
func (m *Memory) keep(as rememberedAs, b *builder) {
	if m != nil {
		m.kept, m.records, m.index, m.truth = as, b.Records, b.index, b.truth
	}
}

// truthOf returns the index of a site's records for its figures.
func (m *Memory) truthOf(records *record.Site) *progress.Index {
	if m != nil && m.truth != nil && slices.Equal(m.records.Plans.All(), records.Plans.All()) && slices.Equal(m.records.Commitments.All(), records.Commitments.All()) {
		return m.truth.For(records)
	}
	return progress.NewIndex(records)
}

// remember makes what is remembered of a record.
func (b *builder) remember(t record.Type, rec progress.Record) *remembered {
	r := &remembered{rec: rec, entry: b.newEntry(t, rec), file: b.fileKey(rec.Base().Path), plan: b.planOf(rec)}
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

// planOf returns the plan of a commitment, nil for all other records.
func (b *builder) planOf(rec progress.Record) *record.Plan {
	if c, ok := rec.(*record.Commitment); ok {
		return b.Records.Plans.Get(c.Plan)
	}
	return nil
}

// index is what is looked up of the entries. Nothing changes it once it is made: pages of one
// site may be rendered while the next is made.
type index struct {
	all     []*remembered // in the order of the types and of their ids
	entries overlay[entryKey, *entry]
	files   overlay[string, *entry] // by the path of their file, without language and ending
	byType  map[record.TypeName][]*entry
	related overlay[entryKey, []*entry]
}

func newIndex(all []*remembered) *index {
	ix := &index{
		all:     all,
		entries: overlay[entryKey, *entry]{base: make(map[entryKey]*entry, 2*len(all))},
		files:   overlay[string, *entry]{base: make(map[string]*entry, len(all))},
		byType:  map[record.TypeName][]*entry{},
		related: overlay[entryKey, []*entry]{base: map[entryKey][]*entry{}},
	}
	for _, r := range all {
		ix.files.base[r.file] = r.entry
		ix.byType[r.entry.key.typ] = append(ix.byType[r.entry.key.typ], r.entry)
		for _, e := range r.entries() {
			ix.entries.base[e.key] = e
		}
		for _, target := range r.targets {
			ix.related.base[target] = append(ix.related.base[target], r.entry)
		}
	}
	return ix
}

// entries are that of the record and those of its measures.
func (r *remembered) entries() []*entry { return append([]*entry{r.entry}, r.measures...) }

// with returns the index with what was made of a record in the place of what was made of it
// before. ok is false where more would change than that: the record's file, or its measures.
func (ix *index) with(before, now *remembered) (amended *index, ok bool) {
	sameKey := func(a, b *entry) bool { return a.key == b.key }
	if before.file != now.file || !slices.EqualFunc(before.entries(), now.entries(), sameKey) {
		return nil, false
	}
	a := *ix
	a.all = replaced(ix.all, before, now)
	typ := now.entry.key.typ
	a.byType = maps.Clone(ix.byType)
	a.byType[typ] = replaced(ix.byType[typ], before.entry, now.entry)
	a.files = ix.files.with(map[string]*entry{now.file: now.entry})
	entries := map[entryKey]*entry{}
	for _, e := range now.entries() {
		entries[e.key] = e
	}
	a.entries = ix.entries.with(entries)
	related := map[entryKey][]*entry{}
	for _, target := range slices.Concat(before.targets, now.targets) {
		related[target] = ix.relatedWith(target, before, now)
	}
	a.related = ix.related.with(related)
	return &a, true
}

// replaced returns a list with one item in the place of another.
func replaced[T comparable](list []T, before, now T) []T {
	list = slices.Clone(list)
	list[slices.Index(list, before)] = now
	return list
}

// relatedWith returns the entries that refer to a target when what was made of a record is
// replaced.
func (ix *index) relatedWith(target entryKey, before, now *remembered) []*entry {
	list := slices.Clone(ix.related.get(target))
	at := slices.Index(list, before.entry)
	if at >= 0 {
		list = slices.Delete(list, at, at+1)
	} else {
		at = 0
		for _, r := range ix.all {
			if r == before || at == len(list) {
				break
			}
			if r.entry == list[at] {
				at++
			}
		}
	}
	if slices.Contains(now.targets, target) {
		list = slices.Insert(list, at, now.entry)
	}
	return list
}

// amend returns the index of the site before, with what differs; nil where more differs than
// some records.
func (b *builder) amend() *index {
	changes, ok := b.Records.ChangesSince(b.Memory.records)
	if !ok || len(changes) > mostAmended {
		return nil
	}
	ix := b.Memory.index
	for _, c := range changes {
		before, now := c.Before.(progress.Record), c.Now.(progress.Record)
		isShown := progress.IsShown(now, b.Day)
		if c.Type == "plan" || isShown != progress.IsShown(before, b.Day) {
			return nil
		}
		if !isShown {
			continue
		}
		t := record.Types()[slices.IndexFunc(record.Types(), func(t record.Type) bool { return t.Name == c.Type })]
		known := ix.all[slices.IndexFunc(ix.all, func(r *remembered) bool { return r.rec == before })]
		if ix, ok = ix.with(known, b.remember(t, now)); !ok {
			return nil
		}
	}
	return ix
}

// mostAmended is how many records may differ for an index to be amended.
const mostAmended = 50

// overlay is a map of which some values are others than in a map that it shares with those
// that were before it.
type overlay[K comparable, V any] struct{ base, over map[K]V }

func (o overlay[K, V]) get(key K) V {
	if v, ok := o.over[key]; ok {
		return v
	}
	return o.base[key]
}

// with returns the map with some values in the place of others, or beside them.
func (o overlay[K, V]) with(values map[K]V) overlay[K, V] {
	over := maps.Clone(values)
	for key, v := range o.over {
		if _, isNewer := values[key]; !isNewer {
			over[key] = v
		}
	}
	if len(over) <= mostOver {
		return overlay[K, V]{o.base, over}
	}
	base := maps.Clone(o.base)
	maps.Copy(base, over)
	return overlay[K, V]{base: base}
}

// mostOver is how many values differ before an overlay gets a map of its own.
const mostOver = 200

// all gives every value.
func (o overlay[K, V]) all(yield func(V) bool) {
	for key := range o.base {
		if !yield(o.get(key)) {
			return
		}
	}
	for key, v := range o.over {
		if _, seen := o.base[key]; !seen && !yield(v) {
			return
		}
	}
}
