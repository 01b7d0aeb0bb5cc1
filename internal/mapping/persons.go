package mapping

import (
	"regexp"
	"slices"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/sheet"
)

// personalCode is the code that Latvia gives to a person, of either form: of the day of
// birth, and since 2017 beginning with 32.
var personalCode = regexp.MustCompile(`\b(?:[0-3]\d[01]\d\d{2}|3[2-9]\d{4})-[0-9]\d{4}\b`)

// HasPersonalCode reports whether a text has the code of a person in it.
func HasPersonalCode(text string) bool {
	return strings.IndexByte(text, '-') >= 0 && personalCode.MatchString(text)
}

var (
	anyAddress = regexp.MustCompile(`[\w.%+-]+@[\w-]+(?:\.[\w-]+)+`)
	// runTogether is a day that programs write without hyphens: 20231003.
	runTogether = regexp.MustCompile(`^20\d\d[01]\d[0-3]\d$`)
	telephone   = regexp.MustCompile(`^(?:\+371|\(\+371\)) ?\d(?:[ -]?\d){7}$|^[26]\d(?: ?\d){6}$`)
)

// personWords are words in the titles of columns that hold data of persons, in Latvian,
// English and French, folded. A title counts if it has all words of an entry.
var personWords = [][]string{
	{"uzvards"}, {"personas", "kods"}, {"kontaktpersona"}, {"kontaktpersonas"}, {"kontaktpersonai"},
	{"atbildiga", "persona"}, {"atbildigas", "personas"}, {"darbinieks"}, {"darbinieka"}, {"darbinieki"}, {"darbiniece"},
	{"kontakti"}, {"kontakts"}, {"kontaktinformacija"}, {"kontaktdati"}, {"iesniedzejs"}, {"iesniedzeja"}, {"iesniedzeji"},
	{"parstavis"}, {"parstavja"}, {"parstavji"}, {"parstave"}, {"sagatavotajs"}, {"sagatavotaja"}, {"sagatavoja"}, {"referents"}, {"referente"},
	{"autors"}, {"autora"}, {"autori"}, {"autore"}, {"amatpersona"}, {"amatpersonas"},
	{"talrunis"}, {"talruna"}, {"talr"}, {"tel"}, {"telefons"}, {"epasts"}, {"epasta"}, {"dzimsanas"}, {"dzivesvieta"},
	{"first", "name"}, {"last", "name"}, {"surname"}, {"full", "name"}, {"contact"}, {"responsible", "person"}, {"responsible", "officer"}, {"officer"},
	{"author"}, {"personal", "code"}, {"personal", "id"},
	{"email"}, {"mail"}, {"phone"}, {"telephone"}, {"mobile"}, {"birth"}, {"national", "id"},
	{"prenom"}, {"nom", "famille"}, {"responsable", "nom"}, {"auteur"}, {"courriel"}, {"naissance"}, {"personne", "ressource"}, {"courrier", "electronique"},
}

// personTitles are titles of such columns that mean something else with other words beside
// them: "Atslēgas vārds", "Nom du projet", "Institution responsable".
var personTitles = []string{"vards", "atbildigais", "nom", "responsable"}

// longestPersonal is how many bytes an address or a number of a person has at the most.
const longestPersonal = 100

// isTelephone reports whether a cell holds a telephone number, and no number of a workbook.
func isTelephone(c sheet.Cell) bool {
	first := c.Text[0]
	return (first == '+' || first == '(' || first == '2' || first == '6') && c.Number == "" &&
		telephone.MatchString(c.Text) && !runTogether.MatchString(c.Text)
}

// electronic is what begins "e-mail" and "e-pasts".
var electronic = regexp.MustCompile(`\be-`)

// titleWords are the words of a title, folded.
func titleWords(title string) []string {
	return strings.FieldsFunc(electronic.ReplaceAllString(i18n.Fold(title), "e"), func(c rune) bool { return !('a' <= c && c <= 'z') })
}

// IsPersonal reports whether a column seems to hold data of natural persons: by its title,
// or by what half of its values or more are. A single code of a person is enough.
func IsPersonal(title string, values []sheet.Cell) bool {
	words := titleWords(title)
	last := title[strings.LastIndex(title, sheet.Between)+1:]
	if own := titleWords(last); len(own) == 1 && slices.Contains(personTitles, own[0]) {
		return true
	}
	for _, entry := range personWords {
		if !slices.ContainsFunc(entry, func(w string) bool { return !slices.Contains(words, w) }) {
			return true
		}
	}
	full, personal := 0, 0
	for _, v := range values {
		if v.IsEmpty() {
			continue
		}
		full++
		switch {
		case len(v.Text) > longestPersonal:
		case HasPersonalCode(v.Text) && personalCode.FindString(v.Text) == v.Text:
			return true
		case strings.IndexByte(v.Text, '@') > 0 && anyAddress.MatchString(v.Text), isTelephone(v):
			personal++
		}
	}
	return personal > 0 && personal*2 >= full
}
