package publish

import "fmt"

// NotOursError says that the output folder holds files and that no earlier build
// made it. Nothing was changed.
type NotOursError struct {
	// Example is one of the files or folders in it.
	Example string
	// HasSums says that there is a SHA256SUMS, but not one by Parskats, or
	// one that was edited or damaged.
	HasSums bool
}

func (e *NotOursError) Error() string {
	if e.HasSums {
		return "the folder is not empty, and its " + sumsName + " was not written by Parskats or was changed since; " + howToGoOn
	}
	return fmt.Sprintf("the folder is not empty (it holds %s) and was not made by Parskats; %s", e.Example, howToGoOn)
}

const howToGoOn = "choose another folder with --output, or empty this one"

// ConflictError says that something that Parskats did not write is where an output
// belongs. Nothing was changed.
type ConflictError struct {
	// Path is what is in the way, below the output folder.
	Path string
	// Found and Wanted name what is there and what belongs there: "a file",
	// "a folder", "a symbolic link", "something special".
	Found, Wanted string
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s: %s that Parskats did not write is where %s belongs; move it away or choose another folder with --output",
		e.Path, e.Found, e.Wanted)
}

// PanicError says that an output's Render panicked, which is a mistake in this
// program or in a template's helper.
type PanicError struct {
	Path  string
	Value any
	// Stack is the stack of the panic, as debug.Stack prints it.
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("render %s: panic: %v", e.Path, e.Value)
}
