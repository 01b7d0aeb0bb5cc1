package check

import (
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/invisible"
	"parskats/internal/markdown"
	"parskats/internal/record"
	"parskats/internal/source"
)

// item is a record with the documents that it was read from.
type item struct {
	typ   record.Type
	node  *source.Node // the record's fields; nil for Markdown without front matter
	doc   *source.Document
	value reflect.Value // the record's struct
	body  []body
	// translations are the record's Markdown files, in all languages.
	translations []translation
	// common are the fields that every record has, in value.
	common *record.Common
	// givesID says that the record's file gives its id.
	givesID bool
}

// body is the record's Markdown in one language.
type body struct {
	lang i18n.Lang
	doc  *source.Document
	text *markdown.Doc
}

// base returns the fields that every record has.
func (it *item) base() *record.Common { return it.common }

// pos returns the place of a value in the record's main document, as near as the
// path goes: names of fields, and numbers of list items.
func (it *item) pos(steps ...any) diag.Pos { return at(it.node, it.doc, steps...) }

// posIn returns the place of a localised field's text in a language: in the file of
// that language, where it gives the field, or else in the main one.
func (it *item) posIn(lang i18n.Lang, field string) diag.Pos {
	for _, t := range it.translations {
		if t.lang == lang && t.doc.Root.Get(field) != nil {
			return at(t.doc.Root, t.doc, field, string(lang))
		}
	}
	return it.pos(field, string(lang))
}

func at(node *source.Node, doc *source.Document, steps ...any) diag.Pos {
	place := docStart(node, doc)
	for _, step := range steps {
		switch s := step.(type) {
		case string:
			node = node.Get(s)
		case int:
			if node == nil || s >= len(node.Items) {
				return place
			}
			node = node.Items[s]
		}
		if node == nil {
			return place
		}
		place = node.Pos
	}
	return place
}

// unit is what is read in one go: a document that holds a record or a list of them,
// or the Markdown documents of one record in several languages.
type unit struct {
	place place
	docs  []*source.Document
}

// readUnit is a unit with what was read of it.
type readUnit struct {
	unit
	reader reader
	// rules are what was found of its items by the rules of their type; nil before.
	rules []ruled
}

// readRecords reads every document that is a record, on all cores. What was found is
// joined in the order of the documents, so that it is the same every time.
func (c *checker) readRecords() {
	units := c.sortIntoUnits()
	c.common.Append(c.problems)
	c.units = make([]*readUnit, len(units))
	inParallel(len(units), func(i int) {
		if known := c.memory.read(units[i]); known != nil {
			c.units[i] = known
			return
		}
		c.units[i] = c.readUnit(units[i])
	})
	c.memory.keepUnits(c.units)
	c.items = slices.Grow(c.items, len(units))
	for _, u := range c.units {
		c.join(&u.reader)
	}
}

// inParallel calls do for the numbers below n.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	workers.Wait()
}

// sortIntoUnits sorts the documents into what is read in one go, and reports those that
// belong to no type of record.
func (c *checker) sortIntoUnits() []unit {
	units := make([]unit, 0, len(c.tree.Documents))
	groups := map[string]int{} // Markdown records by groupOf: their place in units
	for _, doc := range c.tree.Documents {
		if doc.Path == configFile || doc.Path == coverageFile {
			continue
		}
		pl, wrong := c.placeOf(doc.Path)
		switch {
		case wrong != "":
			c.strayFile(doc, pl, wrong)
		case !doc.IsMarkdown:
			c.noteList(pl, doc)
			units = append(units, unit{pl, []*source.Document{doc}})
		case c.hidden.groups[groupOf(doc.Path, pl)]:
			// The file that can't be read may be the one with the fields.
		default:
			group := groupOf(doc.Path, pl)
			i, seen := groups[group]
			if !seen {
				i = len(units)
				groups[group] = i
				units = append(units, unit{place: pl})
			}
			units[i].docs = append(units[i].docs, doc)
		}
	}
	return units
}

func (c *checker) strayFile(doc *source.Document, pl place, wrong string) {
	args := diag.Args{"lang": string(pl.lang), "values": quoted(langNames(i18n.Languages)), "folders": c.folders()}
	p := c.problems.Add(docPos(doc), wrong, args)
	if wrong == "unknown-file/language" {
		p.WithHint("one-of")
	} else {
		hintMeant(p, "did-you-mean", c.likelyPlace(doc.Path), "folders")
	}
	c.hideStray(doc.Path, pl)
}

// noteList notes that the records of a type are hidden where their list is none.
func (c *checker) noteList(pl place, doc *source.Document) {
	if pl.list && !isList(doc) {
		c.hidden.types[pl.typ.Name] = true
	}
}

func (c *checker) readUnit(u unit) *readUnit {
	r := reader{lang: c.langs[0], langs: c.langs, plan: u.place.plan}
	switch {
	case u.place.list:
		r.list(u.place, u.docs[0])
	case u.docs[0].IsMarkdown:
		r.translations(u, c.langs)
	default:
		r.items = append(r.items, r.item(u.place, u.docs[0], u.docs[0].Root))
	}
	return &readUnit{unit: u, reader: r}
}

// list reads a document that holds a list of records. An entry without an id is no
// record: nothing could refer to it.
func (r *reader) list(pl place, doc *source.Document) {
	for _, node := range r.listItems(doc) {
		it := r.item(pl, doc, node)
		switch {
		case node.Kind != source.Mapping: // reported as no record
		case it.base().ID == "":
			r.problems.Add(node.Pos, "missing-field", diag.Args{"field": "id"})
		default:
			r.items = append(r.items, it)
		}
	}
}

// translations reads one record from its Markdown files, the default language's first:
// it holds all fields, the others only what they translate.
func (r *reader) translations(u unit, langs []i18n.Lang) {
	byLang := r.sortByLanguage(u, langs)
	main := byLang[0]
	r.lang = main.lang
	pl := u.place
	pl.name, _ = splitName(path.Base(main.doc.Path))
	it := r.item(pl, main.doc, main.doc.Root)
	it.translations = byLang
	r.addBody(it, main)
	for _, other := range byLang[1:] {
		r.lang = other.lang
		r.translated(it.value, it.typ.Fields, other.doc.Root, main.doc.Path)
		r.addBody(it, other)
	}
	r.items = append(r.items, it)
}

// translation is a Markdown file of a record in one language.
type translation struct {
	lang i18n.Lang
	doc  *source.Document
}

// sortByLanguage returns the files of a record in the order of the site's languages,
// and reports those that are in the same language as another.
func (r *reader) sortByLanguage(u unit, langs []i18n.Lang) []translation {
	var files []translation
	for _, doc := range u.docs {
		lang := langOf(doc, langs)
		i := slices.IndexFunc(files, func(t translation) bool { return t.lang == lang })
		if i >= 0 {
			if !strings.EqualFold(doc.Path, files[i].doc.Path) { // else it is reported for its name
				args := diag.Args{"type": recordWord(u.place.typ.Name), "id": u.place.name, "file": files[i].doc.Path}
				r.problems.Add(docPos(doc), "duplicate-id", args)
			}
			continue
		}
		files = append(files, translation{lang, doc})
	}
	slices.SortStableFunc(files, func(a, b translation) int {
		return langOrder(a.lang, langs) - langOrder(b.lang, langs)
	})
	return files
}

// langOf returns the language of a Markdown file: that in its name, else the site's
// default language.
func langOf(doc *source.Document, langs []i18n.Lang) i18n.Lang {
	if _, lang := splitName(doc.Path[strings.LastIndex(doc.Path, "/")+1:]); lang != "" {
		return lang
	}
	return langs[0]
}

// langOrder returns a language's place among the site's; a language that is none of
// them comes last.
func langOrder(lang i18n.Lang, langs []i18n.Lang) int {
	if i := slices.Index(langs, lang); i >= 0 {
		return i
	}
	return len(langs)
}

// fileIn returns the path of the file that would hold a Markdown record in a language.
func (it *item) fileIn(lang i18n.Lang) string {
	return path.Join(path.Dir(it.doc.Path), it.fileName()+"."+string(lang)+".md")
}

// fileName is the name of a record's file without language and ending.
func (it *item) fileName() string {
	name, _ := splitName(path.Base(it.doc.Path))
	return name
}

func (r *reader) addBody(it *item, t translation) {
	if invisible.IsBlank(t.doc.Body) {
		return
	}
	text, problems := markdown.Parse(t.doc.Path, t.doc.BodyLine, t.doc.Body)
	r.problems.Append(problems)
	base := it.base()
	if base.Body == nil {
		base.Body = map[i18n.Lang]*markdown.Doc{}
	}
	base.Body[t.lang] = text
	it.body = append(it.body, body{t.lang, t.doc, text})
	r.recordLinks(text.Links)
}

// item reads one record of a place's type from a node.
func (r *reader) item(pl place, doc *source.Document, node *source.Node) *item {
	it := &item{typ: pl.typ, node: node, doc: doc, value: reflect.New(pl.typ.Go).Elem()}
	it.common = it.value.Addr().Interface().(based).Base()
	it.givesID = it.given("id")
	r.record(it.value, node, doc)
	base := it.base()
	base.Path = doc.Path
	if base.ID == "" && !pl.list {
		base.ID = pl.name
	}
	if commitment, ok := it.value.Addr().Interface().(*record.Commitment); ok {
		commitment.Plan = pl.plan
		setMeasureKeys(commitment)
	}
	return it
}

func setMeasureKeys(c *record.Commitment) {
	for i := range c.Measures {
		c.Measures[i].Key = record.MeasureKey(c.ID, c.Measures[i].Number)
	}
}

// recordWord is the word for a type of record in a problem's arguments.
func recordWord(t record.TypeName) string { return "@record/" + string(t) }
