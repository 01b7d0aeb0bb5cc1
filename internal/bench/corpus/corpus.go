// Package corpus writes a site of fictional records, any number of them and always the
// same ones: what the benchmarks and the tests of size are run on.
//
// Of a hundred records five are commitments with five measures each, eighty are
// consultations and fifteen are good-practice cases with some four hundred words in
// each of two languages.
package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// The sizes of what does not grow with the number of records.
const (
	institutions = 60
	methods      = 20
	firstYear    = 2016
	years        = 10
)

var levels = []string{"inform", "consult", "co_create", "public_led"}

// Write writes a site of n records into a folder, which is made if it is missing. The
// same n gives the same files.
func Write(dir string, n int) error {
	w := &writer{dir: dir, random: rand.New(rand.NewPCG(uint64(n), 1))}
	w.site()
	w.lists()
	w.plan(n * 5 / 100)
	for i := range n * 80 / 100 {
		w.consultation(i)
	}
	for i := range n * 15 / 100 {
		w.oneCase(i)
	}
	return w.err
}

// writer writes files; after the first error it writes no more.
type writer struct {
	dir    string
	random *rand.Rand
	err    error
}

func (w *writer) file(path string, content []byte) {
	if w.err != nil {
		return
	}
	path = filepath.Join(w.dir, filepath.FromSlash(path))
	if w.err = os.MkdirAll(filepath.Dir(path), 0o755); w.err != nil {
		return
	}
	w.err = os.WriteFile(path, content, 0o644)
}

func (w *writer) site() {
	w.file("data/site.yaml", []byte(`title: {lv: Izdomāts pārskats, en: A fictional report}
description: {lv: Izdomāti ieraksti mērījumiem., en: Fictional records for measuring.}
base_url: https://parskats.example/
languages: [lv, en]
timezone: Europe/Riga
publisher: inst-0
as_of: 2025-06-30
sample: true
`))
	w.file("data/coverage.yaml", []byte("- {type: consultation, extent: all}\n- {type: case, extent: all}\n- {type: measure, extent: all}\n"))
}

func (w *writer) lists() {
	var b bytes.Buffer
	for i := range institutions {
		kind := "ministry"
		if i%3 == 1 {
			kind = "municipality"
		}
		fmt.Fprintf(&b, "- id: inst-%d\n  title: {lv: %d. parauga iestāde, en: Sample institution %d}\n  kind: %s\n", i, i, i, kind)
	}
	w.file("data/institutions.yaml", b.Bytes())
	b.Reset()
	for i := range methods {
		fmt.Fprintf(&b, "- id: met-%d\n  title: {lv: %d. metode, en: Method %d}\n", i, i, i)
	}
	w.file("data/methods.yaml", bytes.Clone(b.Bytes()))
}

func (w *writer) plan(commitments int) {
	w.file("data/plans/zz-1/plan.yaml", []byte(`number: 1
title: {lv: Izdomāts plāns, en: A fictional plan}
starts: 2022-01-01
ends: 2025-12-31
lead: [inst-0]
adoption: {status: adopted, date: 2022-02-10}
`))
	for i := range commitments {
		w.commitment(i)
	}
}

func (w *writer) commitment(i int) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "number: %q\ntitle: {lv: %s, en: %s}\nlead: [inst-%d]\nmeasures_extent: all\nmeasures:\n",
		fmt.Sprint(i+1), w.sentence(latvian, 8), w.sentence(english, 8), w.random.IntN(institutions))
	for m := range 5 {
		w.measure(&b, i+1, m+1)
	}
	w.file(fmt.Sprintf("data/plans/zz-1/commitments/zz%05d.yaml", i), b.Bytes())
}

var statuses = []string{"not_started", "limited", "substantial", "complete"}

func (w *writer) measure(b *bytes.Buffer, commitment, number int) {
	due := w.day(2023, 2)
	fmt.Fprintf(b, "  - number: \"%d.%d\"\n    title: {lv: %s, en: %s}\n    lead: [inst-%d]\n    due: {date: %s, basis: plan}\n",
		commitment, number, w.sentence(latvian, 10), w.sentence(english, 10), w.random.IntN(institutions), due)
	status := w.random.IntN(len(statuses) + 1)
	if status == len(statuses) {
		return // nothing is known of one measure in five
	}
	fmt.Fprintf(b, "    updates:\n      - date: %s\n        status: %s\n        by: institution\n        text: {lv: %s, en: %s}\n",
		w.day(2023, 2), statuses[status], w.sentence(latvian, 15), w.sentence(english, 15))
	if statuses[status] == "complete" {
		fmt.Fprintf(b, "        evidence:\n          - {title: Dokuments, url: https://likumi.example/%d-%d}\n", commitment, number)
	}
}

// day returns a day of one of the years from first on.
func (w *writer) day(first, years int) string {
	start := time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC)
	return start.AddDate(0, 0, w.random.IntN(365*years)).Format(time.DateOnly)
}

func (w *writer) consultation(i int) {
	opens := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.random.IntN(365*years))
	closes := opens.AddDate(0, 0, 14+w.random.IntN(20))
	received := w.random.IntN(40)
	accepted := w.random.IntN(received + 1)
	var b bytes.Buffer
	fmt.Fprintf(&b, "title: {lv: %s, en: %s}\nsummary: {lv: %s, en: %s}\n",
		w.sentence(latvian, 12), w.sentence(english, 12), w.sentence(latvian, 25), w.sentence(english, 25))
	fmt.Fprintf(&b, "institution: inst-%d\nkind: Publiskā apspriešana\nlevel: %s\nopens: %s\ncloses: %s\nmethods: [met-%d]\n",
		w.random.IntN(institutions), levels[w.random.IntN(len(levels))], opens.Format(time.DateOnly), closes.Format(time.DateOnly), w.random.IntN(methods))
	fmt.Fprintf(&b, "submissions: {individuals: %d, organisations: %d}\nproposals: {received: %d, accepted: %d, declined: %d}\n",
		w.random.IntN(30), w.random.IntN(10), received, accepted, received-accepted)
	if i%3 > 0 {
		fmt.Fprintf(&b, "feedback: {status: published, date: %s, kind: izziņa}\n", closes.AddDate(0, 0, w.random.IntN(90)).Format(time.DateOnly))
	}
	fmt.Fprintf(&b, "sources:\n  - {title: TAP portāls, url: https://tap.example/%d, retrieved: 2025-06-01}\n", i)
	w.file(fmt.Sprintf("data/consultations/%d/k-%06d.yaml", opens.Year(), i), b.Bytes())
}

func (w *writer) oneCase(i int) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: %s\ninstitutions: [inst-%d]\nstarts: %s\nlevel: %s\nlevel_by: editor\nmethods: [met-%d]\nparticipants: {value: %d, unit: people}\n---\n",
		w.sentence(latvian, 8), w.sentence(latvian, 20), w.random.IntN(institutions), w.day(firstYear, years-1),
		levels[w.random.IntN(len(levels))], w.random.IntN(methods), 5+w.random.IntN(5000))
	w.body(&b, latvian)
	w.file(fmt.Sprintf("content/cases/piem-%05d.lv.md", i), bytes.Clone(b.Bytes()))
	b.Reset()
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: %s\n---\n", w.sentence(english, 8), w.sentence(english, 20))
	w.body(&b, english)
	w.file(fmt.Sprintf("content/cases/piem-%05d.en.md", i), b.Bytes())
}

// body writes some four hundred words of Markdown: headings, paragraphs, a list, a
// link, a table.
func (w *writer) body(b *bytes.Buffer, words []string) {
	for range 3 {
		fmt.Fprintf(b, "\n## %s\n\n", w.sentence(words, 5))
		for range 2 {
			fmt.Fprintf(b, "%s %s **%s** %s\n\n", w.sentence(words, 20), w.sentence(words, 15), w.sentence(words, 3), w.sentence(words, 12))
		}
		for range 4 {
			fmt.Fprintf(b, "- %s\n", w.sentence(words, 6))
		}
	}
	fmt.Fprintf(b, "\n[%s](https://piemers.example/)\n\n| %s | %s |\n|---|---|\n| %s | 1 |\n",
		w.sentence(words, 2), w.sentence(words, 1), w.sentence(words, 1), w.sentence(words, 3))
}

// sentence strings words together. They hold no character that YAML minds.
func (w *writer) sentence(words []string, n int) string {
	var b bytes.Buffer
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[w.random.IntN(len(words))])
	}
	return b.String()
}

var latvian = []string{
	"sabiedrība", "līdzdalība", "noteikumi", "iestāde", "priekšlikums", "viedoklis", "pašvaldība", "iedzīvotāji",
	"ministrija", "lēmums", "atklātība", "ierosme", "jaunieši", "darbnīca", "aptauja", "ķēde", "ģimene", "šķērslis",
	"ūdens", "žurnāls", "ļaudis", "ņemt", "čakls", "īstenot", "apspriest", "izvērtēt", "kopā", "pirms", "pēc", "par",
}

var english = []string{
	"society", "participation", "regulation", "institution", "proposal", "opinion", "municipality", "residents",
	"ministry", "decision", "openness", "initiative", "youth", "workshop", "survey", "chain", "family", "obstacle",
	"water", "journal", "people", "take", "diligent", "carry", "discuss", "weigh", "together", "before", "after", "about",
}
