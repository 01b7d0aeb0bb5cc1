package i18n

import (
	"strings"
	"testing"
)

func TestFormatPeriod(t *testing.T) {
	for _, test := range []struct{ from, to, lv, en string }{
		{"2026-09-01", "2026-09-15", "2026. gada 1.–15. septembris", "1–15 September 2026"},
		{"2022-06-27", "2022-07-03", "2022. gada 27. jūnijs – 3. jūlijs", "27 June – 3 July 2022"},
		{"2020-10-01", "2023-10-31", "2020. gada 1. oktobris – 2023. gada 31. oktobris", "1 October 2020 – 31 October 2023"},
		{"2021-02", "2021-11", "2021. gada februāris – novembris", "February – November 2021"},
		{"2021-09-09", "2021-11", "2021. gada 9. septembris – 2021. gada novembris", "9 September – November 2021"},
		{"2022-05", "2022-05-20", "līdz 2022. gada 20. maijam", "until 20 May 2022"},
		{"2021-12-09", "2022-09", "2021. gada 9. decembris – 2022. gada septembris", "9 December 2021 – September 2022"},
		{"2022", "2025", "2022.–2025. gads", "2022–2025"},
		{"2022", "2025-12-31", "2022. gads – 2025. gada 31. decembris", "2022 – 31 December 2025"},
		{"2022", "2022-12-31", "līdz 2022. gada 31. decembrim", "until 31 December 2022"},
		{"2022", "2022", "2022. gads", "2022"},
		{"2022-06-29", "2022-06-29", "2022. gada 29. jūnijs", "29 June 2022"},
	} {
		from, to := mustParse(t, test.from), mustParse(t, test.to)
		for lang, want := range map[Lang]string{Latvian: test.lv, English: test.en} {
			if got := strings.ReplaceAll(FormatPeriod(lang, from, to), nbsp, " "); got != want {
				t.Errorf("%s: %s to %s is %q, want %q", lang, test.from, test.to, got, want)
			}
		}
	}
}

func mustParse(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
