// Package output names the hinge of the pipeline: the outputs of a site, each of
// which is cheap to list and is rendered only when somebody asks for it.
package output

import "io"

// Kind says what an output is for. It decides in which order outputs are put in
// place, and which of them promise to keep their URL.
type Kind string

// The kinds of output.
const (
	// Page is an HTML page of a record, figure, list or text.
	Page Kind = "page"
	// Listing is an HTML page that only arranges others: a facet or a further
	// page of a list. Its URL may come and go.
	Listing Kind = "listing"
	// Moved is an HTML page at an old address: it leads to where the page is now,
	// or says that the page was removed.
	Moved Kind = "moved"
	// Feed is a feed or a calendar that programs subscribe to.
	Feed Kind = "feed"
	// Data is a file of open data.
	Data Kind = "data"
	// Asset is a style sheet, script, font or picture that pages need.
	Asset Kind = "asset"
	// Meta is a file for machines that serve or crawl the site, such as
	// robots.txt.
	Meta Kind = "meta"
)

// Output is one URL of the site.
type Output struct {
	// Path is the file's path below the output folder, with slashes and
	// without a leading one: "lv/plani/lv-5/index.html".
	Path string
	Kind Kind
	// Render writes the whole file. It may be called from any goroutine, any
	// number of times, and writes the same bytes each time.
	Render func(w io.Writer) error
}
