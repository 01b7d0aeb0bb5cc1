package site

import (
	"slices"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// LinkedData is what a page says to machines, as JSON-LD in the words of schema.org. What
// is not known is left out, and so is everything about persons. A template prints it
// into a script of the type application/ld+json, which html/template writes as JSON and
// no browser executes.
type LinkedData struct {
	Context string `json:"@context"` // the vocabulary: schema.org
	Graph   []any  `json:"@graph"`   // the things that the page is about
}

// linked returns the linked data of a page, or nil where it has nothing to say.
func linked(things ...any) *LinkedData {
	if len(things) == 0 {
		return nil
	}
	return &LinkedData{Context: "https://schema.org", Graph: things}
}

// The things of schema.org that pages name. Addresses are whole; dates are as records
// have them, which may be a year or a month (ISO 8601).
type (
	ldBreadcrumbs struct {
		Type  string    `json:"@type"` // BreadcrumbList
		Items []ldCrumb `json:"itemListElement"`
	}
	ldCrumb struct {
		Type     string `json:"@type"` // ListItem
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item,omitempty"`
	}
	ldWebSite struct {
		Type        string         `json:"@type"` // WebSite
		Name        string         `json:"name"`
		URL         string         `json:"url"`
		Description string         `json:"description,omitempty"`
		InLanguage  string         `json:"inLanguage"`
		Publisher   ldOrganization `json:"publisher"`
	}
	ldOrganization struct {
		Type          string          `json:"@type"`
		Name          string          `json:"name"`
		AlternateName string          `json:"alternateName,omitempty"`
		Description   string          `json:"description,omitempty"`
		URL           string          `json:"url,omitempty"` // its own site
		Page          string          `json:"mainEntityOfPage,omitempty"`
		Founded       string          `json:"foundingDate,omitempty"`
		Dissolved     string          `json:"dissolutionDate,omitempty"`
		Parent        *ldOrganization `json:"parentOrganization,omitempty"`
	}
	ldArticle struct {
		Type             string         `json:"@type"` // Article
		Headline         string         `json:"headline"`
		Description      string         `json:"description,omitempty"`
		URL              string         `json:"url"`
		InLanguage       string         `json:"inLanguage"`
		DatePublished    string         `json:"datePublished,omitempty"`
		DateModified     string         `json:"dateModified,omitempty"`
		TemporalCoverage string         `json:"temporalCoverage,omitempty"`
		Publisher        ldOrganization `json:"publisher"`
	}
	ldEvent struct {
		Type        string           `json:"@type"` // Event
		Name        string           `json:"name"`
		Description string           `json:"description,omitempty"`
		URL         string           `json:"url"`
		Starts      string           `json:"startDate"`
		Ends        string           `json:"endDate,omitempty"`
		Location    *ldNamed         `json:"location,omitempty"`
		Organizers  []ldOrganization `json:"organizer,omitempty"`
	}
	ldDataset struct {
		Type             string         `json:"@type"` // Dataset
		Name             string         `json:"name"`
		Description      string         `json:"description"`
		URL              string         `json:"url"`
		InLanguage       string         `json:"inLanguage"`
		IsFree           bool           `json:"isAccessibleForFree"`
		License          string         `json:"license,omitempty"`
		DateModified     string         `json:"dateModified,omitempty"`
		TemporalCoverage string         `json:"temporalCoverage,omitempty"`
		Creator          ldOrganization `json:"creator"`
		Publisher        ldOrganization `json:"publisher"`
		Variables        []ldVariable   `json:"variableMeasured,omitempty"`
		Distribution     []ldDownload   `json:"distribution"`
	}
	ldDataCatalog struct {
		Type        string         `json:"@type"` // DataCatalog
		Name        string         `json:"name"`
		Description string         `json:"description"`
		URL         string         `json:"url"`
		InLanguage  string         `json:"inLanguage"`
		License     string         `json:"license,omitempty"`
		Publisher   ldOrganization `json:"publisher"`
		Datasets    []ldDataset    `json:"dataset"`
	}
	ldVariable struct {
		Type string `json:"@type"` // PropertyValue
		Name string `json:"name"`
		Unit string `json:"unitText"`
	}
	ldDownload struct {
		Type           string `json:"@type"` // DataDownload
		EncodingFormat string `json:"encodingFormat"`
		ContentURL     string `json:"contentUrl"`
	}
	// ldNamed is a thing of which only its name is known.
	ldNamed struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
)

// say adds things to a page's linked data.
func (l *Layout) say(things ...any) {
	if l.Linked == nil {
		l.Linked = linked(things...)
		return
	}
	l.Linked.Graph = append(l.Linked.Graph, things...)
}

// breadcrumbs says where a page stands. The last crumb is the page itself.
func (b *builder) breadcrumbs(l *Layout) ldBreadcrumbs {
	list := ldBreadcrumbs{Type: "BreadcrumbList"}
	for i, c := range l.Crumbs {
		crumb := ldCrumb{Type: "ListItem", Position: i + 1, Name: c.Text}
		switch {
		case c.Href != "":
			crumb.Item = b.absolute(c.Href)
		case i == len(l.Crumbs)-1:
			crumb.Item = l.Canonical
		}
		list.Items = append(list.Items, crumb)
	}
	return list
}

// linkedSite is the site as a whole.
func (b *builder) linkedSite(lang i18n.Lang) ldWebSite {
	return ldWebSite{
		Type: "WebSite", Name: b.text(lang, b.Records.Config.Title).Text,
		URL:         b.absolute(b.href(lang, b.addressOf(sectionHome))),
		Description: b.honest(lang, b.Records.Config.SampleNotice, b.text(lang, b.Records.Config.Description).Text),
		InLanguage:  string(lang), Publisher: b.linkedPublisher(lang),
	}
}

// honest puts before the description of something fictional that it is: a machine reads
// no notice beside it.
func (b *builder) honest(lang i18n.Lang, isSample bool, description string) string {
	if !isSample && !b.Records.Config.SampleNotice {
		return description
	}
	if description == "" {
		return b.t(lang, "sample-data")
	}
	return b.t(lang, "sample-data") + " " + description
}

func (b *builder) linkedPublisher(lang i18n.Lang) ldOrganization {
	return b.linkedName(lang, b.Records.Config.Publisher)
}

// linkedName names an institution where another thing refers to it.
func (b *builder) linkedName(lang i18n.Lang, id string) ldOrganization {
	o := ldOrganization{Type: "Organization", Name: id}
	if e := b.entries.get(entryKey{"institution", id}); e != nil {
		r := e.rec.(*record.Institution)
		o = ldOrganization{Type: organizationType(r.Kind), Name: b.text(lang, r.Title).Text, URL: r.URL, Page: b.absolute(e.href[lang])}
	}
	return o
}

// organizationType is what schema.org calls a kind of institution.
func organizationType(kind record.InstitutionKind) string {
	switch kind {
	case "parliament", "chancellery", "ministry", "agency", record.Municipality:
		return "GovernmentOrganization"
	case "ngo":
		return "NGO"
	}
	return "Organization"
}

// addLinked says what a record's page is about. A consultation is no event: one takes
// part in it from anywhere, on any of its days. Its meetings and a council's sittings are
// events where a place and a name are known.
func (b *builder) addLinked(lang i18n.Lang, v *recordView, e *entry) {
	switch r := e.rec.(type) {
	case *record.News:
		b.addArticle(lang, v, e, ldArticle{DatePublished: r.Date.String()})
	case *record.Guideline:
		b.addArticle(lang, v, e, ldArticle{})
	case *record.Case:
		b.addArticle(lang, v, e, ldArticle{TemporalCoverage: interval(r.Starts, r.Ends)})
	case *record.Event:
		v.say(b.linkedEvent(lang, e, occasion{e.title, r.Starts, r.Ends, r.Place, r.Organisers}))
	case *record.Consultation:
		for _, round := range r.Rounds {
			b.addOccasion(lang, v, e, occasion{round.Title, round.Opens, round.Closes, round.Place, []string{r.Institution}})
		}
	case *record.Body:
		v.say(ldOrganization{
			Type: "Organization", Name: v.Heading, Description: b.honest(lang, r.Sample, v.Lead), URL: r.URL, Page: v.Canonical,
			Founded: r.Starts.String(), Dissolved: b.visible(r.Ends).String(),
		})
		for _, sitting := range progress.SittingsOn(r, b.Day) {
			b.addOccasion(lang, v, e, occasion{sitting.Title, sitting.Date, i18n.Date{}, sitting.Place, nil})
		}
	case *record.Institution:
		o := b.linkedName(lang, r.ID)
		o.AlternateName = b.text(lang, r.Abbreviation).Text
		o.Description = b.honest(lang, r.Sample, "")
		if r.Parent != "" {
			parent := b.linkedName(lang, r.Parent)
			o.Parent = &parent
		}
		v.say(o)
	}
}

// visible returns a date that lies on the site's day or before it, or none.
func (b *builder) visible(date i18n.Date) i18n.Date {
	if progress.Visible(date, b.Day) {
		return date
	}
	return i18n.Date{}
}

// addArticle adds a text of the site with what it knows beside that.
func (b *builder) addArticle(lang i18n.Lang, v *recordView, e *entry, a ldArticle) {
	v.Share.Type = "article"
	a.Type, a.Headline, a.URL = "Article", v.Heading, v.Canonical
	a.Description = b.honest(lang, e.base.Sample, v.Lead)
	a.InLanguage = string(lang)
	if v.HeadingLang != "" {
		a.InLanguage = v.HeadingLang
	}
	a.DateModified = b.modified(e).String()
	a.Publisher = b.linkedPublisher(lang)
	v.say(a)
}

// modified is the day of the last change to a record that it names itself or, where it names
// none, its newest dated fact, which the page says as the day of its change.
func (b *builder) modified(e *entry) i18n.Date {
	newest := b.visible(e.base.Modified)
	for _, c := range e.base.Corrections {
		if date := b.visible(c.Date); date.Last() > newest.Last() {
			newest = date
		}
	}
	if newest.IsZero() {
		return e.changed
	}
	return newest
}

// occasion is something that takes place.
type occasion struct {
	title        i18n.Text
	starts, ends i18n.Date
	place        i18n.Text
	organisers   []string
}

// addOccasion adds an event that is a part of a record.
func (b *builder) addOccasion(lang i18n.Lang, v *recordView, e *entry, o occasion) {
	if !o.title.IsEmpty() && !o.place.IsEmpty() {
		v.say(b.linkedEvent(lang, e, o))
	}
}

func (b *builder) linkedEvent(lang i18n.Lang, e *entry, o occasion) ldEvent {
	event := ldEvent{
		Type: "Event", Name: b.text(lang, o.title).Text, URL: b.absolute(e.href[lang]),
		Starts: o.starts.String(), Ends: o.ends.String(),
	}
	summary := i18n.Text(nil)
	if e.key.typ == "event" {
		summary = e.summary
	}
	event.Description = b.honest(lang, e.base.Sample, b.text(lang, summary).Text)
	if place := b.text(lang, o.place).Text; place != "" {
		event.Location = &ldNamed{"Place", place}
	}
	for _, id := range o.organisers {
		event.Organizers = append(event.Organizers, b.linkedName(lang, id))
	}
	return event
}

// interval writes a period as ISO 8601 has it. Where its end is not known it is its
// beginning, and nothing where that is not.
func interval(from, to i18n.Date) string {
	if from.IsZero() || to.IsZero() {
		return from.String()
	}
	return from.String() + "/" + to.String()
}

// addDataset says that a figure's page has data: nothing where there are none.
func (b *builder) addDataset(lang i18n.Lang, v *recordView, f figure.Figure, in *figure.Input, table *figure.Table) {
	if table.Empty() {
		return
	}
	d := ldDataset{
		Type: "Dataset", Name: v.Heading, URL: v.Canonical, InLanguage: string(lang), IsFree: true,
		Description:  b.honest(lang, b.countsSamples(table), b.text(lang, f.Definition).Text),
		Creator:      b.linkedPublisher(lang),
		Publisher:    b.linkedPublisher(lang),
		License:      b.licenceURL(),
		Distribution: []ldDownload{{"DataDownload", "text/csv", v.Canonical + seriesFile}},
	}
	if f.OfPlan && in.Plan != nil {
		d.TemporalCoverage = interval(in.Plan.Starts, in.Plan.Ends)
		if !in.Plan.Ended(b.Day) {
			d.TemporalCoverage = interval(in.Plan.Starts, b.Day.Date())
		}
	}
	for _, c := range table.Columns {
		name := b.text(lang, c.Text).Text
		if name == "" {
			name = v.Heading
		}
		v := ldVariable{"PropertyValue", name, b.t(lang, "unit-"+string(f.UnitOf(c)))}
		if !slices.Contains(d.Variables, v) {
			d.Variables = append(d.Variables, v)
		}
	}
	v.say(d)
}

// licenceURL is the address of the licence of the data, "" where none is stated.
func (b *builder) licenceURL() string {
	if licence := b.Records.Config.Licence; licence != nil {
		return licence.URL
	}
	return ""
}

// linkedCatalogue is all of the open data: a dataset a part.
func (b *builder) linkedCatalogue(lang i18n.Lang) ldDataCatalog {
	title := b.text(lang, b.Records.Config.Title).Text
	c := ldDataCatalog{
		Type: "DataCatalog", Name: b.f(lang, "catalogue-title", i18n.Args{"Title": title}),
		Description: b.honest(lang, false, b.t(lang, "intro-data")),
		URL:         b.absolute(b.href(lang, b.addressOf(sectionData))), InLanguage: string(lang),
		License: b.licenceURL(), Publisher: b.linkedPublisher(lang),
	}
	for _, s := range b.data().Sets() {
		c.Datasets = append(c.Datasets, b.linkedSet(lang, s))
	}
	return c
}

// linkedSet is a part of the open data with its files. What is reckoned has no day of its last
// change: it is as of the site's day, every day.
func (b *builder) linkedSet(lang i18n.Lang, s *opendata.Set) ldDataset {
	isSample := slices.ContainsFunc(b.byType[s.Type], func(e *entry) bool { return e.base.Sample })
	d := ldDataset{
		Type: "Dataset", Name: capitalised(b.text(lang, s.Title).Text), Description: b.honest(lang, isSample, b.setLead(lang, s)),
		URL: b.absolute(b.href(lang, b.dataAddress(s))), InLanguage: string(lang), IsFree: true, License: b.licenceURL(),
		TemporalCoverage: interval(b.data().Period(s)), Creator: b.linkedPublisher(lang), Publisher: b.linkedPublisher(lang),
	}
	if !s.Derived {
		d.DateModified = b.data().Updated(s).String()
	}
	download := func(file, mediaType string) {
		d.Distribution = append(d.Distribution, ldDownload{"DataDownload", mediaType, b.absolute(b.dataHref(file))})
	}
	for _, t := range s.Tables {
		download(t.Name+".csv", "text/csv")
	}
	download(s.Name+".json", "application/json")
	download(s.Name+".jsonl", "application/jsonl")
	return d
}
