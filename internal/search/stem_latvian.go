// Ported from Apache Lucene's org.apache.lucene.analysis.lv.LatvianStemmer.
//
// Licensed to the Apache Software Foundation (ASF) under one or more contributor
// license agreements. The ASF licenses that file under the Apache License, Version 2.0:
// see LICENSE-lucene and NOTICE-lucene in this folder.

package search

import (
	"strings"
	"unicode/utf8"
)

// affix is an ending. A word that ends with it loses it if it has more than vowels
// vowels and three letters are left. After one that palatalizes, the j that it brought
// goes, too.
type affix struct {
	ending      string
	vowels      int
	palatalizes bool
}

// affixes are Lucene's, in its order, with their letters folded.
var affixes = []affix{
	{"ajiem", 3, false}, {"ajai", 3, false}, {"ajam", 2, false}, {"ajos", 2, false}, {"ajas", 2, false},
	{"iem", 2, true}, {"aja", 2, false}, {"ais", 2, false}, {"ai", 2, false}, {"ei", 2, false},
	{"am", 1, false}, {"em", 1, false}, {"im", 1, false}, {"um", 1, false}, {"us", 1, true},
	{"as", 1, false}, {"es", 1, false}, {"os", 1, true}, {"ij", 1, false}, {"is", 1, false},
	{"ie", 1, false}, {"u", 1, true}, {"a", 1, true}, {"i", 1, true}, {"e", 1, false}, {"o", 1, false},
	{"s", 0, false},
}

// stemLatvian takes the ending of case, number, gender and definiteness off a folded
// word. It is Karlis Kreslins' algorithm as Lucene made it lighter, with these changes:
//
//   - It reads words without diacritics, since people type so. That softens what
//     palatalization hardens (ļ, ņ, č to l, n, c), for which Lucene has rules, and
//     also š and ž, which it leaves.
//   - The ending of the definite form (zilajam) then looks like that of one who does
//     (iedzīvotājam), so that -aj goes from every stem: iedzivot.
//   - kš does not become kst before u: it would part "prakšu" from "prakse".
func stemLatvian(word string) string {
	vowels := countVowels(word)
	for _, a := range affixes {
		if vowels > a.vowels && utf8.RuneCountInString(word) >= len(a.ending)+3 && strings.HasSuffix(word, a.ending) {
			return bareLatvian(strings.TrimSuffix(word, a.ending), a.palatalizes)
		}
	}
	return word
}

// bareLatvian takes off a stem what is left of a longer ending.
func bareLatvian(stem string, palatalized bool) string {
	if bare, ok := strings.CutSuffix(stem, "aj"); ok && utf8.RuneCountInString(bare) >= 3 && countVowels(bare) > 0 {
		return bare
	}
	if palatalized {
		for _, labial := range []string{"pj", "bj", "mj", "vj"} {
			if strings.HasSuffix(stem, labial) {
				return strings.TrimSuffix(stem, "j")
			}
		}
	}
	return stem
}

func countVowels(word string) int {
	n := 0
	for _, vowel := range "aeiou" {
		n += strings.Count(word, string(vowel))
	}
	return n
}
