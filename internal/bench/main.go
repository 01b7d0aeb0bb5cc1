// Bench writes the corpus that Parskats is measured on:
//
//	go run ./internal/bench -records 10000 DIR
package main

import (
	"flag"
	"fmt"
	"os"

	"parskats/internal/bench/corpus"
)

func main() {
	records := flag.Int("records", 10000, "number of records")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: bench [-records N] DIR")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := corpus.Write(flag.Arg(0), *records); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(3)
	}
}
