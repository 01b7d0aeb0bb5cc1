// Package architecture holds no code, only tests: of which package may import which,
// and of habits that no compiler checks. docs/architecture.md explains the table.
package architecture
