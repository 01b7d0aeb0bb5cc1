package dcat

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

// awkward holds what either format could trip over.
const awkward = "„Plāns” \"a\\b\" <c> & 'd' \t\n{e} עברית 🙂 \x01"

func sample() *Catalogue {
	day := func(s string) i18n.Date {
		d, err := i18n.ParseDate(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	return &Catalogue{
		ID: "https://parskats.example/data/catalog.jsonld#catalogue", Title: i18n.Text{i18n.Latvian: awkward, i18n.English: "Data"},
		Description: i18n.Text{i18n.English: "All data."}, Homepage: "https://parskats.example/",
		Publisher: Agent{ID: "https://parskats.example/data/catalog.jsonld#publisher", Name: i18n.Text{i18n.Latvian: "Kanceleja"}},
		Contact:   &Contact{Name: i18n.Text{i18n.Latvian: "Redaktors"}, Email: "posts@parskats.example"},
		Languages: []i18n.Lang{i18n.Latvian, i18n.English}, Modified: day("2024-10-15"),
		Themes: []string{"GOVE"}, Frequency: "IRREG", Spatial: authority + "country/LVA",
		Datasets: []Dataset{{
			ID: "https://parskats.example/data/catalog.jsonld#plans", Identifier: "plans", Title: i18n.Text{i18n.English: "Plans"},
			Description: i18n.Text{i18n.English: awkward}, Starts: day("2022"), Ends: day("2025-12"),
			Distributions: []Distribution{{
				ID: "https://parskats.example/data/v1/plans.csv#file", URL: `https://parskats.example/a>b"c\d|e f.csv`,
				MediaType: "text/csv", FileType: "CSV",
			}},
		}},
	}
}

func TestTurtle(t *testing.T) {
	var b bytes.Buffer
	if err := sample().WriteTurtle(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"@prefix dcat: <http://www.w3.org/ns/dcat#> .\n",
		"<https://parskats.example/data/catalog.jsonld#catalogue> a dcat:Catalog ;\n",
		`dct:title "Data"@en, "„Plāns” \"a\\b\" <c> & 'd' \u0009\n{e} עברית 🙂 \u0001"@lv`,
		`dcat:accessURL <https://parskats.example/a%3Eb%22c%5Cd%7Ce%20f.csv>`,
		`dcat:startDate "2022"^^xsd:gYear`,
		`dcat:endDate "2025-12"^^xsd:gYearMonth`,
		`dct:modified "2024-10-15"^^xsd:date`,
		"dcat:contactPoint [ a vcard:Organization ;",
		"vcard:hasEmail <mailto:posts@parskats.example>",
		"dct:language <http://publications.europa.eu/resource/authority/language/LAV>, <http://publications.europa.eu/resource/authority/language/ENG>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "dct:license") {
		t.Error("names a licence where none is known")
	}
}

func TestJSONLD(t *testing.T) {
	var b bytes.Buffer
	if err := sample().WriteJSONLD(&b); err != nil {
		t.Fatal(err)
	}
	var document struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(b.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, n := range document.Graph {
		types = append(types, n["@type"].(string))
	}
	if got, want := strings.Join(types, " "), "dcat:Catalog foaf:Organization dcat:Dataset dcat:Distribution"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	title := document.Graph[0]["dct:title"].([]any)[1].(map[string]any)
	if title["@value"] != awkward || title["@language"] != "lv" {
		t.Errorf("got the title %q", title)
	}
}

// The two files come from one tree, so what one leaves out is missing from both.
func TestUnknownIsLeftOut(t *testing.T) {
	c := &Catalogue{ID: "https://parskats.example/c", Publisher: Agent{ID: "https://parskats.example/p"}, Datasets: []Dataset{{ID: "https://parskats.example/d"}}}
	var turtle, linked bytes.Buffer
	if err := c.WriteTurtle(&turtle); err != nil {
		t.Fatal(err)
	}
	if err := c.WriteJSONLD(&linked); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"dct:license", "dct:temporal", "dct:spatial", "dct:modified", "dcat:contactPoint", "dct:accrualPeriodicity", "dcat:service", "dcat:distribution"} {
		if strings.Contains(turtle.String(), name) || strings.Contains(linked.String(), name) {
			t.Errorf("%s stands where nothing is known of it", name)
		}
	}
}
