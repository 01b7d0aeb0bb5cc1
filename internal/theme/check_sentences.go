package theme

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	texttemplate "text/template"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/source"
)

// pluralForms are those of CLDR that a language needs for whole numbers.
var pluralForms = map[i18n.Lang][]string{
	i18n.Latvian: {"zero", "one", "other"},
	i18n.English: {"one", "other"},
}

// mention is how a sentence says that a value belongs in it.
var mention = regexp.MustCompile(`\{\{[^}]*\}\}`)

// sentences are those of a language, of the theme and of the site's own.
type sentences struct {
	base, own map[string]sentence
}

// sentence is a sentence by plural form; one without forms has "" alone.
type sentence struct {
	forms map[string]*source.Node
	pos   diag.Pos
}

func (s *sentences) has(id string) bool {
	_, inBase := s.base[id]
	_, inOwn := s.own[id]
	return inBase || inOwn
}

func (s *sentences) ids() []string { return slices.Sorted(maps.Keys(s.base)) }

// mentions are the values that belong in a sentence, in any of its forms.
func (s sentence) mentions() []string {
	var all []string
	for _, form := range s.forms {
		all = append(all, mention.FindAllString(form.Value, -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// catalogues reads the sentences of each language and looks at the site's own.
func (c *checker) catalogues() {
	c.sentences = map[i18n.Lang]*sentences{}
	for _, lang := range c.Languages {
		name := "i18n/" + string(lang) + ".yaml"
		base, _ := source.Parse(name, c.base.content[name])
		s := &sentences{base: c.sentencesOf(lang, base, false)}
		if c.own[name] {
			own, problems := source.Parse(c.folder+"/"+name, c.all.content[name])
			c.problems.Append(problems)
			s.own = c.sentencesOf(lang, own, true)
		}
		c.sentences[lang] = s
		for _, id := range slices.Sorted(maps.Keys(s.own)) {
			c.values(id, s)
		}
	}
}

// sentencesOf reads a catalogue; report says that what is wrong with it is a problem.
func (c *checker) sentencesOf(lang i18n.Lang, doc *source.Document, report bool) map[string]sentence {
	all := map[string]sentence{}
	if doc == nil || doc.Root == nil {
		return all
	}
	if doc.Root.Kind != source.Mapping {
		if report {
			c.problems.Add(doc.Root.Pos, "bad-sentence", diag.Args{"id": doc.Path})
		}
		return all
	}
	for _, field := range doc.Root.Fields {
		s := sentence{forms: map[string]*source.Node{}, pos: field.KeyPos}
		if field.Value.Kind == source.Mapping {
			for _, form := range field.Value.Fields {
				s.forms[form.Key] = form.Value
				if report && !slices.Contains(pluralForms[lang], form.Key) {
					args := diag.Args{"id": field.Key, "form": form.Key, "values": strings.Join(pluralForms[lang], ", ")}
					c.problems.Add(form.KeyPos, "bad-sentence/form", args).WithHint("one-of")
				}
			}
		} else {
			s.forms[""] = field.Value
		}
		if report {
			c.forms(lang, field.Key, s)
		}
		all[field.Key] = s
	}
	return all
}

// forms sees that a sentence of the site's own is text, in each plural form that its
// language needs.
func (c *checker) forms(lang i18n.Lang, id string, s sentence) {
	for _, form := range slices.Sorted(maps.Keys(s.forms)) {
		text := s.forms[form]
		if text.Kind != source.Scalar || text.Tag != "!!str" && !text.Quoted || text.Value == "" {
			c.problems.Add(text.Pos, "bad-sentence", diag.Args{"id": id})
			continue
		}
		if _, err := texttemplate.New("").Parse(text.Value); err != nil {
			c.problems.Add(text.Pos, "bad-sentence/braces", diag.Args{"id": id}).WithHint("braces")
		}
	}
	if _, plain := s.forms[""]; plain {
		return
	}
	for _, form := range pluralForms[lang] {
		if s.forms[form] == nil {
			c.problems.Add(s.pos, "bad-sentence/forms", diag.Args{"id": id, "form": form, "values": strings.Join(pluralForms[lang], ", ")}).WithHint("all-of")
		}
	}
}

// values sees that a sentence of the site's own mentions only what the theme's does:
// nothing else is filled in.
func (c *checker) values(id string, s *sentences) {
	base, ok := s.base[id]
	if !ok {
		return
	}
	known := base.mentions()
	_, plain := base.forms[""]
	for _, form := range slices.Sorted(maps.Keys(s.own[id].forms)) {
		text := s.own[id].forms[form]
		for _, value := range mention.FindAllString(text.Value, -1) {
			if slices.Contains(known, value) || value == "{{.N}}" && !plain {
				continue
			}
			p := c.problems.Add(text.Pos, "bad-sentence/value", diag.Args{"id": id, "value": value})
			if len(known) > 0 {
				p.Args["values"] = strings.Join(known, ", ")
				p.WithHint("one-of")
			}
		}
	}
}

// unknownSentences warns of sentences that nothing asks for.
func (c *checker) unknownSentences() {
	if c.broken {
		return
	}
	for _, lang := range c.Languages {
		s := c.sentences[lang]
		for _, id := range slices.Sorted(maps.Keys(s.own)) {
			if _, ok := s.base[id]; !ok && !c.askedFor[id] {
				p := c.problems.Add(s.own[id].pos, "unknown-sentence", diag.Args{"id": id})
				c.suggest(p, id, s.ids())
			}
		}
	}
}
