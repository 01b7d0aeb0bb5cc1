package changes

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parskats/internal/i18n"
)

// The kinds of differences between two built sites, with PageRemoved.
const (
	PageAdded   Kind = "page_added"
	PageChanged Kind = "page_changed"
)

// Page is a page that differs between two built sites.
type Page struct {
	Kind Kind
	// Path is the page's address from the site's root: "/lv/plani/lv-5/".
	Path  string
	Title string
	// Removed and Added are the lines of text that only the old page has, and only the
	// new one.
	Removed, Added []string
}

// Difference is what differs between two built sites: the pages of one language, by
// path, and how many other files.
type Difference struct {
	Pages []Page
	// Others counts the files that differ and are no pages of the language.
	Others int
}

// sumsName is the list of checksums in the folder of a built site, markName the file by
// which the list proves that it is whole: it is of no site.
const (
	sumsName = "SHA256SUMS"
	markName = ".parskats"
)

// Compare compares two built sites, each in its folder, by their lists of checksums and the
// text of the pages of a language. A page that says the same in another form, or as of
// another day alone, does not differ.
func Compare(before, after fs.FS, lang i18n.Lang) (Difference, error) {
	var d Difference
	old, err := readSums(before)
	if err != nil {
		return d, fmt.Errorf("the old site: %w", err)
	}
	now, err := readSums(after)
	if err != nil {
		return d, fmt.Errorf("the new site: %w", err)
	}
	all := maps.Clone(old)
	maps.Copy(all, now)
	for _, file := range slices.Sorted(maps.Keys(all)) {
		if old[file] == now[file] || file == markName {
			continue
		}
		if !strings.HasPrefix(file, string(lang)+"/") || path.Base(file) != "index.html" {
			d.Others++
			continue
		}
		page, differs, err := comparePage(before, after, file, old[file] != "", now[file] != "")
		if err != nil {
			return d, err
		}
		if differs {
			d.Pages = append(d.Pages, page)
		}
	}
	return d, nil
}

// readSums reads the checksums of a built site by path.
func readSums(site fs.FS) (map[string]string, error) {
	raw, err := fs.ReadFile(site, sumsName)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		sum, file, ok := strings.Cut(lines.Text(), "  ")
		if !ok || !fs.ValidPath(file) {
			return nil, fmt.Errorf("%s: %q is not a checksum and a path", sumsName, lines.Text())
		}
		sums[file] = sum
	}
	return sums, lines.Err()
}

// comparePage compares the text of a page in two sites, of which one may not have it.
func comparePage(before, after fs.FS, file string, inOld, inNew bool) (page Page, differs bool, err error) {
	page = Page{Kind: PageChanged, Path: "/" + strings.TrimSuffix(file, "index.html")}
	var old, now pageText
	if inOld {
		if old, err = readPage(before, file); err != nil {
			return page, false, err
		}
	}
	if inNew {
		if now, err = readPage(after, file); err != nil {
			return page, false, err
		}
	}
	page.Title = now.title
	switch {
	case !inOld:
		page.Kind = PageAdded
		return page, true, nil
	case !inNew:
		page.Kind, page.Title = PageRemoved, old.title
		return page, true, nil
	}
	page.Removed, page.Added = difference(old.lines, now.lines)
	return page, len(page.Removed)+len(page.Added) > 0, nil
}

// difference returns the lines that only one of two texts has.
func difference(old, now []string) (removed, added []string) {
	text := func(lines []string) []byte { return []byte(strings.Join(lines, "\n") + "\n") }
	for line := range strings.Lines(string(diff.Diff("old", text(old), "new", text(now)))) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "), strings.HasPrefix(line, "diff "):
		case strings.HasPrefix(line, "-"):
			removed = append(removed, line[1:])
		case strings.HasPrefix(line, "+"):
			added = append(added, line[1:])
		}
	}
	return removed, added
}

// pageText is what a page says: its heading and the text of its main part, a line for each
// paragraph, list item, cell or heading.
type pageText struct {
	title string
	lines []string
}

func readPage(site fs.FS, file string) (pageText, error) {
	raw, err := fs.ReadFile(site, file)
	if err != nil {
		return pageText{}, err
	}
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return pageText{}, fmt.Errorf("%s: %w", file, err)
	}
	var t pageText
	if main := find(root, atom.Main); main != nil {
		t.read(main)
	}
	t.end()
	if h1 := find(root, atom.H1); h1 != nil {
		var heading pageText
		heading.read(h1)
		heading.end()
		t.title = strings.TrimSpace(strings.Join(heading.lines, " "))
	}
	t.lines = slices.DeleteFunc(t.lines, func(s string) bool { return s == "" })
	return t, nil
}

// find returns the first element of a kind, or nil.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return d
		}
	}
	return nil
}

// blocks are the elements that begin a line of their own.
var blocks = []atom.Atom{
	atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Caption, atom.Div,
	atom.Section, atom.Article, atom.Summary, atom.Figcaption, atom.Figure, atom.Table, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Pre,
}

// unread are the elements whose text is none of the page's: drawings say in words beside
// them what they show, templates are filled in by scripts.
var unread = []atom.Atom{atom.Svg, atom.Script, atom.Style, atom.Template}

// read adds the text of an element.
func (t *pageText) read(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.add(n.Data)
		return
	case html.ElementNode:
		if slices.Contains(unread, n.DataAtom) {
			return
		}
	}
	isBlock := slices.Contains(blocks, n.DataAtom)
	if isBlock {
		t.end()
	}
	for child := range n.ChildNodes() {
		t.read(child)
	}
	if isBlock {
		t.end()
	}
}

// add adds a text to the last line.
func (t *pageText) add(text string) {
	if len(t.lines) == 0 {
		t.lines = []string{""}
	}
	t.lines[len(t.lines)-1] += text
}

// end ends the last line, with its spaces made single.
func (t *pageText) end() {
	if n := len(t.lines); n > 0 {
		t.lines[n-1] = strings.Join(strings.Fields(t.lines[n-1]), " ")
		if t.lines[n-1] == "" {
			return
		}
	}
	t.lines = append(t.lines, "")
}
