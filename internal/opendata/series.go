package opendata

import (
	"io"

	"parskats/internal/i18n"
)

// Series is the numbers of a figure, as the figure's own page publishes them.
type Series struct {
	ID         string
	Title      i18n.Text
	Definition i18n.Text
	// URL is the whole address of the file.
	URL     string
	Columns []SeriesColumn
	Rows    int
	// Few is what stands in place of a number of people that is withheld.
	Few    string
	Render func(io.Writer) error
}

// SeriesColumn is a column of a figure's file after its key and titles.
type SeriesColumn struct {
	Name  string
	Title i18n.Text
	// Dates says that it holds dates, and not numbers.
	Dates bool
}
