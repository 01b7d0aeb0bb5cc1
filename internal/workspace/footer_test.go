package workspace

import (
	"regexp"
	"strings"
	"testing"
)

// A page's footer says as of when it holds, what it is made from, under which licence, and
// how to report a mistake. What the site's record does not give is left out.
func TestFooter(t *testing.T) {
	const email, licence = `<a href="mailto:redakcija@parskats.example">`, `<a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="license noopener">CC0 1.0</a>`
	words := map[string]struct{ data, licence, report, record string }{
		"lv": {`Dati: <a href="/lv/metodika/">vietnes ieraksti un kā tos skaita</a>`, "Licence: " + licence, email + "Ziņot par kļūdu</a>", ">Ieraksta datne</a>"},
		"en": {`Data: <a href="/en/method/">the site&#39;s records and how they are counted</a>`, "Licence: " + licence, email + "Report a mistake</a>", ">The record&#39;s file</a>"},
	}
	days := map[string]string{
		"lv/index.html":                    "Stāvoklis 2025. gada 30. jūnijā",
		"en/index.html":                    "As it stood on 30 June 2025",
		"lv/skaitli/plan-state/index.html": "Stāvoklis 2025. gada 30. jūnijā",
		"en/figures/plan-state/index.html": "As it stood on 30 June 2025",
		"lv/plani/zz-1/index.html":         "Stāvoklis 2025. gada 30. jūnijā",
		"en/consultations/index.html":      "As it stood on 30 June 2025",
		"lv/laba-prakse/index.html":        "Jaunākā diena šajos ierakstos: ",
		"en/good-practice/index.html":      "Newest day in these records: ",
		"lv/padomes/zz-padome/index.html":  "Jaunākā diena šajā ierakstā: ",
		"en/councils/zz-padome/index.html": "Newest day in this record: ",
	}
	outputs := build(t, demoFolder(t), "2025-06-30").Site.Outputs
	for file, page := range render(t, outputs, func(path string) bool { return days[path] != "" }) {
		footer := footerOf(t, file, page)
		w := words[file[:2]]
		for _, want := range []string{days[file], w.data, w.licence, w.report} {
			if !strings.Contains(footer, want) {
				t.Errorf("%s: no %q in the footer:\n%s", file, want, footer)
			}
		}
		if isRecord := strings.Contains(file, "/zz-"); strings.Contains(footer, w.record) != isRecord {
			t.Errorf("%s: the record's file is named, or it is not:\n%s", file, footer)
		}
		delete(days, file)
	}
	for file := range days {
		t.Errorf("no page %s", file)
	}
}

// As long as the default site names no licence, or nobody to report to, its footer invents
// none.
func TestFooterOfTheDefaultSite(t *testing.T) {
	result := build(t, defaultSite, "2026-11-23")
	const file = "lv/index.html"
	footer := footerOf(t, file, render(t, result.Site.Outputs, func(path string) bool { return path == file })[file])
	c := result.Records.Config
	for word, named := range map[string]bool{"Licence": c.Licence != nil, "Ziņot": c.Contact != nil} {
		if strings.Contains(footer, word) != named {
			t.Errorf("%q, named in site.yaml: %t; the footer:\n%s", word, named, footer)
		}
	}
}

var footerPart = regexp.MustCompile(`(?s)<footer class="site-footer">.*</footer>`)

// footerOf returns a page's footer, with plain spaces.
func footerOf(t *testing.T, file, page string) string {
	t.Helper()
	footer := footerPart.FindString(page)
	if footer == "" {
		t.Fatalf("%s has no footer", file)
	}
	return strings.ReplaceAll(footer, "\u00a0", " ")
}
