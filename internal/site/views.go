package site

import (
	"html/template"

	"parskats/internal/chart"
	"parskats/internal/i18n"
)

// Link is a text that may lead somewhere. Lang is set where the text is in another
// language than the page.
type Link struct {
	Text, Href, Lang string
	// External says that the link leads to another site.
	External bool
}

// Fact is a row of a record's facts: a name with its values, or that it is unknown.
type Fact struct {
	Label   string
	Values  []Link
	Unknown bool
}

// Badge says a state, level or stage in a word; templates add a shape and a colour
// by kind and key.
type Badge struct{ Kind, Key, Text string }

// Notice is a sentence that a reader needs before the rest.
type Notice struct {
	// Kind is "note", "part" (the data are a part), "sample" (fictional data),
	// "late" or "ended".
	Kind string
	Text string
	Link *Link
}

// Card is a record in a list.
type Card struct {
	Href, Title, Lang string
	Kicker            Link // a few words over the title
	Badges            []Badge
	Meta              []string
	Summary           string
	SummaryLang       string
}

// Figure is a chart with its words and its table.
type Figure struct {
	ID, Title string
	// Nested says that the figure stands below a section's heading.
	Nested bool
	// Finding says in a sentence or two what the numbers say.
	Finding      string
	Summary      string
	Notices      []Notice
	Wide, Narrow template.HTML
	Table        chart.Table
	Note         string
	// More leads to the figure's own page.
	More *Link
	// Interactive is the address of the chart for the browser, chart.json; empty where
	// the page shows the drawing alone.
	Interactive string
}

// Section is a part of a page under a heading. One with a figure is only that: the
// figure has a heading of its own.
type Section struct {
	ID, Title string
	Intro     string
	Text      Link
	Empty     string // what to say where there is nothing
	Cards     []template.HTML
	Facts     []Fact
	Items     []Item
	Steps     *Steps
	Course    *Course
	Tallies   []Tally
	Terms     []TermGroup
	Groups    []Group
	Table     *Table
	// Folded says that the table opens on request, since it is long.
	Folded bool
	Figure *Figure
	// Figures stand below the section's own heading.
	Figures []Figure
	Code    *Code
	More    *Link
}

// Group is a list of links that opens on request, since it may be long.
type Group struct {
	Title string
	Links []Link
	Note  string
}

// Item is an entry of a dated or a plain list.
type Item struct {
	Date    string
	DateISO string
	Title   Link
	Badges  []Badge
	Text    string
	Lang    string
	Links   []Link
	Note    string
}

// Table is a table of texts. The first cell of a row names it.
type Table struct {
	Caption string
	Columns []string
	Rows    [][]Link
}

// Measure is a measure on its commitment's page.
type Measure struct {
	Key, Number string
	Title       Link
	Badges      []Badge
	Notices     []Notice
	Text        string
	TextLang    string
	Facts       []Fact
	Updates     []Item
	Sources     []Link
	Note        string
	NoteLang    string
}

// Layout is what every page has.
type Layout struct {
	Lang        i18n.Lang
	Title       string // of the page, for its tab
	Description string
	SiteTitle   string
	Home        string
	Search      NavItem
	Canonical   string
	Unlisted    bool // search engines are asked to leave the page out
	Alternates  []Alternate
	Nav         []NavItem
	Crumbs      []Link
	Footer      []Link
	AsOf        string // a sentence: the day whose truth the page shows
	Record      *Link  // the record's source file
	Report      *Link  // how to report a mistake
	Licence     *Link
	Publisher   string
	About       string   // what the site is, in a sentence
	Notices     []Notice // for the whole page, before its content
}

// Alternate is the same page in a language of the site.
type Alternate struct {
	Lang, Name, Href, URL string
	Current               bool
}

// NavItem is a link of the main navigation.
type NavItem struct {
	Text, Href string
	Current    bool
}

// recordView is the page of a record.
type recordView struct {
	Layout
	Kicker      Link // a few words over the heading
	Heading     string
	HeadingLang string
	Badges      []Badge
	Lead        string
	LeadLang    string
	Action      *Link // the one thing that a reader can do now
	Numbers     []KeyNumber
	First       *Section // what a reader looks for before all else
	Facts       []Fact
	Body        template.HTML
	BodyLang    string
	Contents    []Link
	Figures     []Figure
	Measures    []Measure
	Sections    []Section
	Sources     []Link
	Corrections []Item
	Response    *Item
}

// listView is a page of a list.
type listView struct {
	Layout
	Heading string
	Intro   string
	Count   string
	Clear   *Link           // back from a narrowed list to the whole one
	Facets  []template.HTML // printed by the partial facet
	Filter  *Filter         // combines filters, with JavaScript; on a list's own page
	Combine *Link           // from a facet's page to that, with JavaScript
	Cards   []template.HTML
	Empty   string
	Pager   *Pager
}

// Facet is a way to narrow a list, with a page for each value. Chosen is the value
// of the present page; its text is empty where that is no page of this facet.
type Facet struct {
	Title  string
	Chosen Link
	Values []FacetValue
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Link
	Count   string
	Current bool
}

// Filter is the form that combines filters and orders a list, for readers with
// JavaScript. Action is the address of the list, Data that of its file for filter.js, and
// Card a card to fill in.
type Filter struct {
	Action, Data string
	Fields       []FilterField
	Sort         FilterField
	Card         Card
}

// FilterField is a field of the form. Name is its parameter in the address. Boxes says
// that several values can be ticked; else one is chosen.
type FilterField struct {
	Name, Title string
	Boxes       bool
	Values      []FilterValue
}

// FilterValue is a value of a field, as the address and as the reader has it.
type FilterValue struct {
	Link
	Value string
	Count string
}

// Pager leads through the pages of a long list.
type Pager struct {
	Text           string // "Page 2 of 5"
	Previous, Next *Link
	Pages          []NavItem
}

// homeView is the dashboard.
type homeView struct {
	Layout
	Heading  Link
	Lead     string
	Numbers  []KeyNumber
	Notes    []Notice // what one must know of the numbers
	Sections []Section
}

// KeyNumber is a number that a reader should see first. Key names it for the style
// sheet.
type KeyNumber struct {
	Key, Value, Label, Note string
	Href                    string
}

// choice offers the site in a language. Href is a link, URL the whole address.
type choice struct{ Lang, Name, Title, Text, Href, URL string }

// choiceView is the page that offers the languages.
type choiceView struct {
	Languages []choice
	Canonical string
}

// notFoundView is the page for addresses that do not exist.
type notFoundView struct {
	Layout
	Languages []choice
}

// movedView is the page at an old address of a record.
type movedView struct {
	Lang      i18n.Lang
	SiteTitle string
	// To is the record, Canonical its whole address.
	To        Link
	Canonical string
}

// removedView is the page that stands in place of one that was removed.
type removedView struct {
	Layout
	// Text says when the page was removed, Reason why.
	Text   string
	Reason Link
}

// searchView is the page of the search: what its script needs, and the lists for those
// who search without one.
type searchView struct {
	Layout
	Heading string
	// Action is the page's own address, below which the index is.
	Action string
	// Found and Partly are sentences with {n} for the number of results.
	Found, Partly string
	// Count is the number of records in the index; PerChunk and Shards are how it is
	// divided into files.
	Count, PerChunk, Shards int
	// Lists are all lists, each with the number of its records.
	Lists []FacetValue
}
