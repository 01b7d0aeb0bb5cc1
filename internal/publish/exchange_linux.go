package publish

import (
	"bytes"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap exchanges two folders in one step.
func swap(parent *os.File, a, b string) error {
	fd := int(parent.Fd())
	return os.NewSyscallError("exchange", unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE))
}

// canSwap says whether a folder may have another put in its place: it is no mount
// point, and on the same file system as its parent.
func canSwap(dir *os.Root, parent *os.File) bool {
	handle, err := dir.Open(".")
	if err != nil {
		return false
	}
	defer handle.Close()
	return !isMountPoint(handle, parent)
}

// isMountPoint says whether a folder is on another file system than its parent, or
// mounted there. If that can't be known, it is.
func isMountPoint(dir, parent *os.File) bool {
	d, err1 := attributes(dir)
	p, err2 := attributes(parent)
	if errors.Join(err1, err2) != nil || d.Dev_major != p.Dev_major || d.Dev_minor != p.Dev_minor {
		return true
	}
	return d.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT == 0 || d.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

func attributes(f *os.File) (unix.Statx_t, error) {
	var s unix.Statx_t
	err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_BASIC_STATS, &s)
	return s, err
}

// linkInto gives a file a second name in another folder. A symbolic link is linked
// itself.
func linkInto(from *os.File, name string, to *os.File, newName string) error {
	return os.NewSyscallError("link", unix.Linkat(int(from.Fd()), name, int(to.Fd()), newName, 0))
}

// copyAttributes gives a folder the owner, the group and the extended attributes (such
// as access lists) of another.
func copyAttributes(from, to *os.File) error {
	f, err := attributes(from)
	if err != nil {
		return err
	}
	t, err := attributes(to)
	if err != nil {
		return err
	}
	if f.Uid != t.Uid || f.Gid != t.Gid {
		if err := to.Chown(int(f.Uid), int(f.Gid)); err != nil {
			return err
		}
	}
	return copyExtended(int(from.Fd()), int(to.Fd()))
}

func copyExtended(from, to int) error {
	wanted, err := extended(from)
	if err != nil {
		return err
	}
	given, err := extended(to)
	if err != nil {
		return err
	}
	for name := range given {
		if _, ok := wanted[name]; !ok {
			if err := unix.Fremovexattr(to, name); err != nil {
				return err
			}
		}
	}
	for name, value := range wanted {
		if bytes.Equal(given[name], value) {
			continue
		}
		if err := unix.Fsetxattr(to, name, value, 0); err != nil {
			return err
		}
	}
	return nil
}

// extended returns the extended attributes of a folder; none on a file system that
// has no such thing.
func extended(fd int) (map[string][]byte, error) {
	size, err := unix.Flistxattr(fd, nil)
	if errors.Is(err, unix.ENOTSUP) || err == nil && size == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	names := make([]byte, size)
	if size, err = unix.Flistxattr(fd, names); err != nil {
		return nil, err
	}
	values := map[string][]byte{}
	for name := range bytes.SplitSeq(bytes.Trim(names[:size], "\x00"), []byte{0}) {
		if values[string(name)], err = extendedValue(fd, string(name)); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func extendedValue(fd int, name string) ([]byte, error) {
	size, err := unix.Fgetxattr(fd, name, nil)
	if err != nil {
		return nil, err
	}
	value := make([]byte, size)
	size, err = unix.Fgetxattr(fd, name, value)
	return value[:max(size, 0)], err
}

// flush asks the disk to keep all that was written to the file system of a folder.
func flush(dir *os.File) error { return os.NewSyscallError("sync", unix.Syncfs(int(dir.Fd()))) }
