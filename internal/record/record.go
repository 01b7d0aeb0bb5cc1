// Package record holds the typed records of a site and, for each type, one table
// of its fields: the Go struct with its tags. The reader, the checks, the
// documentation, the schema and the columns of open data all read that table.
//
// Records are read and checked by package check, which alone makes a Site; after
// that nothing changes them.
package record

import (
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
)

// Common holds the fields that every record can have.
type Common struct {
	ID          string            `field:"id" as:"id" lv:"Identifikators" en:"Id" help:"Lower-case letters, digits and hyphens; unique in its type. The file's name where it is left out." lvhelp:"Mazie burti, cipari un defises; savā veidā vienīgais. Ja nav norādīts, tad datnes nosaukums."`
	Sources     []Source          `field:"sources" lv:"Avoti" en:"Sources" help:"Where the record's facts come from." lvhelp:"No kurienes ir ieraksta fakti."`
	Aliases     []string          `field:"aliases" as:"path" lv:"Agrākās adreses" en:"Aliases" help:"Old addresses of the record's page, as /lv/…; they redirect to it." lvhelp:"Ieraksta lapas agrākās adreses, kā /lv/…; no tām ved uz šo lapu."`
	Modified    i18n.Date         `field:"modified" lv:"Mainīts" en:"Modified" help:"The day of the last change; the newest dated fact of the record where it is left out." lvhelp:"Pēdējo izmaiņu diena; ja nav norādīta, tad ieraksta jaunākais datētais fakts."`
	Corrections []Correction      `field:"corrections" lv:"Labojumi" en:"Corrections" help:"What was wrong in an earlier form of the record." lvhelp:"Kas ierakstā agrāk bija kļūdains."`
	Response    *Response         `field:"response" lv:"Institūcijas atbilde" en:"Response" help:"What the institution says about the record." lvhelp:"Ko institūcija saka par ierakstu."`
	Sample      bool              `field:"sample" lv:"Izdomāts paraugs" en:"Sample" help:"true for fictional data: every page and figure that uses the record says so." lvhelp:"true izdomātiem datiem: to saka katra lapa un skaitlis, kas ierakstu izmanto."`
	Extra       map[string]string `field:"extra,private" as:"texts" lv:"Pārējais no avota" en:"Extra" help:"What a table says that fits no field, by the title of its column. It is never published." lvhelp:"Ko saka tabula un kam nav lauka, pēc slejas nosaukuma. To nekad nepublicē."`
	Imported    *Import           `field:"imported,private" lv:"Importēts" en:"Imported" help:"Written by parskats import: where the record comes from. It is never published." lvhelp:"Raksta parskats import: no kurienes ieraksts ir. To nekad nepublicē."`

	// Path is the record's file, from the source folder.
	Path string
	// Body is the Markdown after the front matter, by language.
	Body map[i18n.Lang]*markdown.Doc
}

// Base returns the fields that every record has; it makes records of all types
// alike to those who need no more.
func (c *Common) Base() *Common { return c }

// FoldAddress returns a path of the site in the form in which two are compared: those that
// differ only in capitals or in the slash at their end are one to many web hosts.
func FoldAddress(path string) string { return strings.ToLower(strings.TrimSuffix(path, "/")) }

// Source is where a fact comes from.
type Source struct {
	Title     i18n.Text `field:"title" lv:"Nosaukums" en:"Title"`
	URL       string    `field:"url,required" as:"url" lv:"Saite" en:"URL"`
	Published i18n.Date `field:"published" lv:"Publicēts" en:"Published"`
	Retrieved i18n.Date `field:"retrieved" lv:"Skatīts" en:"Retrieved" help:"The day on which somebody read it." lvhelp:"Diena, kad kāds to lasīja."`
	Archived  string    `field:"archived" as:"url" lv:"Arhīva kopija" en:"Archived copy"`
}

// Import is where a record was imported from, and what each field was then, so that a
// newer table changes only what an editor has not.
type Import struct {
	Map       string            `field:"map,required" lv:"Karte" en:"Map" help:"The name of the map that it was read with." lvhelp:"Kartes nosaukums, pēc kuras tas lasīts."`
	File      string            `field:"file,required" lv:"Datne" en:"File"`
	Sheet     string            `field:"sheet" lv:"Lapa" en:"Sheet" help:"Of a workbook with several." lvhelp:"Ja darbgrāmatā ir vairākas."`
	Row       int               `field:"row,required" lv:"Rinda" en:"Row" help:"When the record was last changed by an import." lvhelp:"Kad imports ierakstu pēdējoreiz mainīja."`
	Retrieved i18n.Date         `field:"retrieved" lv:"Skatīts" en:"Retrieved" help:"The day that was given with --date." lvhelp:"Diena, kas norādīta ar --date."`
	Fields    map[string]string `field:"fields" as:"texts" lv:"Lauki" en:"Fields" help:"A checksum of what the table said, by field. Take a field's line away, and imports leave it alone." lvhelp:"Kontrolsumma tam, ko teica tabula, pa laukiem. Ja lauka rindu izņem, imports to vairs neaiztiek."`
}

// Correction is a mistake that was mended.
type Correction struct {
	Date i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Text i18n.Text `field:"text,required" lv:"Teksts" en:"Text"`
}

// Response is an institution's reply to what a record says.
type Response struct {
	By   string    `field:"by,required" ref:"institution" lv:"Institūcija" en:"Institution"`
	Date i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Text i18n.Text `field:"text,required" lv:"Teksts" en:"Text"`
}

// Count is a number of people, votes or visitors, and how exact it is.
type Count struct {
	Value int       `field:"value,required" lv:"Skaits" en:"Value"`
	Unit  CountUnit `field:"unit,required" lv:"Vienība" en:"Unit"`
	Bound Bound     `field:"bound" lv:"Precizitāte" en:"Bound" help:"exact where it is left out." lvhelp:"Ja nav norādīta, tad exact."`
}

// Period is a span of days; both ends belong to it.
type Period struct {
	From i18n.Date `field:"from,required" lv:"No" en:"From"`
	To   i18n.Date `field:"to,required" lv:"Līdz" en:"To"`
}
