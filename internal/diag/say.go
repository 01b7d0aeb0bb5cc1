package diag

// Say returns a sentence of the catalogue that is about no record: what the program says
// of its own work, and of how it was called. Its key begins with "say/".
func Say(lang Language, key string, args Args) string { return fill(lang, sentence(lang, key), args) }
