package site

import (
	"io"
	"slices"
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
	// waiting are the places among parts of those that are not listed, in the order in
	// which they are to be.
	waiting []int
	err     error
}

// lazyPart is a part with what it consists of, once it is listed.
type lazyPart struct {
	part
	outputs []output.Output
	sitemap []sitemapEntry
}

// Open returns a site of which hardly anything is listed.
func Open(in Input) (*Lazy, error) {
	b, err := newBuilder(in)
	if err != nil {
		return nil, err
	}
	b.listEntries()
	l := &Lazy{Prefix: b.prefix, b: b, found: map[string]output.Output{}}
	var last []int
	for i, p := range b.parts() {
		l.parts = append(l.parts, lazyPart{part: p})
		if p.last {
			last = append(last, i)
		} else {
			l.waiting = append(l.waiting, i)
		}
	}
	l.waiting = append(l.waiting, last...)
	b.listRest = l.listRest
	return l, nil
}

// Find returns the output of a path; ok is false where the site has none. It may be called
// from any goroutine. Where the site can't be listed, rendering the output is the error.
func (l *Lazy) Find(path string) (o output.Output, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if o, ok = l.b.recordAt(path); ok {
		return o, true
	}
	for {
		if o, ok = l.found[path]; ok {
			return o, true
		}
		if l.err != nil {
			return output.Output{Path: path, Kind: output.Page, Render: func(io.Writer) error { return l.err }}, true
		}
		if len(l.waiting) == 0 {
			return output.Output{}, false
		}
		l.listNext(path)
	}
}

// listNext lists the next part: one that holds an output of a path, as far as that can be
// told.
func (l *Lazy) listNext(path string) {
	next := max(0, slices.IndexFunc(l.waiting, func(i int) bool {
		holds := l.parts[i].holds
		return holds != nil && holds(path)
	}))
	p := &l.parts[l.waiting[next]]
	l.waiting = slices.Delete(l.waiting, next, next+1)
	l.b.outputs, l.b.sitemap = nil, nil
	if l.err = p.add(); l.err != nil {
		return
	}
	p.outputs, p.sitemap = l.b.outputs, l.b.sitemap
	for _, o := range p.outputs {
		l.found[o.Path] = o
	}
	if len(l.waiting) == 0 {
		l.join()
	}
}

// join puts the parts together as New does: the order of the sitemap is that of the parts.
func (l *Lazy) join() {
	l.b.outputs, l.b.sitemap = nil, nil
	for _, p := range l.parts {
		l.b.outputs = append(l.b.outputs, p.outputs...)
		l.b.sitemap = append(l.b.sitemap, p.sitemap...)
	}
}

// listRest lists what is not listed, for outputs that say something of all.
func (l *Lazy) listRest() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.waiting) > 0 && l.err == nil {
		l.listNext("")
	}
}
