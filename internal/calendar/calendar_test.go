package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parskats/internal/i18n"
)

func day(t *testing.T, text string) i18n.Day {
	t.Helper()
	date, err := i18n.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date.First()
}

func written(t *testing.T, c Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	riga, err := time.LoadLocation("Europe/Riga")
	if err != nil {
		t.Fatal(err)
	}
	got := written(t, Calendar{
		Lang: i18n.Latvian, Name: "Pārskats: Līdzdalība", About: "Kas sākas; kas beidzas, un kad.",
		Page: "https://example.lv/lv/", Self: "https://example.lv/lv/calendar.ics",
		Events: []Event{{
			UID: "consultation/zz-1/closes/lv@example.lv", Title: "Pēdējā diena iesaistīties: ielas, ceļi; \"tilti\" \\ citi",
			Text: "Pirmā rinda\nOtrā rinda", Place: "Rīga, Brīvības bulvāris 36", Page: "https://example.lv/lv/lidzdaliba/zz-1/?a=1,2;b",
			Categories: []string{"Līdzdalība", "a, b"}, First: day(t, "2024-02-28"), Last: day(t, "2024-02-29"),
			Stamp: time.Date(2024, 1, 15, 0, 0, 0, 0, riga),
		}},
	})
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Parskats//Parskats//LV
CALSCALE:GREGORIAN
NAME;LANGUAGE=lv:Pārskats: Līdzdalība
X-WR-CALNAME;LANGUAGE=lv:Pārskats: Līdzdalība
DESCRIPTION;LANGUAGE=lv:Kas sākas\; kas beidzas\, un kad.
X-WR-CALDESC;LANGUAGE=lv:Kas sākas\; kas beidzas\, un kad.
URL:https://example.lv/lv/
SOURCE;VALUE=URI:https://example.lv/lv/calendar.ics
REFRESH-INTERVAL;VALUE=DURATION:P1D
X-PUBLISHED-TTL:P1D
BEGIN:VEVENT
UID:consultation/zz-1/closes/lv@example.lv
DTSTAMP:20240114T220000Z
DTSTART;VALUE=DATE:20240228
DTEND;VALUE=DATE:20240301
SUMMARY;LANGUAGE=lv:Pēdējā diena iesaistīties: ielas\, ceļi\; "tilti"
  \\ citi
DESCRIPTION;LANGUAGE=lv:Pirmā rinda\nOtrā rinda
LOCATION;LANGUAGE=lv:Rīga\, Brīvības bulvāris 36
URL:https://example.lv/lv/lidzdaliba/zz-1/?a=1,2;b
CATEGORIES;LANGUAGE=lv:Līdzdalība
CATEGORIES;LANGUAGE=lv:a\, b
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`
	if got != strings.ReplaceAll(want, "\n", "\r\n") {
		t.Errorf("got\n%s", got)
	}
}

// unfolded returns the logical lines, by the rule of RFC 5545, 3.1.
func unfolded(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n ", ""), "\r\n")
}

// unescaped is a text as a reader has it (RFC 5545, 3.3.11).
var unescaped = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\;`, ";", `\,`, ",")

// Whatever text a record has, a reader gets it back, but for control characters; no line is
// longer than 75 bytes, and none cuts a character.
func TestWriteAnyText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"control characters":  {"a\x00b\x1bc\u0085d\te\nf\rg\r\nh", "abcd\te\nfg\nh"},
		"emoji":               {strings.Repeat("👩🏽‍🚒🇱🇻", 40), strings.Repeat("👩🏽‍🚒🇱🇻", 40)},
		"right to left":       {strings.Repeat("שלום (عام) Rīga ", 20), strings.Repeat("שלום (عام) Rīga ", 20)},
		"long, without space": {strings.Repeat("ā", 10_000), strings.Repeat("ā", 10_000)},
		"long, with spaces":   {strings.Repeat("divi vārdi ", 1000), strings.Repeat("divi vārdi ", 1000)},
		"only spaces":         {strings.Repeat(" ", 500), strings.Repeat(" ", 500)},
		"tags":                {strings.Repeat("<b>a</b>", 50), strings.Repeat("<b>a</b>", 50)},
		"escapes":             {`\n \\n \, ;;,, \`, `\n \\n \, ;;,, \`},
		"a line of its own":   {"a\nEND:VEVENT\nBEGIN:VALARM", "a\nEND:VEVENT\nBEGIN:VALARM"},
		"no Unicode":          {"a\xffb", "a\ufffdb"},
	} {
		t.Run(name, func(t *testing.T) {
			text := written(t, Calendar{Lang: i18n.Latvian, Name: c.text, About: c.text, Events: []Event{{
				UID: "a@b", Title: c.text, Text: c.text, Place: c.text, Categories: []string{c.text},
			}}})
			for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
				if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
					t.Fatalf("a line of %d bytes: %q", len(line), line)
				}
			}
			found := 0
			for _, line := range unfolded(text) {
				if value, ok := strings.CutPrefix(line, "SUMMARY;LANGUAGE=lv:"); ok {
					found++
					if got := unescaped.Replace(value); got != c.want {
						t.Errorf("got %q", got)
					}
				}
			}
			if found != 1 {
				t.Errorf("%d titles in\n%s", found, text)
			}
		})
	}
}

// Whatever text there is, it stays one event, in lines that are short enough.
func FuzzWrite(f *testing.F) {
	f.Add("a\nEND:VEVENT", "b, c; d\\")
	f.Add(strings.Repeat("ā ", 100), "\x7f\u2028")
	f.Fuzz(func(t *testing.T, title, text string) {
		got := written(t, Calendar{Name: title, Events: []Event{{UID: "a@b", Title: title, Text: text}}})
		events := 0
		for line := range strings.SplitSeq(strings.TrimSuffix(got, "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Fatalf("a line of %d bytes: %q", len(line), line)
			}
			if line == "BEGIN:VEVENT" {
				events++
			}
		}
		if events != 1 || strings.Count(got, "\n") != strings.Count(got, "\r\n") {
			t.Errorf("%d events in %q", events, got)
		}
	})
}
