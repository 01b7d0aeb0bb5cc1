package collect

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// The heights of lines and rows, in points, and how many lines a row has at least, so that
// there is room to write.
const (
	titleHeight = 24.0
	lineHeight  = 15.0
	smallLine   = 13.5
	emptyLines  = 4
	maxHeight   = 409.0
)

// lettersPerDigit is how many letters take the place of a digit, in which widths are counted,
// where lines end before they are full.
const lettersPerDigit = 1.08

// lines is about how many lines a text takes in a column of a width.
func lines(text string, width float64) float64 {
	count := 0.0
	for paragraph := range strings.SplitSeq(text, "\n") {
		count += max(1, math.Ceil(float64(utf8.RuneCountInString(paragraph))/(width*lettersPerDigit)))
	}
	return count
}

// linesOf is how many lines the fullest of the cells that say what is known takes.
func (w *workbook) linesOf(cells []string) float64 {
	most := 0.0
	for i, text := range cells {
		most = max(most, lines(text, widthOf(known[i])))
	}
	return most
}

func (w *workbook) setHeight(page string, row int, height float64) {
	w.try(w.file.SetRowHeight(page, row, min(height, maxHeight)))
}

// growing returns a workbook whose rows grow with what is written in them. The library can
// set the height of a row only for good, and without a height programs show a single line.
func growing(raw []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, file := range from.File {
		content, err := readAll(file)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(file.Name, "xl/worksheets/") {
			content = bytes.ReplaceAll(content, []byte(` customHeight="true"`), nil)
		}
		part, err := to.Create(file.Name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(content); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func readAll(file *zip.File) ([]byte, error) {
	part, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer part.Close()
	return io.ReadAll(part)
}
