package record

import "parskats/internal/i18n"

// Case is a good-practice case of participation.
type Case struct {
	Common
	Title        i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Summary      i18n.Text `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Institutions []string  `field:"institutions" ref:"institution" lv:"Institūcijas" en:"Institutions"`
	Territory    []string  `field:"territory" ref:"institution" lv:"Teritorija" en:"Territory"`
	PolicyAreas  []string  `field:"policy_areas" ref:"area" lv:"Jomas" en:"Policy areas"`
	Starts       i18n.Date `field:"starts" lv:"Sākums" en:"Starts"`
	Ends         i18n.Date `field:"ends" lv:"Beigas" en:"Ends"`
	Level        Level     `field:"level" lv:"Līmenis" en:"Level" help:"Left out where nothing is participation, as for a regulation or a contest." lvhelp:"Neraksta, ja tā nav līdzdalība, piemēram, noteikumiem vai konkursam."`
	LevelBy      Judge     `field:"level_by" lv:"Līmeni noteica" en:"Level by"`
	Methods      []string  `field:"methods" ref:"method" lv:"Metodes" en:"Methods"`
	TargetGroups []string  `field:"target_groups" ref:"target-group" lv:"Mērķgrupas" en:"Target groups"`
	Participants *Count    `field:"participants" lv:"Dalībnieki" en:"Participants"`
	Commitments  []string  `field:"commitments" ref:"commitment" lv:"Apņemšanās" en:"Commitments"`
	Measures     []string  `field:"measures" ref:"measure" lv:"Pasākumi" en:"Measures"`
	URL          string    `field:"url" as:"url" lv:"Saite" en:"URL"`
	Note         i18n.Text `field:"note" lv:"Piezīme" en:"Note"`
}

// Event is a dated occasion of participation.
type Event struct {
	Common
	Title        i18n.Text   `field:"title,required" lv:"Nosaukums" en:"Title"`
	Kind         EventKind   `field:"kind,required" lv:"Veids" en:"Kind"`
	Starts       i18n.Date   `field:"starts,required" lv:"Sākums" en:"Starts"`
	Ends         i18n.Date   `field:"ends" lv:"Beigas" en:"Ends"`
	OtherDays    []i18n.Date `field:"other_days" lv:"Citas dienas" en:"Other days" help:"Where the event goes on on single later days." lvhelp:"Ja notikums turpinās atsevišķās vēlākās dienās."`
	Place        i18n.Text   `field:"place" lv:"Vieta" en:"Place"`
	Organisers   []string    `field:"organisers" ref:"institution" lv:"Rīkotāji" en:"Organisers"`
	Summary      i18n.Text   `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Participants *Count      `field:"participants" lv:"Dalībnieki" en:"Participants"`
	Commitments  []string    `field:"commitments" ref:"commitment" lv:"Apņemšanās" en:"Commitments"`
	Measures     []string    `field:"measures" ref:"measure" lv:"Pasākumi" en:"Measures"`
	URL          string      `field:"url" as:"url" lv:"Saite" en:"URL"`
	Note         i18n.Text   `field:"note" lv:"Piezīme" en:"Note"`
}

// Indicator is a series of values from outside, such as trust or turnout.
type Indicator struct {
	Common
	Title     i18n.Text    `field:"title,required" lv:"Nosaukums" en:"Title"`
	Summary   i18n.Text    `field:"summary" lv:"Skaidrojums" en:"Definition"`
	Unit      i18n.Text    `field:"unit,required" lv:"Vienība" en:"Unit"`
	Better    Direction    `field:"better" lv:"Kas ir labāk" en:"Better"`
	Publisher string       `field:"publisher" lv:"Kas mēra" en:"Measured by"`
	Values    []Value      `field:"values,required" lv:"Vērtības" en:"Values"`
	Baseline  *ValueTarget `field:"baseline" lv:"Sākuma vērtība" en:"Baseline"`
	Target    *ValueTarget `field:"target" lv:"Mērķis" en:"Target"`
	Broken    bool         `field:"incomparable" lv:"Vērtības nav salīdzināmas" en:"Values can't be compared" help:"true where the values come from different counters or seasons: no line joins them." lvhelp:"true, ja vērtības ir no dažādiem skaitītājiem vai gadalaikiem: tās nesavieno līnija."`
	Note      i18n.Text    `field:"note" lv:"Piezīme" en:"Note"`
}

// Value is one value of an indicator, with its source.
type Value struct {
	Date   i18n.Date `field:"date,required" lv:"Laiks" en:"Date"`
	Value  *float64  `field:"value,required" lv:"Vērtība" en:"Value"`
	Bound  Bound     `field:"bound" lv:"Precizitāte" en:"Bound"`
	Source *Source   `field:"source" lv:"Avots" en:"Source"`
	Note   i18n.Text `field:"note" lv:"Piezīme" en:"Note"`
}

// ValueTarget is a value that an indicator starts from or is to reach.
type ValueTarget struct {
	Date   i18n.Date `field:"date,required" lv:"Laiks" en:"Date"`
	Value  *float64  `field:"value,required" lv:"Vērtība" en:"Value"`
	Source *Source   `field:"source" lv:"Avots" en:"Source"`
}

// Guideline is a chapter of the guidelines on participation.
type Guideline struct {
	Common
	Title   i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Summary i18n.Text `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Order   *int      `field:"order,required" lv:"Kārta" en:"Order" help:"The chapter's place." lvhelp:"Nodaļas vieta."`
}

// News is a dated text.
type News struct {
	Common
	Title   i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Date    i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Summary i18n.Text `field:"summary" lv:"Kopsavilkums" en:"Summary"`
}

// Page is a text of the site itself, such as its method or its accessibility
// statement.
type Page struct {
	Common
	Title   i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Slug    i18n.Text `field:"slug" lv:"Adreses daļa" en:"Slug" help:"The page's address below the language, by language; the id where it is left out." lvhelp:"Lapas adreses daļa pēc valodas, katrā valodā; ja nav norādīta, tad identifikators."`
	Summary i18n.Text `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Footer  bool      `field:"footer" lv:"Kājenē" en:"In the footer" help:"true: the footer links to it." lvhelp:"true: uz to ved saite kājenē."`
}

// Report is a progress report: the site's truth as of its period's last day.
type Report struct {
	Common
	Title     i18n.Text  `field:"title,required" lv:"Nosaukums" en:"Title"`
	Kind      ReportKind `field:"kind,required" lv:"Veids" en:"Kind"`
	Plan      string     `field:"plan,required" ref:"plan" lv:"Plāns" en:"Plan"`
	Period    Period     `field:"period,required" lv:"Periods" en:"Period"`
	Published i18n.Date  `field:"published" lv:"Publicēts" en:"Published"`
	Summary   i18n.Text  `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	URL       string     `field:"url" as:"url" lv:"Saite" en:"URL"`
}
