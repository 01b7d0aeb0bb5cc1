package check

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// The functions in this file guess what was meant by a value that is none, from the
// ways in which people write such values. They return "" where they can't tell.

// marks are the quotation marks that word processors make, and YAML does not know.
const marks = "„“”«»‚‘’\"'"

// bare returns a value without the spaces and quotation marks around it.
func bare(value string) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(value), marks))
}

// unknowns are the words for what is not known.
var unknowns = []string{"-", "–", "—", "?", "??", "n/a", "na", "nav", "nav zinams", "nezinams", "nezinama", "unknown", "not known", "tbd", "tba"}

// saysUnknown reports whether a value says that it is not known: the field is then to
// be left out.
func saysUnknown(value string) bool { return slices.Contains(unknowns, i18n.Fold(bare(value))) }

// The ways in which people write a day or a month: 3.10.2023. as in Latvian,
// 2023/10/3 and 2023-10-03T12:00 as programs do, 3. oktobris 2023.
var (
	dayFirst = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)
	// shortYear has full stops and a first number that can't be a year's last two
	// digits: 24-01-05 and 24.01.05 may begin with the year as well as with the day.
	shortYear = regexp.MustCompile(`^(\d)\.(\d{1,2})\.(\d{2})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:T.*)?$`)
	// runTogether has no signs: 20231003. It is no date where 03102023 could be meant as well.
	runTogether = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	monthFirst  = regexp.MustCompile(`^(\d{1,2})[./-](\d{4})$`)
	monthLast   = regexp.MustCompile(`^(\d{4})[./](\d{1,2})$`)
	inWords     = regexp.MustCompile(`^(?:(\d{4}) ?(?:gada|g\b)? ?)?(?:(\d{1,2}) ?)?([a-z]+)(?: (\d{1,2}))?(?: ?(\d{4}))?$`)
	clock       = regexp.MustCompile(`[T ]\d{1,2}:\d\d.*$`)
	aroundSign  = regexp.MustCompile(` *([./-]) *`)
)

// months are the beginnings of the names of months in Latvian and English, folded.
var months = [][]string{
	{"jan"}, {"feb"}, {"mar"}, {"apr"}, {"mai", "may"}, {"jun"}, {"jul"}, {"aug"}, {"sep"}, {"okt", "oct"}, {"nov"}, {"dec"},
}

// likelyDate returns the date that was probably meant, or "".
func likelyDate(value string) string {
	value = clock.ReplaceAllString(bare(value), "")
	if words := dateInWords(value); words != "" {
		return words
	}
	value = strings.NewReplacer("–", "-", "—", "-").Replace(value)
	value = strings.TrimSuffix(aroundSign.ReplaceAllString(value, "$1"), ".")
	if len(value) == len("2023") {
		return existing(value)
	}
	if m := runTogether.FindStringSubmatch(value); m != nil && existing(m[0][4:], m[0][2:4], m[0][:2]) == "" {
		return existing(m[1], m[2], m[3])
	}
	if m := monthFirst.FindStringSubmatch(value); m != nil {
		return existing(m[2], m[1])
	}
	if m := monthLast.FindStringSubmatch(value); m != nil {
		return existing(m[1], m[2])
	}
	if m := yearFirst.FindStringSubmatch(value); m != nil {
		return eitherOrder(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(value); m != nil {
		return eitherOrder(m[3], m[2], m[1])
	}
	if m := shortYear.FindStringSubmatch(value); m != nil {
		return existing("20"+m[3], m[2], m[1])
	}
	return ""
}

// eitherOrder returns a day, with month and day exchanged where only that exists.
func eitherOrder(year, month, day string) string {
	if date := existing(year, month, day); date != "" {
		return date
	}
	return existing(year, day, month)
}

// existing joins the parts of a date that a record can have.
func existing(parts ...string) string {
	for i, part := range parts {
		if len(part) == 1 {
			parts[i] = "0" + part
		}
	}
	date := strings.Join(parts, "-")
	if d, err := i18n.ParseDate(date); err != nil || !record.HasYear(d.Year) {
		return ""
	}
	return date
}

// dateInWords reads "2024. gada 31. decembrī", "31 December 2024", "2024. gada martā".
func dateInWords(value string) string {
	plain := strings.Join(strings.Fields(strings.NewReplacer(".", " ", ",", " ").Replace(i18n.Fold(value))), " ")
	m := inWords.FindStringSubmatch(plain)
	if m == nil || len(m[3]) < 3 {
		return ""
	}
	year, day, word := m[1]+m[5], m[2]+m[4], m[3]
	if word == "gads" || word == "gada" {
		return existing(year)
	}
	for i, names := range months {
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(word, name) }) {
			month := strconv.Itoa(i + 1)
			if day == "" {
				return existing(year, month)
			}
			return existing(year, month, day)
		}
	}
	return ""
}

var (
	// beforeNumber and afterNumber are what people write around a number.
	beforeNumber = regexp.MustCompile(`^(?i:~|≈|>|<|\+|€|apmēram|apm\.?|aptuveni|ap|ca\.?|about|vairāk nekā|vairāk kā) *`)
	afterNumber  = regexp.MustCompile(`(?i: *(?:%|€|eur|eiro|euro|gab\.?|cilvēki|cilvēku|reizes|procenti|procentu))\.?$`)
	// grouped is a number with spaces, points or commas between thousands.
	grouped = regexp.MustCompile(`^\d{1,3}(?:[ \x{a0}\x{202f}'’]\d{3})+(?:[.,]\d+)?$`)
	twice   = regexp.MustCompile(`^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$|^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$`)
	decimal = regexp.MustCompile(`^-?\d+,\d{1,2}$|^-?\d+,\d{4,}$`)
)

// likelyNumber returns the number that was probably meant, as it is to be written. It
// leaves 1,000 alone: that is one thousand to some and one to others.
func likelyNumber(value string) string {
	value = afterNumber.ReplaceAllString(beforeNumber.ReplaceAllString(bare(value), ""), "")
	switch {
	case twice.MatchString(value):
		if strings.Count(value, ",") > 1 {
			value = strings.ReplaceAll(value, ",", "")
		} else {
			value = strings.ReplaceAll(strings.ReplaceAll(value, ".", ""), ",", ".")
		}
	case grouped.MatchString(value):
		value = strings.Map(func(c rune) rune {
			if c == ',' || c == '.' {
				return '.'
			}
			if c < '0' || c > '9' {
				return -1
			}
			return c
		}, value)
	case decimal.MatchString(value):
		value = strings.Replace(value, ",", ".", 1)
	}
	if _, err := strconv.ParseFloat(value, 64); err != nil || strings.Trim(value, "-0123456789.") != "" {
		return ""
	}
	return value
}

// likelyBool returns true or false for the words that mean them.
func likelyBool(value string) string {
	switch i18n.Fold(bare(value)) {
	case "ja", "yes", "y", "true", "1", "patiess", "x", "on":
		return "true"
	case "ne", "no", "n", "false", "0", "aplams", "off":
		return "false"
	}
	return ""
}

// nearTerm is how many letters a word has at the least that may be a misspelt term:
// "daļa" (part) is near to "all".
const nearTerm = 6

// likelyTerm returns the key of a vocabulary that a text is the name of, in whichever
// language and spelling, or is near to.
func likelyTerm(v *record.Vocabulary, value string) string {
	keys := map[string]string{}
	for _, t := range v.Terms {
		for _, name := range []string{t.Key, t.Title[i18n.Latvian], t.Title[i18n.English]} {
			keys[key(name)] = t.Key
		}
	}
	meant := key(value)
	if keys[meant] == "" && utf8.RuneCountInString(meant) >= nearTerm {
		meant = nearest(meant, slices.Collect(maps.Keys(keys)))
	}
	return keys[meant]
}

// key folds a word, so that spellings of it are the same.
func key(word string) string {
	return strings.Join(strings.FieldsFunc(i18n.Fold(bare(word)), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }), " ")
}

// likelyField returns the name of the field that a word is the name of, in Latvian or
// English.
func likelyField(fields []record.Field, name string) string {
	meant := key(name)
	for _, f := range fields {
		if key(f.Name) == meant || key(f.Title[i18n.Latvian]) == meant || key(f.Title[i18n.English]) == meant {
			return f.Name
		}
	}
	return ""
}

// schemeLike is what people type for the beginning of an address.
var schemeLike = regexp.MustCompile(`^(?i:h?t{1,3}p?s?p?s?[:;]?/{0,3}:?/{0,2})`)

// hostLike is an address without its beginning.
var hostLike = regexp.MustCompile(`^[\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,}(?::\d+)?(?:[/?#].*)?$`)

// isSeveralURLs reports whether a value holds more than one address. One may carry
// others in its query.
func isSeveralURLs(value string) bool {
	if validURL(value) {
		value, _, _ = strings.Cut(value, "?")
	}
	n := 0
	for _, part := range strings.FieldsFunc(value, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;|", c) }) {
		if part = strings.ToLower(part); strings.HasPrefix(part, "http://") || strings.HasPrefix(part, "https://") || strings.HasPrefix(part, "www.") {
			n++
		}
	}
	return n > 1
}

// likelyURL returns the address that was probably meant.
func likelyURL(value string) string {
	value = strings.Trim(bare(value), "<>")
	if isSeveralURLs(value) {
		return ""
	}
	if !hostLike.MatchString(value) {
		value = schemeLike.ReplaceAllString(value, "")
	} else if strings.HasPrefix(strings.ToLower(value), "http") {
		return ""
	}
	meant := "https://" + strings.ReplaceAll(value, " ", "%20")
	if !hostLike.MatchString(value) || !validURL(meant) {
		return ""
	}
	return meant
}

// likelyMeasureNumber returns a measure's number as it is to be written: "1,2." is 1.2.
func likelyMeasureNumber(number string) string {
	meant := strings.Trim(strings.ReplaceAll(strings.ReplaceAll(bare(number), ",", "."), " ", ""), ".")
	meant = strings.ToLower(strings.ReplaceAll(meant, ".)", ""))
	if meant == number || !validID(record.MeasureKey("x", meant)) {
		return ""
	}
	return meant
}

// likelyList returns a list that was written as one text, between brackets.
func likelyList(value string) string {
	if strings.Contains(value, " -") {
		return "" // a list, of which only the spaces are wrong
	}
	parts := strings.FieldsFunc(withoutBrackets(value), func(c rune) bool { return c == ',' || c == ';' || c == '\n' })
	for i, part := range parts {
		parts[i] = strings.Trim(bare(part), "–—-• ")
		if parts[i] == "" || strings.ContainsAny(parts[i], ":#()[]{}&*!|>%@`\"'") {
			return ""
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// withoutBrackets returns a value without the round brackets around it, which are no list
// to YAML.
func withoutBrackets(value string) string {
	if inner, ok := strings.CutPrefix(bare(value), "("); ok {
		return strings.TrimSuffix(inner, ")")
	}
	return value
}

// hintMeant hints at what was meant, where that is known, or else gives another hint.
func hintMeant(p *diag.Problem, hint, meant, otherwise string) *diag.Problem {
	if meant == "" {
		return p.WithHint(otherwise)
	}
	p.Args["suggestion"] = meant
	return p.WithHint(hint)
}

// unpaired reports whether a text opens a quotation mark that it does not close, as
// where „ is typed and then ".
func unpaired(text string) bool {
	open := strings.Count(text, "„")
	return open > 0 && open > strings.Count(text, "“")+strings.Count(text, "”")
}
