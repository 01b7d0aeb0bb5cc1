package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"

	"parskats/internal/diag"
)

func render(t *testing.T, src string, opt RenderOptions) string {
	t.Helper()
	doc, _ := Parse("x.md", 1, src)
	var b strings.Builder
	if err := doc.Render(&b, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"paragraph", "Teksts *uzsvērts* un **ļoti**, `kods`, ~~nē~~ & \"pēdiņas\"", "<p>Teksts <em>uzsvērts</em> un <strong>ļoti</strong>, <code>kods</code>, <del>nē</del> &amp; &quot;pēdiņas&quot;</p>\n"},
		{"no typographer", "a -- b ... 'c'", "<p>a -- b ... 'c'</p>\n"},
		{"headings", "# Mērķi\n\n## Mērķi\n\nCits\n====\n", "<h2 id=\"merki\">Mērķi</h2>\n<h3 id=\"merki-2\">Mērķi</h3>\n<h2 id=\"cits\">Cits</h2>\n"},
		{"heading of level 6", "###### x", "<h6 id=\"x\">x</h6>\n"},
		{"link", "[x](/a/b \"virsraksts\")", "<p><a href=\"/a/b\" title=\"virsraksts\">x</a></p>\n"},
		{"link to another site", "[x](https://example.org/?a=1&b=2)", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">x</a></p>\n"},
		{"link with letters", "[x](/līdzdalība/ā b)", "<p>[x](/līdzdalība/ā b)</p>\n"},
		{"link with letters and spaces", "[x](</līdz ā>)", "<p><a href=\"/l%C4%ABdz%20%C4%81\">x</a></p>\n"},
		{"link by reference", "[x][y]\n\n[y]: /z", "<p><a href=\"/z\">x</a></p>\n"},
		{"mail", "<a@example.lv> un b@example.lv", "<p><a href=\"mailto:a@example.lv\">a@example.lv</a> un <a href=\"mailto:b@example.lv\">b@example.lv</a></p>\n"},
		{"bare url", "skat. https://example.org/a.", "<p>skat. <a href=\"https://example.org/a\" rel=\"noopener\">https://example.org/a</a>.</p>\n"},
		{"image", "![Karte \"A\"](map.png \"Rīga\")", "<p><img src=\"map.png\" alt=\"Karte &#34;A&#34;\" title=\"Rīga\" loading=\"lazy\"></p>\n"},
		{"image in a link", "[![a](b.png)](/c)", "<p><a href=\"/c\"><img src=\"b.png\" alt=\"a\" loading=\"lazy\"></a></p>\n"},
		{"link in a link", "[a https://b.lv](/c)", "<p><a href=\"/c\">a https://b.lv</a></p>\n"},
		{"footnote in a link", "[a[^1]](/c)\n\n[^1]: Piezīme", "<p><a href=\"/c\">a<sup id=\"fnref:1\">1</sup></a></p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>Piezīme <a href=\"#fnref:1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩︎</a></p>\n</li>\n</ol>\n</section>\n"},
		{"footnote twice", "a[^1] b[^1]\n\n[^1]: Piezīme", "<p>a<sup id=\"fnref:1\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup> b<sup id=\"fnref1:1\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>Piezīme <a href=\"#fnref:1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩︎</a> <a href=\"#fnref1:1\" role=\"doc-backlink\" aria-label=\"Back to the text, 2\">↩︎</a></p>\n</li>\n</ol>\n</section>\n"},
		{"table", "| A | B |\n|---|--:|\n| 1 | 2 |", "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">A</th>\n<th scope=\"col\" class=\"align-right\">B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-right\">2</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"table with an empty corner", "| | B |\n|---|:-:|", "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>\n<thead>\n<tr>\n<td></td>\n<th scope=\"col\" class=\"align-center\">B</th>\n</tr>\n</thead>\n</table>\n</div>\n"},
		{"code", "```yaml\na: <b>\n```", "<pre tabindex=\"0\"><code class=\"language-yaml\">a: &lt;b&gt;\n</code></pre>\n"},
		{"indented code", "    a\n\n    b", "<pre tabindex=\"0\"><code>a\n\nb\n</code></pre>\n"},
		{"raw html", "a <b>c</b> d\n\n<script>alert(1)</script>\n\ne", "<p>a c d</p>\n<p>e</p>\n"},
		{"list", "1. a\n2. b\n\n- [ ] c", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>[ ] c</li>\n</ul>\n"},
		{"character references", "&copy; &#39; \\*x\\* &amp;lt;", "<p>© ' *x* &amp;lt;</p>\n"},
	} {
		if got := render(t, test.src, RenderOptions{HeadingShift: 1}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestRenderRefusesUnsafeURLs(t *testing.T) {
	for _, src := range []string{
		"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert)", "[x](<java\tscript:alert>)", "[x](java&#9;script:alert)",
		"[x](&#106;avascript:alert)", "[x](javascript&colon;alert)", "[x](\\javascript:alert)", "[x](vbscript:x)", "[x](data:text/html,x)",
		"[x](file:///etc/passwd)", "<javascript:alert(1)>", "<data:text/html,x>", "![x](data:image/svg+xml,x)",
		"[x][y]\n\n[y]: javascript:alert", "[x](:javascript)", "[x](<\x01javascript:alert>)", "[x](blob:x)", "ftp://example.org/x",
	} {
		got := render(t, src, RenderOptions{})
		if strings.Contains(got, "href") || strings.Contains(got, "src") {
			t.Errorf("%q gives %s", src, got)
		}
	}
	resolved := render(t, "[x](/a) ![y](/b)", RenderOptions{Resolve: func(string) (string, bool) {
		return "javascript:alert(1)", true
	}})
	if want := "<p>x y</p>\n"; resolved != want {
		t.Errorf("a resolver's unsafe URL gives %s", resolved)
	}
}

func TestResolve(t *testing.T) {
	var asked []string
	got := render(t, "[a](consultation:x) [b](../b.md) ![c](c&amp;d.png) https://e.lv", RenderOptions{
		Resolve: func(destination string) (string, bool) {
			asked = append(asked, destination)
			return "/r/" + destination, !strings.HasSuffix(destination, ".md")
		},
	})
	want := "<p><a href=\"/r/consultation:x\">a</a> b <img src=\"/r/c&amp;d.png\" alt=\"c\" loading=\"lazy\"> <a href=\"/r/https://e.lv\">https://e.lv</a></p>\n"
	if got != want {
		t.Errorf("got %s", got)
	}
	if want := []string{"consultation:x", "../b.md", "c&d.png", "https://e.lv"}; !reflect.DeepEqual(asked, want) {
		t.Errorf("asked for %q", asked)
	}
}

func TestLabels(t *testing.T) {
	src := "|a|\n|-|\n\n|b|\n|-|\n\nx[^1]\n\n[^1]: y"
	for _, test := range []struct {
		opt  RenderOptions
		want []string
	}{
		{RenderOptions{Lang: "lv"}, []string{`"Tabula"`, `"Tabula 2"`, `"Piezīmes"`, `"Atpakaļ uz tekstu"`}},
		{RenderOptions{Lang: "en"}, []string{`"Table"`, `"Table 2"`, `"Footnotes"`, `"Back to the text"`}},
		{RenderOptions{Labels: Labels{Table: "T&", Footnotes: "F", Backlink: "B"}}, []string{`"T&amp;"`, `"T&amp; 2"`, `"F"`, `"B"`}},
	} {
		got := render(t, src, test.opt)
		for _, label := range test.want {
			if !strings.Contains(got, "aria-label="+label) {
				t.Errorf("no label %s in\n%s", label, got)
			}
		}
	}
}

func TestParseLinks(t *testing.T) {
	doc, problems := Parse("content/x.md", 10, "Ā [a](b) un ![ķ *l*](m.png)\n\n- (https://e.lv) [r]\n  <x@y.lv>\n\n| T |\n|---|\n| ā [c](d) |\n\n[r]: /z\n")
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	at := func(line, col int) diag.Pos { return diag.Pos{File: "content/x.md", Line: line, Col: col} }
	want := []Link{
		{Destination: "b", Pos: at(10, 3)},
		{Destination: "m.png", Pos: at(10, 13), IsImage: true, Alt: "ķ l"},
		{Destination: "https://e.lv", Pos: at(12, 4)},
		{Destination: "/z", Pos: at(12, 18)},
		{Destination: "mailto:x@y.lv", Pos: at(13, 3)},
		{Destination: "d", Pos: at(17, 5)},
	}
	if !reflect.DeepEqual(doc.Links, want) {
		for _, l := range doc.Links {
			t.Errorf("got %+v", l)
		}
	}
}

func TestParseHeadings(t *testing.T) {
	doc, _ := Parse("x.md", 5, "# Šķēršļi un *mērķi* `x`\n\ntext\n\n  ## §\n\n> ### Pārskats 2023[^1]\n\nVirs\nraksts\n---\n\n## Pārskats 2023 2\n\n## Pārskats 2023\n\n[^1]: y\n")
	want := []Heading{
		{1, "Šķēršļi un mērķi x", "skersli-un-merki-x", diag.Pos{File: "x.md", Line: 5, Col: 1}},
		{2, "§", "section", diag.Pos{File: "x.md", Line: 9, Col: 3}},
		{3, "Pārskats 2023", "parskats-2023", diag.Pos{File: "x.md", Line: 11, Col: 3}},
		{2, "Virs raksts", "virs-raksts", diag.Pos{File: "x.md", Line: 13, Col: 1}},
		{2, "Pārskats 2023 2", "parskats-2023-2", diag.Pos{File: "x.md", Line: 17, Col: 1}},
		{2, "Pārskats 2023", "parskats-2023-3", diag.Pos{File: "x.md", Line: 19, Col: 1}},
	}
	if !reflect.DeepEqual(doc.Headings, want) {
		for _, h := range doc.Headings {
			t.Errorf("got %+v", h)
		}
	}
}

func TestRawHTML(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"inline", "ā <b>x</b>", "1:3 <b>"},
		{"inline, again", "<i>x</i> <i>y</i>", "1:1 <i>; 1:10 <i>"},
		{"end alone", "x</b>", "1:2 </b>"},
		{"void", "a<br>b<br/>", "1:2 <br>; 1:7 <br/>"},
		{"over lines", "a <a\nhref=\"x\">b</a>", "1:3 <a href=\"x\">"},
		{"block", "x\n\n  <div class=\"a\">\n\ny\n\n</div>", "3:3 <div class=\"a\">"},
		{"script", "<script>\nalert(1)\n</script>\n", "1:1 <script>"},
		{"long tag", "<div data-a=\"" + strings.Repeat("ā", 50) + "\">", "1:1 <div data-a=\"" + strings.Repeat("ā", 27) + "…"},
		{"in a list", "- a\n- <u>b</u>", "2:3 <u>"},
		{"in a table", "|a|\n|-|\n|<u>b|", "3:2 <u>"},
		{"comment", "a <!-- piezīme --> b\n\n<!--\npiezīme\n-->\n", "1:3 <!-- piezīme -->; 3:1 <!-- piezīme -->"},
		{"comment that does not end", "a\n\n<!-- b\n", "3:1 <!-- b"},
		{"comment with more", "<!-- a --> <script>", "1:1 <!-- a -->"},
		{"code", "`<b>` \\<b>\n\n    <b>\n", ""},
		{"less than", "a < b, 5<6 un <https://e.lv>", ""},
		{"instruction", "<?php echo 1 ?>", "1:1 <?php echo 1 ?>"},
	} {
		_, problems := Parse("x.md", 1, test.src)
		var got []string
		for _, p := range problems.Sorted() {
			if p.Code != "raw-html" {
				t.Errorf("%s: got code %s", test.name, p.Code)
			}
			got = append(got, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Col, p.Args["tag"]))
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%s: got %s, want %s", test.name, s, test.want)
		}
	}
}

func TestPlainText(t *testing.T) {
	src := "# Mērķis\n\nTeksts *ar* [saiti](/a) un\nattēlu ![karte](b.png), `kods &amp;` &amp; \\*x\\*[^1].\n\n- viens\n- divi\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<b>c</b>\n\n    d\n\n[^1]: piezīme\n"
	doc, _ := Parse("x.md", 1, src)
	all := "Mērķis Teksts ar saiti un attēlu karte, kods &amp; & *x*. viens divi A B 1 2 c d"
	for _, test := range []struct {
		max  int
		want string
	}{
		{0, all},
		{len([]rune(all)), all},
		{len([]rune(all)) - 1, "Mērķis Teksts ar saiti un attēlu karte, kods &amp; & *x*. viens divi A B 1 2 c…"},
		{len([]rune(all)) - 2, "Mērķis Teksts ar saiti un attēlu karte, kods &amp; & *x*. viens divi A B 1 2…"},
		{40, "Mērķis Teksts ar saiti un attēlu karte…"},
		{7, "Mērķis…"},
		{8, "Mērķis…"},
		{5, "Mērķ…"},
		{1, "…"},
	} {
		if got := doc.PlainText(test.max); got != test.want {
			t.Errorf("%d: got %q, want %q", test.max, got, test.want)
		}
	}
	empty, _ := Parse("x.md", 1, "")
	if got := empty.PlainText(10); got != "" {
		t.Errorf("got %q for nothing", got)
	}
}

func TestRenderIsSafeForGoroutines(t *testing.T) {
	doc, _ := Parse("x.md", 1, "# a\n\n|x|y|\n|-|:-|\n|1[^1]|2|\n\n![i](j) https://k.lv\n\n[^1]: n\n")
	var wait sync.WaitGroup
	results := make([]string, 8)
	for i := range results {
		wait.Go(func() {
			var b bytes.Buffer
			if err := doc.Render(&b, RenderOptions{HeadingShift: i % 2}); err != nil {
				t.Error(err)
			}
			results[i] = b.String() + doc.PlainText(20)
		})
	}
	wait.Wait()
	for i, got := range results {
		if got != results[i%2] {
			t.Errorf("render %d differs", i)
		}
	}
}

// fullDisk takes no more bytes.
type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestRenderTellsOfAFailedWriter(t *testing.T) {
	doc, _ := Parse("x.md", 1, strings.Repeat("text\n\n", 2000))
	if err := doc.Render(fullDisk{}, RenderOptions{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkDoc(b *testing.B) {
	src := strings.Repeat("## Mērķis\n\nTeksts *ar* [saiti](/a) un vēl dažiem vārdiem par līdzdalību, kas aizņem rindu.\n\n- viens\n- divi\n\n", 6)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		doc, _ := Parse("x.md", 1, src)
		if err := doc.Render(io.Discard, RenderOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestManyEqualHeadings(t *testing.T) {
	doc, _ := Parse("x.md", 1, strings.Repeat("# a\n", 20_000)+"# a 7\n")
	ids := map[string]bool{}
	for _, h := range doc.Headings {
		if ids[h.ID] {
			t.Fatalf("%s occurs twice", h.ID)
		}
		ids[h.ID] = true
	}
	if got := doc.Headings[20_000].ID; got != "a-7-2" {
		t.Errorf("got %s", got)
	}
}
