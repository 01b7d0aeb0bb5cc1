package collect_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
	"gopkg.in/yaml.v3"

	"parskats/internal/check"
	"parskats/internal/collect"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

const commitmentFile = "data/plans/zz-1/commitments/zz0001.yaml"

// files are a site with a plan whose first commitment is written as an editor might.
func files() map[string]string {
	return map[string]string{
		"data/site.yaml": `title: {lv: Paraugs, en: Sample}
base_url: https://parskats.example/
languages: [lv, en]
timezone: Europe/Riga
publisher: zz-kanceleja
contact: {title: {lv: Plāna vadītājs, en: Plan lead}, email: plans@zz.example}
`,
		"data/institutions.yaml": `- id: zz-kanceleja
  title: {lv: Zemzemes kanceleja, en: Chancellery of Zemzeme}
  kind: chancellery
- id: zz-ministrija
  title: {lv: Zemzemes ministrija, en: Ministry of Zemzeme}
  kind: ministry
- id: zz-biedriba
  title: {lv: Zemzemes biedrība, en: Society of Zemzeme}
  kind: ngo
`,
		"data/plans/zz-1/plan.yaml": `title: {lv: Zemzemes 1. plāns, en: Plan 1 of Zemzeme}
starts: 2022-01-01
ends: 2025-12-31
adoption: {status: adopted, date: 2022-01-10, url: https://zz.example/plans}
reporting:
  - due: 2024-03-01
    period: {from: 2022-01-01, to: 2023-12-31}
  - due: 2026-03-01
    period: {from: 2024-01-01, to: 2025-12-31}
`,
		commitmentFile: `# Kas šeit ir, to rakstīja redaktors.
number: "1"
title: {lv: Pirmā apņemšanās, en: First commitment}
measures:
  - number: "1.1" # nekad nemainīt
    title: {lv: Pirmais pasākums, en: First measure}
    lead: [zz-kanceleja]
    due: {date: 2024-12-31, basis: plan}
    updates:
      # Pirmā ziņa.
      - date: 2023-05-01
        status: limited
        by: institution
        author: zz-kanceleja
        text: Sākts.
      - {date: 2024-09-01, status: substantial, by: council, text: "Padomes vērtējums, garš."}

    # Piezīme aiz ziņām.
    note: {lv: Piezīme., en: A note.}
  - number: "1.2"
    title: {lv: Otrais pasākums, en: Second measure}
    lead: [zz-ministrija]
    co_lead: [zz-kanceleja]
    implementers: [zz-biedriba]
    due: {date: 2023-06, basis: announced, source: {url: https://zz.example/pazinojums}}
    checked: 2024-04-01

  # Trešais sākās vēlāk.
  - {number: "1.3", title: {lv: Trešais, en: Third}, lead: [zz-kanceleja], added: 2024-06-01}
sources:
  - url: https://zz.example/plans # viss plāns
`,
	}
}

// sample is a site of files, read and checked.
type sample struct {
	t     testing.TB
	files map[string]string
}

func newSample(t testing.TB) sample { return sample{t, files()} }

func (s sample) fs() fstest.MapFS {
	folder := fstest.MapFS{}
	for name, text := range s.files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

func (s sample) read() (source.Tree, *record.Site) {
	s.t.Helper()
	tree, problems, err := source.Read(context.Background(), s.fs(), 0)
	if err != nil {
		s.t.Fatal(err)
	}
	site, found := check.Check(tree)
	problems.Append(found)
	if site == nil || problems.Count(diag.Error) > 0 {
		s.t.Fatal(printed(s.t, problems))
	}
	return tree, site
}

func printed(t testing.TB, problems diag.Problems) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Print(&b, problems.Listed(), diag.FormatText, diag.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func day(t testing.TB, text string) i18n.Day {
	t.Helper()
	date, err := i18n.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date.First()
}

const sampleDay = "2026-02-01"

// sheets are those of the plan, by institution.
func (s sample) sheets(on string) map[string]*collect.Sheet {
	s.t.Helper()
	_, site := s.read()
	today := day(s.t, on)
	plan := collect.NewestPlan(site, today)
	byID := map[string]*collect.Sheet{}
	for _, sheet := range collect.Sheets(site, plan, collect.Deadline(plan, today), today) {
		byID[sheet.Institution.ID] = sheet
	}
	return byID
}

func (s sample) workbook(institution string) []byte {
	s.t.Helper()
	raw, err := s.sheets(sampleDay)[institution].Write()
	if err != nil {
		s.t.Fatal(err)
	}
	return raw
}

func open(t testing.TB, raw []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func value(t testing.TB, file *excelize.File, page, cell string) string {
	t.Helper()
	text, err := file.GetCellValue(page, cell)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSheetsAreForThoseWhoLead(t *testing.T) {
	s := newSample(t)
	measures := map[string]string{}
	for id, sheet := range s.sheets(sampleDay) {
		for _, duty := range sheet.Duties {
			measures[id] += duty.Measure.Number + " " + string(duty.Role) + "; "
		}
	}
	want := map[string]string{"zz-kanceleja": "1.1 lead; 1.2 co_lead; 1.3 lead; ", "zz-ministrija": "1.2 lead; "}
	if len(measures) != len(want) {
		t.Errorf("sheets for %v", measures)
	}
	for id, list := range want {
		if measures[id] != list {
			t.Errorf("%s is to report on %q, not %q", id, measures[id], list)
		}
	}
	if got := len(s.sheets("2024-01-15")["zz-kanceleja"].Duties); got != 2 {
		t.Errorf("before the third measure there are %d", got)
	}
}

func TestDeadline(t *testing.T) {
	_, site := newSample(t).read()
	plan := site.Plans.Get("zz-1")
	for _, tt := range []struct{ day, want string }{
		{"2022-01-01", "2024-03-01"}, {"2024-03-01", "2024-03-01"}, {"2024-03-02", "2026-03-01"}, {"2027-01-01", "2026-03-01"},
	} {
		if got := collect.Deadline(plan, day(t, tt.day)).Due.String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.day, got, tt.want)
		}
	}
	without := *plan
	without.Reporting = nil
	if got := collect.Deadline(&without, day(t, sampleDay)); got != nil {
		t.Errorf("a deadline of none: %v", got)
	}
}

// TestWhatIsKnown holds the cells of a workbook against what the records say.
func TestWhatIsKnown(t *testing.T) {
	file := open(t, newSample(t).workbook("zz-kanceleja"))
	for _, tt := range []struct{ cell, want string }{
		{"A1", "Zemzemes kanceleja: pasākumi, par kuriem sniegt ziņas"},
		{"A5", "zz0001-1-1"}, {"B5", "1.1"}, {"C5", "Pirmais pasākums"}, {"D5", "1. Pirmā apņemšanās"}, {"E5", "atbildīgā"},
		{"F5", "2024. gada 31. decembris"}, {"G5", "izpildīts būtiskā apjomā (padomes vērtējums, 2024. gada 1. septembris)"},
		{"H5", "2023. gada 1. maijs, Zemzemes kanceleja: izpildīts nelielā apjomā. Sākts."},
		{"E6", "līdzatbildīgā"}, {"F6", "2023. gada jūnijs (paziņots termiņš)"}, {"G6", "ziņa nav atrasta (meklēts 2024. gada 1. aprīlī)"}, {"H6", "mūsu datos tās nav"},
		{"F7", "nav zināms"}, {"G7", "nav datu"}, {"I5", ""}, {"P7", ""}, {"A8", ""},
	} {
		if got := strings.ReplaceAll(value(t, file, "Pasākumi", tt.cell), "\u00a0", " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.cell, got, tt.want)
		}
	}
	if got := strings.Join(file.GetSheetList(), ", "); got != "Norādījumi, Instructions, Pasākumi, parskats" {
		t.Errorf("pages: %s", got)
	}
	if visible, err := file.GetSheetVisible("parskats"); err != nil || visible {
		t.Errorf("the hidden page is visible: %v, %v", visible, err)
	}
}

// TestInstructions sees that the instructions say by when, to whom, and what not to write.
func TestInstructions(t *testing.T) {
	file := open(t, newSample(t).workbook("zz-ministrija"))
	for page, wants := range map[string][]string{
		"Norādījumi": {
			"Zemzemes ministrija", "Zemzemes 1. plāns", "2026. gada 1. marts", "2024. gada 1. janvāris – 2025. gada 31. decembris", "Zemzemes kanceleja",
			"Plāna vadītājs, plans@zz.example", "Nenosauciet cilvēkus vārdā", "izpildīts nelielā apjomā",
		},
		"Instructions": {"Ministry of Zemzeme", "1 March 2026", "Don't name people", "izpildīts (complete)", "“Kavēšanās iemesli”", "Reasons for delay", "Plan lead"},
	} {
		rows, err := file.GetRows(page)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, " | ") + "\n")
		}
		for _, want := range wants {
			if !strings.Contains(strings.ReplaceAll(text.String(), "\u00a0", " "), want) {
				t.Errorf("%s does not say %q:\n%s", page, want, &text)
			}
		}
		if strings.Contains(text.String(), "{{") || strings.Contains(text.String(), "guide-") || strings.Contains(text.String(), "<no value>") {
			t.Errorf("%s has a sentence that is not filled in:\n%s", page, &text)
		}
	}
}

// TestForm sees what a workbook is like to work with: what is locked, the list of words, what
// stays in sight, paper, and what it says of itself.
func TestForm(t *testing.T) {
	raw := newSample(t).workbook("zz-kanceleja")
	parts := unzip(t, raw)
	measures := parts["xl/worksheets/sheet3.xml"]
	for _, want := range []string{
		`<sheetProtection `, `state="frozen" topLeftCell="D5"`, `paperSize="9"`, `orientation="landscape"`,
		`sqref="I5:I7" type="list"`, "<formula1>parskats_status</formula1>", `<row r="5" ht="54">`,
	} {
		if !strings.Contains(measures, want) {
			t.Errorf("the page of measures has no %s", want)
		}
	}
	if strings.Contains(measures, "customHeight") || strings.Contains(measures, "password") {
		t.Error("rows don't grow, or there is a password")
	}
	for name, wants := range map[string][]string{
		"xl/workbook.xml":   {"$A:$C", "$4:$4", `name="parskats_status">parskats!$B$`},
		"docProps/core.xml": {"<dc:title>Zemzemes kanceleja: ziņas par plāna pasākumu izpildi</dc:title>", "<dc:language>lv</dc:language>", "<dc:creator>Zemzemes kanceleja</dc:creator>"},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[name], want) {
				t.Errorf("%s has no %s:\n%s", name, want, parts[name])
			}
		}
	}
	if strings.Contains(parts["docProps/core.xml"], "dcterms:created") {
		t.Error("the workbook says when it was made")
	}
	file := open(t, raw)
	for cell, want := range map[string]bool{"A5": true, "H7": true, "I4": true, "I5": false, "P7": false, "A8": true} {
		if got := isLocked(t, file, "Pasākumi", cell); got != want {
			t.Errorf("%s is locked: %v", cell, got)
		}
	}
}

func isLocked(t *testing.T, file *excelize.File, page, cell string) bool {
	t.Helper()
	id, err := file.GetCellStyle(page, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := file.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style.Protection == nil || style.Protection.Locked
}

func unzip(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, file := range archive.File {
		if !file.Modified.IsZero() && file.Modified.Year() > 1980 {
			t.Errorf("%s is of %s", file.Name, file.Modified)
		}
		part, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		part.Close()
		parts[file.Name] = string(content)
	}
	return parts
}

// TestSameBytes makes a workbook several times: maps and clocks must not show.
func TestSameBytes(t *testing.T) {
	first := newSample(t).workbook("zz-kanceleja")
	for range 5 {
		if !bytes.Equal(newSample(t).workbook("zz-kanceleja"), first) {
			t.Fatal("the same records and day gave other bytes")
		}
	}
}

// TestIsEmptySheet tells workbooks that may be overwritten from those that somebody has filled in.
func TestIsEmptySheet(t *testing.T) {
	raw := newSample(t).workbook("zz-kanceleja")
	if !collect.IsEmptySheet(raw) {
		t.Error("a fresh workbook is not known as empty")
	}
	for cell, text := range map[string]string{"K6": "Notika mācības.", "C5": "Cits nosaukums", "A9": "kaut kas"} {
		file := open(t, raw)
		if err := file.SetCellStr("Pasākumi", cell, text); err != nil {
			t.Fatal(err)
		}
		if collect.IsEmptySheet(saved(t, file)) {
			t.Errorf("a workbook with %q in %s counts as empty", text, cell)
		}
	}
	if collect.IsEmptySheet([]byte("nav darbgrāmata")) || collect.IsEmptySheet(nil) {
		t.Error("anything counts as an empty workbook")
	}
}

func saved(t testing.TB, file *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWords sees that both catalogues have the same sentences, which mention the same values.
func TestWords(t *testing.T) {
	catalogues := map[string]map[string]string{}
	for _, lang := range []string{"lv", "en"} {
		raw, err := os.ReadFile("words/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		catalogues[lang] = map[string]string{}
		if err := yaml.Unmarshal(raw, catalogues[lang]); err != nil {
			t.Fatal(err)
		}
	}
	value := regexp.MustCompile(`{{\.[A-Za-z]+}}`)
	mentioned := func(sentence string) string {
		found := value.FindAllString(sentence, -1)
		slices.Sort(found)
		return strings.Join(found, " ")
	}
	for id, lv := range catalogues["lv"] {
		en, ok := catalogues["en"][id]
		if !ok || mentioned(lv) != mentioned(en) {
			t.Errorf("%s: %q and %q", id, lv, en)
		}
	}
	if len(catalogues["lv"]) != len(catalogues["en"]) {
		t.Errorf("%d sentences in Latvian, %d in English", len(catalogues["lv"]), len(catalogues["en"]))
	}
}
