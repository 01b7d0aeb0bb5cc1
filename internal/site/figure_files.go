package site

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"parskats/internal/figure"
	"parskats/internal/i18n"
)

// writeFigureCSV writes a figure's numbers: a row's key and names, then a number a
// column. It is empty where it is not known or still to come, and "<5" where a number
// of people is too small to be given. RFC 4180, UTF-8.
func (b *builder) writeFigureCSV(w io.Writer, f figure.Figure, in *figure.Input) error {
	table := b.tableOf(f, in)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := []string{"key"}
	for _, lang := range b.langs {
		header = append(header, "title_"+string(lang))
	}
	for _, c := range table.Columns {
		header = append(header, c.Key)
	}
	// The writer keeps its first error for Error.
	_ = out.Write(header)
	for i, row := range table.Rows {
		line := []string{row.Key}
		for _, lang := range b.langs {
			line = append(line, row.Text[lang])
		}
		for j, cell := range table.Cells[i] {
			line = append(line, csvNumber(f.UnitOf(table.Columns[j]), cell))
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

func csvNumber(unit figure.Unit, c figure.Cell) string {
	switch {
	case c.Few:
		return "<" + strconv.Itoa(figure.FewPeople)
	case !c.Known:
		return ""
	case unit == figure.Dates:
		return c.Date.String()
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}

// writeFigureSVG writes a figure's wide drawing as a file of its own.
func (b *builder) writeFigureSVG(w io.Writer, lang i18n.Lang, f figure.Figure, in *figure.Input) error {
	fig, err := b.figure(f.ID, b.chartOf(lang, f, in), b.text(lang, f.Title).Text)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, fig.Wide)
	return err
}
