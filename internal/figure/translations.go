package figure

import (
	"parskats/internal/progress"
	"parskats/internal/record"
)

var translations = Figure{
	ID:    "translations",
	Rows:  text("Ierakstu veids", "Type of record"),
	Once:  true,
	Title: text("Tulkojumi", "Translations"),
	Definition: text(
		"Katrs ieraksts pēc tā, vai visi tā teksti ir visās vietnes valodās. Teksts, kas ir tikai vienā valodā, lapā parādās tajā valodā un ir atzīmēts. Oficiāli nosaukumi dažkārt ir tikai vienā valodā.",
		"Each record by whether all its texts are in every language of the site. A text that exists in one language only is shown in that one, and marked. Official titles sometimes exist in one language only."),
	Unit: Records, Shape: Bars, Better: "up",
	table: func(in *Input) Table {
		g := newGrouping(
			Label{Key: "all", Text: text("visās valodās", "in every language")},
			Label{Key: "part", Text: text("kāds teksts vienā valodā", "some text in one language only")},
		)
		share, langs := &Share{}, in.Site.Config.Langs()
		for _, t := range record.Types() {
			g.row(Label{Key: string(t.Name), Text: t.Title})
			for _, r := range progress.RecordsOn(in.Site, t.Name, in.Day) {
				ref, key := Ref{t.Name, r.Base().ID}, "part"
				share.Whole = append(share.Whole, ref)
				if progress.IsTranslated(progress.ShownOn(in.Site, r, in.Day), langs) {
					key = "all"
					share.Part = append(share.Part, ref)
				}
				g.add(string(t.Name), key, ref)
			}
		}
		t := g.table()
		t.ranked(in, false)
		t.dropEmptyColumns()
		t.Share = share
		return t
	},
	finding: sayShare("translations", Records),
}
