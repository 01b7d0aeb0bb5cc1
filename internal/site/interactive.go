package site

import (
	"io"

	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
)

// interactiveFile is the name of the file, beside a figure's page, that holds its chart
// for the browser.
const interactiveFile = "chart.json"

// writeInteractive writes a figure's chart for the browser.
func (b *builder) writeInteractive(w io.Writer, lang i18n.Lang, f figure.Figure, in *figure.Input) error {
	raw, err := chart.Interactive(b.chartOf(lang, f, in))
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}
