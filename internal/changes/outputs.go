package changes

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// The kinds of differences between two built sites, with PageRemoved.
const (
	PageAdded   Kind = "page_added"
	PageChanged Kind = "page_changed"
)

// FigureType stands for the type of what is no record: a figure.
const FigureType record.TypeName = "figure"

// Place says of what a file of a built site is a part.
type Place struct {
	// Type and ID name a record, a figure, or a page of the site itself; Type is "" of a file
	// that belongs to none of them.
	Type record.TypeName
	ID   string
	// Lang is the file's language; "" where it is in none.
	Lang i18n.Lang
	// IsPage says that the file is the page of what is named, IsList that it is a page of a
	// list, which only arranges others, and IsData that it holds what is known of a record.
	IsPage, IsList, IsData bool
}

// Page is a page that differs between two built sites.
type Page struct {
	Kind Kind
	Lang i18n.Lang
	// Path is the page's address from the site's root: "/lv/plani/lv-5/".
	Path string
	// Removed and Added are the lines of text that only the old page has, and only the
	// new one.
	Removed, Added []string
}

// Difference is what differs between two built sites.
type Difference struct {
	// Records are those of which a page differs, by type, those whose own data differ before
	// those whose pages only follow: the types with such a record, then all others, both in
	// the order of record.Types, figures and the site itself after them. Of one type they are
	// by number, then by title.
	Records []RecordDifference
	// Lists counts the pages of lists that differ, in all languages.
	Lists int
	// Others counts the other files that differ.
	Others int
}

// RecordDifference is what differs of a record, a figure or a page of the site itself.
type RecordDifference struct {
	// Kind is PageAdded or PageRemoved where that is so in every language, else PageChanged.
	Kind Kind
	Type record.TypeName
	ID   string
	// Title is the heading of its page in the new site, or in the old one where that alone
	// has it; Before that in the old site, where it is another.
	Title, Before string
	// Number is what stands over a commitment's heading: its number, with that of its plan.
	Number string
	// Pages are its pages that differ, one a language: that of the language asked for first.
	Pages []Page
	// Files counts its other files that differ: charts, tables, feeds.
	Files int
	// isOwn says that the record's own data differ, so that its page does not only follow
	// another.
	isOwn bool
}

// numbered is what a record of a type is ordered by as people count; "" where there is no
// such thing. A plan's number is in its id.
func (r *RecordDifference) numbered() string {
	if r.Type == "plan" {
		return r.ID
	}
	return r.Number
}

// sumsName is the list of checksums in the folder of a built site, markName the file by
// which the list proves that it is whole: it is of no site.
const (
	sumsName = "SHA256SUMS"
	markName = ".parskats"
)

// Compare compares two built sites, each in its folder, by their lists of checksums and the
// text of their pages. A page that says the same in another form, or as of another day alone,
// does not differ. placeOf says of what a file is; titles are those in lang, where there are.
func Compare(before, after fs.FS, lang i18n.Lang, placeOf func(file string) Place) (Difference, error) {
	c := comparison{before: before, after: after, lang: lang, records: map[string]*RecordDifference{}, files: map[Place]int{}, data: map[Place]bool{}}
	old, err := readSums(before)
	if err != nil {
		return Difference{}, fmt.Errorf("the old site: %w", err)
	}
	now, err := readSums(after)
	if err != nil {
		return Difference{}, fmt.Errorf("the new site: %w", err)
	}
	all := maps.Clone(old)
	maps.Copy(all, now)
	for _, file := range slices.Sorted(maps.Keys(all)) {
		if old[file] == now[file] || file == markName {
			continue
		}
		if err := c.add(file, placeOf(file), old[file] != "", now[file] != ""); err != nil {
			return Difference{}, err
		}
	}
	return c.difference(), nil
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

// comparison gathers what differs between two built sites.
type comparison struct {
	before, after fs.FS
	lang          i18n.Lang
	records       map[string]*RecordDifference // by keyOf
	files         map[Place]int                // other files of records, by their type and id
	data          map[Place]bool               // records whose own data differ, by their type and id
	lists, others int
}

// add adds a file whose checksum differs.
func (c *comparison) add(file string, place Place, inOld, inNew bool) error {
	if place.IsData {
		c.data[Place{Type: place.Type, ID: place.ID}] = true
		c.others++
		return nil
	}
	if !place.IsPage && !place.IsList {
		if place.Type == "" {
			c.others++
		} else {
			c.files[Place{Type: place.Type, ID: place.ID}]++
		}
		return nil
	}
	var old, now pageText
	var err error
	if inOld {
		if old, err = readPage(c.before, file); err != nil {
			return err
		}
	}
	if inNew {
		if now, err = readPage(c.after, file); err != nil {
			return err
		}
	}
	page := comparePage(file, old, now, inOld, inNew)
	page.Lang = place.Lang
	switch {
	case page.Kind == PageChanged && len(page.Removed)+len(page.Added) == 0:
	case place.IsList, place.Type == "": // a page of nothing has no chapter either
		c.lists++
	default:
		c.addPage(place, page, old, now)
	}
	return nil
}

// comparePage compares the text of a page in two sites, of which one may not have it.
func comparePage(file string, old, now pageText, inOld, inNew bool) Page {
	page := Page{Kind: PageChanged, Path: "/" + strings.TrimSuffix(file, "index.html")}
	switch {
	case !inOld:
		page.Kind = PageAdded
	case !inNew:
		page.Kind = PageRemoved
	default:
		page.Removed, page.Added = difference(old.lines, now.lines)
	}
	return page
}

// keyOf names what a page is of. The addresses of a text page differ by language: it is known
// by those of its twins.
func keyOf(place Place, old, now pageText) string {
	id := place.ID
	if place.Type == "page" {
		id = cmp.Or(now.twins, old.twins, id)
	}
	return string(place.Type) + "/" + id
}

func (c *comparison) addPage(place Place, page Page, old, now pageText) {
	key := keyOf(place, old, now)
	r := c.records[key]
	if r == nil {
		r = &RecordDifference{Type: place.Type, ID: place.ID, Kind: page.Kind}
		c.records[key] = r
	}
	if r.Kind != page.Kind {
		r.Kind = PageChanged
	}
	r.Pages = append(r.Pages, page)
	if r.Title == "" || page.Lang == c.lang {
		r.ID = place.ID
		r.Title, r.Before = cmp.Or(now.title, old.title), ""
		if old.title != r.Title && page.Kind == PageChanged {
			r.Before = old.title
		}
		if r.Type == "commitment" {
			r.Number = cmp.Or(now.kicker, old.kicker)
		}
	}
}

// difference puts in order what was gathered.
func (c *comparison) difference() Difference {
	d := Difference{Lists: c.lists, Others: c.others}
	for _, key := range slices.Sorted(maps.Keys(c.records)) {
		r := c.records[key]
		slices.SortStableFunc(r.Pages, func(a, b Page) int {
			return cmp.Compare(c.place(a.Lang), c.place(b.Lang))
		})
		of := Place{Type: r.Type, ID: r.ID}
		r.Files, r.isOwn = c.files[of], c.data[of]
		delete(c.files, of)
		d.Records = append(d.Records, *r)
	}
	for _, n := range c.files { // of records that say the same as before
		d.Others += n
	}
	c.sort(d.Records)
	return d
}

// sort orders records as Difference says.
func (c *comparison) sort(records []RecordDifference) {
	order := typeOrder()
	first := map[record.TypeName]bool{}
	for i := range records {
		first[records[i].Type] = first[records[i].Type] || records[i].isOwn
	}
	i18n.SortBy(c.lang, records, func(r RecordDifference) string { return r.Title })
	slices.SortStableFunc(records, func(a, b RecordDifference) int {
		return cmp.Or(
			trueFirst(first[a.Type], first[b.Type]),
			cmp.Compare(order[a.Type], order[b.Type]),
			trueFirst(a.isOwn, b.isOwn),
			progress.CompareNumbers(a.numbered(), b.numbered()),
		)
	})
}

// trueFirst orders what is so before what is not.
func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// place puts the language asked for before all others.
func (c *comparison) place(lang i18n.Lang) int {
	if lang == c.lang {
		return 0
	}
	return 1
}

// typeOrder gives each type its place: records, figures, the site itself.
func typeOrder() map[record.TypeName]int {
	order := map[record.TypeName]int{}
	for i, t := range record.Types() {
		order[t.Name] = i
	}
	order[FigureType] = len(order)
	order[SiteItself] = len(order)
	return order
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
