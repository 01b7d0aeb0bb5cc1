package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// checksums are SHA-256 checksums by path below the output folder.
type checksums map[string][sha256.Size]byte

// hexLen is the length of a checksum in hexadecimal digits.
const hexLen = 2 * sha256.Size

// format returns the list as the program sha256sum prints it, sorted by path.
func (c checksums) format() []byte {
	var b bytes.Buffer
	for _, path := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(&b, "%x  %s\n", c[path], path)
	}
	return b.Bytes()
}

// addSelf adds the two lists, which SHA256SUMS does not list.
func (c checksums) addSelf() { c[sumsName], c[keptName] = [sha256.Size]byte{}, [sha256.Size]byte{} }

// removeSelf takes them out.
func (c checksums) removeSelf() {
	delete(c, sumsName)
	delete(c, keptName)
}

// parseChecksums reads a list that format wrote. It takes nothing else, such as a
// path that leads out of the folder, an escaped or repeated one: a list that was
// edited is no basis for removing files.
func parseChecksums(list []byte) (checksums, error) {
	if len(list) > 0 && list[len(list)-1] != '\n' {
		return nil, errors.New("the last line is cut off")
	}
	c := checksums{}
	number := 0
	for line := range strings.Lines(string(list)) {
		number++
		if err := c.parseLine(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return c, nil
}

func (c checksums) parseLine(line string) error {
	if len(line) < hexLen+2 || line[hexLen:hexLen+2] != "  " {
		return errors.New("not a checksum, two spaces and a path")
	}
	digits, path := line[:hexLen], line[hexLen+2:]
	if digits != strings.ToLower(digits) {
		return errors.New("the digits are not in lower case")
	}
	var sum [sha256.Size]byte
	if _, err := hex.Decode(sum[:], []byte(digits)); err != nil {
		return err
	}
	if path != markName {
		if err := checkPath(path); err != nil {
			return fmt.Errorf("path %q: %w", path, err)
		}
	}
	if _, ok := c[path]; ok {
		return fmt.Errorf("path %q again", path)
	}
	c[path] = sum
	return nil
}
