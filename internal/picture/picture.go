// Package picture measures pictures from their first bytes, so that a page can leave
// room for them before they are loaded, and sees whether an SVG holds a script.
package picture

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // to be measured
	_ "image/jpeg" // to be measured
	_ "image/png"  // to be measured
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Info is what is known of a picture.
type Info struct {
	// Width and Height are in CSS pixels.
	Width, Height int
	// HasScript says that an SVG would run something in a reader's browser.
	HasScript bool
}

// endings are those of the files that browsers show as pictures.
var endings = []string{".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

// Is reports whether a file's name is that of a picture.
func Is(name string) bool { return slices.Contains(endings, strings.ToLower(path.Ext(name))) }

// maxSVG is how many bytes of an SVG are read. One that is longer is refused, since
// its end may hold a script.
const maxSVG = 2 << 20

// Measure reads a picture as far as it needs to. It fails on what is no picture of the
// kind that the name says, and on an SVG that does not tell its size.
func Measure(name string, r io.Reader) (Info, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".svg":
		return measureSVG(r)
	case ".webp":
		return measureWebP(r)
	}
	config, _, err := image.DecodeConfig(r)
	return sized(config.Width, config.Height, err)
}

func sized(width, height int, err error) (Info, error) {
	if err == nil && (width <= 0 || height <= 0) {
		err = errors.New("the picture has no size")
	}
	if err != nil {
		return Info{}, err
	}
	return Info{Width: width, Height: height}, nil
}

// measureWebP reads the header of a WebP file: its canvas (VP8X), or the first frame
// without loss (VP8L) or with it (VP8). See RFC 9649.
func measureWebP(r io.Reader) (Info, error) {
	h := make([]byte, 30)
	if _, err := io.ReadFull(r, h); err != nil {
		return Info{}, err
	}
	if string(h[:4]) != "RIFF" || string(h[8:12]) != "WEBP" {
		return Info{}, errors.New("no WebP picture")
	}
	switch string(h[12:16]) {
	case "VP8X":
		return sized(1+(int(h[24])|int(h[25])<<8|int(h[26])<<16), 1+(int(h[27])|int(h[28])<<8|int(h[29])<<16), nil)
	case "VP8L":
		bits := binary.LittleEndian.Uint32(h[21:])
		return sized(1+int(bits&0x3FFF), 1+int(bits>>14&0x3FFF), nil)
	case "VP8 ":
		return sized(int(binary.LittleEndian.Uint16(h[26:])&0x3FFF), int(binary.LittleEndian.Uint16(h[28:])&0x3FFF), nil)
	}
	return Info{}, fmt.Errorf("unknown kind of WebP: %q", h[12:16])
}

// measureSVG reads the size of an SVG from its width and height, or its viewBox, and
// looks through all of it for scripts.
func measureSVG(r io.Reader) (Info, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSVG+1))
	if err != nil {
		return Info{}, err
	}
	if len(text) > maxSVG {
		return Info{}, fmt.Errorf("more than %d bytes", maxSVG)
	}
	var info Info
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for root := true; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) && !root {
			return info, nil
		}
		if err != nil {
			return Info{}, err
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root {
			if info, err = svgSize(element); err != nil {
				return Info{}, err
			}
			root = false
		}
		info.HasScript = info.HasScript || runs(element)
	}
}

func svgSize(root xml.StartElement) (Info, error) {
	if root.Name.Local != "svg" {
		return Info{}, fmt.Errorf("<%s> where <svg> belongs", root.Name.Local)
	}
	box := strings.FieldsFunc(attribute(root, "viewBox"), func(c rune) bool { return c == ' ' || c == ',' })
	width, height := pixels(attribute(root, "width")), pixels(attribute(root, "height"))
	if (width == 0 || height == 0) && len(box) == 4 {
		width, height = pixels(box[2]), pixels(box[3])
	}
	return sized(width, height, nil)
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// pixels reads a length without a unit, or in pixels; 0 for any other.
func pixels(length string) int {
	x, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || x <= 0 || x > 1e6 {
		return 0
	}
	return max(1, int(x+0.5))
}

// active are the elements that can run something or hold HTML.
var active = []string{"script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "set", "animate"}

// runs reports whether an element could run something: it is one that can, handles an
// event, or has an address that does.
func runs(e xml.StartElement) bool {
	if slices.Contains(active, strings.ToLower(e.Name.Local)) {
		return true
	}
	return slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		return strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/")
	})
}
