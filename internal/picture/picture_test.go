package picture

import (
	"bytes"
	"encoding/hex"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
)

func encoded(t testing.TB, write func(io.Writer, image.Image) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, image.NewGray(image.Rect(0, 0, 7, 5))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func unhex(t testing.TB, s string) string {
	t.Helper()
	raw, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" `

func TestMeasure(t *testing.T) {
	writeJPEG := func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }
	writeGIF := func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }
	for _, test := range []struct {
		name, content string
		want          Info
	}{
		{"a.png", encoded(t, png.Encode), Info{Width: 7, Height: 5}},
		{"a.JPG", encoded(t, writeJPEG), Info{Width: 7, Height: 5}},
		{"a.gif", encoded(t, writeGIF), Info{Width: 7, Height: 5}},
		// The three kinds of WebP, each with a picture of 7 by 5.
		{"x.webp", "RIFF\x00\x00\x00\x00WEBPVP8X" + unhex(t, "0a000000 00000000 060000 040000"), Info{Width: 7, Height: 5}},
		{"l.webp", "RIFF\x00\x00\x00\x00WEBPVP8L" + unhex(t, "0a000000 2f 06000100 0000000000"), Info{Width: 7, Height: 5}},
		{"v.webp", "RIFF\x00\x00\x00\x00WEBPVP8 " + unhex(t, "0a000000 000000 9d012a 0700 0500"), Info{Width: 7, Height: 5}},
		{"a.svg", svg + `width="40" height="20.4px"/>`, Info{Width: 40, Height: 20}},
		{"a.svg", svg + `width="100%" viewBox="0,0 640 360"><rect/></svg>`, Info{Width: 640, Height: 360}},
		{"a.svg", svg + `width="1" height="1"><script>x()</script></svg>`, Info{1, 1, true}},
		{"a.svg", svg + `width="1" height="1" onload="x()"/>`, Info{1, 1, true}},
		{"a.svg", svg + `width="1" height="1"><a href="javascript:x()"/></svg>`, Info{1, 1, true}},
		{"a.svg", svg + `width="1" height="1"><use href="#a"/></svg>`, Info{1, 1, false}},
	} {
		if got, err := Measure(test.name, strings.NewReader(test.content)); err != nil || got != test.want {
			t.Errorf("%s %.60q: got %v, %v, want %v", test.name, test.content, got, err, test.want)
		}
	}
}

func TestMeasureRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"empty.png": "", "html.png": "<html>", "short.webp": "RIFF", "other.webp": strings.Repeat("x", 40),
		"none.svg": svg + "/>", "html.svg": "<html/>", "open.svg": svg + `width="1" height="1">`, "empty.svg": "",
		"zero.svg": svg + `width="0" height="0"/>`, "long.svg": svg + `width="1" height="1">` + strings.Repeat(" ", maxSVG) + "</svg>",
	} {
		if got, err := Measure(name, strings.NewReader(content)); err == nil {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func FuzzMeasure(f *testing.F) {
	f.Add(uint8(0), encoded(f, png.Encode))
	f.Add(uint8(4), svg+`width="1" height="1"/>`)
	f.Add(uint8(5), "RIFF\x00\x00\x00\x00WEBPVP8X")
	f.Fuzz(func(t *testing.T, ending uint8, content string) {
		info, err := Measure("x"+endings[int(ending)%len(endings)], strings.NewReader(content))
		if err == nil && (info.Width < 1 || info.Height < 1) {
			t.Errorf("got %v", info)
		}
	})
}
