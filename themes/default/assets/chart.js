// Makes a figure's chart interactive where a reader asks for it: puts a button below
// the drawing, and loads ECharts when it is pressed. The drawing stays in the page: it
// comes back with the same button, on paper, and where something can't be loaded.

/** The narrowest room for the wide drawing, as in site.css. */
const wideRoom = 37.5; // rem

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

for (const drawing of document.querySelectorAll('[data-chart]')) offer(drawing);

/** Puts the button and a line for messages below a drawing. */
function offer(drawing) {
  const words = drawing.dataset;
  const button = make('button', { type: 'button', className: 'button', textContent: words.interactive });
  const message = make('p', { className: 'chart-message', role: 'status' });
  let live = null;
  let busy = false;
  button.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    message.textContent = live ? '' : words.loading;
    try {
      live = live ? live.end() : await begin(drawing);
      message.textContent = '';
    } catch {
      message.textContent = words.failed;
    }
    button.textContent = live ? words.still : words.interactive;
    busy = false;
  });
  drawing.after(button, message);
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** Loads what the chart needs, and shows it in the place of its drawing. */
async function begin(drawing) {
  const [chart] = await Promise.all([fetchJSON(drawing.dataset.chart), loadPrograms(drawing.dataset.programs)]);
  const live = new Live(drawing, chart);
  try {
    live.begin();
  } catch (error) {
    live.end();
    throw error;
  }
  return live;
}

async function fetchJSON(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response.json();
}

const loaded = new Map();

/** Runs scripts one after the other, each once. What fails is tried again when next asked for. */
async function loadPrograms(addresses) {
  for (const address of addresses.split(' ')) {
    if (!loaded.has(address)) loaded.set(address, run(address));
    await loaded.get(address).catch((error) => {
      loaded.delete(address);
      throw error;
    });
  }
}

function run(address) {
  return new Promise((resolve, reject) => {
    const script = make('script', { src: address });
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`${address} can't be loaded`));
    });
    document.head.append(script);
  });
}

/** An interactive chart in the place of its drawing. */
class Live {
  /** chart is {wide, narrow, tokens}, as the site's chart.json has it. */
  constructor(drawing, chart) {
    this.drawing = drawing;
    this.chart = chart;
    this.frame = make('div', { className: 'chart-live' });
    this.frame.setAttribute('role', 'img');
    this.frame.setAttribute('aria-labelledby', drawing.querySelector('svg').getAttribute('aria-labelledby'));
    this.resized = new ResizeObserver(() => this.fit());
    this.repaint = () => this.draw();
  }

  begin() {
    this.drawing.before(this.frame);
    this.drawing.classList.add('is-replaced');
    this.draw();
    this.resized.observe(this.frame);
    dark.addEventListener('change', this.repaint);
  }

  /** Gives the drawing its place back. */
  end() {
    this.resized.disconnect();
    dark.removeEventListener('change', this.repaint);
    this.echart?.dispose();
    this.frame.remove();
    this.drawing.classList.remove('is-replaced');
    return null;
  }

  /** The form that the page has room for. */
  form() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return this.frame.clientWidth >= wideRoom * rem ? this.chart.wide : this.chart.narrow;
  }

  draw() {
    this.echart?.dispose();
    this.drawn = this.form();
    const { width, height, option } = this.drawn;
    this.canvas = make('div', {});
    this.frame.replaceChildren(this.canvas);
    const painted = window.parskatsTheme.resolve(this.painted(option));
    if (!still.matches) move(painted);
    this.echart = window.echarts.init(this.canvas, null, { renderer: 'svg', width, height, locale: painted.locale });
    this.echart.setOption(painted);
    this.fit();
  }

  /** A copy of an option in the colours that the page has now. */
  painted(option) {
    const colours = this.colours();
    return JSON.parse(JSON.stringify(option), (key, value) => colours.get(value) ?? value);
  }

  /** The page's colours by those that stand for them in options: a drawing would have them. */
  colours() {
    const probe = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    this.frame.append(probe);
    const colours = new Map(Object.entries(this.chart.tokens).map(([hex, name]) => {
      probe.setAttribute('class', `cf-${name}`);
      return [hex, getComputedStyle(probe).fill];
    }));
    probe.remove();
    return colours;
  }

  /** Follows the page's width: with the other form, or the same one smaller. */
  fit() {
    if (this.form() !== this.drawn) {
      this.draw();
      return;
    }
    const { width, height } = this.drawn;
    const scale = Math.min(1, this.frame.clientWidth / width);
    this.canvas.style.transformOrigin = '0 0';
    this.canvas.style.transform = scale < 1 ? `scale(${scale})` : '';
    this.frame.style.height = `${height * scale}px`;
  }
}

/** Lets a chart move, for readers who have not asked for less motion. */
function move(option) {
  for (const part of [option, ...option.series]) delete part.animation;
  option.animationDuration = 300;
}
