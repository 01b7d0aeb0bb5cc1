package mapping_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"parskats/internal/check"
	"parskats/internal/mapping"
)

// TestSchema holds the schema against maps: those that can be read fit it.
func TestSchema(t *testing.T) {
	raw, err := mapping.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("file:///map.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("file:///map.json")
	if err != nil {
		t.Fatal(err)
	}
	var maps []string
	for _, pattern := range []string{"fixtures", "invalid"} {
		found, err := filepath.Glob("../importer/testdata/" + pattern + "/*/map.yaml")
		if err != nil {
			t.Fatal(err)
		}
		maps = append(maps, found...)
	}
	good := 0
	for _, name := range maps {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := mapping.Read(name, raw, mapping.Context{Lang: "lv", Nearest: check.Nearest})
		var value any
		if err := yaml.Unmarshal(raw, &value); err != nil {
			t.Fatal(err)
		}
		err = schema.Validate(value)
		switch {
		case m != nil && err != nil:
			t.Errorf("%s: %v", name, err)
		case m != nil:
			good++
		}
	}
	if good < 10 {
		t.Errorf("only %d maps were looked at", good)
	}
	for _, text := range []string{"fields: {title: A}", "id: A", "id: A\nfields: {title: A}\ncolour: red", "id: A\nfields: {title: {colunm: A}}", "id: A\nfields: {title: A}\ndate: dd"} {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("%q fits", text)
		}
	}
}
