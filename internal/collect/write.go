package collect

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// The rows of the page of measures.
const (
	headingRow = 1
	bandRow    = 3
	headerRow  = 4
	firstRow   = headerRow + 1
)

// frozenColumns stay in sight, and stand on each printed page.
const frozenColumns = 3

// widths are those of columns, in characters. Together with frozenColumns, what stands between
// two page breaks fits on A4 across.
var widths = map[string]float64{
	columnKey: 13, columnNumber: 7, columnTitle: 34, columnCommitment: 26, columnRole: 14, columnDue: 16, columnState: 22, columnReport: 28,
	columnStatus: 18, columnDate: 12, columnEvidence: 24, columnEvidenceURL: 28, columnPublished: 14, columnDelay: 28,
}

const textWidth = 36

func widthOf(column string) float64 {
	if width, ok := widths[column]; ok {
		return width
	}
	return textWidth
}

// The colours, as RRGGBB. What is to be filled in differs also by a frame, and by the words
// above it.
const (
	dark      = "1F3A5F"
	grey      = "EDEFF2"
	light     = "FFFBE6"
	lineGrey  = "8A94A3"
	white     = "FFFFFF"
	nearBlack = "1A1A1A"
)

// workbook is a workbook that is being written.
type workbook struct {
	*Sheet
	words
	file   *excelize.File
	styles styles
	// columns are those of the page of measures, in their order.
	columns []string
	page    string
	err     error
}

// styles are the numbers of cell styles.
type styles struct {
	title, plain, strong, bandKnown, bandFill, headKnown, headFill, known, fill, fillDate int
}

// Write returns the workbook. The same records and day give the same bytes.
func (s *Sheet) Write() ([]byte, error) {
	langs := s.Site.Config.Langs()
	sentences, err := wordsIn(langs[0])
	if err != nil {
		return nil, err
	}
	w := &workbook{
		Sheet: s, words: sentences, file: excelize.NewFile(),
		columns: append(append([]string{}, known...), toFill(langs)...), page: sentences.T("page-measures"),
	}
	defer w.file.Close()
	w.makeStyles()
	w.writeGuides(langs)
	w.writeMeasures()
	w.writeHidden()
	w.describe()
	if w.err != nil {
		return nil, fmt.Errorf("write the workbook of %s: %w", s.Institution.ID, w.err)
	}
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("write the workbook of %s: %w", s.Institution.ID, err)
	}
	raw, err := growing(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("write the workbook of %s: %w", s.Institution.ID, err)
	}
	return raw, nil
}

// try keeps the first error.
func (w *workbook) try(err error) { w.err = cmp.Or(w.err, err) }

func (w *workbook) makeStyles() {
	frame := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		frame = append(frame, excelize.Border{Type: side, Color: lineGrey, Style: 1})
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "top"}
	locked, open := &excelize.Protection{Locked: true}, &excelize.Protection{Locked: false}
	day := "yyyy-mm-dd"
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Bold: bold, Color: colour}
	}
	w.styles = styles{
		title:     w.style(excelize.Style{Font: font(16, true, dark), Protection: locked}),
		plain:     w.style(excelize.Style{Font: font(11, false, nearBlack), Alignment: wrapped, Protection: locked}),
		strong:    w.style(excelize.Style{Font: font(11, true, nearBlack), Alignment: wrapped, Protection: locked}),
		bandKnown: w.style(excelize.Style{Font: font(11, true, nearBlack), Fill: fill(grey), Protection: locked}),
		bandFill:  w.style(excelize.Style{Font: font(11, true, nearBlack), Fill: fill(light), Protection: locked}),
		headKnown: w.style(excelize.Style{Font: font(11, true, white), Fill: fill(lineGreyDark), Border: frame, Alignment: wrapped, Protection: locked}),
		headFill:  w.style(excelize.Style{Font: font(11, true, white), Fill: fill(dark), Border: frame, Alignment: wrapped, Protection: locked}),
		known:     w.style(excelize.Style{Font: font(10, false, nearBlack), Fill: fill(grey), Border: frame, Alignment: wrapped, Protection: locked}),
		fill:      w.style(excelize.Style{Font: font(10, false, nearBlack), Fill: fill(light), Border: frame, Alignment: wrapped, Protection: open, NumFmt: asText}),
		fillDate:  w.style(excelize.Style{Font: font(10, false, nearBlack), Fill: fill(light), Border: frame, Alignment: wrapped, Protection: open, CustomNumFmt: &day}),
	}
}

const lineGreyDark = "4A5565"

// asText is the number format that leaves what is typed as it is: 1.10 stays 1.10.
const asText = 49

func (w *workbook) style(style excelize.Style) int {
	id, err := w.file.NewStyle(&style)
	w.try(err)
	return id
}

// set writes a cell.
func (w *workbook) set(page string, column, row int, text string, style int) {
	cell, err := excelize.CoordinatesToCellName(column, row)
	w.try(err)
	w.try(w.file.SetCellStr(page, cell, text))
	w.try(w.file.SetCellStyle(page, cell, cell, style))
}

// newPage adds a page in the place of the one that a new workbook has, or behind the others.
func (w *workbook) newPage(name string) {
	const first = "Sheet1"
	if i, err := w.file.GetSheetIndex(first); err == nil && i == 0 {
		w.try(w.file.SetSheetName(first, name))
		return
	}
	_, err := w.file.NewSheet(name)
	w.try(err)
}

// writeMeasures writes the page of measures.
func (w *workbook) writeMeasures() {
	w.newPage(w.page)
	w.set(w.page, 1, headingRow, w.F("heading", i18n.Args{"Institution": w.text(w.Institution.Title)}), w.styles.title)
	w.set(w.page, 1, headingRow+1, w.about(w.words), w.styles.bandKnown)
	for i, column := range w.columns {
		band, head := w.styles.bandKnown, w.styles.headKnown
		if i >= len(known) {
			band, head = w.styles.bandFill, w.styles.headFill
		}
		w.set(w.page, i+1, bandRow, "", band)
		w.set(w.page, i+1, headerRow, w.columnName(column), head)
		w.try(w.file.SetColWidth(w.page, letters(i+1), letters(i+1), widthOf(column)))
	}
	w.setHeight(w.page, headingRow, titleHeight)
	w.setHeight(w.page, headerRow, 2*lineHeight)
	w.set(w.page, 1, bandRow, w.T("band-known"), w.styles.bandKnown)
	w.set(w.page, len(known)+1, bandRow, w.T("band-fill"), w.styles.bandFill)
	for i, duty := range w.Duties {
		cells := w.knownCells(w.words, duty)
		for j, text := range cells {
			w.set(w.page, j+1, firstRow+i, text, w.styles.known)
		}
		w.setHeight(w.page, firstRow+i, max(w.linesOf(cells), emptyLines)*smallLine)
		for j := len(known); j < len(w.columns); j++ {
			style := w.styles.fill
			if w.columns[j] == columnDate || w.columns[j] == columnPublished {
				style = w.styles.fillDate
			}
			w.set(w.page, j+1, firstRow+i, "", style)
		}
	}
	w.validate()
	w.try(w.file.SetPanes(w.page, &excelize.Panes{
		Freeze: true, XSplit: frozenColumns, YSplit: headerRow, ActivePane: "bottomRight",
		TopLeftCell: letters(frozenColumns+1) + strconv.Itoa(firstRow),
	}))
	w.protect(w.page)
	w.setUpPrint()
}

// letters are what spreadsheets call a column by its number from 1.
func letters(n int) string {
	name, _ := excelize.ColumnNumberToName(n)
	return name
}

// about says on one line by when and on which period to report, and as of when it is known.
func (s *Sheet) about(w words) string {
	var parts []string
	if s.Deadline != nil {
		parts = append(parts, w.T("guide-deadline")+": "+w.date(s.Deadline.Due), w.T("guide-period")+": "+period(w, s.Deadline))
	}
	day := i18n.FormatDate(w.Lang(), s.Day.Date(), i18n.Locative)
	parts = append(parts, w.F("known-on", i18n.Args{"Day": day}))
	return strings.Join(parts, "  ·  ")
}

func period(w words, r *record.Reporting) string {
	return i18n.FormatPeriod(w.Lang(), r.Period.From, r.Period.To)
}

// validate gives the cells to be filled in their list of words, and what to write.
func (w *workbook) validate() {
	last := firstRow + len(w.Duties) - 1
	for i, column := range w.columns {
		rule := excelize.NewDataValidation(true)
		rule.Sqref = fmt.Sprintf("%s%d:%s%d", letters(i+1), firstRow, letters(i+1), last)
		name := w.columnName(column)
		switch column {
		case columnStatus:
			rule.SetSqrefDropList(statusName)
			rule.SetInput(name, w.T("prompt-status"))
			rule.SetError(excelize.DataValidationErrorStyleStop, name, w.T("prompt-status-error"))
		case columnDate:
			rule.SetInput(name, w.T("prompt-date"))
		case columnEvidenceURL:
			rule.SetInput(name, w.T("prompt-evidence"))
		default:
			continue
		}
		w.try(w.file.AddDataValidation(w.page, rule))
	}
}

// protect locks all cells of a page but those that are to be filled in. There is no
// password: it keeps from mistakes only.
func (w *workbook) protect(page string) {
	w.try(w.file.ProtectSheet(page, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, EditScenarios: true,
	}))
}

// The paper.
const (
	paperA4      = 9
	printedScale = 85  // per cent
	printMargin  = 0.4 // inches
	footMargin   = 0.6
	guideScale   = 80
)

// setUpPrint makes a page fit on A4 across, with the header and the measures' titles on each
// sheet of paper.
func (w *workbook) setUpPrint() {
	quoted := "'" + w.page + "'!"
	lastCell := fmt.Sprintf("$%s$%d", letters(len(w.columns)), firstRow+len(w.Duties)-1)
	w.defineFor(w.page, "_xlnm.Print_Titles", fmt.Sprintf("%s$A:$%s,%s$%d:$%d", quoted, letters(frozenColumns), quoted, headerRow, headerRow))
	w.defineFor(w.page, "_xlnm.Print_Area", quoted+"$A$1:"+lastCell)
	for i, column := range w.columns {
		if column == columnStatus || column == columnEvidence {
			w.try(w.file.InsertPageBreak(w.page, letters(i+1)+"1"))
		}
	}
	w.layout(w.page, "landscape", printedScale)
}

func (w *workbook) layout(page, orientation string, scale uint) {
	size, margin, foot := paperA4, printMargin, footMargin
	w.try(w.file.SetPageLayout(page, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, AdjustTo: &scale}))
	w.try(w.file.SetPageMargins(page, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &foot}))
	w.try(w.file.SetHeaderFooter(page, &excelize.HeaderFooterOptions{OddFooter: "&L" + escapeFooter(w.text(w.Institution.Title)+". "+w.text(w.Plan.Title)) + "&R&P / &N"}))
}

// escapeFooter writes a text so that nothing in it is a code of footers.
func escapeFooter(text string) string { return strings.ReplaceAll(text, "&", "&&") }

func (w *workbook) defineFor(page, name, refersTo string) {
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: page}))
}

// statusName is the name of the cells with the words for statuses.
const statusName = "parskats_status"

// writeHidden writes the page that says what the workbook is.
func (w *workbook) writeHidden() {
	w.newPage(hiddenPage)
	pairs := w.pairs()
	pairs = append(pairs, pair{"seal", seal(pairs)})
	w.set(hiddenPage, 1, 1, "name", w.styles.plain)
	w.set(hiddenPage, 2, 1, "value", w.styles.plain)
	first, last := 0, 0
	for i, p := range pairs {
		row := i + 2
		w.set(hiddenPage, 1, row, p.name, w.styles.plain)
		w.set(hiddenPage, 2, row, p.value, w.styles.plain)
		if strings.HasPrefix(p.name, "status.") {
			first, last = cmp.Or(first, row), row
		}
	}
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: statusName, RefersTo: fmt.Sprintf("%s!$B$%d:$B$%d", hiddenPage, first, last)}))
	w.protect(hiddenPage)
	w.try(w.file.SetSheetVisible(hiddenPage, false))
}

// pairs are what the hidden page says, but for its seal.
func (w *workbook) pairs() []pair {
	deadline := ""
	if w.Deadline != nil {
		deadline = w.Deadline.Due.String()
	}
	list := []pair{
		{"kind", kind}, {"version", version}, {"plan", w.Plan.ID}, {"institution", w.Institution.ID}, {"day", w.Day.String()},
		{"deadline", deadline}, {"language", string(w.Lang())}, {"page", w.page}, {"header", strconv.Itoa(headerRow)},
	}
	for _, column := range w.columns {
		list = append(list, pair{"column." + column, w.columnName(column)})
	}
	for _, t := range record.Status("").Vocabulary().Terms {
		list = append(list, pair{"status." + t.Key, w.term(record.Status("").Vocabulary(), t.Key)})
	}
	for _, duty := range w.Duties {
		list = append(list, pair{"measure." + duty.Measure.Key, duty.Measure.Number}, pair{"known." + duty.Measure.Key, knownSum(w.knownCells(w.words, duty))})
	}
	return list
}

// dated matches the times in a workbook's properties. The library has some of its own there,
// which say nothing of the workbook.
var dated = regexp.MustCompile(`<dcterms:(created|modified)[^>]*>[^<]*</dcterms:(created|modified)>`)

const coreProperties = "docProps/core.xml"

// describe gives the workbook its title and language, for those who have it read to them.
func (w *workbook) describe() {
	publisher := w.name(w.words, w.Site.Config.Publisher)
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Title: w.F("document", i18n.Args{"Institution": w.text(w.Institution.Title)}), Subject: w.text(w.Plan.Title),
		Creator: publisher, Language: string(w.Lang()), Identifier: "",
	}))
	w.try(w.file.SetAppProps(&excelize.AppProperties{Application: "Parskats", Company: publisher}))
	raw, ok := w.file.Pkg.Load(coreProperties)
	if core, isBytes := raw.([]byte); ok && isBytes {
		w.file.Pkg.Store(coreProperties, dated.ReplaceAll(core, nil))
	}
	w.file.SetActiveSheet(0)
}
