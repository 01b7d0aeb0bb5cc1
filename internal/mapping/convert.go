package mapping

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// Problem is why a cell's value can't be taken: the code of a problem, its arguments and
// its hint.
type Problem struct {
	Code string
	Args diag.Args
	Hint string
}

// Resolver finds a record by what a table calls it. id is "" where none or several are
// meant; the problem then says which.
type Resolver interface {
	Resolve(t record.TypeName, name string) (id string, problem *Problem)
}

// Value makes the values of a field from the cells that its rule names, in their order:
// one, or several for a list; none where the cells say nothing. Each is as a record has
// it: a day as YYYY-MM-DD, a number with a decimal point, the key of a vocabulary, an id.
func (m *Map) Value(f *Field, cells []sheet.Cell, resolver Resolver) ([]string, *Problem) {
	rule := &f.Rule
	if rule.IsConstant() {
		value, problem := m.one(f, sheet.Cell{Text: rule.Value}, resolver)
		return compact(value), problem
	}
	cell := m.join(rule, cells)
	if rule.Pattern != nil && !cell.IsEmpty() {
		found := rule.Pattern.FindStringSubmatch(cell.Text)
		if found == nil {
			return nil, &Problem{Code: "bad-value/no-match", Args: diag.Args{"value": short(cell.Text)}}
		}
		cell = sheet.Cell{Text: strings.TrimSpace(found[1])}
	}
	if !f.Table.List || f.Table.Kind == record.KindGroup {
		value, problem := m.one(f, cell, resolver)
		return compact(value), problem
	}
	var values []string
	for _, item := range splitList(cell.Text, rule.Split) {
		value, problem := m.one(f, sheet.Cell{Text: item}, resolver)
		if problem != nil {
			return nil, problem
		}
		if value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values, nil
}

func compact(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// join puts the cells of a rule together. A single cell stays what it is: a number or a day.
func (m *Map) join(rule *Rule, cells []sheet.Cell) sheet.Cell {
	var full []sheet.Cell
	for _, c := range cells {
		if !m.saysNothing(rule, c.Text) {
			full = append(full, c)
		}
	}
	if len(full) == 0 {
		return sheet.Cell{}
	}
	if len(full) == 1 {
		return full[0]
	}
	texts := make([]string, len(full))
	for i, c := range full {
		texts[i] = c.String()
	}
	return sheet.Cell{Text: strings.Join(texts, rule.Join)}
}

// saysNothing reports whether a value only stands for one.
func (m *Map) saysNothing(rule *Rule, text string) bool {
	if text == "" || record.IsPlaceholder(text) {
		return true
	}
	if len(m.Empty) == 0 && len(rule.Empty) == 0 {
		return false
	}
	folded := fold(text)
	return slices.Contains(m.Empty, folded) || slices.Contains(rule.Empty, folded)
}

// nothing are words that say of a link, a day or a number that there is none. As a text,
// "nav" may be an answer.
var nothing = []string{"na", "n.a.", "n. a.", "nav", "nav zinams", "none", "aucun", "aucune", "s.o.", "s/o"}

// longestNothing is how many bytes such a word has at the most, with its accents.
const longestNothing = 15

// splitList parts the items of a list.
func splitList(text, separator string) []string {
	var parts []string
	switch separator {
	case "":
		parts = strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == '\n' })
	default:
		parts = strings.Split(text, separator)
	}
	var items []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			items = append(items, p)
		}
	}
	return items
}

// one reads a single value for a field.
func (m *Map) one(f *Field, cell sheet.Cell, resolver Resolver) (string, *Problem) {
	kind, rule := f.Table.Kind, &f.Rule
	if m.saysNothing(rule, cell.Text) {
		return "", nil
	}
	if len(rule.Words) > 0 {
		word, ok := rule.Words[fold(cell.Text)]
		switch {
		case ok && word == "":
			return "", nil // a word that stands for nothing
		case ok:
			cell = sheet.Cell{Text: word}
		case kind == record.KindText:
			return "", m.badWord(f, cell.Text)
		}
	}
	if problem := CellError(cell); problem != nil {
		return "", problem
	}
	if HasPersonalCode(cell.Text) {
		return "", &Problem{Code: "bad-value/personal-code"}
	}
	isText := kind == record.KindText || kind == record.KindLocalised
	if !isText && len(cell.Text) <= longestNothing && slices.Contains(nothing, fold(cell.Text)) {
		return "", nil
	}
	switch kind {
	case record.KindDate:
		return date(cell, rule.Order)
	case record.KindInt, record.KindNumber:
		return number(cell, rule.Decimal, f.Table)
	case record.KindBool:
		return yesNo(cell.Text)
	case record.KindTerm:
		return m.term(f, cell.Text)
	case record.KindRef:
		return reference(f.Table.Ref, cell.Text, resolver)
	case record.KindURL:
		return address(cell.Text)
	case record.KindLocalised:
		if f.Table.Name == "title" {
			return oneLine(cell.String()), nil
		}
		return paragraphs(cell.String()), nil
	case record.KindID:
		return Slug(cell.String()), nil
	}
	return oneLine(cell.String()), nil
}

// cellErrors are what spreadsheets show in place of a value that they could not reckon.
var cellErrors = []string{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#NEPIEEJAMS!", "#ATS!", "#VĒRTĪBA!"}

// CellError is the problem with a cell that holds an error of the spreadsheet, or a formula
// without a result; nil for all others.
func CellError(cell sheet.Cell) *Problem {
	switch {
	case !strings.HasPrefix(cell.Text, "#"):
		return nil
	case cell.Text == sheet.NoResult:
		return &Problem{Code: "bad-value/no-result", Hint: "save-workbook"}
	case slices.Contains(cellErrors, strings.ToUpper(cell.Text)):
		return &Problem{Code: "bad-value/cell", Args: diag.Args{"value": cell.Text}}
	}
	return nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// paragraphs keeps line breaks and no other space at the ends of lines.
func paragraphs(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = oneLine(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// short keeps a value that a problem names within bounds.
func short(text string) string {
	const longest = 80
	text = oneLine(text)
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}

// term finds a key of a vocabulary by itself or by its name in either language.
func (m *Map) term(f *Field, text string) (string, *Problem) {
	v := f.Table.Vocabulary
	if v.Has(text) {
		return text, nil
	}
	if key := f.terms[fold(text)]; key != "" {
		return key, nil
	}
	return "", m.badWord(f, text)
}

// termsOf lists a vocabulary by its keys and names, folded.
func termsOf(v *record.Vocabulary) map[string]string {
	if v == nil {
		return nil
	}
	terms := map[string]string{}
	for _, t := range v.Terms {
		for _, name := range []string{t.Key, t.Title[i18n.Latvian], t.Title[i18n.English]} {
			terms[fold(name)] = t.Key
		}
	}
	return terms
}

func (m *Map) badWord(f *Field, text string) *Problem {
	return &Problem{Code: "bad-value/word", Args: diag.Args{"value": short(text), "field": f.Path, "map": m.File}, Hint: "map-words"}
}

// yesNo reads the words for yes and no.
func yesNo(text string) (string, *Problem) {
	switch fold(text) {
	case "ja", "yes", "y", "true", "1", "x", "patiess", "oui", "vrai":
		return "true", nil
	case "ne", "no", "n", "false", "0", "aplams", "non", "faux":
		return "false", nil
	}
	return "", &Problem{Code: "bad-value/yes-no", Args: diag.Args{"value": short(text)}, Hint: "map-words-only"}
}

func reference(t record.TypeName, text string, resolver Resolver) (string, *Problem) {
	return resolver.Resolve(t, oneLine(text))
}

// address reads an address of the web. One without a scheme gets one; whatever else is
// wrong with it, the check of the record says.
func address(text string) (string, *Problem) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(strings.ToLower(text), "www.") {
		text = "https://" + text
	}
	if u, err := url.Parse(text); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", &Problem{Code: "bad-url/cell", Args: diag.Args{"value": short(text)}}
	}
	return text, nil
}

// Slug makes an id of a text: letters without accents, and hyphens for all else. It is ""
// where nothing is left.
func Slug(text string) string {
	var b strings.Builder
	gap := false
	for _, c := range i18n.Fold(unaccented.Replace(text)) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(c)
			continue
		}
		gap = true
	}
	slug := b.String()
	if len(slug) > longestSlug {
		slug = slug[:longestSlug]
		if i := strings.LastIndexByte(slug, '-'); i > longestSlug/2 {
			slug = slug[:i]
		}
	}
	return strings.Trim(slug, "-")
}

// longestSlug is how long an id becomes: it is a file's name and a part of an address.
const longestSlug = 80

// unaccented are letters that lose their sign in no normal form.
var unaccented = strings.NewReplacer("ø", "o", "Ø", "o", "ł", "l", "Ł", "l", "ß", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "đ", "d", "Đ", "d", "'", "", "’", "")

// number reads a number. The field's kind says whether it may have decimals.
func number(cell sheet.Cell, decimal string, f record.Field) (string, *Problem) {
	text := cell.Number
	if text == "" || strings.HasSuffix(cell.Text, "%") {
		var problem *Problem
		if text, problem = plainNumber(cell.Text, decimal); problem != nil {
			return "", problem
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", &Problem{Code: "bad-number/cell", Args: diag.Args{"value": short(cell.Text)}}
	}
	if f.Kind == record.KindInt {
		if n != float64(int64(n)) || n > 1e15 || n < -1e15 {
			return "", &Problem{Code: "bad-number/cell-whole", Args: diag.Args{"value": short(cell.Text)}}
		}
		return strconv.FormatInt(int64(n), 10), nil
	}
	return strconv.FormatFloat(n, 'f', -1, 64), nil
}

// numberSpaces are the spaces that stand between thousands, and what else people write
// there.
var numberSpaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "", "'", "", "’", "", "−", "-")

// numberUnits are what people write behind a number, or before it.
var numberUnits = []string{"%", "€", "eur", "eiro", "euro", "euros", "gab.", "gab", "cilvēki", "cilvēku"}

// plainNumber turns a number as people write it into one with a decimal point. It refuses
// what some read as thousands and others as decimals, unless decimal says which it is.
func plainNumber(text, decimal string) (string, *Problem) {
	bad := &Problem{Code: "bad-number/cell", Args: diag.Args{"value": short(text)}}
	plain := strings.ToLower(strings.TrimSpace(text))
	for _, unit := range numberUnits {
		plain = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(plain, unit), unit))
	}
	plain = numberSpaces.Replace(plain)
	if plain == "" || strings.Trim(plain, "-0123456789.,") != "" {
		return "", bad
	}
	commas, points := strings.Count(plain, ","), strings.Count(plain, ".")
	if decimal == "" {
		switch {
		case commas == 0 && points == 0:
		case commas > 0 && points > 0: // the last of the two is the decimal one
			decimal = plain[strings.LastIndexAny(plain, ",."):][:1]
		case commas > 1 || points > 1: // thousands: 1,234,567
			decimal = map[bool]string{true: ".", false: ","}[commas > 1]
		case isThousand(plain):
			return "", &Problem{Code: "bad-number/ambiguous", Args: diag.Args{"value": short(text)}, Hint: "map-decimal"}
		default:
			decimal = map[bool]string{true: ",", false: "."}[commas == 1]
		}
	}
	whole, decimals, hasDecimals := plain, "", false
	if decimal != "" {
		whole, decimals, hasDecimals = strings.Cut(plain, decimal)
	}
	if !areGroups(whole) || hasDecimals && (decimals == "" || strings.Trim(decimals, "0123456789") != "") {
		return "", bad
	}
	whole = strings.NewReplacer(",", "", ".", "").Replace(whole)
	if hasDecimals {
		whole += "." + decimals
	}
	if _, err := strconv.ParseFloat(whole, 64); err != nil {
		return "", bad
	}
	return whole, nil
}

// isThousand reports whether a number with one sign has three digits behind it, and
// neither more than three nor none before it: 1,000 or 1.000.
func isThousand(plain string) bool {
	i := strings.IndexAny(plain, ",.")
	before := strings.TrimPrefix(plain[:i], "-")
	return len(plain)-i == 4 && len(before) >= 1 && len(before) <= 3 && before != "0"
}

// areGroups reports whether the signs in a whole number part it into thousands.
func areGroups(whole string) bool {
	groups := strings.FieldsFunc(strings.TrimPrefix(whole, "-"), func(c rune) bool { return c == ',' || c == '.' })
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return false
		}
	}
	return len(groups) > 0 && len(groups) == strings.Count(whole, ",")+strings.Count(whole, ".")+1
}
