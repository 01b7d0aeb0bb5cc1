//go:build unix

package source

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// alarm is when a test gives up on a file that hangs its reader. Reading takes
// milliseconds, on any machine.
const alarm = 2 * time.Minute

// TestLimits reads folders that would hang a careless reader, fill its memory or lead
// it elsewhere. Each is refused at once.
func TestLimits(t *testing.T) {
	outside := t.TempDir()
	write(t, filepath.Join(outside, "secret.yaml"), "a: 1\n")
	for _, test := range []struct {
		name string
		make func(t *testing.T, data string) error
		want string // file and code of each problem
	}{
		{"named pipe", func(t *testing.T, data string) error { return syscall.Mkfifo(filepath.Join(data, "x.yaml"), 0o600) }, "data/x.yaml unknown-file"},
		{"named pipe as a picture", func(t *testing.T, data string) error { return syscall.Mkfifo(filepath.Join(data, "x.png"), 0o600) }, "data/x.png unknown-file"},
		{"link to a device", func(t *testing.T, data string) error { return os.Symlink("/dev/zero", filepath.Join(data, "x.yaml")) }, "data/x.yaml path-escape"},
		{"link out of the tree", func(t *testing.T, data string) error {
			return os.Symlink(filepath.Join(outside, "secret.yaml"), filepath.Join(data, "x.yaml"))
		}, "data/x.yaml path-escape"},
		{"link in a loop", func(t *testing.T, data string) error { return os.Symlink(".", filepath.Join(data, "x")) }, "data/x path-escape"},
		{"link to itself", func(t *testing.T, data string) error { return os.Symlink("x.yaml", filepath.Join(data, "x.yaml")) }, "data/x.yaml path-escape"},
		{"name of a Windows path", func(t *testing.T, data string) error {
			return os.WriteFile(filepath.Join(data, `..\..\x.yaml`), []byte("a: 1\n"), 0o600)
		}, `data/..\..\x.yaml `},
		{"name with a line end", func(t *testing.T, data string) error {
			return os.WriteFile(filepath.Join(data, "x\ny.yaml"), []byte("a: 1\n"), 0o600)
		}, "data/x\ny.yaml path-escape"},
		{"sparse file of a terabyte", func(t *testing.T, data string) error {
			write(t, filepath.Join(data, "x.yaml"), "a: 1\n")
			return os.Truncate(filepath.Join(data, "x.yaml"), 1<<40)
		}, "data/x.yaml too-large"},
		{"alias bomb", func(t *testing.T, data string) error {
			write(t, filepath.Join(data, "x.yaml"), aliasBomb())
			return nil
		}, "data/x.yaml syntax"},
		{"nested brackets", func(t *testing.T, data string) error {
			write(t, filepath.Join(data, "x.yaml"), "a: "+strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000)+"\n")
			return nil
		}, "data/x.yaml too-large"},
		{"open brackets", func(t *testing.T, data string) error {
			write(t, filepath.Join(data, "x.yaml"), "a: "+strings.Repeat("[{", 10_000)+"\n")
			return nil
		}, "data/x.yaml syntax"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			data := filepath.Join(dir, "data")
			if err := os.Mkdir(data, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := test.make(t, data); err != nil {
				t.Fatal(err)
			}
			refused := readWithin(t, dir)
			if strings.HasPrefix(filepath.Base(test.name), "name of") {
				return // hidden or refused: both are right
			}
			if !slices.Equal(refused, []string{test.want}) {
				t.Errorf("got %q, want %q", refused, test.want)
			}
		})
	}
}

// readWithin reads a folder, and fails where that takes long or much memory. It returns
// the file and code of each problem.
func readWithin(t *testing.T, dir string) []string {
	t.Helper()
	type outcome struct {
		refused []string
		err     error
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan outcome, 1)
	go func() {
		tree, problems, err := Read(context.Background(), os.DirFS(dir), 1)
		var refused []string
		for _, p := range problems.Sorted() {
			refused = append(refused, p.Pos.File+" "+p.Code)
		}
		if len(tree.Documents) > 0 {
			refused = append(refused, "a document")
		}
		done <- outcome{refused, err}
	}()
	select {
	case got := <-done:
		runtime.ReadMemStats(&after)
		if got.err != nil {
			t.Fatal(got.err)
		}
		if most := uint64(512 << 20); after.TotalAlloc-before.TotalAlloc > most {
			t.Errorf("took %d MB", (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		return got.refused
	case <-time.After(alarm):
		t.Fatalf("still reading after %v", alarm)
		return nil
	}
}

// aliasBomb is a text whose values would be ten billion, if its aliases were followed.
func aliasBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		from, to := string(rune('0'+i)), string(rune('1'+i))
		b.WriteString("a" + to + ": &a" + to + " [" + strings.Repeat("*a"+from+", ", 9) + "*a" + from + "]\n")
	}
	return b.String()
}
