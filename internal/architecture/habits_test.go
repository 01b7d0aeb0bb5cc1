package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the project's folder.
const root = "../.."

// constructors are the functions that make a value which nothing changes, or which
// is safe and the same whoever is first to ask for it.
var constructors = []string{
	"regexp.MustCompile", "strings.NewReplacer", "sync.OnceValue", "sync.OnceValues",
	"reflect.TypeFor", "errors.New", "goldmark.New", "append",
	"day", // a date
}

// exceptions are variables that do change, with the reason why that can't be seen.
var exceptions = map[string]string{
	"internal/record.tables": "remembers field tables, which are the same whoever makes them",
}

// TestNoHiddenState finds init functions, and variables of packages that could carry
// something from one call to the next.
func TestNoHiddenState(t *testing.T) {
	for folder, files := range parseProject(t) {
		changed := changedNames(files)
		for _, file := range files {
			for _, decl := range file.syntax.Decls {
				checkDeclaration(t, folder, file, decl, changed)
			}
		}
	}
}

func checkDeclaration(t *testing.T, folder string, file sourceFile, decl ast.Decl, changed map[string]bool) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.Name == "init" && d.Recv == nil {
			t.Errorf("%s: an init function", file.place(d))
		}
	case *ast.GenDecl:
		if d.Tok == token.VAR {
			checkVariables(t, folder, file, d, changed)
		}
	}
}

func checkVariables(t *testing.T, folder string, file sourceFile, decl *ast.GenDecl, changed map[string]bool) {
	for _, spec := range decl.Specs {
		v := spec.(*ast.ValueSpec)
		for i, name := range v.Names {
			switch {
			case name.Name == "_" || isEmbedded(decl, v) || exceptions[folder+"."+name.Name] != "":
			case i >= len(v.Values) || !isFixed(v.Values[i]):
				t.Errorf("%s: the variable %s of the package can change", file.place(v), name.Name)
			case changed[name.Name]:
				t.Errorf("%s: the variable %s of the package is assigned to", file.place(v), name.Name)
			}
		}
	}
}

// isEmbedded reports whether a variable holds embedded files.
func isEmbedded(decl *ast.GenDecl, v *ast.ValueSpec) bool {
	return hasEmbed(decl.Doc) || hasEmbed(v.Doc)
}

func hasEmbed(comment *ast.CommentGroup) bool {
	return comment != nil && slices.ContainsFunc(comment.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// isFixed reports whether a value is a table or comes from a constructor.
func isFixed(value ast.Expr) bool {
	switch v := value.(type) {
	case *ast.BasicLit, *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return isFixed(v.X)
	case *ast.CallExpr:
		return slices.Contains(constructors, functionName(v.Fun)) || isConversion(v)
	}
	return false
}

// isConversion reports whether a call converts a literal, as []byte("x") does.
func isConversion(call *ast.CallExpr) bool {
	_, isType := call.Fun.(*ast.ArrayType)
	return isType
}

// functionName writes "package.Function" without its type arguments.
func functionName(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.IndexExpr:
		return functionName(f.X)
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// changedNames returns the names to which the functions of a package assign, without
// a declaration of their own. A local variable that shadows one of the package's
// counts, too: give it another name.
func changedNames(files []sourceFile) map[string]bool {
	changed := map[string]bool{}
	note := func(target ast.Expr) {
		if name := rootName(target); name != "" {
			changed[name] = true
		}
	}
	for _, file := range files {
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, target := range n.Lhs {
						note(target)
					}
				}
			case *ast.IncDecStmt:
				note(n.X)
			case *ast.CallExpr:
				if name := functionName(n.Fun); (name == "delete" || name == "clear") && len(n.Args) > 0 {
					note(n.Args[0])
				}
			}
			return true
		})
	}
	return changed
}

// rootName is the variable that an assignment's target belongs to: x for x.y[z].
func rootName(target ast.Expr) string {
	switch t := target.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.IndexExpr:
		return rootName(t.X)
	case *ast.SelectorExpr:
		return rootName(t.X)
	case *ast.StarExpr:
		return rootName(t.X)
	case *ast.ParenExpr:
		return rootName(t.X)
	}
	return ""
}

// sourceFile is a Go file of the project.
type sourceFile struct {
	syntax *ast.File
	set    *token.FileSet
}

func (f sourceFile) place(n ast.Node) string {
	pos := f.set.Position(n.Pos())
	rel, err := filepath.Rel(root, pos.Filename)
	if err != nil {
		rel = pos.Filename
	}
	pos.Filename = rel
	return pos.String()
}

// parseProject parses the project's Go files, tests excepted, by folder.
func parseProject(t *testing.T) map[string][]sourceFile {
	t.Helper()
	folders := map[string][]sourceFile{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && len(entry.Name()) > 2 || entry.Name() == "testdata" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		folders[folder] = append(folders[folder], sourceFile{syntax, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}
