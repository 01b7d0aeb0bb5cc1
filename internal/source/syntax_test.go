package source

import (
	"fmt"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// brief returns problems as "line:col code", with what the hint suggests to write.
func brief(problems diag.Problems) string {
	var all []string
	for _, p := range problems.Sorted() {
		code := p.Code
		if p.Variant != "" {
			code += "/" + p.Variant
		}
		text := fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Col, code)
		if meant := p.Args["quoted"] + p.Args["suggestion"]; meant != "" {
			text += " " + meant
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

func TestSyntax(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"tab", "a:\n\tb: 1\n", `2:1 syntax/tab`},
		{"tab after spaces", "a:\n  b: 1\n  \tc: 2\n", `3:3 syntax/tab`},
		{"colon in value", "institution: x\ntitle: Plāns: otrā daļa\nkind: y\n", `2:8 syntax/colon "Plāns: otrā daļa"`},
		{"colon in first value", "title: Plāns: otrā daļa\n", `1:8 syntax/colon "Plāns: otrā daļa"`},
		{"colon at the end", "title: Plāns:\nkind: y\n", `1:8 syntax/colon "Plāns:"`},
		{"colon in item", "list:\n  - lv: Plāns: otrā\n", `2:9 syntax/colon "Plāns: otrā"`},
		{"colon in plain item", "list:\n  - a\n  - b: c: d\n", `3:8 syntax/colon "c: d"`},
		{"colon and quotes", "title: Plāns \"A\": otrā daļa\n", `1:8 syntax/colon 'Plāns "A": otrā daļa'`},
		{"colon with comment", "title: Plāns: otrā # piezīme\n", `1:8 syntax/colon "Plāns: otrā"`},
		{"colon between brackets", "title: {lv: Plāns: otrā, en: Plan}\n", `1:13 syntax/colon "Plāns: otrā"`},
		{"colon between brackets, later", "title: {lv: Plāns,\n  en: Plan: second}\nkind: x\n", `2:7 syntax/colon "Plan: second"`},
		{"colon in url value", "url: https://a.lv/x: y\n", `1:6 syntax/colon "https://a.lv/x: y"`},
		{"open double quote", "a: 1\ntitle: \"Plāns\nkind: x\n", `2:8 syntax/quote`},
		{"open single quote", "a: 1\ntitle: 'Plāns\nkind: x\n", `2:8 syntax/quote`},
		{"open quote, closed by a later one", "title: \"Plāns\nkind: \"x\"\nlevel: y\n", `1:8 syntax/quote`},
		{"open quote in item", "list:\n  - \"a\n  - b\n", `2:5 syntax/quote`},
		{"open quote in the last line", "a: 1\nb: \"x", `2:4 syntax/quote`},
		{"text after quotes", "title: \"Atvērtā\" pārvaldība\n", `1:18 syntax/quote-end '"Atvērtā" pārvaldība'`},
		{"apostrophe in single quotes", "title: 'Council's plan'\n", `1:17 syntax/quote-end "Council's plan"`},
		{"quotes in quotes", "title: \"SIA \"Māja\" plāns\"\n", `1:14 syntax/quote-end 'SIA "Māja" plāns'`},
		{"escape", "path: \"C:\\Users\"\n", `1:10 syntax/escape 'C:\Users'`},
		{"space after colon", "a: 1\ntitle:Plāns\nb: 2\n", `2:7 syntax/colon-space`},
		{"space after colon, last", "a: 1\ntitle:Plāns\n", `2:7 syntax/colon-space`},
		{"space after colon, first", "title:Plāns\na: 1\n", `1:7 syntax/colon-space`},
		{"space after colon, nested", "title:\n  lv:Plāns\n  en: Plan\n", `2:6 syntax/colon-space`},
		{"space after colon, nested alone", "title:\n  lv:Plāns\nkind: x\n", `2:6 syntax/colon-space`},
		{"no colon", "a: 1\ntitle Plāns\nb: 2\n", `2:1 syntax/no-colon`},
		{"semicolon", "a: 1\ntitle; Plāns\nb: 2\n", `2:1 syntax/no-colon`},
		{"no colon, first", "title Plāns\nb: 2\n", `1:1 syntax/no-colon`},
		{"no colon, nested", "title:\n  lv Plāns\n  en: Plan\n", `2:3 syntax/no-colon`},
		{"special @", "title: @valsts\n", `1:8 syntax/special "@valsts"`},
		{"special `", "a: 1\ntitle: `valsts`\n", "2:8 syntax/special \"`valsts`\""},
		{"special %", "a: 1\ntitle: %valsts\n", `2:8 syntax/special "%valsts"`},
		{"special *", "a: 1\ntitle: **Svarīgi** visiem\n", `2:8 syntax/special "**Svarīgi** visiem"`},
		{"special &", "a: 1\ntitle: & citi\n", `2:8 syntax/special "& citi"`},
		{"special >", "a: 1\ntitle: > 50 %\nb: 1\n", `2:8 syntax/special "> 50 %"`},
		{"special !", "a: 1\ntitle: !Uzmanību citi\n", `2:8 syntax/special "!Uzmanību citi"`},
		{"special -", "a: 1\nlist: - x\n", `2:7 syntax/list "- x"`},
		{"special ,", "a: 1\nlist: , x\n", `2:7 syntax/special ", x"`},
		{"alias", "a: &x 1\nb: *x\n", `1:4 syntax/alias`},
		{"unknown alias", "b: *x\n", `1:4 syntax/special "*x"`},
		{"tag", "b: !foo x\n", `1:4 syntax/tag`},
		{"bracket", "a: [1, 2\nb: 3\n", `1:4 syntax/bracket`},
		{"brace", "a: {lv: x\nb: 3\n", `1:4 syntax/bracket`},
		{"wrong bracket", "a: [1, 2}\nb: 3\n", `1:9 syntax/closing-bracket`},
		{"text after bracket", "title: [Projekts] Plāns\n", `1:8 syntax/special "[Projekts] Plāns"`},
		{"brackets in text", "title: {x} y\n", `1:8 syntax/special "{x} y"`},
		{"dash", "list:\n  - a\n  -b\n  - c\n", `3:4 syntax/dash-space`},
		{"indent", "title:\n    lv: x\n  en: y\n", `3:3 syntax/indent`},
		{"indent, deeper", "title: Plāns\n  level: consult\nkind: x\n", `2:3 syntax/indent`},
		{"indent of item", "list:\n  - a\n - b\n", `3:2 syntax/indent`},
		{"block text", "text: |\n  Rinda\n Otrā rinda\nlevel: x\n", `3:2 syntax/indent`},
		{"item among fields", "a: 1\n- b\n", `2:1 syntax/mixed`},
		{"field among items", "- b\na: 1\n", `2:1 syntax/mixed`},
		{"second document", "a: 1\n---\nb: 2\n", `2:1 syntax/documents`},
		{"text after the end", "a: 1\n...\nb: 2\n", `3:1 syntax/documents`},
		{"key of list", "? [a]\n: 1\n", `1:3 syntax/key`},
		{"key of nothing", ": 1\n", `1:1 syntax/no-colon`},
		{"document start with value", "--- a: 1\n", `1:1 syntax`},
		{"crlf", "a: 1\r\ntitle: x: y\r\n", `2:8 syntax/colon "x: y"`},
		{"bom", "\ufefftitle: x: y\n", `1:8 syntax/colon "x: y"`},
		{"comment in list", "a:\n  - x\n# c\n  -y: 2\n", `4:4 syntax/dash-space`},
		{"directive", "%YAML 9\n---\na: 1\n", `1:1 syntax/no-colon`},
		{"backslash that means something", "a: \"x\\u0101\\n\"\nb: \"\\q\"\n", `2:5 syntax/escape '\q'`},
		{"no-break space after colon", "a: 1\ntitle:\u00a0Plāns\n", `2:7 syntax/space`},
		{"no-break space in the indentation", "title:\n\u00a0\u00a0lv: x\n", `2:1 syntax/space`},
		{"no-break space, nested", "title:\n  lv:\u00a0Plāns\n", `2:6 syntax/space`},
		{"invisible character in a name", "a: 1\n\u200btitle: x\n", `2:1 encoding/control`},
		{"joiner in a name", "a: 1\n\u200dtitle: x\n", `2:1 syntax/space`},
		{"url on its own line is fine", "url:\n  https://example.org\n", ""},
		{"text on its own line is fine", "text:\n  Plāns:otrais\n", ""},
		{"list at the column of its field is fine", "list:\n- a\n- b\nkind: x\n", ""},
		{"markers inside a text are fine", "text: |\n  a\n  ---\n  b\n", ""},
		{"comments before the start are fine", "# c\n---\na: 1\n", ""},
		{"end without more is fine", "a: 1\n...\n# c\n", ""},
		{"colon in a list between brackets is fine", "a: [\"x: y\", {b: 1}, 'it''s']\n", ""},
		{"quote in brackets", "a: [\"x, y]\nb: 1\n", `1:5 syntax/quote`},
		{"apostrophe in brackets", "a: {t: Council's plan: x}\n", `1:8 syntax/colon "Council's plan: x"`},
		{"brackets over lines", "a: [1,\n  2,\n  3}\nb: 1\n", `3:4 syntax/closing-bracket`},
		{"quotes over lines", "a: \"x\n  y\" z\nb: 1\n", `2:6 syntax/quote-end '"x y" z'`},
		{"quoted name", "\"a b\": x: y\n", `1:8 syntax/colon "x: y"`},
		{"quoted name, glued", "\"a b\":x\nb: 1\n", `2:1 syntax`},
		{"quoted name, glued, later", "a: 1\n\"b\":x\n", `2:5 syntax/colon-space`},
		{"block header with text", "a: |2 x\nb: 1\n", `1:4 syntax/special "|2 x"`},
		{"only a quote", "\"", `1:1 syntax/quote`},
		{"only a bracket", "[", `1:1 syntax/bracket`},
		{"number sign", "a: 1\ntitle: Plāns #2\n", `2:8 syntax/comment "Plāns #2"`},
		{"number sign at the start", "a: 1\ntitle: #1 prioritāte\n", `2:7 syntax/comment "#1 prioritāte"`},
		{"comment of a number above fields is fine", "a: #1\n  b: 1 # x\n  c: \"x\" #2\n", ""},
		{"tab after the name is fine", "a:\tb\n", ""},
		{"question mark between braces", "s: [{url: https://a.example/x?y=1}]\n", `1:11 syntax/flow "https://a.example/x?y=1"`},
		{"question mark between brackets", "s: [a, https://a.example/x?y=1, b]\n", `1:8 syntax/flow "https://a.example/x?y=1"`},
		{"question mark at the end", "a: 1\ns: {lv: Kas tas?, en: What?}\n", `2:9 syntax/flow "Kas tas?"`},
		{"question mark on a later line", "s:\n  - {t: x,\n     u: https://a.example/?q}\nb: 1\n", `3:9 syntax/flow "https://a.example/?q"`},
		{"bracket within a value between braces", "s: {t: Ielas [2. kārta] un ceļi, k: l}\n", `1:8 syntax/flow "Ielas [2. kārta] un ceļi"`},
		{"special between braces", "s: {t: @valsts, k: l}\n", `1:8 syntax/special "@valsts"`},
		{"special between brackets", "s: [a, %b]\n", `1:8 syntax/special "%b"`},
		{"text after quotes between braces", "s: {t: \"Ielas\" un ceļi, k: l}\n", `1:16 syntax/quote-end '"Ielas" un ceļi'`},
		{"two commas", "s: [a, , b]\n", `1:8 syntax/comma-twice`},
		{"comma in the first place", "s: [, b]\n", `1:5 syntax/comma-twice`},
		{"no space between braces", "s: {lv:Ielas}\n", `1:8 syntax/colon-space`},
		{"no space between braces, later", "s: {lv: Ielas, en:Streets}\n", `1:19 syntax/colon-space`},
		{"comma in a value between braces", "s: {lv: Ielas, ceļi un tilti}\n", `1:9 syntax/comma "Ielas, ceļi un tilti"`},
		{"commas in a value between braces", "s: {lv: Ielas, ceļi, tilti un parki, en: Streets}\n", `1:9 syntax/comma "Ielas, ceļi, tilti un parki"`},
		{"comma in a value over lines", "s: {en: Streets,\n  lv: Ielas,\n  ceļi}\n", `2:7 syntax/comma "Ielas, ceļi"`},
		{"comma in a number between braces", "s: {value: 12,5}\n", `1:12 syntax/comma 12.5`},
		{"comma between thousands, or none", "s: {value: 12,500}\n", `1:12 syntax/comma`},
		{"comma after quotes between braces", "s: {lv: \"Ielas\", ceļi}\n", `1:18 syntax/no-colon`},
		{"text between braces", "s: {Ielas}\n", `1:5 syntax/no-colon`},
		{"nothing after the colon between braces is fine", "s: {a:, b: , c : , d:}\n", ""},
		{"comma before the brace is fine", "s: {a: b, }\n", ""},
		{"bullet", "list:\n  * aptauja\n  * diskusija\n", `2:3 syntax/bullet`},
		{"conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", `2:1 syntax/conflict`},
		{"conflict's end", "a: 1\nb: 2\n>>>>>>> x\n", `3:1 syntax/conflict`},
		{"no space before a brace", "a: 1\nproposals:{received: 4}\n", `2:11 syntax/colon-space`},
		{"no space, and a colon", "title:\n  lv:Plāns: otrais\n", `2:6 syntax/colon-space`},
		{"long value", "title: Ļoti garš nosaukums, kas stiepjas pāri rindai un vēl tālāk, un tam ir kols: šeit\n", `1:8 syntax/colon "Ļoti garš nosaukums, kas stiepjas pāri rindai un vēl tālāk, …"`},
	} {
		_, problems := Parse("x.yaml", []byte(test.text))
		if got := brief(problems); got != test.want {
			t.Errorf("%s:\n%s\n got %s\nwant %s", test.name, test.text, got, test.want)
		}
	}
}
