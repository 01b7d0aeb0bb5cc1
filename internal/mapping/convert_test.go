package mapping

import (
	"testing"

	"parskats/internal/diag"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

func TestDate(t *testing.T) {
	const ambiguous, short, bad = "bad-date/ambiguous", "bad-date/short-year", "bad-date/cell"
	for _, test := range []struct {
		text  string
		order Order
		want  string // a date, or the code of a problem
	}{
		{"2024-12-31", "", "2024-12-31"},
		{"2024-12", "", "2024-12"},
		{"2024", "", "2024"},
		{"2024-12-31 00:00:00", "", "2024-12-31"},
		{"2024-12-31T23:15:00Z", "", "2024-12-31"},
		{"2024.12.31.", "", "2024-12-31"},
		{"2024/1/5", "", "2024-01-05"},
		{"31.12.2024", "", "2024-12-31"},
		{"31.12.2024.", "", "2024-12-31"},
		{"5.4.2025. 12:00", "", "2025-04-05"},
		{"31/12/2024", "", "2024-12-31"},
		{"12/31/2024", "", "2024-12-31"},
		{"05/05/2024", "", "2024-05-05"},
		{"03/04/2025", "", ambiguous},
		{"3-4-2025", "", ambiguous},
		{"03/04/2025", DayFirst, "2025-04-03"},
		{"03/04/2025", MonthFirst, "2025-03-04"},
		{"13/04/2025", MonthFirst, bad},
		{"04/13/2025", DayFirst, bad},
		{"1.2.25", "", short},
		{"1.2.25", DayFirst, "2025-02-01"},
		{"31.02.2024", "", bad},
		{"2024-02-30", "", bad},
		{"24 July 2025", "", "2025-07-24"},
		{"July 24, 2025", "", "2025-07-24"},
		{"24th of July 2025", "", "2025-07-24"},
		{"Thursday, 24 July 2025", "", "2025-07-24"},
		{"24-Jul-2025", "", "2025-07-24"},
		{"24 juillet 2025", "", "2025-07-24"},
		{"le 1er août 2025", "", "2025-08-01"},
		{"mardi 3 juin 2025", "", "2025-06-03"},
		{"1 février 2024", "", "2024-02-01"},
		{"2025. gada 24. jūlijs", "", "2025-07-24"},
		{"2025. gada 24. jūlijā", "", "2025-07-24"},
		{"24. jūlijs 2025", "", "2025-07-24"},
		{"2025. gada maijs", "", "2025-05"},
		{"2025. gads", "", "2025"},
		{"July 2025", "", "2025-07"},
		{"45292", SerialDay, "2024-01-01"},
		{"45292", "", bad},
		{"45", "", bad},
		{"24 July", "", bad},
		{"July", "", bad},
		{"rudenī", "", bad},
		{"01.02.2024-15.02.2024", "", bad},
		{"2024. gada I ceturksnis", "", bad},
		{"1824-01-01", "", bad},
		{"31 un 1 2024", "", bad},
	} {
		got, problem := date(sheet.Cell{Text: test.text}, test.order)
		if problem != nil {
			got = problem.Code
		}
		if got != test.want {
			t.Errorf("%s (%s): got %s, want %s", test.text, test.order, got, test.want)
		}
	}
	if got, _ := date(sheet.Cell{Text: "1/2/24", Date: "2024-02-01"}, MonthFirst); got != "2024-02-01" {
		t.Errorf("a workbook's own day: got %s", got)
	}
}

func TestNumber(t *testing.T) {
	const ambiguous, bad, whole = "bad-number/ambiguous", "bad-number/cell", "bad-number/cell-whole"
	for _, test := range []struct {
		cell    sheet.Cell
		decimal string
		kind    record.Kind
		want    string
	}{
		{sheet.Cell{Text: "12"}, "", record.KindInt, "12"},
		{sheet.Cell{Text: "12,5"}, "", record.KindNumber, "12.5"},
		{sheet.Cell{Text: "12.5"}, "", record.KindNumber, "12.5"},
		{sheet.Cell{Text: "1 234,50"}, "", record.KindNumber, "1234.5"},
		{sheet.Cell{Text: "1\u00a0234\u00a0567"}, "", record.KindInt, "1234567"},
		{sheet.Cell{Text: "1,234,567"}, "", record.KindInt, "1234567"},
		{sheet.Cell{Text: "1.234.567,5"}, "", record.KindNumber, "1234567.5"},
		{sheet.Cell{Text: "1,234.5"}, "", record.KindNumber, "1234.5"},
		{sheet.Cell{Text: "1,000"}, "", record.KindInt, ambiguous},
		{sheet.Cell{Text: "1.000"}, "", record.KindInt, ambiguous},
		{sheet.Cell{Text: "0,125"}, "", record.KindNumber, "0.125"},
		{sheet.Cell{Text: "1,0005"}, "", record.KindNumber, "1.0005"},
		{sheet.Cell{Text: "1,000"}, ",", record.KindInt, "1"},
		{sheet.Cell{Text: "1,000"}, ".", record.KindInt, "1000"},
		{sheet.Cell{Text: "1.000"}, ",", record.KindInt, "1000"},
		{sheet.Cell{Text: "-5"}, "", record.KindNumber, "-5"},
		{sheet.Cell{Text: "12 %"}, "", record.KindNumber, "12"},
		{sheet.Cell{Text: "€ 1 200"}, "", record.KindNumber, "1200"},
		{sheet.Cell{Text: "1200 EUR"}, "", record.KindNumber, "1200"},
		{sheet.Cell{Text: "1,234.50", Number: "1234.5"}, "", record.KindNumber, "1234.5"},
		{sheet.Cell{Text: "12%", Number: "0.12"}, "", record.KindNumber, "12"},
		{sheet.Cell{Text: "12,5"}, "", record.KindInt, whole},
		{sheet.Cell{Text: "1.2.3"}, "", record.KindNumber, bad},
		{sheet.Cell{Text: "12,34,567"}, "", record.KindNumber, bad},
		{sheet.Cell{Text: "apmēram 5"}, "", record.KindInt, bad},
		{sheet.Cell{Text: "5-7"}, "", record.KindInt, bad},
		{sheet.Cell{Text: ","}, "", record.KindInt, bad},
		{sheet.Cell{Text: "-"}, "", record.KindInt, bad},
		{sheet.Cell{Text: "99999999999999999999"}, "", record.KindInt, whole},
	} {
		got, problem := number(test.cell, test.decimal, record.Field{Kind: test.kind})
		if problem != nil {
			got = problem.Code
		}
		if got != test.want {
			t.Errorf("%q (%s): got %s, want %s", test.cell.Text, test.decimal, got, test.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"24-TA-1199": "24-ta-1199", "Rīgas dome": "rigas-dome", "Ķekavas  novads / ģimene": "kekavas-novads-gimene",
		"l’été à Besançon": "lete-a-besancon", "…": "", "Łódź": "lodz", "Ünï_çødé": "uni-code", "A.1.2": "a-1-2",
	} {
		if got := Slug(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// A spreadsheet's number of a day, in a table that is none, is hinted at.
func TestSerialHint(t *testing.T) {
	for text, want := range map[string]string{"45292": "map-serial", "4529": "", "99999": "", "rīt": ""} {
		if _, problem := date(sheet.Cell{Text: text}, ""); problem == nil || problem.Hint != want {
			t.Errorf("%s: got %v", text, problem)
		}
	}
}

// A number that a workbook shows as a day, and that is none, is refused, whatever the order.
func TestNoDay(t *testing.T) {
	for _, order := range append([]Order{""}, Orders...) {
		got, problem := date(sheet.Cell{Text: "02-29-00", Number: "60", NoDay: true}, order)
		if problem == nil || problem.Code != "bad-date/serial" || problem.Args["number"] != "60" || problem.Hint != "" {
			t.Errorf("%q: got %s, %v", order, got, problem)
		}
	}
}

func TestIsPersonal(t *testing.T) {
	cells := func(texts ...string) []sheet.Cell {
		list := make([]sheet.Cell, len(texts))
		for i, text := range texts {
			list[i] = sheet.Cell{Text: text}
		}
		return list
	}
	for _, test := range []struct {
		title  string
		values []sheet.Cell
		want   bool
	}{
		{"Vārds, uzvārds", nil, true},
		{"Kontaktpersona", nil, true},
		{"Personas kods", nil, true},
		{"E-pasts", nil, true},
		{"Tālrunis", nil, true},
		{"Contact person", nil, true},
		{"E-mail address", nil, true},
		{"Phone no.", nil, true},
		{"Prénom", nil, true},
		{"Courriel", nil, true},
		{"Nosaukums", nil, false},
		{"Name", nil, false},
		{"Vārds", nil, true},
		{"Uzvārds", nil, true},
		{"Pieteikums / Vārds", nil, true},
		{"Atbildīgā persona", nil, true},
		{"Atbildīgais", nil, true},
		{"Atbildīgais (darbinieks)", nil, true},
		{"Darbinieks", nil, true},
		{"Kontakti", nil, true},
		{"Kontaktinformācija", nil, true},
		{"Iesniedzējs", nil, true},
		{"Iestādes pārstāvis", nil, true},
		{"Sagatavotājs", nil, true},
		{"Referents", nil, true},
		{"Autors", nil, true},
		{"Amatpersona", nil, true},
		{"Tel.", nil, true},
		{"Tālr.", nil, true},
		{"Contact", nil, true},
		{"Contact details", nil, true},
		{"Point of Contact", nil, true},
		{"Responsible person", nil, true},
		{"Personal ID", nil, true},
		{"Author", nil, true},
		{"Officer", nil, true},
		{"Nom", nil, true},
		{"Personne-ressource", nil, true},
		{"Responsable", nil, true},
		{"Atbildīgā iestāde", nil, false},
		{"Atbildīgā", nil, false},
		{"Responsible institution", nil, false},
		{"Institution responsable", nil, false},
		{"Atslēgas vārds", nil, false},
		{"Nom du projet", nil, false},
		{"Darbinieku skaits", nil, false},
		{"Authority", nil, false},
		{"Ietekmētās personas", nil, false},
		{"Hotel", nil, false},
		{"Office", nil, false},
		{"Personas", nil, false},
		{"Kods", cells("", "010190-12345"), true},
		{"Kods", cells("24-TA-1199", "320123-45678"), true},
		{"Kods", cells("010190-1234"), false},
		{"Saziņa", cells("a.b@example.lv", "", "info@example.lv"), true},
		{"Saziņa", cells("a.b@example.lv", "nav", "cits"), false},
		{"Saziņa", cells("raksti a.b@example.lv, 20000001"), true},
		{"Saziņa", cells("https://media.example/@lasitavas.plani"), false},
		{"Saziņa", cells("+371 20000001"), true},
		{"Saziņa", cells("2000 0001"), true},
		{"Diena", cells("20240131"), false},
		{"Diena", cells("2024-01-31"), false},
		{"Summa", []sheet.Cell{{Text: "25000001", Number: "25000001"}}, false},
	} {
		if got := IsPersonal(test.title, test.values); got != test.want {
			t.Errorf("%s %v: got %v", test.title, test.values, got)
		}
	}
}

// noRecords knows no record.
type noRecords struct{}

func (noRecords) Resolve(record.TypeName, string) (string, *Problem) {
	return "", &Problem{Code: "unknown-ref/name", Args: diag.Args{}}
}

// value reads one value for a field of a consultation by a rule.
func value(t *testing.T, rule string, texts ...string) ([]string, *Problem) {
	t.Helper()
	m, problems := Read("map.yaml", []byte("type: consultation\nid: A\nempty: [nezin]\nfields:\n  title: A\n  institution: A\n  "+rule+"\n"),
		Context{Lang: "lv", Nearest: func(string, []string) string { return "" }})
	if m == nil {
		t.Fatal(problems.Sorted()[0].Text(diag.English))
	}
	cells := make([]sheet.Cell, len(texts))
	for i, text := range texts {
		cells[i] = sheet.Cell{Text: text}
	}
	return m.Value(&m.Fields[len(m.Fields)-1], cells, noRecords{})
}

func TestRules(t *testing.T) {
	for _, test := range []struct {
		rule  string
		texts []string
		want  string
	}{
		{"note: A", []string{"viens\n  divi "}, "viens\ndivi"},
		{"kind: A", []string{"viens\n divi"}, "viens divi"},
		{"note: {columns: [A, B]}", []string{"viens", "divi"}, "viens divi"},
		{"note: {columns: [A, B], join: ' / '}", []string{"viens", ""}, "viens"},
		{"note: {columns: [A, B], join: ' / '}", []string{"viens", "divi"}, "viens / divi"},
		{"note: {value: tāds pats}", nil, "tāds pats"},
		{"note: A", []string{"N/A"}, ""},
		{"note: A", []string{"nezin"}, ""},
		{"note: {column: A, empty: [Nav Datu]}", []string{"nav  datu"}, ""},
		{"url: A", []string{"nav"}, ""},
		{"note: A", []string{"nav"}, "nav"},
		{"url: A", []string{"www.example.lv"}, "https://www.example.lv"},
		{"level: A", []string{"Konsultēšanās"}, "bad-value/word"},
		{"level: {column: A, words: {Aptauja: consult}}", []string{"APTAUJA"}, "consult"},
		{"level: {column: A, words: {Cits: ''}}", []string{"cits"}, ""},
		{"level: A", []string{"co_create"}, "co_create"},
		{"affects: A", []string{"fiziskas personas; juridiskas personas"}, "natural_persons|legal_persons"},
		{"affects: {column: A, split: ','}", []string{"natural_persons, natural_persons"}, "natural_persons"},
		{"closes: {column: A, pattern: 'līdz (.+)$'}", []string{"no 1.2.2024. līdz 15.2.2024."}, "2024-02-15"},
		{"closes: {column: A, pattern: 'līdz (.+)$'}", []string{"15.2.2024."}, "bad-value/no-match"},
		{"closes: {column: A, date: mdy}", []string{"03/04/2025"}, "2025-03-04"},
		{"kind: {column: A, words: {a: Apspriešana}}", []string{"b"}, "bad-value/word"},
		{"kind: A", []string{"#REF!"}, "bad-value/cell"},
		{"kind: A", []string{"#FORMULA!"}, "bad-value/no-result"},
		{"kind: A", []string{"rakstīja 010190-12345"}, "bad-value/personal-code"},
		{"methods: A", []string{"Aptauja"}, "unknown-ref/name"},
	} {
		texts, problem := value(t, test.rule, test.texts...)
		got := ""
		for i, text := range texts {
			if i > 0 {
				got += "|"
			}
			got += text
		}
		if problem != nil {
			got = problem.Code
		}
		if got != test.want {
			t.Errorf("%s %q: got %q, want %q", test.rule, test.texts, got, test.want)
		}
	}
}
