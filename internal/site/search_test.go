package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"parskats/internal/bench/corpus"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/search"
	"parskats/internal/searchtest"
)

const queryScript = "../../themes/default/assets/search-query.js"

func indexOf(b *builder, lang i18n.Lang) ([]search.Document, *search.Index) {
	documents := b.searchDocuments(lang)
	return documents, search.New(len(documents), func() []search.Document { return documents })
}

// Every record that has a page is found by its title, among the first twenty, and by what
// names it alone, among the first five. The title is typed as it is, without diacritics
// or in capitals, turn by turn, since an interpreter takes its time.
func TestEveryRecordIsFound(t *testing.T) {
	for name, b := range map[string]*builder{
		"demo":    builderOf(t, demoFiles(t), "2025-06-30"),
		"default": builderOf(t, os.DirFS("../.."), "2026-11-23"),
	} {
		for _, lang := range i18n.Languages {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				t.Parallel() // each has a JavaScript engine of its own
				documents, index := indexOf(b, lang)
				if len(documents) != b.searchCount() {
					t.Fatalf("%d documents, %d announced", len(documents), b.searchCount())
				}
				checkHasAllPages(t, b, lang, documents)
				js := searchtest.New(t, queryScript)
				js.Put(lang, len(documents), index)
				for i, d := range documents {
					ways := []string{d.Result.Title, i18n.Fold(d.Result.Title), strings.ToUpper(d.Result.Title)}
					checkFound(t, js, documents, ways[i%len(ways)], i)
					for _, key := range d.Keys {
						if got := js.Find(key); got == nil || !slices.Contains(got.Found[:min(5, len(got.Found))], i) {
							t.Errorf("the key %q of %s finds %+v", key, d.Result.Href, got)
						}
					}
				}
			})
		}
	}
}

func checkFound(t *testing.T, js *searchtest.Browser, documents []search.Document, text string, want int) {
	t.Helper()
	got := js.Find(text)
	if got == nil || !slices.Contains(got.Found[:min(20, len(got.Found))], want) {
		t.Errorf("%q does not find %s among the first: %+v", text, documents[want].Result.Href, got)
	}
}

func checkHasAllPages(t *testing.T, b *builder, lang i18n.Lang, documents []search.Document) {
	t.Helper()
	has := map[string]bool{}
	for _, d := range documents {
		if has[d.Result.Href] {
			t.Errorf("%s is there twice", d.Result.Href)
		}
		has[d.Result.Href] = true
	}
	for _, typ := range record.Types() {
		if _, ok := sectionOf(typ.Name); !ok {
			continue
		}
		for _, e := range b.byType[typ.Name] {
			if !has[e.href[lang]] {
				t.Errorf("%s can't be found", e.href[lang])
			}
		}
	}
}

// Institutions are found by their abbreviations, and what is theirs after them.
func TestAbbreviations(t *testing.T) {
	b := builderOf(t, os.DirFS("../.."), "2026-11-23")
	documents, index := indexOf(b, i18n.Latvian)
	js := searchtest.New(t, queryScript)
	js.Put(i18n.Latvian, len(documents), index)
	for _, inst := range b.Records.Institutions.All() {
		short := inst.Abbreviation[i18n.Latvian]
		if short == "" {
			continue
		}
		got := js.Find(short)
		if got == nil || len(got.Found) == 0 || documents[got.Found[0]].Result.Href != b.entries.get(entryKey{"institution", inst.ID}).href[i18n.Latvian] {
			t.Errorf("%q does not find %s first: %+v", short, inst.ID, got)
			continue
		}
		for i, d := range documents {
			if d.Result.By == short && !slices.Contains(got.Found, i) {
				t.Errorf("%q does not find %s", short, d.Result.Href)
			}
		}
	}
}

// Another case finds the same, with diacritics and without.
func TestCases(t *testing.T) {
	b := builderOf(t, os.DirFS("../.."), "2026-11-23")
	documents, index := indexOf(b, i18n.Latvian)
	js := searchtest.New(t, queryScript)
	js.Put(i18n.Latvian, len(documents), index)
	for _, forms := range [][]string{
		{"konsultācijas", "konsultācijās", "konsultacijam"},
		{"līdzdalība", "lidzdaliba", "LĪDZDALĪBĀ"},
		{"iedzīvotāji", "iedzīvotājiem", "iedzivotajos"},
	} {
		first := js.Find(forms[0])
		if first == nil || len(first.Found) == 0 {
			t.Errorf("%q finds nothing", forms[0])
			continue
		}
		for _, form := range forms[1:] {
			if got := js.Find(form); got == nil || !slices.Equal(got.Found, first.Found) {
				t.Errorf("%q finds %+v, and %q %+v", forms[0], first, form, got)
			}
		}
	}
}

// A quiet night changes nothing of the index, though states, delays and what is open do.
func TestIndexIsQuiet(t *testing.T) {
	files := func(day string) []string {
		b := builderOf(t, demoFiles(t), day)
		b.addSearch()
		var all []string
		for _, o := range b.outputs {
			if !strings.HasSuffix(o.Path, ".json") {
				continue
			}
			var file bytes.Buffer
			if err := o.Render(&file); err != nil {
				t.Fatal(err)
			}
			all = append(all, o.Path+" "+file.String())
		}
		return all
	}
	if before, after := files("2025-06-29"), files("2025-06-30"); !slices.Equal(before, after) || len(before) < 2*search.Shards {
		t.Errorf("%d files of the index before the night, and others after it", len(before))
	}
}

// BenchmarkSearch makes the index of ten thousand records, and reports the kilobytes,
// compressed, of all of it, of the largest file of words, and of a search: the three
// largest files of words, twenty files of records and the scripts.
func BenchmarkSearch(b *testing.B) {
	folder := b.TempDir()
	if err := corpus.Write(folder, 10000); err != nil {
		b.Fatal(err)
	}
	site := builderOf(b, os.DirFS(folder), "2025-06-30")
	var shards, chunks []int
	for b.Loop() {
		_, index := indexOf(site, i18n.Latvian)
		shards, chunks = nil, nil
		for shard := range search.Shards {
			shards = append(shards, zipped(b, func(w io.Writer) error { return index.WriteShard(w, shard) }))
		}
		for chunk := range index.Chunks() {
			chunks = append(chunks, zipped(b, func(w io.Writer) error { return index.WriteChunk(w, chunk) }))
		}
	}
	slices.Sort(shards)
	slices.Sort(chunks)
	scripts := 0
	for _, name := range []string{"search.js", "search-query.js"} {
		raw, err := os.ReadFile("../../themes/default/assets/" + name)
		if err != nil {
			b.Fatal(err)
		}
		scripts += zipped(b, func(w io.Writer) error {
			_, err := w.Write(raw)
			return err
		})
	}
	search := scripts + sum(shards[len(shards)-3:]) + sum(chunks[len(chunks)-20:])
	b.ReportMetric(float64(sum(shards)+sum(chunks))/1000, "kB/index")
	b.ReportMetric(float64(shards[len(shards)-1])/1000, "kB/shard")
	b.ReportMetric(float64(search)/1000, "kB/search")
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}

// zipped is how large a file is as gzip -9 compresses it.
func zipped(b *testing.B, write func(io.Writer) error) int {
	b.Helper()
	var file bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&file, gzip.BestCompression)
	if err == nil {
		err = write(compressed)
	}
	if err == nil {
		err = compressed.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	return file.Len()
}
