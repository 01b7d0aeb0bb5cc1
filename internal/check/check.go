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
	c := newChecker(tree)
	c.memory = m
	m.begin(c.documents[configFile])
	c.places = m.knownPlaces(tree.Documents)
	c.readConfig()
	c.readCoverage()
	c.noteUnreadable()
	c.checkFiles()
	c.checkCase()
	c.readRecords()
	c.checkIDs()
	c.checkRefs()
	c.checkRules()
	c.checkCoverage()
	c.checkParents()
	c.checkLinks()
	if c.problems.Count(diag.Error) > 0 || len(tree.Unreadable) > 0 || len(tree.Links) > 0 {
		return nil, c.problems
	}
	return c.site(), c.problems
}

// checker holds what is known while the documents are read.
type checker struct {
	tree      source.Tree
	documents map[string]*source.Document
	types     []record.Type
	config    *record.Config
	// sampleUnread says that whether the site is a sample was written, and can't be read.
	sampleUnread bool
	coverage     []record.Coverage
	// coverageNodes are the entries as they are written.
	coverageNodes []*source.Node
	langs         []i18n.Lang // the site's languages, the default one first
	items         []*item
	byType        map[record.TypeName]map[string]*item
	measures      map[string]diag.Pos // by key: where the number stands
	refs          []ref
	hidden        hidden
	miscased      map[string]bool // files reported since another differs only in capitals
	problems      diag.Problems
	// memory holds what was found before; nil where nothing is kept.
	memory *Memory
	// places are those of the documents, as far as they were asked for.
	places map[*source.Document]placed
}

const (
	configFile   = "data/site.yaml"
	coverageFile = "data/coverage.yaml"
)

func newChecker(tree source.Tree) *checker {
	c := &checker{
		tree:      tree,
		documents: make(map[string]*source.Document, len(tree.Documents)),
		types:     record.Types(),
		config:    &record.Config{},
		langs:     i18n.Languages,
		byType:    map[record.TypeName]map[string]*item{},
		measures:  map[string]diag.Pos{},
		hidden:    newHidden(),
		miscased:  map[string]bool{},
		places:    map[*source.Document]placed{},
	}
	for _, d := range tree.Documents {
		c.documents[d.Path] = d
	}
	return c
}

// readConfig reads the site's own record. Its languages come first, since they
// decide how every text is read.
func (c *checker) readConfig() {
	doc := c.documents[configFile]
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
	doc := c.documents[coverageFile]
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

// site builds the site from what was read.
func (c *checker) site() *record.Site {
	return &record.Site{
		Config:        c.config,
		Coverage:      c.coverage,
		Institutions:  collect[record.Institution](c),
		Areas:         collect[record.Area](c),
		Methods:       collect[record.Method](c),
		TargetGroups:  collect[record.TargetGroup](c),
		Plans:         collect[record.Plan](c),
		Commitments:   collect[record.Commitment](c),
		Consultations: collect[record.Consultation](c),
		Initiatives:   collect[record.Initiative](c),
		BudgetRounds:  collect[record.BudgetRound](c),
		Bodies:        collect[record.Body](c),
		Events:        collect[record.Event](c),
		Indicators:    collect[record.Indicator](c),
		Cases:         collect[record.Case](c),
		Guidelines:    collect[record.Guideline](c),
		News:          collect[record.News](c),
		Pages:         collect[record.Page](c),
		Reports:       collect[record.Report](c),
		Files:         c.tree.Files,
		Pictures:      c.tree.Pictures,
	}
}

// collect gathers the records of one Go type, sorted by id.
func collect[T any](c *checker) record.Collection[T] {
	var records []*T
	typ := reflect.TypeFor[T]()
	for _, it := range c.items {
		if it.typ.Go != typ {
			continue
		}
		if r, ok := it.value.Addr().Interface().(*T); ok {
			records = append(records, r)
		}
	}
	slices.SortFunc(records, func(a, b *T) int { return strings.Compare(idOf(a), idOf(b)) })
	return record.NewCollection(records, idOf[T])
}

func idOf[T any](r *T) string { return any(r).(based).Base().ID }

// based is any record with the common fields.
type based interface{ Base() *record.Common }

// quoted lists values for a hint.
func quoted(values []string) string { return strings.Join(values, ", ") }

// docPos is the place of a document as a whole: its first line.
func docPos(doc *source.Document) diag.Pos { return diag.Pos{File: doc.Path, Line: 1, Col: 1} }
