// Loads the page again when the site has changed. parskats serve adds this to the pages
// that it serves; no published page has it.
const version = new URL(document.currentScript.src).searchParams.get("v");
let events;

// A hidden page does not listen: browsers allow few connections to one server, and there
// may be many tabs. The version tells it later what it missed.
function listen() {
  if (document.hidden || events) {
    return;
  }
  events = new EventSource("/_parskats/events");
  events.onmessage = (event) => {
    if (event.data !== version) {
      stop();
      location.reload();
    }
  };
}

function stop() {
  if (events) {
    events.close();
    events = undefined;
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
addEventListener("pagehide", stop);
addEventListener("pageshow", listen);
listen();
