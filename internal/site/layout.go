package site

import (
	"strings"

	"parskats/internal/i18n"
)

// navigation lists the sections of the main navigation.
var navigation = []section{
	sectionPlans, sectionMeasures, sectionConsultations, sectionCases, sectionInstitutions,
	sectionFigures, sectionEvents, sectionGuidelines,
}

// footerSections are those that the footer links to.
var footerSections = []section{
	sectionInitiatives, sectionBudgets, sectionCouncils, sectionNews, sectionIndicators, sectionAreas, sectionCommitments, sectionChanges, sectionData,
}

// layout makes what every page has. crumbs lead from the home page to the page
// itself, which is the last and has no link.
func (b *builder) layout(lang i18n.Lang, a address, title, description string, crumbs ...Link) Layout {
	siteTitle, _ := b.Records.Config.Title.In(lang, b.langs...)
	description = brief(description)
	l := Layout{
		Lang:        lang,
		Title:       title,
		Description: description,
		SiteTitle:   siteTitle,
		Home:        b.href(lang, b.addressOf(sectionHome)),
		Search:      b.navItem(lang, sectionSearch, a),
		Canonical:   b.absolute(b.href(lang, a)),
		Alternates:  b.alternates(lang, a),
		Nav:         b.nav(lang, a),
		Footer:      b.footer(lang),
		Publisher:   b.refLink(lang, "institution", b.Records.Config.Publisher).Text,
		About:       b.text(lang, b.Records.Config.Description).Text,
		Report:      b.reportLink(lang),
		Data:        Link{Text: b.t(lang, "data-method"), Href: b.methodHref(lang, "")},
		Share:       b.share(lang, b.href(lang, a), title, description),
	}
	if len(crumbs) > 0 {
		home := Link{Text: b.t(lang, "home"), Href: l.Home}
		l.Crumbs = append([]Link{home}, crumbs...)
		l.say(b.breadcrumbs(&l))
	}
	whole := b.wholeChannel()
	l.Feed = Link{Text: b.feedTitle(lang, whole), Href: b.feedHref(lang, whole)}
	if licence := b.Records.Config.Licence; licence != nil {
		l.Licence = &Link{Text: licence.Title, Href: licence.URL, External: true}
	}
	if b.Records.Config.SampleNotice {
		l.Notices = append(l.Notices, b.sampleNotice(lang))
	}
	return l
}

// standForNone takes away what a page says of its own address: it is shown at others.
func (l *Layout) standForNone() { l.Canonical, l.Alternates, l.Share = "", nil, nil }

// mostOfDescription is how many characters of what a page is about search engines and
// networks are told: about what they show.
const mostOfDescription = 250

// brief cuts a text that is longer after a whole word.
func brief(text string) string {
	runes := []rune(text)
	if len(runes) <= mostOfDescription {
		return text
	}
	cut := string(runes[:mostOfDescription])
	if i := strings.LastIndexAny(cut, " \n"); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}

func (b *builder) sampleNotice(lang i18n.Lang) Notice {
	return Notice{Kind: "sample", Text: b.t(lang, "sample-data")}
}

// asOf says which day's truth a page shows.
func (b *builder) asOf(lang i18n.Lang) string {
	return b.f(lang, "as-of", i18n.Args{"Date": i18n.FormatDate(lang, b.Day.Date(), i18n.Locative)})
}

// changedOn says when what a page shows last changed, in the words that id names.
func (b *builder) changedOn(lang i18n.Lang, id string, date i18n.Date) string {
	if date.IsZero() {
		return ""
	}
	return b.f(lang, id, i18n.Args{"Date": i18n.FormatDate(lang, date, i18n.Nominative)})
}

func (b *builder) alternates(lang i18n.Lang, a address) []Alternate {
	var list []Alternate
	for _, l := range b.langs {
		href := b.href(l, a)
		list = append(list, Alternate{
			Lang: string(l), Name: b.t(l, "language"), Href: href, URL: b.absolute(href), Current: l == lang,
		})
	}
	return list
}

// nav lists the sections, the one that holds the address marked.
func (b *builder) nav(lang i18n.Lang, a address) []NavItem {
	var items []NavItem
	for _, s := range navigation {
		items = append(items, b.navItem(lang, s, a))
	}
	return items
}

func (b *builder) navItem(lang i18n.Lang, s section, a address) NavItem {
	of := b.addressOf(s)
	return NavItem{Text: b.sectionTitle(lang, s), Href: b.href(lang, of), Current: within(a[lang], of[lang])}
}

// within reports whether an address is a section's own or below it.
func within(path, section string) bool {
	return len(path) >= len(section) && path[:len(section)] == section
}

func (b *builder) sectionTitle(lang i18n.Lang, s section) string {
	return b.t(lang, "section-"+string(s))
}

func (b *builder) footer(lang i18n.Lang) []Link {
	var links []Link
	for _, s := range footerSections {
		links = append(links, Link{Text: b.sectionTitle(lang, s), Href: b.href(lang, b.addressOf(s))})
	}
	if b.method == nil {
		links = append(links, b.sectionCrumb(lang, sectionMethod))
	}
	if b.accessibility == nil {
		links = append(links, b.sectionCrumb(lang, sectionAccessibility))
	}
	for _, p := range b.Records.Pages.All() {
		if p.Footer || b.accessibility != nil && p.ID == b.accessibility.key.id {
			links = append(links, b.refLink(lang, "page", p.ID))
		}
	}
	return links
}

// reportLink is how a reader reports a mistake; nil where the site names no way.
func (b *builder) reportLink(lang i18n.Lang) *Link {
	contact := b.Records.Config.Contact
	switch {
	case contact == nil:
		return nil
	case contact.URL != "":
		return &Link{Text: b.t(lang, "report-mistake"), Href: contact.URL, External: true}
	case contact.Email != "":
		return &Link{Text: b.t(lang, "report-mistake"), Href: "mailto:" + contact.Email}
	}
	return nil
}

// recordLink leads to the record's file in the public repository; nil where the site
// names none.
func (b *builder) recordLink(lang i18n.Lang, path string) *Link {
	base := b.Records.Config.SourceURL
	if base == "" {
		return nil
	}
	return &Link{Text: b.t(lang, "record-file"), Href: base + path, External: true}
}

// sectionCrumb links to a section.
func (b *builder) sectionCrumb(lang i18n.Lang, s section) Link {
	return Link{Text: b.sectionTitle(lang, s), Href: b.href(lang, b.addressOf(s))}
}
