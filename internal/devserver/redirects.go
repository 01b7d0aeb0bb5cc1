package devserver

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// redirectsFile is the site's own file that says where a host leads from old addresses.
const redirectsFile = "_redirects"

// redirectRule says where an old address leads, and with which status.
type redirectRule struct {
	to     string
	status int
}

// redirectsOf reads the rules of a site by their old addresses, as fold writes them, in the
// form of Netlify's and Cloudflare's file: a line with the old path, where it leads, and the
// status. A site that has none leads nowhere.
func redirectsOf(site *Site) map[string]redirectRule {
	rules := map[string]redirectRule{}
	for _, line := range linesOf(site, redirectsFile) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			continue
		}
		from, errFrom := url.PathUnescape(fields[0])
		status, errStatus := strconv.Atoi(fields[2])
		if errFrom == nil && errStatus == nil {
			rules[fold(from)] = redirectRule{fields[1], status}
		}
	}
	return rules
}

// fold returns a path in the form in which hosts compare it: with a slash at its end or
// without one it is the same.
func fold(path string) string { return strings.TrimSuffix(path, "/") }

// follow leads from an old address to the new one, as a host does, and keeps the query. It
// reports whether it did. Nothing is to be cached, so that no browser keeps even one that is
// for good.
func (s *Server) follow(w http.ResponseWriter, r *http.Request, st *state) bool {
	rule, ok := st.redirects()[fold(r.URL.Path)]
	if !ok {
		return false
	}
	to := rule.to
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, to, rule.status)
	return true
}
