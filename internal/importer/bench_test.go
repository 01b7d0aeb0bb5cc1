package importer_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parskats/internal/importer"
)

// benchmarkRows is how many rows are imported: ten years of a country's consultations.
const benchmarkRows = 50_000

const benchmarkMap = `type: consultation
id: {columns: [Numurs], prefix: zz-}
fields:
  tap_id: Numurs
  title: {lv: Nosaukums, en: Title}
  summary: {lv: Kopsavilkums, en: Summary}
  institution: Ministrija
  opens: Sākums
  closes: Beigas
  affects: Skar
  submissions.total: Viedokļi
  url: Saite
extra: [Piezīmes]
`

// manyRows makes a table of fictional consultations.
func manyRows(rows int) string {
	var b strings.Builder
	b.WriteString("Numurs;Nosaukums;Title;Ministrija;Sākums;Beigas;Viedokļi;Saite;Skar;Piezīmes;Kopsavilkums;Summary\n")
	first := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		day := first.AddDate(0, 0, i%3600)
		fmt.Fprintf(&b, "24-TA-%d;Izdomāts likumprojekts numur %d;A fictional draft law number %d;Žurnālu ministrija;%s;%s;%d;https://tap.example/%d;"+
			"fiziskas personas;piezīme %d;Garāks teksts par to, kas likumprojektā ir un kāpēc tas vajadzīgs, %d.;A longer text on what the draft law holds, %d.\n",
			i, i, i, day.Format("02.01.2006"), day.AddDate(0, 0, 14).Format("02.01.2006"), i%50, i, i, i, i)
	}
	return b.String()
}

// BenchmarkImport imports a large table into a small site, and writes what comes of it.
func BenchmarkImport(b *testing.B) {
	table := []byte(manyRows(benchmarkRows))
	for b.Loop() {
		b.StopTimer()
		p := newPlace(b, "")
		b.StartTimer()
		result := p.plan("many.csv", table, benchmarkMap)
		if result.Counts.New != benchmarkRows {
			b.Fatalf("got %+v", result.Counts)
		}
		if err := importer.Write(p.folder, result.Files); err != nil {
			b.Fatal(err)
		}
	}
}
