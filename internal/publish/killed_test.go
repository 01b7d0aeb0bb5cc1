//go:build unix

package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"parskats/internal/output"
)

// helper names the environment variable by which the test's own binary becomes a build:
// the output folder, the version of the site, the way, and the step at which it kills
// itself, or -1.
const helper = "PUBLISH_TEST_BUILD"

func TestMain(m *testing.M) {
	if spec := os.Getenv(helper); spec != "" {
		os.Exit(runBuild(strings.Fields(spec)))
	}
	os.Exit(m.Run())
}

// runBuild is a build in a process of its own. It returns the exit status: 0 done,
// 2 held by another, 3 failed.
func runBuild(spec []string) int {
	version, err1 := strconv.Atoi(spec[1])
	step, err2 := strconv.Atoi(spec[3])
	if err := errors.Join(err1, err2); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	var steps atomic.Int64
	killed := func(string, string) error {
		if steps.Add(1) == int64(step)+1 {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // the signal is on its way
		}
		return nil
	}
	_, err := publish(context.Background(), spec[0], styledSite(version), Options{InPlace: spec[2] == "in-place", Superseded: isSheet}, killed)
	var held *HeldError
	switch {
	case errors.As(err, &held):
		return 2
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	fmt.Fprintln(os.Stdout, steps.Load())
	return 0
}

// startBuild starts a build in a process of its own.
func startBuild(t *testing.T, dir string, version int, way string, step int) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %s %d", helper, dir, version, way, step),
		"GORACE=atexit_sleep_ms=0") // else each waits a second before it ends
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &out
}

// lastingPages is how many pages every version of styledSite has.
const lastingPages = 20

// styledSite is a site whose every page names a style sheet. Some pages are the same in
// each version, and some exist in every second version only. The style sheet has a new
// name in every second version.
func styledSite(version int) []output.Output {
	var outs []output.Output
	sheet := fmt.Sprintf("assets/site.%d.css", version/2)
	add := func(path, text string) {
		outs = append(outs, page(path, fmt.Sprintf("%s\n%s\n%s", sheet, text, strings.Repeat("lorem ", 200))))
	}
	for i := range lastingPages {
		text := "the same"
		if i%2 == 0 {
			text = fmt.Sprintf("version %d", version)
		}
		add(lastingPage(i), text)
	}
	if version%2 == 0 {
		add("lv/even/index.html", "even")
		add("en/turns", "a file")
	} else {
		add("lv/odd/deep/index.html", "odd")
		add("en/turns/index.html", "a folder")
	}
	for _, style := range []string{sheet, "assets/font.woff2"} {
		outs = append(outs, output.Output{Path: style, Kind: output.Asset, Render: page("", style).Render})
	}
	return outs
}

// isSheet says whether a file is a style sheet, by a name that stands for its bytes.
func isSheet(name string) bool { return path.Ext(name) == ".css" }

func lastingPage(i int) string { return fmt.Sprintf("lv/%d/index.html", i) }

// reader looks at the pages of a site again and again, as its visitors do.
type reader struct {
	dir     string
	looked  atomic.Int64
	stopped atomic.Bool
	done    sync.WaitGroup
	mu      sync.Mutex
	faults  []string
}

func startReader(dir string) *reader {
	r := &reader{dir: dir}
	for i := range 2 {
		r.done.Go(func() {
			for n := i; !r.stopped.Load(); n++ {
				r.look(lastingPage(n % lastingPages))
				r.looked.Add(1)
				time.Sleep(100 * time.Microsecond) // leave the builds a core
			}
		})
	}
	return r
}

func (r *reader) look(page string) {
	text, err := os.ReadFile(filepath.Join(r.dir, page))
	if err != nil {
		r.fault("%s: %v", page, err)
		return
	}
	sheet, rest, ok := strings.Cut(string(text), "\n")
	if !ok || !strings.HasSuffix(rest, strings.Repeat("lorem ", 200)) {
		r.fault("%s is cut off: %q", page, text)
	}
	if _, err := os.Stat(filepath.Join(r.dir, sheet)); err == nil {
		return
	}
	// The page may have been replaced after it was read. If it has not, it is a
	// page without its style sheet.
	again, err := os.ReadFile(filepath.Join(r.dir, page))
	if err != nil {
		r.fault("%s: %v", page, err)
		return
	}
	if bytes.Equal(text, again) {
		if _, err := os.Stat(filepath.Join(r.dir, sheet)); err != nil {
			r.fault("%s: its style sheet is missing: %v", page, err)
		}
	}
}

func (r *reader) fault(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// stop ends the reading and reports what was wrong.
func (r *reader) stop(t *testing.T) {
	t.Helper()
	r.stopped.Store(true)
	r.done.Wait()
	if r.looked.Load() == 0 {
		t.Error("the readers saw nothing")
	}
	for i, fault := range r.faults {
		if i == 10 {
			t.Errorf("… and %d more", len(r.faults)-10)
			break
		}
		t.Error(fault)
	}
}

// kills is how many builds are killed in each way, half of them at steps spread over
// the build, half at moments.
const kills = 50

// TestKilledProcesses kills builds while readers look at the site: none of them sees a
// missing page or one without its style sheet, and after the next build the folder
// holds that build's site and nothing else.
func TestKilledProcesses(t *testing.T) {
	for _, way := range []string{"exchange", "in-place"} {
		t.Run(way, func(t *testing.T) {
			dir := newFolder(t)
			finish := func(version int) (steps int, took time.Duration) {
				cmd, out := startBuild(t, dir, version, way, -1)
				start := time.Now()
				if err := cmd.Wait(); err != nil {
					t.Fatalf("build of version %d: %v\n%s", version, err, out)
				}
				took = time.Since(start)
				fmt.Sscan(out.String(), &steps)
				checkSite(t, dir, styledSite(version), "CNAME", "lv/note/a.txt")
				checkBeside(t, dir)
				return steps, took
			}
			write(t, dir, ".keep", "")
			mustPublish(t, dir, styledSite(0))
			if err := os.Remove(filepath.Join(dir, ".keep")); err != nil {
				t.Fatal(err)
			}
			write(t, dir, "CNAME", "by hand")
			write(t, dir, "lv/note/a.txt", "by hand")
			steps, took := finish(1)
			readers := startReader(dir)
			random := rand.New(rand.NewPCG(1, 2))
			wasKilled, builds := 0, 0
			for ; wasKilled < kills && builds < 3*kills; builds++ {
				version := builds + 2
				step := -1
				if wasKilled%2 == 0 {
					step = wasKilled * steps / kills
				}
				cmd, _ := startBuild(t, dir, version, way, step)
				if step < 0 {
					time.Sleep(time.Duration(random.Int64N(int64(took))))
					cmd.Process.Kill()
				}
				if cmd.Wait() != nil {
					wasKilled++
				}
				// The next build is of the same site, the old one or another.
				_, took = finish(version + builds%3 - 1)
				if t.Failed() {
					t.Fatalf("… after kill %d at step %d of %d", wasKilled, step, steps)
				}
			}
			readers.stop(t)
			if wasKilled < kills {
				t.Errorf("only %d of %d builds were killed", wasKilled, builds)
			}
			t.Logf("%d of %d builds killed, %d steps in a build, %d looks", wasKilled, builds, steps, readers.looked.Load())
		})
	}
}

// TestFiftyProcesses starts fifty builds in processes of their own: each publishes its
// site whole or finds the folder held.
func TestFiftyProcesses(t *testing.T) {
	dir := newFolder(t)
	var builds []*exec.Cmd
	for version := range 50 {
		cmd, _ := startBuild(t, dir, version, []string{"exchange", "in-place"}[version%2], -1)
		builds = append(builds, cmd)
	}
	published := 0
	for _, cmd := range builds {
		cmd.Wait()
		switch code := cmd.ProcessState.ExitCode(); code {
		case 0:
			published++
		case 2:
		default:
			t.Errorf("a build ended with status %d", code)
		}
	}
	if published == 0 {
		t.Fatal("no build published")
	}
	var version int
	_, after, _ := strings.Cut(read(t, dir, lastingPage(0)), "version ")
	fmt.Sscan(after, &version)
	checkSite(t, dir, styledSite(version))
	checkBeside(t, dir)
	if _, err := os.Lstat(filepath.Join(dir, lockName)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the lock is left")
	}
}
