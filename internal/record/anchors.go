package record

import (
	"strings"

	"parskats/internal/i18n"
)

// Anchors says which anchors a record's page in a language has: those of the headings
// of its text in that language, or else in the first of langs that it has, and those of
// its measures. r is a pointer to a typed record. isOpen reports of an anchor that is
// none of them whether the page may have it all the same: the parts of a page without a
// text have anchors that are not known here.
func Anchors(r any, lang i18n.Lang, langs []i18n.Lang) (known []string, isOpen func(anchor string) bool) {
	base := r.(interface{ Base() *Common }).Base()
	for _, l := range append([]i18n.Lang{lang}, langs...) {
		if text := base.Body[l]; text != nil {
			for _, h := range text.Headings {
				known = append(known, h.ID)
			}
			break
		}
	}
	if c, ok := r.(*Commitment); ok {
		for _, m := range c.Measures {
			known = append(known, m.Key)
		}
	}
	return known, func(anchor string) bool {
		return anchor == "top" || len(base.Body) == 0 && !strings.HasPrefix(anchor, base.ID+"-")
	}
}
