package site

import (
	"fmt"
	"io"
	"net/url"
	"slices"

	"parskats/internal/markdown"
	"parskats/internal/output"
	"parskats/internal/record"
)

// filesRoot is the folder of the site that holds the files which stand beside the
// records, each at its path in the source: a file that both languages of a text refer
// to is published once, and its address does not change with the page's.
const filesRoot = "files/"

// addFiles lists the files beside the records to which a text refers, and no others.
func (b *builder) addFiles() {
	wanted := map[string]bool{}
	for _, t := range record.Types() {
		for _, e := range b.byType[t.Name] {
			for _, doc := range e.base.Body {
				for _, link := range doc.Links {
					if file, ok := b.linkedFile(e, link.Destination); ok {
						wanted[file] = true
					}
				}
			}
		}
	}
	for _, file := range b.Records.Files {
		if wanted[file] {
			b.add(filesRoot+file, output.Asset, func(w io.Writer) error { return b.copyFile(w, file) })
		}
	}
}

// linkedFile returns the file beside the records to which a link leads, if it does.
func (b *builder) linkedFile(from *entry, destination string) (file string, ok bool) {
	file, _, local := markdown.LocalTarget(from.base.Path, destination)
	if !local {
		return "", false
	}
	_, ok = slices.BinarySearch(b.Records.Files, file)
	return file, ok
}

func (b *builder) copyFile(w io.Writer, name string) error {
	file, err := b.Files.Open(name)
	if err != nil {
		return fmt.Errorf("file of a text: %w", err)
	}
	defer file.Close()
	_, err = io.Copy(w, file)
	return err
}

// fileHref returns the address of a published file.
func (b *builder) fileHref(file string) string {
	return b.prefix + (&url.URL{Path: "/" + filesRoot + file}).EscapedPath()
}

// pictureSize returns the size of the picture to which a text refers, 0 where it is
// from elsewhere.
func (b *builder) pictureSize(from *entry, destination string) (width, height int) {
	file, _ := b.linkedFile(from, destination)
	size := b.Records.Pictures[file]
	return size.Width, size.Height
}
