package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounting names the environment variable that says that the test runs in namespaces
// of its own, where it may mount.
const mounting = "PUBLISH_TEST_MOUNTS"

// inNamespaces runs a test in a user and a mount namespace of its own, in a second
// process, and skips it where there are none to be had.
func inNamespaces(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	if os.Getenv(mounting) != "" {
		test(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mounting+"=yes")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		t.Skipf("no namespaces here: %v", err)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	case strings.Contains(string(out), "--- SKIP"):
		t.Skipf("%s", out)
	case !strings.Contains(string(out), "--- PASS"):
		t.Errorf("the test did not run\n%s", out)
	}
}

// mountAt mounts for the time of a test.
func mountAt(t *testing.T, source, target, kind string, flags uintptr, data string) {
	t.Helper()
	if err := os.MkdirAll(target, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount(source, target, kind, flags, data); err != nil {
		t.Skipf("mounting is not allowed here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(target, syscall.MNT_DETACH) })
}

// TestTinyFileSystem publishes to a file system of 2 MiB, which can't hold two sites of
// 1.2 MiB: the old site stays, and a smaller new one has room.
func TestTinyFileSystem(t *testing.T) {
	inNamespaces(t, func(t *testing.T) {
		for way, opts := range ways {
			base := t.TempDir()
			mountAt(t, "tiny", base, "tmpfs", 0, "size=2m")
			dir := filepath.Join(base, "public")
			fat := func(version string) (specs []string) {
				for i := range 30 {
					specs = append(specs, fmt.Sprintf("%d/a.html=%s", i, strings.Repeat(version, 40<<10)))
				}
				return specs
			}
			if _, err := Publish(t.Context(), dir, pages(fat("1")...), opts); err != nil {
				t.Fatal(way, err)
			}
			before := snapshot(t, dir)
			_, err := Publish(t.Context(), dir, pages(fat("2")...), opts)
			var f *FailedError
			if !errors.As(err, &f) || f.Cause != Full || f.After != Untouched || f.Dir != dir || !strings.HasSuffix(f.Path, "/a.html") {
				t.Errorf("%s: error %v", way, err)
			}
			checkSame(t, before, snapshot(t, dir))
			checkBeside(t, dir)
			small := pages("0/a.html=3", "new/b.html=3")
			if _, err := Publish(t.Context(), dir, small, opts); err != nil {
				t.Error(way, err)
			}
			checkSite(t, dir, small)
			checkBeside(t, dir)
		}
	})
}

// TestReadOnly: a file system that can't be written says so.
func TestReadOnly(t *testing.T) {
	inNamespaces(t, func(t *testing.T) {
		base := t.TempDir()
		mountAt(t, "ro", base, "tmpfs", 0, "")
		dir := filepath.Join(base, "public")
		mustPublish(t, dir, pages("index.html=1"))
		if err := syscall.Mount("ro", base, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
			t.Skip(err)
		}
		for _, name := range []string{dir, filepath.Join(base, "new", "folder")} {
			_, err := Publish(t.Context(), name, pages("index.html=2"), Options{})
			var f *FailedError
			if !errors.As(err, &f) || f.Cause != ReadOnly || f.Dir != name {
				t.Errorf("error %v", err)
			}
		}
		checkSite(t, dir, pages("index.html=1"))
	})
}

// TestMountPoints: where the output is a mount point, where one is in it, or where it is
// mounted elsewhere, its files are placed one by one and all who see the folder see the
// new site.
func TestMountPoints(t *testing.T) {
	inNamespaces(t, func(t *testing.T) {
		tests := map[string]func(t *testing.T, dir string) (seenAt string){
			"another file system": func(t *testing.T, dir string) string {
				mountAt(t, "x", dir, "tmpfs", 0, "")
				return dir
			},
			"bound to its place": func(t *testing.T, dir string) string {
				real := filepath.Join(t.TempDir(), "real")
				if err := os.Mkdir(real, 0o755); err != nil {
					t.Fatal(err)
				}
				mountAt(t, real, dir, "", syscall.MS_BIND, "")
				return real
			},
			"bound to another place": func(t *testing.T, dir string) string {
				other := filepath.Join(t.TempDir(), "a container's folder")
				mountAt(t, dir, other, "", syscall.MS_BIND, "")
				return other
			},
			"a part bound to another place": func(t *testing.T, dir string) string {
				mountAt(t, filepath.Join(dir, "lv"), filepath.Join(t.TempDir(), "lv"), "", syscall.MS_BIND, "")
				return dir
			},
			"a mount point in it": func(t *testing.T, dir string) string {
				mountAt(t, "x", filepath.Join(dir, "mounted"), "tmpfs", 0, "")
				return dir
			},
		}
		for name, prepare := range tests {
			t.Run(name, func(t *testing.T) {
				dir := newFolder(t)
				mustPublish(t, dir, pages("index.html=1", "lv/a.html=1"))
				seenAt := prepare(t, dir)
				mustPublish(t, dir, pages("index.html=2", "lv/a.html=2"))
				old := folderID(t, dir)
				mustPublish(t, dir, pages("index.html=3", "lv/a.html=3"))
				if folderID(t, dir) != old {
					t.Error("the folder was exchanged")
				}
				if got := read(t, seenAt, "index.html"); got != "3" {
					t.Errorf("it is seen with %q", got)
				}
				checkBeside(t, dir)
			})
		}
	})
}

// TestOtherFileSystemForTemporaryFiles: nothing depends on where the system keeps its
// temporary files.
func TestOtherFileSystemForTemporaryFiles(t *testing.T) {
	inNamespaces(t, func(t *testing.T) {
		tr := newTransition(t)
		tmp := t.TempDir()
		mountAt(t, "tmp", tmp, "tmpfs", syscall.MS_RDONLY, "")
		t.Setenv("TMPDIR", tmp)
		old := folderID(t, tr.dir)
		mustPublish(t, tr.dir, tr.new)
		if folderID(t, tr.dir) == old {
			t.Error("the folder was not exchanged")
		}
		checkRepaired(t, "", tr)
	})
}

// TestContainer: a process in a mount namespace of its own, as in a container, that has
// the output mounted sees the new site.
func TestContainer(t *testing.T) {
	inNamespaces(t, func(t *testing.T) {
		dir := newFolder(t)
		mustPublish(t, dir, pages("index.html=1"))
		other := t.TempDir()
		cmd := exec.Command("sh", "-c", `mount --bind "$0" "$1" && echo ready && read go && cat "$1/index.html"`, dir, other)
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		in, err1 := cmd.StdinPipe()
		out, err2 := cmd.StdoutPipe()
		if err := errors.Join(err1, err2, cmd.Start()); err != nil {
			t.Skip(err)
		}
		word := make([]byte, 6)
		if _, err := out.Read(word); err != nil {
			t.Skipf("mounting is not allowed here: %v", err)
		}
		mustPublish(t, dir, pages("index.html=2"))
		in.Write([]byte("go\n"))
		page := make([]byte, 10)
		n, err := out.Read(page)
		if string(page[:n]) != "2" {
			t.Errorf("the container sees %q, %v", page[:n], err)
		}
		cmd.Wait()
	})
}
