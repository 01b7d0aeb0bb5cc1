package chart

import "parskats/internal/i18n"

// The samples are fictional.

func pasakumi(x float64) string {
	n := int(x)
	noun := "pasākumi"
	switch {
	case n%10 == 1 && n%100 != 11:
		noun = "pasākums"
	case n%10 == 0 || n%100 >= 11 && n%100 <= 19:
		noun = "pasākumu"
	}
	return i18n.FormatInt(i18n.Latvian, n) + " " + noun
}

// planSample is the state of a plan's measures, as one divided bar.
func planSample() *Bars {
	return &Bars{
		Frame: Frame{
			ID: "stavoklis", Lang: i18n.Latvian, Title: "Plāna pasākumi pēc stāvokļa",
			Lead: "Kopā 37 pasākumi.", Unit: Unit{Name: "pasākumi", Count: pasakumi}, Complete: true,
		},
		Grid: Grid{
			CategoryHead: "Plāns", Categories: []string{""}, SeriesHead: "Stāvoklis",
			Series: []Series{
				{Label: "Pabeigts", Colour: State("complete"), Values: Ints(7)},
				{Label: "Izpildīts lielā mērā", Colour: State("substantial"), Values: Ints(5)},
				{Label: "Izpildīts daļēji", Colour: State("limited"), Values: Ints(6)},
				{Label: "Nav sākts", Colour: State("not_started"), Values: Ints(1)},
				{Label: "Nav datu", Colour: State("no_data"), Values: Ints(13)},
				{Label: "Nav ziņots", Colour: State("unreported"), Values: Ints(3)},
				{Label: "Atsaukts", Colour: State("withdrawn"), Values: Ints(1)},
				{Label: "Aizstāts ar citu", Colour: State("superseded"), Values: Ints(1)},
			},
		},
		Stacked: true,
	}
}

var institutions = []string{
	"Valsts kanceleja",
	"Vides aizsardzības un reģionālās attīstības ministrija",
	"Ķekavas novada pašvaldība",
	"Izglītības un zinātnes ministrija",
	"Sabiedrības integrācijas fonds un nevalstisko organizāciju un Ministru kabineta sadarbības memoranda padome",
}

// barsSample is a lying bar chart with a zero and an unknown value.
func barsSample() *Bars {
	values := Ints(12, 9, 0, 4, 1)
	values[3] = Value{}
	return &Bars{
		Frame: Frame{
			ID: "iestades", Lang: i18n.Latvian, Title: "Pasākumi pēc atbildīgās iestādes",
			Unit: Unit{Name: "pasākumi", Count: pasakumi}, Complete: true,
		},
		Grid: Grid{CategoryHead: "Iestāde", Categories: institutions, Series: []Series{{Values: values}}},
	}
}

// stackedSample has several stacks, one with an unknown part.
func stackedSample() *Bars {
	unknown := Ints(3, 2, 1, 0, 2)
	unknown[2] = Value{}
	return &Bars{
		Frame: Frame{
			ID: "lidzdaliba", Lang: i18n.Latvian, Title: "Līdzdalības līmeņi pēc iestādes",
			Unit: Unit{Name: "apspriešanas"}, Complete: true,
		},
		Grid: Grid{
			CategoryHead: "Iestāde", Categories: institutions, SeriesHead: "Līmenis",
			Series: []Series{
				{Label: "Informēšana", Colour: Level("inform"), Values: Ints(14, 9, 3, 8, 1)},
				{Label: "Konsultēšanās", Colour: Level("consult"), Values: Ints(21, 17, 4, 12, 3)},
				{Label: "Kopradīšana", Colour: Level("co_create"), Values: unknown},
				{Label: "Iedzīvotāju lēmums", Colour: Level("public_led"), Values: Ints(0, 1, 2, 0, 0)},
			},
		},
		Stacked: true,
	}
}

// groupedSample has two bars a category, one unknown.
func groupedSample() *Bars {
	b := barsSample()
	b.ID = "gadi"
	b.SeriesHead = "Gads"
	b.Series[0].Label = "2023"
	b.Series = append(b.Series, Series{Label: "2024", Values: Ints(10, 11, 2, 6, 0)})
	return b
}

// columnsSample has columns of percentages.
func columnsSample() *Bars {
	values := []Value{Known(25.5), Known(31), {}, Known(44.25), Known(0)}
	return &Bars{
		Frame: Frame{
			ID: "dalas", Lang: i18n.English, Title: "Share of consultations with published feedback",
			Unit: Unit{Percent: true}, Note: "Found so far: 40 consultations of an unknown number.",
		},
		Grid: Grid{
			CategoryHead: "Year", Categories: []string{"2020", "2021", "2022", "2023", "2024"},
			Series: []Series{{Colour: Level("consult"), Values: values}},
		},
		Vertical: true,
	}
}

// linesSample has two lines with a gap.
func linesSample() *Lines {
	years := []string{"2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"}
	first := Ints(1210, 1530, 2890, 4300, 5120, 8700, 12400, 11800, 0, 9950, 10120)
	first[8] = Value{}
	second := Ints(300, 320, 410, 0, 800, 0, 1520, 1730, 2100, 2470, 3055)
	second[3], second[5] = Value{}, Value{}
	return &Lines{
		Frame: Frame{
			ID: "paraksti", Lang: i18n.Latvian, Title: "Iesniegtie priekšlikumi", Unit: Unit{Name: "priekšlikumi"}, Complete: true,
		},
		Grid: Grid{
			CategoryHead: "Gads", Categories: years, SeriesHead: "Iesniedzējs",
			Series: []Series{{Label: "Privātpersonas", Values: first}, {Label: "Biedrības un nodibinājumi", Values: second}},
		},
	}
}

// lineSample has one short line.
func lineSample() *Lines {
	return &Lines{
		Frame: Frame{
			ID: "uzticiba", Lang: i18n.Latvian, Title: "Uzticēšanās Ministru kabinetam", Unit: Unit{Percent: true}, Complete: true,
		},
		Grid: Grid{
			CategoryHead: "Gads", Categories: []string{"2019", "2020", "2021", "2022", "2023"},
			Series: []Series{{Values: []Value{Known(24.5), Known(27), Known(19.25), Known(22), Known(31)}}},
		},
	}
}

// stepsSample is a plan's burn-up: what is due by each month, and what is complete,
// which nobody knows beyond the day of the data.
func stepsSample() *Lines {
	l := &Lines{
		Frame: Frame{
			ID: "izpilde", Lang: i18n.Latvian, Title: "Plāna izpilde pa mēnešiem", Lead: "Kopā 46 pasākumi.",
			Unit: Unit{Name: "pasākumi", Count: pasakumi}, Complete: true,
		},
		Grid: Grid{
			CategoryHead: "Mēnesis", SeriesHead: "Rinda",
			Series: []Series{{Label: "Termiņš pienācis"}, {Label: "Pabeigts", Colour: State("complete")}},
		},
		Step: true, Now: "2024-06", NowLabel: "2024. gada 30. jūnijs",
	}
	due := map[string]int{"2022-06": 2, "2022-12": 9, "2023-06": 14, "2023-12": 24, "2024-06": 29, "2024-12": 36, "2025-12": 46}
	done := map[string]int{"2022-07": 1, "2022-11": 3, "2023-02": 4, "2023-09": 9, "2024-01": 12, "2024-05": 15}
	isDue, isDone := 0, 0
	for i := range 48 {
		month := i18n.Date{Year: 2022 + i/12, Month: i%12 + 1}.String()
		isDue, isDone = max(isDue, due[month]), max(isDone, done[month])
		l.Categories = append(l.Categories, month)
		l.Series[0].Values = append(l.Series[0].Values, Known(float64(isDue)))
		l.Series[1].Values = append(l.Series[1].Values, Value{Number: float64(isDone), Known: month <= l.Now})
	}
	return l
}

func samples() []Chart {
	return []Chart{
		planSample(), barsSample(), stackedSample(), groupedSample(), columnsSample(), linesSample(), lineSample(), stepsSample(),
		timelineSample(), longTimelineSample(), calendarSample(), smallCalendarSample(),
		rangesSample(),
	}
}
