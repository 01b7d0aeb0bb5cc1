package workspace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parskats/internal/output"
	"parskats/internal/scaffold"
)

// Every page says what it is where somebody shares it, and every address that it names is
// the site's: Open Graph's tags, and linked data in JSON-LD.
func TestPagesSayWhatTheyAre(t *testing.T) {
	for name, site := range map[string]struct{ folder, day, base string }{
		"tiny":    {tinyFolder, tinyDay, "https://example.lv/parskats/"},
		"demo":    {demoFolder(t), "2025-06-30", "https://parskats.example/"},
		"default": {defaultSite, "2026-11-23", "https://parskats.example/"},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "tiny" {
				t.Skip("renders a thousand pages")
			}
			outputs := build(t, site.folder, site.day).Site.Outputs
			c := linkedChecker{base: site.base, paths: map[string]bool{}, seen: map[string]int{}}
			for _, o := range outputs {
				c.paths[strings.TrimSuffix(o.Path, "index.html")] = true
			}
			for file, content := range render(t, outputs, isPage) {
				c.page(t, file, content)
			}
			t.Logf("%v", c.seen)
			for _, typ := range kindsOf[name] {
				if c.seen[typ] == 0 {
					t.Errorf("no page has %s", typ)
				}
			}
		})
	}
}

// kindsOf are the things that a site's pages must name.
var kindsOf = map[string][]string{
	"tiny":    {"WebSite", "BreadcrumbList", "Article", "GovernmentOrganization", "Dataset"},
	"demo":    {"WebSite", "BreadcrumbList", "Article", "Event", "GovernmentOrganization", "NGO", "Dataset"},
	"default": {"WebSite", "BreadcrumbList", "Article", "Event", "GovernmentOrganization", "NGO", "Organization", "Dataset"},
}

type linkedChecker struct {
	base  string
	paths map[string]bool // of the outputs; of a page its folder
	seen  map[string]int  // things by type
}

func (c *linkedChecker) page(t *testing.T, file, content string) {
	t.Helper()
	p := readPage(t, file, content)
	standsForNone := p.share["robots"] == "noindex" || strings.Contains(content, `<meta http-equiv="refresh"`)
	if file == "404.html" || standsForNone {
		if len(p.data) > 0 || p.share["og:title"] != "" {
			t.Errorf("%s stands for no page, and has Open Graph's tags or linked data", file)
		}
		return
	}
	c.checkShare(t, file, p.share)
	if len(p.data) > 1 || len(p.data) == 0 && file != "index.html" {
		t.Errorf("%s: linked data in %d places", file, len(p.data))
	}
	for _, data := range p.data {
		c.document(t, file, data)
	}
}

func (c *linkedChecker) checkShare(t *testing.T, file string, share map[string]string) {
	t.Helper()
	if want := c.base + strings.TrimSuffix(file, "index.html"); share["og:url"] != want {
		t.Errorf("%s: og:url is %q", file, share["og:url"])
	}
	for _, name := range []string{"og:title", "og:type", "og:site_name", "og:locale", "og:locale:alternate", "og:image:alt"} {
		if share[name] == "" {
			t.Errorf("%s: no %s", file, name)
		}
	}
	if share["og:description"] != share["description"] && file != "index.html" {
		t.Errorf("%s: og:description is %q", file, share["og:description"])
	}
	if share["og:image:width"] != "1200" || share["og:image:height"] != "630" || share["twitter:card"] != "summary_large_image" {
		t.Errorf("%s: got %v", file, share)
	}
	image := share["og:image"]
	c.address(t, file, image)
	lang, _, _ := strings.Cut(file, "/")
	if file == "index.html" {
		lang = "lv"
	}
	if !strings.HasSuffix(image, ".png") || !strings.HasPrefix(image, c.base+lang+"/") {
		t.Errorf("%s: the picture is %s", file, image)
	}
}

// address sees that an address of the site leads to an output.
func (c *linkedChecker) address(t *testing.T, file, address string) {
	t.Helper()
	path, ok := strings.CutPrefix(address, c.base)
	if !ok || !c.paths[path] {
		t.Errorf("%s names %q, which the site has not", file, address)
	}
}

func (c *linkedChecker) document(t *testing.T, file, data string) {
	t.Helper()
	var document struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	decoder := json.NewDecoder(strings.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil || decoder.More() {
		t.Errorf("%s: %v in %s", file, err, data)
		return
	}
	if document.Context != "https://schema.org" || len(document.Graph) == 0 {
		t.Errorf("%s: got %s", file, data)
	}
	for _, thing := range document.Graph {
		c.thing(t, file, thing)
	}
}

// required are the properties without which a thing of a type says nothing.
var required = map[string][]string{
	"BreadcrumbList":         {"itemListElement"},
	"ListItem":               {"position", "name", "item"},
	"WebSite":                {"name", "url", "inLanguage", "publisher"},
	"Article":                {"headline", "url", "inLanguage", "publisher"},
	"Event":                  {"name", "url", "startDate"},
	"DataCatalog":            {"name", "description", "url", "inLanguage", "publisher", "dataset"},
	"Dataset":                {"name", "description", "url", "inLanguage", "isAccessibleForFree", "creator", "distribution"},
	"DataDownload":           {"encodingFormat", "contentUrl"},
	"PropertyValue":          {"name", "unitText"},
	"Place":                  {"name"},
	"GovernmentOrganization": {"name", "mainEntityOfPage"},
	"NGO":                    {"name", "mainEntityOfPage"},
	"Organization":           {"name", "mainEntityOfPage"},
}

// ownAddress are the properties whose value is an address of the site; url is one of
// all things but organizations, whose site it names.
var ownAddress = []string{"item", "contentUrl", "mainEntityOfPage"}

func isFigure(file string) bool {
	return strings.HasPrefix(file, "lv/skaitli/") || strings.HasPrefix(file, "en/figures/")
}

func (c *linkedChecker) thing(t *testing.T, file string, thing map[string]any) {
	t.Helper()
	typ := fmt.Sprint(thing["@type"])
	needs, known := required[typ]
	if typ == "Dataset" && isFigure(file) { // records are not measured, numbers are
		needs = append(slices.Clone(needs), "variableMeasured")
	}
	if !known {
		t.Errorf("%s: a thing of the type %s", file, typ)
	}
	c.seen[typ]++
	for _, name := range needs {
		if _, ok := thing[name]; !ok {
			t.Errorf("%s: %s without %s", file, typ, name)
		}
	}
	isOrganization := slices.Contains(needs, "mainEntityOfPage")
	for _, name := range slices.Sorted(maps.Keys(thing)) {
		switch value := thing[name].(type) {
		case map[string]any:
			c.thing(t, file, value)
		case []any:
			for _, part := range value {
				c.thing(t, file, part.(map[string]any))
			}
		case string:
			if strings.TrimSpace(value) == "" {
				t.Errorf("%s: %s has an empty %s", file, typ, name)
			}
			if slices.Contains(ownAddress, name) || name == "url" && !isOrganization {
				c.address(t, file, value)
			}
		}
	}
}

// Whatever a record's name holds, a page's linked data is JSON that says it.
func TestLinkedDataIsEscaped(t *testing.T) {
	const title = `Žņš "ķ" 'l' <b> & </script><!-- \ ` + "\u2028" + ` „Ā”`
	quoted, err := json.Marshal(title)
	if err != nil {
		t.Fatal(err)
	}
	folder := tinyWith(t, map[string]string{
		"data/events/zz-zimes.yaml": "title: {lv: " + string(quoted) + ", en: Signs}\nkind: festival\nstarts: 2024-01-05\nplace: {lv: \"</script>\", en: Here}\n" +
			"sources: [{url: https://avots.example/, retrieved: 2024-01-06}]\n",
	})
	const file = "lv/notikumi/zz-zimes/index.html"
	outputs := render(t, build(t, folder, tinyDay).Site.Outputs, func(path string) bool { return path == file })
	p := readPage(t, file, outputs[file])
	if len(p.data) != 1 {
		t.Fatalf("linked data in %d places", len(p.data))
	}
	var document struct {
		Graph []struct {
			Type  string `json:"@type"`
			Name  string
			Place struct{ Name string } `json:"location"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(p.data[0]), &document); err != nil {
		t.Fatal(err)
	}
	event := document.Graph[len(document.Graph)-1]
	if event.Type != "Event" || event.Name != title || event.Place.Name != "</script>" {
		t.Errorf("got %+v", event)
	}
	if p.share["og:title"] != title {
		t.Errorf("og:title is %q", p.share["og:title"])
	}
}

// A plan's picture changes with what is known of the plan, not with the day; a site
// without a plan has one with its name.
func TestPictures(t *testing.T) {
	pictures := func(folder, day string) map[string]string {
		outputs := build(t, folder, day).Site.Outputs
		for _, o := range outputs {
			if strings.HasSuffix(o.Path, "n.png") && o.Kind != output.Asset {
				t.Errorf("%s is of the kind %s", o.Path, o.Kind)
			}
		}
		return render(t, outputs, func(path string) bool {
			return strings.HasSuffix(path, "/plan.png") || strings.HasSuffix(path, "/site.png")
		})
	}
	const lv, en, site = "lv/plani/zz-1/plan.png", "en/plans/zz-1/plan.png", "lv/site.png"
	now := pictures(tinyFolder, tinyDay)
	for _, path := range []string{lv, en, site, "en/site.png"} {
		picture, err := png.Decode(bytes.NewReader([]byte(now[path])))
		if err != nil || picture.Bounds().Dx() != 1200 || picture.Bounds().Dy() != 630 {
			t.Errorf("%s: %v", path, err)
		}
	}
	if now[lv] == now[en] || now[site] == now["en/site.png"] || now[lv] == now[site] {
		t.Error("two pictures are alike")
	}
	next := pictures(tinyFolder, "2024-07-01")
	for path := range now {
		if now[path] != next[path] {
			t.Errorf("%s changed over a quiet night", path)
		}
	}
	if before := pictures(tinyFolder, "2021-01-01"); before[lv] == now[lv] {
		t.Error("the picture of the plan before it began is that of the plan later")
	}
}

// Before a site has a plan that has begun, its pages show the picture with its name.
func TestPictureWithoutPlan(t *testing.T) {
	const file = "en/index.html"
	outputs := render(t, build(t, tinyFolder, "2021-01-01").Site.Outputs, func(path string) bool { return path == file })
	share := readPage(t, file, outputs[file]).share
	if share["og:image"] != "https://example.lv/parskats/en/site.png" || share["og:image:alt"] != "Tiny site" {
		t.Errorf("got %v", share)
	}
}

// demoFolder is the demonstration's records in a folder.
func demoFolder(t *testing.T) string {
	t.Helper()
	files, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, f := range files {
		path := filepath.Join(folder, f.Path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.Content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
