package i18n

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v3"
)

// Catalogue holds the sentences of an interface in one language. It is safe for
// use by several goroutines.
type Catalogue struct {
	lang      Lang
	localizer *goi18n.Localizer
	plain     map[string]string
	inForms   map[string]bool // sentences that have plural forms
	ids       []string
}

// Args are the named values that a sentence mentions, as in {{.Name}}.
type Args map[string]any

// ReadCatalogue reads a catalogue of YAML in go-i18n's form: an id to a sentence,
// or to its plural forms (zero, one, other). later catalogues, of the same
// language, replace sentences of the first. An error names the sentence that
// can't be read.
func ReadCatalogue(lang Lang, first []byte, later ...[]byte) (*Catalogue, error) {
	bundle := goi18n.NewBundle(language.Make(string(lang)))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	c := &Catalogue{lang: lang, plain: map[string]string{}, inForms: map[string]bool{}}
	for _, raw := range append([][]byte{first}, later...) {
		file, err := bundle.ParseMessageFileBytes(raw, string(lang)+".yaml")
		if err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", lang, err)
		}
		for _, m := range file.Messages {
			if err := checkSentence(m); err != nil {
				return nil, fmt.Errorf("catalogue %s: %w", lang, err)
			}
			c.plain[m.ID] = m.Other
			c.inForms[m.ID] = m.Zero+m.One+m.Two+m.Few+m.Many != ""
		}
	}
	c.localizer = goi18n.NewLocalizer(bundle, string(lang))
	c.ids = slices.Sorted(maps.Keys(c.plain))
	return c, nil
}

// checkSentence sees that a sentence can be printed in each of its forms.
func checkSentence(m *goi18n.Message) error {
	if m.ID == "" {
		return errors.New("a sentence has no id")
	}
	for _, form := range []string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other} {
		if !strings.Contains(form, "{{") {
			continue // nothing to fill in
		}
		if _, err := template.New(m.ID).Parse(form); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
}

// Lang returns the catalogue's language.
func (c *Catalogue) Lang() Lang { return c.lang }

// IDs returns the ids of all sentences, sorted.
func (c *Catalogue) IDs() []string { return c.ids }

// Has reports whether the catalogue has a sentence.
func (c *Catalogue) Has(id string) bool {
	_, ok := c.plain[id]
	return ok
}

// T returns a sentence that mentions no values. An unknown id is returned as it is,
// so that it shows.
func (c *Catalogue) T(id string) string {
	if s, ok := c.plain[id]; ok {
		return s
	}
	return id
}

// F returns a sentence with its values filled in.
func (c *Catalogue) F(id string, args Args) string {
	return c.localize(&goi18n.LocalizeConfig{MessageID: id, TemplateData: args})
}

// N returns a sentence in the plural form that n asks for. The sentence can mention
// n as {{.N}}, with its digits grouped, beside the values of args. A sentence without
// plural forms is the same for every n.
func (c *Catalogue) N(id string, n int, args Args) string {
	values := Args{"N": FormatInt(c.lang, n)}
	maps.Copy(values, args)
	if !c.inForms[id] {
		return c.F(id, values)
	}
	return c.localize(&goi18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: n})
}

func (c *Catalogue) localize(config *goi18n.LocalizeConfig) string {
	s, err := c.localizer.Localize(config)
	if err != nil {
		return config.MessageID
	}
	return s
}
