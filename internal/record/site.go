package record

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/picture"
)

// TypeName names a type of record, as in messages and in the coverage file.
type TypeName string

// Type is one type of record: its folder, and the table of its fields.
type Type struct {
	Name TypeName
	// Folder holds the records, below data/ and content/ alike. A type whose
	// ListFile is true may also stand in one file of that name: a list.
	Folder   string
	ListFile bool
	Title    i18n.Text // in the plural
	Fields   []Field
	// Go is the record's struct.
	Go reflect.Type
}

// Types lists the types of records, in the order in which the build counts them.
func Types() []Type {
	return []Type{
		newType[Institution]("institution", "institutions", true, "institūcijas", "institutions"),
		newType[Area]("area", "areas", true, "jomas", "policy areas"),
		newType[Method]("method", "methods", true, "metodes", "methods"),
		newType[TargetGroup]("target-group", "target-groups", true, "mērķgrupas", "target groups"),
		newType[Plan]("plan", "plans", false, "plāni", "plans"),
		newType[Commitment]("commitment", "commitments", false, "apņemšanās", "commitments"),
		newType[Consultation]("consultation", "consultations", false, "līdzdalības iespējas", "consultations"),
		newType[Initiative]("initiative", "initiatives", false, "iniciatīvas", "initiatives"),
		newType[BudgetRound]("budget-round", "budget-rounds", false, "līdzdalības budžeti", "participatory budgets"),
		newType[Body]("body", "bodies", false, "padomes", "councils"),
		newType[Event]("event", "events", false, "notikumi", "events"),
		newType[Indicator]("indicator", "indicators", false, "rādītāji", "indicators"),
		newType[Case]("case", "cases", false, "labās prakses piemēri", "good-practice cases"),
		newType[Guideline]("guideline", "guidelines", false, "vadlīniju nodaļas", "guideline chapters"),
		newType[News]("news", "news", false, "jaunumi", "news"),
		newType[Page]("page", "pages", false, "lapas", "pages"),
		newType[Report]("report", "reports", false, "ziņojumi", "reports"),
	}
}

func newType[T any](name TypeName, folder string, listFile bool, lv, en string) Type {
	t := reflect.TypeFor[T]()
	return Type{
		Name: name, Folder: folder, ListFile: listFile,
		Title:  i18n.Text{i18n.Latvian: lv, i18n.English: en},
		Fields: FieldsOf(t), Go: t,
	}
}

var typeVocabulary = &Vocabulary{"type", inBoth("Ieraksta veids", "Type of record"), []Term{
	newTerm("institution", "institūcijas", "institutions"),
	newTerm("commitment", "apņemšanās", "commitments"),
	newTerm("measure", "pasākumi", "measures"),
	newTerm("consultation", "līdzdalības iespējas", "consultations"),
	newTerm("initiative", "iniciatīvas", "initiatives"),
	newTerm("budget-round", "līdzdalības budžeti", "participatory budgets"),
	newTerm("body", "padomes", "councils"),
	newTerm("sitting", "sēdes", "sittings"),
	newTerm("event", "notikumi", "events"),
	newTerm("indicator", "rādītāji", "indicators"),
	newTerm("case", "labās prakses piemēri", "good-practice cases"),
}}

// Vocabulary returns the types that the coverage file can speak of.
func (TypeName) Vocabulary() *Vocabulary { return typeVocabulary }

// Collection is the records of one type, sorted by id.
type Collection[T any] struct {
	all  []*T
	byID map[string]*T
	// replaced are those that stand in the place of others of byID: see With.
	replaced map[string]*T
}

// NewCollection returns a collection of records that are sorted by id, each with an
// id of its own.
func NewCollection[T any](sorted []*T, id func(*T) string) Collection[T] {
	c := Collection[T]{all: sorted, byID: make(map[string]*T, len(sorted))}
	for _, r := range sorted {
		c.byID[id(r)] = r
	}
	return c
}

// mostReplaced is how many records With replaces before all are sorted by id anew.
const mostReplaced = 64

// With returns the collection with some records in the place of those that have the same
// ids. It takes much less time than to make a collection of many records.
func (c Collection[T]) With(records []*T, id func(*T) string) Collection[T] {
	if len(records) == 0 {
		return c
	}
	all, replaced := slices.Clone(c.all), maps.Clone(c.replaced)
	if replaced == nil {
		replaced = map[string]*T{}
	}
	for _, r := range records {
		i, _ := slices.BinarySearchFunc(all, id(r), func(r *T, wanted string) int { return strings.Compare(id(r), wanted) })
		all[i], replaced[id(r)] = r, r
	}
	if len(replaced) > mostReplaced {
		return NewCollection(all, id)
	}
	return Collection[T]{all: all, byID: c.byID, replaced: replaced}
}

// All returns the records sorted by id. The slice must not be changed.
func (c Collection[T]) All() []*T { return c.all }

// Len returns the number of records.
func (c Collection[T]) Len() int { return len(c.all) }

// Get returns the record with an id, or nil.
func (c Collection[T]) Get(id string) *T {
	if r, ok := c.replaced[id]; ok {
		return r
	}
	return c.byID[id]
}

// Site is all records of a site. Package check makes it; nothing changes it after.
type Site struct {
	Config        *Config
	Coverage      []Coverage
	Institutions  Collection[Institution]
	Areas         Collection[Area]
	Methods       Collection[Method]
	TargetGroups  Collection[TargetGroup]
	Plans         Collection[Plan]
	Commitments   Collection[Commitment]
	Consultations Collection[Consultation]
	Initiatives   Collection[Initiative]
	BudgetRounds  Collection[BudgetRound]
	Bodies        Collection[Body]
	Events        Collection[Event]
	Indicators    Collection[Indicator]
	Cases         Collection[Case]
	Guidelines    Collection[Guideline]
	News          Collection[News]
	Pages         Collection[Page]
	Reports       Collection[Report]
	// Files are the sorted paths of files beside the records, such as pictures.
	Files []string
	// Pictures are the sizes of the pictures among the files, by path.
	Pictures map[string]picture.Info
}

// Change is a record that is another value in one site than in another.
type Change struct {
	Type TypeName
	// Before and Now are pointers to the typed record.
	Before, Now any
}

// ChangesSince returns the records that are not the same values as in an earlier site. ok is
// false where the ids of the records are others, too.
func (s *Site) ChangesSince(before *Site) (changes []Change, ok bool) {
	ok = true
	ok = ok && changesSince(&changes, "institution", before.Institutions, s.Institutions)
	ok = ok && changesSince(&changes, "area", before.Areas, s.Areas)
	ok = ok && changesSince(&changes, "method", before.Methods, s.Methods)
	ok = ok && changesSince(&changes, "target-group", before.TargetGroups, s.TargetGroups)
	ok = ok && changesSince(&changes, "plan", before.Plans, s.Plans)
	ok = ok && changesSince(&changes, "commitment", before.Commitments, s.Commitments)
	ok = ok && changesSince(&changes, "consultation", before.Consultations, s.Consultations)
	ok = ok && changesSince(&changes, "initiative", before.Initiatives, s.Initiatives)
	ok = ok && changesSince(&changes, "budget-round", before.BudgetRounds, s.BudgetRounds)
	ok = ok && changesSince(&changes, "body", before.Bodies, s.Bodies)
	ok = ok && changesSince(&changes, "event", before.Events, s.Events)
	ok = ok && changesSince(&changes, "indicator", before.Indicators, s.Indicators)
	ok = ok && changesSince(&changes, "case", before.Cases, s.Cases)
	ok = ok && changesSince(&changes, "guideline", before.Guidelines, s.Guidelines)
	ok = ok && changesSince(&changes, "news", before.News, s.News)
	ok = ok && changesSince(&changes, "page", before.Pages, s.Pages)
	ok = ok && changesSince(&changes, "report", before.Reports, s.Reports)
	return changes, ok
}

// changesSince adds the records of a type; it returns false where their ids are others.
func changesSince[T any](changes *[]Change, t TypeName, before, now Collection[T]) bool {
	if before.Len() != now.Len() {
		return false
	}
	id := func(r *T) string { return any(r).(interface{ Base() *Common }).Base().ID }
	for i, r := range now.all {
		old := before.all[i]
		if r == old {
			continue
		}
		if id(r) != id(old) {
			return false
		}
		*changes = append(*changes, Change{t, old, r})
	}
	return true
}

// Len returns the number of records.
func (s *Site) Len() int {
	n := 0
	for _, count := range s.Counts() {
		n += count
	}
	return n
}

// Counts returns the number of records of each type.
func (s *Site) Counts() map[TypeName]int {
	return map[TypeName]int{
		"institution": s.Institutions.Len(), "area": s.Areas.Len(), "method": s.Methods.Len(),
		"target-group": s.TargetGroups.Len(), "plan": s.Plans.Len(), "commitment": s.Commitments.Len(),
		"consultation": s.Consultations.Len(), "initiative": s.Initiatives.Len(),
		"budget-round": s.BudgetRounds.Len(), "body": s.Bodies.Len(), "event": s.Events.Len(),
		"indicator": s.Indicators.Len(), "case": s.Cases.Len(), "guideline": s.Guidelines.Len(),
		"news": s.News.Len(), "page": s.Pages.Len(), "report": s.Reports.Len(),
	}
}
