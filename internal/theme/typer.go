package theme

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// typer finds out what type of value each template is given, and what a template asks
// of its value that the value does not have. It follows every branch, also those that
// no page takes today.
//
// A type that can't be known before a page is printed is nil, and has everything.
type typer struct {
	set   *template.Template
	funcs template.FuncMap
	// given are the types that each template is given, by its name.
	given map[string][]reflect.Type
	// sentences and assets are the ids and names that templates ask for as they stand.
	sentences, assets []asked
	// computed says that a name of an asset is not in a template as it stands.
	computed bool
	faults   []fault
}

// asked is a text in a template that names something.
type asked struct {
	name  string
	place place
}

// place is where something stands: the name under which a template was parsed, and the
// byte in its text.
type place struct {
	file   string
	offset int
}

// fault is what a template asks of a value that has no such thing.
type fault struct {
	place place
	// code is that of the problem: no such field, no such partial, or no list.
	code string
	// name is what the template asks for, typ the type of the value, and known what it
	// could ask for.
	name, typ string
	known     []string
	// via are the places of the calls that led here, the last one first.
	via []place
}

// scope is what a part of a template sees.
type scope struct {
	dot  reflect.Type
	vars map[string]reflect.Type
	tree *parse.Tree
	via  []place
}

func (s scope) with(dot reflect.Type) scope {
	s.dot, s.vars = dot, maps.Clone(s.vars)
	return s
}

func (s scope) at(n parse.Node) place { return place{s.tree.ParseName, int(n.Position())} }

// template follows a template that is given a value of a type.
func (c *typer) template(name string, dot reflect.Type, via []place) {
	if slices.Contains(c.given[name], dot) {
		return
	}
	c.given[name] = append(c.given[name], dot)
	tmpl := c.set.Lookup(name)
	if tmpl == nil || tmpl.Tree == nil {
		return
	}
	s := scope{dot: dot, vars: map[string]reflect.Type{"$": dot}, tree: tmpl.Tree, via: via}
	c.list(tmpl.Tree.Root, s)
}

func (c *typer) list(l *parse.ListNode, s scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		c.statement(n, s)
	}
}

func (c *typer) statement(n parse.Node, s scope) {
	switch n := n.(type) {
	case *parse.ActionNode:
		c.pipe(n.Pipe, s)
	case *parse.IfNode:
		inner := s.with(s.dot)
		c.pipe(n.Pipe, inner)
		c.branches(n.List, n.ElseList, inner, s)
	case *parse.WithNode:
		inner := s.with(s.dot)
		inner.dot = c.pipe(n.Pipe, inner)
		c.branches(n.List, n.ElseList, inner, s)
	case *parse.RangeNode:
		c.branches(n.List, n.ElseList, c.ranged(n.Pipe, s), s)
	case *parse.TemplateNode:
		c.call(n, s)
	}
}

func (c *typer) branches(list, otherwise *parse.ListNode, inner, outer scope) {
	c.list(list, inner)
	c.list(otherwise, outer.with(outer.dot))
}

// ranged is the scope of what is repeated for each element of a list.
func (c *typer) ranged(p *parse.PipeNode, s scope) scope {
	inner := s.with(s.dot)
	typ := c.value(p, inner)
	key, elem, ok := elements(typ)
	if !ok {
		c.faults = append(c.faults, fault{place: s.at(p), code: "bad-template/range", typ: TypeName(typ), via: s.via})
	}
	inner.dot = elem
	switch len(p.Decl) {
	case 1:
		inner.vars[p.Decl[0].Ident[0]] = elem
	case 2:
		inner.vars[p.Decl[0].Ident[0]], inner.vars[p.Decl[1].Ident[0]] = key, elem
	}
	return inner
}

// elements are the types of the keys and of the elements that a range goes through; ok
// is false where it can't go through such a value.
func elements(typ reflect.Type) (key, elem reflect.Type, ok bool) {
	typ = indirect(typ)
	if typ == nil {
		return nil, nil, true
	}
	switch typ.Kind() {
	case reflect.Slice, reflect.Array:
		return reflect.TypeFor[int](), typ.Elem(), true
	case reflect.Map:
		return typ.Key(), typ.Elem(), true
	case reflect.Int:
		return typ, typ, true
	case reflect.Chan, reflect.Func:
		return nil, nil, true // no view has one
	}
	return nil, nil, false
}

func (c *typer) call(n *parse.TemplateNode, s scope) {
	if c.set.Lookup(n.Name) == nil {
		c.faults = append(c.faults, fault{place: s.at(n), code: "bad-template/partial", name: n.Name, known: c.partials(), via: s.via})
		return
	}
	c.template(n.Name, c.pipe(n.Pipe, s), append([]place{s.at(n)}, s.via...))
}

// partials are the names of all templates that a template can call.
func (c *typer) partials() []string {
	var names []string
	for _, t := range c.set.Templates() {
		if t.Name() != "" && !strings.HasPrefix(t.Name(), "pages/") {
			names = append(names, t.Name())
		}
	}
	slices.Sort(names)
	return names
}

// pipe returns the type of a pipeline's value, and notes the variables that it sets.
func (c *typer) pipe(p *parse.PipeNode, s scope) reflect.Type {
	if p == nil {
		return nil
	}
	typ := c.value(p, s)
	for _, v := range p.Decl {
		s.vars[v.Ident[0]] = typ
	}
	return typ
}

func (c *typer) value(p *parse.PipeNode, s scope) reflect.Type {
	var typ reflect.Type
	for i, cmd := range p.Cmds {
		args := make([]reflect.Type, 0, len(cmd.Args))
		for _, arg := range cmd.Args[1:] {
			args = append(args, c.operand(arg, s))
		}
		if i > 0 {
			args = append(args, typ)
		}
		if fun, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			c.note(fun.Ident, cmd.Args[1:], s)
			typ = c.result(fun.Ident, args)
			continue
		}
		typ = c.operand(cmd.Args[0], s)
	}
	return typ
}

// operand returns the type of a part of a command.
func (c *typer) operand(n parse.Node, s scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.fields(s.dot, n.Ident, s.at(n).firstOf(n.Ident), s)
	case *parse.VariableNode:
		return c.fields(s.vars[n.Ident[0]], n.Ident[1:], s.at(n), s)
	case *parse.ChainNode:
		return c.fields(c.operand(n.Node, s), n.Field, s.at(n), s)
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.IdentifierNode:
		return c.result(n.Ident, nil)
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	}
	return nil
}

// note remembers what a call of a function asks for by name.
func (c *typer) note(function string, args []parse.Node, s scope) {
	if function != "t" && function != "asset" {
		return
	}
	literal, ok := (*parse.StringNode)(nil), false
	if len(args) > 0 {
		literal, ok = args[0].(*parse.StringNode)
	}
	switch {
	case !ok && function == "asset":
		c.computed = true
	case !ok:
	case function == "asset":
		c.assets = append(c.assets, asked{literal.Text, s.at(literal)})
	default:
		c.sentences = append(c.sentences, asked{literal.Text, s.at(literal)})
	}
}

// result is the type of what a function returns.
func (c *typer) result(function string, args []reflect.Type) reflect.Type {
	if f, ok := c.funcs[function]; ok {
		return reflect.TypeOf(f).Out(0)
	}
	switch function {
	case "index":
		return indexed(args)
	case "and", "or":
		if len(args) > 0 && !slices.ContainsFunc(args, func(a reflect.Type) bool { return a != args[0] }) {
			return args[0]
		}
	case "slice":
		if len(args) > 0 {
			return args[0]
		}
	case "len":
		return reflect.TypeFor[int]()
	case "not", "eq", "ne", "lt", "le", "gt", "ge":
		return reflect.TypeFor[bool]()
	case "print", "printf", "println", "html", "js", "urlquery":
		return reflect.TypeFor[string]()
	}
	return nil
}

// indexed is the type of what stands at indexes of a value.
func indexed(args []reflect.Type) reflect.Type {
	if len(args) == 0 {
		return nil
	}
	typ := args[0]
	for range args[1:] {
		_, typ, _ = elements(typ)
	}
	return typ
}

// firstOf is the place of the first of the names ".A.B.C": the package that reads
// templates gives that of the second, where there is one.
func (p place) firstOf(names []string) place {
	if len(names) > 1 {
		p.offset -= len(".") + len(names[0])
	}
	return p
}

// fields follows the names of fields or methods, which stand at a place, from a value on.
func (c *typer) fields(typ reflect.Type, names []string, at place, s scope) reflect.Type {
	for _, name := range names {
		next, ok := member(typ, name)
		if !ok {
			c.faults = append(c.faults, fault{
				place: at, code: "bad-template/field", name: name, typ: TypeName(typ), known: members(typ), via: s.via,
			})
			return nil
		}
		typ = next
		at.offset += len(".") + len(name)
	}
	return typ
}

// member returns the type of a field, a method's result or a value of a map.
func member(typ reflect.Type, name string) (reflect.Type, bool) {
	if typ == nil {
		return nil, true
	}
	if m, ok := typ.MethodByName(name); ok {
		return m.Type.Out(0), true
	}
	base := indirect(typ)
	if base == nil {
		return nil, true
	}
	if m, ok := reflect.PointerTo(base).MethodByName(name); ok {
		return m.Type.Out(0), true
	}
	switch base.Kind() {
	case reflect.Struct:
		field, ok := base.FieldByName(name)
		return field.Type, ok && field.IsExported()
	case reflect.Map:
		return base.Elem(), true
	}
	return nil, false
}

// members are the names of the fields that a value has.
func members(typ reflect.Type) []string {
	base := indirect(typ)
	if base == nil || base.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for _, f := range reflect.VisibleFields(base) {
		if f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return names
}

// indirect follows a pointer; it is nil for an interface, whose value can be anything.
func indirect(typ reflect.Type) reflect.Type {
	if typ != nil && typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ == nil || typ.Kind() == reflect.Interface {
		return nil
	}
	return typ
}

// TypeName writes a type as docs/theme.md does: "list of Notice", "Link", "text".
func TypeName(typ reflect.Type) string {
	switch {
	case typ == nil:
		return "nothing"
	case typ == reflect.TypeFor[template.HTML]():
		return "HTML"
	case typ.Kind() == reflect.Pointer:
		return TypeName(typ.Elem())
	case typ.Kind() == reflect.Slice:
		return "list of " + TypeName(typ.Elem())
	case typ.Kind() == reflect.Struct, typ.Kind() == reflect.Interface:
		return strings.TrimPrefix(typ.String(), "site.") // that of most views
	case typ.Kind() == reflect.String:
		return "text"
	case typ.Kind() == reflect.Bool:
		return "yes or no"
	case typ.Kind() == reflect.Int, typ.Kind() == reflect.Float64:
		return "number"
	}
	return fmt.Sprint(typ)
}
