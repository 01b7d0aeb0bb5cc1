package record

import "parskats/internal/i18n"

// Initiative is something that the public itself raised: a collective submission,
// a local initiative, a platform for them.
type Initiative struct {
	Common
	Title       i18n.Text       `field:"title,required" lv:"Nosaukums" en:"Title"`
	Kind        InitiativeKind  `field:"kind,required" lv:"Veids" en:"Kind"`
	Summary     i18n.Text       `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Organisers  []string        `field:"organisers" ref:"institution" lv:"Rīkotāji" en:"Organisers"`
	Addressee   string          `field:"addressee" ref:"institution" lv:"Adresāts" en:"Addressee"`
	Starts      i18n.Date       `field:"starts" lv:"Sākums" en:"Starts"`
	Ends        i18n.Date       `field:"ends" lv:"Beigas" en:"Ends"`
	Threshold   *int            `field:"threshold" lv:"Vajadzīgie paraksti" en:"Signatures needed"`
	Signatures  *Count          `field:"signatures" lv:"Paraksti" en:"Signatures"`
	Stage       InitiativeStage `field:"stage" lv:"Stadija" en:"Stage"`
	Decisions   []Milestone     `field:"decisions" lv:"Gaita" en:"History"`
	Level       Level           `field:"level" lv:"Līmenis" en:"Level"`
	Territory   []string        `field:"territory" ref:"institution" lv:"Teritorija" en:"Territory"`
	Methods     []string        `field:"methods" ref:"method" lv:"Metodes" en:"Methods"`
	Commitments []string        `field:"commitments" ref:"commitment" lv:"Apņemšanās" en:"Commitments"`
	URL         string          `field:"url" as:"url" lv:"Saite" en:"URL"`
	Note        i18n.Text       `field:"note" lv:"Piezīme" en:"Note"`
}

// BudgetRound is one round of a participatory budget.
type BudgetRound struct {
	Common
	Title       i18n.Text       `field:"title,required" lv:"Nosaukums" en:"Title"`
	Summary     i18n.Text       `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Institution string          `field:"institution,required" ref:"institution" lv:"Pašvaldība" en:"Municipality"`
	Year        *int            `field:"year" of:"year" lv:"Gads" en:"Year"`
	Starts      i18n.Date       `field:"starts" lv:"Sākums" en:"Starts" help:"The first day on which ideas or votes are taken." lvhelp:"Pirmā diena, kad pieņem idejas vai balsis."`
	Ends        i18n.Date       `field:"ends" lv:"Beigas" en:"Ends"`
	Level       Level           `field:"level" lv:"Līmenis" en:"Level" help:"public_led: the public raises the idea itself." lvhelp:"public_led: ideju ierosina pati sabiedrība."`
	Methods     []string        `field:"methods" ref:"method" lv:"Metodes" en:"Methods"`
	Budget      *float64        `field:"budget" of:"money" lv:"Pieejamie līdzekļi, EUR" en:"Budget, EUR"`
	IdeaLimit   *float64        `field:"idea_limit" of:"money" lv:"Lielākā summa idejai, EUR" en:"Limit for an idea, EUR"`
	Ideas       *int            `field:"ideas" lv:"Iesniegtās idejas" en:"Ideas submitted"`
	Admitted    *int            `field:"admitted" lv:"Balsošanai nodotās idejas" en:"Ideas put to the vote"`
	Voters      *Count          `field:"voters" lv:"Balsotāji vai balsis" en:"Voters or votes" help:"People and votes are different units." lvhelp:"Cilvēki un balsis ir dažādas vienības."`
	Winners     *int            `field:"winners" lv:"Atbalstītās idejas" en:"Ideas supported"`
	Built       *int            `field:"built" lv:"Īstenotās idejas" en:"Ideas built"`
	Projects    []BudgetProject `field:"projects" lv:"Projekti" en:"Projects"`
	Commitments []string        `field:"commitments" ref:"commitment" lv:"Apņemšanās" en:"Commitments"`
	URL         string          `field:"url" as:"url" lv:"Saite" en:"URL"`
	Note        i18n.Text       `field:"note" lv:"Piezīme" en:"Note"`
}

// BudgetProject is one idea in a participatory budget.
type BudgetProject struct {
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Votes *int      `field:"votes" lv:"Balsis" en:"Votes"`
	Cost  *float64  `field:"cost" of:"money" lv:"Summa, EUR" en:"Cost, EUR"`
	Won   *bool     `field:"won" lv:"Atbalstīts" en:"Supported"`
	Built i18n.Date `field:"built" lv:"Īstenots" en:"Built"`
}

// Body is a council in which the public and institutions sit, with its sittings.
type Body struct {
	Common
	Title         i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Kind          BodyKind  `field:"kind,required" lv:"Veids" en:"Kind"`
	Summary       i18n.Text `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Institution   string    `field:"institution" ref:"institution" lv:"Institūcija" en:"Institution" help:"Which institution hosts it." lvhelp:"Kura institūcija to vada."`
	Plan          string    `field:"plan" ref:"plan" lv:"Plāns" en:"Plan"`
	Starts        i18n.Date `field:"starts" lv:"Izveidota" en:"Founded"`
	Ends          i18n.Date `field:"ends" lv:"Beigusi darbu" en:"Ended"`
	Members       []string  `field:"members" ref:"institution" lv:"Locekļi" en:"Members" help:"Institutions, never people." lvhelp:"Iestādes un organizācijas, nekad cilvēki."`
	MembersExtent Extent    `field:"members_extent" lv:"Locekļu saraksts" en:"Extent of members"`
	Level         Level     `field:"level" lv:"Līmenis" en:"Level"`
	Sittings      []Sitting `field:"sittings" lv:"Sēdes" en:"Sittings"`
	URL           string    `field:"url" as:"url" lv:"Saite" en:"URL"`
	Note          i18n.Text `field:"note" lv:"Piezīme" en:"Note"`
}

// Sitting is one sitting of a council.
type Sitting struct {
	Date    i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Title   i18n.Text `field:"title" lv:"Nosaukums" en:"Title"`
	Place   i18n.Text `field:"place" lv:"Vieta" en:"Place"`
	Text    i18n.Text `field:"text" lv:"Darba kārtība" en:"Agenda"`
	Note    i18n.Text `field:"note" lv:"Piezīme" en:"Note"`
	Sources []Source  `field:"sources" lv:"Avoti" en:"Sources"`
}
