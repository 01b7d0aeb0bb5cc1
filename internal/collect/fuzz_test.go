package collect_test

import (
	"testing"

	"parskats/internal/check"
	"parskats/internal/collect"
	"parskats/internal/diag"
	"parskats/internal/importer"
	"parskats/internal/source"
)

// options are what a workbook is taken into.
func (s sample) options() collect.Options {
	s.t.Helper()
	tree, site := s.read()
	return collect.Options{
		Tree: tree, Site: site, Today: day(s.t, "2026-02-25"), Check: check.Check,
		Read: func(path string) ([]byte, error) { return []byte(s.files[path]), nil },
	}
}

// checkTaken sees that the rows add up, and that what would be written is sound.
func checkTaken(t *testing.T, result *importer.Result, options collect.Options) {
	t.Helper()
	c := result.Counts
	if c.Rows != c.New+c.Updated+c.Unchanged+c.Rejected+c.Skipped || c.Rejected > 0 && result.Problems.Count(diag.Error) == 0 {
		t.Errorf("%+v\n%s", c, printed(t, result.Problems))
	}
	if len(result.Files) == 0 {
		return
	}
	tree := options.Tree
	tree.Documents = nil
	for _, d := range options.Tree.Documents {
		for _, file := range result.Files {
			if file.Path == d.Path {
				d, _ = source.Parse(file.Path, file.Content)
			}
		}
		tree.Documents = append(tree.Documents, d)
	}
	if _, problems := check.Check(tree); problems.Count(diag.Error) > 0 {
		t.Errorf("%s\n%s", printed(t, problems), result.Files[0].Content)
	}
}

// FuzzReturned reads anything as a workbook that came back.
func FuzzReturned(f *testing.F) {
	s := newSample(f)
	f.Add(s.workbook("zz-kanceleja"))
	f.Add(fill(f, s.workbook("zz-kanceleja"), filledIn()))
	f.Add([]byte("PK\x03\x04"))
	options := s.options()
	f.Fuzz(func(t *testing.T, raw []byte) {
		returned, problems, isSheet := collect.Read("x.xlsx", raw)
		if !isSheet && (returned != nil || problems.Len() > 0) || isSheet && (returned == nil) != (problems.Count(diag.Error) > 0) {
			t.Fatalf("is a sheet: %v, read: %v, %s", isSheet, returned != nil, printed(t, problems))
		}
		if returned == nil {
			return
		}
		result, err := collect.Take(returned, options)
		if err != nil {
			t.Fatal(err)
		}
		checkTaken(t, result, options)
	})
}

// FuzzCells takes anything that an institution may have written.
func FuzzCells(f *testing.F) {
	s := newSample(f)
	returned, problems, _ := collect.Read("x.xlsx", fill(f, s.workbook("zz-kanceleja"), filledIn()))
	if returned == nil {
		f.Fatal(printed(f, problems))
	}
	options := s.options()
	f.Add(0, "zz0001-1-1", "izpildīts", "2026-01-15", "Notika.", "It was.", "Viens\nDivi", "https://zz.example/1\nhttps://zz.example/2", "2025\n1.12.2025", "Laiks.")
	f.Add(2, "zz0001-1-3", "", "46000", "- a: b\n# c", "...", "", "www.zz.example", "", "---")
	f.Add(1, "zz0001-1-2", "complete", "2024-07", "\"'|>", "{", "[", "http://x", "2030-01-01", "&a *a !b")
	f.Fuzz(func(t *testing.T, row int, key, status, date, lv, en, title, url, published, delay string) {
		changed := returned.WithCells(max(0, row)%3, map[string]string{
			"key": key, "status": status, "date": date, "text.lv": lv, "text.en": en, "evidence-title": title, "evidence-url": url,
			"evidence-published": published, "delay": delay,
		})
		result, err := collect.Take(changed, options)
		if err != nil {
			t.Fatal(err)
		}
		checkTaken(t, result, options)
	})
}
