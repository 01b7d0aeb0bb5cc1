package site

import (
	"bytes"
	"context"
	"encoding/csv"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/chart"
	"parskats/internal/check"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/scaffold"
	"parskats/internal/source"
	"parskats/internal/theme"
	"parskats/themes"
)

// undrawn draws nothing: what a chart says is tested, not how it looks.
type undrawn struct{}

func (undrawn) Draw(context.Context, chart.Chart) (chart.Drawing, error) {
	return chart.Drawing{}, nil
}

func demoFiles(t testing.TB) fs.FS {
	t.Helper()
	list, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	return filesOf(list)
}

func filesOf(list []scaffold.File) fs.FS {
	files := fstest.MapFS{}
	for _, f := range list {
		files[f.Path] = &fstest.MapFile{Data: []byte(f.Content), Mode: 0o644}
	}
	return files
}

// builderOf makes the builder of a site as of a day.
func builderOf(t testing.TB, files fs.FS, day string) *builder {
	t.Helper()
	tree, _, err := source.Read(context.Background(), files, 0)
	if err != nil {
		t.Fatal(err)
	}
	records, problems := check.Check(tree)
	if records == nil {
		t.Fatal(problems.Sorted())
	}
	date, err := i18n.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	own, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	th, err := theme.Load(records.Config.Langs(), "", own)
	if err != nil {
		t.Fatal(err)
	}
	for _, asset := range chart.Assets() {
		th.AddAsset(asset.Name, asset.Content)
	}
	b, err := newBuilder(Input{Records: records, Day: date.Last(), Theme: th, Charts: undrawn{}, BaseURL: "https://example.lv/"})
	if err != nil {
		t.Fatal(err)
	}
	b.listEntries()
	return b
}

// TestFiguresAgree walks every figure: the file of data, the table, the chart and the
// sentence have the same numbers, in both languages.
func TestFiguresAgree(t *testing.T) {
	for name, b := range map[string]*builder{
		"demo":          builderOf(t, demoFiles(t), "2025-06-30"),
		"demo, at once": builderOf(t, demoFiles(t), "2022-01-01"),
		"demo, before":  builderOf(t, demoFiles(t), "2010-01-01"),
		"default":       builderOf(t, os.DirFS("../.."), "2026-11-23"),
		"default, past": builderOf(t, os.DirFS("../.."), "2022-06-29"),
		"a small one":   builderOf(t, filesOf(scaffold.Site()), "2026-11-23"),
	} {
		in := b.figureInput()
		for _, f := range figure.Catalogue() {
			t.Run(name+"/"+f.ID, func(t *testing.T) {
				table := b.tableOf(f, in)
				checkCSV(t, b, f, in, table)
				for _, lang := range i18n.Languages {
					checkNumbers(t, b, lang, f, in, table)
					checkChart(t, b, lang, f, in, table)
				}
				checkFinding(t, b, f, in, table)
			})
		}
	}
}

// TestOpenYearNamesItsDay holds the sentence about a year that is not over: an English date
// brings its own "on".
func TestOpenYearNamesItsDay(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	in := b.figureInput()
	want := "The year 2025 is not over: it has only what is known on\u00a030\u00a0June\u00a02025."
	said := 0
	for _, f := range figure.Catalogue() {
		table := b.tableOf(f, in)
		if _, open := f.OpenYear(in, table); !open || table.Empty() {
			continue
		}
		said++
		if gaps := b.figureGaps(i18n.English, f, in, table); !slices.Contains(gaps, want) {
			t.Errorf("%s: got %q, want %q among them", f.ID, gaps, want)
		}
	}
	if said == 0 {
		t.Error("no figure has an open year, so nothing is tested")
	}
}

// checkCSV reads the file of data and compares it with the table, number by number.
func checkCSV(t *testing.T, b *builder, f figure.Figure, in *figure.Input, table *figure.Table) {
	t.Helper()
	var file bytes.Buffer
	if err := b.writeFigureCSV(&file, f, in); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(table.Rows)+1 {
		t.Fatalf("%d lines for %d rows", len(rows), len(table.Rows))
	}
	before := 1 + len(b.langs)
	for i, line := range rows[1:] {
		if line[0] != table.Rows[i].Key || len(line) != before+len(table.Columns) {
			t.Errorf("line %q", line)
			continue
		}
		for j, cell := range table.Cells[i] {
			if got, want := line[before+j], plainNumber(f.UnitOf(table.Columns[j]), cell); got != want {
				t.Errorf("%s, %s: %q in the file; want %q", line[0], table.Columns[j].Key, got, want)
			}
		}
	}
}

func plainNumber(unit figure.Unit, c figure.Cell) string {
	switch {
	case c.Few:
		return "<5"
	case !c.Known:
		return ""
	case unit == figure.Dates:
		return c.Date.String()
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}

// checkNumbers reads the table of the page.
func checkNumbers(t *testing.T, b *builder, lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) {
	t.Helper()
	numbers := b.numbersTable(lang, f, in, table)
	for i := range table.Rows {
		for j, cell := range table.Cells[i] {
			text := numbers.Rows[i].Cells[j].Text
			switch {
			case !cell.Known && hasDigits(text) && !cell.Few:
				t.Errorf("%s: %q for a number that is not known", table.Rows[i].Key, text)
			case cell.Known && f.UnitOf(table.Columns[j]) != figure.Dates && digits(text) != digits(i18n.FormatNumber(lang, cell.Number)):
				t.Errorf("%s: %q for %v", table.Rows[i].Key, text, cell.Number)
			}
		}
	}
}

// checkChart holds the numbers that a chart is drawn from against the table.
func checkChart(t *testing.T, b *builder, lang i18n.Lang, f figure.Figure, in *figure.Input, table *figure.Table) {
	t.Helper()
	if !f.Drawn(in, table) {
		return
	}
	switch c := b.chartOf(lang, f, in).(type) {
	case *chart.Bars:
		checkGrid(t, f, &c.Grid, table)
	case *chart.Lines:
		checkGrid(t, f, &c.Grid, table)
	case *chart.Calendar:
		for i, v := range c.Values {
			if v.Number != table.Cells[i][0].Number || c.From+i18n.Day(i) != mustDay(t, table.Rows[i].Key) {
				t.Errorf("day %d: %v is drawn for %v", i, v.Number, table.Cells[i][0].Number)
			}
		}
	case *chart.Timeline:
		for i, row := range c.Rows {
			for j, d := range row.Dates {
				if d != table.Cells[i][j].Date {
					t.Errorf("%s: %v is drawn for %v", row.Label, d, table.Cells[i][j].Date)
				}
			}
			if over := int(row.Until - table.Cells[i][1].Date.Last()); row.Until != 0 && over != int(table.Cells[i][4].Number) {
				t.Errorf("%s: drawn as overdue by %d days", row.Label, over)
			}
		}
	case *chart.Ranges:
		for _, row := range c.Rows {
			i := slices.IndexFunc(table.Rows, func(l figure.Label) bool { return b.text(lang, l.Text).Text == row.Label })
			if row.Median != table.Cells[i][0].Number || row.N != int(table.Cells[i][1].Number) {
				t.Errorf("%s: a median of %v of %d is drawn", row.Label, row.Median, row.N)
			}
		}
	default:
		t.Errorf("a chart of the type %T", c)
	}
}

// checkGrid compares bars and lines with their table. Parts are the series of a single
// bar, of which those of zero are left out.
func checkGrid(t *testing.T, f figure.Figure, grid *chart.Grid, table *figure.Table) {
	t.Helper()
	if f.Shape == figure.Parts {
		sum := 0.0
		for _, s := range grid.Series {
			sum += s.Values[0].Number
		}
		if sum != table.Total() {
			t.Errorf("the parts drawn add up to %v, not %v", sum, table.Total())
		}
		return
	}
	for i := range grid.Categories {
		for j, s := range grid.Series {
			if cell := table.Cells[i][j]; s.Values[i].Known != cell.Known || s.Values[i].Number != cell.Number {
				t.Errorf("%s: %v is drawn for %v", table.Rows[i].Key, s.Values[i], cell.Number)
			}
		}
	}
}

// checkFinding sees that both languages say the same numbers, and no other ones than
// those of the table and its share; that there is a sentence wherever there are numbers;
// and that of a part it compares nothing.
func checkFinding(t *testing.T, b *builder, f figure.Figure, in *figure.Input, table *figure.Table) {
	t.Helper()
	said := map[i18n.Lang][]string{}
	for _, lang := range i18n.Languages {
		text := b.finding(lang, f, in)
		if strings.Contains(text, "finding-") || strings.Contains(text, "of-") || strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
			t.Errorf("%s: %q", lang, text)
		}
		if text == "" && !table.Empty() {
			t.Errorf("%s: there are numbers, and no sentence says anything of them", lang)
		}
		if word := comparing[lang].FindString(text); word != "" && !f.Whole(in) {
			t.Errorf("%s: %q compares records that are only a part: %q", lang, text, word)
		}
		said[lang] = numbersIn(text)
	}
	lv, en := said[i18n.Latvian], said[i18n.English]
	slices.Sort(lv)
	slices.Sort(en)
	if !f.OfPlan && !slices.Equal(lv, en) { // a measure's title may have numbers of its own
		t.Errorf("Latvian says %v, English %v", lv, en)
	}
	known := knownNumbers(f, in, table)
	for _, clause := range f.Finding(in, table) {
		for name, value := range clause.Args {
			for _, n := range numbersOf(value) {
				if !known[n] {
					t.Errorf("%s says %v as %s, which is nowhere in the table", clause.ID, n, name)
				}
			}
		}
	}
}

// comparing are the words that rank or sum up: of a part nothing of that can be told.
var comparing = map[i18n.Lang]*regexp.Regexp{
	i18n.Latvian: regexp.MustCompile(`(?i)(ilgāk|lielāk|vecāk|augstāk|zemāk)(ais|ā )|visvair|visilg|vismaz|mediān|vidēj|%`),
	i18n.English: regexp.MustCompile(`(?i)longest|largest|oldest|highest|lowest|\b(at )?most\b|\bleast\b|median|average|%`),
}

// numbersOf are the numbers of a value that a finding mentions.
func numbersOf(value any) []float64 {
	switch v := value.(type) {
	case figure.Number:
		return []float64{float64(v)}
	case figure.Quantity:
		return []float64{v.Number}
	case figure.Ratio:
		return []float64{float64(v.Part), float64(v.Whole)}
	}
	return nil
}

// knownNumbers are those that a finding may say: of the table, their sums by row, column
// and in all, how many of a column are known, of the share, and of the site's rule.
func knownNumbers(f figure.Figure, in *figure.Input, table *figure.Table) map[float64]bool {
	known := map[float64]bool{table.Total(): true}
	columns := make([]float64, len(table.Columns))
	for i, row := range table.Cells {
		known[table.RowTotal(i).Number] = true
		for j, c := range row {
			known[c.Number] = true
			columns[j] += c.Number
		}
	}
	for _, sum := range columns {
		known[sum] = true
	}
	for j := range table.Columns {
		known[float64(knownIn(table, j))] = true
	}
	if s := table.Share; s != nil {
		known[float64(len(s.Part))], known[float64(len(s.Whole))] = true, true
	}
	if rule := in.Site.Config.MinimumDays; rule != nil {
		known[float64(rule.Days)] = true
	}
	if f.Shape == figure.Calendar {
		none := 0
		for _, row := range table.Cells {
			if row[0].Number == 0 {
				none++
			}
		}
		known[float64(none)] = true
	}
	return known
}

// knownIn counts the rows of which a column's number is known.
func knownIn(table *figure.Table, column int) int {
	n := 0
	for _, row := range table.Cells {
		if row[column].Known {
			n++
		}
	}
	return n
}

var numberForm = regexp.MustCompile(`\d[\d\x{00a0},.]*`)

// numbersIn returns the numbers of a text without the marks between their digits.
func numbersIn(text string) []string {
	var numbers []string
	for _, n := range numberForm.FindAllString(withoutDates(text), -1) {
		numbers = append(numbers, digits(n))
	}
	return numbers
}

var dateForm = regexp.MustCompile(`\d{4}\.\x{00a0}gada\x{00a0}\d+\.\x{00a0}\p{L}+|\d+\x{00a0}\p{L}+\x{00a0}\d{4}`)

// withoutDates leaves out dates, whose order differs by language.
func withoutDates(text string) string { return dateForm.ReplaceAllString(text, "") }

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func hasDigits(text string) bool { return digits(text) != "" }

func mustDay(t *testing.T, s string) i18n.Day {
	t.Helper()
	d, err := i18n.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Last()
}

// A number of people that is not given is not told as unknown, neither in the sentence
// nor in the chart; and no sum tells it.
func TestFewAreNotUnknown(t *testing.T) {
	b := builderOf(t, filesOf(scaffold.Site()), "2026-11-23")
	in := b.figureInput()
	f, _ := figure.Find("submissions")
	if got, want := b.finding(i18n.English, f, in), "By individuals: fewer than 5; by organisations: 9."; !strings.HasSuffix(got, want) {
		t.Errorf("%q does not end with %q", got, want)
	}
	drawn := b.chartOf(i18n.English, f, in)
	want := "Individuals: fewer than 5; organisations: 9; the source gives a total only: unknown. 1 record found; how many there are in all is not known."
	if got := drawn.Summary(); got != want {
		t.Errorf("%q; want %q", got, want)
	}
}

// A sum in which a number of people is not given is told as the least that it can be, in the
// sentence, the table, the chart, the file and what is said beside them.
func TestSumWithFewPeople(t *testing.T) {
	b := newTestBuilder(t, nil, "2026-11-23")
	closes, individuals, few := i18n.Date{Year: 2024, Month: 1, Day: 19}, 20, 4
	b.Records.Consultations = record.NewCollection([]*record.Consultation{
		{Common: record.Common{ID: "a"}, Closes: closes, Submissions: &record.Submissions{Individuals: &individuals}},
		{Common: record.Common{ID: "b"}, Closes: closes, Submissions: &record.Submissions{Individuals: &few}},
	}, func(c *record.Consultation) string { return c.ID })
	in := b.figureInput()
	f, _ := figure.Find("submissions")
	table := f.On(in)
	var file strings.Builder
	if err := b.writeFigureCSV(&file, f, in); err != nil {
		t.Fatal(err)
	}
	for where, text := range map[string]string{
		"the sentence":   b.finding(i18n.English, f, in),
		"the table":      b.numbersTable(i18n.English, f, in, &table).Rows[0].Cells[0].Text,
		"what is beside": strings.Join(b.figureGaps(i18n.English, f, in, &table), " "),
		"the file":       file.String(),
		"the chart":      b.chartOf(i18n.English, f, in).Summary(),
	} {
		want := map[string]string{"what is beside": "too small to be shown is one", "the file": ",21"}[where]
		if want == "" {
			want = "at least 21"
		}
		if !strings.Contains(text, want) || strings.Contains(text, "24") {
			t.Errorf("%s: %q", where, text)
		}
	}
}

// A part of an unknown whole has no share, nor has a whole other than the sentence's.
func TestSharesInTables(t *testing.T) {
	for name, want := range map[string]map[string]bool{
		"default": {"plan-state": false, "feedback": false, "participation-officials": false},
		// Three measures were withdrawn, and feedback was not looked for everywhere.
		"demo": {"plan-state": false, "feedback": false, "participation-officials": true, "accommodations": true},
	} {
		b := builderOf(t, demoFiles(t), "2025-06-30")
		if name == "default" {
			b = builderOf(t, os.DirFS("../.."), "2026-11-23")
		}
		in := b.figureInput()
		for id, share := range want {
			f, _ := figure.Find(id)
			header := b.numbersTable(i18n.English, f, in, b.tableOf(f, in)).Header
			if got := header[len(header)-1] == "Share"; got != share {
				t.Errorf("%s, %s: a share is told: %v", name, id, got)
			}
		}
	}
}

// A table's only column is not just a number where it has a meaning of its own.
func TestOnlyColumn(t *testing.T) {
	b := builderOf(t, filesOf(scaffold.Site()), "2026-11-23")
	in := b.figureInput()
	for _, c := range []struct{ id, head, unit string }{
		{"ratings", "complete", "Measures: complete"},
		{"levels-by-institution", "consult", "Consultations: consult"},
		{"budget-votes", "votes", "Votes"},
		{"event-kinds", "Events", "Events"},
		{"report-age", "Days", "Days"},
	} {
		f, _ := figure.Find(c.id)
		table := b.tableOf(f, in)
		if got := b.numbersTable(i18n.English, f, in, table).Header[1]; got != c.head {
			t.Errorf("%s: the column is headed %q; want %q", c.id, got, c.head)
		}
		if got := b.chartOf(i18n.English, f, in).(*chart.Bars).Unit.Name; got != c.unit {
			t.Errorf("%s: the chart's unit is %q; want %q", c.id, got, c.unit)
		}
	}
}

// What one axis measures has one unit: people are not drawn against votes.
func TestUnitsAreNotCompared(t *testing.T) {
	b := builderOf(t, os.DirFS("../.."), "2026-11-23")
	in := b.figureInput()
	for _, f := range figure.Catalogue() {
		for _, column := range b.tableOf(f, in).Columns {
			inTableOnly := f.Shape == figure.Timeline || f.Shape == figure.Ranges
			if unit := f.UnitOf(column); unit != f.Unit && !inTableOnly {
				t.Errorf("%s: %s beside %s", f.ID, unit, f.Unit)
			}
		}
	}
	for id, unit := range map[string]string{"budget-voters": "People", "budget-votes": "Votes"} {
		f, _ := figure.Find(id)
		bars := b.chartOf(i18n.English, f, in).(*chart.Bars)
		if bars.Unit.Name != unit || len(bars.Series) != 1 {
			t.Errorf("%s: %d series of the unit %q", id, len(bars.Series), bars.Unit.Name)
		}
	}
}

// Twenty-one has the form of one in Latvian, and is several.
func TestTwentyOneIsSeveral(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	days := figure.Quantity{Number: 21, Unit: figure.Days}
	for _, c := range []struct {
		clause figure.Clause
		want   string
	}{
		{figure.Clause{ID: "delays", N: 21, Args: map[string]any{"Days": days, "Name": i18n.Text{i18n.Latvian: "X"}}},
			"21 pasākumam termiņš pagājis bez zināmas izpildes vai izpilde kavējusies; visilgāk: 21\u00a0diena pēc termiņa (X)."},
		{figure.Clause{ID: "feedback-unanswered", N: 21, Args: map[string]any{"Days": days}}, "Bez atrastas atbildes: 21, ilgākā gaidīšana: 21\u00a0diena."},
		{figure.Clause{ID: "no-data-on", N: 21}, "Par 21 pasākumu nav zināms, vai tas izpildīts."},
	} {
		if got := b.clause(i18n.Latvian, c.clause, true); got != c.want {
			t.Errorf("%q; want %q", got, c.want)
		}
	}
}

// What changed goes by its title, a report too.
func TestActivityHasTitles(t *testing.T) {
	b := builderOf(t, filesOf(scaffold.Site()), "2026-11-23")
	for _, a := range progress.LatestActivity(b.Records, b.Day, 0) {
		if link := b.activityLink(i18n.English, &a); link.Text == "" || link.Text == a.ID {
			t.Errorf("%s %s is called %q", a.Type, a.ID, link.Text)
		}
	}
}

// TestPluralsOfFindings reads the sentences that grammar makes hardest: in both languages
// the verb agrees with the number said, and the noun with the whole.
func TestPluralsOfFindings(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	for _, c := range []struct {
		part, whole int
		lv, en      string
	}{
		{0, 1, "Izpildīts 0 no 1 pasākuma.", "0 of 1 measure is complete."},
		{1, 1, "Izpildīts 1 no 1 pasākuma.", "1 of 1 measure is complete."},
		{0, 3, "Izpildīti 0 no 3 pasākumiem.", "0 of 3 measures are complete."},
		{1, 3, "Izpildīts 1 no 3 pasākumiem.", "1 of 3 measures is complete."},
		{2, 9, "Izpildīti 2 no 9 pasākumiem.", "2 of 9 measures are complete."},
		{0, 10, "Izpildīti 0 no 10 pasākumiem (0\u00a0%).", "0 of 10 measures (0%) are complete."},
		{10, 11, "Izpildīti 10 no 11 pasākumiem (90,9\u00a0%).", "10 of 11 measures (90.9%) are complete."},
		{3, 12, "Izpildīti 3 no 12 pasākumiem (25\u00a0%).", "3 of 12 measures (25%) are complete."},
		{0, 21, "Izpildīti 0 no 21 pasākuma (0\u00a0%).", "0 of 21 measures (0%) are complete."},
		{1, 21, "Izpildīts 1 no 21 pasākuma (4,8\u00a0%).", "1 of 21 measures (4.8%) is complete."},
		{11, 21, "Izpildīti 11 no 21 pasākuma (52,4\u00a0%).", "11 of 21 measures (52.4%) are complete."},
		{21, 31, "Izpildīts 21 no 31 pasākuma (67,7\u00a0%).", "21 of 31 measures (67.7%) are complete."},
		{101, 101, "Izpildīts 101 no 101 pasākuma (100\u00a0%).", "101 of 101 measures (100%) are complete."},
		{11, 111, "Izpildīti 11 no 111 pasākumiem (9,9\u00a0%).", "11 of 111 measures (9.9%) are complete."},
	} {
		share := figure.Ratio{Part: c.part, Whole: c.whole, Unit: figure.Measures}
		clause := figure.Clause{ID: "complete", N: share.Plural(), Args: map[string]any{"Share": share}}
		if got := b.clause(i18n.Latvian, clause, true); got != c.lv {
			t.Errorf("%q; want %q", got, c.lv)
		}
		if got := b.clause(i18n.English, clause, true); got != c.en {
			t.Errorf("%q; want %q", got, c.en)
		}
	}
}

// The same of sentences that count without a whole.
func TestPluralsOfCounts(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	for _, c := range []struct {
		n      int
		lv, en [3]string // no-data-on, indicators-others, burn-up-found
	}{
		{0, [3]string{"Par 0 pasākumiem nav zināms, vai tie izpildīti.", "Vēl 0 rādītājiem mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 0 pasākumiem (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 0 measures it is not known whether they are complete.", "0 more indicators have no target in our data.", "0 of the measures found are due by the end of this month; complete: 0."}},
		{1, [3]string{"Par 1 pasākumu nav zināms, vai tas izpildīts.", "Vēl 1 rādītājam mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 1 pasākumam (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 1 measure it is not known whether it is complete.", "1 more indicator has no target in our data.", "1 of the measures found is due by the end of this month; complete: 0."}},
		{2, [3]string{"Par 2 pasākumiem nav zināms, vai tie izpildīti.", "Vēl 2 rādītājiem mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 2 pasākumiem (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 2 measures it is not known whether they are complete.", "2 more indicators have no target in our data.", "2 of the measures found are due by the end of this month; complete: 0."}},
		{10, [3]string{"Par 10 pasākumiem nav zināms, vai tie izpildīti.", "Vēl 10 rādītājiem mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 10 pasākumiem (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 10 measures it is not known whether they are complete.", "10 more indicators have no target in our data.", "10 of the measures found are due by the end of this month; complete: 0."}},
		{11, [3]string{"Par 11 pasākumiem nav zināms, vai tie izpildīti.", "Vēl 11 rādītājiem mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 11 pasākumiem (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 11 measures it is not known whether they are complete.", "11 more indicators have no target in our data.", "11 of the measures found are due by the end of this month; complete: 0."}},
		{21, [3]string{"Par 21 pasākumu nav zināms, vai tas izpildīts.", "Vēl 21 rādītājam mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 21 pasākumam (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 21 measures it is not known whether they are complete.", "21 more indicators have no target in our data.", "21 of the measures found are due by the end of this month; complete: 0."}},
		{101, [3]string{"Par 101 pasākumu nav zināms, vai tas izpildīts.", "Vēl 101 rādītājam mērķa mūsu datos nav.", "Atrasto pasākumu vidū termiņš pienācis 101 pasākumam (pašreizējo mēnesi ieskaitot); izpildīti: 0."},
			[3]string{"For 101 measures it is not known whether they are complete.", "101 more indicators have no target in our data.", "101 of the measures found are due by the end of this month; complete: 0."}},
	} {
		for i, id := range []string{"no-data-on", "indicators-others", "burn-up-found"} {
			clause := figure.Clause{ID: id, N: c.n, Args: map[string]any{"Complete": figure.Number(0)}}
			if got := b.clause(i18n.Latvian, clause, false); got != c.lv[i] {
				t.Errorf("%q; want %q", got, c.lv[i])
			}
			if got := b.clause(i18n.English, clause, false); got != c.en[i] {
				t.Errorf("%q; want %q", got, c.en[i])
			}
		}
	}
}

// TestPluralsOfShares sees that every sentence of a share speaks of none of one as of one.
func TestPluralsOfShares(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	in := b.figureInput()
	shares := 0
	for _, f := range figure.Catalogue() {
		for _, clause := range f.Finding(in, b.tableOf(f, in)) {
			share, ok := clause.Args["Share"].(figure.Ratio)
			if !ok {
				continue
			}
			shares++
			for lang, noun := range map[i18n.Lang]string{i18n.Latvian: "0 no 1 ", i18n.English: "0 of 1 "} {
				share.Part, share.Whole = 0, 1
				clause.N, clause.Args["Share"] = share.Plural(), share
				none := b.clause(lang, clause, true)
				share.Part = 1
				clause.N, clause.Args["Share"] = share.Plural(), share
				one := b.clause(lang, clause, true)
				if want := strings.Replace(one, "1"+noun[1:], noun, 1); none != want || none == one {
					t.Errorf("%s, %s: %q beside %q", f.ID, lang, none, one)
				}
			}
		}
	}
	if shares < 20 {
		t.Errorf("%d shares are too few to be all", shares)
	}
}

// Of what is found of a known whole, the noun follows the whole, too.
func TestPluralsOfCoverage(t *testing.T) {
	for _, c := range []struct{ total, lv, en string }{
		{"41", "Atrasti 40 no 41 ieraksta.", "40 of 41 records found."},
		{"50", "Atrasti 40 no 50 ierakstiem.", "40 of 50 records found."},
	} {
		b := builderOf(t, demoWithCoverage(t, "- {type: measure, extent: part, total: "+c.total+"}\n"), "2025-06-30")
		plan := progress.NewestBegun(b.Records, b.Day)
		for lang, want := range map[i18n.Lang]string{i18n.Latvian: c.lv, i18n.English: c.en} {
			if got := b.coverageSentence(lang, "measure", plan); got != want {
				t.Errorf("%q; want %q", got, want)
			}
		}
	}
}

// A percentage of a part of an unknown whole is not told.
func TestPartHasNoPercentage(t *testing.T) {
	b := builderOf(t, os.DirFS("../.."), "2026-11-23")
	in := b.figureInput()
	for _, f := range figure.Catalogue() {
		if text := b.finding(i18n.Latvian, f, in); strings.Contains(text, "%") && !f.Whole(in) {
			t.Errorf("%s: %q", f.ID, text)
		}
	}
	measure := record.TypeName("measure")
	if f, _ := figure.Find("plan-state"); f.Counts != measure || f.Whole(in) {
		t.Error("the default site's measures are taken for all there are")
	}
}

// Each figure says where its definition comes from: a rule that the site names, a text
// elsewhere, or this site itself; and whether more is better, or neither.
func TestDefinitionsHaveSources(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	for _, f := range figure.Catalogue() {
		facts := b.definitionSection(i18n.English, f).Facts
		if len(facts) != 3 || facts[1].Label != "Better" || facts[2].Label != "Source of the definition" || facts[2].Values[0].Text == "" {
			t.Errorf("%s: %v", f.ID, facts)
		}
	}
	for id, want := range map[string]string{
		"length-minimum": "Fictional rule", "roles": "Our own definition",
		"feedback": "Cabinet Regulation No. 639 of 15 October 2024 on public participation.",
	} {
		f, _ := figure.Find(id)
		if got := b.definitionSource(i18n.English, f).Values[0].Text; got != want {
			t.Errorf("%s: %q; want %q", id, got, want)
		}
	}
	f, _ := figure.Find("length-minimum")
	b.Records.Config.MinimumDays = nil
	if got := b.definitionSource(i18n.Latvian, f).Values[0].Text; got != "Mūsu pašu definīcija" {
		t.Errorf("without a rule: %q", got)
	}
}
