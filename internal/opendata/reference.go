package opendata

import (
	"fmt"
	"strings"

	"parskats/internal/i18n"
)

// Reference returns docs/data.md: the rules by which the data are written, and every table
// with its key. The columns are explained on the site's own page of the data.
func (d *Data) Reference() string {
	var b strings.Builder
	b.WriteString(referenceIntro)
	b.WriteString("| table | rows | key | refers to |\n|---|---|---|---|\n")
	for _, s := range d.sets {
		for _, t := range s.Tables {
			title, _ := t.Title.In(i18n.English)
			var foreign []string
			for _, f := range t.Foreign {
				foreign = append(foreign, fmt.Sprintf("`%s` → %s", strings.Join(f.Columns, "`, `"), f.Table))
			}
			fmt.Fprintf(&b, "| `%s.csv` | %s | `%s` | %s |\n", t.Name, title, strings.Join(t.Key, "`, `"), strings.Join(foreign, "; "))
		}
	}
	return b.String()
}

const referenceIntro = `# Open data

A built site publishes its records for machines below ` + "`/data/v1/`" + `, once for all languages. Its page ` + "`/lv/dati/`" + `
(` + "`/en/data/`" + `) explains every column, with sizes, rows and a preview. This page is made from the same tables (` + "`go test ./internal/opendata -update`" + `).

| file | what |
|---|---|
| ` + "`<table>.csv`" + ` | RFC 4180, UTF-8, a row a record or an entry of a list |
| ` + "`<type>.json`, `<type>.jsonl`" + ` | the same records whole, with their lists inside: an array, and a record a line |
| ` + "`<type>/<id>.json`" + ` | one record with what is reckoned of it, its pages, the records that it names and those that name it |
| ` + "`datapackage.json`" + ` | Data Package 2: all tables with the types and keys of their columns, bytes and checksums; the series of figures by their addresses |
| ` + "`openapi.json`" + ` | OpenAPI 3.1: all paths, with the JSON Schema of every record |

- **Unknown** is an empty value in CSV and no property in JSON; never 0.
- **Dates** are as in the records: ` + "`2022-10-15`, `2022-10`, `2022`" + `.
- **Texts** have a column a language (` + "`title_lv`" + `); in JSON they are objects by language. Bodies are Markdown as it is written (` + "`body_lv`" + `).
- **Groups** have columns with their name before it (` + "`due_date`" + `). Lists of ids, terms, dates or paths are one column, separated by spaces. Lists of groups are
  tables: the parent's key, then ` + "`order`" + `, the place in the list.
- **As of the day**: what today's records say about the site's day. What is dated later is left out, but for deadlines and planned days, and for
  the days on which a source was read or published (` + "`…sources`" + `, ` + "`evidence`" + `): they say where a fact comes from, and may be later than the fact.
  An institution has the name that it had that day. What has no date of its own is as it is today.
- **Few people**: where fewer than five were counted the number is withheld, and ` + "`…_few`" + ` is true. So is a total of views of which nobody knows how many
  were individuals, if without organisations it is below five: ` + "`…_total_few`" + `. In the sums of figures each number that is withheld is one: it can't be found by
  subtraction, and the sum is the least that it can be.
- **Formulas**: values that a spreadsheet may take for one are written as they are, so that other programs read true data. Import CSV files as text.
- **Persons** are in no record. Fields come from the field tables alone: whatever else stands beside a record is not published.
- **What stays**: tables, columns and properties below v1 never go away or change their meaning; new ones may come. ` + "`internal/opendata/testdata/names.txt`" + ` holds them all.
- **What changes at night**: ` + "`datapackage.json`" + `, which names the day; ` + "`*-state`" + ` files and files of records where the day moves something. No file says when it was built.

`
