package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what has to come.
const patience = time.Minute

// served is a site that is served in a test.
type served struct {
	t      testing.TB
	source string
	url    string
	// stop ends the server and returns its exit status.
	stop func() int
	out  *lockedBuffer
}

// lockedBuffer is what the program printed so far.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// copyTiny copies a small valid site.
func copyTiny(t testing.TB) string {
	t.Helper()
	source := t.TempDir()
	if err := os.CopyFS(source, os.DirFS("../../internal/workspace/testdata/tiny")); err != nil {
		t.Fatal(err)
	}
	return source
}

var servingLine = regexp.MustCompile(`http://\S+/`)

// serveSite serves a source folder until the test ends.
func serveSite(t testing.TB, source string, args ...string) *served {
	t.Helper()
	s := &served{t: t, source: source, out: &lockedBuffer{}}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int, 1)
	args = append([]string{"serve", "--addr", "127.0.0.1:0", "--source", source, "--cache", drawings}, args...)
	environ := environment{stdout: s.out, stderr: s.out, getenv: func(string) string { return "" }, now: time.Now}
	go func() { done <- run(ctx, args, environ) }()
	var stopped sync.Once
	code := -1
	s.stop = func() int {
		stopped.Do(func() { cancel(); code = <-done })
		return code
	}
	t.Cleanup(func() { s.stop() })
	for range ticks(t, s.out.String) {
		if s.url = servingLine.FindString(s.out.String()); s.url != "" {
			return s
		}
		select {
		case code := <-done:
			t.Fatalf("status %d:\n%s", code, s.out)
		default:
		}
	}
	return nil
}

// ticks tells when to look again at something that has to come, and fails when it does
// not come; what says what there is instead.
func ticks(t testing.TB, what func() string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		deadline := time.After(patience)
		for i := 0; yield(i); i++ {
			select {
			case <-deadline:
				t.Fatal(what())
			case <-time.After(time.Millisecond):
			}
		}
	}
}

func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	answer, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(raw)
}

func (s *served) await(path, text string) {
	s.t.Helper()
	last := ""
	for range ticks(s.t, func() string { return path + " does not say " + text + ":\n" + last }) {
		if _, last = s.get(path); strings.Contains(last, text) {
			return
		}
	}
}

func (s *served) read(name string) string {
	s.t.Helper()
	raw, err := os.ReadFile(filepath.Join(s.source, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(raw)
}

func (s *served) write(name, text string) {
	s.t.Helper()
	name = filepath.Join(s.source, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		s.t.Fatal(err)
	}
}

const openRecord = "data/consultations/2024/zz-atverta.yaml"

const openPage = "lv/lidzdaliba/zz-atverta/"

// edit writes the record with another title.
func (s *served) edit(title string) {
	s.t.Helper()
	s.write(openRecord, regexp.MustCompile(`lv: [^,]*, en`).ReplaceAllLiteralString(s.read(openRecord), "lv: "+title+", en"))
}

func TestServe(t *testing.T) {
	s := serveSite(t, copyTiny(t), "--as-of", "2024-06-20")
	if !strings.HasSuffix(s.url, "/parskats/") {
		t.Fatalf("serving at %s", s.url)
	}
	s.await(openPage, "Atvērta apspriešana")

	s.edit("Citādi nosaukta")
	s.await(openPage, "Citādi nosaukta")
	s.await("lv/lidzdaliba/", "Citādi nosaukta")

	s.write("data/consultations/zz-jauna.yaml", s.read(openRecord))
	s.await("lv/lidzdaliba/zz-jauna/", "Citādi nosaukta")
	if err := os.Remove(filepath.Join(s.source, "data/consultations/zz-jauna.yaml")); err != nil {
		t.Fatal(err)
	}
	s.await("lv/lidzdaliba/zz-jauna/", "Lapa nav atrasta</span>")

	s.write("themes/default/templates/pages/not-found.html", `{{template "head.html" .Layout}}<h1>Tukšs</h1>{{template "foot.html" .Layout}}`)
	s.await("lv/nav/", "<h1>Tukšs</h1>")
	s.write("themes/default/templates/pages/not-found.html", "<h1>{{.Nav</h1>")
	s.await(openPage, "themes/default/templates/pages/not-found.html:1")
	if err := os.RemoveAll(filepath.Join(s.source, "themes")); err != nil {
		t.Fatal(err)
	}
	s.await("lv/nav/", "Lapa nav atrasta</span>")

	good := s.read(openRecord)
	s.write(openRecord, strings.Replace(good, "closes:", "closs:", 1))
	s.await(openPage, openRecord+":6:1")
	s.write(openRecord, good)
	s.await(openPage, "Citādi nosaukta")

	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with status %d", code)
	}
	for _, want := range []string{openRecord + `:6:1: error: unknown field "closs"`, "mended; the site is shown again"} {
		if !strings.Contains(s.out.String(), want) {
			t.Errorf("the terminal does not say %q:\n%s", want, s.out)
		}
	}
}

func TestServePortInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for lang, want := range map[string]string{"en": "another program listens on ", "lv": "jau darbojas cita programma"} {
		out := &lockedBuffer{}
		environ := environment{stdout: out, stderr: out, now: time.Now}
		environ.getenv = func(name string) string { return map[string]string{"PARSKATS_LANG": lang}[name] }
		args := []string{"serve", "--addr", listener.Addr().String(), "--source", copyTiny(t), "--cache", drawings}
		code := run(context.Background(), args, environ)
		if code != exitFailure || !strings.Contains(out.String(), want) || !strings.Contains(out.String(), listener.Addr().String()) {
			t.Errorf("status %d: %s", code, out)
		}
	}
}

// A day's work leaves nothing behind: no memory, no goroutines, no open files, no watches.
func TestServeThousandEdits(t *testing.T) {
	s := serveSite(t, copyTiny(t), "--as-of", "2024-06-20")
	edits := func(from, to int) {
		for i := from; i < to; i++ {
			title := fmt.Sprintf("Nosaukums nr. %d.", i)
			if i%10 == 0 { // folders come and go, too
				s.write("data/consultations/mape/zz-jauna.yaml", s.read(openRecord))
				s.await("lv/lidzdaliba/zz-jauna/", "<h1>")
				if err := os.RemoveAll(filepath.Join(s.source, "data/consultations/mape")); err != nil {
					t.Fatal(err)
				}
			}
			s.edit(title)
			s.await(openPage, "<h1>"+title+"</h1>")
		}
	}
	edits(0, 100)
	before := measure()
	edits(100, 1100)
	after := measure()
	t.Logf("before: %+v, after: %+v", before, after)
	if after.heap > before.heap+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before.heap, after.heap)
	}
	if after.goroutines > before.goroutines+5 {
		t.Errorf("goroutines: %d, then %d", before.goroutines, after.goroutines)
	}
	if after.watches > before.watches {
		t.Errorf("watched folders: %d, then %d", before.watches, after.watches)
	}
	if after.files > before.files+5 {
		t.Errorf("open files: %d, then %d", before.files, after.files)
	}
}

// usage is what the process holds.
type usage struct {
	heap                       uint64
	goroutines, files, watches int
}

func measure() usage {
	http.DefaultClient.CloseIdleConnections()
	runtime.GC()
	runtime.GC() // what finalizers kept
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u := usage{heap: m.HeapAlloc, goroutines: runtime.NumGoroutine()}
	files, _ := filepath.Glob("/proc/self/fdinfo/*") // none elsewhere than on Linux
	u.files = len(files)
	for _, file := range files {
		raw, _ := os.ReadFile(file) // that of the folder itself is gone
		u.watches += strings.Count(string(raw), "inotify wd:")
	}
	return u
}

// Four browsers ask for ten thousand pages while the record is edited.
func TestServeManyRequests(t *testing.T) {
	s := serveSite(t, copyTiny(t), "--as-of", "2024-06-20")
	paths := []string{"", "lv/", openPage, "en/consultations/", "lv/plani/zz-1/", "lv/lidzdaliba/list.json", "sitemap.xml", "en/institutions/"}
	const clients, requests = 4, 2500
	var browsers sync.WaitGroup
	for c := range clients {
		browsers.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			for i := range requests {
				if err := wholeAnswer(client, s.url+paths[(i+c)%len(paths)]); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { browsers.Wait(); close(done) }()
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		default:
		}
		title := fmt.Sprintf("Nosaukums nr. %d.", i)
		s.edit(title)
		s.await(openPage, "<h1>"+title+"</h1>")
	}
}

// wholeAnswer asks for an address and sees that all of it comes.
func wholeAnswer(client *http.Client, address string) error {
	answer, err := client.Get(address)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return err
	case answer.StatusCode != http.StatusOK:
		return fmt.Errorf("%s: %s:\n%s", address, answer.Status, body)
	case strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && !strings.HasSuffix(strings.TrimSpace(string(body)), "</html>"):
		return fmt.Errorf("%s ends with %q", address, body[max(0, len(body)-50):])
	}
	return nil
}
