package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/source"
)

// personal is something in a text that looks like one person's own.
type personal struct {
	code  string
	value string
	// offset is the byte at which it begins.
	offset int
}

var (
	emailAddress = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+`)
	// personName is "anna.berzina" or "a.berzina", what stands before the @.
	personName = regexp.MustCompile(`^\pL+[._-]\pL{2,}$`)
	// mobileNumber is a Latvian mobile number, which has eight digits and begins with
	// 2. Without its code only forms that no amount of money has count.
	mobileNumber = regexp.MustCompile(`\+371[ \x{a0}-]?2\d(?:[ \x{a0}-]?\d){6}|2\d{3}[ \x{a0}-]?\d{4}`)
	// isoDay is a day that programs write without hyphens: 20231003.
	isoDay = regexp.MustCompile(`^20\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])$`)
)

// offices are words in the addresses of offices, which are meant to be written to.
var offices = []string{
	"info", "pasts", "birojs", "biroja", "kanceleja", "sekretariats", "sekretare", "lidzdaliba", "konsultacijas", "apspriede",
	"kontakti", "kontakts", "prese", "presei", "projekts", "projekti", "padome", "parvalde", "parvaldiba", "centrs", "dome",
	"pasvaldiba", "ministrija", "departaments", "nodala", "dati", "datu", "personas", "specialists", "atbalsts", "zinas",
	"iesniegumi", "office", "contact", "press", "support", "data", "team", "ogp", "help", "mail", "public", "open", "privacy",
}

// findPersonal looks for addresses and numbers of persons in a text.
func findPersonal(text string) []personal {
	var found []personal
	if strings.Contains(text, "@") {
		for _, at := range emailAddress.FindAllStringIndex(text, -1) {
			if address := strings.TrimRight(text[at[0]:at[1]], "."); isPersonal(address) {
				found = append(found, personal{"personal-data", address, at[0]})
			}
		}
	}
	if mayHaveNumber(text) {
		found = append(found, findNumbers(text)...)
	}
	return found
}

// isPersonal reports whether an address is that of a person: it consists of two
// names, and neither is a word for an office.
func isPersonal(address string) bool {
	name, _, _ := strings.Cut(strings.ToLower(address), "@")
	isOffice := func(word string) bool { return slices.Contains(offices, word) }
	return personName.MatchString(name) &&
		!slices.ContainsFunc(strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("._-", c) }), isOffice)
}

// mayHaveNumber is quick to tell most texts apart: they have no run of four digits
// that could belong to a number.
func mayHaveNumber(text string) bool {
	run := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return strings.Contains(text, "+371")
}

func findNumbers(text string) []personal {
	var found []personal
	for _, at := range mobileNumber.FindAllStringIndex(text, -1) {
		number := text[at[0]:at[1]]
		if standsAlone(text, at[0], at[1]) && !isoDay.MatchString(number) && !isYears(number) {
			found = append(found, personal{"personal-data/phone", number, at[0]})
		}
	}
	return found
}

// isYears recognises two years: "2024-2025".
func isYears(number string) bool {
	return utf8.RuneCountInString(number) == 9 && strings.HasPrefix(number, "20") && strings.HasPrefix(number[len(number)-4:], "20")
}

// standsAlone reports whether a number is no part of a longer one, of an address or of
// a name.
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !isPartOfName(before) && !isPartOfName(after)
}

func isPartOfName(c rune) bool {
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("/-_=&#%@", c))
}

// personalIn warns of what looks personal in a text that stands in a field.
func (r *reader) personalIn(node *source.Node) {
	for _, p := range findPersonal(node.Value) {
		r.problems.Add(node.Pos, p.code, diag.Args{"value": p.value}).WithHint("post-address")
	}
}

// warnOfPersons warns of what looks personal in a Markdown text.
func (c *checker) warnOfPersons(b body) {
	start := diag.Pos{File: b.doc.Path, Line: b.doc.BodyLine, Col: 1}
	pos, offset := start, 0
	for _, p := range findPersonal(b.doc.Body) {
		if p.offset < offset { // numbers come after addresses
			pos, offset = start, 0
		}
		pos = after(pos, b.doc.Body[offset:p.offset])
		offset = p.offset
		c.problems.Add(pos, p.code, diag.Args{"value": p.value}).WithHint("post-address")
	}
}

// after returns the place behind a text that begins at a place.
func after(pos diag.Pos, text string) diag.Pos {
	if n := strings.Count(text, "\n"); n > 0 {
		pos.Line += n
		pos.Col = 1
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	pos.Col += utf8.RuneCountInString(text)
	return pos
}
