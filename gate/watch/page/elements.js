// Builds elements. Words become text, never markup: a relay may say what it likes.

const SVG = 'http://www.w3.org/2000/svg';

/** Fills an element with attributes and children; strings become text. */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined && child !== ''));
  return element;
}

const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);

/** A shape for each verdict, so that nobody has to tell colours apart: tick, triangle, cross, question mark. */
const SHAPES = {
  pass: () => [
    svg('circle', { cx: 12, cy: 12, r: 10, class: 'stroke' }),
    svg('path', { d: 'M7 12.5l3.5 3.5L17 9', class: 'stroke' }),
  ],
  degraded: () => [
    svg('path', { d: 'M12 3L22 21H2Z', class: 'stroke', 'stroke-linejoin': 'round' }),
    svg('path', { d: 'M12 10v5M12 17.5v1', class: 'stroke' }),
  ],
  fail: () => [
    svg('path', { d: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Z', class: 'mark' }),
    svg('path', { d: 'M8 8l8 8M16 8l-8 8', stroke: 'var(--card)', 'stroke-width': 2.5 }),
  ],
  unknown: () => [
    svg('circle', { cx: 12, cy: 12, r: 10, class: 'stroke', 'stroke-dasharray': '4 3' }),
    svg('path', { d: 'M9 9.5a3 3 0 1 1 3.5 3c-.4.2-.5.5-.5 1.5M12 16.5v1.2', class: 'stroke' }),
  ],
};

const icon = (kind) => svg('svg', { viewBox: '0 0 24 24', class: kind, 'aria-hidden': 'true' }, ...SHAPES[kind]());

/** Icon and word. */
const badge = (verdict) =>
  el('span', { class: `badge ${kindOf(verdict)}` }, icon(kindOf(verdict)), el('span', { class: 'toned' }, verdict));
