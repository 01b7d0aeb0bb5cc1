package workspace

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// How _headers and the configuration of nginx give a header, and how _headers names pages
// for frames.
var (
	inHeaders = regexp.MustCompile(`(?m)^  ([A-Za-z-]+): (.+)$`)
	inNginx   = regexp.MustCompile(`(?m)^ +add_header ([A-Za-z-]+) "?([^"\n]+?)"?( always)?;$`)
	// typeInNginx is a type that nginx is told for an ending.
	typeInNginx = regexp.MustCompile(`(?m)^ +"([^"\n]+)" [a-z]+;$`)
	embedRule   = regexp.MustCompile(`(?m)^/(.+)/:figure/embed/\*$`)
)

// pagesAnew is a header that only hosts can give: it is not for the site to ask.
const pagesAnew = "Cache-Control: no-cache"

// What the documentation says to nginx is what the site asks for in _headers, header by
// header.
func TestHostingIsWhatTheSiteAsksFor(t *testing.T) {
	rules := render(t, build(t, defaultSite, "2026-11-23").Site.Outputs, func(path string) bool { return path == "_headers" })["_headers"]
	asked := headersIn(inHeaders, rules)
	if len(asked) < 6 {
		t.Fatalf("_headers asks only for %v", asked)
	}
	var figures []string
	for _, rule := range embedRule.FindAllStringSubmatch(rules, -1) {
		figures = append(figures, rule[1])
	}
	location := "location ~ ^/(" + strings.Join(figures, "|") + ")/[^/]+/embed/ {"
	for _, name := range []string{"docs/hosting.md", "docs/deploy/nginx.conf"} {
		raw, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		told := headersIn(inNginx, string(raw))
		for _, typ := range typeInNginx.FindAllStringSubmatch(string(raw), -1) {
			if header := "Content-Type: " + typ[1]; asked[header] {
				told[header] = true
			}
		}
		for header := range asked {
			if !told[header] {
				t.Errorf("%s does not tell nginx %s", name, header)
			}
		}
		for header := range told {
			if !asked[header] && header != pagesAnew {
				t.Errorf("%s tells nginx %s, which the site does not ask for", name, header)
			}
		}
		if !strings.Contains(string(raw), location) {
			t.Errorf("%s has no %s", name, location)
		}
	}
}

// headersIn returns the headers of a text, "Name: value", as a form finds them.
func headersIn(form *regexp.Regexp, text string) map[string]bool {
	headers := map[string]bool{}
	for _, header := range form.FindAllStringSubmatch(text, -1) {
		headers[header[1]+": "+header[2]] = true
	}
	return headers
}
