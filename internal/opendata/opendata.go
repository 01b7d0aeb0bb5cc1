package opendata

import (
	"reflect"
	"sync"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Folder is where the data are, below the site's root. What it holds stays: see the
// package's comment.
const Folder = "data/v1/"

// Input is what the data are made from.
type Input struct {
	Index *progress.Index
	Day   i18n.Day
	// Root is the whole address of Folder, with its slash: "https://example.lv/data/v1/".
	Root string
	// Page returns the whole address of a record's page in a language, "" where it has
	// none.
	Page func(t record.TypeName, id string, lang i18n.Lang) string
	// Home returns the whole address of the page that explains the data, in a language.
	Home func(lang i18n.Lang) string
	// Related returns the records that name a record or, of a commitment, its measures.
	Related func(t record.TypeName, id string) []Ref
	// Turns reports whether days are counted of a record, so that what is derived of it
	// is another thing from day to day.
	Turns func(t record.TypeName, id string) bool
	// Changed returns the newest day on which a record of a type changed, zero where none did.
	Changed func(t record.TypeName) i18n.Date
	// Figures are the series of figures, which have addresses of their own.
	Figures func() []Series
}

// Ref names a record; measures go by their key.
type Ref struct {
	Type record.TypeName
	ID   string
}

// Data is the open data of a site. It is safe for use by several goroutines.
type Data struct {
	in    Input
	site  *record.Site
	langs []i18n.Lang
	sets  []*Set
	// states are what is derived, found when it is asked for.
	states  func() *states
	figures func() []Series
	// commitments are the commitments of measures, by the measure's key.
	commitments func() map[string]string
}

// Set is records of one type, or of one kind of derived facts, with all files that hold
// them.
type Set struct {
	// Name is that of its files: "commitments".
	Name string
	// Type is the type of the records; "" for derived facts and for those of the site.
	Type  record.TypeName
	Title i18n.Text
	// Help says what the records are, where their title does not.
	Help i18n.Text
	// Tables are the records' own table and those of their lists.
	Tables []*Table
	// Derived says that the facts are reckoned as of the day.
	Derived bool

	singular string
	key      string // the field that names a record
	fields   []record.Field
	object   object
	// values returns the structs.
	values func() []reflect.Value
}

// New prepares the data of a site; hardly anything is done before a file is asked for.
func New(in Input) *Data {
	d := &Data{in: in, site: in.Index.Site(), langs: in.Index.Site().Config.Langs()}
	d.states = sync.OnceValue(func() *states { return deriveStates(in.Index, in.Day) })
	d.figures = sync.OnceValue(func() []Series { return in.Figures() })
	d.commitments = sync.OnceValue(func() map[string]string {
		of := map[string]string{}
		for _, c := range d.site.Commitments.All() {
			for i := range c.Measures {
				of[c.Measures[i].Key] = c.ID
			}
		}
		return of
	})
	for _, t := range record.Types() {
		d.addSet(&Set{
			Name: t.Folder, Type: t.Name, Title: t.Title, singular: string(t.Name), key: "id",
			fields: fieldsOf(t.Go), values: sync.OnceValue(func() []reflect.Value { return d.shown(t.Name) }),
		})
	}
	d.addSet(&Set{
		Name: "coverage", singular: "coverage", Title: text("datu apjoms", "coverage of the data"),
		Help:   text("Cik no kopuma ir datos, pa ierakstu veidiem.", "How much of a whole the records of each type are."),
		fields: fieldsOf(reflect.TypeFor[record.Coverage]()), values: sync.OnceValue(d.coverage),
	})
	d.addSet(&Set{
		Name: "site", singular: "site", Title: text("vietne", "the site"),
		Help:   text("Kas vietni izdod un pēc kāda noteikuma vērtē līdzdalības ilgumu.", "Who publishes the site, and the rule that the length of consultations is held against."),
		fields: siteFields(), values: func() []reflect.Value { return []reflect.Value{reflect.ValueOf(d.site.Config).Elem()} },
	})
	addState[planState](d, "plan", "plans", text("plānu stāvoklis", "state of plans"), func(s *states) []reflect.Value { return s.plans })
	addState[commitmentState](d, "commitment", "commitments", text("apņemšanos stāvoklis", "state of commitments"), func(s *states) []reflect.Value { return s.commitments })
	addState[measureState](d, "measure", "measures", text("pasākumu stāvoklis", "state of measures"), func(s *states) []reflect.Value { return s.measures })
	addState[consultationState](d, "consultation", "consultations", text("līdzdalības iespēju stāvoklis", "state of consultations"), func(s *states) []reflect.Value { return s.consultations })
	addState[institutionState](d, "institution", "institutions", text("institūciju skaitļi", "numbers of institutions"), func(s *states) []reflect.Value { return s.institutions })
	d.addSet(&Set{
		Name: "ogp", singular: "ogp-commitment", key: "commitment", Title: text("apņemšanās OGP veidnes laukos", "commitments in the fields of OGP's template"), Derived: true,
		Help:   text("Apņemšanās un to starpposmi tādos laukos, kādus OGP prasa pašvērtējuma ziņojumā, vietnes dienā.", "Commitments and their milestones in the fields that OGP asks for in a self-assessment report, as of the site's day."),
		fields: record.FieldsOf(reflect.TypeFor[ogpCommitment]()), values: sync.OnceValue(d.ogpCommitments),
	})
	return d
}

func (d *Data) addSet(s *Set) {
	s.newTables(d.langs)
	s.object = newObject(s.fields, d.langs)
	d.sets = append(d.sets, s)
}

func addState[T any](d *Data, key, of string, title i18n.Text, list func(*states) []reflect.Value) {
	d.addSet(&Set{
		Name: of + "-state", singular: key + "-state", key: key, Title: title, Derived: true,
		Help:   text("Aprēķināts no ierakstiem, kāds tas ir vietnes dienā.", "Reckoned from the records, as of the site's day."),
		fields: record.FieldsOf(reflect.TypeFor[T]()), values: func() []reflect.Value { return list(d.states()) },
	})
}

// siteFields are the fields of the site's own record that one needs to read the data.
func siteFields() []record.Field {
	var fields []record.Field
	all := record.FieldsOf(reflect.TypeFor[record.Config]())
	for _, name := range []string{"title", "description", "languages", "publisher", "licence", "consultation_minimum"} {
		f, ok := record.Lookup(all, name)
		if !ok {
			panic("opendata: no field " + name)
		}
		fields = append(fields, f)
	}
	return fields
}

// coverage are the entries of coverage.yaml as the day shows them.
func (d *Data) coverage() []reflect.Value {
	var shown []record.Coverage
	for _, c := range d.site.Coverage {
		shown = append(shown, progress.CoverageEntryOn(c, d.in.Day))
	}
	return valuesOf(shown)
}

func valuesOf[T any](list []T) []reflect.Value {
	values := make([]reflect.Value, len(list))
	for i := range list {
		values[i] = reflect.ValueOf(&list[i]).Elem()
	}
	return values
}

// Sets are all sets, those of records first.
func (d *Data) Sets() []*Set { return d.sets }

// Table returns the table of a name, or nil.
func (d *Data) Table(name string) *Table {
	for _, s := range d.sets {
		for _, t := range s.Tables {
			if t.Name == name {
				return t
			}
		}
	}
	return nil
}

// Day is the day that the data are as of.
func (d *Data) Day() i18n.Day { return d.in.Day }

// shown are the records of a type as the day shows them, sorted by id.
func (d *Data) shown(t record.TypeName) []reflect.Value {
	records := d.recordsOn(t)
	values := make([]reflect.Value, len(records))
	for i, r := range records {
		values[i] = reflect.ValueOf(progress.ShownOn(d.site, r, d.in.Day)).Elem()
	}
	return values
}

// recordsOn are the records of a type that the day shows. Reports have no pages, so that
// progress knows of none: they are there from the day of publication or, without one, from
// the end of their period.
func (d *Data) recordsOn(t record.TypeName) []progress.Record {
	if t != "report" {
		return progress.RecordsOn(d.site, t, d.in.Day)
	}
	var reports []progress.Record
	for _, r := range d.site.Reports.All() {
		published := r.Published
		if published.IsZero() {
			published = r.Period.To
		}
		if progress.Visible(published, d.in.Day) {
			reports = append(reports, r)
		}
	}
	return reports
}

// IDs are the ids of a set's records that the day shows, each of which has a file.
func (d *Data) IDs(s *Set) []string {
	var ids []string
	if s.Type != "" {
		for _, r := range d.recordsOn(s.Type) {
			ids = append(ids, r.Base().ID)
		}
	}
	return ids
}

// Period is from when to when the records of a set are, by their own first and last days. A
// zero date is not known.
func (d *Data) Period(s *Set) (starts, ends i18n.Date) {
	for _, v := range s.values() {
		for _, name := range []string{"starts", "opens", "date", "ends", "closes"} {
			f, ok := record.Lookup(s.fields, name)
			if !ok || f.Kind != record.KindDate {
				continue
			}
			day := v.FieldByIndex(f.Index).Interface().(i18n.Date)
			if day.IsZero() {
				continue
			}
			if starts.IsZero() || day.First() < starts.First() {
				starts = day
			}
			if ends.IsZero() || day.Last() > ends.Last() {
				ends = day
			}
		}
	}
	return starts, ends
}

// idOf returns the id of a set's record.
func (s *Set) idOf(v reflect.Value) string {
	f, ok := record.Lookup(s.fields, s.key)
	if !ok {
		return ""
	}
	return v.FieldByIndex(f.Index).String()
}
