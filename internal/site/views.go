package site

import (
	"html/template"

	"parskats/internal/chart"
	"parskats/internal/i18n"
)

// Link is a text that may lead somewhere. Lang is set where the text is in another
// language than the page.
type Link struct {
	Text string // what is printed
	Href string // where it leads; empty for a text alone
	Lang string // the language of the text, where it is not the page's
	// External says that the link leads to another site.
	External bool
}

// Fact is a row of a record's facts: a name with its values, or that it is unknown.
type Fact struct {
	Label   string // the name of what is told
	Values  []Link // its values, one at least unless it is unknown
	Unknown bool   // the value is not in the data
}

// Badge says a state, level or stage in a word; templates add a shape and a colour
// by kind and key.
type Badge struct {
	Kind string // "state", "stage", "flag", "level" or "sample"
	Key  string // the term of the vocabulary, as in "no_data"
	Text string // the word
}

// Notice is a sentence that a reader needs before the rest.
type Notice struct {
	// Kind is "note", "part" (the data are a part), "sample" (fictional data),
	// "late" or "ended".
	Kind string
	Text string // the sentence
	Link *Link  // where to read more
}

// Card is a record in a list.
type Card struct {
	Href        string   // the record's page
	Title       string   // the record's title
	Lang        string   // the language of the title, where it is not the page's
	Kicker      Link     // a few words over the title
	Badges      []Badge  // its states, levels and flags
	Meta        []string // short facts: institution, days
	Summary     string   // a few sentences
	SummaryLang string   // the language of the summary, where it is not the page's
}

// Figure is a chart with its words and its table.
type Figure struct {
	ID    string // the figure's id, as in its address
	Title string // the heading
	// Nested says that the figure stands below a section's heading.
	Nested bool
	// Finding says in a sentence or two what the numbers say.
	Finding string
	Summary string        // what the drawing shows, in words
	Notices []Notice      // what one must know of the numbers
	Wide    template.HTML // the drawing for a screen, an SVG
	Narrow  template.HTML // the drawing for a phone, an SVG
	Table   chart.Table   // all numbers of the drawing
	Note    string        // what is not drawn, and why
	// More leads to the figure's own page.
	More *Link
	// Interactive is the address of the chart for the browser, chart.json; empty where
	// the page shows the drawing alone.
	Interactive string
}

// Section is a part of a page under a heading. One with a figure is only that: the
// figure has a heading of its own.
type Section struct {
	ID      string          // the anchor
	Title   string          // the heading
	Intro   string          // a sentence below the heading
	Text    Link            // a paragraph
	Empty   string          // what to say where there is nothing
	Cards   []template.HTML // records, each printed by the partial card
	Facts   []Fact          // names with values
	Items   []Item          // entries of a list
	Steps   *Steps          // a row of steps
	Course  *Course         // the course of measures over the years
	Tallies []Tally         // what was counted
	Terms   []TermGroup     // terms with their meaning
	Groups  []Group         // lists of links that open on request
	Table   *Table          // a table of texts
	// Folded says that the table opens on request, since it is long.
	Folded bool
	Figure *Figure // the figure that the section is
	// Figures stand below the section's own heading.
	Figures []Figure
	Details []Detail // tables that open on request
	Code    *Code    // a text to copy
	More    *Link    // leads to all of what the section shows a part of
}

// Detail is a table that opens on request.
type Detail struct {
	Key   string // "columns" or "preview", for the style sheet
	Title string // what the table holds
	Table *Table // the table
	Open  bool   // it is open at first
}

// Group is a list of links that opens on request, since it may be long.
type Group struct {
	Title string // what the links have in common
	Links []Link // the links
	More  *Link  // to those that are not among them; nil where all are
}

// Item is an entry of a dated or a plain list.
type Item struct {
	Date    string  // the day or days in words; empty in a plain list
	DateISO string  // the same for machines: YYYY-MM-DD, YYYY-MM or YYYY, the first day of several
	Title   Link    // what the entry is about
	Badges  []Badge // its states
	Text    string  // its text
	Lang    string  // the language of the text, where it is not the page's
	Links   []Link  // evidence and documents
	Note    string  // a remark in small print
}

// Table is a table of texts. The first cell of a row names it.
type Table struct {
	Caption string   // what the table holds
	Columns []string // the heads of the columns
	Rows    [][]Link // the cells, by row
	Stacks  bool     // on a narrow screen each row is a block, and each cell has its column's head
}

// Measure is a measure on its commitment's page.
type Measure struct {
	Key      string   // the measure's key, which is its anchor
	Number   string   // its number in the plan
	Title    Link     // its title
	Badges   []Badge  // its state and flags
	Notices  []Notice // what a reader must know first
	Text     string   // its description
	TextLang string   // the language of the description, where it is not the page's
	Facts    []Fact   // names with values
	Updates  []Item   // what was reported, and by whom
	Sources  []Link   // where the record comes from
	Note     string   // a remark in small print
	NoteLang string   // the language of the remark, where it is not the page's
}

// Layout is what every page has.
type Layout struct {
	Lang        i18n.Lang   // the page's language
	Title       string      // of the page, for its tab
	Description string      // what the page is about, for search engines; may be empty
	SiteTitle   string      // the site's title
	Home        string      // the address of the home page
	Search      NavItem     // the link to the search
	Canonical   string      // the page's whole address; empty where it has none of its own
	Unlisted    bool        // search engines are asked to leave the page out
	Alternates  []Alternate // the page in all languages of the site, this one included
	Nav         []NavItem   // the main navigation
	Crumbs      []Link      // the way from the home page, the page itself last
	Footer      []Link      // the links of the footer
	AsOf        string      // a sentence: the day whose truth the page shows
	Record      *Link       // the record's source file
	RecordData  *Link       // the record as JSON, with what is derived of it; nil where the page is about none
	Report      *Link       // how to report a mistake
	Licence     *Link       // the licence of the data
	Data        Link        // what the site is made from, and how it is counted
	Publisher   string      // the name of the institution that publishes the site
	About       string      // what the site is, in a sentence
	Notices     []Notice    // for the whole page, before its content
	Share       *Share      // what the page says of itself where it is shared; nil where it has no address
	Feed        Link        // the feed of all that happened
	Follow      []Follow    // the feeds and calendars that belong to the page
	Linked      *LinkedData // what the page says of itself to machines; nil where nothing
}

// Follow is a feed or a calendar that a reader can follow.
type Follow struct {
	Link
	Type  string       // its media type
	Title string       // its own title
	About string       // what it tells, in a sentence
	App   template.URL // a calendar's address for programs (webcal:); empty for a feed
}

// Alternate is the same page in a language of the site.
type Alternate struct {
	Lang    string // the language's key
	Name    string // its name in itself
	Href    string // the page's address
	URL     string // the page's whole address
	Current bool   // it is this page
}

// NavItem is a link of the main navigation.
type NavItem struct {
	Text    string // the title
	Href    string // the address
	Current bool   // the page is in this section
}

// recordView is the page of a record.
type recordView struct {
	Layout
	Kicker      Link          // a few words over the heading
	Heading     string        // the heading of level 1
	HeadingLang string        // the language of the heading, where it is not the page's
	Badges      []Badge       // the record's states, levels and flags
	Lead        string        // the record in a few sentences
	LeadLang    string        // the language of the lead, where it is not the page's
	Action      *Link         // the one thing that a reader can do now
	Numbers     []KeyNumber   // numbers that one should see first
	First       *Section      // what a reader looks for before all else
	Facts       []Fact        // names with values
	Body        template.HTML // the record's text
	BodyLang    string        // the language of the text, where it is not the page's
	Contents    []Link        // links to the headings of a long text
	Figures     []Figure      // drawings, each with its heading
	Measures    []Measure     // a commitment's measures
	Sections    []Section     // what else is told, in order
	Sources     []Link        // where the record comes from
	Corrections []Item        // what was corrected, and when
	Response    *Item         // what the institution says of it
}

// listView is a page of a list.
type listView struct {
	Layout
	Heading string          // the heading of level 1
	Intro   string          // what the list holds, in a sentence
	Count   string          // how many records there are, in words
	Clear   *Link           // back from a narrowed list to the whole one
	Facets  []template.HTML // printed by the partial facet
	Filter  *Filter         // combines filters, with JavaScript; on a list's own page
	Combine *Link           // from a facet's page to that, with JavaScript
	Cards   []template.HTML // the records, each printed by the partial card
	Empty   string          // what to say where there is none
	Pager   *Pager          // leads through the pages; none where there is one
}

// Facet is a way to narrow a list, with a page for each value. Chosen is the value
// of the present page; its text is empty where that is no page of this facet.
type Facet struct {
	Title  string       // what the list is narrowed by
	Chosen Link         // the value of the present page
	Values []FacetValue // all values
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Link
	Count   string // how many records have it
	Current bool   // it is the value of the present page
}

// Filter is the form that combines filters and orders a list, for readers with
// JavaScript. Action is the address of the list, Data that of its file for filter.js, and
// Card a card to fill in.
type Filter struct {
	Action string        // the address of the list
	Data   string        // the address of its file for filter.js
	Fields []FilterField // the fields to narrow it by
	Sort   FilterField   // the orders
	Card   Card          // a card to fill in
}

// FilterField is a field of the form. Name is its parameter in the address. Boxes says
// that several values can be ticked; else one is chosen.
type FilterField struct {
	Name   string        // its parameter in the address
	Title  string        // its label
	Boxes  bool          // several values can be ticked
	Values []FilterValue // what can be chosen
}

// FilterValue is a value of a field, as the address and as the reader has it.
type FilterValue struct {
	Link
	Value string // the value in the address
	Count string // how many records have it
}

// Pager leads through the pages of a long list.
type Pager struct {
	Text     string    // "Page 2 of 5"
	Previous *Link     // the page before, if there is one
	Next     *Link     // the page after, if there is one
	Pages    []NavItem // the first page, the last, and those around this one
}

// homeView is the dashboard.
type homeView struct {
	Layout
	Heading  Link        // the newest plan begun; the site's title where there is none
	Lead     string      // what the site is, where there is no plan
	Numbers  []KeyNumber // numbers that one should see first
	Notes    []Notice    // what one must know of the numbers
	Sections []Section   // what the dashboard shows, in order
}

// KeyNumber is a number that a reader should see first. Key names it for the style
// sheet.
type KeyNumber struct {
	Key   string // its name for the style sheet
	Value string // the number, written out
	Label string // what is counted
	Note  string // a remark in small print
	Href  string // where the records are that it counts
}

// choice offers the site in a language. Href is a link, URL the whole address.
type choice struct {
	Lang  string // the language's key
	Name  string // its name in itself
	Title string // the site's or the page's title in it
	Text  string // what the site or the page is, in a sentence
	Href  string // the address of the home page in it
	URL   string // that address as a whole
}

// choiceView is the page that offers the languages.
type choiceView struct {
	Languages []choice // the site in each language
	Canonical string   // the page's whole address
	Share     *Share   // what the page says of itself where it is shared
}

// notFoundView is the page for addresses that do not exist.
type notFoundView struct {
	Layout
	Languages []choice // what to say in each language, and the way to its home page
}

// movedView is the page at an old address of a record.
type movedView struct {
	Lang      i18n.Lang // the page's language
	SiteTitle string    // the site's title
	To        Link      // the record
	Canonical string    // the whole address of its page
}

// removedView is the page that stands in place of one that was removed.
type removedView struct {
	Layout
	Text   string // when the page was removed, in a sentence
	Reason Link   // why
}

// searchView is the page of the search: what its script needs, and the lists for those
// who search without one.
type searchView struct {
	Layout
	Heading string // the heading of level 1
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
