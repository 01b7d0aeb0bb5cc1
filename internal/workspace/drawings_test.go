package workspace

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parskats/internal/scaffold"
)

// TestDrawingsAreInert renders the whole demonstration and the whole default site, with
// charts, and holds every SVG of both, in pages and in files of its own, against what no
// SVG may have: a script, a style sheet, a handler, a reference to anything but itself, an
// id that another element of the document has.
func TestDrawingsAreInert(t *testing.T) {
	if testing.Short() {
		t.Skip("draws some hundred charts and renders two thousand pages")
	}
	demo := t.TempDir()
	list, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		name := filepath.Join(demo, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f.Content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, site := range map[string]struct{ folder, day string }{
		"demo":    {demo, "2025-06-30"},
		"default": {defaultSite, "2026-11-23"},
	} {
		result := buildPainted(t, site.folder, site.day)
		drawings := 0
		for file, content := range render(t, result.Site.Outputs, func(p string) bool { return isPage(p) || path.Ext(p) == ".svg" }) {
			read := readHTML
			if path.Ext(file) == ".svg" {
				read = readSVG
			}
			d := read(t, content)
			drawings += d.drawings
			for _, fault := range d.faults {
				t.Errorf("%s, %s: %s", name, file, fault)
			}
		}
		if drawings < 200 {
			t.Errorf("%s: only %d drawings were looked at", name, drawings)
		}
	}
}

// The test above would see each of these.
func TestDrawingFaults(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"nothing wrong", `<g clip-path="url(#a)"><path d="M0 0" fill="#1f5fa8"/></g><defs><clipPath id="a"/></defs>`, ""},
		{"a script", `<script>x()</script>`, "an element script"},
		{"a style sheet", `<style>g{}</style>`, "an element style"},
		{"a handler", `<g onclick="x()"/>`, "an attribute onclick"},
		{"a style", `<g style="fill:red"/>`, "an attribute style"},
		{"a picture", `<image/>`, "an element image"},
		{"a part of another file", `<use href="https://example.org/x.svg#a"/>`, "a reference to https://example.org/x.svg#a"},
		{"one of old", `<use xlink:href="x.svg#a"/>`, "a reference to x.svg#a"},
		{"a fill from elsewhere", `<path fill="url(https://example.org/#a)"/>`, "a reference to https://example.org/#a"},
		{"a fill in quotes", `<path fill="url('x.svg#a')"/>`, "a reference to 'x.svg#a'"},
		{"a reference to nothing", `<path fill="url(#b)"/>`, "a reference to #b, which is not there"},
		{"one id twice", `<g id="a"/><g id="a"/>`, "the id a twice"},
	} {
		svg := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + c.body + `</svg>`
		for kind, d := range map[string]*document{
			"file": readSVG(t, svg),
			"page": readHTML(t, "<!DOCTYPE html><html><body>"+svg+"</body></html>"),
		} {
			if got := strings.Join(d.faults, "; "); got != c.want || d.drawings != 1 {
				t.Errorf("%s, in a %s: %q; want %q", c.name, kind, got, c.want)
			}
		}
	}
	shared := readHTML(t, `<!DOCTYPE html><html><body id="a"><svg><g id="a"></g></svg></body></html>`)
	if got := strings.Join(shared.faults, "; "); got != "the id a twice" {
		t.Errorf("an id that the page has, too: %q", got)
	}
}

// document is what the test looks at in a page or in an SVG file.
type document struct {
	drawings int
	ids      map[string]bool
	refs     []string
	faults   []string
}

func (d *document) fault(words ...string) { d.faults = append(d.faults, strings.Join(words, " ")) }

// readSVG reads a file of an SVG.
func readSVG(t *testing.T, content string) *document {
	t.Helper()
	d := &document{ids: map[string]bool{}}
	decoder := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			d.resolve()
			return d
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			d.element(e.Name.Local)
			for _, a := range e.Attr {
				d.id(a.Name.Local, a.Value)
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					d.attribute(a.Name.Local, a.Value)
				}
			}
		}
	}
}

// readHTML reads a page: all of it for its ids, its drawings for the rest.
func readHTML(t *testing.T, content string) *document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	d := &document{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		drawn := n.Namespace == "svg"
		if drawn {
			d.element(n.Data)
		}
		for _, a := range n.Attr {
			d.id(a.Key, a.Val)
			if drawn {
				d.attribute(a.Key, a.Val)
			}
		}
	}
	d.resolve()
	return d
}

// refused are the elements that run something, style the page, or load or hold anything
// else.
var refused = []string{"script", "style", "foreignObject", "iframe", "image", "a", "animate", "set", "handler"}

func (d *document) element(name string) {
	if name == "svg" {
		d.drawings++
	}
	if slices.Contains(refused, name) {
		d.fault("an element", name)
	}
}

func (d *document) id(name, value string) {
	if name != "id" {
		return
	}
	if d.ids[value] {
		d.fault("the id", value, "twice")
	}
	d.ids[value] = true
}

var urlForm = regexp.MustCompile(`(?i)url\(\s*([^)]*?)\s*\)`)

func (d *document) attribute(name, value string) {
	switch name = strings.ToLower(name); {
	case strings.HasPrefix(name, "on"), name == "style":
		d.fault("an attribute", name)
	case name == "href", name == "src":
		d.refs = append(d.refs, value)
	}
	for _, found := range urlForm.FindAllStringSubmatch(value, -1) {
		d.refs = append(d.refs, found[1])
	}
}

// resolve sees that all references are to the document's own ids.
func (d *document) resolve() {
	for _, ref := range d.refs {
		switch id, own := strings.CutPrefix(ref, "#"); {
		case !own:
			d.fault("a reference to", ref)
		case !d.ids[id]:
			d.fault("a reference to", ref+", which is not there")
		}
	}
}
