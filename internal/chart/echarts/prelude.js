// Runs before ECharts, in an engine that has neither a page nor a clock: what
// a drawing must not depend on is fixed here.
'use strict';

/** What ECharts warned of since the last drawing began. */
var complaints = [];

var console = (() => {
  const quiet = () => {};
  const complain = (...words) => { complaints.push(words.map(String).join(' ')); };
  return { log: quiet, info: quiet, debug: quiet, trace: quiet, warn: complain, error: complain };
})();

/** Begins Math.random's sequence anew, so that no drawing depends on the last. */
var seedRandom = (() => {
  let state = 1;
  Math.random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return () => { state = 1; };
})();

Date.now = () => 0;
Date = new Proxy(Date, {
  construct: (target, given) => new target(...(given.length ? given : [0])),
  apply: () => new Date(0).toUTCString(),
});

// ECharts starts its animation loop even where nothing moves; it never turns.
var setTimeout = () => 0;
var clearTimeout = () => {};
