package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Names in the order of the Latvian alphabet, and in that of English, which takes marks
// on letters for no difference unless nothing else differs.
var (
	latvianOrder = strings.Fields("Ābeļi Aizkraukle Cēsis Cukurs Čakste Garkalne Gulbene Ģibuļi Kūkas Kuldīga Ķekava Limbaži Ludza Ļaudona Nīca Nurmuiža Ņukši Saldus Sunākste Šķibe Zilupe Zvārde Žīguri")
	englishOrder = strings.Fields("Ābeļi Aizkraukle Čakste Cēsis Cukurs Garkalne Ģibuļi Gulbene Ķekava Kūkas Kuldīga Ļaudona Limbaži Ludza Nīca Ņukši Nurmuiža Saldus Šķibe Sunākste Žīguri Zilupe Zvārde")
)

// alphabetFiles is a site with an institution and an area of each name, all of them named
// by one consultation each, and an indicator. Files name them from the last to the first.
func alphabetFiles() fstest.MapFS {
	files := fstest.MapFS{}
	add := func(path, content string) { files[path] = &fstest.MapFile{Data: []byte(content), Mode: 0o644} }
	var institutions, areas strings.Builder
	for i, name := range slices.Backward(latvianOrder) {
		fmt.Fprintf(&institutions, "- {id: i%d, title: {lv: %s, en: %s}, kind: municipality}\n", i, name, name)
		fmt.Fprintf(&areas, "- {id: a%d, title: {lv: %s, en: %s}}\n", i, name, name)
		add(fmt.Sprintf("data/consultations/c%d.yaml", i), fmt.Sprintf(
			"title: {lv: Apspriede, en: Debate}\ninstitution: i%d\npolicy_areas: [a%d]\nkind: Apspriede\nsources: [{url: https://tap.example/, retrieved: 2024-06-18}]\n", i, i))
		add(fmt.Sprintf("data/indicators/r%d.yaml", i), fmt.Sprintf(
			"title: {lv: %s, en: %s}\nunit: {lv: punkti, en: points}\nvalues: [{date: 2023, value: 1}]\nsources: [{url: https://tap.example/, retrieved: 2024-06-18}]\n", name, name))
	}
	add("data/institutions.yaml", institutions.String())
	add("data/areas.yaml", areas.String())
	add("data/site.yaml", `title: {lv: Alfabēts, en: Alphabet}
base_url: https://example.lv/
languages: [lv, en]
timezone: Europe/Riga
publisher: i0
contact: {title: {lv: Redakcija, en: Editors}, email: redakcija@example.lv}
licence: {title: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
source_url: https://git.example/parskats/
`)
	return files
}

func TestListsFollowTheAlphabet(t *testing.T) {
	pages := pagesOf(t, builderOf(t, alphabetFiles(), "2024-06-30"))
	for _, test := range []struct {
		path string
		want []string
	}{
		{"lv/institucijas/index.html", latvianOrder},
		{"lv/jomas/index.html", latvianOrder},
		{"lv/raditaji/index.html", latvianOrder},
		{"en/institutions/index.html", englishOrder},
		{"en/areas/index.html", englishOrder},
		{"en/indicators/index.html", englishOrder},
	} {
		if got := found(cardTitle, pages[test.path]); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %v\nwant %v", test.path, got, test.want)
		}
	}
}

// Facets offer the same order to those with JavaScript and to those without.
func TestFacetsFollowTheAlphabet(t *testing.T) {
	pages := pagesOf(t, builderOf(t, alphabetFiles(), "2024-06-30"))
	for _, test := range []struct {
		path, address, name string
		want                []string
	}{
		{"lv/lidzdaliba/index.html", "/lv/lidzdaliba/pec/institucija/", "institucija", latvianOrder},
		{"lv/lidzdaliba/index.html", "/lv/lidzdaliba/pec/joma/", "joma", latvianOrder},
		{"en/consultations/index.html", "/en/consultations/by/institution/", "institution", englishOrder},
		{"en/consultations/index.html", "/en/consultations/by/area/", "area", englishOrder},
	} {
		links := regexp.MustCompile(`<a href="` + test.address + `[^"]*"[^>]*>([^<]+)</a>`)
		if got := found(links, pages[test.path]); !slices.Equal(got, test.want) {
			t.Errorf("%s, links:\n got %v\nwant %v", test.address, got, test.want)
		}
		_, field, _ := strings.Cut(pages[test.path], ` name="`+test.name+`"`)
		field, _, _ = strings.Cut(field, "</select>")
		if got := found(optionText, field); !slices.Equal(got, test.want) {
			t.Errorf("%s, the form:\n got %v\nwant %v", test.name, got, test.want)
		}
	}
}

var (
	cardTitle  = regexp.MustCompile(`<h3><a href="[^"]*">([^<]+)</a></h3>`)
	optionText = regexp.MustCompile(`<option value="[^"]+"[^>]*>([^<(]+?)[\s\x{a0}]*[(<]`)
)

// found returns what a pattern's group matches in a text, in order.
func found(pattern *regexp.Regexp, text string) []string {
	var all []string
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}
