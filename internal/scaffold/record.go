// Package scaffold gives an editor something to start from: a commented record of any
// type, a small working site, a large one of sample data.
package scaffold

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// File is a file to be written, by its path from the source folder.
type File struct {
	Path    string
	Content string
}

// narrative are the types whose records are texts, one Markdown file a language.
var narrative = map[record.TypeName]bool{"case": true, "guideline": true, "news": true, "page": true}

// Record returns the files of a new record: all its fields, each with what to write,
// those that can be left out commented out. plan is the folder of a commitment's plan,
// "" for other types. The site's languages come with the default one first; comments
// are in the language words.
func Record(t record.Type, id, plan string, langs []i18n.Lang, words i18n.Lang) []File {
	if narrative[t.Name] {
		return narrativeFiles(t, id, langs, words)
	}
	return []File{{Path: pathOf(t, id, plan), Content: commented(t, langs, words)}}
}

// pathOf is where a record of structured data stands.
func pathOf(t record.Type, id, plan string) string {
	switch t.Name {
	case "plan":
		return path.Join("data/plans", id, "plan.yaml")
	case "commitment":
		return path.Join("data/plans", plan, "commitments", id+".yaml")
	}
	return path.Join("data", t.Folder, id+".yaml")
}

func narrativeFiles(t record.Type, id string, langs []i18n.Lang, words i18n.Lang) []File {
	var files []File
	for i, lang := range langs {
		fields := commented(t, langs[:1], words)
		if i > 0 {
			fields = "title:\n# summary:\n"
		}
		files = append(files, File{
			Path:    path.Join("content", t.Folder, fmt.Sprintf("%s.%s.md", id, lang)),
			Content: "---\n" + fields + "---\n",
		})
	}
	return files
}

// notTyped are the fields that an editor of a new record does not fill in.
var notTyped = []string{"id", "sample", "extra", "imported"}

// commented writes a type's fields with their comments.
func commented(t record.Type, langs []i18n.Lang, words i18n.Lang) string {
	p := &printer{langs: langs, words: words}
	p.comment(0, sentences[words].intro)
	for _, f := range ownFirst(t.Fields) {
		if !slices.Contains(notTyped, f.Name) {
			p.out.WriteString("\n")
			p.field(f, 0, !f.Required)
		}
	}
	return p.out.String()
}

// ownFirst puts the fields that every record has after the type's own.
func ownFirst(fields []record.Field) []record.Field {
	var own, common []record.Field
	for _, f := range fields {
		if len(f.Index) > 1 {
			common = append(common, f)
		} else {
			own = append(own, f)
		}
	}
	return append(own, common...)
}

// words of the comments.
type commentWords struct{ intro, required, values, list, ref, yes string }

var sentences = map[i18n.Lang]commentWords{
	i18n.Latvian: {
		intro:    "Aizpildiet laukus, kam priekšā nav #. Pārējiem noņemiet # un rakstiet vērtību, ja to zināt; ko nezināt, to nerakstiet.",
		required: "obligāts", values: "viens no", list: "saraksts", ref: "identifikators", yes: "true vai false",
	},
	i18n.English: {
		intro:    "Fill in the fields without a #. For the others take the # away and write the value, if you know it; leave out what you don't.",
		required: "required", values: "one of", list: "a list", ref: "the id", yes: "true or false",
	},
}

// printer writes fields with what to fill in.
type printer struct {
	langs []i18n.Lang
	words i18n.Lang
	out   strings.Builder
}

func (p *printer) comment(indent int, text string) {
	fmt.Fprintf(&p.out, "%s# %s\n", strings.Repeat(" ", indent), text)
}

// line writes a line of YAML, commented out where off.
func (p *printer) line(indent int, off bool, text string) {
	mark := ""
	if off {
		mark = "# "
	}
	fmt.Fprintf(&p.out, "%s%s%s\n", mark, strings.Repeat(" ", indent), text)
}

// field writes what a field is for, then its name with room for the value.
func (p *printer) field(f record.Field, indent int, off bool) {
	p.comment(indent*boolInt(!off), p.about(f))
	switch {
	case f.Kind == record.KindGroup && f.List:
		p.line(indent, off, f.Name+":")
		p.nested(f.Fields, indent+2, off, "- ")
	case f.Kind == record.KindGroup:
		p.line(indent, off, f.Name+":")
		p.nested(f.Fields, indent+2, off, "")
	case f.Kind == record.KindLocalised && len(p.langs) > 1 && !f.List:
		p.line(indent, off, f.Name+":")
		for _, lang := range p.langs {
			p.line(indent+2, off, string(lang)+":")
		}
	default:
		p.line(indent, off, f.Name+":")
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nested writes the fields of a group in short: a name a line, its values behind.
func (p *printer) nested(fields []record.Field, indent int, off bool, dash string) {
	for i, f := range fields {
		prefix := dash
		if i > 0 {
			prefix = strings.Repeat(" ", len(dash))
		}
		p.line(indent, off, prefix+f.Name+":  # "+p.about(f))
	}
}

// about says in one line what to write in a field.
func (p *printer) about(f record.Field) string {
	w := sentences[p.words]
	title, _ := f.Title.In(p.words, i18n.English)
	about := []string{title}
	if f.Required {
		about[0] += " (" + w.required + ")"
	}
	if help, _ := f.Help.In(p.words, i18n.English); help != "" {
		about = append(about, strings.TrimSuffix(help, "."))
	}
	switch f.Kind {
	case record.KindTerm:
		about = append(about, w.values+": "+strings.Join(f.Vocabulary.Keys(), ", "))
	case record.KindRef:
		about = append(about, w.ref+" ("+string(f.Ref)+")")
	case record.KindBool:
		about = append(about, w.yes)
	}
	if f.List {
		about = append(about, w.list)
	}
	return strings.Join(about, ". ")
}
