// Package check turns documents into a site, or into problems that say where the
// source is wrong, what is wrong and what to write instead. It is the only maker of
// a record.Site.
package check

import (
	"path"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// Check reads all documents of a tree as records and holds them against the rules.
// All problems are collected, none stops the reading of the rest. The site is nil
// where there is an error among them.
func Check(tree source.Tree) (*record.Site, diag.Problems) {
	c := newChecker(tree)
	c.readConfig()
	c.readCoverage()
	c.readRecords()
	c.checkIDs()
	c.checkRefs()
	c.checkRules()
	c.checkLinks()
	if c.problems.Count(diag.Error) > 0 {
		return nil, c.problems
	}
	return c.site(), c.problems
}

// checker holds what is known while the documents are read.
type checker struct {
	tree      source.Tree
	files     map[string]bool // every file of the tree
	types     []record.Type
	config    *record.Config
	coverage  []record.Coverage
	langs     []i18n.Lang // the site's languages, the default one first
	items     []*item
	byType    map[record.TypeName]map[string]*item
	measures  map[string]bool // keys of all measures
	refs      []ref
	documents map[string]*source.Document
	problems  diag.Problems
}

const (
	configFile   = "data/site.yaml"
	coverageFile = "data/coverage.yaml"
)

func newChecker(tree source.Tree) *checker {
	c := &checker{
		tree:      tree,
		files:     map[string]bool{},
		types:     record.Types(),
		config:    &record.Config{},
		langs:     i18n.Languages,
		byType:    map[record.TypeName]map[string]*item{},
		measures:  map[string]bool{},
		documents: map[string]*source.Document{},
	}
	for _, d := range tree.Documents {
		c.documents[d.Path] = d
		c.files[d.Path] = true
	}
	for _, f := range tree.Files {
		c.files[f] = true
	}
	return c
}

// readConfig reads the site's own record. Its languages come first, since they
// decide how every text is read.
func (c *checker) readConfig() {
	doc := c.documents[configFile]
	if doc == nil || doc.Root == nil {
		c.problems.Add(diag.Pos{File: configFile}, "missing-file", diag.Args{"file": configFile}).WithHint("init")
		return
	}
	if langs := doc.Root.Get("languages"); langs != nil && len(langs.Items) > 0 {
		c.langs = nil
		for _, l := range langs.Items {
			c.langs = append(c.langs, i18n.Lang(l.Value))
		}
	}
	c.config.Path = doc.Path
	r := c.reader(c.langs[0])
	r.record(valueOf(c.config), doc.Root, doc)
	c.checkConfig(doc.Root)
}

// readCoverage reads the file that says how much of a whole the records are.
func (c *checker) readCoverage() {
	doc := c.documents[coverageFile]
	if doc == nil || doc.Root == nil {
		return
	}
	r := c.reader(c.langs[0])
	for _, node := range r.listItems(doc) {
		var entry record.Coverage
		r.record(valueOf(&entry), node, doc)
		c.coverage = append(c.coverage, entry)
	}
}

// place says which type of record a document holds, and for commitments of which
// plan.
type place struct {
	typ  record.Type
	list bool // the document is a list of records
	plan string
	name string // the record's id, if the file names it
	lang i18n.Lang
}

// placeOf reads a document's place from its path; ok is false where the path
// belongs to no type.
func (c *checker) placeOf(p string) (pl place, ok bool) {
	parts := strings.Split(p, "/")
	if len(parts) == 2 {
		folder := strings.TrimSuffix(parts[1], path.Ext(parts[1]))
		pl.typ, ok = c.typeIn(folder)
		pl.list = true
		return pl, ok && pl.typ.ListFile
	}
	pl.name, pl.lang = c.splitName(parts[len(parts)-1])
	if parts[1] == "plans" {
		return c.planPlace(pl, parts)
	}
	pl.typ, ok = c.typeIn(parts[1])
	return pl, ok && pl.typ.Name != "commitment"
}

// planPlace reads a place below data/plans: a plan's own file, which its folder
// names, or one of its commitments.
func (c *checker) planPlace(pl place, parts []string) (place, bool) {
	switch {
	case len(parts) == 4 && pl.name == "plan":
		pl.typ, _ = c.typeIn("plans")
		pl.name = parts[2]
		return pl, true
	case len(parts) > 4 && parts[3] == "commitments":
		pl.typ, _ = c.typeIn("commitments")
		pl.plan = parts[2]
		return pl, true
	}
	return pl, false
}

func (c *checker) typeIn(folder string) (record.Type, bool) {
	i := slices.IndexFunc(c.types, func(t record.Type) bool { return t.Folder == folder })
	if i < 0 {
		return record.Type{}, false
	}
	return c.types[i], true
}

// splitName splits a file's name into the record's id and the language that it
// names, if it names one of the site's: "x.lv.md" is "x" in Latvian.
func (c *checker) splitName(file string) (id string, lang i18n.Lang) {
	id = strings.TrimSuffix(file, path.Ext(file))
	if suffix := path.Ext(id); suffix != "" && slices.Contains(c.langs, i18n.Lang(suffix[1:])) {
		return strings.TrimSuffix(id, suffix), i18n.Lang(suffix[1:])
	}
	return id, ""
}

// folders lists the folders that hold records, for the hint on a stray file.
func (c *checker) folders() string {
	var names []string
	for _, t := range c.types {
		if t.Name != "commitment" {
			names = append(names, "data/"+t.Folder)
		}
	}
	return strings.Join(names, ", ")
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
	}
}

// collect gathers the records of one Go type, sorted by id.
func collect[T any](c *checker) record.Collection[T] {
	var records []*T
	for _, it := range c.items {
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
