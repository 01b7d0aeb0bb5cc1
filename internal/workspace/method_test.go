package workspace

import (
	"strings"
	"testing"

	catalogue "parskats/internal/figure"
	"parskats/internal/record"
)

// Without a record of its own the method's page stands alone; with one, what is
// generated comes below the record's text, at the one address that both have.
func TestMethodPage(t *testing.T) {
	alone := methodPages(t, tinyFolder)
	for file, rule := range map[string]string{"lv/metodika/index.html": "Nezināmais nav nulle", "en/method/index.html": "Unknown is not zero"} {
		if !strings.Contains(alone[file], rule) || !strings.Contains(alone[file], `id="rule-unknown"`) {
			t.Errorf("%s does not say the rules", file)
		}
		checkTerms(t, file, alone[file])
	}
	written := methodPages(t, defaultSite)
	for file, chapter := range map[string]string{"lv/metodika/index.html": "viss-ir-kadas-dienas-patiesiba", "en/method/index.html": "everything-is-the-truth-of-a-day"} {
		page := written[file]
		first, generated := strings.Index(page, `id="`+chapter+`"`), strings.Index(page, `id="method-figures"`)
		if first < 0 || generated < first {
			t.Errorf("%s: the record's own text (at %d) does not come before what is generated (at %d)", file, first, generated)
		}
		if strings.Contains(page, `id="rule-unknown"`) {
			t.Errorf("%s says the rules beside the record's own chapters", file)
		}
		checkTerms(t, file, page)
	}
}

// methodPages renders the pages at the method's addresses, of which there must be one
// each.
func methodPages(t *testing.T, folder string) map[string]string {
	t.Helper()
	result := build(t, folder, tinyDay)
	count := map[string]int{}
	for _, o := range result.Site.Outputs {
		count[o.Path]++
	}
	for path, n := range count {
		if n > 1 {
			t.Errorf("%s: %d outputs at %s", folder, n, path)
		}
	}
	return render(t, result.Site.Outputs, func(p string) bool { return p == "lv/metodika/index.html" || p == "en/method/index.html" })
}

// checkTerms sees that a page has a place for every figure and every term.
func checkTerms(t *testing.T, file, page string) {
	t.Helper()
	has := func(anchor string) {
		if strings.Count(page, `id="`+anchor+`"`) != 1 {
			t.Errorf("%s has no single place %q", file, anchor)
		}
	}
	for _, f := range catalogue.Catalogue() {
		has("figure-" + f.ID)
	}
	for _, v := range record.Vocabularies() {
		for _, key := range v.Keys() {
			has(v.Name + "-" + key)
		}
	}
	for _, anchor := range []string{"flag-overdue", "flag-late", "flag-stale", "stage-unknown", "phase-unconfirmed"} {
		has(anchor)
	}
}
