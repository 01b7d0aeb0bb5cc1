// Package site makes the list of outputs: every URL of the site, each with the
// function that renders it. Every decision about what a page says is made here; the
// theme's templates print it.
package site

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"parskats/internal/changes"
	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/output"
	"parskats/internal/poster"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/theme"
)

// Input is what a site is made from.
type Input struct {
	Records *record.Site
	// Day is the day whose truth the site shows.
	Day    i18n.Day
	Theme  *theme.Theme
	Charts Drawer
	// Files is the folder in which the records' own files are; it may be nil where no
	// text refers to any.
	Files fs.FS
	// BaseURL is where the site is published, such as https://example.lv/parskats/.
	BaseURL string
	// Memory keeps what one site has in common with the next; nil where there is none.
	Memory *Memory
}

// Drawer draws charts.
type Drawer interface {
	Draw(ctx context.Context, c chart.Chart) (chart.Drawing, error)
}

// Site is the list of outputs with what a build tells about them.
type Site struct {
	Outputs []output.Output
	Pages   int
	charts  *atomic.Int64
}

// Charts returns how many charts have been drawn into pages so far.
func (s *Site) Charts() int { return int(s.charts.Load()) }

// New lists the outputs of a site. Nothing is rendered before an output is asked for.
func New(in Input) (*Site, error) {
	b, err := newBuilder(in)
	if err != nil {
		return nil, err
	}
	if err := b.list(); err != nil {
		return nil, err
	}
	return &Site{Outputs: b.outputs, Pages: b.pages, charts: &b.charts}, nil
}

// list lists all parts of the site.
func (b *builder) list() error {
	b.listEntries()
	for _, p := range b.parts() {
		if err := p.add(); err != nil {
			return err
		}
	}
	return nil
}

// part is a part of the site that can be listed by itself, after the entries.
type part struct {
	add func() error
	// mayHold reports whether an output of a path can be one of its own.
	mayHold func(path string) bool
}

// parts are the parts of the site, in the order of its outputs.
func (b *builder) parts() []part {
	plain := func(mayHold func(string) bool, add func()) part {
		return part{func() error { add(); return nil }, mayHold}
	}
	parts := []part{plain(isFirstPage, b.addHome), plain(foundByThemselves, b.addRecords)}
	for _, l := range b.lists() {
		parts = append(parts, plain(b.below(l.section), func() { b.addList(l.make()) }))
	}
	for _, f := range figure.Catalogue() {
		parts = append(parts, plain(b.below(sectionFigures, same(f.ID)), func() { b.addFigure(f) }))
	}
	return append(parts,
		plain(b.below(sectionFigures), b.addFigureList), plain(b.below(sectionMethod), b.addMethod),
		plain(b.below(sectionSearch), b.addSearch), plain(b.below(sectionAccessibility), b.addAccessibility),
		part{b.addChanges, b.below(sectionChanges)}, plain(isOfData, b.addData), plain(b.below(sectionData), b.addDataPages),
		plain(isFeed, b.addFeeds), plain(isCalendar, b.addCalendars), plain(anywhere, b.addMoved), plain(isOfType(".png"), b.addPictures),
		plain(isPublishedFile, b.addFiles), plain(anywhere, b.addAssets), plain(isAtRoot, b.addIcon), plain(isAtRoot, b.addMeta),
	)
}

// below returns a function that reports whether a path is below a section's page or, with
// further parts, below a page that is below it.
func (b *builder) below(s section, parts ...i18n.Text) func(path string) bool {
	a := b.addressOf(s, parts...)
	return func(path string) bool {
		return slices.ContainsFunc(b.langs, func(lang i18n.Lang) bool { return strings.HasPrefix(path, string(lang)+"/"+a[lang]) })
	}
}

// isAtRoot reports whether a path is that of a file beside the folders of the languages.
func isAtRoot(path string) bool { return !strings.Contains(path, "/") }

// isFirstPage reports whether a path is that of the site's or of a language's first page.
func isFirstPage(file string) bool {
	return path.Base(file) == "index.html" && strings.Count(file, "/") <= 1
}

func isOfType(ending string) func(string) bool {
	return func(file string) bool { return path.Ext(file) == ending }
}

func isPublishedFile(path string) bool { return strings.HasPrefix(path, filesRoot) }

func anywhere(string) bool { return true }

// foundByThemselves is for records' pages: see recordAt.
func foundByThemselves(string) bool { return false }

// builder gathers the outputs.
type builder struct {
	Input
	langs  []i18n.Lang
	origin string
	prefix string
	zone   *time.Location
	truth  *progress.Index
	*index
	method *entry // the record that is the method's page; nil where none is
	// accessibility is the record that is the accessibility statement; nil where none is.
	accessibility *entry
	cards         map[i18n.Lang]*sync.Map // entryKey → template.HTML
	facets        sync.Map                // facetKey → template.HTML
	coverage      sync.Map                // coverageKey → progress.Coverage
	inputs        sync.Map                // *record.Plan → *figure.Input
	tables        sync.Map                // tableKey → *figure.Table
	// peers are all institutions' numbers; comparisons are kept by comparisonKey.
	peers       func() *progress.Peers
	comparisons sync.Map
	data        func() *opendata.Data
	painter     func() (*poster.Painter, error) // of pictures to share
	// history is what happened by the day, and calls what those must know who take part.
	history, calls func() *history
	changeWords    func() (map[i18n.Lang]*changes.Words, error)
	datebook       func() *datebook
	outputs        []output.Output
	sitemap        []sitemapEntry
	redirects      func() []redirect // of all old addresses
	pages          int
	charts         atomic.Int64
	// listRest lists the parts that are not listed yet, and find reports whether the site has
	// the output of a path; both are nil where all are listed.
	listRest   func()
	find       func(path string) bool
	hasSamples func() bool // whether any record is fictional
	// everyFile lists what is listed only where there is something to draw, too.
	everyFile bool
	listed    sync.Once
	paths     map[string]bool // of the outputs, from the site's root; see isListed
}

func newBuilder(in Input) (*builder, error) {
	origin, prefix, err := splitBase(in.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	zone, err := time.LoadLocation(in.Records.Config.Timezone)
	if err != nil {
		return nil, fmt.Errorf("time zone: %w", err)
	}
	b := &builder{
		Input:  in,
		langs:  in.Records.Config.Langs(),
		origin: origin,
		prefix: prefix,
		zone:   zone,
		truth:  in.Memory.truthOf(in.Records),
		cards:  map[i18n.Lang]*sync.Map{},
	}
	b.peers = sync.OnceValue(func() *progress.Peers {
		return b.truth.PeersOn(progress.NewestBegun(b.Records, b.Day), b.Day)
	})
	b.painter = sync.OnceValues(b.newPainter)
	b.redirects = sync.OnceValue(b.oldAddresses)
	b.hasSamples = sync.OnceValue(func() bool {
		return slices.ContainsFunc(b.all, func(r *remembered) bool { return r.entry.base.Sample })
	})
	b.data = sync.OnceValue(b.newData)
	b.history = sync.OnceValue(func() *history { return b.newHistory(changes.Between(b.Records, math.MinInt32, b.Day)) })
	b.calls = sync.OnceValue(func() *history { return b.newHistory(changes.Calls(b.Records, math.MinInt32, b.Day)) })
	b.datebook = sync.OnceValue(b.newDatebook)
	b.changeWords = sync.OnceValues(b.newChangeWords)
	for _, lang := range b.langs {
		b.cards[lang] = &sync.Map{}
	}
	return b, nil
}

// t, f and n return sentences of the interface: as they are, with values filled in,
// and in the plural form of a number.
func (b *builder) t(lang i18n.Lang, id string) string { return b.Theme.Catalogue(lang).T(id) }

func (b *builder) f(lang i18n.Lang, id string, args i18n.Args) string {
	return b.Theme.Catalogue(lang).F(id, args)
}

func (b *builder) n(lang i18n.Lang, id string, n int, args i18n.Args) string {
	return b.Theme.Catalogue(lang).N(id, n, args)
}

// page is one page of the site, in every language.
type page struct {
	address  address
	kind     output.Kind
	template string
	// view makes what the template prints, in one language.
	view func(lang i18n.Lang) (any, error)
	// modified is the date of the page's last change, for the sitemap; zero where it is not
	// known: a page that speaks as of the site's day, such as a figure's, may say the same as on
	// the day before, or not.
	modified i18n.Date
	// unlisted says that the page is not in the sitemap.
	unlisted bool
}

// addPage lists a page in each language.
func (b *builder) addPage(p page) {
	if !p.unlisted {
		b.sitemap = append(b.sitemap, sitemapEntry{p.address, p.modified})
	}
	for _, lang := range b.langs {
		b.pages++
		b.outputs = append(b.outputs, b.outputOf(p, lang))
	}
}

// outputOf returns a page in a language.
func (b *builder) outputOf(p page, lang i18n.Lang) output.Output {
	return output.Output{Path: file(lang, p.address), Kind: p.kind, Render: func(w io.Writer) error {
		view, err := p.view(lang)
		if err != nil {
			return err
		}
		return b.Theme.Render(w, lang, p.template, view)
	}}
}

func (b *builder) add(path string, kind output.Kind, render func(io.Writer) error) {
	b.outputs = append(b.outputs, output.Output{Path: path, Kind: kind, Render: render})
}

func (b *builder) addAssets() {
	for _, asset := range b.Theme.Assets() {
		b.add(asset.Path, output.Asset, func(w io.Writer) error {
			_, err := w.Write(asset.Content)
			return err
		})
	}
}
