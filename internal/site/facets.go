package site

import (
	"slices"
	"strconv"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// facet is a way to narrow a list, with a page for each of its values.
type facet struct {
	slug   i18n.Text
	title  string // the id of its name
	values []facetValue
	// shown are the places of the values in the order in which a language shows them:
	// those of an open set follow its alphabet.
	shown map[i18n.Lang][]int
}

type facetValue struct {
	// key is the value as records have it; "" of records without another.
	key     string
	slug    i18n.Text
	title   func(lang i18n.Lang) Link
	entries []*entry
}

// dimension says how a facet is made: which values a record has, and which there are
// besides.
type dimension struct {
	slug  i18n.Text
	title string
	// of returns the keys of a record's values; none where its file does not say.
	of func(e *entry) []string
	// fixed are the values of a vocabulary, in order: each has a page though it is empty,
	// so that no address comes and goes. Of an open set, such as the institutions, there
	// are the values that occur, in the order of each language's alphabet.
	fixed []string
	name  func(lang i18n.Lang, key string) Link
	// unknown is the last value: that of records without another. It is empty where
	// every record has one.
	unknown unknownValue
}

type unknownValue struct {
	slug  i18n.Text
	title string
}

// makeFacet sorts the entries of a list by their values. A record with several is in
// each, once.
func (b *builder) makeFacet(entries []*entry, d dimension) facet {
	byKey := map[string][]*entry{}
	for _, e := range entries {
		keys := d.of(e)
		if len(keys) == 0 {
			keys = []string{""}
		}
		for _, key := range keys {
			if list := byKey[key]; len(list) == 0 || list[len(list)-1] != e {
				byKey[key] = append(list, e)
			}
		}
	}
	f := facet{slug: d.slug, title: d.title}
	open := openKeys(byKey, d)
	for _, key := range slices.Concat(d.fixed, open) {
		f.values = append(f.values, facetValue{
			key:     key,
			slug:    same(slugOfKey(key)),
			title:   func(lang i18n.Lang) Link { return d.name(lang, key) },
			entries: byKey[key],
		})
	}
	if d.unknown.title != "" {
		f.values = append(f.values, facetValue{
			slug:    d.unknown.slug,
			title:   func(lang i18n.Lang) Link { return Link{Text: b.t(lang, d.unknown.title)} },
			entries: byKey[""],
		})
	}
	f.shown = b.facetOrders(len(d.fixed), open, len(f.values), d)
	return f
}

// facetOrders returns the orders of a facet with so many values: first the fixed ones,
// then those of an open set by the language's alphabet, and the unknown one.
func (b *builder) facetOrders(fixed int, open []string, count int, d dimension) map[i18n.Lang][]int {
	orders := map[i18n.Lang][]int{}
	for _, lang := range b.langs {
		places := make([]int, count)
		for i := range places {
			places[i] = i
		}
		i18n.SortBy(lang, places[fixed:fixed+len(open)], func(i int) string { return d.name(lang, open[i-fixed]).Text })
		orders[lang] = places
	}
	return orders
}

// openKeys returns the keys that occur and are not fixed, in their own order, which
// decides between values of one name.
func openKeys(byKey map[string][]*entry, d dimension) []string {
	var keys []string
	for key := range byKey {
		if key != "" && !slices.Contains(d.fixed, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// slugOfKey is a key as an address has it.
func slugOfKey(key string) string { return strings.ReplaceAll(key, "_", "-") }

// one is a value that may be missing.
func one(key string) []string {
	if key == "" {
		return nil
	}
	return []string{key}
}

// terms is a dimension by a vocabulary.
func terms(v *record.Vocabulary, d dimension) dimension {
	d.fixed = v.Keys()
	d.name = func(lang i18n.Lang, key string) Link { return Link{Text: v.Title(lang, key)} }
	return d
}

// references is a dimension by records of a type.
func (b *builder) references(t record.TypeName, d dimension) dimension {
	d.name = func(lang i18n.Lang, key string) Link { return b.named(lang, t, key) }
	return d
}

// years is a dimension by year: every one from the first to the last of those that
// some day may give a record, and those whose year is not known.
func years(entries []*entry, d dimension, year func(*entry) int, possible func(*entry) []int) dimension {
	first, last := 0, 0
	for _, e := range entries {
		for _, y := range possible(e) {
			if y != 0 && (first == 0 || y < first) {
				first = y
			}
			last = max(last, y)
		}
	}
	for y := last; y >= first && y != 0; y-- {
		d.fixed = append(d.fixed, strconv.Itoa(y))
	}
	d.of = func(e *entry) []string {
		if y := year(e); y != 0 {
			return []string{strconv.Itoa(y)}
		}
		return nil
	}
	d.name = func(_ i18n.Lang, key string) Link { return Link{Text: key} }
	d.unknown = unknownValue{slugUnknown, "unknown"}
	return d
}

func (b *builder) levelFacet(entries []*entry, level func(rec any) record.Level) facet {
	return b.makeFacet(entries, terms(record.Level("").Vocabulary(), dimension{
		slug: facetLevel, title: "facet-level", unknown: unknownValue{slugNoLevel, "level-none"},
		of: func(e *entry) []string { return one(string(level(e.rec))) },
	}))
}

// yearFacet is by the year of the date under which a record is filed.
func (b *builder) yearFacet(entries []*entry) facet {
	year := func(e *entry) int { return recordDate(e.rec).Year }
	return b.makeFacet(entries, years(entries, dimension{slug: facetYear, title: "facet-year"}, year,
		func(e *entry) []int { return []int{year(e)} }))
}

// notStated is the value of records whose file names none.
func notStated() unknownValue { return unknownValue{slugNotStated, "not-stated"} }

// referenceFacet is by the records of a type to which those of the list refer.
func (b *builder) referenceFacet(entries []*entry, t record.TypeName, slug i18n.Text, title string, of func(rec any) []string) facet {
	return b.makeFacet(entries, b.references(t, dimension{
		slug: slug, title: title, unknown: notStated(), of: func(e *entry) []string { return of(e.rec) },
	}))
}

// participationFacets are those that consultations and cases share.
func (b *builder) participationFacets(entries []*entry) []facet {
	list := func(consultation func(*record.Consultation) []string, of func(*record.Case) []string) func(any) []string {
		return func(rec any) []string {
			if c, ok := rec.(*record.Consultation); ok {
				return consultation(c)
			}
			return of(rec.(*record.Case))
		}
	}
	return []facet{
		b.referenceFacet(entries, "method", facetMethod, "facet-method", list(
			func(c *record.Consultation) []string { return c.Methods }, func(c *record.Case) []string { return c.Methods })),
		b.referenceFacet(entries, "area", facetArea, "facet-area", list(
			func(c *record.Consultation) []string { return c.PolicyAreas }, func(c *record.Case) []string { return c.PolicyAreas })),
		b.referenceFacet(entries, "institution", facetTerritory, "facet-territory", list(
			func(c *record.Consultation) []string { return c.Territory }, func(c *record.Case) []string { return c.Territory })),
		b.referenceFacet(entries, "target-group", facetTargetGroup, "facet-target-group", list(
			func(c *record.Consultation) []string { return c.TargetGroups }, func(c *record.Case) []string { return c.TargetGroups })),
	}
}

func (b *builder) consultationFacets(entries []*entry) []facet {
	stages := []string{string(progress.StagePlanned), string(progress.StageOpen), string(progress.StageClosed), string(progress.StageUnknown)}
	now := func(e *entry) progress.Consultation {
		return progress.ConsultationOn(e.rec.(*record.Consultation), b.Day)
	}
	return append([]facet{
		b.makeFacet(entries, dimension{
			slug: facetStage, title: "facet-stage", fixed: stages,
			of:   func(e *entry) []string { return one(string(now(e).Stage)) },
			name: func(lang i18n.Lang, key string) Link { return Link{Text: b.t(lang, "stage-"+key)} },
		}),
		b.levelFacet(entries, func(rec any) record.Level { return rec.(*record.Consultation).Level }),
		b.makeFacet(entries, terms(record.FeedbackPublished.Vocabulary(), dimension{
			slug: facetFeedback, title: "facet-feedback",
			of: func(e *entry) []string { return one(string(now(e).Feedback.Status)) },
		})),
		b.yearFacet(entries),
		b.referenceFacet(entries, "institution", facetInstitution, "facet-institution", func(rec any) []string {
			c := rec.(*record.Consultation)
			return append(one(c.Institution), c.CoInstitutions...)
		}),
	}, b.participationFacets(entries)...)
}

func (b *builder) caseFacets(entries []*entry) []facet {
	institutions := func(rec any) []string { return rec.(*record.Case).Institutions }
	kinds := terms(record.Municipality.Vocabulary(), dimension{
		slug: facetInstitutionKind, title: "facet-institution-kind", unknown: notStated(),
		of: func(e *entry) []string { return b.institutionKinds(institutions(e.rec)) },
	})
	return append([]facet{
		b.levelFacet(entries, func(rec any) record.Level { return rec.(*record.Case).Level }),
		b.yearFacet(entries),
		b.makeFacet(entries, kinds),
		b.referenceFacet(entries, "institution", facetInstitution, "facet-institution", institutions),
	}, b.participationFacets(entries)...)
}

func (b *builder) institutionKinds(ids []string) []string {
	var kinds []string
	for _, id := range ids {
		if inst := b.Records.Institutions.Get(id); inst != nil {
			kinds = append(kinds, string(inst.Kind))
		}
	}
	return kinds
}

func (b *builder) eventFacets(entries []*entry) []facet {
	return []facet{
		b.makeFacet(entries, terms(record.EventKind("").Vocabulary(), dimension{
			slug: facetKind, title: "facet-kind",
			of: func(e *entry) []string { return one(string(e.rec.(*record.Event).Kind)) },
		})),
		b.yearFacet(entries),
	}
}

func (b *builder) initiativeFacets(entries []*entry) []facet {
	return []facet{
		b.makeFacet(entries, terms(record.InitiativeStage("").Vocabulary(), dimension{
			slug: facetStage, title: "facet-stage", unknown: notStated(),
			of: func(e *entry) []string { return one(string(e.rec.(*record.Initiative).Stage)) },
		})),
	}
}
