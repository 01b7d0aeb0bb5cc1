package source

import (
	"bytes"
	"fmt"

	"parskats/internal/diag"

	"gopkg.in/yaml.v3"
)

// decode reads the first YAML document of a text. It is yaml.v3 with its panics
// turned into errors: a few malformed texts make it panic.
func decode(text []byte, into *yaml.Node) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	return yaml.Unmarshal(text, into)
}

// checkSingleDocument reports a second document in the file: what follows the marker
// would be passed over in silence.
func (p *parser) checkSingleDocument(text []byte) bool {
	if !bytes.HasPrefix(text, []byte("...")) && !bytes.Contains(text, []byte("\n---")) && !bytes.Contains(text, []byte("\n...")) {
		return true
	}
	begun, ended := false, false
	for i, line := range splitLines(text) {
		line = bytes.TrimRight(line, " \t\n")
		isStart := bytes.Equal(line, []byte("---")) || bytes.HasPrefix(line, []byte("--- "))
		switch {
		case len(line) == 0 || line[0] == '#':
		case ended || isStart && begun:
			p.problems.Add(p.pos(p.firstLine+i, 1), "syntax/documents", nil).WithHint("documents")
			return false
		case string(line) == "...":
			ended = true
		default:
			begun = true
		}
	}
	return true
}

// reportSyntax finds the place of a syntax error.
func (p *parser) reportSyntax(text []byte, err error) {
	p.problems.Add(p.pos(p.firstLine, 1), "syntax", diag.Args{"message": err.Error()})
}
