import { demoCompanyId } from '../db/seed/demo';
import { demoLogins } from '../db/seed/demo-logins';
import { actAs } from '../db/session';
import type { Stack } from '../scripts/stack';
import { signIn } from './sign-in';

export type Page = {
  name: string;
  path: string;
  cookie: string;
  /** Where the same comes as JSON, if it does. */
  data?: string;
  /** The router's tree of the page that a navigation starts from. */
  tree: unknown;
  /** The address of a navigation, once the server has said it. */
  navPath?: string;
};

const inside = (frame: string, from: string) => [
  '',
  { children: [frame, { children: [from, { children: ['__PAGE__', {}] }] }] },
  null,
  null,
  16,
];
const outside = ['', { children: ['offline', { children: ['__PAGE__', {}] }] }, null, null, 16];

/** The pages that people open most, on the demo's data, and the emptiest one to hold them against. */
export async function findPages(stack: Stack): Promise<Page[]> {
  process.env.DATABASE_URL = stack.databaseUrl;
  process.env.AUTH_SECRET = stack.env.AUTH_SECRET;
  process.env.PUBLIC_URL = stack.env.PUBLIC_URL;
  const { linkAddress } = await import('../lib/feedback/asking/link');
  const [manager, client] = await Promise.all([
    signIn(stack, emailOf('manager')),
    signIn(stack, emailOf('client')),
  ]);
  const { bookingId, requestId } = await findDemo();
  const office = { cookie: manager, tree: inside('(office)', 'menu') };
  const pages: Page[] = [
    { name: 'empty', path: '/live', cookie: '', tree: outside, data: '/api/live' },
    { name: 'bookings', path: '/bookings', data: '/api/v1/bookings', ...office },
    { name: 'booking', path: `/bookings/${bookingId}`, ...office },
    { name: 'dashboard', path: '/dashboard', data: '/api/v1/dashboard', ...office },
    { name: 'feedback', path: '/feedback', data: '/api/v1/feedback', ...office },
    { name: 'messages', path: '/messages', data: '/api/v1/messages', ...office },
    { name: 'customers', path: '/customers', data: '/api/v1/customers', ...office },
    { name: 'portal', path: '/my/bookings', cookie: client, tree: inside('(portal)', 'other') },
    {
      name: 'rating',
      path: new URL(linkAddress({ companyId: demoCompanyId, requestId })).pathname,
      cookie: '',
      tree: outside,
    },
  ];
  return Promise.all(pages.map((page) => withData(stack, page)));
}

/** Not every page comes as data as well. */
async function withData(stack: Stack, page: Page): Promise<Page> {
  if (!page.data) return page;
  const { status } = await fetch(stack.appUrl + page.data, { headers: { cookie: page.cookie } });
  return status === 404 ? { ...page, data: undefined } : page;
}

/** A booking with a menu, payments and a history, and a request that waits for its answer. */
async function findDemo(): Promise<{ bookingId: string; requestId: string }> {
  const { sql } = await import('drizzle-orm');
  return actAs({ role: 'system', companyId: demoCompanyId, name: 'bench' }, async (tx) => {
    const [booking] = await tx.execute<{ id: string }>(
      sql`select b.id from bookings b order by (select count(*) from booking_lines l where l.booking_id = b.id) +
        2 * (select count(*) from payments p where p.booking_id = b.id) desc, b.id limit 1`,
    );
    const [request] = await tx.execute<{ id: string }>(
      sql`select id from feedback_requests order by (answered_at is null) desc, (asked_at is not null) desc, id desc limit 1`,
    );
    if (!booking || !request) throw new Error('The demo has no booking or no open request');
    return { bookingId: booking.id, requestId: request.id };
  });
}

const emailOf = (role: (typeof demoLogins)[number]['role']) =>
  demoLogins.find((login) => login.role === role)?.email ?? '';
