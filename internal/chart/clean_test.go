package chart

import (
	"strings"
	"testing"
)

const svgStart = `<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" baseProfile="full" viewBox="0 0 10 10">`

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"a token's colour gets a class", `<path d="M0 0L1 1" fill="#1F5FA8"></path>`,
			`<path class="cf-series-1" d="M0 0L1 1" fill="#1F5FA8"/>`},
		{"both colours", `<rect x="1" y="2" width="3" height="4" fill="#ffffff" stroke="#6b727c"></rect>`,
			`<rect class="cf-surface cs-state-no-data" x="1" y="2" width="3" height="4" fill="#ffffff" stroke="#6b727c"/>`},
		{"style becomes attributes", `<text style="font-size:15px;font-family:system-ui, sans-serif;font-style:italic" fill="#1c1e21">ā &lt; ž</text>`,
			`<text class="cf-text" font-size="15" font-style="italic" fill="#1c1e21">ā &lt; ž</text>`},
		{"a baseline that not all know", `<text dominant-baseline="central" y="6">a</text>`, `<text dy="0.35em" y="6">a</text>`},
		{"the root says the font", `<text style="font-size:13px;font-family:x" xml:space="preserve">a</text>`, `<text>a</text>`},
		{"quotes in text", `<text>"Kopā" 'x'</text>`, `<text>&quot;Kopā&quot; &#39;x&#39;</text>`},
		{"ids are numbered", `<g clip-path="url(#zr7-c9)"><path d="M0 0" fill="url(#zr7-p3)"></path></g><defs><clipPath id="zr7-c9"><path d="M0 0" fill="#000"></path></clipPath><pattern id="zr7-p3" width="1" height="1" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"></pattern></defs>`,
			"<g clip-path=\"url(#\x00-1)\">\n<path d=\"M0 0\" fill=\"url(#\x00-2)\"/>\n</g>\n<defs>\n<clipPath id=\"\x00-1\">\n<path d=\"M0 0\" fill=\"#000\"/>\n</clipPath>\n<pattern id=\"\x00-2\" width=\"1\" height=\"1\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"/>\n</defs>"},
		{"what only a script would use", `<path d="M0 0" fill="#000" class="zr0-cls-1" ecmeta_series_index="0" pointer-events="visible"></path>`, `<path d="M0 0" fill="#000"/>`},
		{"hover rules", `<style ><![CDATA[ .zr0-cls-0:hover { cursor:pointer; } ]]></style>`, ``},
		{"nothing to see", `<rect width="1" height="1" fill="none"></rect><path d="M0 0" fill="rgb(0,0,0)" fill-opacity="0" stroke="#fff" stroke-width="0"></path><path d="M0 0" fill="#000" transform="matrix(0,0,0,0,1,2)"></path><text> </text>`, ``},
		{"comments", `<!-- <script> --><g></g>`, `<g/>`},
	} {
		got, err := clean(svgStart + c.raw + "</svg>")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if strings.TrimSpace(string(got)) != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	for _, raw := range []string{
		`<script>alert(1)</script>`,
		`<image href="https://example.org/x.png"/>`,
		`<use href="#a"/>`,
		`<a href="javascript:alert(1)"><path d="M0 0"/></a>`,
		`<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>`,
		`<iframe xmlns="http://www.w3.org/1999/xhtml"/>`,
		`<animate attributeName="href"/>`,
		`<set attributeName="onload" to="x"/>`,
		`<g onload="alert(1)"/>`,
		`<path d="M0 0" xlink:href="https://example.org/"/>`,
		`<path d="M0 0" fill="url(https://example.org/#a)"/>`,
		`<path d="M0 0" fill="url(data:image/svg+xml,x)"/>`,
		`<path d="M0 0" fill="url(#nowhere)"/>`,
		`<path d="M0 0" fill="url(#a) url(https://example.org/)"/>`,
		`<path d="M0 0" fill="red&quot;/><script>"/>`,
		`<path d="M0 0" fill="var(--x)"/>`,
		`<path d="M0 0" clip-path="url(x.svg#a)"/>`,
		`<path d="M0 0)" fill="#000"/>`,
		`<path d="M0 0" transform="url(#a)" fill="#000"/>`,
		`<path d="M0 0" width="expression(1)" fill="#000"/>`,
		`<path d="M0 0" style="background:url(https://example.org)"/>`,
		`<path d="M0 0" style="fill:url(https://example.org)"/>`,
		`<path d="M0 0" style="behavior:url(x)"/>`,
		`<path d="M0 0" filter="url(#a)"/>`,
		`<path d="M0 0" mask="url(#a)"/>`,
		`<path d="M0 0" marker-end="url(#a)"/>`,
		`<style>@import "https://example.org/x.css";</style>`,
		`<style>.a { fill: url(https://example.org) }</style>`,
		`<style>.a:hover { } } body { background: red }</style>`,
		`<g>loose text</g>`,
		`<text>a<tspan>b</tspan></text>`,
		`<g id="a"/><g id="a"/>`,
		`<?xml-stylesheet href="x.css"?>`,
		`<g>&nbsp;</g>`,
		`<g>`,
		strings.Repeat("<g>", 40) + strings.Repeat("</g>", 40),
	} {
		if got, err := clean(svgStart + raw + "</svg>"); err == nil {
			t.Errorf("%s\nbecomes %s", raw, got)
		}
	}
	for _, raw := range []string{"", "x", "<svg/>", "<html/>", svgStart + "</svg>" + svgStart + "</svg>", `<!DOCTYPE svg [<!ENTITY a "b">]>` + svgStart + "</svg>"} {
		if got, err := clean(raw); err == nil {
			t.Errorf("%q becomes %q", raw, got)
		}
	}
}

// What gets through the cleaner is inert, and cleaning finds nothing more in it.
func FuzzClean(f *testing.F) {
	for _, raw := range []string{
		`<g clip-path="url(#c)"><path d="M0 0" fill="#1f5fa8"/></g><defs><clipPath id="c"/></defs>`,
		`<text style="font-size:12px;font-family:x" fill="#575c64">ēģīķļņšūžāč</text>`,
		`<style><![CDATA[.a:hover{fill:red}]]></style><rect width="1" height="1" fill="none"/>`,
		`<path d="M0 0" fill="red&quot;/><script>alert(1)</script>"/>`,
		`<pattern id="p" patternTransform="rotate(45)"><path d="M0 0" stroke="rgba(0,0,0,0.2)"/></pattern>`,
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		body, err := clean(svgStart + raw + "</svg>")
		if err != nil {
			return
		}
		drawing := `<svg xmlns="` + svgSpace + `">` + strings.ReplaceAll(string(body), idMark, "id") + "</svg>"
		checkInert(t, drawing, "id")
		if _, err := clean(drawing); err != nil {
			t.Errorf("what is clean can't be cleaned: %v\n%s", err, drawing)
		}
	})
}
