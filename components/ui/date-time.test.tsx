import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EventTime } from '@/components/bookings/event-time';
import { DateTime } from './date-time';
import { RelativeTime } from './relative-time';

const place = { timeZone: 'Africa/Accra', locale: 'en-GH' };

test('a moment names its zone on hover and is the same from a Date and from JSON', () => {
  const at = '2026-06-13T00:05:00+00:00';
  const html = renderToStaticMarkup(<DateTime at={at} {...place} style="short" />);
  expect(html).toContain('>13 Jun, 00:05</time>');
  expect(html).toContain('dateTime="2026-06-13T00:05:00.000Z"');
  expect(html).toContain('title="Sat, 13 Jun 2026, 00:05 Ghana time"');
  expect(renderToStaticMarkup(<DateTime at={new Date(at)} {...place} style="short" />)).toBe(html);
});

test('the first text of a relative time is counted from when the page was rendered', () => {
  const html = renderToStaticMarkup(
    <RelativeTime at="2026-06-13T00:00:00Z" now="2026-06-13T00:05:10Z" {...place} />,
  );
  expect(html).toContain('>5 min ago</time>');
});

test('the server names no zone: it doesn’t know the reader’s', () => {
  const html = renderToStaticMarkup(
    <EventTime
      startsAt="2026-06-13T14:00:00Z"
      endsAt="2026-06-13T18:00:00Z"
      timeZone="Pacific/Apia"
      locale="en-GB"
    />,
  );
  expect(html).toContain('>Sun, 14 Jun 2026, 03:00–07:00</time>');
});
