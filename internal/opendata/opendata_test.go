package opendata_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/opendata"
	"parskats/internal/progress"
	"parskats/internal/record"
)

var update = flag.Bool("update", false, "add new columns and files to the golden file")

const namesFile = "testdata/names.txt"

// siteWith returns a site of two languages with a few records.
func siteWith(change func(*record.Site)) *record.Site {
	site := &record.Site{Config: &record.Config{
		Title: i18n.Text{"lv": "Vietne", "en": "Site"}, Languages: []string{"lv", "en"}, BaseURL: "https://example.lv/", Publisher: "zz",
	}}
	site.Institutions = record.NewCollection([]*record.Institution{{Common: record.Common{ID: "zz"}, Title: i18n.Text{"lv": "Iestāde"}, Kind: "ministry"}}, func(i *record.Institution) string { return i.ID })
	change(site)
	return site
}

func consultations(list ...*record.Consultation) func(*record.Site) {
	return func(s *record.Site) {
		s.Consultations = record.NewCollection(list, func(c *record.Consultation) string { return c.ID })
	}
}

// names lists every table with its columns, and every set with its properties.
func names(t *testing.T, d *opendata.Data) []string {
	t.Helper()
	var all []string
	for _, s := range d.Sets() {
		all = append(all, s.Name+".json", s.Name+".jsonl")
		if s.Type != "" {
			all = append(all, s.Name+"/{id}.json")
		}
		for _, table := range s.Tables {
			all = append(all, table.Name+".csv")
			for _, c := range table.Columns {
				all = append(all, table.Name+".csv: "+c.Name)
			}
		}
	}
	var description struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	var b bytes.Buffer
	if err := d.WriteOpenAPI(&b); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &description); err != nil {
		t.Fatal(err)
	}
	for name, schema := range description.Components.Schemas {
		for property := range schema.Properties {
			all = append(all, name+": "+property)
		}
	}
	slices.Sort(all)
	return all
}

// TestNamesStay fails when a file, a column or a property goes away: v1 stays valid. New ones
// are to be added to the golden file with -update, which keeps all that it has.
func TestNamesStay(t *testing.T) {
	now := names(t, dataOf(siteWith(func(*record.Site) {}), day(t, "2026-01-01")))
	raw, err := os.ReadFile(namesFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	before := strings.FieldsFunc(string(raw), func(r rune) bool { return r == '\n' })
	for _, name := range before {
		if !slices.Contains(now, name) {
			t.Errorf("%s is gone: whoever reads v1 relies on it", name)
		}
	}
	for _, name := range now {
		if !slices.Contains(before, name) && !*update {
			t.Errorf("%s is new: go test ./internal/opendata -update", name)
		}
	}
	if *update {
		all := append(before, now...)
		slices.Sort(all)
		if err := os.WriteFile(namesFile, []byte(strings.Join(slices.Compact(all), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Each name is there once, each key names columns that there are.
func TestTablesHangTogether(t *testing.T) {
	d := dataOf(siteWith(func(*record.Site) {}), day(t, "2026-01-01"))
	for _, s := range d.Sets() {
		for _, table := range s.Tables {
			seen := map[string]bool{}
			for _, c := range table.Columns {
				if seen[c.Name] {
					t.Errorf("%s has two columns %s", table.Name, c.Name)
				}
				seen[c.Name] = true
				for _, lang := range i18n.Languages {
					if first, _ := utf8.DecodeRuneInString(table.Title[lang]); unicode.IsLower(first) {
						t.Errorf("%s: the title %q begins small", table.Name, table.Title[lang])
					}
					if c.Title[lang] == "" {
						t.Errorf("%s: the column %s has no title in %s", table.Name, c.Name, lang)
					}
				}
			}
			for _, f := range append(table.Foreign, opendata.ForeignKey{Columns: table.Key, Table: table.Name, Keys: table.Key}) {
				target := d.Table(f.Table)
				if target == nil {
					t.Errorf("%s refers to a table %s", table.Name, f.Table)
					continue
				}
				for i := range f.Columns {
					isColumn := func(c opendata.Column) bool { return c.Name == f.Keys[i] }
					if !seen[f.Columns[i]] || !slices.ContainsFunc(target.Columns, isColumn) {
						t.Errorf("%s: %v refers to %s %v", table.Name, f.Columns, f.Table, f.Keys)
					}
				}
			}
		}
	}
}

// difficult are texts that go wrong where somebody is careless.
var difficult = []string{
	`=cmd|'/C calc'!A0`, "+1", "-1", "@SUM(A1)", "\t=1", `"`, `""`, `a,b`, `a;b`, "a\nb", "a\r\nb", "a\rb", ", \"\n", "'", `\`, `\n`, "null", "NaN", "007", "1e5", "TRUE",
	"\u0001\u001f\u007f", "𝔘 👩‍👩‍👧 e\u0301", "שלום עולם (abc)", "\u202eevil", "\u2028\u2029", "\ufeffx", "<script>&amp;", strings.Repeat("ā", 10_000), "ģ\u0000z",
}

// TestDifficultTexts sees that whatever a text holds survives both forms.
func TestDifficultTexts(t *testing.T) {
	var list []*record.Consultation
	for i, text := range difficult {
		doc, _ := markdown.Parse("x.md", 1, text)
		list = append(list, &record.Consultation{
			Common: record.Common{
				ID: "c" + string(rune('a'+i)), Body: map[i18n.Lang]*markdown.Doc{"lv": doc},
				Sources: []record.Source{{Title: i18n.Text{"en": text}, URL: "https://example.lv/"}},
			},
			Title: i18n.Text{"lv": text, "en": "x"}, Kind: text, Institution: "zz", Accommodations: []i18n.Text{{"lv": text}, {"en": "x"}},
		})
	}
	site := siteWith(consultations(list...))
	on := day(t, "2026-01-01")
	published := files(t, dataOf(site, on))
	for form, rebuilt := range map[string]*record.Site{"CSV": fromCSV(t, published), "JSON": fromJSON(t, published)} {
		for i, text := range difficult {
			c := rebuilt.Consultations.Get(list[i].ID)
			got := []string{c.Title["lv"], c.Kind, c.Sources[0].Title["en"], c.Accommodations[0]["lv"], c.Body["lv"].Source()}
			want := []string{text, text, text, text, text}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %.40q became %.200q", form, text, got)
			}
		}
	}
	if got := dataOf(site, on).Table("consultations").Stat().Formulas; got != 5*3 {
		t.Errorf("%d values are taken for formulas; want those that begin with = + - @ or a tab, each in a title, a kind and a text", got)
	}
}

// What is not known is nothing, and zero is zero.
func TestUnknownIsNotZero(t *testing.T) {
	zero := 0
	site := siteWith(consultations(
		&record.Consultation{Common: record.Common{ID: "a"}, Title: i18n.Text{"lv": "a"}, Institution: "zz", Proposals: &record.Tally{Received: &zero}},
		&record.Consultation{Common: record.Common{ID: "b"}, Title: i18n.Text{"lv": "b"}, Institution: "zz", Closes: i18n.Date{Year: 2022, Month: 10}},
	))
	published := files(t, dataOf(site, day(t, "2026-01-01")))
	table := readTable(t, published["consultations.csv"])
	a, b := table.rows[0], table.rows[1]
	if a["proposals_received"] != "0" || a["proposals_accepted"] != "" || b["proposals_received"] != "" || b["closes"] != "2022-10" || a["closes"] != "" {
		t.Errorf("got %v and %v", a, b)
	}
	if lines := published["consultations.jsonl"]; !strings.Contains(lines, `"proposals":{"received":0},`) || strings.Count(lines, "proposals") != 1 {
		t.Errorf("got %s", lines)
	}
}

// TestFewPeopleAreWithheld sees that no file tells a number of people that could tell who
// they were, nor a total from which it would follow.
func TestFewPeopleAreWithheld(t *testing.T) {
	few, many, organisations, total := 3, 777, 16, 19
	submissions := func(individuals int) *record.Submissions {
		return &record.Submissions{Individuals: &individuals, Organisations: &organisations, Total: &total}
	}
	site := siteWith(consultations(
		&record.Consultation{Common: record.Common{ID: "a"}, Title: i18n.Text{"lv": "a"}, Institution: "zz", Submissions: submissions(few), Participants: &record.Count{Value: few, Unit: record.People}},
		&record.Consultation{Common: record.Common{ID: "b"}, Title: i18n.Text{"lv": "b"}, Institution: "zz", Submissions: submissions(many), Participants: &record.Count{Value: few, Unit: record.Votes},
			Snapshots: []record.Snapshot{{Date: i18n.Date{Year: 2020}, Submissions: submissions(few)}}},
		&record.Consultation{Common: record.Common{ID: "c"}, Title: i18n.Text{"lv": "c"}, Institution: "zz", Submissions: &record.Submissions{Total: &few}},
		&record.Consultation{Common: record.Common{ID: "d"}, Title: i18n.Text{"lv": "d"}, Institution: "zz", Submissions: &record.Submissions{Organisations: &organisations, Total: &total}},
		&record.Consultation{Common: record.Common{ID: "e"}, Title: i18n.Text{"lv": "e"}, Institution: "zz", Submissions: &record.Submissions{Total: &total}},
	))
	published := files(t, dataOf(site, day(t, "2026-01-01")))
	rows := readTable(t, published["consultations.csv"]).rows
	for _, want := range []struct {
		row           int
		column, value string
	}{
		{0, "submissions_individuals", ""}, {0, "submissions_total", ""}, {0, "submissions_organisations", "16"}, {0, "submissions_few", "true"},
		{0, "participants_value", ""}, {0, "participants_few", "true"}, {0, "participants_unit", "people"},
		{1, "submissions_individuals", "777"}, {1, "submissions_total", "19"}, {1, "submissions_few", ""}, {1, "participants_value", "3"}, {1, "participants_few", ""},
		{0, "submissions_total_few", ""}, {2, "submissions_total", ""}, {2, "submissions_total_few", "true"}, {2, "submissions_few", ""},
		{3, "submissions_total", ""}, {3, "submissions_organisations", "16"}, {3, "submissions_total_few", "true"}, {4, "submissions_total", "19"}, {4, "submissions_total_few", ""},
	} {
		if got := rows[want.row][want.column]; got != want.value {
			t.Errorf("row %d: %s is %q; want %q", want.row, want.column, got, want.value)
		}
	}
	snapshot := readTable(t, published["consultations-snapshots.csv"]).rows[0]
	if snapshot["submissions_individuals"] != "" || snapshot["submissions_few"] != "true" {
		t.Errorf("got %v", snapshot)
	}
	want := `"submissions":{"organisations":16,"few":true},"participants":{"unit":"people","few":true}`
	for _, file := range []string{"consultations.json", "consultations.jsonl", "consultations/a.json"} {
		if !strings.Contains(published[file], want) {
			t.Errorf("%s has %s", file, published[file])
		}
	}
}

// Columns come from field tables alone, so that nothing else of a record can get out: not
// where it stands, and not what was imported beside its fields.
func TestNothingElseGetsOut(t *testing.T) {
	site := siteWith(consultations(&record.Consultation{Common: record.Common{
		ID: "a", Path: "data/secret.yaml", Extra: map[string]string{"Persona": "secret"}, Imported: &record.Import{Map: "secret", File: "secret", Row: 1},
	}, Title: i18n.Text{"lv": "a"}, Institution: "zz"}))
	for path, text := range files(t, dataOf(site, day(t, "2026-01-01"))) {
		if strings.Contains(text, "secret") || strings.Contains(text, "extra") || strings.Contains(text, "imported") {
			t.Errorf("%s tells too much", path)
		}
	}
}

// A record or fact that the day does not show is in no file.
func TestAsOfTheDay(t *testing.T) {
	secret := i18n.Text{"lv": "tikai vēlāk"}
	site := siteWith(func(s *record.Site) {
		consultations(&record.Consultation{Common: record.Common{ID: "later"}, Title: secret, Institution: "zz", Opens: i18n.Date{Year: 2025, Month: 6, Day: 1}})(s)
		s.Bodies = record.NewCollection([]*record.Body{{
			Common: record.Common{ID: "b"}, Title: i18n.Text{"lv": "Padome"}, Starts: i18n.Date{Year: 2020},
			Sittings: []record.Sitting{{Date: i18n.Date{Year: 2025, Month: 6, Day: 1}, Title: secret}},
		}}, func(b *record.Body) string { return b.ID })
		s.Reports = record.NewCollection([]*record.Report{{
			Common: record.Common{ID: "r"}, Title: secret, Period: record.Period{To: i18n.Date{Year: 2025, Month: 6, Day: 1}},
		}}, func(r *record.Report) string { return r.ID })
	})
	for _, test := range []struct {
		day  string
		want bool
	}{{"2025-05-31", false}, {"2025-06-01", true}} {
		published := files(t, dataOf(site, day(t, test.day)))
		for _, file := range []string{"consultations.csv", "consultations.json", "consultations.jsonl", "sittings.csv", "bodies/b.json", "reports.csv"} {
			if got := strings.Contains(published[file], secret["lv"]); got != test.want {
				t.Errorf("as of %s: %s has it: %t", test.day, file, got)
			}
		}
		if _, got := published["consultations/later.json"]; got != test.want {
			t.Errorf("as of %s: the record has a file: %t", test.day, got)
		}
	}
}

// A file of a record says as of which day it speaks only where days are counted in it.
func TestRecordFile(t *testing.T) {
	site := siteWith(consultations(&record.Consultation{Common: record.Common{ID: "a"}, Title: i18n.Text{"lv": "a"}, Institution: "zz", CoInstitutions: []string{"zz"}}))
	for _, turns := range []bool{false, true} {
		d := opendata.New(opendata.Input{
			Index: progress.NewIndex(site), Day: day(t, "2026-01-01"), Root: "https://example.lv/p/data/v1/",
			Page: func(_ record.TypeName, id string, lang i18n.Lang) string {
				if lang == "en" {
					return ""
				}
				return "https://example.lv/p/lv/" + id + "/"
			},
			Home: func(i18n.Lang) string { return "https://example.lv/p/lv/dati/" },
			Related: func(record.TypeName, string) []opendata.Ref {
				return []opendata.Ref{{Type: "case", ID: "c"}, {Type: "direction", ID: "d"}}
			},
			Turns:   func(record.TypeName, string) bool { return turns },
			Changed: func(record.TypeName) i18n.Date { return i18n.Date{} },
			Figures: func() []opendata.Series { return nil },
		})
		asOf := ""
		if turns {
			asOf = `"as_of":"2026-01-01",`
		}
		want := `{"type":"consultation","id":"a","url":"https://example.lv/p/data/v1/consultations/a.json","pages":{"lv":"https://example.lv/p/lv/a/"},` + asOf +
			`"record":{"id":"a","title":{"lv":"a"},"institution":"zz","co_institutions":["zz"],"sample":false},` +
			`"state":{"consultation":"a","stage":"unknown","feedback":"not_checked"},` +
			`"names":[{"type":"institution","id":"zz","url":"https://example.lv/p/data/v1/institutions/zz.json"}],` +
			`"named_by":[{"type":"case","id":"c","url":"https://example.lv/p/data/v1/cases/c.json"}]}` + "\n"
		if got := files(t, d)["consultations/a.json"]; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// A disk that is full stops the writing, and is an error.
func TestWriteFails(t *testing.T) {
	for _, f := range dataOf(siteWith(func(*record.Site) {}), day(t, "2026-01-01")).Files() {
		if err := f.Render(full{}); err == nil {
			t.Errorf("%s: no error", f.Path)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

const referenceFile = "../../docs/data.md"

func TestReference(t *testing.T) {
	want := dataOf(siteWith(func(*record.Site) {}), day(t, "2026-01-01")).Reference()
	if *update {
		if err := os.WriteFile(referenceFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(referenceFile); err != nil || string(got) != want {
		t.Errorf("docs/data.md is behind: go test ./internal/opendata -update (%v)", err)
	}
}

// A night in which nothing happens changes the descriptor alone, which names the day.
func TestQuietNight(t *testing.T) {
	site := siteOf(t, "../..")
	before, after := files(t, dataOf(site, day(t, "2026-11-23"))), files(t, dataOf(site, day(t, "2026-11-24")))
	var changed []string
	for path, text := range after {
		if before[path] != text {
			changed = append(changed, path)
		}
	}
	if !slices.Equal(changed, []string{"datapackage.json"}) {
		t.Errorf("changed: %v", changed)
	}
}

// The descriptor states a licence only where the site does.
func TestLicence(t *testing.T) {
	for _, test := range []struct {
		licence *record.Licence
		want    string
	}{
		{nil, ""},
		{&record.Licence{Title: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}, `[{"path":"https://creativecommons.org/licenses/by/4.0/","title":"CC BY 4.0"}]`},
		{&record.Licence{Title: "CC0 1.0"}, `[{"name":"CC0-1.0","title":"CC0 1.0"}]`},
	} {
		site := siteWith(func(s *record.Site) { s.Config.Licence = test.licence })
		var p struct{ Licenses json.RawMessage }
		if err := json.Unmarshal([]byte(files(t, dataOf(site, day(t, "2026-01-01")))["datapackage.json"]), &p); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if len(p.Licenses) > 0 {
			if err := json.Compact(&got, p.Licenses); err != nil {
				t.Fatal(err)
			}
		}
		if got.String() != test.want {
			t.Errorf("got %s; want %s", got.String(), test.want)
		}
	}
}

// The descriptor says how a figure's series is to be read: dates, numbers, and what stands
// for few people.
func TestSeries(t *testing.T) {
	site := siteWith(func(*record.Site) {})
	d := opendata.New(opendata.Input{
		Index: progress.NewIndex(site), Day: day(t, "2026-01-01"), Root: "https://example.lv/data/v1/",
		Page:    func(record.TypeName, string, i18n.Lang) string { return "" },
		Home:    func(i18n.Lang) string { return "https://example.lv/lv/dati/" },
		Changed: func(record.TypeName) i18n.Date { return i18n.Date{} },
		Figures: func() []opendata.Series {
			return []opendata.Series{{
				ID: "x", Title: i18n.Text{"lv": "X"}, URL: "https://example.lv/lv/skaitli/x/data.csv", Few: "<5", Rows: 1,
				Columns: []opendata.SeriesColumn{{Name: "count"}, {Name: "day", Dates: true}},
				Render:  func(w io.Writer) error { _, err := io.WriteString(w, "key\r\n"); return err },
			}}
		},
	})
	var b bytes.Buffer
	if err := d.WritePackage(&b); err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path, Hash string
			Bytes, Rows      int
			Schema           struct {
				MissingValues []string
				Fields        []struct{ Name, Type string }
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	last := p.Resources[len(p.Resources)-1]
	var fields []string
	for _, f := range last.Schema.Fields {
		fields = append(fields, f.Name+" "+f.Type)
	}
	if want := []string{"key string", "title_lv string", "title_en string", "count number", "day string"}; !slices.Equal(fields, want) {
		t.Errorf("got the fields %v; want %v", fields, want)
	}
	if last.Name != "figure-x" || last.Path != "https://example.lv/lv/skaitli/x/data.csv" || last.Bytes != 5 || last.Rows != 1 || !slices.Equal(last.Schema.MissingValues, []string{"", "<5"}) {
		t.Errorf("got %+v", last)
	}
}
