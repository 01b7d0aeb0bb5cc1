package mapping

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// Context is what a map is read with.
type Context struct {
	// Type is the type of record that the command names, "" where the map is to say it.
	Type record.TypeName
	// Lang is the language of a text that names none.
	Lang i18n.Lang
	// Nearest returns the known word that was probably meant by another, or "".
	Nearest func(word string, known []string) string
}

// Read reads a map from the text of its file. The map is nil where there is an error among
// the problems.
func Read(name string, raw []byte, ctx Context) (*Map, diag.Problems) {
	doc, problems := source.Parse(name, raw)
	if doc == nil || doc.Root == nil {
		return nil, problems
	}
	r := reader{ctx: ctx, problems: problems, m: &Map{File: name, Name: baseName(name)}}
	r.read(doc)
	if r.problems.Count(diag.Error) > 0 {
		return nil, r.problems
	}
	return r.m, r.problems
}

// baseName is a file's name without folders and without what follows its first full stop.
func baseName(file string) string {
	name, _, _ := strings.Cut(path.Base(strings.ReplaceAll(file, `\`, "/")), ".")
	return name
}

type reader struct {
	ctx      Context
	m        *Map
	problems diag.Problems
}

func (r *reader) read(doc *source.Document) {
	root := doc.Root
	if doc.IsMarkdown || root.Kind != source.Mapping {
		r.problems.Add(root.Pos, "wrong-type/record", nil)
		return
	}
	r.known(root, record.Names(fileFields()))
	r.readType(root)
	if r.m.Type.Name == "" {
		return
	}
	m := r.m
	m.Name = r.oneOf(root.Get("name"), m.Name)
	if !slugForm.MatchString(m.Name) {
		r.problems.Add(r.posOf(root, "name"), "bad-id", diag.Args{"id": m.Name}).WithHint("id-form")
	}
	m.Sheet = r.text(root.Get("sheet"), "sheet")
	m.Encoding = r.text(root.Get("encoding"), "encoding")
	m.Delimiter = r.delimiter(root.Get("delimiter"))
	m.Header = r.header(root.Get("header"))
	m.Folder = r.folder(root.Get("folder"))
	m.Order = r.order(root.Get("date"), DayFirst, MonthFirst, YearFirst)
	m.Decimal = r.decimal(root.Get("decimal"))
	m.Empty = foldAll(titles(r.names(root.Get("empty"), "empty")))
	m.ID = r.id(root)
	m.Where = r.conditions(root.Get("where"))
	r.readFields(root)
	r.readPlan(root)
	r.readRest(root)
}

// slugForm is what the name of a map, and a part of its folder, looks like.
var slugForm = regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`)

// known reports the fields of a mapping that there are not.
func (r *reader) known(node *source.Node, names []string) {
	for _, f := range node.Fields {
		if !slices.Contains(names, f.Key) {
			r.unknown(f, names)
		}
	}
}

func (r *reader) unknown(f source.Field, names []string) {
	r.suggest(r.problems.Add(f.KeyPos, "unknown-field", diag.Args{"field": f.Key}), f.Key, names)
}

// maxListed is how many names a hint lists.
const maxListed = 40

func (r *reader) suggest(p *diag.Problem, word string, names []string) {
	if near := r.ctx.Nearest(word, names); near != "" {
		p.Args["suggestion"] = near
		p.WithHint("did-you-mean")
	} else if len(names) <= maxListed {
		p.Args["values"] = strings.Join(names, ", ")
		p.WithHint("one-of")
	}
}

func (r *reader) readType(root *source.Node) {
	name := r.text(root.Get("type"), "type")
	if name != "" && r.ctx.Type != "" && name != string(r.ctx.Type) {
		r.problems.Add(root.Get("type").Pos, "bad-value/map-type", diag.Args{"value": name, "type": string(r.ctx.Type)})
		return
	}
	if name == "" {
		name = string(r.ctx.Type)
	}
	var names []string
	for _, t := range record.Types() {
		names = append(names, string(t.Name))
		if string(t.Name) == name {
			r.m.Type = t
		}
	}
	if r.m.Type.Name != "" {
		return
	}
	if name == "" {
		args := diag.Args{"field": "type", "values": strings.Join(names, ", ")}
		r.problems.Add(root.Pos, "missing-field", args).WithHint("one-of")
		return
	}
	r.suggest(r.problems.Add(r.posOf(root, "type"), "bad-value", diag.Args{"value": name, "field": "type"}), name, names)
}

// posOf is the place of a field's value, or that of the mapping without it.
func (r *reader) posOf(node *source.Node, field string) diag.Pos {
	if value := node.Get(field); value != nil {
		return value.Pos
	}
	return node.Pos
}

func (r *reader) wrongType(node *source.Node, field, expected string) {
	found := "text"
	switch node.Kind {
	case source.Mapping:
		found = "mapping"
	case source.Sequence:
		found = "list"
	}
	args := diag.Args{"field": field, "expected": "@type/" + expected, "found": "@type/" + found}
	r.problems.Add(node.Pos, "wrong-type", args)
}

// text reads one text, "" where it is left out.
func (r *reader) text(node *source.Node, field string) string {
	return strings.TrimSpace(r.rawText(node, field))
}

func (r *reader) rawText(node *source.Node, field string) string {
	switch {
	case node == nil || node.Tag == "!!null":
		return ""
	case node.Kind != source.Scalar:
		r.wrongType(node, field, "text")
		return ""
	}
	return node.Value
}

func (r *reader) oneOf(node *source.Node, otherwise string) string {
	if s := r.text(node, "name"); s != "" {
		return s
	}
	return otherwise
}

// names reads a text, or a list of texts.
func (r *reader) names(node *source.Node, field string) []Named {
	switch {
	case node == nil || node.Tag == "!!null":
		return nil
	case node.Kind == source.Scalar:
		return []Named{{strings.TrimSpace(node.Value), node.Pos}}
	case node.Kind == source.Mapping:
		r.wrongType(node, field, "list")
		return nil
	}
	var names []Named
	for _, item := range node.Items {
		if item.Kind != source.Scalar {
			r.wrongType(item, field, "text")
			continue
		}
		names = append(names, Named{strings.TrimSpace(item.Value), item.Pos})
	}
	return names
}

func titles(names []Named) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = n.Title
	}
	return list
}

func foldAll(words []string) []string {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = fold(w)
	}
	return folded
}

// fold is how words are compared: without case, accents and doubled spaces.
func fold(s string) string { return i18n.Fold(strings.Join(strings.Fields(s), " ")) }

// delimiter reads one sign.
func (r *reader) delimiter(node *source.Node) string {
	value := r.rawText(node, "delimiter")
	if utf8.RuneCountInString(value) > 1 {
		r.problems.Add(node.Pos, "bad-value/delimiter", diag.Args{"value": value})
		return ""
	}
	return value
}

func (r *reader) header(node *source.Node) []int {
	var rows []int
	for _, n := range r.names(node, "header") {
		row, err := strconv.Atoi(n.Title)
		if err != nil || row < 1 || len(rows) > 0 && row <= rows[len(rows)-1] {
			r.problems.Add(n.Pos, "bad-number", diag.Args{"value": n.Title, "field": "header"})
			return nil
		}
		rows = append(rows, row)
	}
	return rows
}

// folder reads a path below the folder of the type. It must not lead out of it.
func (r *reader) folder(node *source.Node) string {
	folder := r.text(node, "folder")
	if folder == "" {
		return ""
	}
	for part := range strings.SplitSeq(folder, "/") {
		if !slugForm.MatchString(part) {
			r.problems.Add(node.Pos, "bad-value/folder", diag.Args{"value": folder})
			return ""
		}
	}
	return folder
}

func (r *reader) order(node *source.Node, known ...Order) Order {
	value := r.text(node, "date")
	if value == "" || slices.Contains(known, Order(value)) {
		return Order(value)
	}
	var names []string
	for _, o := range known {
		names = append(names, string(o))
	}
	r.suggest(r.problems.Add(node.Pos, "bad-value", diag.Args{"value": value, "field": "date"}), value, names)
	return ""
}

func (r *reader) decimal(node *source.Node) string {
	value := r.text(node, "decimal")
	switch value {
	case "", ",", ".":
		return value
	case "comma":
		return ","
	case "point":
		return "."
	}
	args := diag.Args{"value": value, "field": "decimal", "values": "comma, point"}
	r.problems.Add(node.Pos, "bad-value", args).WithHint("one-of")
	return ""
}

func (r *reader) id(root *source.Node) ID {
	node := root.Get("id")
	if node == nil {
		r.problems.Add(root.Pos, "missing-field", diag.Args{"field": "id"})
		return ID{}
	}
	id := ID{Pos: node.Pos}
	if node.Kind == source.Mapping {
		r.known(node, []string{"columns", "prefix"})
		id.Columns = r.names(node.Get("columns"), "columns")
		id.Prefix = r.text(node.Get("prefix"), "prefix")
	} else {
		id.Columns = r.names(node, "id")
	}
	if len(id.Columns) == 0 {
		r.problems.Add(node.Pos, "missing-field", diag.Args{"field": "columns"})
	}
	if id.Prefix != "" && Slug(id.Prefix) != strings.TrimSuffix(id.Prefix, "-") {
		r.problems.Add(node.Pos, "bad-id", diag.Args{"id": id.Prefix}).WithHint("id-form")
	}
	return id
}

func (r *reader) conditions(node *source.Node) []Condition {
	if node == nil {
		return nil
	}
	if node.Kind != source.Mapping {
		r.wrongType(node, "where", "mapping")
		return nil
	}
	var list []Condition
	for _, f := range node.Fields {
		values := foldAll(titles(r.names(f.Value, f.Key)))
		list = append(list, Condition{Named{f.Key, f.KeyPos}, values})
	}
	return list
}

// readFields reads what fills which field, and sees that none that a record needs is
// forgotten.
func (r *reader) readFields(root *source.Node) {
	node := root.Get("fields")
	if node == nil || node.Kind != source.Mapping {
		pos := root.Pos
		if node != nil {
			pos = node.Pos
		}
		r.problems.Add(pos, "missing-field", diag.Args{"field": "fields"})
		return
	}
	given := map[string]bool{}
	for _, f := range node.Fields {
		name, _, _ := strings.Cut(f.Key, ".")
		name, _, _ = strings.Cut(name, "[")
		given[name] = true
		r.readField(f)
	}
	for _, f := range r.m.Type.Fields {
		if f.Required && !given[f.Name] {
			r.problems.Add(node.Pos, "missing-field/map", diag.Args{"field": f.Name}).WithHint("map-constant")
		}
	}
	r.checkTwice()
}

// notMapped are fields that an import writes itself.
var notMapped = []string{"id", "extra", "imported"}

func (r *reader) readField(f source.Field) {
	table, ok := record.Lookup(r.m.Type.Fields, f.Key)
	first := strings.FieldsFunc(f.Key, func(c rune) bool { return c == '.' || c == '[' })
	isGroupList := ok && table.Kind == record.KindGroup && table.List
	switch {
	case len(first) > 0 && slices.Contains(notMapped, first[0]):
		r.problems.Add(f.KeyPos, "unknown-field/map", diag.Args{"field": f.Key})
	case isGroupList && f.Value.Kind == source.Mapping && f.Value.Get("each") != nil:
		r.readEach(f, table)
	case isGroupList && f.Value.Kind == source.Sequence:
		for i, item := range f.Value.Items {
			r.readItem(f.Key+"["+strconv.Itoa(i+1)+"].", item)
		}
	case ok && table.Kind == record.KindLocalised && !table.List && f.Value.Kind == source.Mapping && r.isByLanguage(f.Value):
		r.m.Fields = append(r.m.Fields, r.byLanguage("", f, r.m.Type.Fields)...)
	default:
		r.m.Fields = r.add(r.m.Fields, f.Key, f, r.m.Type.Fields)
	}
}

// readItem reads a fixed item of a list of groups.
func (r *reader) readItem(prefix string, item *source.Node) {
	if item.Kind != source.Mapping {
		r.wrongType(item, strings.TrimSuffix(prefix, "."), "mapping")
		return
	}
	for _, f := range item.Fields {
		if r.isByLanguage(f.Value) {
			r.m.Fields = append(r.m.Fields, r.byLanguage(prefix, f, r.m.Type.Fields)...)
		} else {
			r.m.Fields = r.add(r.m.Fields, prefix+f.Key, f, r.m.Type.Fields)
		}
	}
}

// isByLanguage reports whether a mapping has languages for keys.
func (r *reader) isByLanguage(node *source.Node) bool {
	isOther := func(f source.Field) bool { return !slices.Contains(i18n.Languages, i18n.Lang(f.Key)) }
	return node.Kind == source.Mapping && len(node.Fields) > 0 && !slices.ContainsFunc(node.Fields, isOther)
}

func (r *reader) byLanguage(prefix string, f source.Field, fields []record.Field) []Field {
	var list []Field
	for _, lang := range f.Value.Fields {
		list = r.add(list, prefix+f.Key+"."+lang.Key, source.Field{Key: lang.Key, KeyPos: lang.KeyPos, Value: lang.Value}, fields)
	}
	return list
}

// add adds a field of a path, if there is one.
func (r *reader) add(list []Field, path string, f source.Field, fields []record.Field) []Field {
	steps, table, ok := FieldAt(fields, path, r.ctx.Lang)
	if !ok {
		name, _, _ := strings.Cut(path, ".")
		p := r.problems.Add(f.KeyPos, "unknown-field/map", diag.Args{"field": path})
		r.suggest(p, name, slices.DeleteFunc(record.Names(fields), func(name string) bool { return slices.Contains(notMapped, name) }))
		if p.Args["suggestion"] == name {
			p.WithHint("map-path")
			p.Args["values"] = strings.Join(Paths(fields, name), ", ")
		}
		return list
	}
	rule, ok := r.rule(f.Value, path, table)
	if !ok {
		return list
	}
	return append(list, Field{Path: PathOf(steps), Steps: steps, Table: table, Rule: rule, terms: termsOf(table.Vocabulary)})
}

// Paths lists the paths below a field, for hints.
func Paths(fields []record.Field, name string) []string {
	f, ok := record.Lookup(fields, name)
	if !ok {
		return nil
	}
	var paths []string
	if f.Kind == record.KindLocalised && !f.List {
		for _, lang := range i18n.Languages {
			paths = append(paths, name+"."+string(lang))
		}
		return paths
	}
	if f.Kind != record.KindGroup {
		return []string{name}
	}
	for _, inner := range f.Fields {
		paths = append(paths, name+"."+inner.Name)
	}
	return paths
}

// checkTwice reports fields that two rules fill.
func (r *reader) checkTwice() {
	seen := map[string]bool{}
	for _, f := range r.m.Fields {
		if seen[f.Path] {
			r.problems.Add(f.Rule.Pos, "bad-value/twice", diag.Args{"value": f.Path, "field": "fields"})
		}
		seen[f.Path] = true
	}
}

func (r *reader) rule(node *source.Node, name string, table record.Field) (Rule, bool) {
	rule := Rule{Pos: node.Pos, Order: r.m.Order, Decimal: r.m.Decimal, Join: " "}
	switch node.Kind {
	case source.Scalar:
		if node.Tag == "!!null" || node.Value == "" {
			r.problems.Add(node.Pos, "missing-field/empty", diag.Args{"field": name})
			return rule, false
		}
		rule.Columns = []Named{{strings.TrimSpace(node.Value), node.Pos}}
		return rule, true
	case source.Sequence:
		rule.Columns = r.names(node, name)
		return rule, len(rule.Columns) > 0
	}
	r.known(node, record.Names(ruleFields()))
	rule.Columns = append(r.names(node.Get("column"), "column"), r.names(node.Get("columns"), "columns")...)
	rule.Value = r.text(node.Get("value"), "value")
	if (len(rule.Columns) == 0) == (rule.Value == "") {
		r.problems.Add(node.Pos, "missing-field/rule", diag.Args{"field": name})
		return rule, false
	}
	if key := rule.Value; key != "" && table.Kind == record.KindTerm && !table.Vocabulary.Has(key) && termsOf(table.Vocabulary)[fold(key)] == "" {
		args := diag.Args{"value": key, "field": table.Name}
		r.suggest(r.problems.Add(node.Get("value").Pos, "bad-value", args), key, table.Vocabulary.Keys())
	}
	if join := node.Get("join"); join != nil {
		rule.Join = r.rawText(join, "join")
	}
	rule.Split = r.rawText(node.Get("split"), "split")
	if o := r.order(node.Get("date"), Orders...); o != "" {
		rule.Order = o
	}
	if d := r.decimal(node.Get("decimal")); d != "" {
		rule.Decimal = d
	}
	rule.Empty = foldAll(titles(r.names(node.Get("empty"), "empty")))
	rule.Words = r.words(node.Get("words"), table)
	rule.Pattern = r.pattern(node.Get("pattern"))
	rule.LeaveBad = r.bad(node.Get("bad"))
	return rule, true
}

// words reads the source's words. What they stand for must be values of the field.
func (r *reader) words(node *source.Node, table record.Field) map[string]string {
	if node == nil {
		return nil
	}
	if node.Kind != source.Mapping {
		r.wrongType(node, "words", "mapping")
		return nil
	}
	words := map[string]string{}
	for _, f := range node.Fields {
		value := r.text(f.Value, f.Key)
		if table.Kind == record.KindTerm && value != "" && !table.Vocabulary.Has(value) {
			args := diag.Args{"value": value, "field": table.Name}
			r.suggest(r.problems.Add(f.Value.Pos, "bad-value", args), value, table.Vocabulary.Keys())
		}
		words[fold(f.Key)] = value
	}
	return words
}

// longestPattern keeps patterns from growing the program beyond bounds.
const longestPattern = 500

func (r *reader) pattern(node *source.Node) *regexp.Regexp {
	text := r.rawText(node, "pattern")
	if text == "" {
		return nil
	}
	re, err := regexp.Compile(text)
	if err != nil || len(text) > longestPattern || re.NumSubexp() < 1 {
		r.problems.Add(node.Pos, "bad-value/pattern", diag.Args{"value": text})
		return nil
	}
	return re
}

func (r *reader) bad(node *source.Node) bool {
	value := r.text(node, "bad")
	if value == "" || value == "reject" {
		return false
	}
	if value != "leave-out" {
		args := diag.Args{"value": value, "field": "bad", "values": "leave-out, reject"}
		r.problems.Add(node.Pos, "bad-value", args).WithHint("one-of")
	}
	return true
}

// readEach reads a list whose items come from rows.
func (r *reader) readEach(f source.Field, table record.Field) {
	node := f.Value
	r.known(node, []string{"each", "where", "fields"})
	e := Each{Path: f.Key, Of: r.text(node.Get("each"), "each"), Where: r.conditions(node.Get("where")), Key: -1}
	if e.Of == "rows" {
		e.Of = ""
	}
	fields := node.Get("fields")
	if fields == nil || fields.Kind != source.Mapping {
		r.problems.Add(node.Pos, "missing-field", diag.Args{"field": "fields"})
		return
	}
	given := map[string]bool{}
	for _, inner := range fields.Fields {
		name, _, _ := strings.Cut(inner.Key, ".")
		given[name] = true
		if r.isByLanguage(inner.Value) {
			e.Fields = append(e.Fields, r.byLanguage("", inner, table.Fields)...)
		} else {
			e.Fields = r.add(e.Fields, inner.Key, inner, table.Fields)
		}
	}
	for _, required := range table.Fields {
		if required.Required && !given[required.Name] {
			r.problems.Add(fields.Pos, "missing-field/map", diag.Args{"field": f.Key + "." + required.Name}).WithHint("map-constant")
		}
	}
	if e.Of != "" {
		// The columns of a row's own list are called after it.
		for i := range e.Fields {
			for j := range e.Fields[i].Rule.Columns {
				e.Fields[i].Rule.Columns[j].Title = e.Of + "." + e.Fields[i].Rule.Columns[j].Title
			}
		}
	}
	for _, key := range []string{"number", "id", "url", "date"} {
		if i := slices.IndexFunc(e.Fields, func(f Field) bool { return f.Path == key }); i >= 0 {
			e.Key = i
			break
		}
	}
	r.m.Each = append(r.m.Each, e)
}

// readPlan reads of which plan a commitment is.
func (r *reader) readPlan(root *source.Node) {
	node := root.Get("plan")
	switch {
	case r.m.Type.Name != "commitment" && node != nil:
		r.problems.Add(node.Pos, "unknown-field", diag.Args{"field": "plan"})
	case r.m.Type.Name != "commitment":
	case node == nil:
		r.problems.Add(root.Pos, "missing-field", diag.Args{"field": "plan"})
	default:
		table := record.Field{Name: "plan", Kind: record.KindRef, Ref: "plan"}
		if rule, ok := r.rule(node, "plan", table); ok {
			if node.Kind == source.Scalar { // an id, as it is mostly the same for all
				rule.Value, rule.Columns = rule.Columns[0].Title, nil
			}
			r.m.Plan = &rule
		}
	}
}

// readRest reads what becomes of columns that fill no field.
func (r *reader) readRest(root *source.Node) {
	m := r.m
	m.Extra = r.names(root.Get("extra"), "extra")
	if len(m.Extra) == 1 && m.Extra[0].Title == "all" {
		m.Extra, m.ExtraAll = nil, true
	}
	m.Ignore = r.names(root.Get("ignore"), "ignore")
	m.Persons = r.names(root.Get("persons"), "persons")
	r.readCreate(root.Get("create"))
}

func (r *reader) readCreate(node *source.Node) {
	if node == nil {
		return
	}
	var what []Named
	if node.Kind != source.Mapping {
		what = r.names(node, "create")
	} else {
		for _, f := range node.Fields {
			what = append(what, Named{f.Key, f.KeyPos})
			r.m.Kind = r.text(f.Value, f.Key)
			if v := record.InstitutionKind("").Vocabulary(); !v.Has(r.m.Kind) {
				args := diag.Args{"value": r.m.Kind, "field": "create"}
				r.suggest(r.problems.Add(f.Value.Pos, "bad-value", args), r.m.Kind, v.Keys())
			}
		}
	}
	for _, n := range what {
		if n.Title != "institutions" {
			args := diag.Args{"value": n.Title, "field": "create", "values": "institutions"}
			r.problems.Add(n.Pos, "bad-value", args).WithHint("one-of")
			continue
		}
		r.m.Create = true
	}
}
