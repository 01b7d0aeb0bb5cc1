package check

import (
	"net/mail"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/picture"
	"parskats/internal/record"
)

// checkLinks sees that links between texts lead to a file or a record that exists and
// to a heading in it, and that no link would be left out of the page for its address.
// Links of the web are not followed, and those to paths of the site ("/lv/…") are held
// against its pages where these are listed.
func (c *checker) checkLinks() {
	c.checkLinksOf(c.items)
}

func (c *checker) checkLinksOf(items []*item) {
	targets := sync.OnceValue(c.targets) // most texts link to no file
	for _, it := range items {
		for _, b := range it.body {
			for _, link := range b.text.Links {
				c.checkLink(it, b, link, targets)
			}
		}
	}
}

// targets are the files that a link can lead to: the records', each with its record,
// and all that lie beside them, with none. A list of records has no page of its own.
func (c *checker) targets() map[string]*item {
	targets := map[string]*item{}
	for _, d := range c.tree.Documents {
		if pl, wrong := c.placeOf(d.Path); wrong == "" && !pl.list {
			targets[d.Path] = nil
		}
	}
	for _, file := range slices.Concat(c.tree.Files, c.tree.Unreadable) {
		targets[file] = nil
	}
	for _, it := range c.items {
		if _, ok := targets[it.doc.Path]; ok {
			targets[it.doc.Path] = it
		}
		for _, t := range it.translations {
			targets[t.doc.Path] = it
		}
	}
	return targets
}

// pageless are the types of records that have no page to link to.
var pageless = []record.TypeName{"method", "target-group"}

// isLinkable reports whether a text can link to records of a type by their id.
func isLinkable(typ string) bool {
	name := record.TypeName(typ)
	return name == "measure" || slices.ContainsFunc(record.Types(), func(t record.Type) bool {
		return t.Name == name && !slices.Contains(pageless, name)
	})
}

// recordLinks notes links of the form "commitment:lv0046" as references.
func (r *reader) recordLinks(links []markdown.Link) {
	for _, link := range links {
		if typ, id, _, named := markdown.RecordTarget(link.Destination); named && isLinkable(typ) {
			r.refs = append(r.refs, ref{typ: record.TypeName(typ), id: id, pos: link.Pos})
		}
	}
}

func (c *checker) checkLink(it *item, from body, link markdown.Link, targets func() map[string]*item) {
	if typ, id, anchor, named := markdown.RecordTarget(link.Destination); named && isLinkable(typ) {
		// Whether there is such a record is checked with the other references.
		if typ == "measure" && anchor != "" {
			c.problems.Add(link.Pos, "broken-link/anchor", diag.Args{"anchor": anchor})
		}
		c.refusePage(link, link.IsImage)
		c.checkAnchor(c.byType[record.TypeName(typ)][id], from.lang, anchor, link)
		return
	}
	u, err := url.Parse(link.Destination)
	switch {
	case link.Destination == "":
		c.problems.Add(link.Pos, "broken-link/empty", nil).WithHint("link-form")
	case hasUser(link.Destination):
		c.problems.Add(link.Pos, "bad-url/user", diag.Args{"value": link.Destination}).WithHint("no-user")
	case err != nil || !isWhole(u):
		c.badAddress(u, link)
	case u.Scheme != "" && link.IsImage:
		c.problems.Add(link.Pos, "bad-image/elsewhere", diag.Args{"target": link.Destination}).WithHint("own-picture")
	case u.Scheme != "":
	case u.Path == "":
		c.checkAnchor(it, from.lang, u.Fragment, link)
	case strings.HasPrefix(u.Path, "/"):
		// Whether there is such a page is checked where the pages are listed.
		c.refusePage(link, link.IsImage && strings.HasSuffix(u.Path, "/"))
	default:
		c.checkLocal(from, link, u, targets())
	}
}

// isWhole reports whether a text can link to an address: nothing of it lacks. One that
// begins with two slashes leads to the web, but is taken for a path of the site.
func isWhole(u *url.URL) bool {
	switch strings.ToLower(u.Scheme) {
	case "":
		return u.Host == ""
	case "http", "https":
		return u.Hostname() != ""
	case "mailto":
		_, err := mail.ParseAddressList(u.Opaque)
		return err == nil
	case "tel":
		return u.Opaque != ""
	}
	return false
}

// refusePage reports an image that would show a page.
func (c *checker) refusePage(link markdown.Link, isPage bool) {
	if isPage {
		c.problems.Add(link.Pos, "bad-image/page", diag.Args{"target": link.Destination}).WithHint("no-image")
	}
}

// checkLocal looks at a link to a file of the source.
func (c *checker) checkLocal(from body, link markdown.Link, u *url.URL, targets map[string]*item) {
	target, anchor, _ := markdown.LocalTarget(from.doc.Path, link.Destination)
	found, exists := targets[target]
	switch {
	case exists:
		c.refusePage(link, link.IsImage && found != nil)
		c.checkFile(found, target, link)
		c.checkAnchor(found, from.lang, anchor, link)
	case target == ".." || strings.HasPrefix(target, "../"):
		c.problems.Add(link.Pos, "path-escape", diag.Args{"path": link.Destination})
	case c.isBehindLink(target): // reported as a symbolic link
	default:
		p := c.problems.Add(link.Pos, "broken-link", diag.Args{"target": link.Destination})
		hintMeant(p, "did-you-mean", likelyTarget(from.doc.Path, target, u, targets), "")
	}
}

// likelyTarget returns the address or the file that was probably meant by a path: one with
// a name that is near beside it, or else the only one of the same name; "" where that
// can't be told.
func likelyTarget(from, target string, u *url.URL, targets map[string]*item) string {
	if first, _, isLong := strings.Cut(u.Path, "/"); strings.HasPrefix(first, "www.") || strings.HasPrefix(first, "http") || isLong && hostLike.MatchString(first) {
		if meant := likelyURL(u.Path); meant != "" {
			return meant
		}
	}
	if near := nearest(path.Base(target), neighbours(target, targets)); near != "" {
		return strings.TrimSuffix(u.Path, path.Base(u.Path)) + near
	}
	return elsewhere(from, path.Base(target), targets)
}

// elsewhere returns the path to the only file of a name, from another file.
func elsewhere(from, name string, targets map[string]*item) string {
	found := ""
	for file := range targets {
		if path.Base(file) != name {
			continue
		}
		if found != "" {
			return ""
		}
		found = file
	}
	relative, err := filepath.Rel(path.Dir(from), found)
	if found == "" || err != nil {
		return ""
	}
	return filepath.ToSlash(relative)
}

// badAddress reports an address that no text can link to. It may be a record's whose
// type is misspelt.
func (c *checker) badAddress(u *url.URL, link markdown.Link) {
	p := c.problems.Add(link.Pos, "bad-url", diag.Args{"value": link.Destination}).WithHint("link-form")
	if u != nil && u.Scheme == "" {
		hintMeant(p, "did-you-mean", likelyURL(strings.TrimLeft(link.Destination, "/")), "link-form")
	}
	if u == nil || u.Opaque == "" {
		return
	}
	known := []string{"measure"}
	for _, t := range c.types {
		known = append(known, string(t.Name))
	}
	if near := nearest(u.Scheme, known); near != "" && isLinkable(near) {
		p.Args["suggestion"] = near + ":" + u.Opaque
		p.WithHint("did-you-mean")
	}
}

// neighbours lists the names of the files beside a target.
func neighbours(target string, files map[string]*item) []string {
	var beside []string
	for f := range files {
		if path.Dir(f) == path.Dir(target) {
			beside = append(beside, path.Base(f))
		}
	}
	return beside
}

// dangerous are the endings of files that would run in a reader's browser, in the name
// of the site.
var dangerous = []string{".htm", ".html", ".js", ".mjs", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"}

// checkFile sees that a file beside the records, to which a text refers, may be
// published and, if it is a picture, is one.
func (c *checker) checkFile(found *item, target string, link markdown.Link) {
	if found != nil || !slices.Contains(c.tree.Files, target) {
		return
	}
	args := diag.Args{"file": target}
	info, readable := c.tree.Pictures[target]
	switch {
	case slices.Contains(dangerous, strings.ToLower(path.Ext(target))):
		c.problems.Add(link.Pos, "raw-html/file", args).WithHint("attachment")
	case info.HasScript:
		c.problems.Add(link.Pos, "raw-html/svg", args).WithHint("picture")
	case !readable && (picture.Is(target) || link.IsImage):
		c.problems.Add(link.Pos, "bad-image", args).WithHint("picture")
	}
}

// checkAnchor sees that a page has the heading or the measure that a link names. Of a
// record without a text only its measures' anchors are known.
func (c *checker) checkAnchor(it *item, lang i18n.Lang, anchor string, link markdown.Link) {
	if it == nil || anchor == "" {
		return
	}
	known, isOpen := record.Anchors(it.value.Addr().Interface(), lang, c.langs)
	Anchor(&c.problems, link.Pos, anchor, known, isOpen)
}
