package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/markdown"
)

// checkLinks sees that links between texts lead to a file that exists, and that no
// link would be left out of the page for its address. Links of the site ("/lv/…") and
// of the web are not followed.
func (c *checker) checkLinks() {
	targets := c.targets()
	for _, it := range c.items {
		for _, b := range it.body {
			for _, link := range b.text.Links {
				c.checkLink(b.doc.Path, link, targets)
			}
		}
	}
}

// targets are the files that a link can lead to: the records' and all that lie beside
// them. A list of records has no page of its own.
func (c *checker) targets() map[string]bool {
	targets := map[string]bool{}
	for _, d := range c.tree.Documents {
		if pl, wrong := c.placeOf(d.Path); wrong == "" && !pl.list {
			targets[d.Path] = true
		}
	}
	for _, file := range slices.Concat(c.tree.Files, c.tree.Unreadable) {
		targets[file] = true
	}
	return targets
}

// schemes are those of the addresses that a text can link to.
var schemes = []string{"", "http", "https", "mailto", "tel"}

func (c *checker) checkLink(from string, link markdown.Link, targets map[string]bool) {
	u, err := url.Parse(link.Destination)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) {
		c.problems.Add(link.Pos, "bad-url", diag.Args{"value": link.Destination}).WithHint("link-form")
		return
	}
	target, _, local := markdown.LocalTarget(from, link.Destination)
	switch {
	case !local || targets[target]:
	case target == ".." || strings.HasPrefix(target, "../"):
		c.problems.Add(link.Pos, "path-escape", diag.Args{"path": link.Destination})
	default:
		p := c.problems.Add(link.Pos, "broken-link", diag.Args{"target": link.Destination})
		if near := nearest(path.Base(target), neighbours(target, targets)); near != "" {
			p.Args["suggestion"] = strings.TrimSuffix(u.Path, path.Base(u.Path)) + near
			p.WithHint("did-you-mean")
		}
	}
}

// neighbours lists the names of the files beside a target.
func neighbours(target string, files map[string]bool) []string {
	var beside []string
	for f := range files {
		if path.Dir(f) == path.Dir(target) {
			beside = append(beside, path.Base(f))
		}
	}
	return beside
}
