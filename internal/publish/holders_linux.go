package publish

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// isHeld says whether a program holds the folder itself, as far as the kernel tells: it
// works in it, or the folder is mounted elsewhere, as into a container. Such a program
// would go on seeing the old folder after an exchange, and see it emptied.
func isHeld(dir string) bool {
	h, err := newHolders(dir)
	if err != nil {
		return true
	}
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(processes) == 0 {
		return true
	}
	for _, process := range processes {
		if h.worksIn(process) || h.mounts(process) {
			return true
		}
	}
	return false
}

// holders looks for programs that hold a folder.
type holders struct {
	dir string
	// device and root are where the folder lies: its file system, and its path
	// there, which differs from dir where only a part is mounted.
	device, root string
	// seen are the mount namespaces that were looked through.
	seen map[string]bool
}

func newHolders(dir string) (*holders, error) {
	h := &holders{dir: dir, seen: map[string]bool{}}
	mounts, err := readMounts("/proc/self")
	if err != nil {
		return nil, err
	}
	longest := -1
	for _, m := range mounts { // the last of a place is the one to be seen
		if isIn(dir, m.at) && len(m.at) >= longest {
			longest = len(m.at)
			h.device, h.root = m.device, path.Join(m.root, strings.TrimPrefix(dir, m.at))
		}
	}
	return h, nil
}

// worksIn says whether a process has the folder, or one in it, as its working folder
// or root. Processes of other users don't tell.
func (h *holders) worksIn(process string) bool {
	for _, name := range []string{"cwd", "root"} {
		if at, err := os.Readlink(filepath.Join(process, name)); err == nil && isIn(at, h.dir) {
			return true
		}
	}
	return false
}

// mounts says whether the folder, or one in it, is mounted where the process lives.
func (h *holders) mounts(process string) bool {
	if space, err := os.Readlink(filepath.Join(process, "ns/mnt")); err == nil {
		if h.seen[space] {
			return false
		}
		h.seen[space] = true
	}
	mounts, err := readMounts(process)
	if err != nil {
		return false // it has ended
	}
	for _, m := range mounts {
		if m.device == h.device && isIn(m.root, h.root) {
			return true
		}
	}
	return false
}

// isIn says whether a path is a folder or below it.
func isIn(name, dir string) bool {
	return name == dir || strings.HasPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}

// mount is a folder of a file system, and where it is mounted.
type mount struct{ device, root, at string }

// readMounts reads what is mounted where a process lives, as proc_pid_mountinfo(5)
// describes it.
func readMounts(process string) ([]mount, error) {
	raw, err := os.ReadFile(filepath.Join(process, "mountinfo"))
	if err != nil {
		return nil, err
	}
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	var mounts []mount
	for line := range strings.Lines(string(raw)) {
		fields := strings.Fields(line)
		if len(fields) < 5 {
			return nil, fmt.Errorf("mountinfo has the line %q", line)
		}
		mounts = append(mounts, mount{fields[2], unescape.Replace(fields[3]), unescape.Replace(fields[4])})
	}
	return mounts, nil
}
