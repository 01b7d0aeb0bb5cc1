package site

import (
	"fmt"
	"slices"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// words are the sentences of a tally, in order.
func words(tally Tally) []string {
	all := []string{tally.Lead}
	for _, p := range tally.Parts {
		all = append(all, p.Text)
	}
	return append(all, tally.Notes...)
}

// So few individuals that one could tell who they were are not given, nor a total from
// which their number would follow.
func TestFewIndividuals(t *testing.T) {
	b := newTestBuilder(t, nil, "2024-06-15")
	for _, test := range []struct {
		individuals, organisations *int
		total                      *int
		want                       string
	}{
		{number(4), number(9), nil, "Who gave views: fewer than 5 individuals, 9 organisations."},
		{number(4), number(9), number(13), "Who gave views: fewer than 5 individuals, 9 organisations."},
		{number(1), nil, nil, "Who gave views: fewer than 5 individuals, the number of organisations is not known."},
		{number(5), number(1), nil, "Number who gave views: 6 (5 individuals, 1 organisation)."},
		{number(0), number(3), nil, "Number who gave views: 3 (0 individuals, 3 organisations)."},
		{nil, nil, number(2), "Who gave views: fewer than 5."},
		{nil, nil, number(5), "Number who gave views: 5."},
		{nil, number(16), number(19), "Who gave views: 16 organisations and fewer than 5 others."},
		{nil, number(16), number(16), "Number who gave views: 16 (16 organisations)."},
	} {
		c := &progress.Consultation{Submissions: &record.Submissions{Individuals: test.individuals, Organisations: test.organisations, Total: test.total}}
		if got := b.submissionsTally(i18n.English, c).Lead; got != test.want {
			t.Errorf("%q; want %q", got, test.want)
		}
	}
	for value, want := range map[int]string{0: "0 cilvēku", 1: "mazāk par 5 cilvēkiem", 4: "mazāk par 5 cilvēkiem", 5: "5 cilvēki"} {
		if got := b.count(i18n.Latvian, record.Count{Value: value, Unit: record.People}); got != want {
			t.Errorf("%d people: %q; want %q", value, got, want)
		}
	}
	if got := b.count(i18n.English, record.Count{Value: 2, Unit: record.Votes}); got != "2 votes" {
		t.Errorf("two votes: %q", got)
	}
}

func TestOutcomeTally(t *testing.T) {
	for _, test := range []struct {
		name   string
		tally  *record.Tally
		lv, en []string
		bar    string
	}{
		{
			"all known", &record.Tally{Received: number(32), Accepted: number(12), Partly: number(1), Declined: number(19), Pending: number(0)},
			[]string{"Saņemti 32 priekšlikumi.", "12 no 32 ņemti vērā", "1 no 32 ņemts vērā daļēji", "19 no 32 nav ņemti vērā", "vēl nav izlemts: 0 no 32"},
			[]string{"32 proposals received.", "12 of 32 accepted", "1 of 32 partly accepted", "19 of 32 declined", "0 of 32 not decided yet"},
			"accepted 0+37.5, partly 37.5+3.1, declined 40.6+59.4",
		},
		{
			"a part lacks", &record.Tally{Received: number(21), Accepted: number(0), Declined: number(20)},
			[]string{"Saņemts 21 priekšlikums.", "ņemti vērā: 0 no 21", "20 no 21 nav ņemti vērā", "par 1 no 21 nav zināms, kas ar to noticis", "Nav zināms, cik: ņemti vērā daļēji, vēl nav izlemts."},
			[]string{"21 proposals received.", "0 of 21 accepted", "20 of 21 declined", "for 1 of 21 it is not known what became of it", "Not known how many: partly accepted, not decided yet."},
			"declined 0+95.2, unknown 95.2+4.8",
		},
		{
			"only the whole", &record.Tally{Received: number(12)},
			[]string{"Saņemti 12 priekšlikumi. Kas ar tiem noticis, nav zināms."},
			[]string{"12 proposals received. What became of them is not known."},
			"",
		},
		{
			"no whole", &record.Tally{Accepted: number(3)},
			[]string{"Cik priekšlikumu saņemts, nav zināms.", "ņemti vērā: 3", "Nav zināms, cik: ņemti vērā daļēji, nav ņemti vērā, vēl nav izlemts."},
			[]string{"How many proposals there were is not known.", "accepted: 3", "Not known how many: partly accepted, declined, not decided yet."},
			"",
		},
		{"none", &record.Tally{Received: number(0)}, []string{"Priekšlikumu nebija."}, []string{"There were no proposals."}, ""},
	} {
		b := newTestBuilder(t, nil, "2024-06-15")
		o := progress.OutcomeOf(test.tally)
		lv, en := b.outcomeTally(i18n.Latvian, "proposals", &o, i18n.Date{}), b.outcomeTally(i18n.English, "proposals", &o, i18n.Date{})
		if got := words(lv); !slices.Equal(got, test.lv) {
			t.Errorf("%s: %q; want %q", test.name, got, test.lv)
		}
		if got := words(en); !slices.Equal(got, test.en) {
			t.Errorf("%s: %q; want %q", test.name, got, test.en)
		}
		bar := ""
		for i, p := range lv.Bar {
			if i > 0 {
				bar += ", "
			}
			bar += fmt.Sprintf("%s %.4g+%.1f", p.Key, float64(int(p.X*10+0.5))/10, p.Width)
		}
		if bar != test.bar {
			t.Errorf("%s: the bar %q; want %q", test.name, bar, test.bar)
		}
	}
}

func TestViewsSection(t *testing.T) {
	b := newTestBuilder(t, nil, "2024-06-15")
	for _, test := range []struct {
		name string
		c    progress.Consultation
		want string // the first sentence
	}{
		{"nothing", progress.Consultation{}, ""},
		{"both", progress.Consultation{Submissions: &record.Submissions{Individuals: number(5), Organisations: number(9)}}, "Viedokļu sniedzēju skaits: 14 (5 privātpersonas, 9 organizācijas)."},
		{"one of them", progress.Consultation{Submissions: &record.Submissions{Individuals: number(21)}}, "Viedokļu sniedzēju skaits: vismaz 21 (21 privātpersona, organizāciju skaits nav zināms)."},
		{"the sum, about", progress.Consultation{Submissions: &record.Submissions{Total: number(300), Bound: record.About}}, "Viedokļu sniedzēju skaits: aptuveni 300."},
		{"proposals alone", progress.Consultation{Proposals: &record.Tally{Received: number(2)}}, "Cik cilvēku un organizāciju sniedza viedokli, nav zināms."},
	} {
		s := b.viewsSection(i18n.Latvian, &test.c)
		got := ""
		if len(s.Tallies) > 0 {
			got = s.Tallies[0].Lead
		}
		if got != test.want || (got == "") != (s.Empty != "") {
			t.Errorf("%s: %q, empty: %q", test.name, got, s.Empty)
		}
	}
	counted := progress.Consultation{Proposals: &record.Tally{Received: number(2)}, ProposalsCounted: date(t, "2024-05-01")}
	if notes := b.viewsSection(i18n.English, &counted).Tallies[1].Notes; !slices.Contains(notes, "Counted on\u00a01\u00a0May\u00a02024.") {
		t.Errorf("a count before the end: %q", notes)
	}
}

// An institution has the name of the day, on its own page and on those that name it.
func TestInstitutionHasTheNameOfTheDay(t *testing.T) {
	for day, want := range map[string]string{"2024-06-30": "Old", "2024-07-01": "New"} {
		b := newTestBuilder(t, nil, day)
		b.Records.Institutions = record.NewCollection([]*record.Institution{{
			Common: record.Common{ID: "zz"}, Title: i18n.Text{i18n.English: "New"},
			FormerNames: []record.FormerName{{Title: i18n.Text{i18n.English: "Old"}, Until: i18n.Date{Year: 2024, Month: 6, Day: 30}}},
		}}, func(i *record.Institution) string { return i.ID })
		shown := b.shown(b.Records.Institutions.Get("zz")).(*record.Institution)
		if got := shown.Title[i18n.English]; got != want {
			t.Errorf("on %s its page says %q", day, got)
		}
		if got := b.shortName(i18n.English, "zz"); got != want {
			t.Errorf("on %s a card says %q", day, got)
		}
	}
}
