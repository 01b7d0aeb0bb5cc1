package check

import (
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// fuzzPlaces are the files of the base site that take any bytes in turn.
var fuzzPlaces = []string{
	"data/site.yaml", "data/coverage.yaml", "data/institutions.yaml", "data/plans/zz-1/plan.yaml",
	"data/plans/zz-1/commitments/zz0001.yaml", "data/consultations/zz-apspriede.yaml", "data/institutions/x.yaml",
	"data/bodies/x.yaml", "data/budget-rounds/x.yaml", "data/initiatives/x.yaml", "data/events/x.yaml",
	"data/indicators/x.yaml", "data/reports/x.yaml", "data/areas.yaml", "content/cases/zz-piemers.lv.md",
	"content/cases/zz-piemers.en.md", "content/pages/par.lv.md", "content/guidelines/x.md", "content/news/x.lv.md",
}

// FuzzCheck puts any bytes into a file of a site: nothing panics, every problem stands
// inside its file, and a site comes exactly where there is no error.
func FuzzCheck(f *testing.F) {
	for i, place := range fuzzPlaces {
		for _, seed := range fuzzSeeds(f, place) {
			f.Add(uint8(i), seed)
		}
	}
	base := readFolder(f, "testdata/base")
	f.Fuzz(func(t *testing.T, place uint8, content []byte) {
		files := fstest.MapFS{}
		for name, file := range base {
			files[name] = file
		}
		changed := fuzzPlaces[int(place)%len(fuzzPlaces)]
		files[changed] = &fstest.MapFile{Data: content}
		site, problems := checkFiles(t, files)
		if (site == nil) != (problems.Count(diag.Error) > 0) {
			t.Fatalf("site: %v, problems:\n%s", site != nil, text(t, problems))
		}
		if printed := len(problems.Sorted()); printed != problems.Len() {
			t.Fatalf("%d problems are counted, %d printed:\n%s", problems.Len(), printed, text(t, problems))
		}
		if _, again := checkFiles(t, files); text(t, again) != text(t, problems) {
			t.Fatalf("got\n%s\nand then\n%s", text(t, problems), text(t, again))
		}
		for _, p := range problems.Sorted() {
			checkPlace(t, p, files)
			for _, lang := range []diag.Language{diag.English, diag.Latvian} {
				checkWords(t, p, lang)
			}
		}
	})
}

// FuzzMeant holds what is guessed from a value against what such a value must be: a
// hint must not lead to the next problem.
func FuzzMeant(f *testing.F) {
	for _, seed := range []string{
		"31.12.2024", "2024. gada 3. martā", "3,5", "1 000", "25 %", "~30", "jā", "Consult", "www.example.lv", "htps://x.lv/a b", "1,2.",
		"aptauja, diskusija", "„Nosaukums”", "", "\xff", "1,000", "x.lv?#", "a\u00a0b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if meant := likelyDate(value); meant != "" {
			if _, err := i18n.ParseDate(meant); err != nil {
				t.Errorf("%q: the date %q", value, meant)
			}
		}
		if meant := likelyNumber(value); meant != "" {
			if _, err := strconv.ParseFloat(meant, 64); err != nil {
				t.Errorf("%q: the number %q", value, meant)
			}
		}
		if meant := likelyURL(value); meant != "" && !validURL(meant) {
			t.Errorf("%q: the address %q", value, meant)
		}
		if meant := likelyMeasureNumber(value); meant != "" && !validID(record.MeasureKey("x", meant)) {
			t.Errorf("%q: the number of a measure %q", value, meant)
		}
		if meant := likelyID(value); meant != "" && !validID(meant) {
			t.Errorf("%q: the id %q", value, meant)
		}
		if meant := likelyList(value); meant != "" && utf8.ValidString(value) {
			doc, problems := source.Parse("x.yaml", []byte("a: "+meant+"\n"))
			if problems.Len() == 0 && doc.Root.Get("a").Kind != source.Sequence {
				t.Errorf("%q: the list %q", value, meant)
			}
		}
		for _, p := range findPersonal(value) {
			if !strings.HasPrefix(value[p.offset:], p.value) {
				t.Errorf("%q: %q is not at %d", value, p.value, p.offset)
			}
		}
	})
}

// fuzzSeeds are what the base site has in a file, and what the fixtures have beside it.
func fuzzSeeds(f *testing.F, place string) [][]byte {
	var seeds [][]byte
	if file, ok := readFolder(f, "testdata/base")[place]; ok {
		seeds = append(seeds, file.Data)
	}
	for name, file := range readFolder(f, invalidFolder) {
		if _, rest, _ := strings.Cut(name, "/"); path.Dir(rest) == path.Dir(place) {
			seeds = append(seeds, file.Data)
		}
	}
	return seeds
}

// checkPlace sees that a problem's place is one in its file.
func checkPlace(t *testing.T, p diag.Problem, files fstest.MapFS) {
	t.Helper()
	file, ok := files[p.Pos.File]
	if !ok || p.Pos.Line < 1 || p.Pos.Col < 1 {
		t.Fatalf("%s [%s] is at %v", p.Text(diag.English), p.Code, p.Pos)
	}
	if !utf8.Valid(file.Data) {
		return // columns count characters, and these are none
	}
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(file.Data)), "\n")
	if p.Pos.Line > len(lines) {
		t.Fatalf("%s [%s] is at %v, of %d lines", p.Text(diag.English), p.Code, p.Pos, len(lines))
	}
	if length := utf8.RuneCountInString(lines[p.Pos.Line-1]); p.Pos.Col > length+1 {
		t.Fatalf("%s [%s] is at %v, of %d characters", p.Text(diag.English), p.Code, p.Pos, length)
	}
}

// checkWords sees that a problem has words, and all that they mention.
func checkWords(t *testing.T, p diag.Problem, lang diag.Language) {
	t.Helper()
	for _, words := range []string{p.Text(lang), p.HintText(lang)} {
		for _, name := range []string{"{field}", "{value}", "{values}", "{id}", "{file}", "{suggestion}", "{type}", "{url}", "{lang}", "{name}"} {
			if strings.Contains(words, name) && !argumentHolds(p, name) {
				t.Fatalf("%s: %s lacks %s: %q", lang, p.Code, name, words)
			}
		}
	}
}

// argumentHolds reports whether a word in braces was in the record itself.
func argumentHolds(p diag.Problem, word string) bool {
	for _, value := range p.Args {
		if strings.Contains(value, word) {
			return true
		}
	}
	return false
}
