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
	dataRule    = regexp.MustCompile(`(?m)^/(.+)/:figure/data\.csv\n  Access-Control-Allow-Origin: \*$`)
	behindRule  = regexp.MustCompile(`(?m)^/(.+)/:figure/records\.csv\n  Access-Control-Allow-Origin: \*$`)
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
	for _, rule := range []*regexp.Regexp{dataRule, behindRule} {
		if got := len(rule.FindAllString(rules, -1)); got != len(figures) || got != 2 {
			t.Errorf("_headers lets other sites read the data of figures in %d languages by %s", got, rule)
		}
	}
	data := "location ~ ^/(" + strings.Join(figures, "|") + `)/[^/]+/(data|records)\.csv$ {`
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
		for _, location := range []string{location, data} {
			if _, block, ok := strings.Cut(string(raw), location); !ok {
				t.Errorf("%s has no %s", name, location)
			} else if block, _, _ = strings.Cut(block, "\n}"); location == data && !strings.Contains(block, "Access-Control-Allow-Origin * always;") {
				t.Errorf("%s does not let other sites read the data of figures", name)
			}
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
