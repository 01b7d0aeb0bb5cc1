package poster

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const fonts = "../../themes/default/fonts"

func painter(t testing.TB) *Painter {
	t.Helper()
	read := func(weight string) [][]byte {
		names, err := filepath.Glob(filepath.Join(fonts, "*-"+weight+".ttf"))
		if err != nil || len(names) != 2 {
			t.Fatalf("%v, %v", names, err)
		}
		var files [][]byte
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, raw)
		}
		return files
	}
	p, err := New(Fonts{Regular: read("regular"), Bold: read("bold")}, Colours{
		Paper: color.RGBA{255, 255, 255, 255}, Text: color.RGBA{28, 30, 33, 255}, Muted: color.RGBA{87, 92, 100, 255},
		Brand: color.RGBA{158, 48, 57, 255}, OnBrand: color.RGBA{255, 255, 255, 255},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var green = color.RGBA{11, 107, 79, 255}

// full has as much of everything as there can be.
func full() Poster {
	p := Poster{
		Site:    strings.Repeat("Ļoti gara vietne ", 20),
		Title:   strings.Repeat("Ļoti garš nosaukums ", 20),
		Finding: strings.Repeat("Izpildīti 3 no 12 pasākumiem. ", 20),
		Note:    strings.Repeat("Atrasti 14 pasākumi. ", 20),
		Foot:    strings.Repeat("Jaunākā diena datos: 2026. gada 23. novembris. ", 20),
	}
	for range 11 { // as many as the palette has room for
		p.Parts = append(p.Parts, Part{Text: "izpildīts būtiskā apjomā: 1000", Size: 1, Colour: green})
	}
	p.Parts[10].Size = 100000
	return p
}

func draw(t testing.TB, poster Poster) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := painter(t).Draw(&b, poster); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSize(t *testing.T) {
	for name, poster := range map[string]Poster{"full": full(), "the site alone": {Site: "Vietne"}, "empty": {}} {
		picture, err := png.Decode(bytes.NewReader(draw(t, poster)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if picture.Bounds() != image.Rect(0, 0, 1200, 630) {
			t.Errorf("%s: got %v", name, picture.Bounds())
		}
	}
}

// Whatever there is to say, nothing lies on something else.
func TestHasRoomForAll(t *testing.T) {
	poster := full()
	d := newDrawing(painter(t), poster)
	if end, foot := d.draw(poster); end > foot {
		t.Errorf("the top goes to %d, the foot begins at %d", end, foot)
	}
	if d.err != nil {
		t.Error(d.err)
	}
}

func TestSameBytes(t *testing.T) {
	want := draw(t, full())
	results := make(chan []byte)
	p := painter(t)
	for range 4 {
		go func() {
			var b bytes.Buffer
			_ = p.Draw(&b, full()) // to memory
			results <- b.Bytes()
		}()
	}
	for range 4 {
		if !bytes.Equal(<-results, want) {
			t.Error("the bytes differ")
		}
	}
}

// Every Latvian letter is drawn as itself, in both weights.
func TestLatvianLetters(t *testing.T) {
	p := painter(t)
	for _, r := range "aābcčdeēfgģhiījkķlļmnņoprsštuūvzžAĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ0123456789 %–“”…\u00a0" {
		for name, face := range map[string]*face{
			"regular": {fonts: p.regular, size: 20, failed: func(err error) { t.Error(err) }},
			"bold":    {fonts: p.bold, size: 20, failed: func(err error) { t.Error(err) }},
		} {
			if face.letter(r).index == 0 {
				t.Errorf("the %s font has no %q", name, r)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	f := &face{fonts: painter(t).regular, size: 20, failed: func(err error) { t.Error(err) }}
	width := f.width("viens divi")
	for _, test := range []struct {
		text string
		most int
		want []string
	}{
		{"", 2, nil},
		{"viens", 2, []string{"viens"}},
		{"viens divi", 2, []string{"viens divi"}},
		{"viens  divi\ntrīs", 2, []string{"viens divi", "trīs"}},
		{"viens\u00a0divi trīs", 2, []string{"viens\u00a0divi", "trīs"}},
		{"viens divi trīs četri pieci", 2, []string{"viens divi", "trīs četr…"}},
		{"pretpadomisks", 3, []string{"pretpado", "misks"}},
	} {
		got := f.wrap(test.text, width, test.most)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q", test.text, got)
		}
		for _, line := range got {
			if f.width(line) > width {
				t.Errorf("%q: the line %q is too wide", test.text, line)
			}
		}
	}
}

func TestPartWidths(t *testing.T) {
	for _, test := range []struct {
		sizes []int
		want  []int
	}{
		{[]int{1}, []int{300}},
		{[]int{1, 2}, []int{100, 200}},
		{[]int{1, 1000}, []int{12, 288}},
		{[]int{1, 1, 1000}, []int{12, 12, 276}},
		{[]int{0, 0}, []int{288, 12}},
	} {
		var parts []Part
		for _, size := range test.sizes {
			parts = append(parts, Part{Size: size})
		}
		if got := partWidths(parts, 300); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v", test.sizes, got)
		}
	}
}

// A hollow part is paper within its outline, and a full one has its colour.
func TestParts(t *testing.T) {
	poster := Poster{Parts: []Part{{Size: 1, Colour: green}, {Size: 1, Colour: green, Hollow: true}}}
	picture, err := png.Decode(bytes.NewReader(draw(t, poster)))
	if err != nil {
		t.Fatal(err)
	}
	d := newDrawing(painter(t), poster)
	y := d.title("") + 14 + 24 + barHeight/2
	for x, want := range map[int]color.RGBA{
		margin + 20:         green,
		Width - margin - 20: {255, 255, 255, 255},
		Width - margin - 2:  green,
		Width / 2:           {255, 255, 255, 255}, // between them
		Width - margin + 2:  {255, 255, 255, 255},
	} {
		r, g, b, _ := picture.At(x, y).RGBA()
		if got := (color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}); got != want {
			t.Errorf("at %d: got %v; want %v", x, got, want)
		}
	}
}

func TestNoFont(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(fonts, "noto-sans-latin-bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	for name, fonts := range map[string]Fonts{
		"none":       {},
		"no bold":    {Regular: [][]byte{raw}},
		"not a font": {Regular: [][]byte{raw}, Bold: [][]byte{[]byte("wOF2")}},
	} {
		if _, err := New(fonts, Colours{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	p, poster := painter(b), full()
	for b.Loop() {
		var out bytes.Buffer
		if err := p.Draw(&out, poster); err != nil {
			b.Fatal(err)
		}
	}
}

// pixels is the SHA-256 of what full shows. It is the same on every machine: try another
// with GOARCH=386, which draws without the processor's vectors. Look at the picture before
// it is changed.
const pixels = "bc5c0628ef70a7cea60509846453814216fec7634581f207196721c9be602b08"

func TestSamePixelsEverywhere(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(draw(t, full())))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(picture.(*image.Paletted).Pix)); got != pixels {
		t.Errorf("got %s", got)
	}
}
