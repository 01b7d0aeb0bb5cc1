package workspace

import (
	"errors"
	"io"
	"io/fs"
)

// ChangedError says that a picture or an attachment is another than when the source was
// read, or is gone.
type ChangedError struct {
	// File is its path in the source folder.
	File string
}

func (e *ChangedError) Error() string { return e.File + " changed since it was read" }

// asRead are files of the source as they were when it was read. Pictures were measured and
// looked through for scripts then; what is copied now must be the same. A file that has
// changed by its size or its time fails to be read.
type asRead struct {
	files fs.FS
	infos map[string]fs.FileInfo
}

func (a asRead) Open(name string) (fs.File, error) {
	file, err := a.files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &ChangedError{File: name}
	}
	if err != nil {
		return nil, err
	}
	return &fileAsRead{File: file, name: name, info: a.infos[name]}, nil
}

// fileAsRead is one of them, opened.
type fileAsRead struct {
	fs.File
	name string
	info fs.FileInfo
	n    int64 // how many bytes were read
}

// Read looks at the file again when all of it was read: it may have been written to
// meanwhile.
func (f *fileAsRead) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.n += int64(n)
	if err != io.EOF {
		return n, err
	}
	now, err := f.Stat()
	if err != nil {
		return n, err
	}
	if f.n != f.info.Size() || now.Size() != f.info.Size() || !now.ModTime().Equal(f.info.ModTime()) {
		return n, &ChangedError{File: f.name}
	}
	return n, io.EOF
}
