package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAccessibilityPage sees that a page record at the address of the accessibility
// statement takes the place of the generated one as a whole, though it has that address
// in one language only: two statements of one site could contradict each other.
func TestAccessibilityPage(t *testing.T) {
	const generated = `id="compliance"` // a section of the generated statement
	const written = "Rakstīts ar roku"  // a line of the record
	latvian, english := "lv/pieklustamiba/index.html", "en/accessibility/index.html"
	for _, test := range []struct {
		name, slug string
		// own are the addresses of the record's page, by language; "" where there is no
		// such record.
		own map[string]string
	}{
		{"no record", "", nil},
		{"both languages", "{lv: pieklustamiba, en: accessibility}", map[string]string{"lv": latvian, "en": english}},
		{"Latvian alone", "{lv: pieklustamiba, en: zz-access}", map[string]string{"lv": latvian, "en": "en/zz-access/index.html"}},
		{"English alone", "{lv: zz-pieklustamiba, en: accessibility}", map[string]string{"lv": "lv/zz-pieklustamiba/index.html", "en": english}},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			copyTree(t, tinyFolder, folder, time.Unix(0, 0))
			if test.slug != "" {
				text := "---\ntitle: Paziņojums\nslug: " + test.slug + "\n---\n\n" + written + "\n"
				if err := os.WriteFile(filepath.Join(folder, "content/pages/zz-pazinojums.md"), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			outputs := build(t, folder, tinyDay).Site.Outputs
			count := map[string]int{}
			for _, o := range outputs {
				count[o.Path]++
			}
			pages := render(t, outputs, isPage)
			for _, path := range []string{latvian, english} {
				lang := path[:2]
				wanted := map[bool]int{true: 1}[test.own == nil || test.own[lang] == path]
				if count[path] != wanted {
					t.Errorf("%d pages at %s, want %d", count[path], path, wanted)
				}
				if is := strings.Contains(pages[path], generated); is != (test.own == nil) {
					t.Errorf("%s is generated: %t", path, is)
				}
			}
			for lang, path := range test.own {
				if !strings.Contains(pages[path], written) {
					t.Errorf("%s is not the record's page", path)
				}
				link := `href="/parskats/` + strings.TrimSuffix(path, "index.html") + `"`
				if footer := footerOf(t, path, pages[lang+"/index.html"]); strings.Count(footer, link) != 1 {
					t.Errorf("the footer of %s does not link once to %s:\n%s", lang, path, footer)
				}
			}
		})
	}
}
