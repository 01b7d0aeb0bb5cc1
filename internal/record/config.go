package record

import (
	"crypto/sha256"
	"encoding/hex"

	"parskats/internal/i18n"
)

// Config is the site's own record, data/site.yaml.
type Config struct {
	Title         i18n.Text      `field:"title,required" lv:"Nosaukums" en:"Title" help:"The site's name." lvhelp:"Vietnes nosaukums."`
	Description   i18n.Text      `field:"description" lv:"Apraksts" en:"Description" help:"One or two sentences about the site." lvhelp:"Viens vai divi teikumi par vietni."`
	BaseURL       string         `field:"base_url,required" as:"url" lv:"Saite" en:"Base URL" help:"Where the site is published, with its path, as https://example.lv/parskats/." lvhelp:"Kur vietne publicēta, kopā ar ceļu, piemēram, https://example.lv/parskats/."`
	Languages     []string       `field:"languages,required" lv:"Valodas" en:"Languages" help:"ISO 639-1 codes; the first is the default language." lvhelp:"ISO 639-1 kodi; pirmā ir pamatvaloda."`
	Timezone      string         `field:"timezone,required" lv:"Laika josla" en:"Time zone" help:"An IANA name, such as Europe/Riga: it decides which day it is." lvhelp:"IANA nosaukums, piemēram, Europe/Riga: tas nosaka, kura ir šodiena."`
	Publisher     string         `field:"publisher,required" ref:"institution" lv:"Izdevējs" en:"Publisher"`
	Contact       *Contact       `field:"contact" lv:"Saziņa" en:"Contact" help:"Where a reader reports a mistake: a post, not a person." lvhelp:"Kur lasītājs ziņo par kļūdu: amats, nevis cilvēks."`
	Accessibility *Accessibility `field:"accessibility" lv:"Piekļūstamība" en:"Accessibility" help:"What the accessibility statement says; it says of each thing that is left out that it is not given." lvhelp:"Ko saka piekļūstamības paziņojums; par visu, kas nav norādīts, tas to pasaka."`
	Theme         string         `field:"theme" lv:"Dizains" en:"Theme" help:"A folder below themes/; default where it is left out." lvhelp:"Mape zem themes/; ja nav norādīts, tad default."`
	Licence       *Licence       `field:"licence" lv:"Licence" en:"Licence" help:"The licence of the site's texts and data." lvhelp:"Vietnes tekstu un datu licence."`
	Data          *OpenData      `field:"data" lv:"Atvērtie dati" en:"Open data" help:"What the catalogue for data portals says of all data; what is left out is left out there, too." lvhelp:"Ko datu portālu katalogs saka par visiem datiem; kas nav norādīts, tā tur nav."`
	SourceURL     string         `field:"source_url" as:"url" lv:"Ierakstu adrese" en:"Source URL" help:"The address before a record's path in the public repository; pages then link to their record." lvhelp:"Adrese pirms ieraksta ceļa publiskajā krātuvē; tad lapas ved uz savu ierakstu."`
	AsOf          i18n.Date      `field:"as_of" lv:"Diena" en:"As of" help:"The day whose truth the site shows; today in the site's time zone where it is left out." lvhelp:"Diena, kuras stāvokli rāda vietne; ja nav norādīta, tad šodiena vietnes laika joslā."`
	MinimumDays   *MinimumDay    `field:"consultation_minimum" lv:"Mazākais līdzdalības ilgums" en:"Shortest consultation" help:"The rule that a consultation's length is held against; none where it is left out." lvhelp:"Noteikums, ar ko salīdzina līdzdalības ilgumu; ja nav norādīts, nesalīdzina."`
	Removed       []Removal      `field:"removed" lv:"Noņemtās lapas" en:"Removed pages" help:"Published pages that are given up for good. A build refuses to lose an address without an alias or an entry here." lvhelp:"Publicētas lapas, kuru vairs nebūs. Ja adresei nav ne agrākās adreses ierakstā, ne ieraksta šeit, vietni neizveido."`
	SampleNotice  bool           `field:"sample" lv:"Paraugu vietne" en:"Sample site" help:"true where the whole site is an example." lvhelp:"true, ja visa vietne ir paraugs."`

	Path string
}

// DefaultLang returns the site's default language.
func (c *Config) DefaultLang() i18n.Lang { return i18n.Lang(c.Languages[0]) }

// Langs returns the site's languages, the default one first.
func (c *Config) Langs() []i18n.Lang {
	langs := make([]i18n.Lang, len(c.Languages))
	for i, l := range c.Languages {
		langs[i] = i18n.Lang(l)
	}
	return langs
}

// Contact is how to reach a post.
type Contact struct {
	Title i18n.Text `field:"title" lv:"Amats" en:"Post"`
	Email string    `field:"email" as:"email" lv:"E-pasts" en:"E-mail"`
	URL   string    `field:"url" as:"url" lv:"Saite" en:"URL"`
}

// Accessibility is what the site's publisher declares about it, by the model statement of
// Commission Implementing Decision (EU) 2018/1523.
type Accessibility struct {
	Status      Compliance  `field:"status" lv:"Atbilstība" en:"Compliance status" help:"As the assessment found; never a guess." lvhelp:"Kā konstatēts izvērtējumā, nevis minēts."`
	Assessed    i18n.Date   `field:"assessed" lv:"Izvērtēts" en:"Assessed" help:"The day of the last assessment." lvhelp:"Pēdējā izvērtējuma diena."`
	Method      i18n.Text   `field:"method" lv:"Metode" en:"Method" help:"How it was assessed, and by whom." lvhelp:"Kā un kas izvērtēja."`
	Exceptions  []Exception `field:"exceptions" lv:"Nepiekļūstamais saturs" en:"Non-accessible content"`
	Contact     *Contact    `field:"contact" lv:"Saziņa" en:"Contact" help:"Who answers about accessibility; the site's contact where it is left out." lvhelp:"Kas atbild par piekļūstamību; ja nav norādīts, tad vietnes saziņa."`
	Enforcement *Contact    `field:"enforcement" lv:"Izpildes panākšana" en:"Enforcement" help:"To whom one can turn where the answer does not satisfy." lvhelp:"Pie kā vērsties, ja atbilde neapmierina."`
}

// Exception is content that is not accessible, and why.
type Exception struct {
	Text   i18n.Text       `field:"text,required" lv:"Saturs" en:"Content" help:"What is not accessible, and how else one can have it." lvhelp:"Kas nav piekļūstams un kā citādi to saņemt."`
	Reason ExceptionReason `field:"reason" lv:"Iemesls" en:"Reason"`
}

// Licence is the terms under which texts and data may be used.
type Licence struct {
	Title string `field:"title,required" lv:"Nosaukums" en:"Title" help:"Such as CC BY 4.0." lvhelp:"Piemēram, CC BY 4.0."`
	URL   string `field:"url" as:"url" lv:"Saite" en:"URL"`
}

// OpenData is what the catalogue says of all data of the site, in the terms of DCAT-AP.
type OpenData struct {
	Frequency Frequency `field:"frequency" lv:"Atjaunināšanas biežums" en:"Frequency of updates" help:"How often the records are updated, not how often the site is built." lvhelp:"Cik bieži atjaunina ierakstus, nevis cik bieži veido vietni."`
	Spatial   string    `field:"spatial" as:"url" lv:"Teritorija" en:"Territory" help:"The address of the territory that the data are about, in the EU's authority table of countries: http://publications.europa.eu/resource/authority/country/LVA." lvhelp:"Teritorijas, par kuru ir dati, adrese ES valstu tabulā: http://publications.europa.eu/resource/authority/country/LVA."`
}

// Removal is a page that was published and is given up for good: either its address, at
// which a page then says so, or what stands for one that must not even be named.
type Removal struct {
	URL    string    `field:"url" as:"path" lv:"Adrese" en:"Address" help:"The page's address, as /lv/…; a page there says when and why it was removed." lvhelp:"Lapas adrese, kā /lv/…; tajā būs teikts, kad un kāpēc lapa noņemta."`
	Erased string    `field:"erased" lv:"Dzēstā adrese" en:"Erased address" help:"In place of url, where even the address must go (privacy): the sixteen digits that url-removed gives. Take the entry out once the site is published." lvhelp:"Lauka url vietā, ja nedrīkst palikt pat adrese (privātums): sešpadsmit cipari un burti, ko norāda url-removed. Pēc publicēšanas ierakstu izņem."`
	Date   i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Reason i18n.Text `field:"reason,required" lv:"Iemesls" en:"Reason"`
}

// EraseCode returns what stands for the address of a page that must not be named: the
// first sixteen digits of its SHA-256 checksum.
func EraseCode(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:8])
}

// MinimumDay is a rule about the shortest consultation, and where it stands.
type MinimumDay struct {
	Days   int    `field:"days,required" lv:"Dienas" en:"Days"`
	Source Source `field:"source,required" lv:"Avots" en:"Source"`
}

// Coverage says how much of a whole the records of one type are.
type Coverage struct {
	Type    TypeName  `field:"type,required" lv:"Ierakstu veids" en:"Type of record"`
	Plan    string    `field:"plan" ref:"plan" lv:"Plāns" en:"Plan" help:"For commitments and measures: of which plan." lvhelp:"Apņemšanām un pasākumiem: kura plāna."`
	Period  *Period   `field:"period" lv:"Periods" en:"Period"`
	Extent  Extent    `field:"extent,required" lv:"Apjoms" en:"Extent"`
	Total   *int      `field:"total" lv:"Kopskaits" en:"Total" help:"How many there are in all, where the source tells." lvhelp:"Cik to ir pavisam, ja avots to norāda."`
	Source  *Source   `field:"source" lv:"Avots" en:"Source"`
	Checked i18n.Date `field:"checked" lv:"Pārbaudīts" en:"Checked" help:"The day on which somebody looked." lvhelp:"Diena, kad kāds pārbaudīja."`
	Note    i18n.Text `field:"note" lv:"Piezīme" en:"Note"`
}
