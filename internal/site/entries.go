package site

import (
	"reflect"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// entryKey names a record of any type; measures have keys too.
type entryKey struct {
	typ record.TypeName
	id  string
}

// entry is what other pages need of a record: its name, its address, its day.
type entry struct {
	key     entryKey
	title   i18n.Text
	summary i18n.Text
	section section
	address address
	href    map[i18n.Lang]string
	rec     any // a pointer to the typed record
	base    *record.Common
	// changed is the date of the record's last change that is visible.
	changed i18n.Date
	// measure is the measure as of the day; nil for all other records.
	measure *progress.Measure
}

// listEntries makes an entry of every record that is visible on the day, and notes
// which records refer to which.
func (b *builder) listEntries() {
	as := rememberedAs{b.Day, b.langs, b.prefix}
	if b.Memory.holdsFor(as) {
		b.index = b.amend()
	} else if b.Memory != nil {
		b.Memory.index = nil
	}
	if b.index == nil {
		b.index = b.indexOf(b.Memory.known())
	}
	b.Memory.keep(as, b)
	b.method = b.findPageAt(sectionMethod)
	b.accessibility = b.findPageAt(sectionAccessibility)
}

// indexOf makes the index of all records, with what is known of them.
func (b *builder) indexOf(known map[progress.Record]*remembered) *index {
	all := make([]*remembered, 0, len(known))
	for _, t := range record.Types() {
		for _, rec := range progress.RecordsOn(b.Records, t.Name, b.Day) {
			r := known[rec]
			if r == nil || r.plan != b.planOf(rec) {
				r = b.remember(t, rec)
			}
			all = append(all, r)
		}
	}
	return newIndex(all)
}

func (b *builder) newEntry(t record.Type, plain progress.Record) *entry {
	rec := b.shown(plain)
	base := plain.Base()
	e := &entry{
		key:     entryKey{t.Name, base.ID},
		title:   textField(rec, "title"),
		summary: textField(rec, "summary"),
		href:    map[i18n.Lang]string{},
		rec:     rec,
		base:    base,
		changed: progress.ChangedOn(rec.(progress.Record), b.Day),
	}
	if s, ok := sectionOf(t.Name); ok {
		e.section = s
		e.address = b.addressOf(s, slugOf(rec, base.ID))
		for _, lang := range b.langs {
			e.href[lang] = b.href(lang, e.address)
		}
	}
	return e
}

// shown returns a record as the day shows it: without results that came later, by the name of the day.
func (b *builder) shown(rec any) any {
	switch r := rec.(type) {
	case *record.Institution:
		return progress.ShownOn(b.Records, r, b.Day)
	case *record.BudgetRound:
		return progress.BudgetRoundOn(r, b.Day)
	case *record.Case:
		return progress.CaseOn(r, b.Day)
	case *record.Initiative:
		return progress.InitiativeOn(r, b.Day)
	case *record.Commitment:
		c := *r
		if c.IRM = progress.IRMOn(b.Records.Plans.Get(r.Plan), r, b.Day); c.IRM == nil && r.IRM != nil {
			c.OGPAmbition = "" // OGP takes it from the first review
		}
		return &c
	}
	return rec
}

// measureEntries makes the entries of a commitment's measures, each at its anchor.
func (b *builder) measureEntries(c *record.Commitment, of *entry) []*entry {
	entries := make([]*entry, len(c.Measures))
	for i := range c.Measures {
		m := &c.Measures[i]
		now := progress.MeasureOn(b.Records.Plans.Get(c.Plan), c, m, b.Day)
		entries[i] = &entry{
			key: entryKey{"measure", m.Key}, title: m.Title, href: map[i18n.Lang]string{}, rec: m, base: of.base,
			changed: of.changed, measure: &now,
		}
		for _, lang := range b.langs {
			entries[i].href[lang] = of.href[lang] + "#" + m.Key
		}
	}
	return entries
}

// slugOf returns the last part of a record's address.
func slugOf(rec any, id string) i18n.Text {
	if p, ok := rec.(*record.Page); ok && !p.Slug.IsEmpty() {
		return p.Slug
	}
	return same(id)
}

// textField returns a localised field of a record by its name, or nothing where its
// type has no such field.
func textField(rec any, name string) i18n.Text {
	value := reflect.ValueOf(rec).Elem()
	field, ok := record.Lookup(record.FieldsOf(value.Type()), name)
	if !ok || field.Kind != record.KindLocalised {
		return nil
	}
	text, _ := value.FieldByIndex(field.Index).Interface().(i18n.Text)
	return text
}

// eachReference calls f for every reference in the fields of a record.
func eachReference(fields []record.Field, value reflect.Value, f func(target entryKey)) {
	for _, field := range fields {
		v := value.FieldByIndex(field.Index)
		switch {
		case v.IsZero():
		case field.Kind == record.KindRef && field.List:
			for i := range v.Len() {
				f(entryKey{field.Ref, v.Index(i).String()})
			}
		case field.Kind == record.KindRef:
			f(entryKey{field.Ref, v.String()})
		case field.Kind == record.KindGroup && field.List:
			for i := range v.Len() {
				eachReference(field.Fields, v.Index(i), f)
			}
		case field.Kind == record.KindGroup && v.Kind() == reflect.Pointer:
			eachReference(field.Fields, v.Elem(), f)
		case field.Kind == record.KindGroup:
			eachReference(field.Fields, v, f)
		}
	}
}

// relatedOf returns the records of a type that refer to a record.
func (b *builder) relatedOf(key entryKey, t record.TypeName) []*entry {
	var list []*entry
	for _, e := range b.related.get(key) {
		if e.key.typ == t {
			list = append(list, e)
		}
	}
	return list
}

// relatedTypes are the types of records that a page lists as related, in order.
var relatedTypes = []record.TypeName{"plan", "commitment", "consultation", "initiative", "budget-round", "body", "case", "event"}

// newestFirst sorts entries by a date, the newest first and the unknown last, then
// by id.
func newestFirst(list []*entry, date func(any) i18n.Date) {
	slices.SortStableFunc(list, func(x, y *entry) int {
		dx, dy := date(x.rec), date(y.rec)
		switch {
		case dx.IsZero() && dy.IsZero():
			return 0
		case dx.IsZero():
			return 1
		case dy.IsZero():
			return -1
		}
		return int(dy.Last()) - int(dx.Last())
	})
}
