package site

import (
	"net/url"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// section is a part of the site with an address of its own below each language.
type section string

// The sections.
const (
	sectionHome          section = ""
	sectionPlans         section = "plans"
	sectionCommitments   section = "commitments"
	sectionMeasures      section = "measures"
	sectionConsultations section = "consultations"
	sectionInitiatives   section = "initiatives"
	sectionBudgets       section = "participatory-budgets"
	sectionCouncils      section = "councils"
	sectionCases         section = "good-practice"
	sectionInstitutions  section = "institutions"
	sectionIndicators    section = "indicators"
	sectionFigures       section = "figures"
	sectionGuidelines    section = "guidelines"
	sectionNews          section = "news"
	sectionEvents        section = "events"
	sectionAreas         section = "areas"
	sectionMethod        section = "method"
	sectionSearch        section = "search"
	sectionAccessibility section = "accessibility"
	sectionChanges       section = "changes"
	sectionData          section = "data"
)

// slugs are the sections' names in addresses. They never change: people keep links.
var slugs = map[section]i18n.Text{
	sectionPlans:         {i18n.Latvian: "plani", i18n.English: "plans"},
	sectionCommitments:   {i18n.Latvian: "apnemsanas", i18n.English: "commitments"},
	sectionMeasures:      {i18n.Latvian: "pasakumi", i18n.English: "measures"},
	sectionConsultations: {i18n.Latvian: "lidzdaliba", i18n.English: "consultations"},
	sectionInitiatives:   {i18n.Latvian: "iniciativas", i18n.English: "initiatives"},
	sectionBudgets:       {i18n.Latvian: "lidzdalibas-budzeti", i18n.English: "participatory-budgets"},
	sectionCouncils:      {i18n.Latvian: "padomes", i18n.English: "councils"},
	sectionCases:         {i18n.Latvian: "laba-prakse", i18n.English: "good-practice"},
	sectionInstitutions:  {i18n.Latvian: "institucijas", i18n.English: "institutions"},
	sectionIndicators:    {i18n.Latvian: "raditaji", i18n.English: "indicators"},
	sectionFigures:       {i18n.Latvian: "skaitli", i18n.English: "figures"},
	sectionGuidelines:    {i18n.Latvian: "vadlinijas", i18n.English: "guidelines"},
	sectionNews:          {i18n.Latvian: "jaunumi", i18n.English: "news"},
	sectionEvents:        {i18n.Latvian: "notikumi", i18n.English: "events"},
	sectionAreas:         {i18n.Latvian: "jomas", i18n.English: "areas"},
	sectionMethod:        {i18n.Latvian: "metodika", i18n.English: "method"},
	sectionSearch:        {i18n.Latvian: "meklet", i18n.English: "search"},
	sectionAccessibility: {i18n.Latvian: "pieklustamiba", i18n.English: "accessibility"},
	sectionChanges:       {i18n.Latvian: "izmainas", i18n.English: "changes"},
	sectionData:          {i18n.Latvian: "dati", i18n.English: "data"},
}

// words are the parts of addresses that arrange a list.
var (
	slugBy   = i18n.Text{i18n.Latvian: "pec", i18n.English: "by"}
	slugPage = i18n.Text{i18n.Latvian: "lapa", i18n.English: "page"}
)

// The facets' names in addresses, and the parameters of combined filters.
var (
	facetInstitution     = i18n.Text{i18n.Latvian: "institucija", i18n.English: "institution"}
	facetInstitutionKind = i18n.Text{i18n.Latvian: "institucijas-veids", i18n.English: "institution-kind"}
	facetLead            = i18n.Text{i18n.Latvian: "atbildiga", i18n.English: "lead"}
	facetLevel           = i18n.Text{i18n.Latvian: "limenis", i18n.English: "level"}
	facetYear            = i18n.Text{i18n.Latvian: "gads", i18n.English: "year"}
	facetDueYear         = i18n.Text{i18n.Latvian: "termina-gads", i18n.English: "due-year"}
	facetStage           = i18n.Text{i18n.Latvian: "stadija", i18n.English: "stage"}
	facetState           = i18n.Text{i18n.Latvian: "stavoklis", i18n.English: "state"}
	facetDelay           = i18n.Text{i18n.Latvian: "kavejums", i18n.English: "delay"}
	facetFeedback        = i18n.Text{i18n.Latvian: "atgriezeniska-saite", i18n.English: "feedback"}
	facetMethod          = i18n.Text{i18n.Latvian: "metode", i18n.English: "method"}
	facetArea            = i18n.Text{i18n.Latvian: "joma", i18n.English: "area"}
	facetTerritory       = i18n.Text{i18n.Latvian: "teritorija", i18n.English: "territory"}
	facetTargetGroup     = i18n.Text{i18n.Latvian: "merkgrupa", i18n.English: "target-group"}
	facetKind            = i18n.Text{i18n.Latvian: "veids", i18n.English: "kind"}
	facetPlan            = i18n.Text{i18n.Latvian: "plans", i18n.English: "plan"}
	facetHeadline        = i18n.Text{i18n.Latvian: "galvenais-darbs", i18n.English: "headline"}
)

// The values of records that name no other, in addresses. Package check keeps that of
// references from being a record's id.
var (
	slugUnknown    = i18n.Text{i18n.Latvian: "nav-zinams", i18n.English: "unknown"}
	slugNoLevel    = i18n.Text{i18n.Latvian: "bez-limena", i18n.English: "none"}
	slugNotStated  = i18n.Text{i18n.Latvian: "nav-noradits", i18n.English: "not-stated"}
	slugNoHeadline = i18n.Text{i18n.Latvian: "neviens", i18n.English: "none"}
)

// The orders of a list, and the parameter that names one.
var (
	slugSort    = i18n.Text{i18n.Latvian: "kartot", i18n.English: "sort"}
	orderCloses = i18n.Text{i18n.Latvian: "beigas", i18n.English: "closes"}
	orderOpens  = i18n.Text{i18n.Latvian: "sakums", i18n.English: "opens"}
	orderDue    = i18n.Text{i18n.Latvian: "termins", i18n.English: "due"}
	orderTitle  = i18n.Text{i18n.Latvian: "nosaukums", i18n.English: "title"}
)

// sectionOf says in which section the pages of a type of record are; ok is false for
// types whose records have no page.
func sectionOf(t record.TypeName) (s section, ok bool) {
	s, ok = sectionsByType[t]
	return s, ok
}

var sectionsByType = map[record.TypeName]section{
	"plan": sectionPlans, "commitment": sectionCommitments, "consultation": sectionConsultations,
	"initiative": sectionInitiatives, "budget-round": sectionBudgets, "body": sectionCouncils,
	"case": sectionCases, "institution": sectionInstitutions, "indicator": sectionIndicators,
	"guideline": sectionGuidelines, "news": sectionNews, "event": sectionEvents, "area": sectionAreas,
	"page": sectionHome,
}

// address is a page of the site in every language: what follows the language in its
// path, "plani/lv-5/" and "plans/lv-5/".
type address i18n.Text

// addressOf returns the address of a section's own page or, with further parts, of a
// page below it. A part may differ by language.
func (b *builder) addressOf(s section, parts ...i18n.Text) address {
	a := address{}
	for _, lang := range b.langs {
		var path strings.Builder
		if s != sectionHome {
			slug, _ := slugs[s].In(lang, i18n.English)
			path.WriteString(slug + "/")
		}
		for _, part := range parts {
			text, _ := part.In(lang, i18n.English)
			path.WriteString(text + "/")
		}
		a[lang] = path.String()
	}
	return a
}

// same is a part of an address that is alike in all languages.
func same(part string) i18n.Text { return i18n.Text{"": part} }

// href returns the link to a page, from the root of the host.
func (b *builder) href(lang i18n.Lang, a address) string {
	return b.prefix + "/" + string(lang) + "/" + a[lang]
}

// file returns the path of a page's file below the output folder.
func file(lang i18n.Lang, a address) string { return string(lang) + "/" + a[lang] + "index.html" }

// absolute returns the whole address of a link from the root of the host.
func (b *builder) absolute(href string) string { return b.origin + href }

// splitBase splits the base URL into its origin and its path without a slash at the
// end: "https://example.lv" and "/parskats".
func splitBase(base string) (origin, prefix string, err error) {
	u, err := url.Parse(base)
	if err != nil {
		return "", "", err
	}
	prefix = strings.TrimSuffix(u.EscapedPath(), "/")
	u.Path, u.RawPath, u.RawQuery, u.Fragment = "", "", "", ""
	return u.String(), prefix, nil
}

// PathPrefix returns the path of a base URL without a slash at its end, with which
// all links of the site begin.
func PathPrefix(base string) (string, error) {
	_, prefix, err := splitBase(base)
	return prefix, err
}
