package workspace

import (
	"maps"
	"os"
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
	if len(links) == 0 && len(moved) == 0 {
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
	if len(moved) > 0 {
		c.checkAliases(tree, moved)
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
func (c *linkChecker) checkAliases(tree source.Tree, moved []*record.Common) {
	taken := c.addresses.ByFold()
	for _, r := range moved {
		for i, alias := range r.Aliases {
			path, _, _ := markdown.SitePath(alias)
			address, isTaken := taken[record.FoldAddress(path)]
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
