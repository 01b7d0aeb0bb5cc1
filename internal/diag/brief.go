package diag

import "strconv"

// mostNotices is how many notices of one code a person is shown: more of them have one
// reason, or are a list to be worked through another day.
const mostNotices = 5

// Brief returns the problems to print for a person, and a line for each code of which
// only the first notices are among them. Errors and warnings are all among them, since
// each is to be mended.
func Brief(problems []Problem, lang Language) (shown []Problem, more []string) {
	counts := map[string]int{}
	var long []string
	for _, p := range problems {
		if p.Severity() == Notice {
			counts[p.Code]++
			if n := counts[p.Code]; n > mostNotices {
				if n == mostNotices+1 {
					long = append(long, p.Code)
				}
				continue
			}
		}
		shown = append(shown, p)
	}
	for _, code := range long {
		more = append(more, Say(lang, "say/more-notices", Args{"n": strconv.Itoa(counts[code] - mostNotices), "code": code}))
	}
	return shown, more
}
