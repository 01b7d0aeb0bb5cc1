package workspace

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// header is a header as _headers and as the configuration of nginx give it.
var (
	inHeaders = regexp.MustCompile(`(?m)^  ([A-Za-z-]+): (.+)$`)
	inNginx   = regexp.MustCompile(`(?m)^ +add_header ([A-Za-z-]+) "?([^"\n]+?)"?( always)?;$`)
	embedRule = regexp.MustCompile(`(?m)^/(.+)/:figure/embed/\*$`)
)

// What docs/hosting.md says to nginx is what the site asks for in _headers, header by
// header.
func TestHostingIsWhatTheSiteAsksFor(t *testing.T) {
	raw, err := os.ReadFile("../../docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	outputs := render(t, build(t, defaultSite, "2026-11-23").Site.Outputs, func(path string) bool { return path == "_headers" })
	asked, told := map[string]bool{}, map[string]bool{}
	for _, header := range inHeaders.FindAllStringSubmatch(outputs["_headers"], -1) {
		asked[header[1]+": "+header[2]] = true
	}
	for _, header := range inNginx.FindAllStringSubmatch(string(raw), -1) {
		told[header[1]+": "+header[2]] = true
	}
	if len(asked) < 6 {
		t.Fatalf("_headers asks only for %v", asked)
	}
	for header := range asked {
		if !told[header] {
			t.Errorf("docs/hosting.md does not tell nginx %s", header)
		}
	}
	for header := range told {
		if !asked[header] {
			t.Errorf("docs/hosting.md tells nginx %s, which the site does not ask for", header)
		}
	}
	var figures []string
	for _, rule := range embedRule.FindAllStringSubmatch(outputs["_headers"], -1) {
		figures = append(figures, rule[1])
	}
	if location := "location ~ ^/(" + strings.Join(figures, "|") + ")/[^/]+/embed/ {"; !strings.Contains(string(raw), location) {
		t.Errorf("docs/hosting.md has no %s", location)
	}
}
