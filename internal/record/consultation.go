package record

import "parskats/internal/i18n"

// Consultation is one public consultation, from its announcement to its outcome.
type Consultation struct {
	Common
	TAPID           string       `field:"tap_id" lv:"TAP numurs" en:"TAP id" help:"As 23-TA-1199." lvhelp:"Piemēram, 23-TA-1199."`
	Title           i18n.Text    `field:"title,required" lv:"Nosaukums" en:"Title"`
	Summary         i18n.Text    `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Institution     string       `field:"institution,required" ref:"institution" lv:"Institūcija" en:"Institution"`
	CoInstitutions  []string     `field:"co_institutions" ref:"institution" lv:"Citas institūcijas" en:"Other institutions"`
	Kind            string       `field:"kind" lv:"Līdzdalības veids" en:"Kind" help:"In the source's own words, such as Publiskā apspriešana." lvhelp:"Avota vārdiem, piemēram, Publiskā apspriešana."`
	Level           Level        `field:"level" lv:"Līmenis" en:"Level" help:"Left out where nothing is participation." lvhelp:"Neraksta, ja tā nav līdzdalība."`
	LevelBy         Judge        `field:"level_by" lv:"Līmeni noteica" en:"Level by"`
	Announced       i18n.Date    `field:"announced" lv:"Izsludināts" en:"Announced"`
	Opens           i18n.Date    `field:"opens" lv:"Sākas" en:"Opens" help:"The first day on which anyone can take part; left out where it is not known." lvhelp:"Pirmā diena, kad var piedalīties; ja nav zināma, neraksta."`
	Closes          i18n.Date    `field:"closes" lv:"Beidzas" en:"Closes" help:"The last day on which anyone can take part; left out where it is not known." lvhelp:"Pēdējā diena, kad var piedalīties; ja nav zināma, neraksta."`
	URL             string       `field:"url" as:"url" lv:"Saite" en:"URL"`
	Affects         []Affected   `field:"affects" lv:"Skar" en:"Affects"`
	Territory       []string     `field:"territory" ref:"institution" lv:"Teritorija" en:"Territory" help:"Municipalities; left out where it is the whole country or not known." lvhelp:"Pašvaldības; neraksta, ja tā ir visa valsts vai nav zināms."`
	TerritoryText   i18n.Text    `field:"territory_text" lv:"Teritorijas apraksts" en:"Territory in words"`
	PolicyAreas     []string     `field:"policy_areas" ref:"area" lv:"Jomas" en:"Policy areas"`
	PolicyAreasBy   Judge        `field:"policy_areas_by" lv:"Jomas noteica" en:"Policy areas by"`
	TargetGroups    []string     `field:"target_groups" ref:"target-group" lv:"Mērķgrupas" en:"Target groups"`
	Methods         []string     `field:"methods" ref:"method" lv:"Metodes" en:"Methods"`
	Accommodations  []i18n.Text  `field:"accommodations" lv:"Pieejamība" en:"Accommodations" help:"Such as plain language, remote, close to people." lvhelp:"Piemēram, vieglā valoda, attālināti, tuvu cilvēkiem."`
	Rounds          []Round      `field:"rounds" lv:"Kārtas un sanāksmes" en:"Rounds and meetings"`
	Organisations   []string     `field:"organisations" ref:"institution" lv:"Organizācijas, kas piedalījās" en:"Organisations that took part"`
	Submissions     *Submissions `field:"submissions" lv:"Iesniegtie viedokļi" en:"Submissions"`
	Proposals       *Tally       `field:"proposals" lv:"Priekšlikumi" en:"Proposals"`
	Objections      *Tally       `field:"objections" lv:"Iebildumi" en:"Objections"`
	Snapshots       []Snapshot   `field:"snapshots" lv:"Skaits pa dienām" en:"Snapshots" help:"Counts on days before the end." lvhelp:"Skaits dienās pirms noslēguma."`
	Participants    *Count       `field:"participants" lv:"Dalībnieki" en:"Participants"`
	Feedback        *Feedback    `field:"feedback" lv:"Atgriezeniskā saite" en:"Feedback"`
	Act             Act          `field:"act" lv:"Tiesību akta stadija" en:"Stage of the act"`
	ActDate         i18n.Date    `field:"act_date" lv:"Stadija kopš" en:"Stage since"`
	Outcome         *Outcome     `field:"outcome" lv:"Iznākums" en:"Outcome"`
	Commitments     []string     `field:"commitments" ref:"commitment" lv:"Apņemšanās" en:"Commitments"`
	Measures        []string     `field:"measures" ref:"measure" lv:"Pasākumi" en:"Measures"`
	Note            i18n.Text    `field:"note" lv:"Piezīme" en:"Note"`
	InstitutionNote i18n.Text    `field:"institution_note" lv:"Piezīme par institūciju" en:"Note on the institution" help:"Where the institution is judged from the text." lvhelp:"Ja institūcija noteikta pēc teksta."`
}

// Round is one round or meeting of a consultation.
type Round struct {
	Title  i18n.Text `field:"title" lv:"Nosaukums" en:"Title"`
	Opens  i18n.Date `field:"opens,required" lv:"Sākas" en:"Opens"`
	Closes i18n.Date `field:"closes" lv:"Beidzas" en:"Closes"`
	Place  i18n.Text `field:"place" lv:"Vieta" en:"Place"`
}

// Submissions counts those who gave a view. What is left out is unknown.
type Submissions struct {
	Individuals   *int  `field:"individuals" lv:"Privātpersonas" en:"Individuals"`
	Organisations *int  `field:"organisations" lv:"Organizācijas" en:"Organisations"`
	Total         *int  `field:"total" lv:"Kopā" en:"Total" help:"Where the source gives only the sum." lvhelp:"Ja avots norāda tikai summu."`
	Bound         Bound `field:"bound" lv:"Precizitāte" en:"Bound"`
}

// Tally counts proposals or objections and what became of them.
type Tally struct {
	Received *int `field:"received" lv:"Saņemti" en:"Received"`
	Accepted *int `field:"accepted" lv:"Ņemti vērā" en:"Accepted"`
	Partly   *int `field:"partly" lv:"Ņemti vērā daļēji" en:"Partly accepted"`
	Declined *int `field:"declined" lv:"Nav ņemti vērā" en:"Declined"`
	Pending  *int `field:"pending" lv:"Vēl nav izlemts" en:"Pending"`
}

// Snapshot is what was counted by a day.
type Snapshot struct {
	Date        i18n.Date    `field:"date,required" lv:"Diena" en:"Date"`
	Submissions *Submissions `field:"submissions" lv:"Iesniegtie viedokļi" en:"Submissions"`
	Proposals   *Tally       `field:"proposals" lv:"Priekšlikumi" en:"Proposals"`
}

// Feedback is what the institution told people about their views.
type Feedback struct {
	Status  FeedbackStatus `field:"status,required" lv:"Statuss" en:"Status"`
	Date    i18n.Date      `field:"date" lv:"Diena" en:"Date"`
	Kind    string         `field:"kind" lv:"Veids" en:"Kind" help:"izziņa, anotācija, protokols or atbilde." lvhelp:"izziņa, anotācija, protokols vai atbilde."`
	URL     string         `field:"url" as:"url" lv:"Saite" en:"URL"`
	Checked i18n.Date      `field:"checked" lv:"Pārbaudīts" en:"Checked"`
}

// Outcome is the act that came of a consultation.
type Outcome struct {
	Published i18n.Date `field:"published" lv:"Publicēts" en:"Published"`
	Act       i18n.Text `field:"act" lv:"Tiesību akts" en:"Act"`
	DecidedBy string    `field:"decided_by" ref:"institution" lv:"Pieņēma" en:"Decided by"`
	Decided   i18n.Date `field:"decided" lv:"Pieņemts" en:"Decided"`
	InForce   i18n.Date `field:"in_force" lv:"Spēkā no" en:"In force from"`
	URL       string    `field:"url" as:"url" lv:"Saite" en:"URL"`
}
