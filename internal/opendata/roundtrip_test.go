package opendata_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/opendata"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/scaffold"
	"parskats/internal/workspace"
)

// siteOf reads and checks a site's files.
func siteOf(t testing.TB, folder string) *record.Site {
	t.Helper()
	w := workspace.Open(workspace.Options{Source: folder, Cache: t.TempDir()})
	defer w.Close()
	site, problems, err := w.Check(context.Background())
	if err != nil || site == nil {
		t.Fatalf("%v %v", err, problems.Sorted())
	}
	return site
}

// demo is the demonstration.
func demo(t testing.TB) *record.Site {
	t.Helper()
	list, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, f := range list {
		path := filepath.Join(folder, filepath.FromSlash(f.Path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(f.Content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return siteOf(t, folder)
}

func day(t testing.TB, s string) i18n.Day {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Last()
}

// dataOf prepares the data of a site that stands alone.
func dataOf(site *record.Site, day i18n.Day) *opendata.Data {
	return opendata.New(opendata.Input{
		Index: progress.NewIndex(site), Day: day, Root: "https://example.lv/" + opendata.Folder,
		Page:    func(record.TypeName, string, i18n.Lang) string { return "" },
		Home:    func(i18n.Lang) string { return "https://example.lv/" },
		Related: func(record.TypeName, string) []opendata.Ref { return nil },
		Turns:   func(record.TypeName, string) bool { return false },
		Changed: func(record.TypeName) i18n.Date { return i18n.Date{} },
		Figures: func() []opendata.Series { return nil },
	})
}

// files renders the data.
func files(t testing.TB, d *opendata.Data) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, f := range d.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		if _, twice := all[f.Path]; twice {
			t.Errorf("%s is there twice", f.Path)
		}
		all[f.Path] = b.String()
	}
	return all
}

// TestRoundTrip rebuilds the records of two sites from their CSV alone and from their JSON
// alone. What is rebuilt gives the same figures as the records themselves, and the same
// files of data.
func TestRoundTrip(t *testing.T) {
	for name, test := range map[string]struct {
		site *record.Site
		days []string
	}{
		"default": {siteOf(t, "../.."), []string{"2026-11-23", "2023-12-31", "2022-06-29", "2021-01-01"}},
		"demo":    {demo(t), []string{"2026-11-23", "2024-03-05"}},
	} {
		for _, on := range test.days {
			day := day(t, on)
			published := files(t, dataOf(test.site, day))
			site := withoutFew(test.site)
			for form, rebuilt := range map[string]*record.Site{"CSV": fromCSV(t, published), "JSON": fromJSON(t, published)} {
				where := fmt.Sprintf("%s as of %s from %s", name, on, form)
				sameFigures(t, where, site, rebuilt, day)
				sameFiles(t, where, published, files(t, dataOf(rebuilt, day)))
			}
		}
	}
}

// withoutFew returns a site in which numbers of people so few that they are withheld are one.
// That is what rebuild takes them for, too: nobody can know them from the data.
func withoutFew(site *record.Site) *record.Site {
	changed := *site
	var all []*record.Consultation
	for _, c := range site.Consultations.All() {
		shown := *c
		shown.Submissions = submissionsWithoutFew(c.Submissions)
		shown.Participants = countWithoutFew(c.Participants)
		shown.Snapshots = slices.Clone(c.Snapshots)
		for i := range shown.Snapshots {
			shown.Snapshots[i].Submissions = submissionsWithoutFew(shown.Snapshots[i].Submissions)
		}
		all = append(all, &shown)
	}
	changed.Consultations = record.NewCollection(all, func(c *record.Consultation) string { return c.ID })
	return &changed
}

func submissionsWithoutFew(s *record.Submissions) *record.Submissions {
	if figure.HidesTotal(s) {
		total := 1
		if s.Organisations != nil {
			total += *s.Organisations
		}
		return &record.Submissions{Organisations: s.Organisations, Total: &total, Bound: s.Bound}
	}
	if !figure.HidesIndividuals(s) {
		return s
	}
	one := 1
	return &record.Submissions{Individuals: &one, Organisations: s.Organisations, Bound: s.Bound}
}

func countWithoutFew(c *record.Count) *record.Count {
	if c == nil || c.Unit != record.People || !figure.IsFew(c.Value) {
		return c
	}
	return &record.Count{Value: 1, Unit: c.Unit, Bound: c.Bound}
}

func sameFigures(t *testing.T, where string, site, rebuilt *record.Site, day i18n.Day) {
	t.Helper()
	input := func(s *record.Site) *figure.Input {
		return &figure.Input{Site: s, Index: progress.NewIndex(s), Day: day, Plan: progress.NewestBegun(s, day)}
	}
	before, after := input(site), input(rebuilt)
	for _, f := range figure.Catalogue() {
		want, got := f.On(before), f.On(after)
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s: the figure %s is another:\n%v\n%v", where, f.ID, got, want)
		}
		if f.Whole(before) != f.Whole(after) {
			t.Errorf("%s: the figure %s is of another whole", where, f.ID)
		}
	}
}

func sameFiles(t *testing.T, where string, want, got map[string]string) {
	t.Helper()
	for path, text := range want {
		if again := got[path]; again != text {
			at := 0
			for at < len(again) && at < len(text) && again[at] == text[at] {
				at++
			}
			t.Fatalf("%s: %s is another file at %d:\n%q\n%q", where, path, at, cut(again, at), cut(text, at))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d files; want %d", where, len(got), len(want))
	}
}

func cut(s string, at int) string { return s[max(0, at-60):min(len(s), at+120)] }

// A reader knows only the rules that the data's page tells: how columns are called, how
// tables hang together. The field tables tell which columns there are.
type reader interface {
	// each calls f for the records of a set.
	each(set string, f func(source))
}

// source is where a struct's values are.
type source interface {
	// value returns a value as text; of a text in a language, lang says which.
	value(name string, lang i18n.Lang) string
	group(name string) source
	list(name string) []source
	words(name string) []string
	isEmpty() bool
}

var languages = []i18n.Lang{i18n.Latvian, i18n.English}

func decode(t testing.TB, into reflect.Value, from source) {
	t.Helper()
	if from.value("few", "") == "true" {
		from = few{from}
	}
	if from.value("total_few", "") == "true" {
		from = fewInAll{from}
	}
	for _, f := range record.FieldsOf(into.Type()) {
		v := into.FieldByIndex(f.Index)
		if !f.List {
			set(t, v, f, from)
			continue
		}
		if f.Kind == record.KindGroup || f.Kind == record.KindLocalised {
			entries := from.list(f.Name)
			for i, entry := range entries {
				if v.Len() == 0 {
					v.Set(reflect.MakeSlice(v.Type(), len(entries), len(entries)))
				}
				if f.Kind == record.KindGroup {
					decode(t, v.Index(i), entry)
				} else {
					v.Index(i).Set(reflect.ValueOf(texts(entry, f.Name)))
				}
			}
			continue
		}
		for _, word := range from.words(f.Name) {
			one := reflect.New(v.Type().Elem()).Elem()
			scalar(t, one, f, word)
			v.Set(reflect.Append(v, one))
		}
	}
}

func set(t testing.TB, v reflect.Value, f record.Field, from source) {
	t.Helper()
	switch f.Kind {
	case record.KindGroup:
		group := from.group(f.Name)
		if group.isEmpty() {
			return
		}
		if v.Kind() == reflect.Pointer {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		decode(t, v, group)
	case record.KindLocalised:
		if text := texts(from, f.Name); text != nil {
			v.Set(reflect.ValueOf(text))
		}
	default:
		word := from.value(f.Name, "")
		if word == "" {
			return
		}
		if v.Kind() == reflect.Pointer {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		scalar(t, v, f, word)
	}
}

func texts(from source, name string) i18n.Text {
	var text i18n.Text
	for _, lang := range languages {
		if s := from.value(name, lang); s != "" {
			if text == nil {
				text = i18n.Text{}
			}
			text[lang] = s
		}
	}
	return text
}

func scalar(t testing.TB, v reflect.Value, f record.Field, word string) {
	t.Helper()
	var err error
	switch f.Kind {
	case record.KindInt:
		var n int64
		n, err = strconv.ParseInt(word, 10, 64)
		v.SetInt(n)
	case record.KindNumber:
		var n float64
		n, err = strconv.ParseFloat(word, 64)
		v.SetFloat(n)
	case record.KindBool:
		var b bool
		b, err = strconv.ParseBool(word)
		v.SetBool(b)
	case record.KindDate:
		var d i18n.Date
		d, err = i18n.ParseDate(word)
		v.Set(reflect.ValueOf(d))
	default:
		v.SetString(word)
	}
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
}

// rebuild makes a site of what a reader reads.
func rebuild(t testing.TB, r reader) *record.Site {
	t.Helper()
	site := &record.Site{Config: &record.Config{}}
	r.each("site", func(s source) { decode(t, reflect.ValueOf(site.Config).Elem(), s) })
	r.each("coverage", func(s source) {
		var c record.Coverage
		decode(t, reflect.ValueOf(&c).Elem(), s)
		site.Coverage = append(site.Coverage, c)
	})
	site.Institutions = collect[record.Institution](t, r, "institutions")
	site.Areas = collect[record.Area](t, r, "areas")
	site.Methods = collect[record.Method](t, r, "methods")
	site.TargetGroups = collect[record.TargetGroup](t, r, "target-groups")
	site.Plans = collect[record.Plan](t, r, "plans")
	site.Commitments = collect[record.Commitment](t, r, "commitments")
	site.Consultations = collect[record.Consultation](t, r, "consultations")
	site.Initiatives = collect[record.Initiative](t, r, "initiatives")
	site.BudgetRounds = collect[record.BudgetRound](t, r, "budget-rounds")
	site.Bodies = collect[record.Body](t, r, "bodies")
	site.Events = collect[record.Event](t, r, "events")
	site.Indicators = collect[record.Indicator](t, r, "indicators")
	site.Cases = collect[record.Case](t, r, "cases")
	site.Guidelines = collect[record.Guideline](t, r, "guidelines")
	site.News = collect[record.News](t, r, "news")
	site.Pages = collect[record.Page](t, r, "pages")
	site.Reports = collect[record.Report](t, r, "reports")
	return site
}

func collect[T any, R interface {
	*T
	progress.Record
}](t testing.TB, r reader, set string) record.Collection[T] {
	t.Helper()
	var all []*T
	r.each(set, func(s source) {
		rec := new(T)
		decode(t, reflect.ValueOf(rec).Elem(), s)
		base := R(rec).Base()
		for lang, body := range texts(s, "body") {
			if base.Body == nil {
				base.Body = map[i18n.Lang]*markdown.Doc{}
			}
			base.Body[lang], _ = markdown.Parse("", 1, body)
		}
		if c, ok := any(rec).(*record.Commitment); ok {
			c.Plan = s.value("plan", "")
			for i, m := range s.list("measures") {
				c.Measures[i].Key = m.value("key", "")
			}
		}
		all = append(all, rec)
	})
	return record.NewCollection(all, func(r *T) string { return R(r).Base().ID })
}

// few is a group that counts people, and withholds their number: see withoutFew.
type few struct{ source }

func (f few) value(name string, lang i18n.Lang) string {
	if name == "value" || name == "individuals" {
		return "1"
	}
	return f.source.value(name, lang)
}

// fewInAll is a group whose total is withheld: see withoutFew.
type fewInAll struct{ source }

func (f fewInAll) value(name string, lang i18n.Lang) string {
	if name != "total" {
		return f.source.value(name, lang)
	}
	organisations, _ := strconv.Atoi(f.source.value("organisations", ""))
	return strconv.Itoa(organisations + 1)
}

// jsonSource reads an object of JSON.
type jsonSource map[string]any

func (s jsonSource) value(name string, lang i18n.Lang) string {
	v := s[name]
	if texts, ok := v.(map[string]any); ok {
		v = texts[string(lang)]
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func (s jsonSource) group(name string) source {
	group, _ := s[name].(map[string]any)
	return jsonSource(group)
}

func (s jsonSource) list(name string) []source {
	var list []source
	entries, _ := s[name].([]any)
	for _, entry := range entries {
		group := entry.(map[string]any)
		if _, isText := group["lv"].(string); isText {
			group = map[string]any{name: group}
		} else if _, isText := group["en"].(string); isText {
			group = map[string]any{name: group}
		}
		list = append(list, jsonSource(group))
	}
	return list
}

func (s jsonSource) words(name string) []string {
	var words []string
	list, _ := s[name].([]any)
	for _, w := range list {
		words = append(words, w.(string))
	}
	return words
}

func (s jsonSource) isEmpty() bool { return len(s) == 0 }

type jsonReader struct {
	t     testing.TB
	files map[string]string
}

func (r jsonReader) each(set string, f func(source)) {
	for line := range strings.Lines(r.files[set+".jsonl"]) {
		object := map[string]any{}
		d := json.NewDecoder(strings.NewReader(line))
		d.UseNumber()
		if err := d.Decode(&object); err != nil {
			r.t.Fatalf("%s: %v", set, err)
		}
		f(jsonSource(object))
	}
}

func fromJSON(t testing.TB, files map[string]string) *record.Site {
	return rebuild(t, jsonReader{t, files})
}

// csvReader reads all tables.
type csvReader struct {
	t      testing.TB
	tables map[string]*csvTable
}

// csvTable holds rows by their parent's key: the values of the columns before "order".
type csvTable struct {
	rows   []map[string]string
	byKey  map[string][]map[string]string
	before []string
}

func fromCSV(t testing.TB, files map[string]string) *record.Site {
	r := csvReader{t, map[string]*csvTable{}}
	for path, text := range files {
		if name, ok := strings.CutSuffix(path, ".csv"); ok {
			r.tables[name] = readTable(t, text)
		}
	}
	return rebuild(t, r)
}

func readTable(t testing.TB, text string) *csvTable {
	lines, err := parseCSV(text)
	if err != nil {
		t.Fatal(err)
	}
	table := &csvTable{byKey: map[string][]map[string]string{}}
	header := lines[0]
	for i, name := range header {
		if name == "order" && header[0] != "id" {
			table.before = header[:i]
		}
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, value := range line {
			row[header[i]] = value
		}
		table.rows = append(table.rows, row)
		key := strings.Join(line[:len(table.before)], " ")
		table.byKey[key] = append(table.byKey[key], row)
	}
	return table
}

func (r csvReader) each(set string, f func(source)) {
	for _, row := range r.tables[set].rows {
		f(csvSource{r: r, table: set, row: row, key: row["id"]})
	}
}

// csvSource reads a row, or the columns of a group in it.
type csvSource struct {
	r      csvReader
	table  string
	row    map[string]string
	key    string // what the row is called in tables below
	prefix string
}

func (s csvSource) value(name string, lang i18n.Lang) string {
	if lang != "" {
		name += "_" + string(lang)
	}
	return s.row[s.prefix+name]
}

func (s csvSource) group(name string) source {
	s.prefix += name + "_"
	return s
}

func (s csvSource) words(name string) []string {
	return strings.Fields(s.row[s.prefix+name])
}

// ownNames are the tables that the page calls by names of their own.
var ownNames = map[string]string{"commitments-measures": "measures", "bodies-sittings": "sittings"}

func (s csvSource) below(name string) string {
	table := s.table + "-" + strings.ReplaceAll(s.prefix+name, "_", "-")
	if own, ok := ownNames[table]; ok {
		return own
	}
	return table
}

func (s csvSource) list(name string) []source {
	table := s.below(name)
	t := s.r.tables[table]
	switch {
	case t == nil && s.table == "site":
		return nil // the data have a part of its fields
	case t == nil:
		s.r.t.Fatalf("no table %s", table)
	}
	var list []source
	for _, row := range t.byKey[s.key] {
		key := s.key + " " + row["order"]
		if table == "measures" {
			key = row["key"]
		}
		list = append(list, csvSource{r: s.r, table: table, row: row, key: key})
	}
	return list
}

func (s csvSource) isEmpty() bool {
	for name, value := range s.row {
		if strings.HasPrefix(name, s.prefix) && value != "" {
			return false
		}
	}
	below := s.below("")
	for name, table := range s.r.tables {
		if strings.HasPrefix(name, below) && len(table.byKey[s.key]) > 0 {
			return false
		}
	}
	return true
}

// parseCSV reads RFC 4180 by its grammar, and nothing else: encoding/csv would turn a line
// break in a value into another.
func parseCSV(text string) ([][]string, error) {
	var lines [][]string
	var line []string
	for text != "" {
		var value string
		if strings.HasPrefix(text, `"`) {
			text = text[1:]
			for {
				i := strings.IndexByte(text, '"')
				if i < 0 {
					return nil, fmt.Errorf("a quote is not closed")
				}
				value += text[:i]
				text = text[i+1:]
				if !strings.HasPrefix(text, `"`) {
					break
				}
				value, text = value+`"`, text[1:]
			}
		} else {
			i := strings.IndexAny(text, ",\r\n\"")
			if i < 0 || text[i] == '"' || text[i] == '\n' {
				return nil, fmt.Errorf("a line does not end with CR LF, or a quote stands in a plain value")
			}
			value, text = text[:i], text[i:]
		}
		line = append(line, value)
		switch {
		case strings.HasPrefix(text, ","):
			text = text[1:]
		case strings.HasPrefix(text, "\r\n"):
			text = text[2:]
			if lines = append(lines, line); len(line) != len(lines[0]) {
				return nil, fmt.Errorf("line %d has %d values; want %d", len(lines), len(line), len(lines[0]))
			}
			line = nil
		default:
			return nil, fmt.Errorf("after a value stands %.20q", text)
		}
	}
	return lines, nil
}
