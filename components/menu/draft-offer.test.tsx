import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { mostDrafts } from '@/lib/menu/rules';
import { DraftOffer } from './draft-offer';

vi.mock('@/lib/bookings/actions', () => ({ offerPrice: vi.fn() }));

const draftsOf = (together: number) =>
  Array.from({ length: Math.min(together, mostDrafts) }, (_, n) => ({
    id: `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    reference: `BK${n}`,
    eventName: 'Lunch',
    unitPrice: 2000,
    together,
  }));
const said = (count: number) =>
  renderToStaticMarkup(
    <DraftOffer
      kind="dish"
      thing={{ id: 'x', price: 2500 }}
      drafts={draftsOf(count)}
      currency="GHS"
      locale="en-GH"
    />,
  ).replace(/<[^>]+>/g, ' ');

test('a new price says how many drafts it could be offered to, also beyond those that get it at once', () => {
  expect(said(0)).toBe('');
  expect(said(1)).toMatch(/1 draft for events to come has another price/);
  expect(said(100)).toMatch(/^\W*100 drafts .*to 100 drafts/s);
  expect(said(1234)).toMatch(/^\W*1,234 drafts .*and 1,229 more.*to the next 100 drafts/s);
});
