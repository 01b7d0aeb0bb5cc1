package theme_test

import (
	"os"
	"strings"
	"testing"

	"parskats/internal/theme"
)

// The headers that docs/hosting.md gives for nginx are those that the pages have.
func TestHostingNamesThePolicy(t *testing.T) {
	raw, err := os.ReadFile("../../docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, policy := range []string{theme.ContentSecurityPolicy, theme.ContentSecurityPolicy + "; frame-ancestors *"} {
		if !strings.Contains(string(raw), `"`+policy+`"`) {
			t.Errorf("docs/hosting.md does not give the policy %q", policy)
		}
	}
}
