// Package dcat describes the site's data for portals that gather them, as DCAT-AP 3: a
// catalogue of datasets and their files, in JSON-LD and in Turtle.
// https://semiceu.github.io/DCAT-AP/releases/3.0.0/
//
// What is not known is left out: each property that is printed was given.
package dcat

import (
	"io"

	"parskats/internal/i18n"
)

// Catalogue is all data of a site. All addresses are whole ones.
type Catalogue struct {
	// ID is the catalogue's address.
	ID                 string
	Title, Description i18n.Text
	Homepage           string
	Publisher          Agent
	Contact            *Contact
	// Licence is the address of the licence; "" where none is given.
	Licence string
	// Languages are those of the site, as ISO 639-1 codes.
	Languages []i18n.Lang
	Modified  i18n.Date
	// Themes, Spatial and Frequency are those of all datasets: see Dataset.
	Themes    []string
	Spatial   string
	Frequency string
	Datasets  []Dataset
	// Service is the interface by files; nil for none.
	Service *Service
}

// Agent is an organisation.
type Agent struct {
	ID       string
	Name     i18n.Text
	Homepage string
}

// Contact is how to reach a post.
type Contact struct {
	Name       i18n.Text
	Email, URL string
}

// Dataset is data of one kind.
type Dataset struct {
	// ID is its address, which stays.
	ID, Identifier     string
	Title, Description i18n.Text
	Keywords           i18n.Text
	// Page is the address at which it is explained.
	Page     string
	Modified i18n.Date
	// Starts and Ends are what the data are about; a zero date is not known.
	Starts, Ends  i18n.Date
	Distributions []Distribution
}

// Distribution is a file of a dataset.
type Distribution struct {
	ID    string
	Title i18n.Text
	// URL is the file's address.
	URL string
	// MediaType is as text/csv; FileType as CSV, the code of the Publications Office's
	// authority table of file types, or "" where it has none.
	MediaType, FileType string
	// ConformsTo is the address of the standard or schema that the file follows; it may be "".
	ConformsTo string
	Modified   i18n.Date
}

// Service is an interface to the data.
type Service struct {
	ID, Endpoint, Description string
	Title                     i18n.Text
}

// The authority tables of the Publications Office of the European Union, from which
// DCAT-AP takes its terms.
const (
	authority       = "http://publications.europa.eu/resource/authority/"
	themeTable      = authority + "data-theme/"
	frequencyTable  = authority + "frequency/"
	languageTable   = authority + "language/"
	fileTypeTable   = authority + "file-type/"
	accessPublic    = authority + "access-right/PUBLIC"
	mediaTypeTable  = "http://www.iana.org/assignments/media-types/"
	turtleMediaType = "text/turtle"
)

// The types of the two files.
const (
	JSONLD = "application/ld+json"
	Turtle = turtleMediaType
)

// WriteJSONLD writes the catalogue as JSON-LD.
func (c *Catalogue) WriteJSONLD(w io.Writer) error { return writeJSONLD(w, c.nodes()) }

// WriteTurtle writes the catalogue as Turtle.
func (c *Catalogue) WriteTurtle(w io.Writer) error { return writeTurtle(w, c.nodes()) }

// nodes are the catalogue and everything in it that has an address.
func (c *Catalogue) nodes() []*node {
	publisher := c.publisher()
	datasets := make([]*node, len(c.Datasets))
	var files []*node
	for i := range c.Datasets {
		d, parts := c.dataset(&c.Datasets[i], publisher)
		datasets[i] = d
		files = append(files, parts...)
	}
	service := c.service(publisher, datasets)
	top := &node{iri: c.ID, class: "dcat:Catalog"}
	top.say("dct:title", texts(c.Title)...)
	top.say("dct:description", texts(c.Description)...)
	top.say("dct:publisher", nodes(publisher)...)
	top.say("foaf:homepage", iris(c.Homepage)...)
	top.say("dct:language", c.languages()...)
	top.say("dct:license", iris(c.Licence)...)
	top.say("dct:spatial", iris(c.Spatial)...)
	top.say("dct:modified", date(c.Modified)...)
	top.say("dcat:themeTaxonomy", iris(authority+"data-theme")...)
	top.say("dcat:dataset", nodes(datasets...)...)
	list := []*node{top, publisher}
	if service != nil {
		top.say("dcat:service", nodes(service)...)
		list = append(list, service)
	}
	list = append(list, datasets...)
	return append(list, files...)
}

func (c *Catalogue) publisher() *node {
	n := &node{iri: c.Publisher.ID, class: "foaf:Organization"}
	n.say("foaf:name", texts(c.Publisher.Name)...)
	n.say("foaf:homepage", iris(c.Publisher.Homepage)...)
	return n
}

func (c *Catalogue) contact() *node {
	if c.Contact == nil {
		return nil
	}
	n := &node{class: "vcard:Organization"}
	n.say("vcard:fn", texts(c.Contact.Name)...)
	if c.Contact.Email != "" {
		n.say("vcard:hasEmail", iris("mailto:"+c.Contact.Email)...)
	}
	n.say("vcard:hasURL", iris(c.Contact.URL)...)
	return n
}

func (c *Catalogue) dataset(d *Dataset, publisher *node) (dataset *node, files []*node) {
	n := &node{iri: d.ID, class: "dcat:Dataset"}
	n.say("dct:title", texts(d.Title)...)
	n.say("dct:description", texts(d.Description)...)
	n.say("dct:identifier", literals("", d.Identifier)...)
	n.say("dcat:keyword", texts(d.Keywords)...)
	n.say("dct:publisher", nodes(publisher)...)
	n.say("dcat:contactPoint", nodes(c.contact())...)
	n.say("dcat:theme", inTable(themeTable, c.Themes...)...)
	n.say("dct:accessRights", iris(accessPublic)...)
	n.say("dct:accrualPeriodicity", inTable(frequencyTable, c.Frequency)...)
	n.say("dct:language", c.languages()...)
	n.say("dct:spatial", iris(c.Spatial)...)
	n.say("dct:temporal", nodes(period(d.Starts, d.Ends))...)
	n.say("dct:modified", date(d.Modified)...)
	n.say("dcat:landingPage", iris(d.Page)...)
	for i := range d.Distributions {
		files = append(files, c.distribution(&d.Distributions[i]))
	}
	n.say("dcat:distribution", nodes(files...)...)
	return n, files
}

func (c *Catalogue) distribution(f *Distribution) *node {
	n := &node{iri: f.ID, class: "dcat:Distribution"}
	n.say("dct:title", texts(f.Title)...)
	n.say("dcat:accessURL", iris(f.URL)...)
	n.say("dcat:downloadURL", iris(f.URL)...)
	n.say("dcat:mediaType", inTable(mediaTypeTable, f.MediaType)...)
	n.say("dct:format", inTable(fileTypeTable, f.FileType)...)
	n.say("dct:license", iris(c.Licence)...)
	n.say("dct:conformsTo", iris(f.ConformsTo)...)
	n.say("dct:modified", date(f.Modified)...)
	return n
}

func (c *Catalogue) service(publisher *node, datasets []*node) *node {
	if c.Service == nil {
		return nil
	}
	n := &node{iri: c.Service.ID, class: "dcat:DataService"}
	n.say("dct:title", texts(c.Service.Title)...)
	n.say("dcat:endpointURL", iris(c.Service.Endpoint)...)
	n.say("dcat:endpointDescription", iris(c.Service.Description)...)
	n.say("dct:publisher", nodes(publisher)...)
	n.say("dct:license", iris(c.Licence)...)
	n.say("dcat:servesDataset", nodes(datasets...)...)
	return n
}

// period is the time that data are about; nil where neither end is known.
func period(starts, ends i18n.Date) *node {
	if starts.IsZero() && ends.IsZero() {
		return nil
	}
	n := &node{class: "dct:PeriodOfTime"}
	n.say("dcat:startDate", date(starts)...)
	n.say("dcat:endDate", date(ends)...)
	return n
}

// languageCodes are the codes of the authority table of languages, which are those of
// ISO 639-3, by ours, which are those of ISO 639-1.
var languageCodes = map[i18n.Lang]string{
	i18n.Latvian: "LAV", i18n.English: "ENG",
}

func (c *Catalogue) languages() []value {
	var codes []string
	for _, lang := range c.Languages {
		codes = append(codes, languageCodes[lang])
	}
	return inTable(languageTable, codes...)
}

// inTable are the addresses of codes in an authority table; empty codes are left out.
func inTable(table string, codes ...string) []value {
	var list []value
	for _, code := range codes {
		if code != "" {
			list = append(list, value{iri: table + code})
		}
	}
	return list
}
