package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

func TestNearest(t *testing.T) {
	known := strings.Fields("vk vas mk zz-kanceleja zz-ministrija title kind level")
	for word, want := range map[string]string{
		"zz-kancelja":  "zz-kanceleja",
		"zz-Kanceleja": "zz-kanceleja",
		"titel":        "title",
		"levl":         "level",
		"vks":          "vas", // as near as vk, and first in the alphabet
		"v":            "vk",
		"xy":           "", // everything short is near
		"kanceleja":    "zz-kanceleja",
		"publisher":    "",
		"":             "",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := nearest("a", nil); got != "" {
		t.Errorf("of no words none is near: got %q", got)
	}
}

func TestSuggestionFor(t *testing.T) {
	many := make([]string, maxListed+1)
	for i := range many {
		many[i] = strings.Repeat("x", 10+i)
	}
	for _, test := range []struct {
		name, word string
		known      []string
		want       suggestion
	}{
		{"near", "vka", []string{"vk", "vas"}, suggestion{near: "vk"}},
		{"few", "abcd", []string{"vk", "vas"}, suggestion{values: "vk, vas"}},
		{"many", "abcd", many, suggestion{}},
		{"none", "abcd", nil, suggestion{}},
	} {
		if got := suggestionFor(test.word, test.known); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestLikelyDate(t *testing.T) {
	for in, want := range map[string]string{
		"03.10.2023":            "2023-10-03",
		"3.10.2023.":            "2023-10-03",
		"3. 10. 2023.":          "2023-10-03",
		"3/10/2023":             "2023-10-03",
		"3-10-2023":             "2023-10-03",
		"2023.10.03":            "2023-10-03",
		"2023.10.03.":           "2023-10-03",
		"2023/1/5":              "2023-01-05",
		"2023-1-5":              "2023-01-05",
		"2023-10-03T12:00:00Z":  "2023-10-03",
		"2023-10-03 12:00":      "2023-10-03",
		"31.02.2023":            "",
		"10.2023":               "2023-10",
		"2023/1":                "2023-01",
		"3.10.23":               "2023-10-03",
		"20231003":              "2023-10-03",
		"20121011":              "2012-10-11",
		"3.10.1023":             "",
		"03102023":              "",
		"20102010":              "", // 2010-10-20, or the 20th of October 2010
		"2023–10–03":            "2023-10-03",
		"2023.":                 "2023",
		"2O23":                  "",
		"3.10.23.":              "2023-10-03",
		"24-01-05":              "", // 2024-01-05, or the 24th
		"24.01.05":              "",
		"24/01/05":              "",
		"3-10-23":               "",
		"2023 - 10 - 3":         "2023-10-03",
		"2023. gada 3. oktobrī": "2023-10-03",
		"3. oktobris, 2023":     "2023-10-03",
		"October 3, 2023":       "2023-10-03",
		"2023. gada martā":      "2023-03",
		"2023. gads":            "2023",
		"2023.g. 3.oktobrī":     "2023-10-03",
		"2023. g. oktobris":     "2023-10",
		"„2023-10-03”":          "2023-10-03",
		"2023-31-12":            "2023-12-31", // the day in the month's place
		"2023-13-32":            "",
		"2023. gada rudenī":     "",
		"marts":                 "",
		"":                      "",
	} {
		if got := likelyDate(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLikelyNumber(t *testing.T) {
	for in, want := range map[string]string{
		"3,5": "3.5", "1 000": "1000", "1\u00a0000,50": "1000.50", "1,000,000": "1000000", "1.000.000,5": "1000000.5", "12 500 EUR": "12500",
		"25 %": "25", "25%": "25", "~30": "30", "ap 30": "30", "€ 12": "12", "-2,5": "-2.5", "apm. 1 200 cilvēku": "1200",
		"1,000": "", "10 20": "", "trīs": "", "": "", "1e3": "", "0x10": "", "NaN": "", "5-7": "", "1 0000": "",
	} {
		if got := likelyNumber(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLikelyURL(t *testing.T) {
	for in, want := range map[string]string{
		"www.example.lv": "https://www.example.lv", "example.lv/a?b=c": "https://example.lv/a?b=c", "htps://example.lv/": "https://example.lv/",
		"https//example.lv": "https://example.lv", "https:/example.lv": "https://example.lv", "<https://example.lv>": "https://example.lv",
		"http://https://example.lv": "", "www.https://example.lv/": "", "example.lv:8080/a": "https://example.lv:8080/a", "https://example.lv/a b": "https://example.lv/a%20b", "lapa": "", "": "", "javascript:alert(1)": "",
		"https://a https://b": "", "www.a.lv/x, www.b.lv": "", "https://a.lv/x;https://b.lv": "",
		"data:text/html,x.lv": "", "C:/faili/x.pdf": "", "/lv/plani/": "", "a@example.lv": "",
	} {
		if got := likelyURL(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestIsSeveralURLs(t *testing.T) {
	for value, want := range map[string]bool{
		"https://a https://b": true, "https://a, https://b": true, "https://a.lv/x;https://b.lv": true, "www.a.lv un www.b.lv": true,
		"HTTPS://a.lv | http://b.lv": true, "https://a.lv/?q=b c, https://b.lv": true,
		"https://a.lv": false, "https://web.archive.org/web/2020/https://a.lv/": false, "https://a.lv/?u=1,https://b.lv": false,
		"https://a.lv/x, y": false, "Skat. https://a.lv": false, "": false,
	} {
		if got := isSeveralURLs(value); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

func TestFindPersonal(t *testing.T) {
	for text, want := range map[string]string{
		"anna.berzina@example.lv": "anna.berzina@example.lv", "a.berzina@example.lv.": "a.berzina@example.lv", "āris_kļava@x.lv": "āris_kļava@x.lv",
		"lidzdaliba@x.lv, info@x.lv, pasts@x.lv": "", "valsts.kanceleja@x.lv": "", "sekretariats.ogp@x.lv": "", "x@y": "",
		"29123456": "29123456", "t. 2912 3456": "2912 3456", "+371 29 123 456": "+371 29 123 456", "+37129123456": "+37129123456",
		"67082934, +371 67082934": "", "20231003": "", "2024-2025": "", "2024 2025": "", "12912345678": "", "id/29123456": "", "A29123456": "",
		"29 123 456 eiro": "", "29123456,5": "29123456",
	} {
		got := ""
		if found := findPersonal(text); len(found) > 0 {
			got = found[0].value
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestLikelyID(t *testing.T) {
	for in, want := range map[string]string{
		"Apspriede par ielām":    "apspriede-par-ielam",
		"VK":                     "vk",
		"zz_0001":                "zz-0001",
		" -a--b- ":               "a-b",
		"a\u0304bele":            "abele", // as macOS writes "ābele" into names of files
		"Ж":                      "",
		"":                       "",
		"23-TA-1199 (precizēts)": "23-ta-1199-precizets",
	} {
		got := likelyID(in)
		if got != want || (got != "" && !validID(got)) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// forms are tables of what has a form and what has not.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		name    string
		valid   func(string) bool
		yes, no []string
	}{
		{
			"id", validID,
			[]string{"a", "0", "lv-5", "00-ta-0000", "a1-b2"},
			[]string{"", "-", "a-", "-a", "a--b", "A", "ā", "a_b", "a.b", "a b", "a/b", "..", "a\n"},
		},
		{
			"URL", validURL,
			[]string{"https://example.lv", "http://example.lv:8080/a?b=c#d", "https://tap.mk.gov.lv/ā", "https://žurnāls.lv/", "http://localhost:8080/x", "http://[::1]/"},
			[]string{
				"", "example.lv", "www.example.lv", "//example.lv/", "/lv/", "https://", "https:///a", "https://:80/", "ftp://example.lv/",
				"javascript:alert(1)", "data:text/html,x", "mailto:a@example.lv", "https://example.lv/a b", "https://example.lv/\"", "https://example.lv/<b>", "https://exa mple.lv", "https://https://example.lv/", "https://tap", "https://tap./", "https://[::1", "https://example.lv/\n", "HTTPS//example.lv",
			},
		},
		{
			"path", validPath,
			[]string{"/lv/vecs/", "/vecs", "/vecs.html", "/a/b/c.pdf"},
			[]string{
				"", "/", "//", "vecs/", "./vecs", "../vecs", "/../vecs", "/lv/../vecs/", "/lv//vecs/", "/lv/./vecs", "//example.lv/", "https://example.lv/",
				"/a?b", "/a#b", "/a b", "/a\\b", "/<b>", "/\"", "/%zz",
			},
		},
		{
			"e-mail", validEmail,
			[]string{"pasts@vk.gov.lv", "a.b+c@example.lv"},
			[]string{"", "@", "pasts", "pasts@", "Pasts <pasts@vk.gov.lv>", "pasts@vk.gov.lv, b@example.lv", "<pasts@vk.gov.lv>", "pasts @vk.gov.lv"},
		},
		{
			"time zone", isZone,
			[]string{"Europe/Riga", "UTC"},
			[]string{"Local", "Riga", "Europe/Rīga", "../../etc/passwd", "+02:00"},
		},
	} {
		for _, s := range test.yes {
			if !test.valid(s) {
				t.Errorf("%s: %q was refused", test.name, s)
			}
		}
		for _, s := range test.no {
			if test.valid(s) {
				t.Errorf("%s: %q was let through", test.name, s)
			}
		}
	}
}

func TestSplitName(t *testing.T) {
	for in, want := range map[string]struct {
		id   string
		lang i18n.Lang
	}{
		"x.lv.md":   {"x", "lv"},
		"x.en.md":   {"x", "en"},
		"x.ru.md":   {"x", "ru"},
		"x.md":      {"x", ""},
		"x.lv.yaml": {"x.lv", ""},
		"x.yml":     {"x", ""},
		"x.LV.md":   {"x.LV", ""},
		"x.y.lv.md": {"x.y", "lv"},
		"lv.md":     {"lv", ""},
	} {
		if id, lang := splitName(in); id != want.id || lang != want.lang {
			t.Errorf("%s: got %q in %q", in, id, lang)
		}
	}
}

func TestLikelyTerm(t *testing.T) {
	f, ok := record.Lookup(record.FieldsOf(reflect.TypeFor[record.Update]()), "status")
	if !ok {
		t.Fatal("no field status")
	}
	for in, want := range map[string]string{
		"Complete": "complete", "completed": "complete", "not started": "not_started", "izpildīts": "complete",
		"gaida": "", "lim": "", "": "",
	} {
		if got := likelyTerm(f.Vocabulary, in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestPersonalDataPlaces sees that addresses and numbers are found where they stand,
// whichever comes first.
func TestPersonalDataPlaces(t *testing.T) {
	_, problems := checkFiles(t, baseSite(t, map[string]string{
		"content/news/x.md": "---\ntitle: Jaunums\ndate: 2024-01-01\n---\nā 29123456, anna.berzina@example.lv\n\nšķ 29123457 janis.ozols@example.lv\n",
	}))
	var got []string
	for _, p := range problems.Sorted() {
		got = append(got, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Col, p.Args["value"]))
	}
	want := []string{"5:3 29123456", "5:13 anna.berzina@example.lv", "7:4 29123457", "7:13 janis.ozols@example.lv"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
