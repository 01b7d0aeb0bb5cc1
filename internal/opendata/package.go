package opendata

import (
	"encoding/json"
	"io"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// The standard that the descriptor keeps to.
const (
	packageProfile  = "https://datapackage.org/profiles/2.0/datapackage.json"
	resourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json"
	schemaProfile   = "https://datapackage.org/profiles/2.0/tableschema.json"
	dialectProfile  = "https://datapackage.org/profiles/2.0/tabledialect.json"
)

// dataPackage is a Data Package descriptor, version 2: https://datapackage.org/standard/data-package/
// What the standard has no property for (the day, titles in several languages) is under names
// of our own, which it allows.
type dataPackage struct {
	Schema       string           `json:"$schema"`
	Name         string           `json:"name"`
	Title        string           `json:"title"`
	Titles       i18n.Text        `json:"titles"`
	Description  string           `json:"description,omitempty"`
	Descriptions i18n.Text        `json:"descriptions,omitempty"`
	Homepage     string           `json:"homepage"`
	AsOf         string           `json:"as_of"`
	Languages    []i18n.Lang      `json:"languages"`
	Licenses     []packageLicence `json:"licenses,omitempty"`
	Contributors []contributor    `json:"contributors"`
	Sources      []packageSource  `json:"sources,omitempty"`
	Resources    []resource       `json:"resources"`
}

type packageLicence struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title"`
}

type contributor struct {
	Title string   `json:"title"`
	Path  string   `json:"path,omitempty"`
	Roles []string `json:"roles"`
}

type packageSource struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

type resource struct {
	Schema       string       `json:"$schema"`
	Name         string       `json:"name"`
	Type         string       `json:"type"`
	Path         string       `json:"path"`
	Title        string       `json:"title"`
	Titles       i18n.Text    `json:"titles"`
	Description  string       `json:"description,omitempty"`
	Descriptions i18n.Text    `json:"descriptions,omitempty"`
	Format       string       `json:"format"`
	MediaType    string       `json:"mediatype"`
	Encoding     string       `json:"encoding"`
	Bytes        int64        `json:"bytes"`
	Hash         string       `json:"hash"`
	Rows         int          `json:"rows"`
	Updated      string       `json:"updated,omitempty"`
	Dialect      tableDialect `json:"dialect"`
	Table        tableSchema  `json:"schema"`
}

type tableDialect struct {
	Schema         string `json:"$schema"`
	LineTerminator string `json:"lineTerminator"`
}

type tableSchema struct {
	Schema      string       `json:"$schema"`
	Fields      []tableField `json:"fields"`
	Missing     []string     `json:"missingValues"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type foreignKey struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

type tableField struct {
	Name         string       `json:"name"`
	Type         string       `json:"type"`
	Format       string       `json:"format,omitempty"`
	ItemType     string       `json:"itemType,omitempty"`
	Delimiter    string       `json:"delimiter,omitempty"`
	Title        string       `json:"title"`
	Titles       i18n.Text    `json:"titles"`
	Description  string       `json:"description,omitempty"`
	Descriptions i18n.Text    `json:"descriptions,omitempty"`
	Language     i18n.Lang    `json:"language,omitempty"`
	References   string       `json:"references,omitempty"`
	Constraints  *constraints `json:"constraints,omitempty"`
	Categories   []category   `json:"categories,omitempty"`
	// Terms are those of a list, for which the standard has no categories.
	Terms []category `json:"terms,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type category struct {
	Value  string    `json:"value"`
	Label  string    `json:"label"`
	Labels i18n.Text `json:"labels"`
}

// datePattern is the form of a date of which the day, or the day and the month, may not be
// known. The standard's type "date" needs all three.
const datePattern = `\d{4}(-\d{2}(-\d{2})?)?`

// WritePackage writes the descriptor.
func (d *Data) WritePackage(w io.Writer) error {
	config := d.site.Config
	p := dataPackage{
		Schema: packageProfile, Name: packageName(d.in.Root), Title: d.in1(config.Title), Titles: config.Title,
		Description: d.in1(config.Description), Descriptions: config.Description,
		Homepage: d.in.Home(d.langs[0]), AsOf: d.in.Day.String(), Languages: d.langs,
	}
	if l := config.Licence; l != nil {
		licence := packageLicence{Path: l.URL, Title: l.Title}
		if l.URL == "" {
			licence.Name = licenceName(l.Title)
		}
		p.Licenses = append(p.Licenses, licence)
	}
	publisher := contributor{Title: config.Publisher, Roles: []string{"publisher"}}
	if i := d.site.Institutions.Get(config.Publisher); i != nil {
		publisher.Title, publisher.Path = d.in1(i.Title), i.URL
	}
	p.Contributors = append(p.Contributors, publisher)
	p.Sources = d.packageSources()
	for _, s := range d.sets {
		for _, t := range s.Tables {
			p.Resources = append(p.Resources, d.resourceOf(s, t))
		}
	}
	for _, s := range d.figures() {
		r, err := d.seriesResource(s)
		if err != nil {
			return err
		}
		p.Resources = append(p.Resources, r)
	}
	return writeIndented(w, p)
}

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// in1 returns a text in the default language, or in another that it has.
func (d *Data) in1(t i18n.Text) string {
	s, _ := t.In(d.langs[0], d.langs...)
	return s
}

// packageName makes the name of the package from where the site is: "example.lv-parskats" for
// https://example.lv/parskats/.
func packageName(root string) string {
	_, name, _ := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(root, Folder), "/"), "://")
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(name))
}

// licenceName turns a licence's title into what the standard takes for its identifier, which
// are mostly the same words: "CC BY 4.0" is CC-BY-4.0.
func licenceName(title string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_') {
			return r
		}
		return '-'
	}, title)
}

// packageSources are the sources that coverage.yaml names, each once: they are those of
// whole lists. The sources of single records are in the tables.
func (d *Data) packageSources() []packageSource {
	var sources []packageSource
	seen := map[string]bool{}
	for _, c := range d.site.Coverage {
		if c.Source == nil || seen[c.Source.URL] {
			continue
		}
		seen[c.Source.URL] = true
		title := d.in1(c.Source.Title)
		if title == "" {
			title = c.Source.URL
		}
		sources = append(sources, packageSource{title, c.Source.URL})
	}
	return sources
}

func (d *Data) resourceOf(s *Set, t *Table) resource {
	stat := t.Stat()
	r := d.newResource(t.Name, t.Name+".csv", t.Title)
	r.Bytes, r.Hash, r.Rows = stat.Bytes, "sha256:"+stat.Hash, stat.Rows
	if t.parent == nil {
		r.Description, r.Descriptions = d.in1(s.Help), s.Help
	}
	r.Updated = d.Updated(s).String()
	r.Table.PrimaryKey = t.Key
	for i := range t.Columns {
		r.Table.Fields = append(r.Table.Fields, d.tableField(t, &t.Columns[i]))
	}
	for _, f := range t.Foreign {
		key := foreignKey{Fields: f.Columns}
		key.Reference.Resource, key.Reference.Fields = f.Table, f.Keys
		r.Table.ForeignKeys = append(r.Table.ForeignKeys, key)
	}
	return r
}

func (d *Data) newResource(name, path string, title i18n.Text) resource {
	return resource{
		Schema: resourceProfile, Name: name, Type: "table", Path: path, Title: d.in1(title), Titles: title,
		Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Dialect: tableDialect{dialectProfile, "\r\n"},
		Table:   tableSchema{Schema: schemaProfile, Missing: []string{""}},
	}
}

func (d *Data) tableField(t *Table, c *Column) tableField {
	f := tableField{
		Name: c.Name, Type: "string", Title: d.in1(c.Title), Titles: c.Title,
		Description: d.in1(c.Help), Descriptions: c.Help, Language: c.Lang,
	}
	if c.Help.IsEmpty() {
		f.Descriptions = nil
	}
	limits := constraints{Required: c.Required, Unique: c.Required && len(t.Key) == 1 && t.Key[0] == c.Name}
	switch c.Kind {
	case record.KindInt:
		f.Type = "integer"
	case record.KindNumber:
		f.Type = "number"
	case record.KindBool, kindFew:
		f.Type = "boolean"
	case record.KindURL:
		f.Format = "uri"
	case record.KindEmail:
		f.Format = "email"
	case record.KindDate:
		if !c.List {
			limits.Pattern = datePattern
		}
	case record.KindTerm:
		if !c.List {
			limits.Enum = c.Vocabulary.Keys()
		}
		for _, term := range c.Vocabulary.Terms {
			f.Categories = append(f.Categories, category{term.Key, d.in1(term.Title), term.Title})
		}
	case record.KindRef:
		f.References = folderOf(c.Ref)
		if c.Ref == "measure" {
			f.References = "measures"
		}
	}
	if c.List {
		f.Categories, f.Terms = nil, f.Categories
		f.Type, f.ItemType, f.Delimiter, f.Format = "list", "string", Delimiter, ""
	}
	if limits.Required || limits.Pattern != "" || limits.Enum != nil {
		f.Constraints = &limits
	}
	return f
}

// seriesResource describes a figure's file.
func (d *Data) seriesResource(s Series) (resource, error) {
	m := newMeasuring()
	if err := s.Render(m); err != nil {
		return resource{}, err
	}
	r := d.newResource("figure-"+s.ID, s.URL, s.Title)
	r.Description, r.Descriptions = d.in1(s.Definition), s.Definition
	r.Bytes, r.Hash, r.Rows = m.bytes, "sha256:"+m.sum(), s.Rows
	r.Table.Missing = []string{"", s.Few}
	r.Table.PrimaryKey = []string{"key"}
	r.Table.Fields = append(r.Table.Fields, tableField{
		Name: "key", Type: "string", Title: d.in1(text("Atslēga", "Key")), Titles: text("Atslēga", "Key"),
		Constraints: &constraints{Required: true, Unique: true},
	})
	for _, lang := range d.langs {
		title := text("Nosaukums ("+string(lang)+")", "Title ("+string(lang)+")")
		r.Table.Fields = append(r.Table.Fields, tableField{Name: "title_" + string(lang), Type: "string", Title: d.in1(title), Titles: title, Language: lang})
	}
	for _, c := range s.Columns {
		f := tableField{Name: c.Name, Type: "number", Title: d.in1(c.Title), Titles: c.Title}
		if c.Dates {
			f.Type, f.Constraints = "string", &constraints{Pattern: datePattern}
		}
		r.Table.Fields = append(r.Table.Fields, f)
	}
	return r, nil
}
