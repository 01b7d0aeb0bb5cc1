// Package themes carries the themes that come with Parskats, so that the program
// needs no files beside itself.
package themes

import "embed"

// Files holds each theme in a folder of its own.
//
//go:embed all:default
var Files embed.FS
