package workspace

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/site"
	"parskats/internal/source"
)

// checkAddresses finds the links of texts to paths of the site ("/lv/plani/") that lead
// nowhere, and old addresses of records that the site has already. What paths there are is
// known once the site can be listed, so that these are looked at only where the records
// have no other error. A site that has neither is not listed for it.
func (w *Workspace) checkAddresses(tree source.Tree, seen *sightings) (diag.Problems, error) {
	records := seen.site
	links, moved := seen.links(), withAliases(records)
	if len(links) == 0 && len(moved) == 0 && len(records.Config.Removed) == 0 {
		return diag.Problems{}, nil
	}
	known, err := w.addressesAgain(records)
	if err != nil {
		return diag.Problems{}, err
	}
	c := linkChecker{addresses: known.listed, langs: records.Config.Langs(), meant: map[string]string{}}
	if !known.oldAreSound && (len(moved) > 0 || len(records.Config.Removed) > 0) {
		p := newPlaces(known.listed.ByFold())
		c.checkAliases(tree, p, moved)
		c.checkRemovals(tree, p, records)
		known.oldAreSound = c.problems.Len() == 0
	}
	for _, link := range links {
		c.check(link)
	}
	return c.problems, nil
}

// withAliases returns the records that have old addresses.
func withAliases(records *record.Site) []*record.Common {
	var moved []*record.Common
	for _, r := range everyRecord(records) {
		moved = append(moved, r.Base())
	}
	for _, r := range records.Areas.All() {
		moved = append(moved, &r.Common)
	}
	for _, r := range records.Methods.All() {
		moved = append(moved, &r.Common)
	}
	for _, r := range records.TargetGroups.All() {
		moved = append(moved, &r.Common)
	}
	return slices.DeleteFunc(moved, func(r *record.Common) bool { return len(r.Aliases) == 0 })
}

// links returns the links of all texts that lead to a path of the site.
func (s *sightings) links() []markdown.Link {
	var links []markdown.Link
	for i := range s.each {
		links = append(links, s.each[i].links...)
	}
	return links
}

// siteLinks returns the links of a record's texts that lead to a path of the site.
func siteLinks(r *record.Common) []markdown.Link {
	var links []markdown.Link
	for _, lang := range slices.Sorted(maps.Keys(r.Body)) {
		for _, link := range r.Body[lang].Links {
			if _, _, ok := markdown.SitePath(link.Destination); ok {
				links = append(links, link)
			}
		}
	}
	return links
}

type linkChecker struct {
	addresses *site.Addresses
	langs     []i18n.Lang
	// meant are the addresses that were meant by those which there are not.
	meant    map[string]string
	problems diag.Problems
}

func (c *linkChecker) check(link markdown.Link) {
	address, anchor, _ := markdown.SitePath(link.Destination)
	if c.addresses.Has(address) {
		c.checkAnchor(link, address, anchor)
		return
	}
	p := c.problems.Add(link.Pos, "broken-link/site", diag.Args{"target": link.Destination})
	if meant := c.meantBy(address); meant != "" {
		p.Args["suggestion"] = meant
		if anchor != "" {
			p.Args["suggestion"] += "#" + anchor
		}
		p.WithHint("did-you-mean")
		return
	}
	if link.IsImage || isFolderOfFiles(address) {
		p.WithHint("site-file")
		return
	}
	p.WithHint("site-path")
}

// isFolderOfFiles reports whether an address is like that of a published file, or like
// the path of one in the source.
func isFolderOfFiles(address string) bool {
	return slices.ContainsFunc([]string{"/files/", "/content/", "/data/"}, func(folder string) bool {
		return strings.HasPrefix(address, folder)
	})
}

// maxMeant is for how many addresses that which was meant is looked for: whoever has
// more of them wrong has one reason for them all.
const maxMeant = 100

// meantBy looks an address that is wrong in many places up once.
func (c *linkChecker) meantBy(address string) string {
	meant, known := c.meant[address]
	if !known && len(c.meant) < maxMeant {
		meant = c.addresses.Meant(address, check.Nearest)
		c.meant[address] = meant
	}
	return meant
}

// checkAnchor sees that a record's page has the place that a link names. What places
// other pages have is not known here.
func (c *linkChecker) checkAnchor(link markdown.Link, address, anchor string) {
	owner, ok := c.addresses.Owner(address)
	if !ok || anchor == "" {
		return
	}
	known, isOpen := record.Anchors(owner.Record, owner.Lang, c.langs)
	check.Anchor(&c.problems, link.Pos, anchor, known, isOpen)
}

// checkAliases sees that no old address is one of the site's, and that the site can hold
// them all.
func (c *linkChecker) checkAliases(tree source.Tree, p places, moved []*record.Common) {
	for _, r := range moved {
		for i, alias := range r.Aliases {
			old, _, _ := markdown.SitePath(alias)
			if address, isTaken := p.takenBy(old); isTaken {
				code, args := "duplicate-url/site", diag.Args{"url": address}
				if owner, ok := c.addresses.Owner(address); ok {
					code, args["file"] = "duplicate-url", owner.Record.(progress.Record).Base().Path
				}
				c.problems.Add(check.AliasPos(tree, r, i), code, args)
				continue
			}
			if folder, other, differ := p.spelledAs(old); differ {
				c.problems.Add(check.AliasPos(tree, r, i), "duplicate-url/case", diag.Args{"folder": folder, "url": other})
				continue
			}
			p.add(old)
		}
	}
}

// places are where pages and files are or will be published. Both maps are by the form in
// which two are compared.
type places struct{ taken, folders map[string]string }

func newPlaces(taken map[string]string) places {
	p := places{taken, map[string]string{}}
	for _, address := range slices.Sorted(maps.Values(taken)) {
		p.addFolders(address)
	}
	return p
}

// add adds an old address.
func (p places) add(address string) {
	if isFile(address) {
		p.taken[record.FoldAddress(address)] = address
	}
	p.addFolders(asPublished(address))
}

// isFile reports whether an old address is that of a file; the others are folders with a
// page in them.
func isFile(address string) bool { return path.Ext(address) == ".html" }

// asPublished returns an old address with the slash that says what it is.
func asPublished(address string) string {
	if isFile(address) {
		return address
	}
	return strings.TrimSuffix(address, "/") + "/"
}

func (p places) addFolders(address string) {
	for folder := range foldersOf(address) {
		if fold := record.FoldAddress(folder); p.folders[fold] == "" {
			p.folders[fold] = folder
		}
	}
}

// foldersOf gives the folders that an address needs, as /lv/vecs, the innermost first.
func foldersOf(address string) iter.Seq[string] {
	return func(yield func(string) bool) {
		folder := path.Clean(address)
		if !strings.HasSuffix(address, "/") {
			folder = path.Dir(folder)
		}
		for ; folder != "/" && yield(folder); folder = path.Dir(folder) {
		}
	}
}

// takenBy returns the address that another can't stand beside: the same one, a file of which
// it would need a folder, or a folder where it would be a file.
func (p places) takenBy(address string) (by string, ok bool) {
	if by, ok := p.taken[record.FoldAddress(address)]; ok {
		return by, true
	}
	for folder := range foldersOf(path.Dir(path.Clean(address)) + "/") {
		by, ok := p.taken[record.FoldAddress(folder)]
		if ok && !strings.HasSuffix(by, "/") {
			return by, true
		}
	}
	if isFile(address) {
		by, ok = p.folders[record.FoldAddress(address)]
	}
	return by, ok
}

// spelledAs returns the innermost folder of an old address that differs only in capitals from
// another one, which to many file systems is the same.
func (p places) spelledAs(address string) (folder, other string, differ bool) {
	for folder := range foldersOf(asPublished(address)) {
		if other := p.folders[record.FoldAddress(folder)]; other != "" && other != folder {
			return folder + "/", other + "/", true
		}
	}
	return "", "", false
}

// checkRemovals sees that the pages that are said to be removed or erased are no pages of the
// site, nor old addresses of those, and are each named once.
func (c *linkChecker) checkRemovals(tree source.Tree, p places, records *record.Site) {
	aliases, removed := map[string]bool{}, map[string]bool{}
	kept := codesOf(p.taken)
	for _, r := range withAliases(records) {
		for _, alias := range r.Aliases {
			aliases[foldPath(alias)] = true
			old, _, _ := markdown.SitePath(alias)
			kept[record.EraseCode(asPublished(old))] = alias
		}
	}
	for i, removal := range records.Config.Removed {
		if removal.URL == "" {
			if address, isKept := kept[removal.Erased]; isKept {
				c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed", diag.Args{"url": address})
			}
			continue
		}
		old, _, _ := markdown.SitePath(removal.URL)
		fold := record.FoldAddress(old)
		by, isTaken := p.takenBy(old)
		folder, other, differ := p.spelledAs(old)
		switch {
		case removed[fold]:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed-twice", diag.Args{"url": removal.URL})
		case aliases[fold]:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed", diag.Args{"url": removal.URL})
		case isTaken:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed", diag.Args{"url": by})
		case differ:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/case", diag.Args{"folder": folder, "url": other})
		default:
			p.add(old)
		}
		removed[fold] = true
	}
}

// codesOf returns addresses by the codes that stand for them where they are erased.
func codesOf(taken map[string]string) map[string]string {
	codes := make(map[string]string, len(taken))
	for _, address := range taken {
		codes[record.EraseCode(address)] = address
	}
	return codes
}

// foldPath returns a path as it is typed in the form in which two are compared.
func foldPath(typed string) string {
	old, _, _ := markdown.SitePath(typed)
	return record.FoldAddress(old)
}
