package diag

import (
	"maps"
	"slices"
)

// severities lists every code. Codes stay for ever, since people search for them.
var severities = map[string]Severity{
	"bad-date":            Error,
	"bad-id":              Error,
	"bad-image":           Error,
	"bad-number":          Error,
	"bad-sentence":        Error,
	"bad-template":        Error,
	"bad-url":             Error,
	"bad-value":           Error,
	"bad-table":           Error,
	"broken-link":         Error,
	"date-order":          Error,
	"due-after-plan":      Warning,
	"due-earlier":         Warning,
	"duplicate-id":        Error,
	"duplicate-key":       Error,
	"duplicate-url":       Error,
	"empty":               Error,
	"encoding":            Error,
	"evidence-missing":    Error,
	"feedback-missing":    Notice,
	"file-case":           Error,
	"heading-order":       Warning,
	"image-alt":           Warning,
	"import-conflict":     Error,
	"import-gone":         Warning,
	"import-left":         Notice,
	"irm-scale":           Warning,
	"missing-field":       Error,
	"missing-file":        Error,
	"more-problems":       Warning,
	"no-changes":          Notice,
	"no-records":          Error,
	"not-loaded":          Error,
	"path-escape":         Error,
	"personal-data":       Warning,
	"raw-html":            Error,
	"removed-ahead":       Notice,
	"report-missing":      Notice,
	"sample-data":         Warning,
	"short-consultation":  Warning,
	"sum-mismatch":        Error,
	"syntax":              Error,
	"too-large":           Error,
	"translation-missing": Warning,
	"unknown-column":      Error,
	"unknown-field":       Error,
	"unknown-file":        Error,
	"unknown-ref":         Error,
	"unknown-sentence":    Warning,
	"unpaired-quote":      Warning,
	"unused-file":         Warning,
	"update-after-plan":   Warning,
	"url-removed":         Error,
	"wrong-type":          Error,
}

// Codes returns every code, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(severities)) }

// SeverityOf returns the severity of a code. A code that is not listed is an
// error: it can only come from a mistake in this program.
func SeverityOf(code string) Severity {
	if s, ok := severities[code]; ok {
		return s
	}
	return Error
}
