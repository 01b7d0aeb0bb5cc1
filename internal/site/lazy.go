package site

import (
	"io"
	"sync"

	"parskats/internal/output"
)

// Lazy is a site of which one output after the other is asked for, by its path. What is
// asked for is listed first, so that a page is there long before all pages are known: most
// records' pages are not even listed.
// The outputs are those of New.
type Lazy struct {
	// Prefix is the path of the base URL, without a slash at its end: see PathPrefix.
	Prefix string
	b      *builder
	mu     sync.Mutex
	found  map[string]output.Output
	parts  []lazyPart
	whole  sync.Once // puts the parts together
	err    error
}

// lazyPart is a part with what it consists of, once it is listed.
type lazyPart struct {
	part
	isListed bool
	outputs  []output.Output
	sitemap  []sitemapEntry
}

// Open returns a site of which hardly anything is listed.
func Open(in Input) (*Lazy, error) {
	b, err := newBuilder(in)
	if err != nil {
		return nil, err
	}
	b.listEntries()
	l := &Lazy{Prefix: b.prefix, b: b, found: map[string]output.Output{}}
	for _, p := range b.parts() {
		l.parts = append(l.parts, lazyPart{part: p})
	}
	b.listRest = l.listRest
	b.find = func(path string) bool { _, ok := l.Find(path); return ok }
	return l, nil
}

// Find returns the output of a path; ok is false where the site has none. It may be called
// from any goroutine. Where the site can't be listed, rendering the output is the error.
func (l *Lazy) Find(path string) (o output.Output, ok bool) {
	if o, ok = l.b.recordAt(path); ok {
		return o, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.parts {
		if o, ok = l.found[path]; ok {
			return o, true
		}
		if p := &l.parts[i]; p.mayHold(path) {
			l.list(p)
		}
	}
	if l.err != nil {
		return output.Output{Path: path, Kind: output.Page, Render: func(io.Writer) error { return l.err }}, true
	}
	o, ok = l.found[path]
	return o, ok
}

// list lists a part, unless it is listed.
func (l *Lazy) list(p *lazyPart) {
	if p.isListed || l.err != nil {
		return
	}
	l.b.outputs, l.b.sitemap = nil, nil
	if l.err = p.add(); l.err != nil {
		return
	}
	p.isListed, p.outputs, p.sitemap = true, l.b.outputs, l.b.sitemap
	for _, o := range p.outputs {
		l.found[o.Path] = o
	}
}

// listRest lists what is not listed, for outputs that say something of all, and puts the
// parts together as New does: the order of the sitemap is that of the parts.
func (l *Lazy) listRest() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.whole.Do(func() {
		for i := range l.parts {
			l.list(&l.parts[i])
		}
		l.b.outputs, l.b.sitemap = nil, nil
		for _, p := range l.parts {
			l.b.outputs = append(l.b.outputs, p.outputs...)
			l.b.sitemap = append(l.b.sitemap, p.sitemap...)
		}
	})
}
