package devserver

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parskats/internal/diag"
	"parskats/internal/output"
)

// patience is how long a test waits for what has to come. A test that passes does not
// need it.
const patience = 30 * time.Second

// preview is a server in a test, with a source folder whose files below data/ are the
// outputs of its site. A file that says "broken" is a problem, one that says "failed" an
// error, and an output that says "torn" can't be rendered.
type preview struct {
	t      *testing.T
	source string
	prefix string
	url    string
	stop   func() error
	calls  [][]string // of rebuild, in order; read it only after stop
	server *Server
}

func (p *preview) write(name, text string) {
	p.t.Helper()
	full := filepath.Join(p.source, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) rebuild(_ context.Context, changed []string) (*Site, diag.Problems, error) {
	p.calls = append(p.calls, changed)
	outputs := map[string]output.Output{}
	var problems diag.Problems
	root := filepath.Join(p.source, "data")
	err := filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		switch text := string(raw); {
		case strings.Contains(text, "broken"):
			problems.Add(diag.Pos{File: "data/" + rel, Line: 3, Col: 5}, "unknown-field", diag.Args{"field": "<x>"})
		case strings.Contains(text, "failed"):
			return errors.New("the disk is gone")
		}
		outputs[rel] = output.Output{Path: rel, Render: func(w io.Writer) error {
			_, err := w.Write(raw)
			if strings.Contains(string(raw), "torn") {
				return errors.New("no such figure")
			}
			return err
		}}
		return err
	})
	if err != nil || problems.Len() > 0 {
		return nil, problems, err
	}
	find := func(path string) (output.Output, bool) { o, ok := outputs[path]; return o, ok }
	return &Site{Find: find, Prefix: p.prefix}, problems, nil
}

const headersText = `/*
  Content-Security-Policy: default-src 'none'
  X-Frame-Options: DENY

/lv/skaitli/:figure/embed/*
  Content-Security-Policy: default-src 'none'; frame-ancestors *

/assets/*
  Cache-Control: public, max-age=31536000, immutable
`

const pageText = "<!doctype html><html><head><title>Plāns</title></head><body><p>viens</p></body></html>"

// start serves a site with a page, a figure to embed, an asset, and what hosts need.
func start(t *testing.T, prefix string) *preview {
	p := &preview{t: t, source: t.TempDir(), prefix: prefix}
	p.write("data/_headers", headersText)
	p.write("data/404.html", "<html><head></head><body>nav</body></html>")
	p.write("data/index.html", pageText)
	p.write("data/lv/plani/index.html", pageText)
	p.write("data/lv/skaitli/a/embed/index.html", pageText)
	p.write("data/lv/atom.xml", "<feed/>")
	p.write("data/assets/site.css", "body {}")
	p.write("data/data/v1/plans.jsonl", "{}\n")
	p.serve()
	return p
}

// serve starts the server for what the source has.
func (p *preview) serve() {
	p.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		p.t.Fatal(err)
	}
	p.url = "http://" + listener.Addr().String()
	s := New(Options{
		Source: p.source, Folders: []string{"data"}, Rebuild: p.rebuild, Language: diag.English,
		Report: func(diag.Problems, error) {},
	}, listener.Addr())
	p.server = s
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- s.Run(ctx, listener, func() { close(ready) }) }()
	stopped := false
	p.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(patience):
			return errors.New("the server does not stop")
		}
	}
	p.t.Cleanup(func() {
		if err := p.stop(); err != nil {
			p.t.Error(err)
		}
	})
	select {
	case <-ready:
	case err := <-done:
		p.t.Fatalf("the server stopped: %v", err)
	}
}

// client follows no redirects, so that tests see them.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// ask sends a request; change may change it first.
func (p *preview) ask(path string, change func(*http.Request)) (*http.Response, string) {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodGet, p.url+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	answer, err := client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatalf("%s: %v", path, err)
	}
	return answer, string(body)
}

// listen opens the stream of events, and returns a function that waits for the next version.
func (p *preview) listen() (next func() string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	p.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/_parskats/events", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		p.t.Fatalf("events are %q", got)
	}
	p.t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	return func() string {
		p.t.Helper()
		for lines.Scan() {
			if version, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return version
			}
		}
		p.t.Fatalf("the stream ended: %v", lines.Err())
		return ""
	}
}

// await waits until a page is as it has to be, and looks at it again after each event.
func (p *preview) await(path string, is func(answer *http.Response, body string) bool) {
	p.t.Helper()
	next := p.listen()
	for {
		next()
		if answer, body := p.ask(path, nil); is(answer, body) {
			return
		}
	}
}

// awaitText waits until a page says something.
func (p *preview) awaitText(path, text string) {
	p.t.Helper()
	p.await(path, func(_ *http.Response, body string) bool { return strings.Contains(body, text) })
}

func TestAnswers(t *testing.T) {
	p := start(t, "")
	const html, policy = "text/html; charset=utf-8", "default-src 'none'"
	for _, test := range []struct {
		path     string
		status   int
		mime     string
		location string
		policy   string
	}{
		{"/", 200, html, "", policy},
		{"/lv/plani/", 200, html, "", policy},
		{"/lv/plani/index.html", 200, html, "", policy},
		{"/lv/plani", 302, html, "/lv/plani/", ""},
		{"/lv/plani?gads=2024", 302, html, "/lv/plani/?gads=2024", ""},
		{"/lv/skaitli/a/embed/", 200, html, "", policy + "; frame-ancestors *"},
		{"/lv/atom.xml", 200, "application/atom+xml", "", policy},
		{"/assets/site.css", 200, "text/css; charset=utf-8", "", policy},
		{"/data/v1/plans.jsonl", 200, "application/jsonl; charset=utf-8", "", policy},
		{"/_headers", 200, "text/plain; charset=utf-8", "", policy},
		{"/nav/", 404, html, "", policy},
		{"/nav.css", 404, html, "", policy},
		{"//example.lv/lv/plani", 404, html, "", policy},
		{"/../../etc/passwd", 404, html, "", policy},
		{"/_parskats/reload.js", 200, "text/javascript; charset=utf-8", "", ownPolicy},
		{"/_parskats/serve.css", 200, "text/css; charset=utf-8", "", ownPolicy},
		{"/_parskats/problems", 200, html, "", ownPolicy},
		{"/_parskats/../pages/problems.html", 404, "text/plain; charset=utf-8", "", ""},
	} {
		answer, _ := p.ask(test.path, nil)
		got := answer.Header
		if answer.StatusCode != test.status || got.Get("Content-Type") != test.mime ||
			got.Get("Location") != test.location || got.Get("Content-Security-Policy") != test.policy {
			t.Errorf("%s: %d, %v", test.path, answer.StatusCode, got)
		}
		if got.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached: %s", test.path, got.Get("Cache-Control"))
		}
	}
}

func TestPagesReload(t *testing.T) {
	p := start(t, "")
	version := p.listen()()
	tag := `<script src="/_parskats/reload.js?v=` + version + `" defer></script></head>`
	for _, path := range []string{"/", "/nav/", "/lv/skaitli/a/embed/"} {
		if _, body := p.ask(path, nil); strings.Count(body, tag) != 1 {
			t.Errorf("%s does not reload:\n%s", path, body)
		}
	}
	for path, want := range map[string]string{"/assets/site.css": "body {}", "/lv/atom.xml": "<feed/>"} {
		if _, body := p.ask(path, nil); body != want {
			t.Errorf("%s is not as it is published: %q", path, body)
		}
	}
}

func TestHead(t *testing.T) {
	p := start(t, "")
	_, body := p.ask("/lv/plani/", nil)
	answer, head := p.ask("/lv/plani/", func(r *http.Request) { r.Method = http.MethodHead })
	if answer.StatusCode != 200 || head != "" || answer.ContentLength != int64(len(body)) {
		t.Errorf("got %d, %q, %d bytes announced of %d", answer.StatusCode, head, answer.ContentLength, len(body))
	}
	if answer, _ := p.ask("/_parskats/events", func(r *http.Request) { r.Method = http.MethodHead }); answer.StatusCode != 200 {
		t.Errorf("the events have no head: %d", answer.StatusCode)
	}
	answer, _ = p.ask("/", func(r *http.Request) { r.Method = http.MethodPost })
	if answer.StatusCode != 405 || answer.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, %v", answer.StatusCode, answer.Header)
	}
}

func TestHosts(t *testing.T) {
	p := start(t, "")
	_, port, _ := strings.Cut(strings.TrimPrefix(p.url, "http://"), ":")
	for host, want := range map[string]int{
		"localhost:" + port: 200, "LocalHost:" + port: 200, "127.0.0.1:" + port: 200, "[::1]:" + port: 200,
		"localhost": 403, "localhost:1": 403, "example.lv": 403, "example.lv:" + port: 403,
		"127.0.0.1.example.lv:" + port: 403, "localhost.:" + port: 403,
	} {
		for _, path := range []string{"/", "/_parskats/events", "/_parskats/problems"} {
			ctx, cancel := context.WithCancel(context.Background())
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = host
			answer, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode != want {
				t.Errorf("%s%s: %d, want %d", host, path, answer.StatusCode, want)
			}
			answer.Body.Close()
			cancel()
		}
	}
}

func TestHostsOf(t *testing.T) {
	for addr, want := range map[string]string{"127.0.0.1:80": "localhost", "[::1]:80": "[::1]", "127.0.0.5:1313": "127.0.0.5:1313"} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if hosts := hostsOf(tcp); !hosts[want] {
			t.Errorf("%s does not answer as %s: %v", addr, want, hosts)
		}
	}
}

func TestPrefix(t *testing.T) {
	p := start(t, "/parskats")
	for _, test := range []struct {
		path     string
		status   int
		location string
	}{
		{"/", 302, "/parskats/"},
		{"/parskats", 302, "/parskats/"},
		{"/parskats/", 200, ""},
		{"/parskats/lv/plani", 302, "/parskats/lv/plani/"},
		{"/lv/plani/", 404, ""},
		{"/parskatsx/lv/plani/", 404, ""},
	} {
		answer, _ := p.ask(test.path, nil)
		if answer.StatusCode != test.status || answer.Header.Get("Location") != test.location {
			t.Errorf("%s: %d to %q", test.path, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}

// What hosts read in _redirects leads from old addresses to new ones, also where a page
// stands at the old one, which is for other hosts.
func TestRedirects(t *testing.T) {
	p := start(t, "/parskats")
	p.write("data/_redirects", "/parskats/lv/vecs/ /parskats/lv/plani/ 301\n/parskats/lv/v%C4%93stis.html /parskats/lv/plani/ 301\n\nx\n")
	p.write("data/lv/vecs/index.html", pageText)
	p.await("/parskats/lv/vecs/", func(answer *http.Response, _ string) bool { return answer.StatusCode == 301 })
	for _, test := range []struct {
		path     string
		status   int
		location string
	}{
		{"/parskats/lv/vecs/", 301, "/parskats/lv/plani/"},
		{"/parskats/lv/vecs", 301, "/parskats/lv/plani/"},
		{"/parskats/lv/vecs/?gads=2024", 301, "/parskats/lv/plani/?gads=2024"},
		{"/parskats/lv/v%C4%93stis.html", 301, "/parskats/lv/plani/"},
		{"/lv/vecs/", 404, ""},
		{"/parskats/lv/plani/", 200, ""},
	} {
		answer, _ := p.ask(test.path, nil)
		if answer.StatusCode != test.status || answer.Header.Get("Location") != test.location || answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v", test.path, answer.StatusCode, answer.Header)
		}
	}
	p.write("data/lv/plani/index.html", "broken")
	p.await("/parskats/lv/vecs/", func(answer *http.Response, _ string) bool { return answer.StatusCode == 500 })
	answer, _ := p.ask("/parskats/lv/vecs/?_parskats=last", nil)
	if answer.Header.Get("Location") != "/parskats/lv/plani/?_parskats=last" {
		t.Errorf("while the source is broken: %v", answer.Header)
	}
}

// A change comes to the page that is open, and an event tells of it.
func TestChange(t *testing.T) {
	p := start(t, "")
	next := p.listen()
	before := next()
	p.write("data/index.html", strings.Replace(pageText, "viens", "divi", 1))
	if after := next(); after == before {
		t.Error("the version stays")
	}
	p.awaitText("/", "<p>divi</p>")
	p.write("data/en/index.html", pageText) // two new folders, of which only one is known to be new
	p.write("data/en/plans/index.html", pageText)
	p.await("/en/plans/", func(answer *http.Response, _ string) bool { return answer.StatusCode == 200 })
}

func TestProblems(t *testing.T) {
	p := start(t, "")
	p.write("data/lv/plani/index.html", "broken")
	p.await("/lv/plani/", func(answer *http.Response, _ string) bool { return answer.StatusCode == 500 })
	for _, path := range []string{"/", "/lv/plani/", "/lv/plani", "/nav/"} {
		answer, body := p.ask(path, nil)
		if answer.StatusCode != 500 || answer.Header.Get("Content-Security-Policy") != ownPolicy {
			t.Errorf("%s: %d, %v", path, answer.StatusCode, answer.Header)
		}
		for _, want := range []string{
			"data/lv/plani/index.html:3:5", "unknown field &#34;&lt;x&gt;&#34;", "[unknown-field]", "1 error",
			`<html lang="en">`, `href="` + path + `?_parskats=last"`, "/_parskats/reload.js?v=",
		} {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %s:\n%s", path, want, body)
			}
		}
	}
	if answer, body := p.ask("/assets/site.css", nil); answer.StatusCode != 200 || body != "body {}" {
		t.Errorf("the last good site has no style: %d, %q", answer.StatusCode, body)
	}
	p.write("data/lv/plani/index.html", strings.Replace(pageText, "viens", "labots", 1))
	p.awaitText("/lv/plani/", "labots")
	if _, body := p.ask("/_parskats/problems", nil); !strings.Contains(body, "There are no problems") {
		t.Errorf("got:\n%s", body)
	}
}

// While the source has problems, one can walk through the last good site.
func TestLastGood(t *testing.T) {
	p := start(t, "/parskats")
	p.write("data/lv/plani/index.html", "broken")
	p.await("/parskats/", func(answer *http.Response, _ string) bool { return answer.StatusCode == 500 })

	answer, body := p.ask("/parskats/lv/plani/?_parskats=last", nil)
	if answer.StatusCode != 200 || !strings.Contains(body, "viens") || !strings.Contains(body, `<a href="/_parskats/problems">What is wrong</a></p></body>`) {
		t.Errorf("%d:\n%s", answer.StatusCode, body)
	}
	from := func(page string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Referer", page) }
	}
	answer, _ = p.ask("/parskats/?gads=2024", from(p.url+"/parskats/lv/plani/?_parskats=last"))
	if got := answer.Header.Get("Location"); answer.StatusCode != 302 || got != "/parskats/?_parskats=last&gads=2024" {
		t.Errorf("a link leads out of the last good site: %d to %q", answer.StatusCode, got)
	}
	for _, page := range []string{p.url + "/parskats/lv/plani/", "https://example.lv/?_parskats=last", "::"} {
		if answer, _ := p.ask("/parskats/", from(page)); answer.StatusCode != 500 {
			t.Errorf("from %s: %d", page, answer.StatusCode)
		}
	}
	if _, body := p.ask("/_parskats/problems", nil); !strings.Contains(body, `href="/parskats/?_parskats=last"`) {
		t.Errorf("the problems do not lead to the last good site:\n%s", body)
	}
	p.write("data/lv/plani/index.html", strings.Replace(pageText, "viens", "labots", 1))
	p.await("/parskats/lv/plani/?_parskats=last", func(_ *http.Response, body string) bool {
		return strings.Contains(body, "labots") && !strings.Contains(body, "/_parskats/problems")
	})
}

// A source that has problems from the start is served, too.
func TestBrokenFromTheStart(t *testing.T) {
	p := &preview{t: t, source: t.TempDir()}
	p.write("data/index.html", "broken")
	p.serve()
	answer, body := p.ask("/lv/", nil)
	if answer.StatusCode != 500 || !strings.Contains(body, "data/index.html:3:5") || strings.Contains(body, "=last") {
		t.Errorf("%d:\n%s", answer.StatusCode, body)
	}
	if answer, _ := p.ask("/assets/site.css", nil); answer.StatusCode != 404 {
		t.Errorf("an asset: %d", answer.StatusCode)
	}
	p.write("data/index.html", pageText)
	p.awaitText("/", "viens")
}

func TestFailures(t *testing.T) {
	p := start(t, "")
	p.write("data/lv/plani/index.html", "torn")
	p.await("/lv/plani/", func(answer *http.Response, body string) bool {
		return answer.StatusCode == 500 && strings.Contains(body, "lv/plani/index.html: no such figure")
	})
	if answer, _ := p.ask("/", nil); answer.StatusCode != 200 {
		t.Errorf("another page: %d", answer.StatusCode)
	}
	p.write("data/lv/plani/index.html", "failed")
	p.await("/", func(answer *http.Response, body string) bool {
		return answer.StatusCode == 500 && strings.Contains(body, "the disk is gone") && strings.Contains(body, "=last")
	})
}

// Stopping ends the streams of events and connections on which nobody asked for anything,
// and waits for neither, and leaves nothing behind.
func TestStop(t *testing.T) {
	p := start(t, "")
	p.server.stopTime = 4 * time.Second // for a slow machine; a connection is waited for for five
	silent, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	answer, err := client.Get(p.url + "/_parskats/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(answer.Body); err != nil {
		t.Errorf("the stream was cut off: %v", err)
	}
	if p.server.cutOff {
		t.Error("somebody was waited for")
	}
	if _, err := client.Get(p.url); err == nil {
		t.Error("the server answers after it stopped")
	}
	if p.calls[0] != nil || len(p.calls) != 1 {
		t.Errorf("rebuilt for %q", p.calls)
	}
}

func TestNothingToWatch(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Source: filepath.Join(t.TempDir(), "nowhere")}, listener.Addr())
	if err := s.Run(context.Background(), listener, func() {}); err == nil {
		t.Error("a folder that does not exist is served")
	}
}
