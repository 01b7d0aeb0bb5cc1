package i18n

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number and date formats follow the Unicode CLDR: Latvian groups digits with a
// non-breaking space from five digits on, and its decimal sign is a comma.
const (
	nbsp = "\u00a0"
	dash = "–"
)

// Case is the grammatical case that a date stands in. English has a preposition for
// the locative, and none of its own for the others.
type Case int

// The cases that dates are used in.
const (
	// Nominative names the date: "2022. gada 29. jūnijs".
	Nominative Case = iota
	// Locative says when: "2022. gada 29. jūnijā", "on 29 June 2022".
	Locative
	// Dative follows a preposition such as "līdz": "2022. gada 29. jūnijam".
	Dative
)

var latvianMonths = [12]string{"janvār", "februār", "mart", "aprīl", "maij", "jūnij", "jūlij", "august", "septembr", "oktobr", "novembr", "decembr"}

// latvianMonthEndings are the endings by case. The months in -is are of the second
// declension, the others (marts, maijs, augusts and those in -ijs) of the first.
var latvianMonthEndings = map[bool][3]string{
	true:  {"is", "ī", "im"},
	false: {"s", "ā", "am"},
}

func latvianMonth(month int, c Case) string {
	stem := latvianMonths[month-1]
	second := strings.HasSuffix(stem, "r") || strings.HasSuffix(stem, "l")
	return stem + latvianMonthEndings[second][c]
}

var englishMonths = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// FormatDate writes a date out in words, as much of it as is known; "" where it is
// unknown. Parts stay on one line.
func FormatDate(lang Lang, d Date, c Case) string {
	switch {
	case d.IsZero():
		return ""
	case lang == Latvian:
		return formatLatvianDate(d, c)
	}
	text := formatEnglishDate(d)
	switch {
	case c == Locative && d.IsPartial():
		return "in" + nbsp + text
	case c == Locative:
		return "on" + nbsp + text
	}
	return text
}

func formatLatvianDate(d Date, c Case) string {
	year := strconv.Itoa(d.Year) + "." + nbsp
	switch {
	case d.Month == 0:
		return year + [3]string{"gads", "gadā", "gadam"}[c]
	case d.Day == 0:
		return year + "gada" + nbsp + latvianMonth(d.Month, c)
	}
	return fmt.Sprintf("%sgada%s%d.%s%s", year, nbsp, d.Day, nbsp, latvianMonth(d.Month, c))
}

func formatEnglishDate(d Date) string {
	switch {
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return englishMonths[d.Month-1] + nbsp + strconv.Itoa(d.Year)
	}
	return fmt.Sprintf("%d%s%s%s%d", d.Day, nbsp, englishMonths[d.Month-1], nbsp, d.Year)
}

// FormatInt writes a whole number with its digits grouped.
func FormatInt(lang Lang, n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	return sign + group(lang, digits)
}

// group puts separators between groups of three digits. Latvian leaves four digits
// together (CLDR's minimumGroupingDigits).
func group(lang Lang, digits string) string {
	separator, smallest := ",", 4
	if lang == Latvian {
		separator, smallest = nbsp, 5
	}
	if len(digits) < smallest {
		return digits
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// FormatNumber writes a number with at most two decimals and no trailing zeros.
func FormatNumber(lang Lang, x float64) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	whole, decimals, _ := strings.Cut(s, ".")
	text := group(lang, whole)
	if decimals != "" {
		text += decimalSign(lang) + decimals
	}
	if x < 0 && s != "0" {
		return "−" + text
	}
	return text
}

func decimalSign(lang Lang) string {
	if lang == Latvian {
		return ","
	}
	return "."
}

// FormatPercent writes percentage points: "25 %" in Latvian, "25%" in English.
func FormatPercent(lang Lang, points float64) string {
	if lang == Latvian {
		return FormatNumber(lang, points) + nbsp + "%"
	}
	return FormatNumber(lang, points) + "%"
}

// FormatRange writes a range of two whole numbers, or one where they are equal.
func FormatRange(lang Lang, low, high int) string {
	if low == high {
		return FormatInt(lang, low)
	}
	return FormatInt(lang, low) + dash + FormatInt(lang, high)
}
