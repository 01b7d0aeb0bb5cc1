package mapping_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"parskats/internal/mapping"
)

var update = flag.Bool("update", false, "write docs/import.md")

// docs/import.md ends with what the field tables of maps say.
func TestReferenceIsInDocs(t *testing.T) {
	const path = "../../docs/import.md"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const mark = "-update writes it -->\n"
	before, after, ok := strings.Cut(string(raw), mark)
	if !ok {
		t.Fatal("docs/import.md has no place for the fields of a map")
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+mark+mapping.Reference()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if after != mapping.Reference() {
		t.Error("docs/import.md is not what the field tables say; run: go test ./internal/mapping -update")
	}
}
