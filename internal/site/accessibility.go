package site

import (
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/record"
)

// regulation is the Cabinet regulation that asks for the statement.
const regulation = "https://likumi.lv/ta/id/316109"

// addAccessibility lists the accessibility statement where no record of the type page is
// it. It has the parts of the model statement (Commission Implementing Decision (EU)
// 2018/1523), claims what site.yaml declares, and says of the rest that it is not given.
func (b *builder) addAccessibility() {
	if b.accessibility != nil {
		return
	}
	b.addPage(page{
		address: b.addressOf(sectionAccessibility), kind: output.Page, template: "record",
		view: func(lang i18n.Lang) (any, error) { return b.accessibilityView(lang), nil },
	})
}

func (b *builder) accessibilityView(lang i18n.Lang) *recordView {
	var declared record.Accessibility
	if a := b.Records.Config.Accessibility; a != nil {
		declared = *a
	}
	title := b.sectionTitle(lang, sectionAccessibility)
	lead := b.f(lang, "accessibility-lead", i18n.Args{"Site": b.text(lang, b.Records.Config.Title).Text})
	v := &recordView{
		Layout:  b.layout(lang, b.addressOf(sectionAccessibility), title, lead, Link{Text: title}),
		Heading: title, Lead: lead,
	}
	v.Sections = []Section{
		b.scopeSection(lang),
		b.complianceSection(lang, &declared),
		b.exceptionSection(lang, &declared),
		{ID: "preparation", Title: b.t(lang, "accessibility-preparation"), Facts: []Fact{
			b.declaredFact(lang, b.t(lang, "accessibility-assessed"), Link{Text: i18n.FormatDate(lang, declared.Assessed, i18n.Nominative)}),
			b.declaredFact(lang, b.t(lang, "accessibility-method"), b.text(lang, declared.Method)),
		}},
		b.contactSection(lang, "feedback-contact", firstContact(declared.Contact, b.Records.Config.Contact)),
		b.contactSection(lang, "enforcement", declared.Enforcement),
	}
	return v
}

func (b *builder) scopeSection(lang i18n.Lang) Section {
	site := b.absolute(b.prefix + "/")
	return Section{ID: "scope", Title: b.t(lang, "accessibility-scope"), Facts: []Fact{
		{Label: b.t(lang, "accessibility-site"), Values: []Link{{Text: site, Href: site}}},
		b.declaredFact(lang, b.t(lang, "published-by"), b.refLink(lang, "institution", b.Records.Config.Publisher)),
		{Label: b.t(lang, "accessibility-rules"), Values: []Link{{Text: b.t(lang, "accessibility-regulation"), Href: regulation, External: true}}},
	}}
}

func (b *builder) complianceSection(lang i18n.Lang, declared *record.Accessibility) Section {
	status := declared.Status.Vocabulary().Title(lang, string(declared.Status))
	if declared.Status == "" {
		status = ""
	}
	return Section{ID: "compliance", Title: b.t(lang, "accessibility-status"), Facts: []Fact{
		b.declaredFact(lang, b.t(lang, "accessibility-status"), Link{Text: status}),
	}}
}

func (b *builder) exceptionSection(lang i18n.Lang, declared *record.Accessibility) Section {
	s := Section{ID: "exceptions", Title: b.t(lang, "accessibility-exceptions"), Empty: b.t(lang, "accessibility-not-given")}
	for _, e := range declared.Exceptions {
		item := Item{Title: b.text(lang, e.Text)}
		if e.Reason != "" {
			item.Note = e.Reason.Vocabulary().Title(lang, string(e.Reason))
		}
		s.Items = append(s.Items, item)
	}
	return s
}

func (b *builder) contactSection(lang i18n.Lang, id string, c *record.Contact) Section {
	s := Section{ID: id, Title: b.t(lang, "accessibility-"+id), Intro: b.t(lang, "accessibility-intro-"+id), Empty: b.t(lang, "accessibility-not-given")}
	if c == nil {
		return s
	}
	item := Item{Title: b.text(lang, c.Title)}
	if c.Email != "" {
		item.Links = append(item.Links, Link{Text: c.Email, Href: "mailto:" + c.Email})
	}
	if c.URL != "" {
		item.Links = append(item.Links, externalLink(c.URL))
	}
	if item.Title.Text != "" || len(item.Links) > 0 {
		s.Items = []Item{item}
	}
	return s
}

// declaredFact is a fact that only the publisher knows: where it is not given, the
// statement says so.
func (b *builder) declaredFact(lang i18n.Lang, label string, value Link) Fact {
	if strings.TrimSpace(value.Text) == "" {
		value = Link{Text: b.t(lang, "accessibility-not-given")}
	}
	return Fact{Label: label, Values: []Link{value}}
}

func firstContact(contacts ...*record.Contact) *record.Contact {
	for _, c := range contacts {
		if c != nil {
			return c
		}
	}
	return nil
}
