package workspace

import (
	"encoding/xml"
	"html"
	"strings"
	"testing"
)

// atomFeed is what a reader takes from a feed.
type atomFeed struct {
	Updated string `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

// The feed says the same as the page of changes and its months, in each language, and its
// entries lead to pages that there are.
func TestFeedSaysWhatThePagesSay(t *testing.T) {
	const base = "https://example.lv/parskats/"
	pages := render(t, build(t, tinyFolder, tinyDay).Site.Outputs, all)
	for lang, section := range map[string]string{"lv": "izmainas", "en": "changes"} {
		var feed atomFeed
		if err := xml.Unmarshal([]byte(pages[lang+"/atom.xml"]), &feed); err != nil {
			t.Fatal(err)
		}
		var told strings.Builder
		for path, page := range pages {
			if strings.HasPrefix(path, lang+"/"+section+"/") {
				told.WriteString(html.UnescapeString(page))
			}
		}
		seen, before := map[string]bool{}, feed.Updated
		for _, e := range feed.Entries {
			if seen[e.ID] {
				t.Errorf("%s: two entries %s", lang, e.ID)
			}
			seen[e.ID] = true
			if e.Updated > before {
				t.Errorf("%s: %s is newer than the one before it", lang, e.ID)
			}
			before = e.Updated
			sentence, _, _ := strings.Cut(e.Summary, ". ")
			if !strings.Contains(told.String(), e.Title) || !strings.Contains(told.String(), sentence) {
				t.Errorf("%s: the pages do not say %q of %q", lang, sentence, e.Title)
			}
			address, _, _ := strings.Cut(strings.TrimPrefix(e.Link.Href, base), "#")
			if _, ok := pages[address+"index.html"]; !ok {
				t.Errorf("%s: %s leads to no page", lang, e.Link.Href)
			}
		}
		if len(seen) < 15 {
			t.Errorf("%s: only %d entries", lang, len(seen))
		}
	}
}
