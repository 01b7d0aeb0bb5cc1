package check

import (
	"reflect"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
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
}

// body is the record's Markdown in one language.
type body struct {
	doc  *source.Document
	text *markdown.Doc
}

// base returns the fields that every record has.
func (it *item) base() *record.Common { return it.value.Addr().Interface().(based).Base() }

// pos returns the place of a value in the record's main document, as near as the
// path goes: names of fields, and numbers of list items.
func (it *item) pos(steps ...any) diag.Pos { return at(it.node, it.doc, steps...) }

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

// readRecords reads every document that is a record.
func (c *checker) readRecords() {
	var markdowns []*source.Document
	for _, doc := range c.tree.Documents {
		if doc.Path == configFile || doc.Path == coverageFile {
			continue
		}
		pl, ok := c.placeOf(doc.Path)
		switch {
		case !ok:
			c.problems.Add(docPos(doc), "unknown-file", diag.Args{"folders": c.folders()}).WithHint("folders")
		case doc.IsMarkdown && !pl.list:
			markdowns = append(markdowns, doc)
		case pl.list:
			c.readList(pl, doc)
		default:
			c.add(c.readItem(pl, doc, doc.Root, c.langs[0]))
		}
	}
	c.readMarkdown(markdowns)
}

func (c *checker) readList(pl place, doc *source.Document) {
	for _, node := range c.reader(c.langs[0]).listItems(doc) {
		it := c.readItem(pl, doc, node, c.langs[0])
		if it.base().ID == "" {
			c.problems.Add(node.Pos, "missing-field", diag.Args{"field": "id"})
			continue
		}
		c.add(it)
	}
}

// readMarkdown reads Markdown records; the files of one record in several languages
// stand beside each other.
func (c *checker) readMarkdown(docs []*source.Document) {
	groups := map[string][]*source.Document{}
	var order []string
	for _, doc := range docs {
		pl, _ := c.placeOf(doc.Path)
		key := doc.Path[:strings.LastIndex(doc.Path, "/")+1] + pl.name
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], doc)
	}
	for _, key := range order {
		c.readTranslations(groups[key])
	}
}

// readTranslations reads one record from its files, the default language's first: it
// holds all fields, the others only what they translate.
func (c *checker) readTranslations(docs []*source.Document) {
	slices.SortStableFunc(docs, func(a, b *source.Document) int {
		return c.langOrder(c.langOf(a)) - c.langOrder(c.langOf(b))
	})
	main := docs[0]
	pl, _ := c.placeOf(main.Path)
	it := c.readItem(pl, main, main.Root, c.langOf(main))
	c.addBody(it, main)
	for _, doc := range docs[1:] {
		c.reader(c.langOf(doc)).translation(it.value, doc.Root, main.Path)
		c.addBody(it, doc)
	}
	c.add(it)
}

func (c *checker) langOf(doc *source.Document) i18n.Lang {
	if pl, _ := c.placeOf(doc.Path); pl.lang != "" {
		return pl.lang
	}
	return c.langs[0]
}

func (c *checker) langOrder(lang i18n.Lang) int { return slices.Index(c.langs, lang) }

func (c *checker) addBody(it *item, doc *source.Document) {
	if strings.TrimSpace(doc.Body) == "" {
		return
	}
	text, problems := markdown.Parse(doc.Path, doc.BodyLine, doc.Body)
	c.problems.Append(problems)
	base := it.base()
	if base.Body == nil {
		base.Body = map[i18n.Lang]*markdown.Doc{}
	}
	base.Body[c.langOf(doc)] = text
	it.body = append(it.body, body{doc, text})
}

// readItem reads one record of a place's type from a node.
func (c *checker) readItem(pl place, doc *source.Document, node *source.Node, lang i18n.Lang) *item {
	it := &item{typ: pl.typ, node: node, doc: doc, value: reflect.New(pl.typ.Go).Elem()}
	r := c.reader(lang)
	r.plan = pl.plan
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

func (c *checker) add(it *item) { c.items = append(c.items, it) }
