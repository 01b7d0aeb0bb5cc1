package workspace

import (
	"maps"
	"os"
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
func (w *Workspace) checkAddresses(tree source.Tree, records *record.Site) (diag.Problems, error) {
	links, moved := siteLinks(records), withAliases(records)
	if len(links) == 0 && len(moved) == 0 && len(records.Config.Removed) == 0 {
		return diag.Problems{}, nil
	}
	base := w.baseURL(records.Config)
	look, err := w.theme(records.Config, base)
	if err != nil {
		return diag.Problems{}, err
	}
	addresses, err := site.ListAddresses(site.Input{
		Records: records, Theme: look, Charts: w.charts, Files: os.DirFS(w.opts.Source), BaseURL: base,
	})
	if err != nil {
		return diag.Problems{}, err
	}
	c := linkChecker{addresses: addresses, langs: records.Config.Langs(), meant: map[string]string{}}
	for _, link := range links {
		c.check(link)
	}
	if len(moved) > 0 || len(records.Config.Removed) > 0 {
		taken := addresses.ByFold()
		c.checkAliases(tree, taken, moved)
		c.checkRemovals(tree, taken, records)
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

// siteLinks returns the links of all texts that lead to a path of the site.
func siteLinks(records *record.Site) []markdown.Link {
	var links []markdown.Link
	for _, r := range everyRecord(records) {
		body := r.Base().Body
		for _, lang := range slices.Sorted(maps.Keys(body)) {
			for _, link := range body[lang].Links {
				if _, _, ok := markdown.SitePath(link.Destination); ok {
					links = append(links, link)
				}
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

// checkAliases sees that no old address is one of the site's.
func (c *linkChecker) checkAliases(tree source.Tree, taken map[string]string, moved []*record.Common) {
	for _, r := range moved {
		for i, alias := range r.Aliases {
			old, _, _ := markdown.SitePath(alias)
			address, isTaken := takenBy(taken, old)
			if !isTaken {
				continue
			}
			code, args := "duplicate-url/site", diag.Args{"url": address}
			if owner, ok := c.addresses.Owner(address); ok {
				code, args["file"] = "duplicate-url", owner.Record.(progress.Record).Base().Path
			}
			c.problems.Add(check.AliasPos(tree, r, i), code, args)
		}
	}
}

// takenBy returns the address of the site that another can't stand beside: the same one,
// or a file of which it would need a folder.
func takenBy(taken map[string]string, address string) (by string, ok bool) {
	if by, ok := taken[record.FoldAddress(address)]; ok {
		return by, true
	}
	for folder := path.Dir(path.Clean(address)); folder != "/"; folder = path.Dir(folder) {
		by, ok := taken[record.FoldAddress(folder)]
		if ok && !strings.HasSuffix(by, "/") {
			return by, true
		}
	}
	return "", false
}

// checkRemovals sees that the pages that are said to be removed are no pages of the site,
// nor old addresses of those, and are each named once.
func (c *linkChecker) checkRemovals(tree source.Tree, taken map[string]string, records *record.Site) {
	aliases, removed := map[string]bool{}, map[string]bool{}
	for _, r := range withAliases(records) {
		for _, alias := range r.Aliases {
			aliases[foldPath(alias)] = true
		}
	}
	for i, removal := range records.Config.Removed {
		if removal.URL == "" {
			continue
		}
		old, _, _ := markdown.SitePath(removal.URL)
		fold := record.FoldAddress(old)
		by, isTaken := takenBy(taken, old)
		switch {
		case isTaken:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed", diag.Args{"url": by})
		case aliases[fold]:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed", diag.Args{"url": removal.URL})
		case removed[fold]:
			c.problems.Add(check.RemovalPos(tree, i), "duplicate-url/removed-twice", diag.Args{"url": removal.URL})
		}
		removed[fold] = true
	}
}

// foldPath returns a path as it is typed in the form in which two are compared.
func foldPath(typed string) string {
	old, _, _ := markdown.SitePath(typed)
	return record.FoldAddress(old)
}
