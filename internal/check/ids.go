package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// reservedIDs are parts of the site's own addresses, in all its languages: those that
// arrange a list, and where a list has the records that name no other.
var reservedIDs = []string{"pec", "lapa", "by", "page", "nav-noradits", "not-stated"}

// reservedSlugs are the site's own addresses below a language, in all languages: those
// of the sections that there are, and those that are kept for sections to come. A
// page of the record type page can't have them.
var reservedSlugs = []string{
	"plani", "plans", "apnemsanas", "commitments", "pasakumi", "measures", "lidzdaliba", "consultations",
	"iniciativas", "initiatives", "lidzdalibas-budzeti", "participatory-budgets",
	"padomes", "councils", "laba-prakse", "good-practice", "institucijas", "institutions",
	"skaitli", "figures", "raditaji", "indicators", "zinojumi", "reports",
	"vadlinijas", "guidelines", "jaunumi", "news", "notikumi", "events", "jomas", "areas",
	"dati", "data", "meklet", "search", "izmainas", "changes",
}

// checkIDs holds every id against its form and sees that it is its type's only one.
func (c *checker) checkIDs() {
	for _, it := range c.items {
		c.checkID(it, it.base().ID)
	}
	for _, it := range c.items {
		switch r := it.value.Addr().Interface().(type) {
		case *record.Plan:
			c.checkPlanIDs(it, r)
		case *record.Commitment:
			c.checkMeasureKeys(it, r)
		}
	}
	c.checkAliases(c.checkSlugs())
}

// checkID also claims an id that has the wrong form, and the one that it will have:
// those who refer to the record are not wrong.
func (c *checker) checkID(it *item, id string) {
	switch {
	case it.givesID: // its form was checked when it was read
	case c.miscased[it.doc.Path]: // to be renamed as it is
	case !validID(id):
		badID(c.problems.Add(docPos(it.doc), "bad-id", diag.Args{"id": id}))
	}
	if !validID(id) {
		c.hidden.add(it.typ.Name, likelyID(id))
	}
	if slices.Contains(reservedIDs, id) {
		c.problems.Add(it.pos("id"), "bad-id/reserved", diag.Args{"id": id})
	}
	known := c.byType[it.typ.Name]
	if known == nil {
		known = map[string]*item{}
		c.byType[it.typ.Name] = known
	}
	if first, taken := known[id]; taken {
		if first.doc.Path != it.doc.Path && strings.EqualFold(first.doc.Path, it.doc.Path) {
			return // one file to many computers, which is reported
		}
		args := diag.Args{"type": recordWord(it.typ.Name), "id": id, "file": lineOf(first.pos("id"))}
		c.problems.Add(it.pos("id"), "duplicate-id", args)
		return
	}
	known[id] = it
}

// given reports whether the record's file gives a value to a field of its own.
func (it *item) given(field string) bool {
	node := it.node.Get(field)
	return node != nil && !isEmpty(node)
}

// checkPlanIDs sees that a plan is called what its folder is, since its commitments
// know it by that, and that its parts have ids of their own.
func (c *checker) checkPlanIDs(it *item, p *record.Plan) {
	if parts := strings.Split(it.doc.Path, "/"); p.ID != parts[2] {
		c.problems.Add(it.pos("id"), "bad-id/plan-folder", diag.Args{"id": p.ID, "folder": parts[2]}).WithHint("plan-id")
	}
	c.checkParts(it, "direction", "directions", len(p.Directions), func(i int) string { return p.Directions[i].ID })
	c.checkParts(it, "headline", "headlines", len(p.Headlines), func(i int) string { return p.Headlines[i].ID })
}

// checkParts sees that the parts of a record that stand in a list have ids of their
// own.
func (c *checker) checkParts(it *item, typ record.TypeName, field string, n int, id func(int) string) {
	seen := map[string]diag.Pos{}
	for i := range n {
		pos := it.pos(field, i, "id")
		if first, taken := seen[id(i)]; taken {
			args := diag.Args{"type": recordWord(typ), "id": id(i), "file": lineOf(first)}
			c.problems.Add(pos, "duplicate-id", args)
		} else if id(i) != "" {
			seen[id(i)] = pos
		}
	}
}

func (c *checker) checkMeasureKeys(it *item, commitment *record.Commitment) {
	for i, m := range commitment.Measures {
		pos := it.pos("measures", i, "number")
		switch {
		case m.Number == "": // reported as a missing field
		case !validID(record.MeasureKey("x", m.Number)):
			p := c.problems.Add(pos, "bad-id", diag.Args{"id": m.Number})
			hintMeant(p, "did-you-mean", likelyMeasureNumber(m.Number), "measure-number")
		default:
			c.claimMeasure(m, pos)
		}
	}
}

func (c *checker) claimMeasure(m record.Measure, pos diag.Pos) {
	if first, taken := c.measures[m.Key]; taken {
		args := diag.Args{"type": recordWord("measure"), "id": m.Number, "file": lineOf(first)}
		c.problems.Add(pos, "duplicate-id", args)
		return
	}
	c.measures[m.Key] = pos
}

// lineOf writes a place as "file:line".
func lineOf(pos diag.Pos) string { return pos.File + ":" + strconv.Itoa(pos.Line) }

// checkSlugs sees that the pages of the record type page have addresses that nothing
// else of the site has, and returns these addresses, each with its record.
func (c *checker) checkSlugs() map[string]*item {
	claimed := map[string]*item{}
	for _, it := range c.items {
		page, ok := it.value.Addr().Interface().(*record.Page)
		if !ok {
			continue
		}
		for _, lang := range slices.Sorted(maps.Keys(page.Slug)) {
			c.checkSlug(page.Slug[lang], it.posIn(lang, "slug"))
		}
		if page.Slug.IsEmpty() && slices.Contains(reservedSlugs, page.ID) {
			c.problems.Add(it.pos("id"), "bad-id/reserved", diag.Args{"id": page.ID})
		}
		for _, lang := range c.langs {
			c.claimAddress(it, lang, slugOf(page, lang), claimed)
		}
	}
	return claimed
}

func (c *checker) checkSlug(slug string, pos diag.Pos) {
	switch {
	case !validID(slug):
		badID(c.problems.Add(pos, "bad-id", diag.Args{"id": slug}))
	case slices.Contains(reservedSlugs, slug):
		c.problems.Add(pos, "bad-id/reserved", diag.Args{"id": slug})
	}
}

// slugOf returns a page's address below a language.
func slugOf(p *record.Page, lang i18n.Lang) string {
	if slug, _ := p.Slug.In(lang, i18n.English); slug != "" {
		return slug
	}
	return p.ID
}

// claimAddress sees that no other page has an address. Pages of the same id are a
// problem already.
func (c *checker) claimAddress(it *item, lang i18n.Lang, slug string, claimed map[string]*item) {
	address := "/" + string(lang) + "/" + slug + "/"
	first := claimed[address]
	if first == nil {
		claimed[address] = it
	} else if first.base().ID != it.base().ID {
		c.problems.Add(it.posIn(lang, "slug"), "duplicate-url", diag.Args{"url": address, "file": first.doc.Path})
	}
}

// checkAliases sees that an old address leads to one record only, and is not that of a
// page which there is: addresses that differ only in capitals or in the slash at their end
// are one to many web hosts. Only the addresses of records of the type page are known here;
// those of the others are compared where the site is listed.
func (c *checker) checkAliases(pages map[string]*item) {
	claimed := map[string]*item{}
	for address, it := range pages {
		claimed[record.FoldAddress(address)] = it
	}
	for _, it := range c.items {
		for i, alias := range it.base().Aliases {
			address := record.FoldAddress(alias)
			if first, taken := claimed[address]; taken {
				args := diag.Args{"url": alias, "file": first.doc.Path}
				c.problems.Add(it.pos("aliases", i), "duplicate-url", args)
				continue
			}
			claimed[address] = it
		}
	}
}
