import { expect, test } from 'vitest';
import { foldedHead, foldLines } from './fold-lines';
import type { Row } from './read-rows';

async function folded(...lines: string[]): Promise<string[][]> {
  async function* rows(): AsyncGenerator<Row> {
    for (const [index, text] of lines.entries()) yield { line: index + 1, cells: text.split(',') };
  }
  const found: string[][] = [];
  for await (const { line, cells } of foldLines(rows())) found.push([String(line), ...cells]);
  return found;
}

test('lines under a record belong to it, of several kinds and in any order of the columns', async () => {
  expect(
    await folded(
      'order_line/product_id/name,Event,order_line/product_uom_qty,Services/Name,order_line/price_unit',
      'Jollof,Lunch,75.0,Tent,20',
      'Fufu,,40,,',
      ',,,Waiter,',
      'Kenkey,Dinner,,,',
    ),
  ).toEqual([
    ['1', 'Event', foldedHead],
    ['2', 'Lunch', '75 x Jollof\nTent\n40 x Fufu\nWaiter'],
    ['5', 'Dinner', 'Kenkey'],
  ]);
});

test.each([
  ['a customer’s columns', ['Customer/Name,Event', 'Ama,Lunch', 'Kofi,']],
  ['lines without a thing', ['Event,Lines/Quantity', 'Lunch,3', ',4']],
  ['no record above', ['Event,Menu Lines/Dish', ',Jollof', 'Lunch,Fufu']],
  ['an empty list', ['Event']],
])('%s are no lines of a record above', async (_, lines) => {
  const found = await folded(...lines);
  expect(found).toHaveLength(lines.length);
});

test('a row that says more than its lines is a record of its own, for its reason to be said', async () => {
  expect(await folded('Event,Venue,Menu Lines/Dish', 'Lunch,Hall,Jollof', ',Yard,Fufu')).toHaveLength(3);
});
