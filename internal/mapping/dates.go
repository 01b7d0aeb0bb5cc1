package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// date reads a day, a month or a year as people write it, and returns it as a record has
// it. What can be read in two ways is refused, unless the order is known.
func date(cell sheet.Cell, order Order) (string, *Problem) {
	if cell.Date != "" {
		return existing(cell.Text, atoi(cell.Date[:4]), atoi(cell.Date[5:7]), atoi(cell.Date[8:]))
	}
	if cell.NoDay {
		return "", &Problem{Code: "bad-date/serial", Args: diag.Args{"value": short(cell.Text), "number": cell.Number}}
	}
	if order == SerialDay {
		text := cell.Number
		if text == "" {
			text = cell.Text
		}
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			if day := sheet.Serial(n, false); day != "" {
				return day, nil
			}
		}
	}
	text := strings.Trim(clock.ReplaceAllString(oneLine(numberSigns.Replace(cell.Text)), ""), " .,")
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return existing(cell.Text, atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}
	if m := isoMonth.FindStringSubmatch(text); m != nil {
		return existing(cell.Text, atoi(m[1]), atoi(m[2]), 0)
	}
	if m := figures.FindStringSubmatch(text); m != nil {
		return inOrder(cell.Text, m, order)
	}
	if len(text) == 4 && strings.Trim(text, "0123456789") == "" {
		return existing(cell.Text, atoi(text), 0, 0)
	}
	got, problem := inWords(cell.Text, text)
	if n, err := strconv.ParseFloat(text, 64); problem != nil && err == nil && len(text) == serialLength && sheet.Serial(n, false) != "" {
		problem.Hint = "map-serial"
	}
	return got, problem
}

// serialLength is how many figures a spreadsheet's numbers of days have since 1927.
const serialLength = 5

var (
	// clock is the time of day that programs write behind a day.
	clock     = regexp.MustCompile(`[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?(?: ?[AaPp][Mm])?$`)
	yearFirst = regexp.MustCompile(`^(\d{4}) ?[-./] ?(\d{1,2}) ?[-./] ?(\d{1,2})$`)
	isoMonth  = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	figures   = regexp.MustCompile(`^(\d{1,2}) ?([-./]) ?(\d{1,2}) ?[-./] ?(\d{4}|\d{2})$`)
	// numberSigns makes hyphens of dashes.
	numberSigns = strings.NewReplacer("–", "-", "—", "-", "\u00a0", " ", "\u202f", " ")
)

// inOrder reads a day in figures: m holds the first number, the sign behind it, the second
// and the year. With full stops the day comes first wherever the form is in use; with other
// signs it is refused where the order can't be told.
func inOrder(text string, m []string, order Order) (string, *Problem) {
	first, second, year := atoi(m[1]), atoi(m[3]), atoi(m[4])
	if len(m[4]) == 2 {
		if order != DayFirst && order != MonthFirst {
			return "", &Problem{Code: "bad-date/short-year", Args: diag.Args{"value": short(text)}, Hint: "map-date-order"}
		}
		year += 2000
	}
	switch {
	case order == MonthFirst:
		return existing(text, year, first, second)
	case order == DayFirst, m[2] == ".", first > 12, first == second:
		return existing(text, year, second, first)
	case second > 12:
		return existing(text, year, first, second)
	}
	return "", &Problem{Code: "bad-date/ambiguous", Args: diag.Args{"value": short(text)}, Hint: "map-date-order"}
}

// existing returns a date if it is in the calendar, and of a year that records have.
func existing(text string, year, month, day int) (string, *Problem) {
	d := i18n.Date{Year: year, Month: month, Day: day}
	if again, err := i18n.ParseDate(d.String()); err != nil || again != d || !record.HasYear(year) {
		return "", &Problem{Code: "bad-date/cell", Args: diag.Args{"value": short(text)}}
	}
	return d.String(), nil
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// monthNames are the beginnings of the months' names in Latvian, English and French,
// folded.
var monthNames = [][]string{
	{"jan"}, {"feb", "fev"}, {"mar"}, {"apr", "avr"}, {"mai", "may"}, {"jun", "juin"}, {"jul", "juil"},
	{"aug", "aou"}, {"sep"}, {"okt", "oct"}, {"nov"}, {"dec"},
}

// passedOver are words of a date that say nothing: "2024. gada", "le 1er", "of".
var passedOver = []string{"gada", "gads", "g", "le", "of", "the", "de", "du",
	"pirmdiena", "otrdiena", "tresdiena", "ceturtdiena", "piektdiena", "sestdiena", "svetdiena",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}

// ordinals end the number of a day: 1st, 1er.
var ordinals = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|e)$`)

// inWords reads "24 July 2025", "2025. gada 24. jūlijs", "1er juillet 2025", "July 2025".
func inWords(text, plain string) (string, *Problem) {
	bad := &Problem{Code: "bad-date/cell", Args: diag.Args{"value": short(text)}}
	year, month, day := 0, 0, 0
	words := strings.FieldsFunc(i18n.Fold(plain), func(c rune) bool { return strings.ContainsRune(" .,-/", c) })
	for _, word := range words {
		if m := ordinals.FindStringSubmatch(word); m != nil {
			word = m[1]
		}
		isNumber := strings.Trim(word, "0123456789") == ""
		switch {
		case slices.Contains(passedOver, word):
		case isNumber && len(word) == 4 && year == 0:
			year = atoi(word)
		case isNumber && len(word) <= 2 && day == 0:
			day = atoi(word)
		case !isNumber && month == 0 && monthOf(word) > 0:
			month = monthOf(word)
		default:
			return "", bad
		}
	}
	// A year and a number alone are no date, and neither is a month without its year.
	if year == 0 || month == 0 && (day > 0 || len(words) < 2) {
		return "", bad
	}
	return existing(text, year, month, day)
}

// monthOf returns the number of the month that a word names, 0 for none.
func monthOf(word string) int {
	for i, names := range monthNames {
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(word, name) }) {
			return i + 1
		}
	}
	return 0
}
