//go:build unix

package site

import (
	"context"
	"io"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"parskats/internal/chart"
)

// gathering keeps the charts that pages ask for.
type gathering struct {
	mu     sync.Mutex
	charts []chart.Chart
}

func (g *gathering) Draw(_ context.Context, c chart.Chart) (chart.Drawing, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.charts = append(g.charts, c)
	return chart.Drawing{}, nil
}

// demoCharts returns the charts of all pages and files of the demonstration.
func demoCharts(b *testing.B) []chart.Chart {
	b.Helper()
	in := builderOf(b, demoFiles(b), "2025-06-30").Input
	gathered := &gathering{}
	in.Charts = gathered
	site, err := New(in)
	if err != nil {
		b.Fatal(err)
	}
	for _, o := range site.Outputs {
		if err := o.Render(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	return gathered.charts
}

// BenchmarkDemoCharts draws all charts of the demonstration: with an empty cache, and
// with one that has them all. cpu-s/op is the processor time of both cores together.
func BenchmarkDemoCharts(b *testing.B) {
	charts := demoCharts(b)
	b.Run("cold", func(b *testing.B) {
		measureCPU(b, func() { drawAll(b, charts, b.TempDir()) })
	})
	b.Run("cached", func(b *testing.B) {
		cache := b.TempDir()
		drawAll(b, charts, cache)
		measureCPU(b, func() { drawAll(b, charts, cache) })
	})
}

func measureCPU(b *testing.B, work func()) {
	b.ReportAllocs()
	before := cpuTime(b)
	b.ResetTimer()
	for range b.N {
		work()
	}
	b.ReportMetric((cpuTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// drawAll draws charts with a new renderer, as one build does, on all cores.
func drawAll(b *testing.B, charts []chart.Chart, cache string) {
	b.Helper()
	workers := runtime.GOMAXPROCS(0)
	renderer := chart.New(chart.Options{CacheDir: cache, Workers: workers})
	defer renderer.Close()
	next := make(chan chart.Chart)
	var drawing sync.WaitGroup
	for range workers {
		drawing.Go(func() {
			for c := range next {
				if _, err := renderer.Draw(context.Background(), c); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for _, c := range charts {
		next <- c
	}
	close(next)
	drawing.Wait()
}
