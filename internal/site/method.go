package site

import (
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// TermGroup is a part of a list of terms: a vocabulary, the figures.
type TermGroup struct {
	ID    string // the anchor
	Title string // the heading; may be empty
	Terms []Term // the terms
}

// Term is something that the site's pages say, with what it means. Other are its names
// in the site's other languages; Key is what records write.
type Term struct {
	ID    string // the anchor
	Title Link   // the term
	Other []Link // its names in the site's other languages
	Key   string // what records write; empty where they don't
	Text  Link   // what it means
	Facts []Fact // what else there is to know of it
}

// findPageAt returns the record of the type page that stands at a section's address in
// one language at least, or nil. It is then that section's page: so there are never two
// pages at one address.
func (b *builder) findPageAt(s section) *entry {
	section := b.addressOf(s)
	for _, e := range b.byType["page"] {
		for _, lang := range b.langs {
			if e.address[lang] == section[lang] {
				return e
			}
		}
	}
	return nil
}

// addMethod lists the method's page where no record of the type page is it. Where one
// is, what is generated comes below its own text.
func (b *builder) addMethod() {
	if b.method != nil {
		return
	}
	b.addPage(page{
		address: b.addressOf(sectionMethod), kind: output.Page, template: "record",
		view: func(lang i18n.Lang) (any, error) { return b.methodView(lang), nil },
	})
}

func (b *builder) methodView(lang i18n.Lang) *recordView {
	title, lead := b.sectionTitle(lang, sectionMethod), b.t(lang, "intro-method")
	v := &recordView{
		Layout:  b.layout(lang, b.addressOf(sectionMethod), title, lead, Link{Text: title}),
		Heading: title, Lead: lead,
	}
	b.addTerms(lang, v)
	return v
}

// methodHref is the address of the method's page or, with an anchor, of a place in it.
func (b *builder) methodHref(lang i18n.Lang, anchor string) string {
	href := b.href(lang, b.addressOf(sectionMethod))
	if e := b.method; e != nil {
		href = e.href[lang]
	}
	if anchor == "" {
		return href
	}
	return href + "#" + anchor
}

// termAnchor is the place of a vocabulary's term on the method's page.
func termAnchor(vocabulary, key string) string { return vocabulary + "-" + key }

// addTerms adds what is generated of the method: the rules, unless the page explains
// them in chapters of its own, then every figure and every word that pages use.
func (b *builder) addTerms(lang i18n.Lang, v *recordView) {
	var sections []Section
	if len(v.Contents) == 0 {
		sections = append(sections, Section{ID: "method-rules", Title: b.t(lang, "method-rules"), Terms: []TermGroup{b.rules(lang)}})
	}
	sections = append(sections,
		Section{ID: "method-figures", Title: b.sectionTitle(lang, sectionFigures), Intro: b.t(lang, "method-figures"), Terms: []TermGroup{b.figureTerms(lang)}},
		Section{ID: "method-computed", Title: b.t(lang, "method-computed"), Intro: b.t(lang, "method-computed-intro"), Terms: b.computedTerms(lang)},
		Section{ID: "method-vocabularies", Title: b.t(lang, "method-vocabularies"), Intro: b.t(lang, "method-vocabularies-intro"), Terms: b.vocabularyTerms(lang)},
	)
	for _, s := range sections {
		v.Contents = append(v.Contents, Link{Text: s.Title, Href: "#" + s.ID})
	}
	v.Sections = append(v.Sections, sections...)
}

// rules are what a reader must know of every number.
func (b *builder) rules(lang i18n.Lang) TermGroup {
	var g TermGroup
	for _, key := range []string{"as-of", "unknown", "coverage", "delays"} {
		g.Terms = append(g.Terms, Term{
			ID: "rule-" + key, Title: Link{Text: b.t(lang, "rule-"+key)}, Text: Link{Text: b.t(lang, "rule-text-"+key)},
		})
	}
	return g
}

func (b *builder) figureTerms(lang i18n.Lang) TermGroup {
	var g TermGroup
	for _, f := range figure.Catalogue() {
		term := Term{ID: figureAnchor(f), Title: b.text(lang, f.Title), Text: b.text(lang, f.Definition)}
		term.Title.Href = b.href(lang, b.addressOf(sectionFigures, same(f.ID)))
		direction := directionOf(f)
		term.Facts = []Fact{{Label: b.t(lang, "figure-unit"), Values: plainLink(
			b.t(lang, "unit-"+string(f.Unit)) + " · " + direction.Vocabulary().Title(lang, string(direction)),
		)}}
		term.Facts = append(term.Facts, b.definitionSource(lang, f))
		g.Terms = append(g.Terms, term)
	}
	return g
}

// directionOf says which way a figure is better, or that neither is.
func directionOf(f figure.Figure) record.Direction {
	if f.Better == "" {
		return record.NeitherBetter
	}
	return f.Better
}

// figureAnchor is the place of a figure's definition on the method's page.
func figureAnchor(f figure.Figure) string { return "figure-" + f.ID }

// computedTerms are the words that no record holds, since they follow from dates:
// flags, stages and phases.
func (b *builder) computedTerms(lang i18n.Lang) []TermGroup {
	flags := TermGroup{ID: "method-flags", Title: b.t(lang, "method-flags")}
	for _, key := range []string{"overdue", "late", "stale"} {
		flags.Terms = append(flags.Terms, b.termOf(lang, "flag", key, func(l i18n.Lang) string { return b.t(l, "flag-"+key) }, b.t(lang, "flag-help-"+key)))
	}
	stages := TermGroup{ID: "method-stages", Title: b.t(lang, "method-stages")}
	for _, s := range []progress.Stage{progress.StagePlanned, progress.StageOpen, progress.StageClosed, progress.StageUnknown} {
		stages.Terms = append(stages.Terms, b.termOf(lang, "stage", string(s), func(l i18n.Lang) string { return b.t(l, "stage-"+string(s)) }, b.t(lang, "stage-help-"+string(s))))
	}
	phases := TermGroup{ID: "method-phases", Title: b.t(lang, "method-phases")}
	for _, p := range []progress.Phase{progress.NotBegun, progress.Running, progress.Ended, progress.Unconfirmed} {
		phases.Terms = append(phases.Terms, b.termOf(lang, "phase", string(p), func(l i18n.Lang) string { return b.t(l, "phase-"+string(p)) }, b.t(lang, "phase-help-"+string(p))))
	}
	return []TermGroup{flags, stages, phases}
}

// termOf makes a term of a group; title returns its name in a language.
func (b *builder) termOf(lang i18n.Lang, group, key string, title func(i18n.Lang) string, help string) Term {
	term := Term{ID: termAnchor(group, key), Title: Link{Text: title(lang)}, Key: key, Text: Link{Text: help}}
	for _, other := range b.langs {
		if other != lang {
			term.Other = append(term.Other, Link{Text: title(other), Lang: string(other)})
		}
	}
	return term
}

func (b *builder) vocabularyTerms(lang i18n.Lang) []TermGroup {
	var groups []TermGroup
	for _, v := range record.Vocabularies() {
		g := TermGroup{ID: "vocabulary-" + v.Name, Title: b.text(lang, v.Label).Text}
		for _, t := range v.Terms {
			term := b.termOf(lang, v.Name, t.Key, func(l i18n.Lang) string { return v.Title(l, t.Key) }, "")
			term.Text = b.text(lang, t.Help)
			g.Terms = append(g.Terms, term)
		}
		groups = append(groups, g)
	}
	return groups
}
