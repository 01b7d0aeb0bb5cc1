package mapping

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// Guess returns the text of a first map for a table: what the titles of its columns say,
// and its values. langs are the site's languages, the default one first; comments are in
// the language words.
func Guess(t *sheet.Table, typ record.Type, langs []i18n.Lang, words i18n.Lang) string {
	g := guess{table: t, typ: typ, langs: langs, say: guessWords[words], taken: map[string]bool{}}
	g.sortColumns()
	return g.text()
}

// guess is what is found out about a table.
type guess struct {
	table   *sheet.Table
	typ     record.Type
	langs   []i18n.Lang
	say     guessSentences
	matches []match
	// others fill no field, persons are left out.
	others, persons []string
	taken           map[string]bool
}

// match is a column, and the field that it probably fills.
type match struct {
	column int
	path   string
	field  record.Field
}

// guessSentences are the comments of a guessed map.
type guessSentences struct{ head, id, needed, plan, order, words, extra, persons string }

var guessWords = map[i18n.Lang]guessSentences{
	i18n.English: {
		head:    "A first map for %s, guessed from its titles and values. Read it and mend it.",
		id:      "The id of a record, and of its page. It must stay the same from one table to the next.",
		needed:  "needed: write the title of a column, or the same for all rows: {value: …}",
		plan:    "needed: the id of the plan that the commitments belong to",
		order:   "03/04/2025 can be read in two ways: dmy has the day first, mdy the month.",
		words:   "What these words mean is for you to say, as {%s: …}. One of:",
		extra:   "Columns that fill no field are kept beside the record, and never published.",
		persons: "Left out, since they seem to hold data of natural persons. If they don't: persons: […]",
	},
	i18n.Latvian: {
		head:    "Pirmā karte datnei %s, minēta pēc nosaukumiem un vērtībām. Izlasiet to un izlabojiet.",
		id:      "Ieraksta un tā lapas identifikators. Tam no tabulas uz tabulu jāpaliek tam pašam.",
		needed:  "vajadzīgs: rakstiet slejas nosaukumu vai vienu vērtību visām rindām: {value: …}",
		plan:    "vajadzīgs: tā plāna identifikators, pie kura apņemšanās pieder",
		order:   "03/04/2025 var lasīt divējādi: dmy vispirms ir diena, mdy — mēnesis.",
		words:   "Ko šie vārdi nozīmē, sakiet jūs, piemēram, {%s: …}. Viens no:",
		extra:   "Slejas, kas neaizpilda nevienu lauku, patur pie ieraksta un nekad nepublicē.",
		persons: "Nav ņemtas, jo tajās, šķiet, ir fizisku personu dati. Ja nav: persons: […]",
	},
}

// synonyms are what people call fields, beside their names and titles, folded: in Latvian,
// in English and in French, which is no language of a site.
var synonyms = map[string][3][]string{
	"title":             {{"nosaukums", "temats", "projekta nosaukums", "tema", "apnemsanas"}, {"title", "name", "commitment title", "subject", "consultation"}, {"titre", "intitule"}},
	"summary":           {{"kopsavilkums", "apraksts", "saturs"}, {"summary", "description", "short description", "full text"}, {"resume", "description du projet"}},
	"institution":       {{"institucija", "iestade", "ministrija", "atbildiga ministrija", "atbildiga iestade", "organizetajs", "rikotajs"}, {"institution", "ministry", "department", "organisation", "organization", "owner organization", "agency"}, {"ministere", "organisme", "institution responsable"}},
	"lead":              {{"atbildiga", "atbildiga institucija", "atbildiga iestade", "atbildiga ministrija", "ministrija"}, {"lead", "lead institution", "responsible", "responsible institution", "agency"}, {"institution responsable"}},
	"co_lead":           {{"lidzatbildiga", "lidzatbildigas institucijas"}, {"co-lead", "supporting institution(s)", "supporting institutions"}, nil},
	"opens":             {{"sakums", "sakuma datums", "no", "sakas"}, {"start", "start date", "opens", "opening date", "from"}, {"debut", "date de debut"}},
	"closes":            {{"beigas", "beigu datums", "lidz", "termins", "beidzas"}, {"end", "end date", "closes", "closing date", "deadline", "to"}, {"fin", "date de fin"}},
	"starts":            {{"sakums", "sakuma datums"}, {"start", "start date"}, {"date de debut"}},
	"ends":              {{"beigas", "beigu datums"}, {"end", "end date"}, {"date de fin"}},
	"date":              {{"datums", "diena"}, {"date", "day"}, {"date"}},
	"url":               {{"saite", "adrese", "timekla adrese", "hipersaite"}, {"url", "link", "web page", "website", "profile page"}, {"lien", "adresse"}},
	"number":            {{"numurs", "nr", "nr.", "npk", "n. p. k."}, {"number", "no.", "commitment number", "#"}, {"numero", "no"}},
	"kind":              {{"veids", "lidzdalibas veids"}, {"kind", "type", "consultation type"}, {"type de consultation"}},
	"policy_areas":      {{"joma", "jomas", "politikas joma"}, {"policy area", "policy areas", "theme", "subjects"}, {"sujet"}},
	"tap_id":            {{"tap numurs", "tap nr.", "tap"}, {"tap id"}, nil},
	"ogp_id":            {{"ogp numurs"}, {"ogp id", "commitment unique identifier"}, nil},
	"submissions.total": {{"viedokli", "viedoklu skaits", "iesniegumi"}, {"submissions", "responses", "comments", "comments received"}, {"commentaires"}},
	"note":              {{"piezime", "piezimes"}, {"note", "notes", "remarks"}, {"remarques"}},
}

// idWords are titles of columns that tell records apart.
var idWords = []string{"id", "identifikators", "identifier", "numurs", "nr", "nr.", "number", "tap numurs", "kods", "code", "reference", "ref", "commitment unique identifier", "registration number", "registracijas numurs"}

// languageEnd is a language at the end of a title: "Title (EN)", "title_en", "Nosaukums latviski".
var languageEnd = regexp.MustCompile(`^(.*?)[ _/|-]*\(?\b(lv|lav|latviski|latvian|en|eng|english|angliski|fr|fra|french|francais|franciski)\)?$`)

// withoutLanguage takes the language off a folded title.
func withoutLanguage(title string) (rest string, lang i18n.Lang) {
	m := languageEnd.FindStringSubmatch(title)
	if m == nil || m[1] == "" {
		return title, ""
	}
	switch m[2][:2] {
	case "lv", "la":
		return m[1], i18n.Latvian
	case "en":
		return m[1], i18n.English
	}
	if strings.HasPrefix(m[2], "ang") {
		return m[1], i18n.English
	}
	return m[1], "fr"
}

// sortColumns finds a field for each column, or says that it fills none.
func (g *guess) sortColumns() {
	for i, c := range g.table.Columns {
		cells := g.cells(i)
		switch path, field := g.fieldOf(c.Title); {
		case IsPersonal(c.Title, cells):
			g.persons = append(g.persons, c.Title)
		case c.IsOwn():
		case path != "" && !g.taken[path] && fits(field, cells):
			g.taken[path] = true
			g.matches = append(g.matches, match{i, path, field})
		case slices.ContainsFunc(cells, func(c sheet.Cell) bool { return !c.IsEmpty() }):
			g.others = append(g.others, c.Title)
		}
	}
}

func (g *guess) cells(column int) []sheet.Cell {
	var cells []sheet.Cell
	for _, row := range g.table.Rows {
		cells = append(cells, row.Cells[column])
		for _, parts := range row.Parts {
			for _, part := range parts {
				cells = append(cells, part.Cells[column])
			}
		}
	}
	return cells
}

// fieldOf returns the field that a column is called like, with the language of a text. Of a
// title of several rows the last is as good as all: "Deadlines / Start".
func (g *guess) fieldOf(title string) (string, record.Field) {
	path, field := g.fieldCalled(title)
	if i := strings.LastIndex(title, sheet.Between); path == "" && i >= 0 {
		return g.fieldCalled(title[i+len(sheet.Between):])
	}
	return path, field
}

func (g *guess) fieldCalled(title string) (string, record.Field) {
	name, lang := withoutLanguage(fold(strings.ReplaceAll(title, "_", " ")))
	for _, f := range g.typ.Fields {
		if len(f.Index) > 1 || f.Kind == record.KindTexts {
			continue // those that every record has are no table's
		}
		if f.Kind == record.KindGroup && !f.List {
			for _, inner := range f.Fields {
				path := f.Name + "." + inner.Name
				_, hasSynonyms := synonyms[path]
				if _, isNamed := nameOf(path, inner, name); isNamed && hasSynonyms {
					return path, inner
				}
			}
		}
		named, ok := nameOf(f.Name, f, name)
		switch {
		case !ok || f.Kind == record.KindGroup:
		case f.Kind != record.KindLocalised || f.List:
			return f.Name, f
		default:
			if lang == "" {
				lang = named
			}
			if !slices.Contains(g.langs, lang) {
				return "", f
			}
			return f.Name + "." + string(lang), f
		}
	}
	return "", record.Field{}
}

// nameOf reports whether a field is called by a name, and in which language.
func nameOf(path string, f record.Field, name string) (i18n.Lang, bool) {
	known := synonyms[path]
	for i, lang := range []i18n.Lang{i18n.Latvian, i18n.English, "fr"} {
		if slices.Contains(known[i], name) || lang != "fr" && fold(f.Title[lang]) == name {
			return lang, true
		}
	}
	return i18n.English, fold(strings.ReplaceAll(f.Name, "_", " ")) == name
}

// fits reports whether a column's values may be those of a field: half of them at the least.
func fits(f record.Field, cells []sheet.Cell) bool {
	m := &Map{}
	field := &Field{Path: f.Name, Table: f, Rule: Rule{Columns: []Named{{}}, Order: DayFirst, Decimal: ","}}
	switch f.Kind {
	case record.KindDate, record.KindInt, record.KindNumber, record.KindBool, record.KindURL:
	default:
		return true
	}
	full, good := 0, 0
	for _, c := range cells {
		if c.IsEmpty() || record.IsPlaceholder(c.Text) {
			continue
		}
		full++
		if _, problem := m.Value(field, []sheet.Cell{c}, nil); problem == nil {
			good++
		}
	}
	return good*2 >= full
}

// id returns the columns that tell the rows apart: one that is called so, or the first whose
// values all differ.
func (g *guess) id() []string {
	for _, isNamed := range []bool{true, false} {
		for i, c := range g.table.Columns {
			name, _ := withoutLanguage(fold(strings.ReplaceAll(c.Title, "_", " ")))
			if slices.Contains(g.persons, c.Title) || isNamed && !slices.Contains(idWords, name) {
				continue
			}
			if g.isDistinct(i) || isNamed {
				return []string{c.Title}
			}
		}
	}
	for _, m := range g.matches {
		if strings.HasPrefix(m.path, "title") {
			return []string{g.table.Columns[m.column].Title}
		}
	}
	return []string{g.table.Columns[0].Title}
}

func (g *guess) isDistinct(column int) bool {
	seen := map[string]bool{}
	for _, c := range g.cells(column) {
		slug := Slug(c.String())
		if slug == "" || seen[slug] {
			return false
		}
		seen[slug] = true
	}
	return len(seen) > 0
}

// text writes the map.
func (g *guess) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# "+g.say.head, g.table.File)
	line("type: %s", g.typ.Name)
	if g.table.Sheet != "" {
		line("sheet: %s", plain(g.table.Sheet))
	}
	if len(g.table.Header) > 0 && (len(g.table.Header) > 1 || g.table.Header[0] > 1) {
		line("header: [%s]", strings.Trim(strings.Join(strings.Fields(fmt.Sprint(g.table.Header)), ", "), "[]"))
	}
	if g.table.Encoding != "" && g.table.Encoding != "utf-8" {
		line("encoding: %s", g.table.Encoding)
	}
	line("\n# %s", g.say.id)
	line("id: [%s]", list(g.id()))
	if g.typ.Name == "commitment" {
		line("plan: # %s", g.say.plan)
	}
	if order := g.order(); order != "" {
		line("\n# %s", g.say.order)
		line("%s", order)
	}
	line("\nfields:")
	g.fields(line)
	if len(g.others) > 0 {
		line("\n# %s", g.say.extra)
		line("extra: [%s]", list(g.others))
	}
	if len(g.persons) > 0 {
		line("\n# %s\n#   %s", g.say.persons, strings.Join(g.persons, ", "))
	}
	return b.String()
}

// order says how the dates are written, where that makes a difference: as a field, or
// commented out where the values don't tell.
func (g *guess) order() string {
	unclear := false
	for _, m := range g.matches {
		if m.field.Kind != record.KindDate {
			continue
		}
		for _, c := range g.cells(m.column) {
			_, problem := date(c, "")
			switch parts := figures.FindStringSubmatch(oneLine(c.Text)); {
			case c.Date != "" || c.NoDay || parts == nil || parts[2] == ".":
			case atoi(parts[1]) > 12:
				return "date: dmy"
			case atoi(parts[3]) > 12:
				return "date: mdy"
			default:
				unclear = unclear || problem != nil
			}
		}
	}
	if unclear {
		return "# date: dmy"
	}
	return ""
}

// fields writes which column fills which field, in the order of the field table, and which
// field is still to be filled.
func (g *guess) fields(line func(string, ...any)) {
	for _, f := range g.typ.Fields {
		found := slices.DeleteFunc(slices.Clone(g.matches), func(m match) bool {
			return m.path != f.Name && !strings.HasPrefix(m.path, f.Name+".")
		})
		if len(found) == 0 && f.Required {
			line("  %s: # %s", f.Name, g.say.needed)
		}
		for _, m := range found {
			title := g.table.Columns[m.column].Title
			line("  %s: %s", m.path, plain(title))
			g.unknownWords(m, line)
		}
	}
}

// maxWords is how many unknown words a guessed map lists.
const maxWords = 20

// unknownWords lists the values of a column that no term of a vocabulary is called like.
func (g *guess) unknownWords(m match, line func(string, ...any)) {
	if m.field.Vocabulary == nil {
		return
	}
	known := termsOf(m.field.Vocabulary)
	var unknown []string
	for _, c := range g.cells(m.column) {
		for _, word := range splitList(c.Text, "") {
			if known[fold(word)] == "" && !slices.Contains(unknown, word) && len(unknown) < maxWords {
				unknown = append(unknown, word)
			}
		}
	}
	if len(unknown) > 0 {
		line("    # "+g.say.words+" %s", plain(unknown[0]), strings.Join(m.field.Vocabulary.Keys(), ", "))
		line("    #   %s", list(unknown))
	}
}

func list(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = plain(text)
	}
	return strings.Join(quoted, ", ")
}

// plain writes a text as YAML has it on one line, in quotes where it needs them.
func plain(text string) string {
	var read any
	err := yaml.Unmarshal([]byte(text), &read)
	if s, ok := read.(string); err == nil && ok && s == text && !strings.ContainsAny(text, ",[]{}:#&*!|>'\"%@`?\\") {
		return text
	}
	return strconv.Quote(text)
}

// OGP is a map for the Open Government Partnership's table of commitments. Its titles are
// those of the spreadsheet that the partnership publishes as its commitments' data
// (docs.google.com/spreadsheets/d/15B3FBIjsfBAAe0oaeRi9MEfFzKa9TfjU7lNVRUOc3-M).
//
//go:embed ogp.yaml
var OGP string
