package workspace

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkPages holds all pages of a site against what every page must be: one heading of
// the first level, ids that are unique, links that lead to an output and to an anchor
// in it, nothing inline, nothing from another host. prefix is the path of the base URL.
func checkPages(t *testing.T, outputs map[string]string, prefix string) {
	t.Helper()
	pages := map[string]*page{}
	for file, content := range outputs {
		if isPage(file) {
			pages[file] = readPage(t, file, content)
		}
	}
	for file, p := range pages {
		p.checkSelf(t, file)
		for _, link := range p.links {
			checkLink(t, file, link, prefix, outputs, pages)
		}
	}
}

// page is what the test looks at in a page.
type page struct {
	headings int
	ids      map[string]int
	links    []string // href and src that lead to pages and files
	loads    []string // what the browser fetches by itself
	faults   []string
	lang     string
	data     []string          // JSON-LD
	share    map[string]string // what Open Graph's properties say, the first of each
}

// isLinkedData reports whether a script is data that no browser executes.
func isLinkedData(n *html.Node) bool {
	return attribute(n, "type") == "application/ld+json" && attribute(n, "src") == "" && n.FirstChild != nil
}

func readPage(t *testing.T, file, content string) *page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	p := &page{ids: map[string]int{}, share: map[string]string{}}
	p.walk(root)
	return p
}

func (p *page) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *page) element(n *html.Node) {
	switch n.Data {
	case "h1":
		p.headings++
	case "script":
		// Data for machines, or one of the site's own, which adds to a page that is there
		// already.
		if isLinkedData(n) {
			p.data = append(p.data, n.FirstChild.Data)
		} else if attribute(n, "type") != "module" || attribute(n, "src") == "" || n.FirstChild != nil {
			p.faults = append(p.faults, "a script that is no module of its own")
		}
	case "style", "iframe", "object", "embed":
		p.faults = append(p.faults, "an element "+n.Data)
	case "meta":
		name := attribute(n, "property") + attribute(n, "name")
		if _, said := p.share[name]; !said {
			p.share[name] = attribute(n, "content")
		}
	case "html":
		p.lang = attribute(n, "lang")
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			p.ids[a.Val]++
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			p.faults = append(p.faults, "an attribute "+a.Key)
		case a.Key == "src" || a.Key == "href" && n.Data == "link" && loads[attribute(n, "rel")]:
			p.loads = append(p.loads, a.Val)
			p.links = append(p.links, a.Val)
		case a.Key == "href" && n.Data == "a":
			p.links = append(p.links, a.Val)
		}
	}
}

// loads are the relations of links that a browser follows by itself.
var loads = map[string]bool{"stylesheet": true, "icon": true, "apple-touch-icon": true, "preload": true, "manifest": true, "modulepreload": true}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *page) checkSelf(t *testing.T, file string) {
	t.Helper()
	if p.headings != 1 {
		t.Errorf("%s: %d headings of the first level", file, p.headings)
	}
	if p.lang == "" {
		t.Errorf("%s: no language", file)
	}
	for id, n := range p.ids {
		if n > 1 {
			t.Errorf("%s: the id %q stands there %d times", file, id, n)
		}
	}
	for _, fault := range p.faults {
		t.Errorf("%s: %s", file, fault)
	}
	for _, url := range p.loads {
		if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") {
			t.Errorf("%s: loads %s", file, url)
		}
	}
}

var scheme = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)

func checkLink(t *testing.T, from, link, prefix string, outputs map[string]string, pages map[string]*page) {
	t.Helper()
	if address, ok := strings.CutPrefix(link, "webcal://"); ok { // one of the site's own calendars
		_, path, _ := strings.Cut(address, "/")
		link = "/" + path
	}
	if scheme.MatchString(link) {
		if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "mailto:") && !strings.HasPrefix(link, "tel:") {
			t.Errorf("%s: a link to %s", from, link)
		}
		return
	}
	target, anchor, _ := strings.Cut(link, "#")
	target, _, _ = strings.Cut(target, "?") // for the page's script: the file is the same
	file := from
	if target != "" {
		rest, ok := strings.CutPrefix(target, prefix+"/")
		if !ok {
			t.Errorf("%s: the link %q does not begin with %s/", from, link, prefix)
			return
		}
		file = rest
		if file == "" || strings.HasSuffix(file, "/") {
			file = path.Join(file, "index.html")
		}
	}
	if _, ok := outputs[file]; !ok {
		t.Errorf("%s: the link %q leads to no output", from, link)
		return
	}
	if anchor != "" && pages[file] != nil && pages[file].ids[anchor] == 0 {
		t.Errorf("%s: the link %q leads to no place in its page", from, link)
	}
}
