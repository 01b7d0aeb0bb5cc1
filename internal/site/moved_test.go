package site

import "testing"

// TestLasts says which files promise to keep their address. The file of a record goes with
// the record, whose page is what a build refuses to lose; tables stay by a test of package
// opendata.
func TestLasts(t *testing.T) {
	for file, want := range map[string]string{
		"lv/plani/lv-5/index.html":               "/lv/plani/lv-5/",
		"lv/dati/index.html":                     "/lv/dati/",
		"en/data/measures-state/index.html":      "/en/data/measures-state/",
		"index.html":                             "/",
		"404.html":                               "",
		"lv/lidzdaliba/lapa/2/index.html":        "",
		"en/consultations/by/year/2023/x.html":   "",
		"lv/izmainas/2026-09/index.html":         "",
		"lv/skaitli/plan-state/data.csv":         "",
		"data/v1/commitments.csv":                "",
		"data/v1/commitments/lv0046.json":        "",
		"data/v1/commitments/lv0046/index.html5": "",
	} {
		if got, ok := Lasts(file); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %t; want %q", file, got, ok, want)
		}
	}
}
