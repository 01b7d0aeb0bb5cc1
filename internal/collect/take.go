package collect

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/importer"
	"parskats/internal/mapping"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/sheet"
	"parskats/internal/source"
)

// Options are what a workbook is taken into.
type Options struct {
	// Tree and Site are the source as it is, without errors.
	Tree source.Tree
	Site *record.Site
	// Today is the day after which nothing can have happened yet.
	Today i18n.Day
	// Read returns the text of a file of the source.
	Read func(path string) ([]byte, error)
	// Check holds a source against all rules.
	Check func(source.Tree) (*record.Site, diag.Problems)
}

// Take makes updates of what an institution wrote in a workbook. Nothing is written yet. Rows
// are counted as those of any import: a new row adds an update, an updated one changes its own
// earlier one, one that nobody has filled in is skipped.
func Take(r *Returned, options Options) (*importer.Result, error) {
	t := &taking{Returned: r, Options: options, result: &importer.Result{}}
	if found, err := t.find(); !found || err != nil {
		return t.result, err
	}
	for _, row := range r.rows() {
		t.result.Counts.Rows++
		t.takeRow(row)
	}
	if err := t.change(); err != nil {
		return nil, err
	}
	t.count()
	return t.result, nil
}

// taking is a workbook on its way into the source.
type taking struct {
	*Returned
	Options
	plan *record.Plan
	// duties are the measures that the institution is to report on, by their keys.
	duties  map[string]progress.Duty
	entries []*entry
	result  *importer.Result
	// own are the sentences in the site's language.
	own words
}

// entry is a row that says something.
type entry struct {
	row      sheet.Row
	duty     progress.Duty
	update   record.Update
	outcome  outcome
	problems []diag.Problem
	// from is the place of the update that is changed, -1 where it is new.
	from int
}

// outcome is what becomes of a row.
type outcome int

const (
	isNew outcome = iota
	isUpdated
	isUnchanged
	isRejected
)

// find finds the plan and the institution that the workbook is of.
func (t *taking) find() (found bool, err error) {
	pos := diag.Pos{File: t.table.Path}
	t.plan = t.Site.Plans.Get(t.Plan)
	if t.plan == nil {
		t.result.Problems.Add(pos, "unknown-ref/collect-plan", diag.Args{"value": t.Plan})
	}
	if t.Site.Institutions.Get(t.Institution) == nil {
		t.result.Problems.Add(pos, "unknown-ref/collect-institution", diag.Args{"value": t.Institution})
	}
	if t.result.Problems.Len() > 0 {
		return false, nil
	}
	t.duties = map[string]progress.Duty{}
	for _, duty := range dutiesOf(progress.NewIndex(t.Site), t.plan, t.Institution, t.Today) {
		t.duties[duty.Measure.Key] = duty
	}
	t.own, err = wordsIn(t.Site.Config.DefaultLang())
	return err == nil, err
}

// takeRow reads a row.
func (t *taking) takeRow(row sheet.Row) {
	key := t.cell(row, columnKey).Text
	if sum, sent := t.sums[key]; sent && sum != knownSum(t.knownTexts(row)) {
		t.result.Problems.Add(t.place(row, columnKey), "import-left/known", nil)
	}
	if !t.isFilled(row) {
		t.result.Counts.Skipped++
		return
	}
	e := &entry{row: row, from: -1}
	t.entries = append(t.entries, e)
	if t.identify(e, key); len(e.problems) == 0 {
		t.readUpdate(e)
	}
	if len(e.problems) == 0 {
		t.compare(e)
	}
	if len(e.problems) > 0 {
		e.outcome = isRejected
	}
}

// reject notes why nothing is made of a row.
func (t *taking) reject(e *entry, column, code string, args diag.Args, hint string) {
	var list diag.Problems
	p := list.Add(t.place(e.row, column), code, args)
	p.Hint = hint
	e.problems = append(e.problems, *p)
}

// identify finds the measure that a row is about.
func (t *taking) identify(e *entry, key string) {
	number := t.cell(e.row, columnNumber).Text
	duty, isTheirs := t.duties[key]
	sent, wasSent := t.measures[key]
	switch {
	case key == "":
		t.reject(e, columnKey, "missing-field/collect-key", nil, "collect-key")
	case !wasSent:
		t.reject(e, columnKey, "unknown-ref/collect-key", diag.Args{"value": key}, "collect-key")
	case number != sent:
		t.reject(e, columnNumber, "bad-value/collect-number", diag.Args{"value": number, "key": key, "number": sent}, "collect-key")
	case !isTheirs:
		t.reject(e, columnKey, "unknown-ref/collect-measure", diag.Args{"value": key, "institution": t.Institution}, "")
	case slices.ContainsFunc(t.entries, func(other *entry) bool { return other != e && t.cell(other.row, columnKey).Text == key }):
		t.reject(e, columnKey, "duplicate-id/collect-key", diag.Args{"value": key}, "collect-key")
	}
	e.duty = duty
}

// readUpdate reads what a row says.
func (t *taking) readUpdate(e *entry) {
	u := &e.update
	u.By, u.Author = record.RatedByInstitution, t.Institution
	u.Date = t.date(e, columnDate, t.cell(e.row, columnDate))
	t.checkDate(e)
	t.readStatus(e)
	t.readText(e)
	t.readEvidence(e)
	if len(e.problems) == 0 && u.Status == "" && u.Text.IsEmpty() {
		t.reject(e, columnStatus, "missing-field/collect-says", nil, "")
	}
	if len(e.problems) == 0 && u.Status == record.Complete && len(u.Evidence) == 0 {
		args := diag.Args{"value": t.cell(e.row, columnStatus).Text}
		t.reject(e, columnEvidenceURL, "evidence-missing/collect", args, "collect-evidence")
	}
}

// value reads a cell for a field of an update or its evidence, as an import with a map does.
func (t *taking) value(e *entry, column string, cell sheet.Cell, kind record.Kind) string {
	f := &mapping.Field{Table: record.Field{Kind: kind}, Rule: mapping.Rule{Columns: []mapping.Named{{}}, Order: mapping.DayFirst}}
	values, problem := (&mapping.Map{}).Value(f, []sheet.Cell{cell}, nil)
	if problem != nil {
		hint := ""
		if kind == record.KindDate {
			hint = "collect-date"
		}
		t.reject(e, column, problem.Code, problem.Args, hint)
	}
	return strings.Join(values, "")
}

// serialDays are the numbers that a workbook stores for days from 2000 on. A cell whose format was
// lost shows one.
const serialDays = 36526

// date reads a day, as the workbook stores it or as somebody wrote it.
func (t *taking) date(e *entry, column string, cell sheet.Cell) i18n.Date {
	if n, err := strconv.ParseFloat(cell.Number, 64); err == nil && n >= serialDays {
		cell.Date = sheet.Serial(n, false)
	}
	date, err := i18n.ParseDate(t.value(e, column, cell, record.KindDate))
	if err != nil {
		return i18n.Date{} // the cell is empty, or rejected
	}
	return date
}

// checkDate sees that a row says when, and that this was neither before the measure began nor
// after today.
func (t *taking) checkDate(e *entry) {
	date, begins := e.update.Date, e.duty.Measure.Added
	if begins.IsZero() {
		begins = t.plan.Starts
	}
	switch {
	case date.IsZero() && len(e.problems) == 0:
		t.reject(e, columnDate, "missing-field/collect-date", nil, "collect-date")
	case date.IsZero():
	case date.Last() > t.Today:
		t.reject(e, columnDate, "bad-date/collect-future", diag.Args{"value": date.String(), "day": t.Today.String()}, "")
	case date.Last() < begins.First():
		t.reject(e, columnDate, "date-order/collect-measure", diag.Args{"later": date.String(), "earlier": begins.String()}, "")
	}
}

// readStatus finds the key of a status by its word in the workbook's list, or in any of
// the site's languages.
func (t *taking) readStatus(e *entry) {
	word := t.cell(e.row, columnStatus).Text
	if word == "" {
		return
	}
	status, ok := t.statuses[folded(word)]
	if !ok && status.Vocabulary().Has(word) {
		status, ok = record.Status(word), true
	}
	if !ok || !status.Vocabulary().Has(string(status)) {
		t.reject(e, columnStatus, "bad-value/collect-status", diag.Args{"value": shorten(word), "values": strings.Join(t.words, ", ")}, "one-of")
		return
	}
	e.update.Status = status
}

// readText reads what was done, in each language, and in the default one why it is delayed.
func (t *taking) readText(e *entry) {
	text := i18n.Text{}
	for _, column := range t.textColumns() {
		lang := i18n.Lang(strings.TrimPrefix(column, columnText))
		if said := t.value(e, column, t.cell(e.row, column), record.KindLocalised); said != "" {
			text[lang] = said
		}
	}
	if why := t.value(e, columnDelay, t.cell(e.row, columnDelay), record.KindLocalised); why != "" {
		lang := t.Site.Config.DefaultLang()
		text[lang] = strings.TrimSpace(text[lang] + "\n" + t.own.F("delay", i18n.Args{"Text": why}))
	}
	if len(text) > 0 {
		e.update.Text = text
	}
}

// readEvidence reads the evidence: an address on each line, with the title and the day on
// the same line of their cells.
func (t *taking) readEvidence(e *entry) {
	urls, titles, days := t.linesOf(e, columnEvidenceURL), t.linesOf(e, columnEvidence), t.linesOf(e, columnPublished)
	for _, other := range []struct {
		column string
		lines  []sheet.Cell
	}{{columnEvidence, titles}, {columnPublished, days}} {
		if len(other.lines) > len(urls) {
			args := diag.Args{"column": t.title(other.column), "count": strconv.Itoa(len(other.lines)), "addresses": strconv.Itoa(len(urls))}
			t.reject(e, other.column, "bad-value/collect-evidence", args, "collect-evidence")
			return
		}
	}
	for i, address := range urls {
		if address.IsEmpty() {
			continue
		}
		source := record.Source{URL: t.value(e, columnEvidenceURL, address, record.KindURL)}
		if i < len(titles) && !titles[i].IsEmpty() {
			source.Title = i18n.Text{t.Site.Config.DefaultLang(): t.value(e, columnEvidence, titles[i], record.KindText)}
		}
		if i < len(days) {
			source.Published = t.date(e, columnPublished, days[i])
		}
		e.update.Evidence = append(e.update.Evidence, source)
	}
}

// linesOf are the lines of a cell, as cells.
func (t *taking) linesOf(e *entry, column string) []sheet.Cell {
	cell := t.cell(e.row, column)
	if cell.IsEmpty() {
		return nil
	}
	lines := strings.Split(cell.Text, "\n")
	if len(lines) == 1 {
		return []sheet.Cell{cell}
	}
	cells := make([]sheet.Cell, len(lines))
	for i, line := range lines {
		cells[i] = sheet.Cell{Text: strings.TrimSpace(line)}
	}
	return cells
}

// slot is where a commitment notes what a workbook said of a measure.
func (t *taking) slot(m *record.Measure) string {
	return m.Number + " " + t.Institution + " " + t.Returned.Day
}

// compare finds what a row changes. What an editor has changed since the workbook was taken
// before stays.
func (t *taking) compare(e *entry) {
	sum := sumOf(&e.update)
	was := e.duty.Commitment.Collected[t.slot(e.duty.Measure)]
	updates := e.duty.Measure.Updates
	placeOf := func(sum string) int {
		return slices.IndexFunc(updates, func(u record.Update) bool { return sumOf(&u) == sum })
	}
	switch {
	case was == sum, placeOf(sum) >= 0:
		e.outcome = isUnchanged
	case was == "":
		if i := slices.IndexFunc(updates, func(u record.Update) bool { return t.isSameDay(&u, &e.update) }); i >= 0 {
			args := diag.Args{"date": e.update.Date.String(), "file": e.duty.Commitment.Path, "record": said(&updates[i])}
			t.reject(e, columnDate, "import-conflict/collect-day", args, "collect-conflict")
		}
	case placeOf(was) >= 0:
		e.outcome, e.from = isUpdated, placeOf(was)
	default:
		args := diag.Args{"measure": e.duty.Measure.Key, "file": e.duty.Commitment.Path}
		t.reject(e, columnKey, "import-conflict/collect", args, "collect-conflict")
	}
}

// isSameDay reports whether an update is by the institution and of the same day as another.
func (t *taking) isSameDay(u, other *record.Update) bool {
	return u.By == record.RatedByInstitution && u.Author == t.Institution && u.Date == other.Date
}

// sumOf is the checksum of what an update says.
func sumOf(u *record.Update) string {
	parts := []string{u.Date.String(), string(u.Status), string(u.By), u.Author}
	add := func(t i18n.Text) {
		for _, lang := range slices.Sorted(maps.Keys(t)) {
			parts = append(parts, string(lang)+": "+oneLine(t[lang]))
		}
	}
	add(u.Text)
	for _, e := range u.Evidence {
		parts = append(parts, "evidence", e.URL, e.Published.String(), e.Retrieved.String(), e.Archived)
		add(e.Title)
	}
	return checksum(strings.Join(parts, "\n"))
}

// said is what an update says, in short.
func said(u *record.Update) string {
	for _, lang := range slices.Sorted(maps.Keys(u.Text)) {
		return shorten(string(u.Status) + " " + u.Text[lang])
	}
	return string(u.Status)
}

// shorten keeps a value that is told of within bounds, and on one line.
func shorten(text string) string {
	const longest = 80
	runes := []rune(oneLine(text))
	if len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return string(runes)
}

// count counts what became of the rows, and lists the problems in their order.
func (t *taking) count() {
	slices.SortStableFunc(t.entries, func(a, b *entry) int { return cmp.Compare(a.row.Number, b.row.Number) })
	counts := &t.result.Counts
	for _, e := range t.entries {
		switch e.outcome {
		case isNew:
			counts.New++
		case isUpdated:
			counts.Updated++
		case isUnchanged:
			counts.Unchanged++
		case isRejected:
			counts.Rejected++
			t.result.Rejects = append(t.result.Rejects, importer.Reject{Row: e.row, Problems: e.problems})
			for _, p := range e.problems {
				addProblem(&t.result.Problems, p)
			}
		}
	}
}

// addProblem adds a problem that was made elsewhere.
func addProblem(list *diag.Problems, p diag.Problem) {
	code := p.Code
	if p.Variant != "" {
		code += "/" + p.Variant
	}
	list.Add(p.Pos, code, p.Args).Hint = p.Hint
}
