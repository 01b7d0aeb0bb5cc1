package record

import (
	"embed"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parskats/internal/i18n"
)

//go:embed examples/*.yaml
var examples embed.FS

// Example returns an example of a type of record, fictional throughout: the text of
// a file of that type.
func Example(t TypeName) string {
	raw, err := examples.ReadFile("examples/" + string(t) + ".yaml")
	if err != nil {
		panic(fmt.Sprintf("record: no example of %s: %v", t, err)) // embedded: can't fail once built
	}
	return string(raw)
}

// Reference returns docs/records.md: every type with its fields and an example, and
// every vocabulary, from the field tables themselves.
func Reference() string {
	r := &reference{}
	r.printf(referenceIntro)
	r.typ("site", "The site itself", "`data/site.yaml`", FieldsOf(reflect.TypeFor[Config]()))
	r.typ("coverage", "Coverage", "`data/coverage.yaml`, a list: how much of a whole the records of a type are", FieldsOf(reflect.TypeFor[Coverage]()))
	for _, t := range Types() {
		title, _ := t.Title.In(i18n.English)
		r.typ(t.Name, capitalise(title), whereabouts(t), t.Fields)
	}
	r.groups()
	r.vocabularies()
	return r.text.String()
}

const referenceIntro = `# Records

A record is a YAML file, or a Markdown file with YAML front matter and a body. The folder names the type, under
` + "`data/` and `content/`" + ` alike; sub-folders carry no meaning. This page is made from the field tables of
` + "`internal/record`" + ` (` + "`go test ./internal/record -update`" + ` writes it), so it is never behind the program.

- **Id**: the file's name without language and ending, or ` + "`id:`" + `. Lower-case letters, digits and hyphens.
- **Localised text**: a text, which is in the site's default language, or a map: ` + "`{lv: …, en: …}`" + `. A missing translation
  is shown in another language and marked.
- **Markdown in two languages**: ` + "`x.lv.md`" + ` and ` + "`x.en.md`" + `. The default language's file holds all fields; the other only the
  texts that it translates.
- **Links in a text**: to a record by type and id, ` + "`[…](commitment:lv0046)`, `[…](measure:lv0046-1-2a)`" + `; to another text or a file
  by its path from this one, ` + "`[…](../pages/metodika.lv.md#ka-skaita)`, `![what it shows](grafiks.svg)`" + `. A file that a text refers to is
  published with the site.
- **Date**: ` + "`YYYY-MM-DD`, or `YYYY-MM` or `YYYY`" + ` where the day is not known. A deadline that is a partial date means its
  last day.
- **Unknown**: leave the field out. It is then unknown everywhere, and never zero.
- **Natural persons** are not recorded: offices are posts, with a work address.

The examples are **fictional**.
`

// reference gathers the text, and the groups and vocabularies that it has to explain.
type reference struct {
	text   strings.Builder
	nested []Field
	terms  []*Vocabulary
}

func (r *reference) printf(format string, args ...any) { fmt.Fprintf(&r.text, format, args...) }

func capitalise(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// whereabouts says where the records of a type stand.
func whereabouts(t Type) string {
	switch t.Name {
	case "plan":
		return "`data/plans/<id>/plan.yaml`"
	case "commitment":
		return "`data/plans/<plan>/commitments/<id>.yaml`, with its measures"
	}
	place := fmt.Sprintf("`data/%s/<id>.yaml` or `content/%s/<id>.<language>.md`", t.Folder, t.Folder)
	if t.ListFile {
		place = fmt.Sprintf("`data/%s.yaml`, a list, or %s", t.Folder, place)
	}
	return place
}

func (r *reference) typ(name TypeName, title, place string, fields []Field) {
	r.printf("\n## %s\n\n%s\n\n", title, place)
	r.table(fields)
	r.printf("\n```yaml\n%s```\n", Example(name))
}

func (r *reference) table(fields []Field) {
	r.printf("| field | what | Latvian | notes |\n|---|---|---|---|\n")
	for _, f := range fields {
		name := "`" + f.Name + "`"
		if f.Required {
			name = "**" + name + "**"
		}
		r.printf("| %s | %s | %s | %s |\n", name, r.kind(f), f.Title[i18n.Latvian], f.Help[i18n.English])
		r.remember(f)
	}
}

// kind says in words what a field holds.
func (r *reference) kind(f Field) string {
	var what string
	switch f.Kind {
	case KindTerm:
		what = link(f.Vocabulary.Name)
	case KindRef:
		what = "id: " + strings.ReplaceAll(string(f.Ref), "-", " ")
	case KindGroup:
		what = link(f.GroupName)
	case KindLocalised:
		what = "localised text"
	case KindTexts:
		what = "texts by any name"
	case KindInt:
		what = "whole number"
	case KindBool:
		what = "true or false"
	case KindURL:
		what = "URL"
	default:
		what = string(f.Kind)
	}
	if f.List {
		return "list: " + what
	}
	return what
}

// link leads to the heading of a group or vocabulary on the same page.
func link(name string) string { return fmt.Sprintf("[%s](#%s)", name, strings.ToLower(name)) }

// remember notes what the page has to explain, each thing once.
func (r *reference) remember(f Field) {
	switch f.Kind {
	case KindTerm:
		if !slices.Contains(r.terms, f.Vocabulary) {
			r.terms = append(r.terms, f.Vocabulary)
		}
	case KindGroup:
		if !slices.ContainsFunc(r.nested, func(g Field) bool { return g.GroupName == f.GroupName }) {
			r.nested = append(r.nested, f)
		}
	}
}

// groups explains the groups of fields; while it does, more turn up.
func (r *reference) groups() {
	r.printf("\n## Groups of fields\n")
	for i := 0; i < len(r.nested); i++ {
		r.printf("\n### %s\n\n", r.nested[i].GroupName)
		r.table(r.nested[i].Fields)
	}
}

func (r *reference) vocabularies() {
	r.printf("\n## Vocabularies\n")
	for _, v := range r.terms {
		r.printf("\n### %s\n\n| value | Latvian | English | notes |\n|---|---|---|---|\n", v.Name)
		for _, t := range v.Terms {
			r.printf("| `%s` | %s | %s | %s |\n", t.Key, t.Title[i18n.Latvian], t.Title[i18n.English], t.Help[i18n.English])
		}
	}
}
