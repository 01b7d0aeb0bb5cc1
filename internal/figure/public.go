package figure

import (
	"parskats/internal/progress"
	"parskats/internal/record"
)

var initiativeStages = Figure{
	ID:         "initiative-stages",
	Rows:       text("Stadija", "Stage"),
	Once:       true,
	Title:      text("Sabiedrības iniciatīvas pēc stadijas", "Public initiatives by stage"),
	Definition: text("Katra iniciatīva stadijā, līdz kurai tā tikusi. Ja stadija nav zināma, iniciatīva ir rindā “nav zināms”.", "Each initiative at the stage that it has reached. Where the stage is not known, it is in the row “unknown”."),
	Counts:     "initiative", Unit: Initiatives, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.InitiativeStage("").Vocabulary())
		g.row(Label{Key: "unknown", Text: text("nav zināms", "unknown")})
		for _, i := range in.Site.Initiatives.All() {
			if !progress.InitiativeVisible(i, in.Day) {
				continue
			}
			key := string(i.Stage)
			if key == "" {
				key = "unknown"
			}
			g.add(key, only.Key, Ref{"initiative", i.ID})
		}
		return g.table()
	},
}

var budgets = Figure{
	ID:    "participatory-budgets",
	Rows:  text("Kārta", "Round"),
	Title: text("Līdzdalības budžetu līdzekļi", "Money in participatory budgets"),
	Definition: text(
		"Cik eiro bija pieejami katrā līdzdalības budžeta kārtā, par kuru summa ir zināma. Kārtas bez zināmas summas netiek rādītas; to skaits nav nulle.",
		"How many euros were available in each round of a participatory budget of which the sum is known. Rounds of which it is not known are not shown; their sum is not zero."),
	Counts: "budget-round", Unit: Euros, Shape: Bars,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{{Key: "euros", Text: text("EUR", "EUR")}}}
		for _, r := range in.Site.BudgetRounds.All() {
			if !progress.BudgetRoundVisible(r, in.Day) {
				continue
			}
			if r.Budget == nil {
				t.Partial = true
				continue
			}
			ref := Ref{"budget-round", r.ID}
			t.Rows = append(t.Rows, Label{Key: r.ID, Text: r.Title, Ref: ref})
			t.Cells = append(t.Cells, []Cell{{Number: *r.Budget, Known: true, Records: []Ref{ref}}})
		}
		return t
	},
}

var eventKinds = Figure{
	ID:         "event-kinds",
	Rows:       text("Veids", "Kind"),
	Once:       true,
	Title:      text("Notikumi pēc veida", "Events by kind"),
	Definition: text("Notikumi, kas ir sākušies, pēc veida. Padomju sēdes te neskaitās.", "Events that have begun, by kind. Sittings of councils do not count here."),
	Counts:     "event", Unit: Events, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.EventKind("").Vocabulary())
		for _, e := range in.Site.Events.All() {
			if progress.EventVisible(e, in.Day) && e.Starts.First() <= in.Day {
				g.add(string(e.Kind), only.Key, Ref{"event", e.ID})
			}
		}
		t := g.table()
		t.byTotal()
		return t
	},
}

var officials = Figure{
	ID:    "participation-officials",
	Rows:  text("Ziņa", "Information"),
	Once:  true,
	Title: text("Par līdzdalību atbildīgā amatpersona ministrijās", "Officials responsible for participation in ministries"),
	Definition: text(
		"Vai mūsu datos ir Valsts kancelejas un ministriju par sabiedrības līdzdalību atbildīgās amatpersonas amats. Ja tā nav datos, tas nenozīmē, ka amatpersonas nav.",
		"Whether our data hold the post of the official responsible for public participation in the State Chancellery and the ministries. That it is not in the data does not mean that there is none."),
	Counts: "institution", Unit: Institutions, Shape: Parts,
	Source: text("Vadlīniju nodaļa “Par sabiedrības līdzdalību atbildīgās amatpersonas”.", "The guidelines' chapter “Officials responsible for public participation”."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.row(Label{Key: "recorded", Text: text("ir mūsu datos", "in our data")})
		g.row(Label{Key: "no-data", Text: text("nav datu", "no data")})
		for _, i := range in.Site.Institutions.All() {
			if i.Kind != "ministry" && i.Kind != "chancellery" {
				continue
			}
			key := "no-data"
			for _, p := range i.Posts {
				if p.Kind == "participation_official" {
					key = "recorded"
				}
			}
			g.add(key, only.Key, Ref{"institution", i.ID})
		}
		return g.table()
	},
}

var targetGroups = Figure{
	ID:    "target-groups",
	Rows:  text("Mērķgrupa", "Target group"),
	Title: text("Kuras grupas uzrunātas", "Which groups were addressed"),
	Definition: text(
		"Cik līdzdalības iespējās un labas prakses piemēros norādīta katra mērķgrupa. Ja mērķgrupa nav norādīta, tas nenozīmē, ka tāda nebija.",
		"How many consultations and good-practice cases name each target group. Where none is named, that does not mean that there was none."),
	Counts: "consultation", Unit: Records, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, t := range in.Site.TargetGroups.All() {
			g.row(Label{Key: t.ID, Text: t.Title})
		}
		for _, c := range in.consultations() {
			for _, id := range c.Record.TargetGroups {
				g.add(id, only.Key, Ref{"consultation", c.Record.ID})
			}
		}
		for _, c := range in.cases() {
			for _, id := range c.TargetGroups {
				g.add(id, only.Key, Ref{"case", c.ID})
			}
		}
		t := g.table()
		t.byTotal()
		return t
	},
}

// Catalogue returns all figures, in the order in which they are listed.
func Catalogue() []Figure {
	return []Figure{
		planState, delays, reporting, roles,
		levelYears, length, feedback, proposals, unknowns,
		caseLevels, methods, targetGroups,
		initiativeStages, budgets, eventKinds, officials,
	}
}

// Find returns the figure with an id.
func Find(id string) (Figure, bool) {
	for _, f := range Catalogue() {
		if f.ID == id {
			return f, true
		}
	}
	return Figure{}, false
}
