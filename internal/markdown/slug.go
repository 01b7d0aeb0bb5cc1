package markdown

import (
	"strconv"
	"strings"
)

// slugger makes ids of headings, each once. It holds the ids that are taken, with the
// highest number that was put behind each.
type slugger map[string]int

// unique returns an id for a title: its letters and digits in ASCII, joined by
// hyphens, with a number where the id is taken.
func (s slugger) unique(title string) string {
	base := slug(title)
	if base == "" {
		base = "section"
	}
	id := base
	for n := s[base] + 1; s[id] > 0; n++ {
		id = base + "-" + strconv.Itoa(n)
		s[base] = n
	}
	s[id] = max(s[id], 1)
	return id
}

func slug(title string) string {
	folded := foldToASCII.Replace(strings.ToLower(title))
	words := strings.FieldsFunc(folded, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	})
	return strings.Join(words, "-")
}

// foldToASCII folds the letters of Latvian, its neighbours and Western Europe.
var foldToASCII = strings.NewReplacer(
	"ā", "a", "č", "c", "ē", "e", "ģ", "g", "ī", "i", "ķ", "k", "ļ", "l", "ņ", "n", "ŗ", "r", "š", "s", "ū", "u", "ž", "z",
	"ą", "a", "ę", "e", "ė", "e", "į", "i", "ų", "u",
	"ä", "a", "ö", "o", "õ", "o", "ü", "u", "ß", "ss", "å", "a", "ø", "o", "æ", "ae",
	"á", "a", "à", "a", "â", "a", "ã", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "ì", "i", "î", "i", "ï", "i", "ñ", "n", "ó", "o", "ò", "o", "ô", "o", "ú", "u", "ù", "u", "û", "u", "ý", "y",
	"ł", "l", "ń", "n", "ś", "s", "ź", "z", "ż", "z", "ć", "c",
)
