package record

import "parskats/internal/i18n"

// Institution is a public body, or another organisation that takes part.
type Institution struct {
	Common
	Title        i18n.Text       `field:"title,required" lv:"Nosaukums" en:"Name"`
	Abbreviation i18n.Text       `field:"abbreviation" lv:"Saīsinājums" en:"Abbreviation"`
	Kind         InstitutionKind `field:"kind,required" lv:"Veids" en:"Kind"`
	Parent       string          `field:"parent" ref:"institution" lv:"Augstākā iestāde" en:"Parent"`
	URL          string          `field:"url" as:"url" lv:"Tīmekļvietne" en:"Website"`
	Territory    string          `field:"territory_code" lv:"ISO 3166-2 kods" en:"ISO 3166-2 code" help:"For municipalities, as LV-RIX." lvhelp:"Pašvaldībām, piemēram, LV-RIX."`
	FormerNames  []FormerName    `field:"former_names" lv:"Agrākie nosaukumi" en:"Former names" help:"Oldest first; each held until its day." lvhelp:"Vecākais vispirms; katrs bija spēkā līdz savai dienai."`
	Posts        []Post          `field:"posts" lv:"Amati" en:"Posts" help:"Offices with a work address; never the people who hold them." lvhelp:"Amati ar darba adresi; nekad cilvēki, kas tos ieņem."`
}

// FormerName is a name that an institution had until a day.
type FormerName struct {
	Title        i18n.Text `field:"title,required" lv:"Nosaukums" en:"Name"`
	Abbreviation i18n.Text `field:"abbreviation" lv:"Saīsinājums" en:"Abbreviation"`
	Until        i18n.Date `field:"until" lv:"Līdz" en:"Until" help:"The last day of the name; left out where it is not known." lvhelp:"Nosaukuma pēdējā diena; ja nav zināma, neraksta."`
}

// Post is an office of an institution.
type Post struct {
	Kind    PostKind  `field:"kind,required" lv:"Loma" en:"Role"`
	Title   i18n.Text `field:"title" lv:"Amata nosaukums" en:"Post"`
	Email   string    `field:"email" as:"email" lv:"E-pasts" en:"E-mail" help:"The post's work address." lvhelp:"Amata darba adrese."`
	URL     string    `field:"url" as:"url" lv:"Saite" en:"URL"`
	Checked i18n.Date `field:"checked" lv:"Pārbaudīts" en:"Checked"`
}

// Area is a policy area.
type Area struct {
	Common
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Text  i18n.Text `field:"text" lv:"Apraksts" en:"Description"`
}

// Method is a way to take part, such as a survey or a design sprint.
type Method struct {
	Common
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Text  i18n.Text `field:"text" lv:"Apraksts" en:"Description"`
	Level Level     `field:"level" lv:"Līmenis" en:"Level" help:"Where the method belongs to one level." lvhelp:"Ja metode pieder vienam līmenim."`
}

// TargetGroup is a group of people whom a participation addresses.
type TargetGroup struct {
	Common
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Text  i18n.Text `field:"text" lv:"Apraksts" en:"Description"`
}
