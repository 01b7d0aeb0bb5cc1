package check

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

const (
	consultationHead = "title: Apspriede\ninstitution: zz-ministrija\n"
	consultationFile = "data/consultations/x.yaml"
)

// validSite checks the base site with files put on it, and fails where they have a
// problem.
func validSite(t *testing.T, files map[string]string) *record.Site {
	t.Helper()
	site, problems := checkFiles(t, baseSite(t, files))
	if site == nil || problems.Len() > 0 {
		t.Fatalf("got\n%s", text(t, problems))
	}
	return site
}

// problemsOf returns what is printed of the base site with files put on it.
func problemsOf(t *testing.T, files map[string]string) string {
	t.Helper()
	_, problems := checkFiles(t, baseSite(t, files))
	return text(t, problems)
}

// consultation reads a consultation with the fields.
func consultation(t *testing.T, fields string) *record.Consultation {
	t.Helper()
	site := validSite(t, map[string]string{consultationFile: consultationHead + fields})
	return site.Consultations.Get("x")
}

func date(t *testing.T, s string) i18n.Date {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDates(t *testing.T) {
	c := consultation(t, "announced: 2023\nopens: 2023-10\ncloses: 2023-10-16\nact_date: \" 2024-01-01 \"\n")
	for _, test := range []struct {
		got  i18n.Date
		want string
	}{{c.Announced, "2023"}, {c.Opens, "2023-10"}, {c.Closes, "2023-10-16"}, {c.ActDate, "2024-01-01"}} {
		if test.got != date(t, test.want) {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	c := consultation(t, "proposals: {received: 12, accepted: 0, partly: +3}\nparticipants: {value: 1200, unit: people, bound: about}\n")
	p := c.Proposals
	if *p.Received != 12 || *p.Accepted != 0 || *p.Partly != 3 || p.Declined != nil {
		t.Errorf("got %+v: what is left out is unknown, what is 0 is known", p)
	}
	if got := *c.Participants; got != (record.Count{Value: 1200, Unit: record.People, Bound: record.About}) {
		t.Errorf("got %+v", got)
	}
	site := validSite(t, map[string]string{"data/budget-rounds/x.yaml": "title: Kārta\ninstitution: zz-ministrija\nbudget: 12500.75\nidea_limit: 1e3\n"})
	if r := site.BudgetRounds.Get("x"); *r.Budget != 12500.75 || *r.IdeaLimit != 1000 {
		t.Errorf("got %v, %v", *r.Budget, *r.IdeaLimit)
	}
}

func TestYesNo(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/plans/zz-1/commitments/zz0002.yaml": "number: 2\ntitle: Apņemšanās\nirm: {verifiable: true, promising: False}\n",
	})
	irm := site.Commitments.Get("zz0002").IRM
	if !*irm.Verifiable || *irm.Promising || irm.OpenGovLens != nil {
		t.Errorf("got %v, %v, %v", *irm.Verifiable, *irm.Promising, irm.OpenGovLens)
	}
}

// Numbers of commitments and measures are texts, with or without quotes: 1.10 is not
// 1.1.
func TestTextsThatLookLikeNumbers(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/plans/zz-1/commitments/zz0002.yaml": "number: 2\ntitle: 2023\nmeasures: [{number: 1.10, title: true}, {number: 1.1, title: null and void}]\n",
	})
	c := site.Commitments.Get("zz0002")
	if c.Number != "2" || c.Title[i18n.Latvian] != "2023" || c.Measures[0].Number != "1.10" || c.Measures[0].Title[i18n.Latvian] != "true" {
		t.Errorf("got %+v", c)
	}
	if got := c.Measures[0].Key + " " + c.Measures[1].Key; got != "zz0002-1-10 zz0002-1-1" {
		t.Errorf("got the keys %s", got)
	}
}

func TestLocalised(t *testing.T) {
	c := consultation(t, `
summary: {lv: Kopsavilkums, en: Summary}
note: >-
  Garāka
  piezīme
territory_text: {en: Riga}
institution_note: {lv: " ar atstarpēm ", en: Note}
accommodations: [Attālināti, {lv: Viegli, en: Plain}]
`)
	for _, test := range []struct{ got, want i18n.Text }{
		{c.Title, i18n.Text{"lv": "Apspriede"}},
		{c.Summary, i18n.Text{"lv": "Kopsavilkums", "en": "Summary"}},
		{c.Note, i18n.Text{"lv": "Garāka piezīme"}},
		{c.TerritoryText, i18n.Text{"en": "Riga"}},
		{c.InstitutionNote, i18n.Text{"lv": "ar atstarpēm", "en": "Note"}},
		{c.Accommodations[0], i18n.Text{"lv": "Attālināti"}},
		{c.Accommodations[1], i18n.Text{"lv": "Viegli", "en": "Plain"}},
	} {
		if !maps.Equal(test.got, test.want) {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
}

// The default language is the site's first, wherever a text does not say its own.
func TestDefaultLanguage(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/site.yaml": "title: Site\nbase_url: https://parskats.example/\nlanguages: [en, lv]\ntimezone: Europe/Riga\npublisher: zz-kanceleja\nsample: true\n",
		// The base site's Markdown has its fields in the Latvian files.
		"content/cases/zz-piemers.en.md": "---\ntitle: Sample case\ninstitutions: [zz-ministrija]\n---\n",
		"content/cases/zz-piemers.lv.md": "---\ntitle: Paraugs\n---\n",
		"content/news/n.md":              "---\ntitle: News\ndate: 2023\n---\n\nBody\n",
	})
	if got := site.Config.Title; !maps.Equal(got, i18n.Text{"en": "Site"}) {
		t.Errorf("title: got %v", got)
	}
	if got := site.Cases.Get("zz-piemers").Title; !maps.Equal(got, i18n.Text{"en": "Sample case", "lv": "Paraugs"}) {
		t.Errorf("case: got %v", got)
	}
	news := site.News.Get("n")
	if news.Body[i18n.English] == nil || news.Title[i18n.English] != "News" {
		t.Errorf("news: got %v", news.Title)
	}
}

// A site in one language can hold texts in another, so that nobody must delete them
// to switch a language off.
func TestTextsInALanguageThatTheSiteLacks(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/site.yaml": "title: {lv: Vietne, en: Site}\nbase_url: https://parskats.example/\nlanguages: [lv]\ntimezone: Europe/Riga\npublisher: zz-kanceleja\nsample: true\n",
	})
	c := site.Cases.Get("zz-piemers")
	if c.Title[i18n.Latvian] != "Parauga piemērs" || c.Title[i18n.English] != "Sample case" || len(c.Institutions) != 1 {
		t.Errorf("got %v of %v", c.Title, c.Institutions)
	}
}

// A record may exist in another language than the site's first alone: that is a warning.
func TestRecordInOneLanguage(t *testing.T) {
	site, problems := checkFiles(t, baseSite(t, map[string]string{
		"content/cases/x.en.md": "---\ntitle: Case\ninstitutions: [zz-ministrija]\n---\n\nText\n",
	}))
	if site == nil || problems.Len() != 1 || problems.Count(diag.Warning) != 1 {
		t.Fatalf("got\n%s", text(t, problems))
	}
	c := site.Cases.Get("x")
	if !maps.Equal(c.Title, i18n.Text{"en": "Case"}) || c.Body[i18n.English] == nil || c.Body[i18n.Latvian] != nil {
		t.Errorf("got %v, %v", c.Title, c.Body)
	}
}

func TestMarkdownPair(t *testing.T) {
	c := validSite(t, nil).Cases.Get("zz-piemers")
	if !maps.Equal(c.Title, i18n.Text{"lv": "Parauga piemērs", "en": "Sample case"}) {
		t.Errorf("got %v", c.Title)
	}
	if len(c.Body) != 2 || c.Path != "content/cases/zz-piemers.lv.md" {
		t.Errorf("got %d bodies of %s", len(c.Body), c.Path)
	}
}

// TestEmptyIsNotGiven goes through the ways to leave a field empty.
func TestEmptyIsNotGiven(t *testing.T) {
	for _, empty := range []string{
		"", " ~", " null", ` ""`, ` "  "`, " []", " {}", ` [""]`, " [~]", " {lv: , en: ''}", " [{}]", " {a: {b: []}}", " >-",
	} {
		for _, field := range []string{"summary", "opens", "proposals", "methods", "sources", "level", "url", "sample", "aliases"} {
			if got := problemsOf(t, map[string]string{consultationFile: consultationHead + field + ":" + empty + "\n"}); got != "" {
				t.Errorf("%s:%s: got\n%s", field, empty, got)
			}
		}
		want := consultationFile + ":2:1: error: nothing is filled in for \"institution\" [missing-field]\n"
		if got := problemsOf(t, map[string]string{consultationFile: "title: Apspriede\ninstitution:" + empty + "\n"}); got != want {
			t.Errorf("institution:%s: got\n%s", empty, got)
		}
	}
}

func TestReferences(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/areas.yaml":          "- {id: vide, title: Vide}\n",
		"data/methods/aptauja.yml": "title: Aptauja\n",
		"data/plans/zz-1/commitments/2024/zz0002.yaml": "number: 2\ntitle: Apņemšanās\ndirection: lidzdaliba\nlead: [zz-kanceleja]\n" +
			"measures: [{number: 2.1, title: Pasākums, headline: [ietvars]}]\n",
		consultationFile: consultationHead + "policy_areas: [vide]\nmethods: [aptauja]\ncommitments: [zz0001, zz0002]\nmeasures: [zz0002-2-1]\n",
	})
	c := site.Commitments.Get("zz0002")
	if c.Plan != "zz-1" || c.Direction != "lidzdaliba" || !slices.Equal(c.Measures[0].Headline, []string{"ietvars"}) {
		t.Errorf("got %+v", c)
	}
	if got := site.Consultations.Get("x"); !slices.Equal(got.Measures, []string{"zz0002-2-1"}) || !slices.Equal(got.Commitments, []string{"zz0001", "zz0002"}) {
		t.Errorf("got %+v", got)
	}
}

// Directions and headline actions are those of the commitment's own plan.
func TestDirectionsOfAnotherPlan(t *testing.T) {
	got := problemsOf(t, map[string]string{
		"data/plans/zz-2/plan.yaml":               "title: Otrais\nstarts: 2026\nends: 2027\ndirections: [{id: cits, title: Cits}]\n",
		"data/plans/zz-1/commitments/zz0002.yaml": "number: 2\ntitle: Apņemšanās\ndirection: cits\n",
	})
	want := "data/plans/zz-1/commitments/zz0002.yaml:3:12: error: unknown direction \"cits\" [unknown-ref]\n    one of: lidzdaliba\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestIDs(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/consultations/2023/Q4/00-ta-0001.yaml": consultationHead,
		"data/consultations/Jebkāds vārds.yaml":      "id: otrais\n" + consultationHead,
		"content/consultations/tresais.lv.md":        "---\n" + consultationHead + "---\n",
	})
	var ids []string
	for _, c := range site.Consultations.All() {
		ids = append(ids, c.ID)
	}
	if want := []string{"00-ta-0001", "otrais", "tresais", "zz-apspriede"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if got := site.Consultations.Get("00-ta-0001").Path; got != "data/consultations/2023/Q4/00-ta-0001.yaml" {
		t.Errorf("got the path %s", got)
	}
}

func TestAliases(t *testing.T) {
	c := consultation(t, "aliases: [/lv/vecs/, /vecs.html, /a/b]\n")
	if want := []string{"/lv/vecs/", "/vecs.html", "/a/b"}; !slices.Equal(c.Aliases, want) {
		t.Errorf("got %v", c.Aliases)
	}
}

func TestCoverage(t *testing.T) {
	site := validSite(t, map[string]string{
		"data/coverage.yaml": "- {type: consultation, extent: found, checked: 2026-11}\n- {type: measure, plan: zz-1, extent: all, total: 1}\n",
	})
	if len(site.Coverage) != 2 || site.Coverage[0].Extent != record.ExtentFound || *site.Coverage[1].Total != 1 {
		t.Errorf("got %+v", site.Coverage)
	}
	for in, want := range map[string]string{
		"a: b\n":                                 "data/coverage.yaml:1:1: error: \"data/coverage.yaml\" must be a list, not a group of fields [wrong-type]\n    the file is a list: begin each record with \"- \"\n",
		"- {type: consultations, extent: all}\n": "data/coverage.yaml:1:10: error: \"consultations\" is not a value of type [bad-value]\n",
		"- {type: case, extent: all, plan: x}\n": "data/coverage.yaml:1:35: error: unknown plan \"x\" [unknown-ref]\n    one of: zz-1\n",
		"- consultation\n":                       "data/coverage.yaml:1:3: error: a record must consist of fields (name: value) [wrong-type]\n",
	} {
		if got := problemsOf(t, map[string]string{"data/coverage.yaml": in}); !strings.HasPrefix(got, want) {
			t.Errorf("%s: got\n%s", in, got)
		}
	}
}

// TestExamples reads the examples of docs/records.md. Of what they refer to, this site
// has nothing.
func TestExamples(t *testing.T) {
	places := map[record.TypeName]string{
		"site": configFile, "coverage": coverageFile, "plan": "data/plans/zz-2/plan.yaml",
		"commitment": "data/plans/zz-2/commitments/zz0002.yaml",
	}
	names := []record.TypeName{"site", "coverage"}
	folders := map[record.TypeName]string{}
	for _, typ := range record.Types() {
		names = append(names, typ.Name)
		folders[typ.Name] = typ.Folder
	}
	for _, name := range names {
		place := places[name]
		if place == "" {
			place = "data/" + folders[name] + "/zz-example.yaml"
		}
		example := record.Example(name)
		if strings.HasPrefix(example, "---\n") {
			place = strings.TrimSuffix(place, ".yaml") + ".lv.md"
		} else if strings.HasPrefix(example, "- ") && name != "coverage" {
			place = "data/" + folders[name] + ".yaml"
		}
		_, problems := checkFiles(t, baseSite(t, map[string]string{place: example}))
		for _, p := range problems.Sorted() {
			if p.Code != "unknown-ref" && p.Code != "sample-data" && p.Pos.File == place {
				t.Errorf("%s:%d: %s [%s]", place, p.Pos.Line, p.Text("en"), p.Code)
			}
		}
	}
}
