package devserver

import (
	"bytes"
	"net/http"
	"strings"
)

// headersFile is the site's own file that says which headers a host sends.
const headersFile = "_headers"

// ownPolicy lets the server's own pages load nothing but its own files.
const ownPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func setOwnHeaders(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Content-Security-Policy", ownPolicy)
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}

// headerRule says which headers go with the addresses that a pattern matches.
type headerRule struct {
	// pattern are the parts of an address between its slashes: ":name" is any one part,
	// and a "*" at the end is all that follow.
	pattern []string
	headers [][2]string
}

// headersOf reads the rules of a site, in the form of Netlify's and Cloudflare's file: a
// line with a pattern, then a line for each header, indented. A site that has none sends
// none.
func headersOf(site *Site) []headerRule {
	var rules []headerRule
	for _, line := range linesOf(site, headersFile) {
		name, value, isHeader := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, " "):
			rules = append(rules, headerRule{pattern: strings.Split(line, "/")})
		case isHeader && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.headers = append(last.headers, [2]string{name, value})
		}
	}
	return rules
}

// linesOf returns the lines of a file of a site, none where the site has no such file.
func linesOf(site *Site, name string) []string {
	o, ok := site.Find(name)
	if !ok {
		return nil
	}
	var raw bytes.Buffer
	if o.Render(&raw) != nil {
		return nil
	}
	return strings.Split(raw.String(), "\n")
}

func (rule headerRule) matches(address string) bool {
	parts := strings.Split(address, "/")
	for i, want := range rule.pattern {
		switch {
		case want == "*" && i == len(rule.pattern)-1:
			return len(parts) > i
		case i >= len(parts):
			return false
		case strings.HasPrefix(want, ":") && parts[i] != "":
		case want != parts[i]:
			return false
		}
	}
	return len(parts) == len(rule.pattern)
}

// set sets the rule's headers, those of an earlier rule of the same name replaced.
func (rule headerRule) set(header http.Header) {
	for _, h := range rule.headers {
		header.Set(h[0], h[1])
	}
}
