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
	for _, t := range record.Types() {
		for _, rec := range progress.RecordsOn(b.Records, t.Name, b.Day) {
			b.addEntry(t, rec)
		}
	}
	for _, t := range record.Types() {
		for _, e := range b.byType[t.Name] {
			b.relate(e, t.Fields, reflect.ValueOf(e.rec).Elem(), map[entryKey]bool{})
		}
	}
	b.method = b.findPageAt(sectionMethod)
	b.accessibility = b.findPageAt(sectionAccessibility)
}

func (b *builder) addEntry(t record.Type, plain progress.Record) {
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
	b.entries[e.key] = e
	b.files[b.fileKey(base.Path)] = e
	b.byType[t.Name] = append(b.byType[t.Name], e)
	if c, ok := rec.(*record.Commitment); ok {
		b.addMeasureEntries(c, e)
	}
}

// shown returns a record as the day shows it: without results that came later.
func (b *builder) shown(rec any) any {
	switch r := rec.(type) {
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

// addMeasureEntries makes the measures of a commitment known, each at its anchor.
func (b *builder) addMeasureEntries(c *record.Commitment, of *entry) {
	for i := range c.Measures {
		m := &c.Measures[i]
		now := progress.MeasureOn(b.Records.Plans.Get(c.Plan), c, m, b.Day)
		e := &entry{
			key: entryKey{"measure", m.Key}, title: m.Title, href: map[i18n.Lang]string{}, rec: m, base: of.base,
			changed: of.changed, measure: &now,
		}
		for _, lang := range b.langs {
			e.href[lang] = of.href[lang] + "#" + m.Key
		}
		b.entries[e.key] = e
	}
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

// relate notes, for every record that e refers to, that it does: each once.
func (b *builder) relate(e *entry, fields []record.Field, value reflect.Value, seen map[entryKey]bool) {
	for _, f := range fields {
		v := value.FieldByIndex(f.Index)
		switch {
		case v.IsZero():
		case f.Kind == record.KindRef && f.List:
			for i := range v.Len() {
				b.relateTo(e, entryKey{f.Ref, v.Index(i).String()}, seen)
			}
		case f.Kind == record.KindRef:
			b.relateTo(e, entryKey{f.Ref, v.String()}, seen)
		case f.Kind == record.KindGroup && f.List:
			for i := range v.Len() {
				b.relate(e, f.Fields, v.Index(i), seen)
			}
		case f.Kind == record.KindGroup && v.Kind() == reflect.Pointer:
			b.relate(e, f.Fields, v.Elem(), seen)
		case f.Kind == record.KindGroup:
			b.relate(e, f.Fields, v, seen)
		}
	}
}

func (b *builder) relateTo(e *entry, target entryKey, seen map[entryKey]bool) {
	if !seen[target] {
		seen[target] = true
		b.related[target] = append(b.related[target], e)
	}
}

// relatedOf returns the records of a type that refer to a record.
func (b *builder) relatedOf(key entryKey, t record.TypeName) []*entry {
	var list []*entry
	for _, e := range b.related[key] {
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
