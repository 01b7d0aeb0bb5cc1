// Package check turns documents into a site, or into problems that say where the
// source is wrong, what is wrong and what to write instead. It is the only maker of
// a record.Site.
//
// A problem in one place does not hide others, nor does it make more than one: what
// can't be known since a file is unreadable is not held against the files that
// mention it. So all rules run over half-read records, too.
package check

import (
	"reflect"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// Check reads all documents of a tree as records and holds them against the rules.
// All problems are collected, none stops the reading of the rest. The site is nil
// where there is an error among them. Problems of the tree itself are not among
// them: where source.Read reports errors, there is no site to be had, either.
func Check(tree source.Tree) (*record.Site, diag.Problems) { return (*Memory)(nil).Check(tree) }

// Check does what the function Check does, and takes what it can from the memory. A memory
// of nil holds nothing and keeps nothing.
func (m *Memory) Check(tree source.Tree) (*record.Site, diag.Problems) {
	if site, problems, ok := m.amend(tree); ok {
		return site, problems
	}
	c := newChecker(tree)
	c.memory = m
	m.begin(c.document(configFile))
	c.readConfig()
	c.readCoverage()
	c.noteUnreadable()
	c.checkFiles()
	c.checkCase()
	c.readRecords()
	before := c.problems.Len()
	c.checkIDs()
	c.checkRefs()
	c.checkCoverage()
	c.checkParents()
	c.checkLinks()
	between := c.problems.Len() - before
	c.checkRules()
	if c.problems.Count(diag.Error) > 0 || len(tree.Unreadable) > 0 || len(tree.Links) > 0 {
		return nil, c.problems
	}
	site := c.site(&record.Site{})
	if between == 0 {
		m.keep(c, site)
	}
	return site, c.problems
}

// checker holds what is known while the documents are read.
type checker struct {
	tree   source.Tree
	types  []record.Type
	config *record.Config
	// sampleUnread says that whether the site is a sample was written, and can't be read.
	sampleUnread bool
	coverage     []record.Coverage
	// coverageNodes are the entries as they are written.
	coverageNodes []*source.Node
	langs         []i18n.Lang // the site's languages, the default one first
	units         []*readUnit // in the order of their documents
	items         []*item     // those of all units
	byType        map[record.TypeName]map[string]*item
	measures      map[string]diag.Pos // by key: where the number stands
	refs          []ref
	hidden        hidden
	miscased      map[string]bool // files reported since another differs only in capitals
	problems      diag.Problems
	// common are the problems that are not those of a single unit.
	common diag.Problems
	// memory holds what was found before; nil where nothing is kept.
	memory *Memory
	// amended are the items that differ from those of an earlier check: see amend.
	amended []*item
}

const (
	configFile   = "data/site.yaml"
	coverageFile = "data/coverage.yaml"
)

func newChecker(tree source.Tree) *checker {
	return &checker{
		tree:     tree,
		types:    record.Types(),
		config:   &record.Config{},
		langs:    i18n.Languages,
		byType:   map[record.TypeName]map[string]*item{},
		measures: map[string]diag.Pos{},
		hidden:   newHidden(),
		miscased: map[string]bool{},
	}
}

// document returns the document of a path, or nil.
func (c *checker) document(path string) *source.Document {
	i := slices.IndexFunc(c.tree.Documents, func(d *source.Document) bool { return d.Path == path })
	if i < 0 {
		return nil
	}
	return c.tree.Documents[i]
}

// readConfig reads the site's own record. Its languages come first, since they
// decide how every text is read.
func (c *checker) readConfig() {
	doc := c.document(configFile)
	if doc == nil {
		if !slices.Contains(c.tree.Unreadable, configFile) && !c.isBehindLink(configFile) {
			c.problems.Add(diag.Pos{File: configFile}, "missing-file", diag.Args{"file": configFile}).WithHint("init")
		}
		return
	}
	c.readLanguages(doc.Root.Get("languages"))
	c.config.Path = doc.Path
	r := reader{lang: c.langs[0], langs: c.langs}
	r.record(valueOf(c.config), doc.Root, doc)
	c.join(&r)
	sample := doc.Root.Get("sample")
	c.sampleUnread = sample != nil && !isEmpty(sample) && sample.Tag != "!!bool"
	c.checkConfig(doc)
}

// readLanguages takes the languages that are known, and all of Parskats's own where
// there is none: a mistake here must not make every text of the site one.
func (c *checker) readLanguages(node *source.Node) {
	if node == nil {
		return
	}
	var langs []i18n.Lang
	for _, item := range node.Items {
		if lang := i18n.Lang(item.Value); isKnown(lang) && !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	if len(langs) > 0 {
		c.langs = langs
	}
}

// isKnown reports whether Parskats speaks a language.
func isKnown(lang i18n.Lang) bool { return slices.Contains(i18n.Languages, lang) }

// readCoverage reads the file that says how much of a whole the records are.
func (c *checker) readCoverage() {
	doc := c.document(coverageFile)
	if doc == nil {
		return
	}
	r := reader{lang: c.langs[0], langs: c.langs}
	for _, node := range r.listItems(doc) {
		var entry record.Coverage
		r.record(valueOf(&entry), node, doc)
		c.coverage = append(c.coverage, entry)
		c.coverageNodes = append(c.coverageNodes, node)
	}
	c.join(&r)
}

// join adds what a reader found.
func (c *checker) join(r *reader) {
	c.items = append(c.items, r.items...)
	c.refs = append(c.refs, r.refs...)
	c.problems.Append(r.problems)
}

// site builds the site from what was read. last is the one that the amended items are to
// amend, or an empty one where nothing is amended.
func (c *checker) site(last *record.Site) *record.Site {
	return &record.Site{
		Config:        c.config,
		Coverage:      c.coverage,
		Institutions:  collect(c, last.Institutions),
		Areas:         collect(c, last.Areas),
		Methods:       collect(c, last.Methods),
		TargetGroups:  collect(c, last.TargetGroups),
		Plans:         collect(c, last.Plans),
		Commitments:   collect(c, last.Commitments),
		Consultations: collect(c, last.Consultations),
		Initiatives:   collect(c, last.Initiatives),
		BudgetRounds:  collect(c, last.BudgetRounds),
		Bodies:        collect(c, last.Bodies),
		Events:        collect(c, last.Events),
		Indicators:    collect(c, last.Indicators),
		Cases:         collect(c, last.Cases),
		Guidelines:    collect(c, last.Guidelines),
		News:          collect(c, last.News),
		Pages:         collect(c, last.Pages),
		Reports:       collect(c, last.Reports),
		Files:         c.tree.Files,
		Pictures:      c.tree.Pictures,
	}
}

// collect gathers the records of one Go type, sorted by id.
func collect[T any](c *checker, last record.Collection[T]) record.Collection[T] {
	if c.amended != nil {
		return last.With(recordsOf[T](c.amended), idOf[T])
	}
	records := recordsOf[T](c.items)
	slices.SortFunc(records, func(a, b *T) int { return strings.Compare(idOf(a), idOf(b)) })
	return record.NewCollection(records, idOf[T])
}

// recordsOf returns the records of one Go type among items.
func recordsOf[T any](items []*item) []*T {
	var records []*T
	typ := reflect.TypeFor[T]()
	for _, it := range items {
		if it.typ.Go == typ {
			records = append(records, it.value.Addr().Interface().(*T))
		}
	}
	return records
}

func idOf[T any](r *T) string { return any(r).(based).Base().ID }

// based is any record with the common fields.
type based interface{ Base() *record.Common }

// quoted lists values for a hint.
func quoted(values []string) string { return strings.Join(values, ", ") }

// docPos is the place of a document as a whole: its first line.
func docPos(doc *source.Document) diag.Pos { return diag.Pos{File: doc.Path, Line: 1, Col: 1} }
