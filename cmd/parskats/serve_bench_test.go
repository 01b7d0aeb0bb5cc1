package main

import (
	"bufio"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parskats/internal/bench/corpus"
)

// BenchmarkServe measures, on a site of ten thousand records, the time from saving a
// record to the last byte of a page that shows the change, the reload that the browser is
// told of included. "p50-ms" and "p95-ms" are of that.
func BenchmarkServe(b *testing.B) {
	source := b.TempDir()
	if err := corpus.Write(source, 10_000); err != nil {
		b.Fatal(err)
	}
	s := serveSite(b, source, "--cache", "")
	const record = "data/consultations/2025/k-000017.yaml"
	title := regexp.MustCompile(`lv: [^,}]*`)
	original := s.read(record)
	for name, page := range map[string]string{"record": "lv/lidzdaliba/k-000017/", "list": "lv/lidzdaliba/", "dashboard": "lv/"} {
		b.Run(name, func(b *testing.B) {
			events := listen(b, s.url)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				said := fmt.Sprintf("Nosaukums %d.", i)
				text := strings.Replace(original, title.FindString(original), "lv: "+said, 1)
				start := time.Now()
				s.write(record, text)
				for isShown := false; !isShown; {
					events()
					_, body := s.get(page)
					isShown = strings.Contains(body, said) || name != "record" // the others need not name it
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
		})
	}
}

// listen opens the stream of events, and returns a function that waits for the next.
func listen(t testing.TB, site string) (next func()) {
	t.Helper()
	answer, err := http.Get(site + "_parskats/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	next = func() {
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				return
			}
		}
		t.Fatal("the stream of events ended")
	}
	next() // the present state
	return next
}
