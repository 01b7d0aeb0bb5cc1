package site

import (
	"path"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/output"
	"parskats/internal/record"
)

// Addresses are the paths of a site that a text can link to, from the site's root and
// without the path of the base URL: "/lv/plani/", "/files/content/karte.svg". They are
// those of all days: whether a link is broken must not depend on the day.
type Addresses struct {
	prefix string
	known  map[string]bool
	// own are those of them that are no old addresses.
	own    map[string]bool
	pages  map[string]address // by path: the page in each language
	owners map[string]Owner
	// children are the names below each folder, which ends in a slash.
	children map[string][]string
}

// Owner is the record whose page has an address, and the language of the page.
type Owner struct {
	Record any // a pointer to the typed record
	Lang   i18n.Lang
}

// lastDay is a day by which every record is visible.
var lastDay = i18n.Date{Year: 9999, Month: 12, Day: 31}

// ListAddresses lists the addresses of a site; the day of its input does not matter.
func ListAddresses(in Input) (*Addresses, error) {
	in.Day = lastDay.Last()
	b, err := newBuilder(in)
	if err != nil {
		return nil, err
	}
	b.everyFile = true
	if err := b.list(); err != nil {
		return nil, err
	}
	a := &Addresses{
		prefix: b.prefix, known: pathsOf(b.outputs), own: pathsOf(ownOutputs(b.outputs)),
		pages: map[string]address{}, owners: map[string]Owner{}, children: map[string][]string{},
	}
	for _, p := range b.sitemap {
		for _, lang := range b.langs {
			a.pages[pathIn(lang, p.address)] = p.address
		}
	}
	for e := range b.entries.all {
		for lang := range e.address {
			a.owners[pathIn(lang, e.address)] = Owner{e.rec, lang}
		}
	}
	a.addChildren()
	return a, nil
}

// addChildren notes what is below each folder.
func (a *Addresses) addChildren() {
	seen := map[string]bool{}
	for known := range a.known {
		if path.Base(known) == "index.html" {
			continue // its folder stands for it
		}
		for p := strings.TrimSuffix(known, "/"); p != "" && !seen[p]; {
			seen[p] = true
			folder, name := path.Split(p)
			a.children[folder] = append(a.children[folder], name)
			p = strings.TrimSuffix(folder, "/")
		}
	}
}

// Has reports whether there is an address.
func (a *Addresses) Has(address string) bool { return a.known[address] }

// ByFold returns the addresses by the form in which two are compared: see
// record.FoldAddress. Of those that are alike it has the first. Old addresses are not
// among them.
func (a *Addresses) ByFold() map[string]string {
	folded := make(map[string]string, len(a.own))
	for address := range a.own {
		fold := record.FoldAddress(address)
		if first, seen := folded[fold]; !seen || address < first {
			folded[fold] = address
		}
	}
	return folded
}

// Owner returns the record whose page has the address; ok is false for all others.
func (a *Addresses) Owner(address string) (owner Owner, ok bool) {
	owner, ok = a.owners[address]
	return owner, ok
}

// Meant returns the address that was meant by one that there is not, "" where that
// can't be told. nearest chooses among names the one that was meant by another.
func (a *Addresses) Meant(address string, nearest func(name string, known []string) string) string {
	folder := strings.TrimSuffix(address, "/") + "/"
	for _, like := range []string{address, folder, strings.TrimSuffix(address, "/")} {
		// The path of the base URL is put before a link when it is printed.
		for _, meant := range []string{like, strings.TrimPrefix(like, a.prefix), strings.ToLower(like)} {
			if a.Has(meant) {
				return meant
			}
		}
	}
	if meant := a.inLanguage(folder); meant != "" {
		return meant
	}
	return a.near(address, nearest)
}

// inLanguage returns the page that has the address in another language, or that would
// have it with a language before it.
func (a *Addresses) inLanguage(folder string) string {
	first, rest, _ := strings.Cut(folder[1:], "/")
	for _, lang := range i18n.Languages {
		if with := "/" + string(lang) + folder; a.Has(with) {
			return with
		}
		page, ok := a.pages["/"+string(lang)+"/"+rest]
		if slug, has := page[i18n.Lang(first)]; ok && has {
			return "/" + first + "/" + slug
		}
	}
	return ""
}

// near follows an address from folder to folder, and takes at each step the name that
// is nearest.
func (a *Addresses) near(address string, nearest func(string, []string) string) string {
	at := "/"
	for _, name := range strings.Split(strings.Trim(address, "/"), "/") {
		if _, isFolder := a.children[at+name+"/"]; !isFolder && !a.Has(at+name) {
			if name = nearest(name, a.children[at]); name == "" {
				return ""
			}
		}
		at += name + "/"
	}
	if a.Has(at) {
		return at
	}
	if file := strings.TrimSuffix(at, "/"); a.Has(file) {
		return file
	}
	return ""
}

// pathIn is a page's path in a language, from the site's root.
func pathIn(lang i18n.Lang, a address) string { return "/" + string(lang) + "/" + a[lang] }

// pathsOf returns the paths of outputs from the site's root. That of a page is its
// folder, or the file in it.
func pathsOf(outputs []output.Output) map[string]bool {
	paths := map[string]bool{sums: true}
	for _, o := range outputs {
		paths["/"+o.Path] = true
		if folder, isPage := strings.CutSuffix(o.Path, "index.html"); isPage {
			paths["/"+folder] = true
		}
	}
	return paths
}

// sums is the list of checksums, which publishing adds to the outputs.
const sums = "/SHA256SUMS"

// whole sees that all parts of the site are listed.
func (b *builder) whole() {
	if b.listRest != nil {
		b.listRest()
	}
}

// isListed reports whether the site has, on its day, the address to which a text links.
func (b *builder) isListed(destination string) bool {
	address, _, ok := markdown.SitePath(destination)
	if ok && b.find != nil {
		return address == sums || b.find(asFile(address))
	}
	b.listed.Do(func() { b.paths = pathsOf(b.outputs) })
	return ok && b.paths[address]
}

// asFile returns the path of the file at an address: that of a folder has its page.
func asFile(address string) string {
	file := strings.TrimPrefix(address, "/")
	if strings.HasSuffix(address, "/") {
		file += "index.html"
	}
	return file
}
