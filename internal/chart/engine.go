package chart

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"modernc.org/quickjs"
)

// engine draws options. It is used by one goroutine at a time.
type engine interface {
	// draw returns the raw SVG of an option in JSON, size in px. After an error or
	// a panic the engine can only be closed.
	draw(option []byte, width, height int) (string, error)
	close() error
}

var (
	//go:embed echarts/prelude.js
	preludeJS string
	//go:embed echarts/echarts.min.js
	echartsJS string
	//go:embed echarts/theme.js
	themeJS string
	//go:embed echarts/server.js
	serverJS string

	//go:embed echarts/LICENSE
	licenseEcharts string
	//go:embed echarts/NOTICE
	noticeEcharts string
	//go:embed echarts/LICENSE-zrender
	licenseZrender string
	//go:embed echarts/LICENSE-d3
	licenseD3 string
)

// scripts are what an engine runs before it can draw, in order.
func scripts() []string {
	return []string{preludeJS, echartsJS, themeJS, serverJS, "useWidths(" + strings.TrimSpace(string(widthsJSON)) + ")"}
}

// patience is how long a drawing may take: far more than the slowest should.
const patience = time.Minute

// program is the scripts, compiled once for all engines.
type program [][]byte

// newProgram returns a function that compiles the scripts when first called.
func newProgram() func() (program, error) {
	return sync.OnceValues(func() (compiled program, err error) {
		vm, err := quickjs.NewVM()
		if err != nil {
			return nil, fmt.Errorf("start the chart engine: %w", err)
		}
		defer func() { err = errors.Join(err, vm.Close()) }()
		for _, script := range scripts() {
			code, err := vm.Compile(script, quickjs.EvalGlobal)
			if err != nil {
				return nil, fmt.Errorf("compile the chart engine: %w", err)
			}
			compiled = append(compiled, code)
		}
		return compiled, nil
	})
}

// quickEngine is ECharts in QuickJS.
type quickEngine struct{ vm *quickjs.VM }

// start makes an engine that has run the program.
func (p program) start() (engine, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start the chart engine: %w", err)
	}
	if err := vm.SetEvalTimeout(patience); err != nil {
		return nil, errors.Join(fmt.Errorf("start the chart engine: %w", err), vm.Close())
	}
	for _, code := range p {
		result, err := vm.EvalBytecodeValue(code)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("start the chart engine: %w", err), vm.Close())
		}
		result.Free()
	}
	return &quickEngine{vm}, nil
}

func (e *quickEngine) draw(option []byte, width, height int) (string, error) {
	result, err := e.vm.Call("draw", string(option), width, height)
	if err != nil {
		return "", fmt.Errorf("ECharts: %w", err)
	}
	svg, ok := result.(string)
	if !ok {
		return "", fmt.Errorf("ECharts returned %T", result)
	}
	return svg, nil
}

func (e *quickEngine) close() error { return e.vm.Close() }
