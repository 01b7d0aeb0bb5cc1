package site

import (
	"io"
	"slices"
	"strings"

	"parskats/internal/dcat"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// The files of the catalogue, from the site's root.
const (
	catalogueJSONLD = dataFolder + "catalog.jsonld"
	catalogueTurtle = dataFolder + "catalog.ttl"
)

// addCatalogue lists the catalogue that data portals gather.
func (b *builder) addCatalogue() {
	b.add(catalogueJSONLD, output.Data, func(w io.Writer) error { return b.catalogue().WriteJSONLD(w) })
	b.add(catalogueTurtle, output.Data, func(w io.Writer) error { return b.catalogue().WriteTurtle(w) })
}

// dataTheme is what all data are about in the EU's table of themes: government and the public
// sector.
const dataTheme = "GOVE"

// frequencyCodes are the codes of the EU's table of frequencies.
var frequencyCodes = map[record.Frequency]string{
	"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "quarterly": "QUARTERLY", "annual": "ANNUAL", "irregular": "IRREG",
}

// catalogue describes all data. Its nodes are named by parts of its own address, which stays.
func (b *builder) catalogue() *dcat.Catalogue {
	config := b.Records.Config
	c := &dcat.Catalogue{
		ID: b.catalogueNode("catalogue"), Title: b.both("catalogue-title", config.Title), Description: b.honestly(config.Description),
		Homepage:  b.absolute(b.href(b.langs[0], b.addressOf(sectionData))),
		Publisher: b.cataloguePublisher(), Contact: catalogueContact(config.Contact),
		Languages: b.langs, Themes: []string{dataTheme},
		Service: &dcat.Service{
			ID: b.catalogueNode("service"), Title: b.both("catalogue-service", config.Title),
			Endpoint: b.absolute(b.dataHref("")), Description: b.absolute(b.dataHref("openapi.json")),
		},
	}
	if config.Licence != nil {
		c.Licence = config.Licence.URL
	}
	if config.Data != nil {
		c.Frequency, c.Spatial = frequencyCodes[config.Data.Frequency], config.Data.Spatial
	}
	for _, s := range b.data().Sets() {
		d := b.catalogueSet(s)
		c.Datasets = append(c.Datasets, d)
		if d.Modified.Last() > c.Modified.Last() || c.Modified.IsZero() {
			c.Modified = d.Modified
		}
	}
	c.Datasets = append(c.Datasets, b.catalogueFigures())
	return c
}

func (b *builder) catalogueNode(id string) string {
	return b.absolute(b.prefix + "/" + catalogueJSONLD + "#" + id)
}

// both is a sentence of the interface in every language, about a title.
func (b *builder) both(id string, title i18n.Text) i18n.Text {
	text := i18n.Text{}
	for _, lang := range b.langs {
		text[lang] = b.f(lang, id, i18n.Args{"Title": b.text(lang, title).Text})
	}
	return text
}

// honestly is a description in every language that says where the site is fictional.
func (b *builder) honestly(description i18n.Text) i18n.Text {
	text := i18n.Text{}
	for _, lang := range b.langs {
		text[lang] = b.honest(lang, b.Records.Config.SampleNotice, b.text(lang, description).Text)
	}
	return text
}

func (b *builder) cataloguePublisher() dcat.Agent {
	id := b.Records.Config.Publisher
	a := dcat.Agent{ID: b.catalogueNode("publisher"), Name: i18n.Text{b.langs[0]: id}}
	if i := b.Records.Institutions.Get(id); i != nil {
		a.Homepage = i.URL
		a.Name, _ = progress.NameOn(i, b.Day)
	}
	return a
}

func catalogueContact(c *record.Contact) *dcat.Contact {
	if c == nil {
		return nil
	}
	return &dcat.Contact{Name: c.Title, Email: c.Email, URL: c.URL}
}

// catalogueSet is a part of the data.
func (b *builder) catalogueSet(s *opendata.Set) dcat.Dataset {
	d := dcat.Dataset{
		ID: b.catalogueNode(s.Name), Identifier: s.Name, Title: i18n.Text{}, Description: i18n.Text{}, Keywords: i18n.Text{},
		Page: b.absolute(b.href(b.langs[0], b.dataAddress(s))),
	}
	if !s.Derived { // what is reckoned is as of the day, every day
		d.Modified = b.data().Updated(s)
	}
	isSample := slices.ContainsFunc(b.byType[s.Type], func(e *entry) bool { return e.base.Sample })
	for _, lang := range b.langs {
		name := b.text(lang, s.Title).Text
		d.Title[lang], d.Keywords[lang] = capitalised(name), name
		d.Description[lang] = b.honest(lang, isSample, b.setLead(lang, s))
	}
	d.Starts, d.Ends = b.data().Period(s)
	for _, t := range s.Tables {
		d.Distributions = append(d.Distributions, b.catalogueFile(t.Name+".csv", "text/csv", "CSV", t.Title))
	}
	d.Distributions = append(d.Distributions,
		b.catalogueFile(s.Name+".json", "application/json", "JSON", d.Title),
		b.catalogueFile(s.Name+".jsonl", "", "", d.Title)) // neither table knows JSON Lines
	return d
}

func (b *builder) catalogueFile(name, mediaType, fileType string, title i18n.Text) dcat.Distribution {
	f := dcat.Distribution{
		ID: b.catalogueNode(strings.ReplaceAll(name, ".", "-")), URL: b.absolute(b.dataHref(name)),
		MediaType: mediaType, FileType: fileType, Title: i18n.Text{},
	}
	if fileType == "CSV" {
		f.ConformsTo = "https://www.rfc-editor.org/rfc/rfc4180"
	}
	for _, lang := range b.langs {
		f.Title[lang] = capitalised(b.text(lang, title).Text) + " (" + name + ")"
	}
	return f
}

// catalogueFigures are the series of all figures.
func (b *builder) catalogueFigures() dcat.Dataset {
	d := dcat.Dataset{
		ID: b.catalogueNode("figures"), Identifier: "figures", Title: i18n.Text{}, Description: i18n.Text{},
		Page: b.absolute(b.href(b.langs[0], b.addressOf(sectionFigures))),
	}
	for _, lang := range b.langs {
		d.Title[lang] = b.sectionTitle(lang, sectionFigures)
		d.Description[lang] = b.honest(lang, false, b.t(lang, "intro-figures"))
	}
	for _, f := range figure.Catalogue() {
		href := b.href(b.langs[0], b.addressOf(sectionFigures, same(f.ID))) + seriesFile
		d.Distributions = append(d.Distributions, dcat.Distribution{
			ID: b.catalogueNode("figure-" + f.ID), URL: b.absolute(href), Title: f.Title,
			MediaType: "text/csv", FileType: "CSV", ConformsTo: "https://www.rfc-editor.org/rfc/rfc4180",
		})
	}
	return d
}
