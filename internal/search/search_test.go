package search_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/search"
	"parskats/internal/searchtest"
)

const queryScript = "../../themes/default/assets/search-query.js"

// table is testdata/words.json: texts by what becomes of them.
type table struct {
	// Stems holds, by language, a stem's words, with spaces between them.
	Stems map[i18n.Lang]map[string]string `json:"stems"`
	// Split holds a text's words, with spaces between them.
	Split map[string]string `json:"split"`
	Keys  map[string]string `json:"keys"`
}

func readTable(t *testing.T) table {
	t.Helper()
	raw, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var all table
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func newBrowser(t testing.TB) *searchtest.Browser {
	t.Helper()
	return searchtest.New(t, queryScript)
}

func shardText(t testing.TB, x *search.Index, shard int) string {
	t.Helper()
	var file bytes.Buffer
	if err := x.WriteShard(&file, shard); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// The index and the browser make the same of words.
func TestWords(t *testing.T) {
	all, js := readTable(t), newBrowser(t)
	for lang, stems := range all.Stems {
		for want, words := range stems {
			for _, word := range strings.Fields(words) {
				if got := search.Stem(lang, search.Fold(word)); got != want {
					t.Errorf("index: %s, %s: %q; want %q", lang, word, got, want)
				}
				if got := js.Call("stemAll", string(lang), word); got != want {
					t.Errorf("browser: %s, %s: %q; want %q", lang, word, got, want)
				}
			}
		}
	}
	for text, want := range all.Split {
		if got := strings.Join(search.Split(text), " "); got != want {
			t.Errorf("index: %q: %q; want %q", text, got, want)
		}
		if got := js.Call("splitAll", text); got != want {
			t.Errorf("browser: %q: %q; want %q", text, got, want)
		}
	}
	for text, want := range all.Keys {
		if got := search.Key(text); got != want {
			t.Errorf("index: the key of %q: %q; want %q", text, got, want)
		}
		if got := js.Call("key", text); got != want {
			t.Errorf("browser: the key of %q: %q; want %q", text, got, want)
		}
	}
}

// FuzzWords compares the index and the browser on any text, but for scripts that Unicode
// still adds to: Go's tables and the engine's are not of one version.
func FuzzWords(f *testing.F) {
	for _, text := range []string{"Līdzdalība", "23-TA-1199", "ΟΔΟΣ", "İ", "\u0345\u0130", "ajajajam pjiem", "🙂a"} {
		f.Add(text)
	}
	js := newBrowser(f)
	f.Fuzz(func(t *testing.T, text string) {
		js.T = t
		text = strings.Map(func(r rune) rune {
			if r == 0 || r >= 0x500 {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(text, " "))
		words := search.Split(text)
		if got, want := js.Call("splitAll", text), strings.Join(words, " "); got != want {
			t.Fatalf("%q is split into %q in the browser, %q in the index", text, got, want)
		}
		for _, lang := range []i18n.Lang{i18n.Latvian, i18n.English} {
			for _, word := range words {
				got, want := js.Call("stemAll", string(lang), word), search.Stem(lang, word)
				if got != want || want == "" {
					t.Fatalf("%s: the stem of %q is %q in the browser, %q in the index", lang, word, got, want)
				}
			}
		}
		if len(words) > 0 {
			if got, want := js.Call("shardOf", words[0], search.Shards), search.ShardOf(words[0]); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%q is in shard %v in the browser, in %d in the index", words[0], got, want)
			}
		}
	})
}

func lv(text string) []search.Words { return []search.Words{{i18n.Latvian, text}} }

// few are records of a Latvian page.
var few = []search.Document{
	{Title: lv("Sabiedrības līdzdalības kārtība attīstības plānošanas procesā"), Names: lv("Valsts kanceleja"), Short: []string{"VK"}, Keys: []string{"23-ta-1199", "23-TA-1199"}},
	{Title: lv("Valsts kanceleja"), Keys: []string{"vk", "VK"}, Text: lv("Agrāk Valsts kancelejas birojs")},
	{Title: lv("Konsultācijas ar jauniešiem"), Names: lv("Vides aizsardzības un reģionālās attīstības ministrija"), Short: []string{"VARAM"}, Keys: []string{"24-ta-7"}},
	{Title: lv("Ko var darīt"), Text: lv("par konsultācijām un kārtību")},
	{Title: []search.Words{{i18n.English, "Open data policies"}}, Text: lv("dati")},
	{Title: lv("__proto__ constructor"), Keys: []string{"–"}},
	{Title: lv("Pārskats par attīstības plānošanas kārtību"), Text: lv("sabiedrības")},
	{Title: lv("Vides aizsardzības un reģionālās attīstības ministrija"), Keys: []string{"varam", "VARAM"}},
}

func fewIndex() *search.Index { return search.New(len(few), func() []search.Document { return few }) }

func TestFind(t *testing.T) {
	js := newBrowser(t)
	js.Put(i18n.Latvian, len(few), fewIndex())
	for text, want := range map[string][]int{
		"līdzdalības kārtība":            {0},
		"lidzdaliba":                     {0},
		"LĪDZDALĪBAI":                    {0},
		"konsultācijās":                  {2, 3},
		"konsult":                        {2, 3},
		"konzultācijas":                  {2, 3}, // mistyped
		"kosnultācijas":                  {2, 3},
		"23-TA-1199":                     {0},
		"23 ta 1199":                     {0},
		"23ta1199":                       {0},
		"24-TA-7":                        {2},
		"VK":                             {1, 0},
		"varam":                          {7, 2, 3}, // "var" has the stem, too
		"attīstības plānošana":           {0, 6},
		"Pārskats par attīstību":         {6},
		"valsts kanceleja":               {1, 0},
		"\"valsts kanceleja\"":           {1, 0},
		"policy":                         {4},
		"policies":                       {4},
		"dati":                           {4},
		"constructor":                    {5},
		"__proto__":                      {5},
		"hasOwnProperty":                 {},
		"x":                              {},
		"zzzz qqqq":                      {},
		strings.Repeat("kārtība ", 5000): {0, 6, 3},
		strings.Repeat("kārtība", 5000):  {},
	} {
		got := js.Find(text)
		if got == nil || !slices.Equal(got.Found, want) || got.Partly && len(want) > 0 {
			t.Errorf("%.40q: %+v; want %v", text, got, want)
		}
	}
	if got := js.Find("jauniešiem kārtība"); got == nil || len(got.Found) != 4 || !got.Partly {
		t.Errorf("two words that no record has both of: %+v", got)
	}
	for _, text := range []string{"", "   ", "🙂", "\"'<>&–", "\u200b\n"} {
		if got := js.Find(text); got != nil {
			t.Errorf("%q finds %v", text, got.Found)
		}
	}
}

func TestParts(t *testing.T) {
	js := newBrowser(t)
	got := js.Call("mark", "Konsultācijas „par” <b>", "lv", `["konsultacij","b"]`)
	if want := `[["",false],["Konsultācijas",true],[" „",false],["par",false],["” <",false],["b",true],[">",false]]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestIsNear(t *testing.T) {
	js := newBrowser(t)
	for pair, want := range map[string]bool{
		"kartib kartib": true, "kartib kartb": true, "kartib karrtib": true, "kartib kaltib": true, "kartib akrtib": true,
		"kartib krtb": false, "kartib karitbx": false, "kartib bitrak": false, "a b": true, "ab ba": true, "abc cba": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		for _, words := range [][2]string{{a, b}, {b, a}} {
			if got := js.Call("isNear", words[0], words[1]); got != want {
				t.Errorf("%v: %v", words, got)
			}
		}
	}
}

// The same records give the same bytes, whichever file is asked for first and however
// often.
func TestDeterministic(t *testing.T) {
	first, second := fewIndex(), fewIndex()
	backwards := make([]string, search.Shards)
	for shard := search.Shards - 1; shard >= 0; shard-- {
		backwards[shard] = shardText(t, second, shard)
	}
	for shard := range search.Shards {
		if a, b := shardText(t, first, shard), shardText(t, first, shard); a != b || a != backwards[shard] {
			t.Errorf("shard %d: %s, then %s, and %s", shard, a, b, backwards[shard])
		}
	}
}

func TestChunks(t *testing.T) {
	var documents []search.Document
	for i := range 2*search.PerChunk + 1 {
		documents = append(documents, search.Document{Result: search.Result{Href: fmt.Sprintf("/lv/%d/", i), Title: "A & <b>", Type: "T"}})
	}
	x := search.New(len(documents), func() []search.Document { return documents })
	if x.Chunks() != 3 {
		t.Fatalf("%d chunks", x.Chunks())
	}
	n := 0
	for chunk := range x.Chunks() {
		var file bytes.Buffer
		if err := x.WriteChunk(&file, chunk); err != nil {
			t.Fatal(err)
		}
		var results []search.Result
		if err := json.Unmarshal(file.Bytes(), &results); err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r != documents[n].Result {
				t.Errorf("record %d is %v", n, r)
			}
			n++
		}
	}
	if n != len(documents) {
		t.Errorf("%d records", n)
	}
	if search.New(0, func() []search.Document { return nil }).Chunks() != 0 {
		t.Error("chunks of nothing")
	}
	wrong := search.New(2, func() []search.Document { return documents })
	if err := wrong.WriteChunk(&bytes.Buffer{}, 0); err == nil {
		t.Error("another number of documents than was announced is written")
	}
}
