package i18n

import (
	"strings"
	"testing"
)

// plain shows no-break spaces as _.
func plain(s string) string { return strings.ReplaceAll(s, nbsp, "_") }

func TestFormatDate(t *testing.T) {
	for _, test := range []struct {
		lang Lang
		date string
		c    Case
		want string
	}{
		{Latvian, "2022-06-29", Nominative, "2022._gada_29._jūnijs"},
		{Latvian, "2022-06-29", Locative, "2022._gada_29._jūnijā"},
		{Latvian, "2022-06-29", Dative, "2022._gada_29._jūnijam"},
		{Latvian, "2022-06", Nominative, "2022._gada_jūnijs"},
		{Latvian, "2022-06", Locative, "2022._gada_jūnijā"},
		{Latvian, "2022-06", Dative, "2022._gada_jūnijam"},
		{Latvian, "2022", Nominative, "2022._gads"},
		{Latvian, "2022", Locative, "2022._gadā"},
		{Latvian, "2022", Dative, "2022._gadam"},
		{English, "2022-06-29", Nominative, "29_June_2022"},
		{English, "2022-06-29", Locative, "on_29_June_2022"},
		{English, "2022-06-29", Dative, "29_June_2022"},
		{English, "2022-06", Nominative, "June_2022"},
		{English, "2022-06", Locative, "in_June_2022"},
		{English, "2022-06", Dative, "June_2022"},
		{English, "2022", Nominative, "2022"},
		{English, "2022", Locative, "in_2022"},
		{English, "2022", Dative, "2022"},
	} {
		if got := plain(FormatDate(test.lang, parse(t, test.date), test.c)); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.lang, test.date, got, test.want)
		}
	}
	if got := FormatDate(Latvian, Date{}, Locative); got != "" {
		t.Errorf("an unknown date: got %s", got)
	}
}

func TestLatvianMonths(t *testing.T) {
	want := map[Case]string{
		Nominative: "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
		Locative:   "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
		Dative:     "janvārim februārim martam aprīlim maijam jūnijam jūlijam augustam septembrim oktobrim novembrim decembrim",
	}
	for c, names := range want {
		for i, name := range strings.Fields(names) {
			if got := latvianMonth(i+1, c); got != name {
				t.Errorf("month %d in case %d: got %s, want %s", i+1, c, got, name)
			}
		}
	}
}

func TestFormatInt(t *testing.T) {
	for _, test := range []struct {
		n      int
		lv, en string
	}{
		{n: 0, lv: "0", en: "0"},
		{n: 999, lv: "999", en: "999"},
		{n: 1000, lv: "1000", en: "1,000"},
		{n: 9999, lv: "9999", en: "9,999"},
		{n: 10000, lv: "10_000", en: "10,000"},
		{n: 1234567, lv: "1_234_567", en: "1,234,567"},
		{n: -42, lv: "−42", en: "−42"},
		{n: -12345, lv: "−12_345", en: "−12,345"},
	} {
		if got := plain(FormatInt(Latvian, test.n)); got != test.lv {
			t.Errorf("%d in Latvian: got %s, want %s", test.n, got, test.lv)
		}
		if got := plain(FormatInt(English, test.n)); got != test.en {
			t.Errorf("%d in English: got %s, want %s", test.n, got, test.en)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, test := range []struct {
		x      float64
		lv, en string
	}{
		{0, "0", "0"},
		{0.001, "0", "0"},
		{-0.001, "0", "0"},
		{0.5, "0,5", "0.5"},
		{12.30, "12,3", "12.3"},
		{12.345678, "12,35", "12.35"},
		{100, "100", "100"},
		{12500.75, "12_500,75", "12,500.75"},
		{-1234.5, "−1234,5", "−1,234.5"},
		{-0.5, "−0,5", "−0.5"},
		{999.999, "1000", "1,000"},
	} {
		if got := plain(FormatNumber(Latvian, test.x)); got != test.lv {
			t.Errorf("%v in Latvian: got %s, want %s", test.x, got, test.lv)
		}
		if got := plain(FormatNumber(English, test.x)); got != test.en {
			t.Errorf("%v in English: got %s, want %s", test.x, got, test.en)
		}
	}
}

func TestFormatPercentAndRange(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{FormatPercent(Latvian, 25), "25_%"},
		{FormatPercent(English, 25), "25%"},
		{FormatPercent(Latvian, 33.333), "33,33_%"},
		{FormatRange(Latvian, 3, 3), "3"},
		{FormatRange(Latvian, 3, 31), "3–31"},
		{FormatRange(English, 1000, 20000), "1,000–20,000"},
	} {
		if plain(test.got) != test.want {
			t.Errorf("got %s, want %s", plain(test.got), test.want)
		}
	}
}
