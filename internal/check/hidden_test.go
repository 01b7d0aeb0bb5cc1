package check

import (
	"context"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/diag"
	"parskats/internal/source"
)

// broken is YAML that can't be read.
const broken = "title: \"\nid: [\n"

// TestHidden sees that one mistake is one problem: what an unreadable file may hold is
// not missed elsewhere.
func TestHidden(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		file  string // the only one with a problem
	}{
		{"the site itself", map[string]string{"data/site.yaml": broken}, "data/site.yaml"},
		{"the list of institutions", map[string]string{"data/institutions.yaml": broken}, "data/institutions.yaml"},
		{"a list that is none", map[string]string{"data/institutions.yaml": "id: zz-kanceleja\n"}, "data/institutions.yaml"},
		{"a plan", map[string]string{
			"data/plans/zz-1/plan.yaml": broken,
			"data/coverage.yaml":        "- {type: measure, plan: zz-1, extent: all}\n",
		}, "data/plans/zz-1/plan.yaml"},
		{"a commitment with its measures", map[string]string{
			"data/plans/zz-1/commitments/zz0001.yaml": broken,
			consultationFile: consultationHead + "commitments: [zz0001]\nmeasures: [zz0001-1-1]\n",
		}, "data/plans/zz-1/commitments/zz0001.yaml"},
		{"the main file of a Markdown pair", map[string]string{
			"content/cases/zz-piemers.lv.md": "---\n" + broken + "---\n",
		}, "content/cases/zz-piemers.lv.md"},
		{"a page that is linked to", map[string]string{
			"content/pages/par.lv.md": "---\n" + broken + "---\n",
		}, "content/pages/par.lv.md"},
		{"coverage", map[string]string{"data/coverage.yaml": broken}, "data/coverage.yaml"},
		{"an unknown language of the site", map[string]string{
			"data/site.yaml": "title: Vietne\nbase_url: https://parskats.example/\nlanguages: [lt]\ntimezone: Europe/Riga\npublisher: zz-kanceleja\nsample: true\n",
		}, "data/site.yaml"},
		{"a bad id that others refer to", map[string]string{
			"data/areas.yaml": "- {id: VIDE, title: Vide}\n",
			consultationFile:  consultationHead + "policy_areas: [VIDE]\n",
		}, "data/areas.yaml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			site, problems := checkFiles(t, baseSite(t, test.files))
			list := problems.Sorted()
			if len(list) != 1 || list[0].Pos.File != test.file || site != nil {
				t.Errorf("got\n%s", text(t, problems))
			}
		})
	}
}

// Check alone makes no site of a tree with an unreadable file, even where nobody
// looks at the problems of reading.
func TestNoSiteWithUnreadableFiles(t *testing.T) {
	tree, _, err := source.Read(context.Background(), baseSite(t, map[string]string{"data/news/n.yaml": broken}), 0)
	if err != nil {
		t.Fatal(err)
	}
	if site, problems := Check(tree); site != nil || problems.Len() > 0 {
		t.Errorf("got a site, or\n%s", text(t, problems))
	}
}

func TestEmptyTree(t *testing.T) {
	site, problems := Check(source.Tree{})
	if site != nil || problems.Count(diag.Error) != 1 {
		t.Errorf("got\n%s", text(t, problems))
	}
}

// TestOrder sees that problems come in the same order and with the same words however
// the work is spread over cores.
func TestOrder(t *testing.T) {
	files := baseSite(t, nil)
	for _, name := range fixturesIn(t, invalidFolder) {
		for path, file := range readFolder(t, invalidFolder+"/"+name) {
			// One folder a fixture, so that all can stand in one site.
			if rest, ok := strings.CutPrefix(path, "data/consultations/"); ok {
				files["data/consultations/"+name+"/"+rest] = file
			}
		}
	}
	tree, _, err := source.Read(context.Background(), files, 0)
	if err != nil {
		t.Fatal(err)
	}
	first := checkWith(t, tree, 1)
	if strings.Count(first, "\n") < 50 {
		t.Fatalf("too few problems to tell:\n%s", first)
	}
	for range 10 {
		if got := checkWith(t, tree, 8); got != first {
			t.Fatalf("got\n%s\nfirst\n%s", got, first)
		}
	}
}

// checkWith prints the problems that Check finds on a number of cores.
func checkWith(t *testing.T, tree source.Tree, procs int) string {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	_, problems := Check(tree)
	return text(t, problems)
}

// A file beside the records may be linked to; one that is not there may not.
func TestLinksToFiles(t *testing.T) {
	text := func(link string) map[string]string {
		return map[string]string{"content/cases/x.md": "---\ntitle: Piemērs\n---\n\n## Sadaļa\n\n" + link + "\n"}
	}
	for _, link := range []string{
		"![Foto](foto.svg)", "[PDF](../faili/a%20b.pdf)", "[apņemšanās](../../data/plans/zz-1/commitments/zz0001.yaml#zz0001-1-1)",
		"[sadaļa](#sadala)", "[lapa](/lv/plani/)", "[tīmeklis](https://example.lv/)", "<https://example.lv/>", "[pasts](mailto:a@example.lv)",
		"[zvans](tel:+37167082934)", "[šī](x.md)", "[ar id](commitment:zz0001#zz0001-1-1)", "[pasākums](measure:zz0001-1-1)", "[augšup](#top)", "[šī](./x.md#sadala)",
	} {
		files := baseSite(t, text(link))
		files["content/cases/foto.svg"] = &fstest.MapFile{Data: []byte(`<svg width="4" height="3"/>`)}
		files["content/faili/a b.pdf"] = &fstest.MapFile{}
		if _, problems := checkFiles(t, files); problems.Count(diag.Error) > 0 {
			t.Errorf("%s: got %v", link, problems.Sorted())
		}
	}
	for link, code := range map[string]string{
		"![Foto](fotto.jpg)": "broken-link", "[mape](../cases)": "broken-link", "[mape](.)": "broken-link",
		"[vietne](../../data/site.yaml)": "broken-link", "[ārpus](../../..)": "path-escape", "[ārpus](../../../data/site.yaml)": "path-escape",
		"[skripts](javascript:alert%281%29)": "bad-url", "[dati](DATA:text/html,x)": "bad-url", "[slikts](https://[::1)": "bad-url",
		"[fails](file:///etc/passwd)": "bad-url", "[virsraksts](#nav)": "broken-link", "[virsraksts](../pages/par.lv.md#nav)": "broken-link",
		"[pasākums](../../data/plans/zz-1/commitments/zz0001.yaml#zz0001-9)": "broken-link", "[ar id](commitment:zz0009)": "unknown-ref",
		"[enkurs](commitment:zz0001#zz0001-1-9)": "broken-link", "[veids](comitment:zz0001)": "bad-url", "[metode](method:x)": "bad-url",
	} {
		_, problems := checkFiles(t, baseSite(t, text(link)))
		if list := problems.Sorted(); len(list) != 1 || list[0].Code != code {
			t.Errorf("%s: got %v", link, list)
		}
	}
}

// A symbolic link is refused; what is behind it is not called unknown, too.
func TestBehindLinksIsOneProblem(t *testing.T) {
	for _, c := range []struct {
		link  string
		under []string // what the link stands for
	}{
		{"data/site.yaml", []string{"data/site.yaml"}},
		{"data/institutions.yaml", []string{"data/institutions.yaml"}},
		{"data/plans", []string{"data/plans/"}},
		{"data/plans/zz-1", []string{"data/plans/"}},
		{"data/plans/zz-1/plan.yaml", []string{"data/plans/zz-1/plan.yaml"}},
		{"data/plans/zz-1/commitments", []string{"data/plans/zz-1/commitments/"}},
		{"data", []string{"data/"}},
	} {
		t.Run(c.link, func(t *testing.T) {
			site := baseSite(t, map[string]string{
				"content/cases/x.md": "---\ntitle: Piemērs\n---\n\n[viens](../../data/consultations/zz-apspriede.yaml), [otrs](commitment:zz0001)\n",
			})
			maps.DeleteFunc(site, func(name string, _ *fstest.MapFile) bool {
				return slices.ContainsFunc(c.under, func(under string) bool { return strings.HasPrefix(name, under) })
			})
			site[c.link] = &fstest.MapFile{Data: []byte("/elsewhere"), Mode: fs.ModeSymlink | 0o777}
			got, problems := checkFiles(t, site)
			if got != nil || problems.Len() != 1 || problems.Sorted()[0].Code != "path-escape" {
				t.Errorf("got\n%s", text(t, problems))
			}
		})
	}
}
