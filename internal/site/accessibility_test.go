package site

import (
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// declared returns what the statement says in English, section by section.
func declared(v *recordView) string {
	var lines []string
	for _, s := range v.Sections {
		for _, f := range s.Facts {
			lines = append(lines, f.Label+": "+f.Values[0].Text)
		}
		for _, item := range s.Items {
			lines = append(lines, s.Title+": "+strings.TrimSpace(item.Title.Text+" "+item.Note))
		}
		if len(s.Facts)+len(s.Items) == 0 {
			lines = append(lines, s.Title+": "+s.Empty)
		}
	}
	return strings.Join(lines, "\n")
}

// The statement claims nothing that the site's publisher has not declared.
func TestAccessibilityStatement(t *testing.T) {
	b := builderOf(t, demoFiles(t), "2025-06-30")
	b.Records.Config.Accessibility, b.Records.Config.Contact = nil, nil
	silent := declared(b.accessibilityView(i18n.English))
	for _, want := range []string{
		"Compliance status: Not given.", "Non-accessible content: Not given.", "Last assessment: Not given.", "Method: Not given.",
		"Feedback and contact: Not given.", "Enforcement procedure: Not given.",
	} {
		if !strings.Contains(silent, want) {
			t.Errorf("without a declaration, no %q in:\n%s", want, silent)
		}
	}
	b.Records.Config.Accessibility = &record.Accessibility{
		Status: "partial", Assessed: i18n.Date{Year: 2023, Month: 5, Day: 4}, Method: i18n.Text{i18n.English: "By hand."},
		Exceptions:  []record.Exception{{Text: i18n.Text{i18n.English: "Old maps."}, Reason: "burden"}},
		Contact:     &record.Contact{Title: i18n.Text{i18n.English: "The web desk"}},
		Enforcement: &record.Contact{Title: i18n.Text{i18n.English: "The supervisor"}},
	}
	full := declared(b.accessibilityView(i18n.English))
	for _, want := range []string{
		"Compliance status: partially compliant", "Non-accessible content: Old maps. disproportionate burden", "Last assessment: 4\u00a0May\u00a02023",
		"Method: By hand.", "Feedback and contact: The web desk", "Enforcement procedure: The supervisor",
	} {
		if !strings.Contains(full, want) {
			t.Errorf("with a declaration, no %q in:\n%s", want, full)
		}
	}
	if strings.Contains(full, "Not given") {
		t.Errorf("what is declared is said not to be given:\n%s", full)
	}
}
