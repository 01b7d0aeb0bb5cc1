package site

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"parskats/internal/figure"
	"parskats/internal/i18n"
)

// seriesFile has a figure's numbers, beside its page. People link to it: it stays.
const seriesFile = "data.csv"

// csvFew stands in place of a number of people that is not given.
func csvFew() string { return "<" + strconv.Itoa(figure.FewPeople) }

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

// behindFile has the records behind a figure's numbers, all of them.
const behindFile = "records.csv"

// writeBehindCSV writes the records behind each number whose records the figure's page
// lists: the number's row and column (of a calendar, the month), the record's type and id,
// and its page. The records of a share are under "numerator" and "denominator", those of which
// a number is not known under "unknown". RFC 4180, UTF-8.
func (b *builder) writeBehindCSV(w io.Writer, lang i18n.Lang, f figure.Figure, in *figure.Input) error {
	table := b.tableOf(f, in)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	write := func(key, column string, refs []figure.Ref) {
		for _, ref := range refs {
			// The writer keeps its first error for Error.
			_ = out.Write([]string{key, column, string(ref.Type), ref.ID, b.pageURL(lang, ref)})
		}
	}
	_ = out.Write([]string{"key", "column", "type", "id", "url"})
	if share := table.Share; share != nil {
		write("numerator", "", share.Part)
		write("denominator", "", share.Whole)
	}
	write("unknown", "", table.Left.Records)
	for _, n := range numbersBehind(f, table) {
		if n.month != "" {
			write(n.month, "", n.refs)
			continue
		}
		write(table.Rows[n.row].Key, table.Columns[n.column].Key, n.refs)
	}
	out.Flush()
	return out.Error()
}

// pageURL is the whole address of a record's page, "" where it has none.
func (b *builder) pageURL(lang i18n.Lang, ref figure.Ref) string {
	if href := b.refLink(lang, ref.Type, ref.ID).Href; href != "" {
		return b.absolute(href)
	}
	return ""
}

func csvNumber(unit figure.Unit, c figure.Cell) string {
	switch {
	case c.Few:
		return csvFew()
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
