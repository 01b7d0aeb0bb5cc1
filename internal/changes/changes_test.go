package changes

import (
	"bytes"
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/check"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

// tiny is the small site of package workspace's tests.
func tiny(t *testing.T) *record.Site {
	t.Helper()
	return read(t, fstest.MapFS{}, "../workspace/testdata/tiny")
}

// read reads the records of a folder, with some files put on it.
func read(t *testing.T, files fstest.MapFS, folder string) *record.Site {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	for name, file := range files {
		if err := os.WriteFile(dir+"/"+name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tree, _, err := source.Read(context.Background(), os.DirFS(dir), 0)
	if err != nil {
		t.Fatal(err)
	}
	site, problems := check.Check(tree)
	if site == nil {
		t.Fatalf("the records have problems: %v", problems.Sorted())
	}
	return site
}

func day(t *testing.T, s string) i18n.Day {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.First()
}

func words(t *testing.T, lang i18n.Lang) *Words {
	t.Helper()
	w, err := NewWords(lang, i18n.Latvian, i18n.English)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestStory holds all that the small site tells, in each language and form, against golden
// files that were checked by hand against its records.
func TestStory(t *testing.T) {
	story := Between(tiny(t), day(t, "2021-12-31"), day(t, "2026-01-31"))
	for _, lang := range i18n.Languages {
		for _, format := range Formats {
			var got bytes.Buffer
			if err := words(t, lang).Print(&got, story, format); err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/story."+string(lang)+"."+string(format), got.String())
		}
	}
}

// The whole story of a measure of the default site begins with what was known on the first
// day, on which its due date was announced.
func TestStoryOfAMeasure(t *testing.T) {
	tree, _, err := source.Read(context.Background(), os.DirFS("../.."), 0)
	if err != nil {
		t.Fatal(err)
	}
	site, problems := check.Check(tree)
	if site == nil {
		t.Fatalf("the records have problems: %v", problems.Sorted())
	}
	story := Story(site, day(t, "2022-06-29"), day(t, "2026-11-01"))
	for lang, want := range map[i18n.Lang][]string{
		i18n.Latvian: {
			"2022-06-29 Pasākums 1.2a: līdz tam zināms: izziņotais termiņš ir 2022. gada 31. decembris, izziņots 2022. gada 29. jūnijā",
			"2022-12-31 Pasākums 1.2a: pagājis izziņotais termiņš (2022. gada 31. decembris); vai pasākums izpildīts, mūsu datos nav",
			"2024-10-15 Pasākums 1.2a: izpildīts 2024. gada 15. oktobrī, 654 dienas pēc 2022. gada jūnijā izziņotā termiņa (pēc publiskiem avotiem)",
		},
		i18n.English: {
			"2022-06-29 Measure 1.2a: known by then: the announced deadline is 31 December 2022, announced on 29 June 2022",
			"2022-12-31 Measure 1.2a: the announced deadline (31 December 2022) passed; whether the measure is complete is not in our data",
			"2024-10-15 Measure 1.2a: completed on 15 October 2024, 654 days after the deadline announced in June 2022 (from public sources)",
		},
	} {
		var got []string
		for i := range story {
			if m := story[i].Measure; m != nil && m.Record.Number == "1.2a" {
				said := story[i].Date.String() + " " + words(t, lang).Sentence(&story[i])
				got = append(got, strings.ReplaceAll(said, "\u00a0", " "))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s", lang, strings.Join(got, "\n"))
		}
	}
}

// golden holds a text against a file, or writes it there.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", file, got)
	}
}

// Every day's changes are told once: those between two days are those of the days between.
func TestDaysAddUp(t *testing.T) {
	site := tiny(t)
	from, to := day(t, "2021-12-31"), day(t, "2026-01-31")
	whole := Between(site, from, to)
	var single []Change
	for d := from; d < to; d++ {
		single = append(single, Between(site, d, d+1)...)
	}
	if len(whole) == 0 || len(whole) != len(single) {
		t.Fatalf("%d changes in all, %d day by day", len(whole), len(single))
	}
	for i := range whole {
		if whole[i].Kind != single[i].Kind || whole[i].Day != single[i].Day {
			t.Errorf("%d: %s of %s, day by day %s of %s", i, whole[i].Kind, whole[i].Day, single[i].Kind, single[i].Day)
		}
	}
	if got := Between(site, to, from); len(got) != 0 {
		t.Errorf("backwards there are %d", len(got))
	}
}

// What is said of a measure on the days around a deadline.
func TestMeasureSentences(t *testing.T) {
	const file = "data/plans/zz-1/commitments/zz0001.yaml"
	head := `number: "1"
title: {lv: Pirmā apņemšanās, en: First commitment}
lead: [zz-kanceleja]
measures_extent: all
measures:
  - number: "1.1"
    title: {lv: Pasākums, en: Measure}
`
	evidence := `evidence: [{title: Likums, url: "https://likumi.example/1"}]`
	for _, c := range []struct{ name, measure, from, to, want string }{
		{"a deadline that passed", `    due: {date: 2023-06-30, basis: plan}
`, "2023-06-30", "2023-07-01", "pagājis plānā noteiktais termiņš (2023. gada 30. jūnijs); vai pasākums izpildīts, mūsu datos nav"},
		{"the day itself", `    due: {date: 2023-06-30, basis: plan}
`, "2023-06-29", "2023-06-30", ""},
		{"known not to be complete", `    due: {date: 2023-06-30, basis: plan}
    updates: [{date: 2023-05-01, status: limited, by: institution}]
`, "2023-06-30", "2023-07-01", "pagājis plānā noteiktais termiņš (2023. gada 30. jūnijs), nav izpildīts"},
		{"one day late", `    due: {date: 2023-06-30, basis: plan}
    updates: [{date: 2023-07-01, status: complete, by: institution, ` + evidence + `}]
`, "2023-06-30", "2023-07-01", "izpildīts 2023. gada 1. jūlijā, 1 dienu pēc plānā noteiktā termiņa (institūcijas pašvērtējums)"},
		{"on the day", `    due: {date: 2023-06-30, basis: plan}
    updates: [{date: 2023-06-30, status: complete, by: institution, ` + evidence + `}]
`, "2023-06-29", "2023-07-02", "izpildīts 2023. gada 30. jūnijā, plānā noteiktajā termiņā (institūcijas pašvērtējums)"},
		{"no deadline", `    updates: [{date: 2023-06-30, status: complete, by: institution, ` + evidence + `}]
`, "2023-06-29", "2023-07-02", "izpildīts 2023. gada 30. jūnijā (institūcijas pašvērtējums)"},
		{"eleven days", `    due: {date: 2023-06-30, basis: announced, stated: 2022-06, source: {url: "https://kanceleja.example/"}}
    updates: [{date: 2023-07-11, status: complete, by: institution, ` + evidence + `}]
`, "2023-07-10", "2023-07-11", "izpildīts 2023. gada 11. jūlijā, 11 dienu pēc 2022. gada jūnijā izziņotā termiņa (institūcijas pašvērtējums)"},
		{"a month only", `    due: {date: 2023-06-30, basis: plan}
    updates: [{date: 2023-08, status: complete, by: institution, ` + evidence + `}]
`, "2023-08-30", "2023-08-31", "izpildīts 2023. gada augustā, 32–62 dienas pēc plānā noteiktā termiņa (institūcijas pašvērtējums)"},
		{"a new deadline", `    due: {date: 2023-06-30, basis: plan}
    revised: [{due: 2023-12-31, date: 2023-05-01, reason: {lv: Trūka laika., en: Time was short.}}]
`, "2023-04-30", "2023-07-01", "noteikts jauns termiņš: 2023. gada 31. decembris; iepriekšējais: 2023. gada 30. jūnijs"},
		{"an NGO sets no state", `    updates: [{date: 2023-06-30, status: substantial, by: ngo}]
`, "2023-06-29", "2023-07-02", "izpildīts būtiskā apjomā (nevalstiskas organizācijas vērtējums)"},
		{"nothing rated", `    updates: [{date: 2023-06-30, by: institution, text: {lv: Ziņa., en: News.}}]
`, "2023-06-29", "2023-07-02", "jauna ziņa (institūcijas pašvērtējums)"},
		{"the institution's reply", `    response: {by: zz-kanceleja, date: 2023-07-01, text: {lv: Darām., en: At work.}}
`, "2023-06-30", "2023-07-01", "institūcijas atbilde"},
		{"before the reply", `    response: {by: zz-kanceleja, date: 2023-07-01, text: {lv: Darām., en: At work.}}
`, "2023-06-29", "2023-06-30", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := read(t, fstest.MapFS{file: {Data: []byte(head + c.measure)}}, "../workspace/testdata/tiny")
			var got []string
			for _, change := range Between(site, day(t, c.from), day(t, c.to)) {
				if change.Measure != nil && change.Record.Base().ID == "zz0001" {
					got = append(got, words(t, i18n.Latvian).Sentence(&change))
				}
			}
			want := "Pasākums 1.1: " + c.want
			if plain := strings.ReplaceAll(strings.Join(got, "\n"), "\u00a0", " "); plain != want && (plain != "" || c.want != "") {
				t.Errorf("got %q, want %q", plain, want)
			}
		})
	}
}

// Every kind has its words, and both catalogues have the same ones.
func TestWords(t *testing.T) {
	lv, en := words(t, i18n.Latvian).words, words(t, i18n.English).words
	if !slices.Equal(lv.IDs(), en.IDs()) {
		t.Errorf("the catalogues differ:\n%v\n%v", lv.IDs(), en.IDs())
	}
	kinds := []Kind{
		PlanBegan, PlanEnded, ReviewPublished, MeasureAdded, Corrected, Responded, PageAdded, PageRemoved, PageChanged,
		ConsultationAnnounced, ConsultationClosing,
	}
	for _, a := range progress.ActivityKinds() {
		if a != progress.MeasureUpdated && a != progress.DueRevised {
			kinds = append(kinds, Kind(a))
		}
	}
	for _, kind := range kinds {
		if !lv.Has(string(kind)) {
			t.Errorf("no words for %s", kind)
		}
	}
	if _, err := NewWords("de"); err == nil {
		t.Error("there are words in German")
	}
}

// What is said of a consultation to those who want to take part, and from which day on.
func TestCalls(t *testing.T) {
	const file = "data/consultations/2024/zz-atverta.yaml"
	for name, c := range map[string]struct{ dates, want string }{
		"all days known": {"announced: 2024-05-01\nopens: 2024-05-20\ncloses: 2024-06-20",
			"2024-05-01 consultation_announced, 2024-05-20 consultation_opened, 2024-06-13 consultation_closing, 2024-06-21 consultation_closed"},
		"announced with its first day": {"announced: 2024-05-20\nopens: 2024-05-20", "2024-05-20 consultation_opened"},
		"announced, nothing more":      {"announced: 2024-05-20", "2024-05-20 consultation_announced"},
		"open for a week and a day":    {"opens: 2024-05-20\ncloses: 2024-05-27", "2024-05-20 consultation_opened, 2024-05-28 consultation_closed"},
		"open for a day longer": {"opens: 2024-05-20\ncloses: 2024-05-28",
			"2024-05-20 consultation_opened, 2024-05-21 consultation_closing, 2024-05-29 consultation_closed"},
		"only the end known":       {"closes: 2024-06-20", "2024-06-13 consultation_closing, 2024-06-21 consultation_closed"},
		"only months known":        {"opens: 2024-05\ncloses: 2024-06", "2024-05-31 consultation_opened, 2024-07-01 consultation_closed"},
		"nothing known":            {"", ""},
		"still to come on the day": {"announced: 2024-05-01\nopens: 2026-05-20\ncloses: 2026-06-20", "2024-05-01 consultation_announced"},
	} {
		t.Run(name, func(t *testing.T) {
			text := "title: {lv: Atvērta, en: Open}\ninstitution: zz-kanceleja\nlevel: consult\n" + c.dates + "\n"
			site := read(t, fstest.MapFS{file: {Data: []byte(text)}}, "../workspace/testdata/tiny")
			var got []string
			for _, call := range Calls(site, day(t, "2020-01-01"), day(t, "2026-01-31")) {
				if call.Record.Base().ID == "zz-atverta" {
					got = append(got, call.Day.String()+" "+string(call.Kind))
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %s, want %s", strings.Join(got, ", "), c.want)
			}
		})
	}
}

// What is printed as Markdown means nothing but itself.
func TestEscape(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a*b_c", `a\*b\_c`}, {"<img src=x>", `\<img src=x\>`}, {"[x](y)", `\[x\](y)`}, {"@name", "@\u200bname"}, {"a\nb", "a b"},
	} {
		if got := escape(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
