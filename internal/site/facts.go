package site

import (
	"reflect"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// facts lists the named fields of a record, in that order, by its field table.
// Fields that are not given are left out, except those of always: a reader looks
// for them, so the page says that they are unknown.
func (b *builder) facts(lang i18n.Lang, rec any, names, always []string) []Fact {
	value := reflect.ValueOf(rec).Elem()
	fields := record.FieldsOf(value.Type())
	var facts []Fact
	for _, name := range names {
		field, ok := record.Lookup(fields, name)
		if !ok {
			panic("site: no field " + name + " in " + value.Type().Name())
		}
		links := b.fieldLinks(lang, field, value.FieldByIndex(field.Index))
		if c, ok := rec.(*record.Commitment); ok && field.Ref == "direction" {
			links = b.directionLinks(lang, c)
		}
		label, _ := field.Title.In(lang, i18n.English)
		switch {
		case len(links) > 0:
			facts = append(facts, Fact{Label: label, Values: links})
		case contains(always, name):
			facts = append(facts, Fact{Label: label, Unknown: true})
		}
	}
	return facts
}

// directionLinks names a commitment's direction, which only its plan knows.
func (b *builder) directionLinks(lang i18n.Lang, c *record.Commitment) []Link {
	for _, d := range b.Records.Plans.Get(c.Plan).Directions {
		if d.ID == c.Direction {
			return []Link{b.text(lang, d.Title)}
		}
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// fieldLinks returns a field's values as texts, or nothing where it is not given.
func (b *builder) fieldLinks(lang i18n.Lang, f record.Field, value reflect.Value) []Link {
	if value.IsZero() {
		return nil
	}
	if !f.List {
		return b.valueLinks(lang, f, value)
	}
	var links []Link
	for i := range value.Len() {
		links = append(links, b.valueLinks(lang, f, value.Index(i))...)
	}
	return links
}

// wordsOf is the language of a field's plain text, on a page in a language: some
// fields hold the words of their source.
func (b *builder) wordsOf(page i18n.Lang, field string) i18n.Lang {
	switch field {
	case "kind":
		return b.langs[0]
	case "ogp_title", "ogp_ambition":
		return i18n.English
	}
	return page
}

// valueLinks returns one value as texts: several for a group, one for others.
func (b *builder) valueLinks(lang i18n.Lang, f record.Field, value reflect.Value) []Link {
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	if f.Kind == record.KindText {
		return []Link{{Text: value.String(), Lang: foreign(lang, b.wordsOf(lang, f.Name))}}
	}
	switch v := value.Interface().(type) {
	case i18n.Text:
		return []Link{b.text(lang, v)}
	case i18n.Date:
		return plainLink(i18n.FormatDate(lang, v, i18n.Nominative))
	case record.Count:
		return plainLink(b.count(lang, v))
	case record.Source:
		return []Link{b.source(lang, v)}
	}
	switch f.Kind {
	case record.KindGroup:
		return b.groupLinks(lang, f, value)
	case record.KindTerm:
		return plainLink(f.Vocabulary.Title(lang, value.String()))
	case record.KindRef:
		return []Link{b.refLink(lang, f.Ref, value.String())}
	case record.KindInt:
		return plainLink(i18n.FormatInt(lang, int(value.Int())))
	case record.KindNumber:
		return plainLink(i18n.FormatNumber(lang, value.Float()))
	case record.KindBool:
		return plainLink(b.t(lang, yesNo(value.Bool())))
	case record.KindURL:
		return []Link{externalLink(value.String())}
	}
	return plainLink(value.String())
}

// groupLinks returns the fields of a group, each with its name before it.
func (b *builder) groupLinks(lang i18n.Lang, f record.Field, value reflect.Value) []Link {
	var links []Link
	for _, field := range f.Fields {
		for _, link := range b.fieldLinks(lang, field, value.FieldByIndex(field.Index)) {
			label, _ := field.Title.In(lang, i18n.English)
			if field.Kind != record.KindURL && !field.List {
				link.Text = label + ": " + link.Text
			}
			links = append(links, link)
		}
	}
	return links
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func plainLink(text string) []Link { return []Link{{Text: text}} }

// externalLink links to another site by the name of its host.
func externalLink(url string) Link {
	host := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://"), "www.")
	host, _, _ = strings.Cut(host, "/")
	return Link{Text: host, Href: url, External: true}
}

// text returns a localised text as it stands on a page in a language: marked where it
// is in another one.
func (b *builder) text(lang i18n.Lang, t i18n.Text) Link {
	text, actual := t.In(lang, b.langs...)
	return Link{Text: text, Lang: foreign(lang, actual)}
}

// foreign returns the language of a text where it is not the page's.
func foreign(page, actual i18n.Lang) string {
	if actual == page {
		return ""
	}
	return string(actual)
}

// count writes a number of people, votes or visitors with how exact it is.
func (b *builder) count(lang i18n.Lang, c record.Count) string {
	if c.Unit == record.People && figure.IsFew(c.Value) {
		return b.fewer(lang, "fewer-people")
	}
	text := b.n(lang, "count-"+string(c.Unit), c.Value, nil)
	if c.Bound == "" || c.Bound == record.Exact {
		return text
	}
	return c.Bound.Vocabulary().Title(lang, string(c.Bound)) + " " + text
}

// fewer says that there were some people, and not how many.
func (b *builder) fewer(lang i18n.Lang, id string) string {
	return b.f(lang, id, i18n.Args{"N": i18n.FormatInt(lang, figure.FewPeople)})
}

// source names a source: its title, or its host.
func (b *builder) source(lang i18n.Lang, s record.Source) Link {
	link := externalLink(s.URL)
	if title, actual := s.Title.In(lang, b.langs...); title != "" {
		link.Text, link.Lang = title, foreign(lang, actual)
	}
	return link
}

// sources names the sources of a record with the days on which they were read.
func (b *builder) sources(lang i18n.Lang, list []record.Source) []Link {
	var links []Link
	for _, s := range list {
		link := b.source(lang, s)
		if link.Text != hostOf(s.URL) {
			link.Text += " (" + hostOf(s.URL) + ")"
		}
		if !s.Retrieved.IsZero() {
			link.Text += ", " + b.f(lang, "retrieved", i18n.Args{"Date": i18n.FormatDate(lang, s.Retrieved, i18n.Locative)})
		}
		links = append(links, link)
	}
	return links
}

func hostOf(url string) string { return externalLink(url).Text }

// refLink links to another record by its name.
func (b *builder) refLink(lang i18n.Lang, t record.TypeName, id string) Link {
	entry := b.entries.get(entryKey{t, id})
	if entry == nil {
		return Link{Text: id}
	}
	link := b.text(lang, entry.title)
	link.Href = entry.href[lang]
	return link
}
