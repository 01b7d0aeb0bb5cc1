package themes_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/vector"

	"parskats/themes"
)

var update = flag.Bool("update", false, "draw the icons again")

// The icons for those who can't read SVG are drawings of icon.svg. Where that is
// changed: go test ./themes -update
func TestIconsAreThoseOfTheSVG(t *testing.T) {
	icon := readIcon(t)
	touch := icon.draw(t, 180, false)
	for name, file := range map[string]struct {
		picture *image.NRGBA
		content []byte
	}{
		"favicon.ico":          {icon.draw(t, 32, true), asICO(t, icon.draw(t, 32, true))},
		"apple-touch-icon.png": {touch, asPNG(t, touch)},
	} {
		path := "default/assets/" + name
		if *update {
			if err := os.WriteFile(path, file.content, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		raw, err := fs.ReadFile(themes.Files, path)
		if err != nil {
			t.Fatal(err)
		}
		_, picture, _ := bytes.Cut(raw, []byte("\x89PNG"))
		got, err := png.Decode(strings.NewReader("\x89PNG" + string(picture)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if far := furthest(got, file.picture); far > 2 { // processors round differently
			t.Errorf("%s differs from icon.svg by %d", name, far)
		}
	}
}

// svgIcon is what the test knows of SVG: rectangles, and outlines of straight lines.
type svgIcon struct {
	ViewBox string `xml:"viewBox,attr"`
	Rect    struct {
		Width float32 `xml:"width,attr"`
		RX    float32 `xml:"rx,attr"`
		Fill  string  `xml:"fill,attr"`
	} `xml:"rect"`
	Path struct {
		D    string `xml:"d,attr"`
		Fill string `xml:"fill,attr"`
	} `xml:"path"`
}

func readIcon(t *testing.T) svgIcon {
	t.Helper()
	raw, err := fs.ReadFile(themes.Files, "default/assets/icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	var icon svgIcon
	if err := xml.Unmarshal(raw, &icon); err != nil {
		t.Fatal(err)
	}
	if icon.ViewBox != "0 0 32 32" || icon.Rect.Width != 32 || icon.Path.D == "" {
		t.Fatalf("the icon is not made as the test knows it: %+v", icon)
	}
	return icon
}

// draw draws the icon. A phone rounds the corners itself.
func (icon svgIcon) draw(t *testing.T, size int, round bool) *image.NRGBA {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := float32(size) / 32
	shape := vector.NewRasterizer(size, size)
	radius := icon.Rect.RX * scale
	if !round {
		radius = 0
	}
	roundedSquare(shape, float32(size), radius)
	shape.Draw(picture, picture.Rect, image.NewUniform(colourOf(t, icon.Rect.Fill)), image.Point{})
	shape.Reset(size, size)
	outline(t, shape, icon.Path.D, scale)
	shape.Draw(picture, picture.Rect, image.NewUniform(colourOf(t, icon.Path.Fill)), image.Point{})
	return picture
}

// bend is how far from its end a curve is bent that comes near a quarter of a circle.
const bend = 0.5523

func roundedSquare(shape *vector.Rasterizer, size, r float32) {
	k := r * (1 - bend)
	shape.MoveTo(r, 0)
	shape.LineTo(size-r, 0)
	shape.CubeTo(size-k, 0, size, k, size, r)
	shape.LineTo(size, size-r)
	shape.CubeTo(size, size-k, size-k, size, size-r, size)
	shape.LineTo(r, size)
	shape.CubeTo(k, size, 0, size-k, 0, size-r)
	shape.LineTo(0, r)
	shape.CubeTo(0, k, k, 0, r, 0)
	shape.ClosePath()
}

// outline follows a path of the commands M, m, h, v, H, V and z.
func outline(t *testing.T, shape *vector.Rasterizer, d string, scale float32) {
	t.Helper()
	var x, y, startX, startY float32
	for d = strings.TrimSpace(d); d != ""; d = strings.TrimSpace(d) {
		command := d[0]
		end := strings.IndexAny(d[1:], "MmhvHVz")
		if end < 0 {
			end = len(d) - 1
		}
		var n []float32
		for _, text := range strings.Fields(strings.ReplaceAll(d[1:end+1], "-", " -")) {
			value, err := strconv.ParseFloat(text, 32)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, float32(value))
		}
		d = d[end+1:]
		switch command {
		case 'M':
			x, y = n[0], n[1]
		case 'm':
			x, y = x+n[0], y+n[1]
		case 'h':
			x += n[0]
		case 'H':
			x = n[0]
		case 'v':
			y += n[0]
		case 'V':
			y = n[0]
		case 'z':
			x, y = startX, startY
		default:
			t.Fatalf("the path has %q", command)
		}
		if command == 'M' || command == 'm' {
			startX, startY = x, y
			shape.MoveTo(x*scale, y*scale)
		} else {
			shape.LineTo(x*scale, y*scale)
		}
	}
}

func colourOf(t *testing.T, hex string) color.Color {
	t.Helper()
	c := color.NRGBA{A: 255}
	if len(hex) == len("#fff") {
		hex = "#" + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:3], 2) + strings.Repeat(hex[3:], 2)
	}
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		t.Fatal(err)
	}
	return c
}

func asPNG(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// asICO puts a picture into the form of icons of Windows, which may hold a PNG.
func asICO(t *testing.T, picture *image.NRGBA) []byte {
	t.Helper()
	content := asPNG(t, picture)
	size := uint8(picture.Rect.Dx())
	var b bytes.Buffer
	for _, field := range []any{
		[3]uint16{0, 1, 1}, // an icon, one picture
		[4]uint8{size, size, 0, 0},
		[2]uint16{1, 32}, // planes, bits a pixel
		[2]uint32{uint32(len(content)), 22},
		content,
	} {
		if err := binary.Write(&b, binary.LittleEndian, field); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// furthest is the largest difference of two pictures in a colour of a pixel, of 255.
func furthest(got image.Image, want *image.NRGBA) int {
	if got.Bounds() != want.Rect {
		return 256
	}
	far := 0
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			r, g, b, a := got.At(x, y).RGBA()
			wr, wg, wb, wa := want.At(x, y).RGBA()
			for _, d := range []int{int(r) - int(wr), int(g) - int(wg), int(b) - int(wb), int(a) - int(wa)} {
				far = max(far, max(d, -d)>>8)
			}
		}
	}
	return far
}
