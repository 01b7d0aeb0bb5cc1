package site

import (
	"encoding/json"
	"html"
	"maps"
	"slices"
	"strings"
	"testing"
)

// linkedOf returns the things of a type that a page tells machines.
func linkedOf(t *testing.T, b *builder, page, kind string) []map[string]any {
	t.Helper()
	_, text, ok := strings.Cut(renderedOf(t, b, page), `<script type="application/ld+json">`)
	if !ok {
		t.Fatalf("%s has no linked data", page)
	}
	text, _, _ = strings.Cut(text, "</script>")
	var data struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(text)), &data); err != nil {
		t.Fatalf("%s: %v", page, err)
	}
	return slices.DeleteFunc(data.Graph, func(thing map[string]any) bool { return thing["@type"] != kind })
}

// The pages of the data say what they are of: a catalogue of all parts, and each part with its
// files, every one of which is there.
func TestDataPagesAreLinkedData(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	paths := map[string]bool{}
	for _, o := range listed(t, b) {
		paths["https://example.lv/"+o.Path] = true
	}
	for lang, folder := range map[string]string{"lv": "lv/dati/", "en": "en/data/"} {
		catalogues := linkedOf(t, b, folder+"index.html", "DataCatalog")
		if len(catalogues) != 1 {
			t.Fatalf("%s tells of %d catalogues", folder, len(catalogues))
		}
		c := catalogues[0]
		sets, _ := c["dataset"].([]any)
		if len(sets) != len(b.data().Sets()) || c["license"] == nil || c["publisher"] == nil || c["inLanguage"] != lang {
			t.Errorf("%s has a catalogue of %d parts with %v", folder, len(sets), slices.Sorted(maps.Keys(c)))
		}
		files := 0
		for i, s := range b.data().Sets() {
			page := linkedOf(t, b, folder+s.Name+"/index.html", "Dataset")
			if len(page) != 1 {
				t.Fatalf("%s%s tells of %d datasets", folder, s.Name, len(page))
			}
			d := page[0]
			for _, field := range []string{"name", "description", "url", "license", "publisher", "distribution"} {
				if d[field] == nil {
					t.Errorf("%s%s has no %s", folder, s.Name, field)
				}
			}
			want := ""
			if !s.Derived {
				want = b.data().Updated(s).String()
			}
			if got, _ := d["dateModified"].(string); got != want {
				t.Errorf("%s%s was modified %q, want %q", folder, s.Name, got, want)
			}
			if sets[i].(map[string]any)["url"] != d["url"] {
				t.Errorf("%s: the catalogue has %v in place of %v", folder, sets[i], d["url"])
			}
			for _, file := range d["distribution"].([]any) {
				files++
				if href := file.(map[string]any)["contentUrl"].(string); !paths[href] {
					t.Errorf("%s%s names %s, which is not there", folder, s.Name, href)
				}
			}
		}
		if files < 3*len(sets) {
			t.Errorf("%s names only %d files", folder, files)
		}
		if plans := linkedOf(t, b, folder+"plans/index.html", "Dataset"); len(plans) != 1 || plans[0]["temporalCoverage"] == nil {
			t.Errorf("%s: plans have no period", folder)
		}
	}
}

// A text says when it was changed as its page does: by its own word, else by its newest dated fact.
func TestArticlesSayWhenTheyChanged(t *testing.T) {
	text := func(lines string) map[string]string {
		return map[string]string{
			"content/cases/zz-c.lv.md": "---\ntitle: Labi\nsummary: Tā dara.\ninstitutions: [zz-b]\n" + lines + "---\nTeksts.\n",
			"content/cases/zz-c.en.md": "---\ntitle: Good\nsummary: It is done so.\n---\nText.\n",
		}
	}
	for lines, want := range map[string]any{
		"":                     nil,
		"starts: 2024-02-01\n": "2024-02-01",
		"starts: 2024-02-01\nmodified: 2024-03-05\n":                                                                                                        "2024-03-05",
		"modified: 2024-03-05\ncorrections: [{date: 2024-04-01, text: {lv: Gads., en: Year.}}]\n":                                                           "2024-04-01",
		"starts: 2024-02-01\ncorrections: [{date: 2024-04-01, text: {lv: Gads., en: Year.}}]\nsources: [{url: \"https://a.lv/\", retrieved: 2024-05-01}]\n": "2024-04-01",
	} {
		articles := linkedOf(t, builderOf(t, datedFiles(text(lines)), "2024-06-30"), "lv/laba-prakse/zz-c/index.html", "Article")
		if len(articles) != 1 || articles[0]["dateModified"] != want {
			t.Errorf("%q: got %v, want %v", lines, articles, want)
		}
	}
}
