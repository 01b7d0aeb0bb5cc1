package opendata

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Table is one CSV file: the records of a type, or the entries of one of their lists.
type Table struct {
	// Name is that of the file without its ending, and of the resource: "measures-updates".
	Name  string
	Title i18n.Text
	// Columns begin with the parent's key and the place in the list, if it is one.
	Columns []Column
	// Key are the names of the columns that name a row.
	Key []string
	// Foreign are the columns that name rows of other tables.
	Foreign []ForeignKey

	set    *Set
	parent *Table
	// list is the place of the list in the parent's rows; nil for records.
	list []int
	// singular names a row of the table in the columns of its own children.
	singular string
	// natural is the place of the key that a row has of its own; nil where it has none.
	natural []int
	// carried is the number of columns that are the parent's key.
	carried int
	// stat measures the file once.
	stat func() Stat
}

// Set is the set that the table is a part of.
func (t *Table) Set() *Set { return t.set }

// Stat tells of the table's file.
func (t *Table) Stat() Stat { return t.stat() }

// Column is one column of a table.
type Column struct {
	Name  string
	Kind  record.Kind
	List  bool
	Title i18n.Text
	Help  i18n.Text
	// Lang is the language of a text; "" for others.
	Lang       i18n.Lang
	Vocabulary *record.Vocabulary
	Ref        record.TypeName
	// Of says what a number is of.
	Of record.Quantity
	// Required: it is never empty.
	Required bool

	index  []int
	group  []int // the place of the group of people that it counts; nil for others
	field  string
	append appender
}

// ForeignKey says that columns of a table name a row of another.
type ForeignKey struct {
	Columns []string
	Table   string
	Keys    []string
}

// orderColumn is the place of an entry in its list.
func orderColumn() Column {
	return Column{
		Name: "order", Kind: record.KindInt, Required: true,
		Title: text("Kārta", "Order"), Help: text("Vieta sarakstā, sākot ar 1.", "The place in the list, from 1."),
	}
}

// newTables makes the table of a set and those of the lists in it.
func (s *Set) newTables(langs []i18n.Lang) {
	t := &Table{Name: s.Name, Title: capitalised(s.Title), set: s, singular: strings.ReplaceAll(s.singular, "-", "_")}
	if id, ok := record.Lookup(s.fields, s.key); ok {
		t.natural, t.Key = id.Index, []string{s.key}
		if id.Kind == record.KindRef { // the row is about a record: its children name that
			t.singular = s.key
		}
	} else {
		t.Columns, t.Key = []Column{orderColumn()}, []string{"order"}
	}
	t.stat = sync.OnceValue(t.newStat)
	s.Tables = []*Table{t}
	t.add(s.fields, scope{langs: langs, required: true})
}

// capitalised begins a title with a capital, in every language.
func capitalised(title i18n.Text) i18n.Text {
	out := i18n.Text{}
	for lang, s := range title {
		first, size := utf8.DecodeRuneInString(s)
		out[lang] = string(unicode.ToUpper(first)) + s[size:]
	}
	return out
}

// scope is where in a row fields stand.
type scope struct {
	langs  []i18n.Lang
	prefix string    // of names of columns
	title  i18n.Text // of the groups around the fields
	index  []int
	// required: the groups around are always given.
	required bool
	people   []int // the place of a group that counts people
}

func (t *Table) add(fields []record.Field, in scope) {
	for _, f := range fields {
		switch index := join(in.index, f.Index); {
		case f.List && (f.Kind == record.KindGroup || f.Kind == record.KindLocalised):
			t.addList(f, in, index)
		case f.Kind == record.KindGroup:
			group := scope{langs: in.langs, prefix: in.prefix + f.Name + "_", title: joinTitles(in.title, f.Title), index: index}
			group.required = in.required && f.Required
			if f.GroupName == "Count" || f.GroupName == "Submissions" {
				group.people = index
			}
			t.add(fieldsOfGroup(f), group)
		case f.Kind == record.KindLocalised || f.Kind == kindMarkdown:
			for _, lang := range in.langs {
				t.addColumn(f, in, index, lang)
			}
		default:
			t.addColumn(f, in, index, "")
		}
	}
}

// fieldsOfGroup returns the fields of a group as the data have them.
func fieldsOfGroup(f record.Field) []record.Field {
	switch f.GroupName {
	case "Count":
		return fieldsOf(reflect.TypeFor[record.Count]())
	case "Submissions":
		return fieldsOf(reflect.TypeFor[record.Submissions]())
	case "Measure":
		return fieldsOf(reflect.TypeFor[record.Measure]())
	}
	return f.Fields
}

func join(a, b []int) []int { return append(slices.Clone(a), b...) }

// joinTitles names a field by the groups that it is in: "Due: Date".
func joinTitles(a, b i18n.Text) i18n.Text {
	if a.IsEmpty() {
		return b
	}
	joined := i18n.Text{}
	for lang := range b {
		outer, _ := a.In(lang, i18n.English)
		joined[lang] = outer + ": " + b[lang]
	}
	return joined
}

func (t *Table) addColumn(f record.Field, in scope, index []int, lang i18n.Lang) {
	c := Column{
		Name: in.prefix + f.Name, Kind: f.Kind, List: f.List, Title: joinTitles(in.title, f.Title), Help: f.Help,
		Lang: lang, Vocabulary: f.Vocabulary, Ref: f.Ref, Of: f.Of, index: index, field: f.Name, append: appenderOf(f, lang),
	}
	c.Required = in.required && (f.Name == t.set.key && t.parent == nil || f.Required) && lang == ""
	if lang != "" {
		c.Name += "_" + string(lang)
		named := i18n.Text{}
		for l, title := range c.Title {
			named[l] = title + " (" + string(lang) + ")"
		}
		c.Title = named
	}
	if in.people != nil {
		c.group = in.people
	}
	t.Columns = append(t.Columns, c)
	if f.Kind == record.KindRef && !f.List {
		t.addForeign(c)
	}
}

// addForeign notes which table a reference leads to. A plan's directions are known by the
// plan, too.
func (t *Table) addForeign(c Column) {
	switch {
	case c.Ref == "direction":
		t.Foreign = append(t.Foreign, ForeignKey{[]string{"plan", c.Name}, "plans-directions", []string{"plan", "id"}})
	case c.Ref == "measure":
		t.Foreign = append(t.Foreign, ForeignKey{[]string{c.Name}, "measures", []string{measureKey}})
	default:
		t.Foreign = append(t.Foreign, ForeignKey{[]string{c.Name}, folderOf(c.Ref), []string{"id"}})
	}
}

// folders are the names of the tables of the types of records. They are asked for with
// every reference.
var folders = sync.OnceValue(func() map[record.TypeName]string {
	names := map[record.TypeName]string{}
	for _, t := range record.Types() {
		names[t.Name] = t.Folder
	}
	return names
})

// folderOf returns the name of the table of a type of record, "" where it is none.
func folderOf(t record.TypeName) string { return folders()[t] }

// ownNames are the tables that are not called by where their rows stand, since what they
// hold is known by its own name.
var ownNames = map[string]string{"commitments-measures": "measures", "bodies-sittings": "sittings"}

// addList makes the table of a list of groups or of texts by language.
func (t *Table) addList(f record.Field, in scope, index []int) {
	name := t.Name + "-" + strings.ReplaceAll(in.prefix+f.Name, "_", "-")
	if own, ok := ownNames[name]; ok {
		name = own
	}
	child := &Table{
		Name: name, Title: joinTitles(t.Title, joinTitles(in.title, f.Title)), set: t.set, parent: t,
		list: index, singular: strings.ToLower(f.GroupName),
	}
	child.stat = sync.OnceValue(child.newStat)
	child.carry(t)
	child.Columns = append(child.Columns, orderColumn())
	child.Key = append(child.Key, "order")
	t.set.Tables = append(t.set.Tables, child)
	if f.Kind == record.KindLocalised {
		f.List, f.Index = false, nil
		child.add([]record.Field{f}, scope{langs: in.langs, required: true})
		return
	}
	fields := fieldsOfGroup(f)
	if key, ok := record.Lookup(fields, measureKey); ok && f.GroupName == "Measure" {
		child.natural, child.Key = key.Index, []string{measureKey}
	}
	child.add(fields, scope{langs: in.langs, required: true})
}

// carry puts the parent's key before a table's own columns.
func (t *Table) carry(parent *Table) {
	names := []string{parent.singular}
	if parent.natural == nil && parent.parent != nil {
		t.Columns = append(t.Columns, parent.Columns[:parent.carried]...)
		names = append(slices.Clone(parent.Key[:parent.carried]), parent.singular)
	}
	t.Columns = append(t.Columns, Column{
		Name: parent.singular, Kind: carriedKind(parent), Required: true,
		Title: parent.Title, Help: text("Rinda tabulā "+parent.Name+", kurai šī pieder.", "The row of the table "+parent.Name+" to which this one belongs."),
	})
	t.carried = len(t.Columns)
	t.Key = slices.Clone(names)
	t.Foreign = append(t.Foreign, ForeignKey{slices.Clone(names), parent.Name, parent.Key})
}

func carriedKind(parent *Table) record.Kind {
	if parent.natural == nil {
		return record.KindInt
	}
	return record.KindID
}

// row is called with a row of a table: its parent's key, its place in the list from 1, and
// the struct.
type row func(key []string, order int, v reflect.Value)

// eachRow calls f for the rows that a record has in the table. n is the record's place.
func (t *Table) eachRow(n int, rec reflect.Value, f row) {
	if t.parent == nil {
		f(nil, n, rec)
		return
	}
	t.parent.eachRow(n, rec, func(key []string, order int, v reflect.Value) {
		list, ok := at(v, t.list)
		if !ok || list.Len() == 0 {
			return
		}
		own := t.parent.keyOf(key, order, v)
		for i := range list.Len() {
			f(own, i+1, list.Index(i))
		}
	})
}

// keyOf returns what names a row in the tables below.
func (t *Table) keyOf(key []string, order int, v reflect.Value) []string {
	if t.natural != nil {
		id, _ := at(v, t.natural)
		return []string{id.String()}
	}
	return append(slices.Clone(key), strconv.Itoa(order))
}

// own are the columns whose values a row has itself.
func (t *Table) own() []Column {
	if t.parent == nil && t.natural != nil {
		return t.Columns
	}
	return t.Columns[t.carried+1:]
}

// eachValue calls f for the values of a row, in the order of the columns. The bytes are
// only good until the next.
func (t *Table) eachValue(scratch []byte, key []string, order int, v reflect.Value, f func(value []byte)) []byte {
	for _, k := range key {
		scratch = append(scratch[:0], k...)
		f(scratch)
	}
	if t.parent != nil || t.natural == nil {
		scratch = strconv.AppendInt(scratch[:0], int64(order), 10)
		f(scratch)
	}
	own := t.own()
	for i := range own {
		scratch = own[i].value(scratch[:0], v)
		f(scratch)
	}
	return scratch
}

// value writes a row's value in a column.
func (c *Column) value(dst []byte, row reflect.Value) []byte {
	if c.group != nil {
		group, ok := at(row, c.group)
		if ok && isWithheld(group, c.field) {
			if c.Kind == kindFew {
				return append(dst, "true"...)
			}
			return dst
		}
		if c.Kind == kindFew {
			return dst
		}
	}
	v, ok := at(row, c.index)
	if !ok {
		return dst
	}
	return c.append(dst, v)
}

// appendHeader writes the names of the columns.
func (t *Table) appendHeader(dst []byte) []byte {
	for i, c := range t.Columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c.Name...)
	}
	return append(dst, '\r', '\n')
}
