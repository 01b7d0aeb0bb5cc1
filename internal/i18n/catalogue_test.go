package i18n

import (
	"slices"
	"strings"
	"testing"
)

const latvianSample = `
home: Sākums
since: "no {{.Date}}"
days:
  zero: "{{.N}} dienu"
  one: "{{.N}} diena"
  other: "{{.N}} dienas"
`

const englishSample = `
home: Home
since: "since {{.Date}}"
days:
  one: "{{.N}} day"
  other: "{{.N}} days"
`

func read(t *testing.T, lang Lang, first string, later ...string) *Catalogue {
	t.Helper()
	var rest [][]byte
	for _, l := range later {
		rest = append(rest, []byte(l))
	}
	c, err := ReadCatalogue(lang, []byte(first), rest...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPlurals(t *testing.T) {
	latvian, english := read(t, Latvian, latvianSample), read(t, English, englishSample)
	for _, test := range []struct {
		n      int
		lv, en string
	}{
		{0, "0 dienu", "0 days"},
		{1, "1 diena", "1 day"},
		{2, "2 dienas", "2 days"},
		{10, "10 dienu", "10 days"},
		{11, "11 dienu", "11 days"},
		{19, "19 dienu", "19 days"},
		{20, "20 dienu", "20 days"},
		{21, "21 diena", "21 days"},
		{22, "22 dienas", "22 days"},
		{101, "101 diena", "101 days"},
		{111, "111 dienu", "111 days"},
		{365, "365 dienas", "365 days"},
		{654, "654 dienas", "654 days"},
		{12345, "12_345 dienas", "12,345 days"},
	} {
		if got := plain(latvian.N("days", test.n, nil)); got != test.lv {
			t.Errorf("got %s, want %s", got, test.lv)
		}
		if got := plain(english.N("days", test.n, nil)); got != test.en {
			t.Errorf("got %s, want %s", got, test.en)
		}
	}
}

func TestSentences(t *testing.T) {
	c := read(t, Latvian, latvianSample)
	for _, test := range []struct{ got, want string }{
		{c.T("home"), "Sākums"},
		{c.F("since", Args{"Date": "2023. gada"}), "no 2023. gada"},
		{c.F("home", nil), "Sākums"},
		{c.T("no-such"), "no-such"},
		{c.F("no-such", nil), "no-such"},
		{c.N("no-such", 3, nil), "no-such"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
	if c.Lang() != Latvian || !c.Has("days") || c.Has("no-such") {
		t.Error("the catalogue does not know itself")
	}
	if want := []string{"days", "home", "since"}; !slices.Equal(c.IDs(), want) {
		t.Errorf("got %v, want %v", c.IDs(), want)
	}
}

// What a value holds is no template: {{.}} in a title stays as it is.
func TestValuesAreNoTemplates(t *testing.T) {
	c := read(t, Latvian, latvianSample)
	if got := c.F("since", Args{"Date": "{{.Date}} & <b>"}); got != "no {{.Date}} & <b>" {
		t.Errorf("got %s", got)
	}
}

func TestLaterCataloguesWin(t *testing.T) {
	c := read(t, Latvian, latvianSample, "home: Uz sākumu\nnew: Jauns\n")
	for id, want := range map[string]string{"home": "Uz sākumu", "new": "Jauns"} {
		if got := c.T(id); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	if got := c.F("home", nil); got != "Uz sākumu" {
		t.Errorf("got %s", got)
	}
	if got := c.N("days", 1, nil); got != "1 diena" {
		t.Errorf("what is not replaced must stay: got %s", got)
	}
}

func TestReadCatalogueRefuses(t *testing.T) {
	for _, raw := range []string{"a: [", "\t", "- a\n- b\n", "a: '{{.N'", "a: {one: '{{if}}', other: b}"} {
		if _, err := ReadCatalogue(Latvian, []byte(raw)); err == nil || !strings.Contains(err.Error(), "catalogue lv") {
			t.Errorf("%q: got %v", raw, err)
		}
	}
}

// A sentence without plural forms is the same for every number.
func TestPlainSentenceWithANumber(t *testing.T) {
	for lang, sample := range map[Lang]string{Latvian: latvianSample, English: englishSample} {
		c := read(t, lang, sample)
		for _, n := range []int{0, 1, 2, 10, 21} {
			if got, want := c.N("since", n, Args{"Date": "X"}), c.F("since", Args{"Date": "X"}); got != want {
				t.Errorf("%s, %d: %q; want %q", lang, n, got, want)
			}
		}
	}
}
