import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { offerCosts } from '@/db/schema/menu';
import { actAs, readAs } from '@/db/session';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { reportPaper } from './paper';
import { plainQuery } from './range';
import { askReport, reportScreens, tellReport } from './screens';

test('draws', async () => {
  const company = await makeCompany({ name: 'Akwaaba Catering' });
  const c = await makeCustomer(company.id);
  for (let i = 0; i < 20; i += 1)
    { const made = await makeBooking(company.id, {
      customerId: c.id,
      status: i % 3 ? 'confirmed' : 'completed',
      startsAt: new Date(Date.UTC(2026, 10, 1 + i, 12)),
      quantity: 4_000 * (i + 1),
    });
  for (const key of reportScreens.keys()) {
    const query = { ...plainQuery, preset: 'year' as const };
    const answers = await readAs(company.manager, (tx) =>
      askReport(tx, key as 'menu', query, new Date('2026-11-27T12:00:00Z')),
    );
    const told = tellReport(key as 'menu', answers, query, 'manager');
    if (!told) throw new Error();
    writeFileSync(
      `/tmp/report-${key}.pdf`,
      await drawPdf(
        reportPaper(told.report, {
          currency: 'GHS',
          locale: 'en-GH',
          timeZone: 'Africa/Accra',
          now: new Date('2026-11-27T12:00:00Z'),
          letterhead: told.letterhead,
        }),
      ),
    );
  }
  expect(1).toBe(1);
});
