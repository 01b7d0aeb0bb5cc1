package i18n

import (
	"slices"
	"strings"
	"testing"
)

func TestTextIn(t *testing.T) {
	both := Text{Latvian: "lv", English: "en"}
	for _, test := range []struct {
		text     Text
		lang     Lang
		fallback []Lang
		want     string
		actual   Lang
	}{
		{both, Latvian, nil, "lv", Latvian},
		{both, English, []Lang{Latvian}, "en", English},
		{Text{Latvian: "lv"}, English, []Lang{Latvian}, "lv", Latvian},
		{Text{Latvian: "lv", English: ""}, English, nil, "lv", Latvian},
		{Text{"et": "et", "lt": "lt"}, English, []Lang{Latvian}, "et", "et"},
		{Text{"": "any"}, English, nil, "any", ""},
		{nil, Latvian, []Lang{English}, "", ""},
		{Text{Latvian: ""}, Latvian, []Lang{English}, "", ""},
	} {
		got, actual := test.text.In(test.lang, test.fallback...)
		if got != test.want || actual != test.actual {
			t.Errorf("%v in %s: got %q in %q", test.text, test.lang, got, actual)
		}
	}
}

func TestTextHas(t *testing.T) {
	text := Text{Latvian: "lv", English: ""}
	if !text.Has(Latvian) || text.Has(English) || text.IsEmpty() {
		t.Errorf("%v: has lv %v, en %v, empty %v", text, text.Has(Latvian), text.Has(English), text.IsEmpty())
	}
	if !(Text{English: ""}).IsEmpty() || !Text(nil).IsEmpty() {
		t.Error("a text without a word is empty")
	}
}

func TestSortBy(t *testing.T) {
	for _, test := range []struct {
		name, want string
		lang       Lang
	}{
		{"letters with marks follow their own", "ce čau da ga ģērbs ka ķīlis la ļauj na ņem sa šis ta za žurka", Latvian},
		{"case and length count last", "a Ā aa Āb āc b", Latvian},
		{"numbers by value", "1.2 1.2a 1.10 2 10", Latvian},
		{"English", "apple Banana cherry", English},
	} {
		want := strings.Fields(test.want)
		got := slices.Clone(want)
		slices.Reverse(got)
		SortBy(test.lang, got, func(s string) string { return s })
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", test.name, got, want)
		}
	}
}

func TestSortByKeepsTheOrderOfEqualTexts(t *testing.T) {
	type item struct{ title, id string }
	items := []item{{"b", "1"}, {"a", "2"}, {"B", "3"}, {"a", "4"}}
	SortBy(Latvian, items, func(i item) string { return i.title })
	ids := ""
	for _, i := range items {
		ids += i.id
	}
	if ids != "2413" {
		t.Errorf("got %s", ids)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Līdzdalība":     "lidzdaliba",
		"ĀČĒĢĪĶĻŅŠŪŽ":    "acegiklnsuz",
		"Rīga, 2023":     "riga, 2023",
		"l\u0304i\u0304": "li",
		"":               "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
