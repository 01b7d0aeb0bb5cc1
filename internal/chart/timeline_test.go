package chart

import (
	"slices"
	"strings"
	"testing"

	"parskats/internal/i18n"
)

func day(s string) i18n.Day { return mustDate(s).Last() }

func mustDate(s string) i18n.Date {
	if s == "" {
		return i18n.Date{}
	}
	d, err := i18n.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// timelineRow makes a row; dates are given with spaces between them, "-" for none.
func timelineRow(label, dates string, until i18n.Day, note string) TimelineRow {
	row := TimelineRow{Label: label, Until: until, Note: note}
	for _, d := range strings.Fields(dates) {
		row.Dates = append(row.Dates, mustDate(strings.Trim(d, "-")))
	}
	return row
}

func timelineMarks() []MarkKind {
	return []MarkKind{
		{Label: "Sākotnējais termiņš", Symbol: Ring, Colour: "series-1"},
		{Label: "Pārceltais termiņš", Symbol: Diamond, Colour: "series-2"},
		{Label: "Pabeigts", Symbol: Dot, Colour: State("complete")},
	}
}

// timelineSample has rows of all kinds.
func timelineSample() *Timeline {
	now := day("2024-06-30")
	return &Timeline{
		Frame: Frame{ID: "termini", Lang: i18n.Latvian, Title: "Termiņi un izpilde", Complete: true},
		Head:  "Pasākums", Marks: timelineMarks(), Now: now, NowLabel: "2024. gada 30. jūnijs",
		Rows: []TimelineRow{
			timelineRow("Sabiedrības līdzdalības portāla izveide un ieviešana visās valsts pārvaldes iestādēs", "2022-12-31 2023-12-31 2024-03-15", 0, ""),
			timelineRow("Vadlīnijas", "2022-06-30 - 2022-06-30", 0, ""),
			timelineRow("Interešu pārstāvības atklātības likuma izstrāde", "2023-06-30 - -", now, "366 dienas"),
			timelineRow("Atvērto datu kopu publicēšana pašvaldībās", "2023 2024-12-31 -", 0, ""),
			timelineRow("Mācības par līdzdalību", "2024-03-10 - -", now, "112 dienas"),
			timelineRow("Pretkorupcijas pasākumi iepirkumos", "- - -", 0, ""),
			timelineRow("Iedzīvotāju padomju tīkls", "2025-12-31 - -", 0, ""),
		},
	}
}

// longTimelineSample has as many rows as a page shows.
func longTimelineSample() *Timeline {
	t := timelineSample()
	t.ID, t.Title = "termini-visi", "Visu pasākumu termiņi"
	for len(t.Rows) < 25 {
		t.Rows = append(t.Rows, t.Rows[len(t.Rows)-7])
	}
	t.Rows[3].Dates = []i18n.Date{mustDate("2014-03"), mustDate("2019"), {}}
	return t
}

func TestTimelineSummary(t *testing.T) {
	marks := timelineMarks()
	en := Frame{ID: "t", Lang: i18n.English, Title: "T"}
	with := func(f Frame, rows ...TimelineRow) *Timeline { return &Timeline{Frame: f, Marks: marks, Rows: rows} }
	lv := complete(Frame{ID: "t", Lang: i18n.Latvian, Lead: "Kopā 2 pasākumi."})
	late := timelineRow("A", "2024-01-01 - 2024-01-02", 0, "")
	month := timelineRow("B", "2024-01 - 2024-03", 0, "")
	for _, c := range []struct {
		name  string
		chart Chart
		want  string
	}{
		{"all kinds", timelineSample(), "Rindu skaits: 7. Pirmais un pēdējais datums atšķiras: 2 no 7; garākais laiks starp tiem: 440 dienu (Sabiedrības līdzdalības portāla izveide un ieviešana visās valsts pārvaldes iestādēs). Vēl turpinās: 2 no 7. Bez datumiem: 1 no 7."},
		{"one day", with(lv, late, late), "Kopā 2 pasākumi. Pirmais un pēdējais datums atšķiras: 2 no 2; garākais laiks starp tiem: 1 diena (A un A)."},
		{"partial dates", with(complete(en), month, late), "Rows: 2. The first and the last date differ in 2 of 2; the longest time between them: 30–90 days (B)."},
		{"incomplete", with(en, late), "Rows: 1. The first and the last date differ in 1 of 1. The data are incomplete, so they are not compared."},
		{"none differs", with(complete(en), timelineRow("A", "2024-01-01 - -", day("2024-01-01"), "")), "Rows: 1. The first and the last date differ in 0 of 1."},
		{"none dated", with(complete(en), timelineRow("A", "- - -", 0, "")), "Rows: 1. Without dates: 1 of 1. No value is known."},
	} {
		if got := c.chart.Summary(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestTimelineTable(t *testing.T) {
	c := timelineSample()
	c.Rows = c.Rows[1:4]
	want := `Termiņi un izpilde
Pasākums | Sākotnējais termiņš | Pārceltais termiņš | Pabeigts | Piezīme
Vadlīnijas | 2022. gada 30. jūnijs | – | 2022. gada 30. jūnijs | –
Interešu pārstāvības atklātības likuma izstrāde | 2023. gada 30. jūnijs | – | – | 366 dienas
Atvērto datu kopu publicēšana pašvaldībās | 2023. gads | 2024. gada 31. decembris | – | –`
	if got := strings.ReplaceAll(write(c.Table()), "\u00a0", " "); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	c.Rows[1].Note = ""
	if got := c.Table().Rows[1].Cells[3].Text; got != "vēl turpinās" {
		t.Errorf("a row that goes on has the note %q", got)
	}
	c.Rows = c.Rows[:1]
	if got := c.Table().Header; len(got) != 4 {
		t.Errorf("without notes the head is %q", got)
	}
}

func TestTimelineRefuses(t *testing.T) {
	for want, spoil := range map[string]func(*Timeline){
		"has no title":                func(c *Timeline) { c.Title = "" },
		"has nothing to draw":         func(c *Timeline) { c.Rows = nil },
		"has no date":                 func(c *Timeline) { c.Rows = c.Rows[5:6] },
		"has 2 dates for 3 kinds":     func(c *Timeline) { c.Rows[0].Dates = c.Rows[0].Dates[:2] },
		"5 kinds of marks, more than": func(c *Timeline) { c.Marks = make([]MarkKind, 5) },
		`no symbol "star"`:            func(c *Timeline) { c.Marks[0].Symbol = "star" },
		`no colour "state-done"`:      func(c *Timeline) { c.Marks[0].Colour = State("done") },
		`or two of symbol "diamond"`:  func(c *Timeline) { c.Marks[0].Symbol = Diamond },
		`two kinds of marks "Pabeig`:  func(c *Timeline) { c.Marks[0].Label = "Pabeigts" },
	} {
		c := timelineSample()
		spoil(c)
		if err := c.check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error %q, got %v", want, err)
		}
	}
}

func TestTimeAxis(t *testing.T) {
	days := func(all ...string) (days []i18n.Day) {
		for _, s := range all {
			days = append(days, day(s))
		}
		return days
	}
	for _, c := range []struct {
		name, first, last string
		width             float64
		starts            []i18n.Day
		years             []int
	}{
		{"parts of years", "2022-10-01", "2024-04-01", 400, days("2023-01-01", "2024-01-01"), []int{2022, 2023, 2024}},
		{"a part too small for its label", "2022-10-01", "2024-10-01", 160, days("2023-01-01", "2024-01-01"), []int{2023, 2024}},
		{"many years", "2010-01-01", "2025-01-01", 150, days("2010-01-01", "2015-01-01", "2020-01-01", "2025-01-01"), []int{2015, 2020}},
		{"inside one year", "2022-04-01", "2022-07-01", 300, nil, []int{2022}},
	} {
		starts, labels := timeAxis{day(c.first), day(c.last), c.width}.years()
		var years []int
		for _, l := range labels {
			years = append(years, i18n.Day(l).Date().Year)
		}
		if !slices.Equal(starts, c.starts) || !slices.Equal(years, c.years) {
			t.Errorf("%s: starts %v, labels %v", c.name, starts, years)
		}
	}
	if got := quarter(day("2023-11-30"), 1); got != day("2024-01-01") {
		t.Errorf("the quarter after November 2023 begins on %v", got)
	}
}

// Notes at the end of rows stand inside the drawing, if they are not too long.
func TestTimelineNotesFit(t *testing.T) {
	c := timelineSample()
	for _, note := range []string{"9 dienas", "1234 dienas"} {
		c.Rows[2].Until, c.Rows[2].Note = day("2025-12-31"), note
		axis := c.timeAxis(9, narrowForm.width)
		if end := 9 + axis.x(c.Rows[2].Until) + labelGap + textWidth(note); end > narrowForm.width {
			t.Errorf("%s ends at %v", note, end)
		}
	}
}
