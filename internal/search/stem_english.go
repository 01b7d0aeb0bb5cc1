// Ported from Apache Lucene's org.apache.lucene.analysis.en.EnglishMinimalStemmer.
//
// Licensed to the Apache Software Foundation (ASF) under one or more contributor
// license agreements. The ASF licenses that file under the Apache License, Version 2.0:
// see LICENSE-lucene and NOTICE-lucene in this folder.

package search

import (
	"strings"
	"unicode/utf8"
)

// stemEnglish takes the plural off a folded word: the "S-Stemmer" of Donna Harman, How
// Effective Is Suffixing?
func stemEnglish(word string) string {
	switch {
	case utf8.RuneCountInString(word) < 3 || !strings.HasSuffix(word, "s") || endsInAny(word, "us", "ss"):
		return word
	case !strings.HasSuffix(word, "es"):
		return word[:len(word)-1]
	case utf8.RuneCountInString(word) > 3 && strings.HasSuffix(word, "ies") && !endsInAny(word, "aies", "eies"):
		return word[:len(word)-3] + "y"
	case endsInAny(word, "ies", "aes", "oes", "ees"):
		return word
	}
	return word[:len(word)-1]
}

func endsInAny(word string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
