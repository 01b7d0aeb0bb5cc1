package site

import (
	"strings"
	"testing"
)

// A feed's entry says what to know without opening the page: days, whose it is, at which level,
// and what it is about.
func TestFeedSummariesAreFull(t *testing.T) {
	files := datedFiles(map[string]string{
		"data/consultations/zz-k.yaml": `title: {lv: Ielas, en: Streets}
summary: {lv: "Kā ielas mainīt?", en: "How to change streets?"}
institution: zz-a
co_institutions: [zz-b]
opens: 2024-06-03
closes: 2024-06-17
level: co_create
feedback: {status: published, date: 2024-06-20, url: "https://example.lv/a"}
`,
		"content/cases/zz-c.lv.md": "---\ntitle: Labi\nsummary: Tā dara.\ninstitutions: [zz-b]\nstarts: 2024-02-01\nlevel: consult\n---\nTeksts.\n",
		"content/cases/zz-c.en.md": "---\ntitle: Good\nsummary: It is done so.\n---\nText.\n",
		"data/events/zz-n.yaml":    "title: {lv: Forums, en: Forum}\nsummary: {lv: Par valsti, en: On the state}\nkind: forum\norganisers: [zz-b]\nstarts: 2024-06-05\nends: 2024-06-06\n",
		"content/news/zz-z.lv.md":  "---\ntitle: Ziņa\ndate: 2024-05-05\nsummary: Kas jauns\n---\nTeksts.\n",
		"content/news/zz-z.en.md":  "---\ntitle: News\nsummary: What is new\n---\nText.\n",
	})
	b := builderOf(t, files, "2024-06-30")
	for path, wants := range map[string]map[string]string{
		"lv/atom.xml": {
			"consultation/zz-k/consultation_opened/2024-06-03":    "Sākusies līdzdalība. 2024. gada 3.–17. jūnijs. Pirmā. Otrā. Līmenis: kopīga izstrāde. Kā ielas mainīt?",
			"consultation/zz-k/feedback_published/2024-06-20":     "Publicēta atgriezeniskā saite. 2024. gada 20. jūnijs. Iesaistīties varēja: 2024. gada 3.–17. jūnijs. Pirmā. Otrā. Līmenis: kopīga izstrāde. Kā ielas mainīt?",
			"case/zz-c/case_began/2024-02-01":                     "Sācies labās prakses piemērs. 2024. gada 1. februāris. Otrā. Līmenis: viedokļa noskaidrošana. Tā dara.",
			"event/zz-n/event_held/2024-06-05":                    "Norisinājies notikums. 2024. gada 5.–6. jūnijs. Otrā. Par valsti",
			"commitment/zz0001/zz0001-1-1/due_revised/2024-05-02": "Pasākums 1.1: noteikts jauns termiņš: 2024. gada 30. septembris; iepriekšējais: 2024. gada jūnijs. Trūka laika. Otrā",
			"news/zz-z/news_published/2024-05-05":                 "Jaunums. 2024. gada 5. maijs. Kas jauns",
		},
		"en/atom.xml": {
			"consultation/zz-k/feedback_published/2024-06-20": "Feedback published. 20 June 2024. Open for participation: 3–17 June 2024. First. Second. Level: co-create. How to change streets?",
			"case/zz-c/case_began/2024-02-01":                 "Good-practice case began. 1 February 2024. Second. Level: consult. It is done so.",
			"news/zz-z/news_published/2024-05-05":             "News. 5 May 2024. What is new",
		},
	} {
		f, _ := feedOf(t, b, path)
		got := map[string]string{}
		for _, e := range f.Entries {
			id := strings.TrimPrefix(strings.TrimSuffix(e.ID, "/"+path[:2]), "tag:example.lv,2026:parskats/")
			got[id] = strings.ReplaceAll(e.Summary, "\u00a0", " ")
		}
		for id, want := range wants {
			if got[id] != want {
				t.Errorf("%s, %s: got\n%q, want\n%q", path, id, got[id], want)
			}
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{nil, ""}, {[]string{"Viens"}, "Viens"}, {[]string{"Viens", "Divi"}, "Viens. Divi"}, {[]string{"Viens.", "Divi"}, "Viens. Divi"}, {[]string{"Vai?", "Jā!", "Nē…", "Labi"}, "Vai? Jā! Nē… Labi"},
	} {
		if got := sentences(c.parts); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
