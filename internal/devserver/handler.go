package devserver

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"parskats/internal/output"
)

// own is where the server's own files are, beside the site's: no address of a site begins
// with an underscore and a folder.
const own = "/_parskats/"

// lastGood is the parameter that asks for the page of the last good site, in the place of
// the problems.
const lastGood = "_parskats"

//go:embed pages
var ownFiles embed.FS

// hostsOf returns the names by which a browser may ask for a server at an address.
func hostsOf(addr net.Addr) map[string]bool {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil { // of TCP there is no such address
		return nil
	}
	hosts := map[string]bool{}
	for _, name := range []string{"localhost", "127.0.0.1", "::1", host} {
		hosts[net.JoinHostPort(name, port)] = true
		if port == "80" { // which browsers leave out
			hosts[strings.TrimSuffix(net.JoinHostPort(name, ""), ":")] = true
		}
	}
	return hosts
}

// ServeHTTP refuses a request under a foreign name: a page of the web can give its own
// name the address of this machine, and would then read what is served here ("DNS
// rebinding").
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !s.hosts[strings.ToLower(r.Host)]:
		plain(w, http.StatusForbidden, s.say("say/serve-host"))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, s.say("say/serve-method"))
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r, strings.TrimPrefix(r.URL.Path, own))
	default:
		s.serveSite(w, r, s.state.Load())
	}
}

// plain answers in words, to programs more than to people.
func plain(w http.ResponseWriter, status int, text string) {
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n") // the browser may be gone
}

// serveOwn serves what pages need that serve adds to, and all problems as a page.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		s.serveEvents(w, r)
	case "problems":
		s.serveProblems(w, r, s.state.Load(), http.StatusOK)
	case "reload.js", "serve.css":
		content, err := ownFiles.ReadFile("pages/" + name)
		if err != nil { // they are built into the program
			plain(w, http.StatusInternalServerError, err.Error())
			return
		}
		setOwnHeaders(w)
		send(w, r, http.StatusOK, name, content)
	default:
		plain(w, http.StatusNotFound, s.say("say/serve-no-file"))
	}
}

// serveSite serves an output of the site, or says why it can't.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request, st *state) {
	if st.site == nil {
		if isPage(r.URL.Path) {
			s.serveProblems(w, r, st, http.StatusInternalServerError)
			return
		}
		plain(w, http.StatusNotFound, s.say("say/serve-no-site"))
		return
	}
	name, inSite := strings.CutPrefix(r.URL.Path, st.site.Prefix+"/")
	switch {
	case !inSite && (r.URL.Path == "/" || r.URL.Path == st.site.Prefix):
		redirect(w, r, st.site.Prefix+"/")
		return
	case st.isBroken && isPage(r.URL.Path) && s.hidesPage(w, r, st):
		return
	case s.follow(w, r, st):
		return
	case !inSite:
		s.serveNotFound(w, r, st)
		return
	}
	s.serveOutput(w, r, st, name)
}

// hidesPage shows the problems in the place of a page, or leads whoever follows a link on
// a page of the last good site to the next. It reports whether it did either.
func (s *Server) hidesPage(w http.ResponseWriter, r *http.Request, st *state) bool {
	if asksForLast(r.URL) {
		return false
	}
	if from, err := url.Parse(r.Referer()); err == nil && asksForLast(from) && from.Host == r.Host {
		query := r.URL.Query()
		query.Set(lastGood, "last")
		redirect(w, r, (&url.URL{Path: r.URL.Path, RawQuery: query.Encode()}).String())
		return true
	}
	s.serveProblems(w, r, st, http.StatusInternalServerError)
	return true
}

func asksForLast(u *url.URL) bool { return u.Query().Get(lastGood) == "last" }

// isPage reports whether an address is that of a page.
func isPage(address string) bool {
	ending := path.Ext(address)
	return ending == "" || ending == ".html"
}

func (s *Server) serveOutput(w http.ResponseWriter, r *http.Request, st *state, name string) {
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if o, ok := st.site.Find(name); ok {
		s.render(w, r, st, http.StatusOK, o)
		return
	}
	if _, ok := st.site.Find(name + "/index.html"); ok {
		to := url.URL{Path: st.site.Prefix + "/" + name + "/", RawQuery: r.URL.RawQuery}
		redirect(w, r, to.String())
		return
	}
	s.serveNotFound(w, r, st)
}

// redirect leads elsewhere on this server for now: browsers keep permanent redirects, and
// another site may be served here tomorrow.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusFound)
}

func (s *Server) serveNotFound(w http.ResponseWriter, r *http.Request, st *state) {
	if o, ok := st.site.Find("404.html"); ok {
		s.render(w, r, st, http.StatusNotFound, o)
		return
	}
	plain(w, http.StatusNotFound, "there is no such page")
}

// render renders an output as a whole before anything of it is sent: a page that can't be
// rendered is an error, never half a page.
func (s *Server) render(w http.ResponseWriter, r *http.Request, st *state, status int, o output.Output) {
	var b bytes.Buffer
	if err := o.Render(&b); err != nil {
		s.serveFailure(w, r, st, fmt.Errorf("%s: %w", o.Path, err))
		return
	}
	header := w.Header()
	for _, rule := range st.headers() {
		if rule.matches(r.URL.Path) {
			rule.set(header)
		}
	}
	header.Set("Cache-Control", "no-store")
	content := b.Bytes()
	if path.Ext(o.Path) == ".html" {
		content = s.withReload(content, st)
	}
	send(w, r, status, o.Path, content)
}

// withReload puts into a page the script that reloads it and, on a page of the last good
// site while the newest has problems, a notice.
func (s *Server) withReload(page []byte, st *state) []byte {
	page = insertBefore(page, "</head>", reloadTag(st.version))
	if st.isBroken {
		page = insertBefore(page, "</head>", `<link rel="stylesheet" href="`+own+`serve.css">`)
		page = insertBefore(page, "</body>", s.lastNotice())
	}
	return page
}

func reloadTag(version string) string {
	return `<script src="` + own + `reload.js?v=` + version + `" defer></script>`
}

// insertBefore puts a text before a tag of a page, or at its end where there is no such
// tag.
func insertBefore(page []byte, tag, text string) []byte {
	at := bytes.LastIndex(page, []byte(tag))
	if tag == "</head>" {
		at = bytes.Index(page, []byte(tag))
	}
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(text))
	out = append(out, page[:at]...)
	out = append(out, text...)
	return append(out, page[at:]...)
}

// send answers with a file as a whole.
func send(w http.ResponseWriter, r *http.Request, status int, name string, content []byte) {
	header := w.Header()
	header.Set("Content-Type", contentType(name))
	header.Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(content) // the browser may be gone
	}
}

// contentTypes are those of what a site has, by the file's ending. What the machine has
// for them differs from one to the next.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".jsonld": "application/ld+json", ".jsonl": "application/jsonl; charset=utf-8", ".geojson": "application/geo+json", ".xml": "application/xml", ".svg": "image/svg+xml",
	".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8",
	".ics": "text/calendar; charset=utf-8", ".ttl": "text/turtle; charset=utf-8",
	".woff2": "font/woff2", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".pdf": "application/pdf", ".zip": "application/zip",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}

func contentType(name string) string {
	switch base := path.Base(name); {
	case base == "atom.xml":
		return "application/atom+xml"
	case strings.HasPrefix(base, "_"): // what is for hosts
		return "text/plain; charset=utf-8"
	}
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
