package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"parskats/internal/i18n"
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

// browser runs what the browser runs.
type browser struct {
	t  testing.TB
	vm *quickjs.VM
}

func newBrowser(t testing.TB) *browser {
	t.Helper()
	raw, err := os.ReadFile(queryScript)
	if err != nil {
		t.Fatal(err)
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := vm.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &browser{t, vm}
	b.run(strings.ReplaceAll(string(raw), "export ", "") + harness)
	return b
}

// harness lets tests call the script's functions with texts and get texts.
const harness = `
function stemAll(lang, text) { return split(text).map((word) => stem(lang, word)).join(' '); }
function splitAll(text) { return split(text).join(' '); }
let index;
function put(json) {
	const given = JSON.parse(json);
	index = { ...given, load: async (shard) => new Map(Object.entries(JSON.parse(given.files[shard]))) };
}
let answer;
function ask(text) {
	answer = 'no answer';
	find(index, text).then(
		(result) => { answer = JSON.stringify(result && { ...result, terms: [...result.terms] }); },
		(error) => { answer = String(error); },
	);
}
function answered() { return answer; }
function mark(text, lang, terms) { return JSON.stringify(parts(text, lang, new Set(JSON.parse(terms)))); }
`

func (b *browser) run(script string) {
	b.t.Helper()
	if _, err := b.vm.Eval(script, quickjs.EvalGlobal); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) call(function string, args ...any) any {
	b.t.Helper()
	result, err := b.vm.Call(function, args...)
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// answer is what a search finds.
type answer struct {
	Found  []int    `json:"found"`
	Partly bool     `json:"partly"`
	Terms  []string `json:"terms"`
}

// find searches; nil is an answer, too: that the text has no word.
func (b *browser) find(text string) *answer {
	b.t.Helper()
	b.call("ask", text)
	if _, err := b.vm.ExecutePendingJobs(); err != nil {
		b.t.Fatal(err)
	}
	raw := b.call("answered").(string)
	var found *answer
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		b.t.Fatalf("%q: %s", text, raw)
	}
	return found
}

// put gives the browser an index.
func (b *browser) put(lang i18n.Lang, x *Index) {
	b.t.Helper()
	var files []string
	for shard := range Shards {
		files = append(files, shardText(b.t, x, shard))
	}
	raw, err := json.Marshal(map[string]any{"lang": lang, "count": x.count, "shards": Shards, "files": files})
	if err != nil {
		b.t.Fatal(err)
	}
	b.call("put", string(raw))
}

func shardText(t testing.TB, x *Index, shard int) string {
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
				if got := stem(lang, fold(word)); got != want {
					t.Errorf("index: %s, %s: %q; want %q", lang, word, got, want)
				}
				if got := js.call("stemAll", string(lang), word); got != want {
					t.Errorf("browser: %s, %s: %q; want %q", lang, word, got, want)
				}
			}
		}
	}
	for text, want := range all.Split {
		if got := strings.Join(split(text), " "); got != want {
			t.Errorf("index: %q: %q; want %q", text, got, want)
		}
		if got := js.call("splitAll", text); got != want {
			t.Errorf("browser: %q: %q; want %q", text, got, want)
		}
	}
	for text, want := range all.Keys {
		if got := key(text); got != want {
			t.Errorf("index: the key of %q: %q; want %q", text, got, want)
		}
		if got := js.call("key", text); got != want {
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
		js.t = t
		text = strings.Map(func(r rune) rune {
			if r == 0 || r >= 0x500 {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(text, " "))
		words := split(text)
		if got, want := js.call("splitAll", text), strings.Join(words, " "); got != want {
			t.Fatalf("%q is split into %q in the browser, %q in the index", text, got, want)
		}
		for _, lang := range []i18n.Lang{i18n.Latvian, i18n.English} {
			for _, word := range words {
				got, want := js.call("stemAll", string(lang), word), stem(lang, word)
				if got != want || want == "" {
					t.Fatalf("%s: the stem of %q is %q in the browser, %q in the index", lang, word, got, want)
				}
			}
		}
		if len(words) > 0 {
			if got, want := js.call("shardOf", words[0], Shards), shardOf(words[0]); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%q is in shard %v in the browser, in %d in the index", words[0], got, want)
			}
		}
	})
}

func lv(text string) []Words { return []Words{{i18n.Latvian, text}} }

// few are records of a Latvian page.
var few = []Document{
	{Title: lv("Sabiedrības līdzdalības kārtība attīstības plānošanas procesā"), Names: lv("Valsts kanceleja"), Short: []string{"VK"}, Keys: []string{"23-ta-1199", "23-TA-1199"}},
	{Title: lv("Valsts kanceleja"), Keys: []string{"vk", "VK"}, Text: lv("Agrāk Valsts kancelejas birojs")},
	{Title: lv("Konsultācijas ar jauniešiem"), Names: lv("Vides aizsardzības un reģionālās attīstības ministrija"), Short: []string{"VARAM"}, Keys: []string{"24-ta-7"}},
	{Title: lv("Ko var darīt"), Text: lv("par konsultācijām un kārtību")},
	{Title: []Words{{i18n.English, "Open data policies"}}, Text: lv("dati")},
	{Title: lv("__proto__ constructor"), Keys: []string{"–"}},
	{Title: lv("Pārskats par attīstības plānošanas kārtību"), Text: lv("sabiedrības")},
	{Title: lv("Vides aizsardzības un reģionālās attīstības ministrija"), Keys: []string{"varam", "VARAM"}},
}

func fewIndex() *Index { return New(len(few), func() []Document { return few }) }

func TestFind(t *testing.T) {
	js := newBrowser(t)
	js.put(i18n.Latvian, fewIndex())
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
		got := js.find(text)
		if got == nil || !slices.Equal(got.Found, want) || got.Partly && len(want) > 0 {
			t.Errorf("%.40q: %+v; want %v", text, got, want)
		}
	}
	if got := js.find("jauniešiem kārtība"); got == nil || len(got.Found) != 4 || !got.Partly {
		t.Errorf("two words that no record has both of: %+v", got)
	}
	for _, text := range []string{"", "   ", "🙂", "\"'<>&–", "\u200b\n"} {
		if got := js.find(text); got != nil {
			t.Errorf("%q finds %v", text, got.Found)
		}
	}
}

func TestParts(t *testing.T) {
	js := newBrowser(t)
	got := js.call("mark", "Konsultācijas „par” <b>", "lv", `["konsultacij","b"]`)
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
			if got := js.call("isNear", words[0], words[1]); got != want {
				t.Errorf("%v: %v", words, got)
			}
		}
	}
}

// The same records give the same bytes, whichever file is asked for first and however
// often.
func TestDeterministic(t *testing.T) {
	first, second := fewIndex(), fewIndex()
	backwards := make([]string, Shards)
	for shard := Shards - 1; shard >= 0; shard-- {
		backwards[shard] = shardText(t, second, shard)
	}
	for shard := range Shards {
		if a, b := shardText(t, first, shard), shardText(t, first, shard); a != b || a != backwards[shard] {
			t.Errorf("shard %d: %s, then %s, and %s", shard, a, b, backwards[shard])
		}
	}
}

func TestChunks(t *testing.T) {
	var documents []Document
	for i := range 2*PerChunk + 1 {
		documents = append(documents, Document{Result: Result{Href: fmt.Sprintf("/lv/%d/", i), Title: "A & <b>", Type: "T"}})
	}
	x := New(len(documents), func() []Document { return documents })
	if x.Chunks() != 3 {
		t.Fatalf("%d chunks", x.Chunks())
	}
	n := 0
	for chunk := range x.Chunks() {
		var file bytes.Buffer
		if err := x.WriteChunk(&file, chunk); err != nil {
			t.Fatal(err)
		}
		var results []Result
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
	if New(0, func() []Document { return nil }).Chunks() != 0 {
		t.Error("chunks of nothing")
	}
	wrong := New(2, func() []Document { return documents })
	if err := wrong.WriteChunk(&bytes.Buffer{}, 0); err == nil {
		t.Error("another number of documents than was announced is written")
	}
}
