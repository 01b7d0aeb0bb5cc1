// Package opendata writes the records of a site for machines, below /data/v1/: as CSV, as
// JSON and JSON Lines, as a file a record with what is derived of it, with a Data Package
// descriptor and an OpenAPI description of all that.
//
// # One definition
//
// Every column, property and schema comes from the field tables of package record, and
// for what is derived from the tables of state.go, which have the same form. Nothing about
// a column is written twice. What the tables hold is decided here once, when a Data is
// made; afterwards a value is written by the function that its kind has.
//
// # What is in it
//
// The records as the day shows them: see progress.ShownOn. What is not known is empty in
// CSV and left out in JSON, and never 0. Markdown stays as it is written. Numbers of
// people so small that they could tell who they were are withheld, as on pages; "few" is
// true there.
//
// # CSV
//
// RFC 4180, UTF-8 without a mark, lines end with CR LF; a line break within a value stays
// what it is, which encoding/csv can't write. A group of fields has columns of its own, as
// due_date; a text has a column a language. A list of words is one column, separated by
// spaces, which no word has. A list of groups is a table of its own: its rows name
// their parent by its key, and their place in the list, from 1.
//
// Values that a spreadsheet takes for a formula ("=1+1") are written as they are. Whatever
// neutralises them (an apostrophe, a space) is a wrong value to every program that reads
// the file, a negative number among them; so the page of the data says what to do
// instead.
//
// # What changes
//
// Names of files and columns below v1 stay; new ones may come. No file says when it was
// built. What the day moves is in files of its own (*-state) and in the files of single
// records; of the latter only those name the day of which something is counted from day
// to day. datapackage.json names it always.
package opendata
