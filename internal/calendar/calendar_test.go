package calendar

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parskats/internal/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

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
			Stamp: time.Date(2024, 1, 15, 0, 0, 0, 0, riga), Modified: time.Date(2024, 1, 15, 0, 0, 0, 0, riga), Sequence: 2,
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
LAST-MODIFIED:20240114T220000Z
SEQUENCE:2
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

// texts are what a record could hold, and what a reader is to have of it: all but the control
// characters, which a calendar can't hold.
var texts = []struct{ name, text, want string }{
	{"control characters", "a\x00b\x1bc\u0085d\te\nf\rg\r\nh", "abcd\te\nfg\nh"},
	{"emoji", strings.Repeat("👩🏽‍🚒🇱🇻", 40), strings.Repeat("👩🏽‍🚒🇱🇻", 40)},
	{"right to left", strings.Repeat("שלום (عام) Rīga ", 20), strings.Repeat("שלום (عام) Rīga ", 20)},
	{"long, without space", strings.Repeat("ā", 10_000), strings.Repeat("ā", 10_000)},
	{"long, with spaces", strings.Repeat("divi vārdi ", 1000), strings.Repeat("divi vārdi ", 1000)},
	{"only spaces", strings.Repeat(" ", 500), strings.Repeat(" ", 500)},
	{"tags", strings.Repeat("<b>a</b>", 50), strings.Repeat("<b>a</b>", 50)},
	{"escapes", `a\b; c, d:"e" \`, `a\b; c, d:"e" \`},
	{"a line of its own", "a\nEND:VEVENT\nBEGIN:VALARM", "a\nEND:VEVENT\nBEGIN:VALARM"},
	{"no Unicode", "a\xffb", "a\ufffdb"},
}

// Whatever text a record has, a reader gets it back; no line is longer than 75 bytes, and none
// cuts a character. The calendar stands in testdata/any for independent readers, beside the
// titles that they are to find (.ci/feeds.py).
func TestWriteAnyText(t *testing.T) {
	c := Calendar{Lang: i18n.Latvian, Name: "Visādi teksti", About: texts[0].text, Page: "https://example.lv/lv/", Self: "https://example.lv/lv/calendar.ics"}
	var wanted []string
	for i, of := range texts {
		c.Events = append(c.Events, Event{
			UID: fmt.Sprintf("%d@example.lv", i), Title: of.text, Text: of.text, Place: of.text, Page: "https://example.lv/lv/",
			Categories: []string{of.text},
		})
		wanted = append(wanted, of.want)
	}
	text := written(t, c)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Fatalf("a line of %d bytes: %q", len(line), line)
		}
	}
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"} {
		var got []string
		_, events, _ := strings.Cut(text, "BEGIN:VEVENT")
		for _, line := range unfolded(events) {
			if value, ok := strings.CutPrefix(line, name+";LANGUAGE=lv:"); ok {
				got = append(got, unescaped.Replace(value))
			}
		}
		if !slices.Equal(got, wanted) {
			t.Errorf("%s: got %q", name, got)
		}
	}
	list, err := json.MarshalIndent(wanted, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/any/calendar.ics", []byte(text))
	golden(t, "testdata/any/texts.json", append(list, '\n'))
}

// What looks like an escape is none. python3-icalendar 4 takes the second of these for a new
// line, since it undoes escapes one kind after the other; so it is not among the texts.
func TestWriteWhatLooksLikeAnEscape(t *testing.T) {
	for text, want := range map[string]string{`\,`: `\\\,`, `\n`: `\\n`, `\\n`: `\\\\n`} {
		got := written(t, Calendar{Lang: i18n.Latvian, Events: []Event{{Title: text}}})
		if !strings.Contains(got, "SUMMARY;LANGUAGE=lv:"+want+"\r\n") || unescaped.Replace(want) != text {
			t.Errorf("%s: got\n%s", text, got)
		}
	}
}

// golden holds a file against what was written, or writes it.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is another file; look at what changed, and write it with -update", file)
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
