package record_test

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// tables returns every field table by the name that a path of a field begins with.
func tables() map[string][]record.Field {
	all := map[string][]record.Field{
		"site":     record.FieldsOf(reflect.TypeFor[record.Config]()),
		"coverage": record.FieldsOf(reflect.TypeFor[record.Coverage]()),
	}
	for _, t := range record.Types() {
		all[string(t.Name)] = t.Fields
	}
	return all
}

// eachField calls visit for every field of every table, and for those of groups.
func eachField(visit func(path string, f record.Field)) {
	for name, fields := range tables() {
		walkFields(name, fields, visit)
	}
}

func walkFields(prefix string, fields []record.Field, visit func(path string, f record.Field)) {
	for _, f := range fields {
		path := prefix + "." + f.Name
		visit(path, f)
		walkFields(path, f.Fields, visit)
	}
}

var fieldName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func TestFieldsAreWhole(t *testing.T) {
	types := map[record.TypeName]bool{"measure": true, "direction": true, "headline": true}
	for _, typ := range record.Types() {
		types[typ.Name] = true
	}
	eachField(func(path string, f record.Field) {
		switch {
		case !fieldName.MatchString(f.Name):
			t.Errorf("%s: not a field's name", path)
		case !f.Title.Has(i18n.Latvian) || !f.Title.Has(i18n.English):
			t.Errorf("%s: the title is missing in a language: %v", path, f.Title)
		case !f.Help.IsEmpty() && (!f.Help.Has(i18n.Latvian) || !f.Help.Has(i18n.English)):
			t.Errorf("%s: the help is missing in a language: %v", path, f.Help)
		case (f.Kind == record.KindTerm) != (f.Vocabulary != nil):
			t.Errorf("%s: kind %s, vocabulary %v", path, f.Kind, f.Vocabulary)
		case (f.Kind == record.KindGroup) != (len(f.Fields) > 0):
			t.Errorf("%s: kind %s, %d fields", path, f.Kind, len(f.Fields))
		case (f.Kind == record.KindRef) != types[f.Ref]:
			t.Errorf("%s: kind %s refers to %q", path, f.Kind, f.Ref)
		}
	})
}

func TestFieldsAreUnique(t *testing.T) {
	check := func(where string, fields []record.Field) {
		names := record.Names(fields)
		slices.Sort(names)
		if len(slices.Compact(names)) != len(fields) {
			t.Errorf("%s: a field stands in the table twice", where)
		}
	}
	for name, fields := range tables() {
		check(name, fields)
	}
	eachField(func(path string, f record.Field) { check(path, f.Fields) })
}

func TestVocabulariesAreWhole(t *testing.T) {
	eachField(func(path string, f record.Field) {
		if f.Vocabulary == nil {
			return
		}
		seen := map[string]bool{}
		for _, term := range f.Vocabulary.Terms {
			if seen[term.Key] || term.Key == "" {
				t.Errorf("%s: the key %q is empty or stands in the vocabulary twice", path, term.Key)
			}
			seen[term.Key] = true
			if !term.Title.Has(i18n.Latvian) || !term.Title.Has(i18n.English) {
				t.Errorf("%s: %s: the title is missing in a language: %v", path, term.Key, term.Title)
			}
		}
		if len(seen) == 0 || f.Vocabulary.Name == "" {
			t.Errorf("%s: the vocabulary %q has %d terms", path, f.Vocabulary.Name, len(seen))
		}
	})
}

// TestFieldNames makes every change to a field's name, kind or vocabulary visible:
// people's records depend on them.
func TestFieldNames(t *testing.T) {
	var lines []string
	eachField(func(path string, f record.Field) { lines = append(lines, describe(path, f)) })
	slices.Sort(lines)
	const golden = "testdata/fields.txt"
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the fields are not those of %s; where that is meant, run: go test ./internal/record -update", golden)
		reportDifferences(t, strings.Split(string(want), "\n"), lines)
	}
}

func describe(path string, f record.Field) string {
	line := fmt.Sprintf("%s: %s", path, f.Kind)
	if f.List {
		line = fmt.Sprintf("%s: list of %s", path, f.Kind)
	}
	if f.Ref != "" {
		line += " to " + string(f.Ref)
	}
	if f.Vocabulary != nil {
		line += " " + strings.Join(f.Vocabulary.Keys(), " ")
	}
	if f.Required {
		line += ", required"
	}
	return line
}

func reportDifferences(t *testing.T, want, got []string) {
	t.Helper()
	for _, line := range want {
		if line != "" && !slices.Contains(got, line) {
			t.Errorf("gone: %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("new: %s", line)
		}
	}
}

func TestTypes(t *testing.T) {
	folders := map[string]bool{}
	counts := (&record.Site{}).Counts()
	for _, typ := range record.Types() {
		if folders[typ.Folder] {
			t.Errorf("%s: the folder %s has two types", typ.Name, typ.Folder)
		}
		folders[typ.Folder] = true
		if !typ.Title.Has(i18n.Latvian) || !typ.Title.Has(i18n.English) {
			t.Errorf("%s: the title is missing in a language", typ.Name)
		}
		if _, counted := counts[typ.Name]; !counted {
			t.Errorf("%s is not counted", typ.Name)
		}
		if _, common := record.Lookup(typ.Fields, "sources"); !common {
			t.Errorf("%s lacks the fields that every record has", typ.Name)
		}
	}
	if len(counts) != len(folders) {
		t.Errorf("%d types, %d counts", len(folders), len(counts))
	}
}

func TestLookup(t *testing.T) {
	fields := record.FieldsOf(reflect.TypeFor[record.Consultation]())
	if f, ok := record.Lookup(fields, "closes"); !ok || f.Kind != record.KindDate {
		t.Errorf("closes: got %v, %v", f.Kind, ok)
	}
	if _, ok := record.Lookup(fields, "Closes"); ok {
		t.Error("names of fields are in lower case: Closes is none")
	}
}

// An embedded struct's fields stand at their place in the outer one.
func TestIndexLeadsToTheField(t *testing.T) {
	c := record.Case{URL: "https://example.lv/"}
	c.Sample = true
	value := reflect.ValueOf(c)
	for name, want := range map[string]any{"url": c.URL, "sample": true} {
		f, _ := record.Lookup(record.FieldsOf(value.Type()), name)
		if got := value.FieldByIndex(f.Index).Interface(); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// A table is a mistake of the program where a field's kind can't be told.
func TestFieldsOfPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a field of a channel was let through")
		}
	}()
	type wrong struct {
		C chan int `field:"c" lv:"c" en:"c"`
	}
	record.FieldsOf(reflect.TypeFor[wrong]())
}

func TestMeasureKey(t *testing.T) {
	for _, test := range []struct{ commitment, number, want string }{
		{"lv0046", "1.2", "lv0046-1-2"},
		{"lv0046", "1.2A", "lv0046-1-2a"},
		{"lv0046", "3", "lv0046-3"},
	} {
		if got := record.MeasureKey(test.commitment, test.number); got != test.want {
			t.Errorf("MeasureKey(%q, %q) = %q, want %q", test.commitment, test.number, got, test.want)
		}
	}
}

func TestVocabularyTitle(t *testing.T) {
	v := record.Consult.Vocabulary()
	for _, test := range []struct {
		lang i18n.Lang
		key  string
		want string
	}{
		{i18n.Latvian, "consult", "viedokļa noskaidrošana"},
		{i18n.English, "consult", "consult"},
		{"et", "consult", "consult"},
		{i18n.Latvian, "unknown_key", "unknown_key"},
	} {
		if got := v.Title(test.lang, test.key); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.lang, test.key, got, test.want)
		}
	}
	if v.Has("Consult") || !v.Has("co_create") {
		t.Error("Has is wrong about Consult or co_create")
	}
}

func TestCollection(t *testing.T) {
	empty := record.NewCollection(nil, func(n *record.News) string { return n.ID })
	if empty.Len() != 0 || empty.Get("a") != nil || len(empty.All()) != 0 {
		t.Error("an empty collection holds something")
	}
	a, b := &record.News{}, &record.News{}
	a.ID, b.ID = "a", "b"
	c := record.NewCollection([]*record.News{a, b}, func(n *record.News) string { return n.ID })
	if c.Len() != 2 || c.Get("b") != b || c.Get("c") != nil || c.All()[0] != a {
		t.Error("a collection of two does not hold them")
	}
}

func TestPlanPeriod(t *testing.T) {
	date := func(s string) i18n.Date {
		d, err := i18n.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	plan := &record.Plan{Starts: date("2022"), Ends: date("2025-12"), Adoption: &record.Adoption{Status: record.Adopted}}
	for _, test := range []struct {
		day          string
		begun, ended bool
	}{
		{"2021-12-31", false, false},
		{"2022-01-01", true, false},
		{"2025-12-31", true, false},
		{"2026-01-01", true, true},
	} {
		day := date(test.day).Last()
		if got := plan.Begun(day); got != test.begun {
			t.Errorf("%s: begun %v", test.day, got)
		}
		if got := plan.Ended(day); got != test.ended {
			t.Errorf("%s: ended %v", test.day, got)
		}
	}
	plan.Adoption = nil
	if plan.Begun(date("2023").Last()) {
		t.Error("a plan of whose adoption nothing is known has begun")
	}
}

func TestConfigLanguages(t *testing.T) {
	c := &record.Config{Languages: []string{"lv", "en"}}
	if c.DefaultLang() != i18n.Latvian || !slices.Equal(c.Langs(), []i18n.Lang{i18n.Latvian, i18n.English}) {
		t.Errorf("got %v, %v", c.DefaultLang(), c.Langs())
	}
}

// Every term has its name, and its help if it has any, in both languages; so has every
// vocabulary.
func TestVocabulariesAreBilingual(t *testing.T) {
	both := func(text i18n.Text) bool { return text.Has(i18n.Latvian) && text.Has(i18n.English) }
	names := map[string]bool{}
	for _, v := range record.Vocabularies() {
		if names[v.Name] {
			t.Errorf("%s: listed twice", v.Name)
		}
		names[v.Name] = true
		if !both(v.Label) {
			t.Errorf("%s: the label %v", v.Name, v.Label)
		}
		for _, term := range v.Terms {
			if !both(term.Title) || !term.Help.IsEmpty() && !both(term.Help) {
				t.Errorf("%s: %s: %v, %v", v.Name, term.Key, term.Title, term.Help)
			}
		}
	}
	for _, name := range []string{"level", "judge", "state", "rater", "due_basis", "extent", "feedback_status", "act", "bound", "count_unit"} {
		if !names[name] {
			t.Errorf("%s is not among the vocabularies", name)
		}
	}
	if names["status"] {
		t.Error("the statuses are listed beside the states, which hold them")
	}
}
