import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'next-auth/jwt';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { makeCompany, makeUser } from '../db/factories/company';
import { makeSession } from '../db/factories/session';
import type { Stack } from '../scripts/stack';

const companies = 5;
const bookingsEach = 25;
const cookieName = 'authjs.session-token';

export type SoakCompany = {
  id: string;
  /** Stands in the name of each of its events, and in no other company's. */
  tag: string;
  customerId: string;
  phone: string;
  senderAddress: string;
  itemId: string;
  bookingIds: string[];
};
export type SoakUser = { company: SoakCompany; cookie: string; paidBookingId: string };
export type World = {
  stack: Stack;
  companies: SoakCompany[];
  users: SoakUser[];
  /** Ids of server actions by their name. */
  actions: Record<'createBooking' | 'recordPayment', string>;
};

/** Companies with bookings, and so many people of them who are signed in; what they pay for is their own. */
export async function makeWorld(stack: Stack, people: number): Promise<World> {
  process.env.DATABASE_URL = stack.databaseUrl;
  process.env.AUTH_SECRET = stack.env.AUTH_SECRET;
  const made = await Promise.all(Array.from({ length: companies }, (_, n) => makeSoakCompany(n)));
  const users: SoakUser[] = [];
  for (let n = 0; n < people; n += 1) {
    const company = made[n % companies];
    if (!company) throw new Error('There is no company');
    users.push(await makeSoakUser(company, n % 2 === 0 ? 'manager' : 'staff', stack));
  }
  return { stack, companies: made, users, actions: readActions() };
}

async function makeSoakCompany(n: number): Promise<SoakCompany> {
  const { id, senderAddress } = await makeCompany({ name: `Soak ${n} Catering` });
  const tag = `Soak${n}x${id.slice(-6)}`;
  const { id: customerId, phone } = await makeCustomer(id, { name: `Ama ${tag}` });
  const bookings = [];
  for (let at = 0; at < bookingsEach; at += 1)
    bookings.push(
      await makeBooking(id, { customerId, status: 'confirmed', eventName: `${tag} event ${at}` }),
    );
  return {
    id,
    tag,
    customerId,
    phone: phone ?? '',
    senderAddress,
    itemId: bookings[0]?.itemId ?? '',
    bookingIds: bookings.map((booking) => booking.id),
  };
}

async function makeSoakUser(
  company: SoakCompany,
  role: 'manager' | 'staff',
  stack: Stack,
): Promise<SoakUser> {
  const { id } = await makeUser({ companyId: company.id, role });
  const sid = await makeSession(id);
  const token = await encode({ token: { sid }, secret: stack.env.AUTH_SECRET ?? '', salt: cookieName });
  const paid = await makeBooking(company.id, {
    customerId: company.customerId,
    status: 'confirmed',
    eventName: `${company.tag} to pay`,
  });
  return { company, cookie: `${cookieName}=${token}`, paidBookingId: paid.id };
}

/** As the build calls its server actions. */
function readActions(): World['actions'] {
  const path = join(process.env.NEXT_DIST || '.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(path, 'utf8')) as {
    node: Record<string, { exportedName?: string; filename?: string }>;
  };
  const idOf = (name: string, file: string) => {
    const found = Object.entries(node).find(
      ([, { exportedName, filename }]) => exportedName === name && filename === file,
    );
    if (!found) throw new Error(`The build has no action ${name}`);
    return found[0];
  };
  return {
    createBooking: idOf('createBooking', 'lib/bookings/actions.ts'),
    recordPayment: idOf('recordPayment', 'lib/bookings/money/actions.ts'),
  };
}
