package search

// What the tests compare with the browser's.
var (
	Stem    = stem
	Fold    = fold
	Split   = split
	Key     = key
	ShardOf = shardOf
)
