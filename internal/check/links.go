package check

import (
	"path"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/markdown"
)

// checkLinks sees that links between texts lead to a file that exists. Links of the
// site ("/lv/…") and of the web are left to the reader.
func (c *checker) checkLinks() {
	for _, it := range c.items {
		for _, b := range it.body {
			for _, link := range b.text.Links {
				c.checkLink(b.doc.Path, link)
			}
		}
	}
}

func (c *checker) checkLink(from string, link markdown.Link) {
	target, _, local := markdown.LocalTarget(from, link.Destination)
	switch {
	case !local:
	case strings.HasPrefix(target, "../"):
		c.problems.Add(link.Pos, "path-escape", diag.Args{"path": link.Destination})
	case !c.files[target]:
		p := c.problems.Add(link.Pos, "broken-link", diag.Args{"target": link.Destination})
		suggest(p, target, c.neighbours(target))
	}
}

// neighbours lists the files beside a target.
func (c *checker) neighbours(target string) []string {
	var files []string
	for f := range c.files {
		if path.Dir(f) == path.Dir(target) {
			files = append(files, f)
		}
	}
	return files
}
