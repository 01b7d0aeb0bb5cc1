package record_test

import (
	"flag"
	"os"
	"testing"

	"parskats/internal/record"
)

var update = flag.Bool("update", false, "write docs/records.md")

// docs/records.md must say what the field tables say.
func TestReferenceIsInDocs(t *testing.T) {
	const path = "../../docs/records.md"
	want := record.Reference()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/records.md is not what the field tables say; run: go test ./internal/record -update")
	}
}
