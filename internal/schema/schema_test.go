package schema_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/schema"
)

var langs = []i18n.Lang{i18n.Latvian, i18n.English}

// compile returns a type's schema, read by an independent validator, which also holds
// it against the meta-schema of draft 2020-12.
func compile(t *testing.T, name record.TypeName) *jsonschema.Schema {
	t.Helper()
	raw, err := schema.Of(name, langs)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	url := "file:///" + string(name) + ".json"
	if err := c.AddResource(url, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// decode reads YAML as an editor's program hands it to a validator: dates are texts.
func decode(t *testing.T, raw []byte) any {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	return plain(t, root.Content[0])
}

func plain(t *testing.T, n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = plain(t, c)
		}
		return list
	}
	if n.Tag == "!!timestamp" {
		return n.Value
	}
	var v any
	if err := n.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestExamplesAreValid(t *testing.T) {
	for _, name := range schema.Names() {
		if err := compile(t, name).Validate(decode(t, []byte(record.Example(name)))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every record of the default site fits its schema.
func TestDefaultRecordsAreValid(t *testing.T) {
	schemas := map[record.TypeName]*jsonschema.Schema{}
	for _, name := range schema.Names() {
		schemas[name] = compile(t, name)
	}
	checked := 0
	root := os.DirFS("../..")
	for _, top := range []string{"data", "content"} {
		err := fs.WalkDir(root, top, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			raw, err := fs.ReadFile(root, file)
			if err != nil {
				return err
			}
			name, fields := fieldsOf(t, file, raw)
			if name == "" {
				return nil
			}
			checked++
			if err := schemas[name].Validate(decode(t, fields)); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 200 {
		t.Errorf("only %d files were looked at", checked)
	}
}

// fieldsOf returns the type of a file's record and its YAML; "" for translations, which
// hold only a part of the fields.
func fieldsOf(t *testing.T, file string, raw []byte) (record.TypeName, []byte) {
	t.Helper()
	if path.Ext(file) == ".md" {
		if !strings.HasSuffix(file, ".lv.md") {
			return "", nil
		}
		_, after, _ := strings.Cut(string(raw), "---\n")
		front, _, _ := strings.Cut(after, "\n---")
		raw = []byte(front)
	}
	parts := strings.Split(strings.TrimSuffix(file, ".yaml"), "/")
	switch {
	case parts[1] == "site" || parts[1] == "coverage":
		return record.TypeName(parts[1]), raw
	case parts[1] == "plans" && len(parts) > 4:
		return "commitment", raw
	}
	for _, typ := range record.Types() {
		if typ.Folder == parts[1] {
			return typ.Name, raw
		}
	}
	t.Fatalf("%s belongs to no type", file)
	return "", nil
}

func TestMistakesAreCaught(t *testing.T) {
	for _, c := range []struct{ name, yaml string }{
		{"an unknown field", "title: A\ninstitution: vk\ninstitucija: vk\n"},
		{"a missing field", "title: A\n"},
		{"a value outside its vocabulary", "title: A\ninstitution: vk\nlevel: konsultācijas\n"},
		{"a date with dots", "title: A\ninstitution: vk\nopens: 31.12.2024\n"},
		{"a month that is none", "title: A\ninstitution: vk\nopens: 2024-31-12\n"},
		{"a number below zero", "title: A\ninstitution: vk\nsubmissions: {individuals: -1}\n"},
		{"a text for a number", "title: A\ninstitution: vk\nsubmissions: {individuals: daudz}\n"},
		{"a text for a list", "title: A\ninstitution: vk\nmethods: aptauja\n"},
		{"a script for a URL", "title: A\ninstitution: vk\nurl: javascript:alert(1)\n"},
		{"a language that the site lacks", "title: {ru: А}\ninstitution: vk\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := compile(t, "consultation").Validate(decode(t, []byte(c.yaml))); err == nil {
				t.Errorf("valid:\n%s", c.yaml)
			}
		})
	}
}

func TestEmptyFieldsAreNotGiven(t *testing.T) {
	const empty = "title: A\ninstitution: vk\nopens:\nlevel:\nmethods:\nproposals:\nsummary:\n  lv:\n  en:\n"
	if err := compile(t, "consultation").Validate(decode(t, []byte(empty))); err != nil {
		t.Error(err)
	}
}

// Every invalid fixture of package check whose mistake is one of form is invalid to the
// schema, too: an editor's program underlines it while it is typed.
func TestInvalidFixturesAreCaught(t *testing.T) {
	const invalid = "../check/testdata/invalid"
	entries, err := os.ReadDir(invalid)
	if err != nil {
		t.Fatal(err)
	}
	caught := 0
	for _, entry := range entries {
		code, variant, _ := strings.Cut(entry.Name(), ".")
		if !ofForm[code] || beyondForm[entry.Name()] {
			continue
		}
		caught++
		if !anyInvalid(t, os.DirFS(path.Join(invalid, entry.Name()))) {
			t.Errorf("%s %s: no file is invalid to its schema", code, variant)
		}
	}
	if caught < 10 {
		t.Errorf("only %d fixtures were looked at", caught)
	}
}

// ofForm are the codes of mistakes in the form of a record.
var ofForm = map[string]bool{
	"unknown-field": true, "missing-field": true, "wrong-type": true, "bad-value": true,
	"bad-date": true, "bad-number": true, "bad-id": true, "bad-url": true,
}

// beyondForm are fixtures that only check can find: they depend on other values or
// other files, on the calendar, on what a text says, or are in Markdown.
var beyondForm = map[string]bool{
	"bad-id.measure-number": true, "bad-id.plan-folder": true, "bad-id.reserved": true, "bad-id.theme": true,
	"bad-number.share": true, "bad-number.share-in-words": true, "bad-url.base": true, "bad-url.host": true, "bad-url.link": true, "bad-url.no-page": true, "bad-url.part": true, "bad-url.unplaceable": true, "bad-value.site": true, "bad-value.twice": true, "bad-value.parent": true, "bad-value.roles": true, "bad-value.same-date": true, "bad-value.placeholder": true,
	"missing-field.invisible": true, "missing-field.needed-here": true, "unknown-field.translation": true,
}

func anyInvalid(t *testing.T, files fs.FS) bool {
	t.Helper()
	found := false
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		raw, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		name, fields := fieldsOf(t, file, raw)
		found = found || compile(t, name).Validate(decode(t, fields)) != nil
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
