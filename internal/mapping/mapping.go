// Package mapping holds the maps by which tables become records: which column fills which
// field, and how its values are to be read. A map is a YAML file; what is wrong in it is
// reported at its place, as in a record. What a cell means is decided here alone.
package mapping

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Map says how the rows of a table become records.
type Map struct {
	// File is the map's own file, and Name what its records call it.
	File, Name string
	Type       record.Type
	// Sheet, Header, Encoding and Delimiter are how the table is to be read; empty where
	// that shows from the table.
	Sheet, Encoding, Delimiter string
	Header                     []int
	// Folder is where new records are written, below that of their type.
	Folder string
	// Plan says of which plan a commitment is.
	Plan  *Rule
	ID    ID
	Where []Condition
	// Fields fill the record, in the map's order.
	Fields []Field
	// Each are the lists whose items come from rows of their own.
	Each []Each
	// Extra are the columns kept under extra:; ExtraAll keeps all that nothing else takes.
	Extra    []Named
	ExtraAll bool
	// Ignore are columns that are left out knowingly, Persons those that are taken though
	// they may hold names, addresses or numbers of persons.
	Ignore, Persons []Named
	// Empty are words for what is not known, folded.
	Empty []string
	// Create says that institutions that are missing are made, and Kind of which kind, where
	// their names don't say so.
	Create bool
	Kind   string
	// Order and Decimal hold for all dates and numbers that have no rule of their own.
	Order   Order
	Decimal string
}

// Named is the title of a column, and where the map says it.
type Named struct {
	Title string
	Pos   diag.Pos
}

// ID is how a record's id is made: of the values of columns, after a prefix.
type ID struct {
	Columns []Named
	Prefix  string
	Pos     diag.Pos
}

// Condition chooses rows: those with one of the values in a column.
type Condition struct {
	Column Named
	// Values are folded.
	Values []string
}

// Each is a list of groups, an item for each row or for each part of a row.
type Each struct {
	// Path is the list field: "measures".
	Path string
	// Of is the name of a list within a row; "" for rows with the same id.
	Of     string
	Where  []Condition
	Fields []Field
	// Key is the index of the field that tells the items apart, -1 where none does.
	Key int
}

// Field is a field of a record and what fills it.
type Field struct {
	// Path leads to the field: "title.lv", "proposals.received", "sources[1].url".
	Path string
	// Steps are the parts of the path.
	Steps []Step
	// Table is the field's row in the field table.
	Table record.Field
	Rule  Rule
	// terms are the keys of its vocabulary by their names, folded.
	terms map[string]string
}

// Step is a part of a path: a field's name with, in a list of groups, the item's key.
type Step struct {
	Name string
	// Key tells the items of a list apart; "" where the field is no list of groups.
	Key string
}

// String writes a step as a part of a path.
func (s Step) String() string {
	if s.Key == "" {
		return s.Name
	}
	return s.Name + "[" + s.Key + "]"
}

// PathOf joins steps: "measures[1.2].due.date".
func PathOf(steps []Step) string {
	parts := make([]string, len(steps))
	for i, s := range steps {
		parts[i] = s.String()
	}
	return strings.Join(parts, ".")
}

// Rule is how a value is made of columns.
type Rule struct {
	Columns []Named
	// Join stands between the values of several columns.
	Join string
	// Value is a constant, in the place of columns.
	Value string
	// Split parts a list.
	Split string
	// Words are the source's words and what they stand for, folded.
	Words map[string]string
	// Order and Decimal say how dates and numbers are written.
	Order   Order
	Decimal string
	// Pattern takes a part of a value: the first group.
	Pattern *regexp.Regexp
	// Empty are words for what is not known, folded.
	Empty []string
	// LeaveBad says that a value which can't be read is left out, and not its row.
	LeaveBad bool
	// Pos is where the map says it.
	Pos diag.Pos
}

// IsConstant reports whether a rule needs no column.
func (r *Rule) IsConstant() bool { return len(r.Columns) == 0 }

// Order is the order of day, month and year in dates of figures.
type Order string

// The orders. Without one, a date that can be read in two ways is refused.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = "ymd"
	SerialDay  Order = "serial"
)

// Orders lists the orders.
var Orders = []Order{DayFirst, MonthFirst, YearFirst, SerialDay}

// file is the field table of a map, for its reference and for what is meant by an unknown
// field. Its values are read by functions of their own.
type file struct {
	Type      string            `field:"type" lv:"Ierakstu veids" en:"Type of record" help:"As --type; one of them must say it." lvhelp:"Tāpat kā --type; vienam no abiem tas jāpasaka."`
	Name      string            `field:"name" lv:"Nosaukums" en:"Name" help:"What the records call their map; the file's name where it is left out. Never change it." lvhelp:"Kā ieraksti sauc savu karti; ja nav norādīts, tad datnes nosaukums. To nemaina."`
	Sheet     string            `field:"sheet" lv:"Lapa" en:"Sheet" help:"The workbook's page; the first where it is left out." lvhelp:"Darbgrāmatas lapa; ja nav norādīta, tad pirmā."`
	Header    []int             `field:"header" lv:"Virsraksta rindas" en:"Header" help:"The numbers of the rows with the titles: 3, or [3, 4]." lvhelp:"Rindas ar sleju nosaukumiem: 3 vai [3, 4]."`
	Encoding  string            `field:"encoding" lv:"Kodējums" en:"Encoding" help:"Of a CSV, as windows-1257; found out where it is left out." lvhelp:"CSV datnei, piemēram, windows-1257; ja nav norādīts, to noskaidro."`
	Delimiter string            `field:"delimiter" lv:"Atdalītājs" en:"Delimiter" help:"Of a CSV; found out where it is left out." lvhelp:"CSV datnei; ja nav norādīts, to noskaidro."`
	Folder    string            `field:"folder" lv:"Mape" en:"Folder" help:"Where new records go, below the folder of their type: 2024." lvhelp:"Kur rakstīt jaunos ierakstus, zem sava veida mapes: 2024."`
	Plan      map[string]string `field:"plan" as:"texts" lv:"Plāns" en:"Plan" help:"Of commitments: a rule that gives the plan's id." lvhelp:"Apņemšanām: kārtula, kas dod plāna identifikatoru."`
	ID        map[string]string `field:"id,required" as:"texts" lv:"Identifikators" en:"Id" help:"The columns that the id is made of, or {columns: […], prefix: zz-}." lvhelp:"Slejas, no kurām veido identifikatoru, vai {columns: […], prefix: zz-}."`
	Where     map[string]string `field:"where" as:"texts" lv:"Kuras rindas" en:"Where" help:"Only rows with these values: {Country: Latvia}." lvhelp:"Tikai rindas ar šīm vērtībām: {Country: Latvia}."`
	Fields    map[string]string `field:"fields,required" as:"texts" lv:"Lauki" en:"Fields" help:"Each field of the record, and the column or the rule that fills it." lvhelp:"Katrs ieraksta lauks un sleja vai kārtula, kas to aizpilda."`
	Extra     []string          `field:"extra" lv:"Pārējais" en:"Extra" help:"Columns that are kept under extra:, or all." lvhelp:"Slejas, ko patur laukā extra, vai all."`
	Ignore    []string          `field:"ignore" lv:"Neņemt" en:"Ignore" help:"Columns that are left out knowingly." lvhelp:"Slejas, ko apzināti neņem."`
	Persons   []string          `field:"persons" lv:"Personas" en:"Persons" help:"Columns that are taken although they seem to hold data of persons. See that you may." lvhelp:"Slejas, ko ņem, lai gan tajās, šķiet, ir personu dati. Pārliecinies, ka drīksti."`
	Empty     []string          `field:"empty" lv:"Tukšuma vārdi" en:"Empty" help:"Words for what is not known, beside -, N/A and the like." lvhelp:"Vārdi nezināmajam, papildus -, N/A un tamlīdzīgiem."`
	Create    string            `field:"create" lv:"Veidot" en:"Create" help:"institutions makes those that are missing; {institutions: other} says of which kind those are whose names don't tell." lvhelp:"institutions izveido trūkstošās; {institutions: other} nosaka veidu tām, kuru nosaukums to nepasaka."`
	Date      string            `field:"date" lv:"Datumu secība" en:"Date" help:"dmy, mdy or ymd for all dates that can be read in two ways." lvhelp:"dmy, mdy vai ymd visiem datumiem, ko var lasīt divējādi."`
	Decimal   string            `field:"decimal" lv:"Decimālzīme" en:"Decimal" help:"A comma or a point, for numbers that can be read in two ways." lvhelp:"Komats vai punkts skaitļiem, ko var lasīt divējādi."`
}

// rule is the field table of a rule.
type rule struct {
	Column  string            `field:"column" lv:"Sleja" en:"Column" help:"The column that the value is in." lvhelp:"Sleja, kurā ir vērtība."`
	Columns []string          `field:"columns" lv:"Slejas" en:"Columns" help:"Several columns, whose values are joined." lvhelp:"Vairākas slejas, kuru vērtības savieno."`
	Join    string            `field:"join" lv:"Savienotājs" en:"Join" help:"What stands between them; a space where it is left out." lvhelp:"Kas stāv starp tām; ja nav norādīts, tad atstarpe."`
	Value   string            `field:"value" lv:"Vērtība" en:"Value" help:"The same value for every row, in the place of a column." lvhelp:"Viena vērtība visām rindām slejas vietā."`
	Pattern string            `field:"pattern" lv:"Šablons" en:"Pattern" help:"A regular expression; its first group is the value." lvhelp:"Regulārā izteiksme; vērtība ir tās pirmā grupa."`
	Split   string            `field:"split" lv:"Dalītājs" en:"Split" help:"What parts the items of a list; a semicolon or a line break where it is left out." lvhelp:"Kas atdala saraksta vienumus; ja nav norādīts, tad semikols vai rindas beigas."`
	Words   map[string]string `field:"words" as:"texts" lv:"Vārdi" en:"Words" help:"The source's words and what they stand for: {Noslēdzies: published}." lvhelp:"Avota vārdi un ko tie nozīmē: {Noslēdzies: published}."`
	Date    string            `field:"date" lv:"Datuma secība" en:"Date" help:"dmy, mdy, ymd, or serial for a spreadsheet's numbers of days." lvhelp:"dmy, mdy, ymd vai serial izklājlapu dienu skaitļiem."`
	Decimal string            `field:"decimal" lv:"Decimālzīme" en:"Decimal" help:"A comma or a point." lvhelp:"Komats vai punkts."`
	Empty   []string          `field:"empty" lv:"Tukšuma vārdi" en:"Empty" help:"Words for what is not known." lvhelp:"Vārdi nezināmajam."`
	Bad     string            `field:"bad" lv:"Nesaprotamas vērtības" en:"Bad" help:"leave-out leaves a value out that can't be read, and notes it in the record; without it the row is rejected." lvhelp:"leave-out nesaprotamu vērtību izlaiž un atzīmē ierakstā; citādi rindu noraida."`
}

func fileFields() []record.Field { return record.FieldsOf(reflect.TypeFor[file]()) }

func ruleFields() []record.Field { return record.FieldsOf(reflect.TypeFor[rule]()) }

// Columns returns the columns that a map names outside extra:, ignore: and persons:, in its
// order.
func (m *Map) Columns() []Named {
	var all []Named
	add := func(fields []Field) {
		for i := range fields {
			all = append(all, fields[i].Rule.Columns...)
		}
	}
	all = append(all, m.ID.Columns...)
	if m.Plan != nil {
		all = append(all, m.Plan.Columns...)
	}
	add(m.Fields)
	for _, w := range m.Where {
		all = append(all, w.Column)
	}
	for _, e := range m.Each {
		add(e.Fields)
		for _, w := range e.Where {
			all = append(all, w.Column)
		}
	}
	return all
}

// FieldAt finds a field of a type by its path without keys: "proposals.received". The last
// part of a localised text is a language. A list of groups takes a number, from 1.
func FieldAt(fields []record.Field, path string, defaultLang i18n.Lang) (steps []Step, f record.Field, ok bool) {
	parts := strings.Split(path, ".")
	for i := 0; i < len(parts); i++ {
		name, key, _ := strings.Cut(strings.TrimSuffix(parts[i], "]"), "[")
		if f, ok = record.Lookup(fields, name); !ok {
			return nil, f, false
		}
		step := Step{Name: name}
		rest := parts[i+1:]
		switch {
		case f.Kind == record.KindGroup && f.List:
			if key == "" {
				key = "1"
			}
			if n, err := strconv.Atoi(key); err != nil || n < 1 || n > maxItems {
				return nil, f, false
			}
			step.Key = key
		case key != "":
			return nil, f, false
		}
		steps = append(steps, step)
		switch {
		case f.Kind == record.KindGroup:
			if len(rest) == 0 {
				return nil, f, false
			}
			fields = f.Fields
		case f.Kind == record.KindLocalised && !f.List:
			lang := string(defaultLang)
			if len(rest) > 0 {
				lang = rest[0]
			}
			known := slices.Contains(i18n.Languages, i18n.Lang(lang))
			return append(steps, Step{Name: lang}), f, known && len(rest) <= 1
		default:
			return steps, f, len(rest) == 0 && f.Kind != record.KindTexts
		}
	}
	return nil, f, false
}

// maxItems is how many items of a list a map can name.
const maxItems = 50
