// Package searchtest runs what a reader's browser runs of the search, for tests.
package searchtest

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"parskats/internal/i18n"
	"parskats/internal/search"
)

// Browser runs search-query.js, as one reader's browser.
type Browser struct {
	// T is the test that fails where the script does.
	T  testing.TB
	vm *quickjs.VM
}

// harness lets tests call the script's functions with texts and get texts.
const harness = `
function stemAll(lang, text) { return split(text).map((word) => stem(lang, word)).join(' '); }
function splitAll(text) { return split(text).join(' '); }
let index;
function put(json) {
	const given = JSON.parse(json);
	const shards = given.files.map((file) => new Map(Object.entries(JSON.parse(file))));
	index = { ...given, load: async (shard) => shards[shard] };
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

// New starts a browser with the script in a file.
func New(t testing.TB, script string) *Browser {
	t.Helper()
	raw, err := os.ReadFile(script)
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
	if _, err := vm.Eval(strings.ReplaceAll(string(raw), "export ", "")+harness, quickjs.EvalGlobal); err != nil {
		t.Fatal(err)
	}
	return &Browser{t, vm}
}

// Call calls one of the script's functions, or of the harness's, with texts and numbers.
func (b *Browser) Call(function string, args ...any) any {
	b.T.Helper()
	result, err := b.vm.Call(function, args...)
	if err != nil {
		b.T.Fatal(err)
	}
	return result
}

// Answer is what a search finds: the records' numbers, the best first.
type Answer struct {
	Found  []int    `json:"found"`
	Partly bool     `json:"partly"`
	Terms  []string `json:"terms"`
}

// Put gives the browser the index of a page's language, of count records.
func (b *Browser) Put(lang i18n.Lang, count int, x *search.Index) {
	b.T.Helper()
	var files []string
	for shard := range search.Shards {
		var file bytes.Buffer
		if err := x.WriteShard(&file, shard); err != nil {
			b.T.Fatal(err)
		}
		files = append(files, file.String())
	}
	raw, err := json.Marshal(map[string]any{"lang": lang, "count": count, "shards": search.Shards, "files": files})
	if err != nil {
		b.T.Fatal(err)
	}
	b.Call("put", string(raw))
}

// Find searches. nil is an answer, too: that the text has no word.
func (b *Browser) Find(text string) *Answer {
	b.T.Helper()
	b.Call("ask", text)
	if _, err := b.vm.ExecutePendingJobs(); err != nil {
		b.T.Fatal(err)
	}
	raw := b.Call("answered").(string)
	var found *Answer
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		b.T.Fatalf("%q: %s", text, raw)
	}
	return found
}
