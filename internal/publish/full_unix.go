//go:build unix

package publish

import (
	"errors"
	"syscall"
)

// isFull says whether there is no space left, or no more for this user.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
