package diag

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// Language is a language that problems can be printed in.
type Language string

// The languages of problems.
const (
	English Language = "en"
	Latvian Language = "lv"
)

// LanguageFrom chooses the language of problems from the values of PARSKATS_LANG
// and LANG, in that order; English unless one of them asks for Latvian.
func LanguageFrom(values ...string) Language {
	for _, v := range values {
		switch {
		case strings.HasPrefix(v, "lv"):
			return Latvian
		case v != "":
			return English
		}
	}
	return English
}

//go:embed words
var wordFiles embed.FS

// words is a catalogue: the sentences of one language, by "code", "code/variant"
// or "hint/name", and the words that arguments stand for, as "type/list".
type words map[string]string

var catalogues = sync.OnceValue(func() map[Language]words {
	all := map[Language]words{}
	for _, lang := range []Language{English, Latvian} {
		all[lang] = readWords(lang)
	}
	return all
})

func readWords(lang Language) words {
	raw, err := wordFiles.ReadFile("words/" + string(lang) + ".json")
	if err != nil {
		panic(err) // embedded: can't fail once built
	}
	var w words
	if err := json.Unmarshal(raw, &w); err != nil {
		panic(fmt.Sprintf("words/%s.json: %v", lang, err))
	}
	return w
}

// Text returns what is wrong, as a sentence without a full stop.
func (p Problem) Text(lang Language) string {
	return fill(lang, sentence(lang, p.key()), p.Args)
}

// HintText returns what to write instead, or "" where the problem has no hint.
func (p Problem) HintText(lang Language) string {
	if p.Hint == "" {
		return ""
	}
	return fill(lang, sentence(lang, "hint/"+p.Hint), p.Args)
}

func (p Problem) key() string {
	if p.Variant == "" {
		return p.Code
	}
	return p.Code + "/" + p.Variant
}

// sentence falls back to the key itself, so that a word missing from a catalogue
// shows in the output and in the test that compares catalogues.
func sentence(lang Language, key string) string {
	if s, ok := catalogues()[lang][key]; ok {
		return s
	}
	return key
}

// fill puts the arguments in their places, in one pass: a value that holds braces
// itself stays as it is.
func fill(lang Language, text string, args Args) string {
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{"+name+"}", word(lang, value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// word returns an argument as it is printed: "@type/list" stands for the words that
// the catalogue has under "type/list". Any other value, also one that merely begins
// with "@", is printed as it is.
func word(lang Language, value string) string {
	if key, ok := strings.CutPrefix(value, "@"); ok {
		if s, ok := catalogues()[lang][key]; ok {
			return s
		}
	}
	return value
}

func splitCode(code string) (name, variant string) {
	name, variant, _ = strings.Cut(code, "/")
	return name, variant
}
