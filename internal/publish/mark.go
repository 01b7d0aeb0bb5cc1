package publish

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"strings"
)

// markWords begin the file .parskats. They stay for ever: they, and the checksum of a file
// that holds nothing else, make the lists of earlier builds known.
const markWords = `This folder is written by Parskats. Its next build replaces or removes
the files that SHA256SUMS lists and leaves all others alone.
`

// markText is what the file .parskats says: after the words, the checksum of all other
// lines of SHA256SUMS. Since SHA256SUMS lists the file, no line can get lost unnoticed.
func markText(list checksums) []byte {
	others := maps.Clone(list)
	delete(others, markName)
	return fmt.Appendf(nil, "%sWithout the line of this file, the SHA-256 of SHA256SUMS is\n%x\n", markWords, sha256.Sum256(others.format()))
}

// isWhole says whether a build wrote the list as it is. Lists of the builds that wrote
// words alone have nothing to tell by, and are taken for whole.
func (c checksums) isWhole() bool {
	sum, marked := c[markName]
	return marked && (sum == sha256.Sum256(markText(c)) || sum == sha256.Sum256([]byte(markWords)))
}

// hasMark says whether Parskats once published to the folder.
func hasMark(t *tree) (bool, error) {
	info, err := t.lstat(markName)
	if err != nil || info == nil || !info.Mode().IsRegular() {
		return false, err
	}
	raw, err := t.root.ReadFile(markName)
	return strings.HasPrefix(string(raw), markWords), failed(markName, err)
}
