package check

import (
	"reflect"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/invisible"
	"parskats/internal/record"
	"parskats/internal/source"
)

// ref is a reference to another record, resolved when all are read.
type ref struct {
	typ  record.TypeName
	id   string
	pos  diag.Pos
	plan string // for what belongs to one plan: directions and headline actions
}

// reader fills records from nodes by the field tables, and keeps what it found.
type reader struct {
	lang     i18n.Lang   // the language of a text that names none
	langs    []i18n.Lang // the site's languages
	plan     string
	items    []*item
	refs     []ref
	guesses  int // unknown words for which a likely one was sought
	problems diag.Problems
}

// mayGuess counts the unknown words, and reports whether to seek what was meant by one.
func (r *reader) mayGuess() bool {
	r.guesses++
	return r.guesses <= maxGuesses
}

// record reads a whole record into a struct.
func (r *reader) record(into reflect.Value, node *source.Node, doc *source.Document) {
	r.group(into, record.FieldsOf(into.Type()), node, docStart(node, doc))
}

// listItems returns the records of a document that holds a list of them.
func (r *reader) listItems(doc *source.Document) []*source.Node {
	if !isList(doc) {
		r.wrongType(doc.Root, doc.Path, "list").WithHint("list-records")
		return nil
	}
	return doc.Root.Items
}

// docStart is where a missing field is reported: the record's first line.
func docStart(node *source.Node, doc *source.Document) diag.Pos {
	if node == nil {
		return docPos(doc)
	}
	return node.Pos
}

// group reads a mapping into a struct by its field table. A node of nil stands for
// Markdown without front matter, which has no fields.
func (r *reader) group(into reflect.Value, fields []record.Field, node *source.Node, start diag.Pos) {
	if node != nil && node.Kind != source.Mapping {
		r.problems.Add(node.Pos, "wrong-type/record", nil)
		return
	}
	given := make([]bool, len(fields))
	var blank []source.Field
	if node != nil {
		for _, entry := range node.Fields {
			i := fieldIndex(fields, entry.Key)
			if i < 0 {
				// A field under another name is there, if only its name is mended.
				i = fieldIndex(fields, r.unknownField(entry, fields, blank))
				if i >= 0 {
					given[i] = true
				}
				// An id is read even so, for others refer to it.
				if i < 0 || fields[i].Kind != record.KindID {
					continue
				}
			}
			if isEmpty(entry.Value) {
				blank = append(blank, entry)
				continue
			}
			given[i] = true
			r.field(into.FieldByIndex(fields[i].Index), &fields[i], entry.Value)
		}
	}
	for i := range fields {
		if fields[i].Required && !given[i] {
			r.missing(fields[i].Name, node, blank, start)
		}
	}
}

// missing reports a field that is needed: where it was left empty, or else where its
// record starts.
func (r *reader) missing(field string, node *source.Node, blank []source.Field, start diag.Pos) {
	args := diag.Args{"field": field}
	i := slices.IndexFunc(blank, func(f source.Field) bool { return f.Key == field })
	switch {
	case i >= 0:
		r.problems.Add(blank[i].KeyPos, "missing-field/empty", args)
	case node == nil:
		r.problems.Add(start, "missing-field", args).WithHint("front-matter-first")
	default:
		r.problems.Add(start, "missing-field", args)
	}
}

// texts reads a mapping of any names to texts. One that is left empty is not given.
func (r *reader) texts(into reflect.Value, f *record.Field, node *source.Node) {
	if node.Kind != source.Mapping {
		r.wrongType(node, f.Name, "mapping")
		return
	}
	texts := make(map[string]string, len(node.Fields))
	for _, entry := range node.Fields {
		switch {
		case isEmpty(entry.Value):
		case entry.Value.Kind != source.Scalar:
			r.wrongType(entry.Value, f.Name+"."+entry.Key, "text")
		default:
			texts[entry.Key] = strings.TrimSpace(entry.Value.Value)
			r.personalIn(entry.Value)
		}
	}
	into.Set(reflect.ValueOf(texts))
}

// translated reads the localised texts of a translation; other fields belong in the main
// file.
func (r *reader) translated(into reflect.Value, fields []record.Field, node *source.Node, mainFile string) {
	if node == nil {
		return
	}
	if node.Kind != source.Mapping {
		r.problems.Add(node.Pos, "wrong-type/record", nil)
		return
	}
	for _, entry := range node.Fields {
		i := fieldIndex(fields, entry.Key)
		switch {
		case i < 0:
			r.unknownField(entry, fields, nil)
		case isEmpty(entry.Value):
		case fields[i].Kind == record.KindLocalised && !fields[i].List:
			r.field(into.FieldByIndex(fields[i].Index), &fields[i], entry.Value)
		default:
			r.problems.Add(entry.KeyPos, "unknown-field/translation", diag.Args{"field": entry.Key, "file": mainFile})
		}
	}
}

// fieldIndex returns a field's place in its table, or -1.
func fieldIndex(fields []record.Field, name string) int {
	for i := range fields {
		if fields[i].Name == name {
			return i
		}
	}
	return -1
}

// unknownField reports a field that there is not, and returns the one that was meant,
// "" where that can't be told. One whose group stands above it without fields, blank, is
// only not indented: it fills its group, which is returned.
func (r *reader) unknownField(entry source.Field, fields []record.Field, blank []source.Field) (meant string) {
	p := r.problems.Add(entry.KeyPos, "unknown-field", diag.Args{"field": entry.Key})
	if !r.mayGuess() {
		return ""
	}
	if parent := lastGroupWith(fields, blank, entry.Key); parent != "" {
		p.Args["parent"] = parent
		p.WithHint("indent-in")
		return parent
	}
	if meant = likelyField(fields, entry.Key); meant != "" {
		p.Args["suggestion"] = meant
		p.WithHint("did-you-mean")
		return meant
	}
	suggest(p, entry.Key, record.Names(fields))
	if parent := groupWith(fields, entry.Key); parent != "" && p.Hint != "did-you-mean" {
		p.Args["parent"] = parent
		p.WithHint("inside")
	}
	return p.Args["suggestion"]
}

// lastGroupWith returns the last of the blank fields, if it is a group that has a field
// of the name, or a text in each language and the name is that of one.
func lastGroupWith(fields []record.Field, blank []source.Field, name string) string {
	if len(blank) == 0 {
		return ""
	}
	last := blank[len(blank)-1].Key
	f, ok := record.Lookup(fields, last)
	isText := f.Kind == record.KindLocalised && isKnown(i18n.Lang(name))
	if !ok || f.List || !isText && fieldIndex(f.Fields, name) < 0 {
		return ""
	}
	return last
}

// groupWith returns the group among fields that has a field of the name, for one that
// stands a level too far out; "" where none or several have it.
func groupWith(fields []record.Field, name string) string {
	found := ""
	for i := range fields {
		if fieldIndex(fields[i].Fields, name) < 0 {
			continue
		}
		if found != "" {
			return ""
		}
		found = fields[i].Name
	}
	return found
}

// isEmpty reports whether a value says nothing: neither it nor anything in it was
// filled in. A field that was left empty is not given, as in a form.
func isEmpty(n *source.Node) bool {
	switch n.Kind {
	case source.Mapping:
		return !slices.ContainsFunc(n.Fields, func(f source.Field) bool { return !isEmpty(f.Value) })
	case source.Sequence:
		return !slices.ContainsFunc(n.Items, func(item *source.Node) bool { return !isEmpty(item) })
	}
	return n.Tag == "!!null" || invisible.IsBlank(n.Value)
}

// field reads a value, or a list of values, into its place.
func (r *reader) field(into reflect.Value, f *record.Field, node *source.Node) {
	if !f.List {
		r.value(into, f, node)
		return
	}
	if node.Kind != source.Sequence {
		r.wrongType(node, f.Name, "list")
		return
	}
	list := reflect.MakeSlice(into.Type(), len(node.Items), len(node.Items))
	for i, n := range node.Items {
		r.value(list.Index(i), f, n)
	}
	into.Set(list)
	r.checkTwice(f, node)
}

// checkTwice reports values that a list names more than once. That of old addresses
// is left to the rule that no address leads to two records.
func (r *reader) checkTwice(f *record.Field, list *source.Node) {
	if f.Kind == record.KindGroup || f.Kind == record.KindLocalised || f.Kind == record.KindPath {
		return
	}
	seen := make(map[string]bool, len(list.Items))
	for _, n := range list.Items {
		if n.Kind != source.Scalar || isEmpty(n) {
			continue
		}
		if seen[n.Value] {
			r.problems.Add(n.Pos, "bad-value/twice", diag.Args{"value": n.Value, "field": f.Name})
		}
		seen[n.Value] = true
	}
}

// value reads one value into its place, through the pointer of an optional one.
func (r *reader) value(into reflect.Value, f *record.Field, node *source.Node) {
	if into.Kind() == reflect.Pointer {
		r.optional(into, f, node)
		return
	}
	switch f.Kind {
	case record.KindGroup:
		if node.Kind != source.Mapping {
			r.wrongGroup(node, f)
			return
		}
		r.group(into, f.Fields, node, node.Pos)
	case record.KindLocalised:
		r.localised(into, f, node)
	case record.KindTexts:
		r.texts(into, f, node)
	default:
		r.scalar(into, f, node)
	}
}

// optional reads a value that may be unknown. A number that can't be read stays so: it
// is not zero.
func (r *reader) optional(into reflect.Value, f *record.Field, node *source.Node) {
	before := r.problems.Len()
	value := reflect.New(into.Type().Elem())
	r.value(value.Elem(), f, node)
	if f.Kind == record.KindGroup || r.problems.Len() == before {
		into.Set(value)
	}
}

// localised reads a text in the reader's language, or a map of languages to texts.
func (r *reader) localised(into reflect.Value, f *record.Field, node *source.Node) {
	text, _ := reflect.TypeAssert[i18n.Text](into)
	if text == nil {
		text = i18n.Text{}
		into.Set(reflect.ValueOf(text))
	}
	switch {
	case isEmpty(node) || node.Kind == source.Sequence:
		r.wrongType(node, f.Name, "localised")
	case node.Kind == source.Mapping:
		r.localisedMap(text, f, node)
	default:
		text[r.lang] = strings.TrimSpace(node.Value)
		r.checkText(f, node)
	}
}

func (r *reader) localisedMap(text i18n.Text, f *record.Field, node *source.Node) {
	for _, entry := range node.Fields {
		switch {
		case !isKnown(i18n.Lang(entry.Key)):
			args := diag.Args{"field": entry.Key, "values": quoted(langNames(i18n.Languages))}
			p := r.problems.Add(entry.KeyPos, "unknown-field", args)
			hintMeant(p, "did-you-mean", likelyLang(entry.Key), "one-of")
		case isEmpty(entry.Value):
		case entry.Value.Kind != source.Scalar:
			r.wrongType(entry.Value, f.Name+"."+entry.Key, "text")
		default:
			text[i18n.Lang(entry.Key)] = strings.TrimSpace(entry.Value.Value)
			r.checkText(f, entry.Value)
		}
	}
	r.untranslated(text, f, node)
}

// untranslated warns of a text that is written by language and lacks one of the
// site's. A text that names no language is meant to be in one only, and so is one that
// is not in the default language: there is no other way to write an official title
// that exists in English alone. A language that is written and left empty was meant to be
// filled in, whichever it is.
func (r *reader) untranslated(text i18n.Text, f *record.Field, node *source.Node) {
	if len(text) == 0 {
		return
	}
	for _, lang := range r.langs {
		pos, isWritten := keyPos(node, string(lang))
		if !text.Has(lang) && (isWritten || text.Has(r.langs[0])) {
			args := diag.Args{"field": f.Name, "lang": string(lang)}
			r.problems.Add(pos, "translation-missing", args)
		}
	}
}

// keyPos returns the place of a key of a mapping, or that of the mapping where it is not
// written.
func keyPos(node *source.Node, key string) (pos diag.Pos, isWritten bool) {
	for _, entry := range node.Fields {
		if entry.Key == key {
			return entry.KeyPos, true
		}
	}
	return node.Pos, false
}

// checkText looks at what a text says.
func (r *reader) checkText(f *record.Field, node *source.Node) {
	r.checkPlaceholder(f, node)
	r.personalIn(node)
	if unpaired(node.Value) {
		r.problems.Add(node.Pos, "unpaired-quote", nil).WithHint("pair-quote")
	}
}

// checkPlaceholder refuses a text that says nothing. It would be shown as though
// something were known.
func (r *reader) checkPlaceholder(f *record.Field, node *source.Node) {
	if record.IsPlaceholder(node.Value) {
		args := diag.Args{"value": strings.TrimSpace(node.Value), "field": f.Name}
		r.problems.Add(node.Pos, "bad-value/placeholder", args).WithHint(whereUnknown(f))
	}
}

// whereUnknown is the hint on a field of which nothing is known: it is left out, unless
// the record needs it.
func whereUnknown(f *record.Field) string {
	if f.Required {
		return "needed"
	}
	return "leave-out"
}

// likelyLang returns the language of the site that a word names.
func likelyLang(name string) string {
	switch strings.ToLower(name) {
	case "lv", "lav", "latviski", "latviešu", "latvian":
		return string(i18n.Latvian)
	case "en", "eng", "angliski", "angļu", "english":
		return string(i18n.English)
	}
	return ""
}

func langNames(langs []i18n.Lang) []string {
	names := make([]string, len(langs))
	for i, l := range langs {
		names[i] = string(l)
	}
	return names
}

func valueOf(pointer any) reflect.Value { return reflect.ValueOf(pointer).Elem() }
