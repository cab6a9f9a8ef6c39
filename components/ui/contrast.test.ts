import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/values.css', import.meta.url), 'utf8');

/** The custom properties that a selector's first block sets to hex colours. */
function coloursOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken', 'hover'];
const inks = ['ink', 'muted', 'subtle', 'brand-ink', 'danger-ink', 'attention-ink', 'green-ink', 'rose-ink'];
const tones = ['slate', 'sky', 'green', 'amber', 'indigo', 'rose', 'attention', 'danger', 'brand'];

const text: [string, string][] = [
  ...inks.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...tones.map((tone): [string, string] => [`${tone}-ink`, `${tone}-soft`]),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['ink', 'bone'],
  ['muted', 'bone'],
  ['subtle', 'bone'],
  ['ink', 'brand-soft'],
];

const shapes: [string, string][] = [
  ['field-line', 'surface'],
  ['field-line', 'canvas'],
  ['brand', 'canvas'],
  ['brand', 'surface'],
  ['danger', 'surface'],
];

describe.each([
  ['light', ':root'],
  ['dark', '[data-theme="dark"]'],
])('%s colours', (_, selector) => {
  const colours = coloursOf(selector);
  const pick = (name: string) => {
    const found = colours.get(name);
    if (!found) throw new Error(`${selector} has no --${name}`);
    return found;
  };

  it.each(text)('%s on %s can be read (4.5 : 1)', (ink, ground) => {
    expect(contrast(pick(ink), pick(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('%s on %s can be seen (3 : 1)', (line, ground) => {
    expect(contrast(pick(line), pick(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('both themes set the same colours', () => {
  const names = (selector: string) => [...coloursOf(selector).keys()].sort();
  expect(names('[data-theme="dark"]')).toEqual(names(':root'));
});
