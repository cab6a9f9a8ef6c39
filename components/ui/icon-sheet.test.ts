import { expect, test } from 'vitest';
import { drawIconSheet } from './icon-sheet';

test('every icon is drawn, under its name', () => {
  const sheet = drawIconSheet();
  const symbols = [...sheet.matchAll(/<symbol id="(\w+)"[^>]*>(.*?)<\/symbol>/g)];
  expect(symbols.length).toBeGreaterThan(20);
  for (const [, name, shapes] of symbols)
    expect([name, shapes]).toEqual([name, expect.stringMatching(/^<\w+ [^>]*\/>/)]);
  expect(sheet).not.toContain('undefined');
});
