package opendata

import (
	"reflect"
	"slices"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// The kinds of values that only open data has.
const (
	// kindMarkdown is the text after a record's fields, by language, as it is written.
	kindMarkdown record.Kind = "markdown"
	// kindFew says that a number of people is withheld.
	kindFew record.Kind = "few"
)

// fieldsOf returns the fields of a struct as the data have them: those of its table, and
// what the record's place or its text adds. Of a record the id comes first, then its own
// fields, then those that every record has.
func fieldsOf(t reflect.Type) []record.Field {
	fields := slices.DeleteFunc(slices.Clone(record.FieldsOf(t)), func(f record.Field) bool { return f.Private })
	slices.SortStableFunc(fields, func(a, b record.Field) int { return rank(a) - rank(b) })
	switch t {
	case reflect.TypeFor[record.Commitment]():
		plan := record.Field{
			Name: "plan", Kind: record.KindRef, Ref: "plan", Required: true, Index: goIndex(t, "Plan"),
			Title: text("Plāns", "Plan"), Help: text("Plāns, kurā apņemšanās ir.", "The plan that the commitment is in."),
		}
		fields = slices.Insert(fields, 1, plan)
	case reflect.TypeFor[record.Measure]():
		key := record.Field{
			Name: measureKey, Kind: record.KindID, Required: true, Index: goIndex(t, "Key"),
			Title: text("Atslēga", "Key"), Help: text("Pasākuma atslēga visā vietnē un tā enkurs apņemšanās lapā.", "The measure's key in the whole site, and its anchor on the commitment's page."),
		}
		fields = slices.Insert(fields, 0, key)
	case reflect.TypeFor[record.Count](), reflect.TypeFor[record.Submissions]():
		fields = append(fields, record.Field{
			Name: few, Kind: kindFew,
			Title: text("Pārāk maz, lai norādītu", "Too few to be given"),
			Help:  text("true, ja cilvēku bija, bet mazāk nekā pieci: skaitli nenorāda, jo tas varētu pateikt, kas viņi ir.", "true where there were people, but fewer than five: the number is withheld, since it could tell who they were."),
		})
	}
	if t == reflect.TypeFor[record.Submissions]() {
		fields = append(fields, record.Field{
			Name: totalFew, Kind: kindFew,
			Title: text("Kopskaits pārāk mazs, lai norādītu", "Total too small to be given"),
			Help:  text("true, ja nav zināms, cik ir privātpersonu, bet bez organizācijām kopskaitā ir mazāk nekā pieci: kopskaitu nenorāda, jo tie var būt cilvēki.", "true where nobody knows how many were individuals and, but for organisations, there are fewer than five in all: the total is withheld, since they may be people."),
		})
	}
	if body, ok := t.FieldByName("Body"); ok {
		fields = append(fields, record.Field{
			Name: "body", Kind: kindMarkdown, Index: body.Index,
			Title: text("Teksts", "Text"), Help: text("Markdown, kā tas rakstīts ierakstā.", "Markdown, as the record has it."),
		})
	}
	return fields
}

// measureKey is the column by which a measure is named.
const measureKey = "key"

// rank puts the id first and the other fields that every record has last; those come from
// an embedded struct.
func rank(f record.Field) int {
	switch {
	case f.Name == "id":
		return 0
	case len(f.Index) > 1:
		return 2
	}
	return 1
}

func goIndex(t reflect.Type, name string) []int {
	f, ok := t.FieldByName(name)
	if !ok {
		panic("opendata: no field " + name + " in " + t.Name())
	}
	return f.Index
}

func text(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }

// The fields that say that a number is withheld.
const (
	few      = "few"
	totalFew = "total_few"
)

// isWithheld reports whether a number of people in a group is not given: it could tell who
// they were. With a few individuals goes the total, from which their number would follow; a
// small total that may be of individuals goes alone. Of the fields that say so, it reports
// whether they are true.
func isWithheld(group reflect.Value, field string) bool {
	if count, ok := reflect.TypeAssert[record.Count](group); ok {
		return (field == "value" || field == few) && count.Unit == record.People && figure.IsFew(count.Value)
	}
	if s, ok := reflect.TypeAssert[record.Submissions](group); ok {
		switch field {
		case "individuals", few:
			return figure.HidesIndividuals(&s)
		case "total":
			return figure.HidesIndividuals(&s) || figure.HidesTotal(&s)
		case totalFew:
			return figure.HidesTotal(&s)
		}
	}
	return false
}

// at follows an index through the groups of a struct; ok is false where one of them is not
// given.
func at(v reflect.Value, index []int) (value reflect.Value, ok bool) {
	for _, i := range index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	return v, true
}
