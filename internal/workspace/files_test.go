package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const filesText = `---
title: Piemērs
---

![Karte](../faili/karte%20Rīgā.svg) [tabula](../faili/tabula.csv) [apņemšanās](commitment:zz0001#zz0001-1-1)
[pasākums](measure:zz0001-1-1) [iestāde](institution:zz-ministrija) [lapa](../pages/par.lv.md)
`

// TestFilesOfTexts sees that a text's pictures and attachments are published, measured,
// and that links by id lead to pages.
func TestFilesOfTexts(t *testing.T) {
	dir := overlay(t, baseFolder)
	for name, text := range map[string]string{
		"content/cases/x.md":           filesText,
		"content/faili/karte Rīgā.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`,
		"content/faili/tabula.csv":     "a,b\n",
		"content/faili/melnraksts.csv": "nobody refers to it\n",
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result := build(t, dir, "2024-01-01")
	pages := render(t, result.Site.Outputs, all)
	if got := pages["files/content/faili/tabula.csv"]; got != "a,b\n" {
		t.Errorf("the attachment: got %q", got)
	}
	if _, ok := pages["files/content/faili/melnraksts.csv"]; ok {
		t.Error("a file that no text refers to was published")
	}
	page := pages["lv/laba-prakse/x/index.html"]
	for _, want := range []string{
		`<img src="/files/content/faili/karte%20R%C4%ABg%C4%81.svg" alt="Karte" width="40" height="30" loading="lazy">`,
		`<a href="/files/content/faili/tabula.csv">`,
		`<a href="/lv/apnemsanas/zz0001/#zz0001-1-1">apņemšanās</a>`,
		`<a href="/lv/apnemsanas/zz0001/#zz0001-1-1">pasākums</a>`,
		`<a href="/lv/institucijas/zz-ministrija/">`,
		`<a href="/lv/par-vietni/">lapa</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
}
