import 'server-only';
import { companies } from '@/db/schema/companies';
import { actAs, type Origin, type Tx } from '@/db/session';
import { accountKey, knownDevice } from '@/lib/auth/device';
import { gate } from '@/lib/auth/gate';
import { newCode } from '@/lib/auth/portal/code-ticket';
import { type Door, doorsOf, sharedSenders } from '@/lib/auth/portal/doors';
import { keepCode } from '@/lib/auth/portal/keep-code';
import { type Limit, mustBeWithin, sentTo } from '@/lib/auth/rate-limit';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { hidden, secretValues } from '@/lib/messaging/outbox/secrets';
import { addressKey } from '@/lib/platform/caller';
import { type Contact, contactKey, numbersOf } from './contact';
import { speakCode } from './spoken';
import { findWay, type Reached } from './way-to-customer';

const quarter = 15 * 60;

/**
 * Refuses who asks for too many codes, whether or not anybody is known by what they typed: it is counted before anything is looked
 * up. A browser that a code opened before, by its cookie `device`, has codes of its own. Throws Refusal.
 */
export async function mayAskForCode(contact: Contact, origin: Origin, device?: string): Promise<void> {
  const browser = knownDevice(contactKey(contact), device);
  for (const limit of limitsOf(contact, origin, browser))
    await mustBeWithin(limit, `Too many codes were asked for. ${whenAgain(limit)}`);
}

function whenAgain({ windowSeconds }: Limit): string {
  if (windowSeconds > 3600) return 'Try again tomorrow, or ask the caterer.';
  return windowSeconds > quarter ? 'Try again in an hour.' : 'Wait 15 minutes, then try again.';
}

function limitsOf(contact: Contact, origin: Origin, browser: string | undefined): Limit[] {
  if (browser) return [{ key: `portal-device:${browser}`, limit: 5, windowSeconds: quarter }];
  const [to, from] = [accountKey(contactKey(contact)), addressKey(origin.ip ?? 'unknown')];
  return [
    // Whole neighbourhoods share one address of their operator's.
    { key: `portal-from:${from}`, limit: 60, windowSeconds: quarter },
    ...sentTo('portal-code', { to, from }),
  ];
}

/** What a contact opens; first what a code opens that only the installation sends, and not one company for itself. */
async function findDoors(contact: Contact, origin: Origin): Promise<Door[]> {
  return actAs(gate('portal code', origin), async (tx) => {
    const [all, its]: [Door[], Door[]] = [[], []];
    for (const door of await doorsOfContact(tx, contact))
      ((await sharedSenders(tx, door.companyId)) ? all : its).push(door);
    return [...all, ...its];
  });
}

async function doorsOfContact(tx: Tx, contact: Contact): Promise<Door[]> {
  if (contact.kind === 'email') return doorsOf(tx, 'email', contact.email);
  const countries = await tx.selectDistinct({ country: companies.country }).from(companies);
  const doors: Door[] = [];
  const numbers = numbersOf(
    contact.typed,
    countries.map(({ country }) => country),
  );
  // A number without its country is of the company that it was given to.
  for (const [number, where] of numbers)
    doors.push(...(await doorsOf(tx, 'phone', number)).filter(({ country }) => where.includes(country)));
  return doors;
}

/**
 * Sends whoever is known by a contact a code, through the first of their companies that reaches them; to anybody else nothing. Run it
 * after the answer, so that the answer is the same and takes the same time. `id` is the code's; it ends the one that the same browser
 * asked for before, `replaces`, and no other: strangers' codes would end the customer's.
 */
export async function sendCode(
  { id, contact, replaces }: { id: string; contact: Contact; replaces?: string | undefined },
  origin: Origin,
): Promise<void> {
  for (const door of await findDoors(contact, origin)) {
    const system = { role: 'system', companyId: door.companyId, name: 'portal code', ...origin } as const;
    const way = await actAs(system, (tx) =>
      findWay(tx, door, contact.kind === 'email' ? 'email' : 'whatsapp'),
    );
    if (!way) continue;
    const code = newCode();
    const { companyId, customerId } = door;
    const { channel, address } = way;
    await keepCode({ id, code, replaces, companyId, customerId, channel, address }, origin);
    const queued = await actAs(system, (tx) => queueMessage(tx, orderOf({ id, code, door, way })));
    await announce(queuedEvent({ companyId: door.companyId, ...queued }));
    return;
  }
}

type Made = { id: string; code: string; door: Door; way: Reached };

function orderOf({ id, code, door, way }: Made) {
  const { companyId, customerId } = door;
  const values = secretValues('pin', code, id);
  const said = speakCode(way.language, { company: way.company, code: hidden });
  return {
    ...{ companyId, customerId, asked: true, channel: way.channel },
    ...({ kind: 'sign_in_code', onceKey: `sign_in_code:${id}` } as const),
    ...(way.channel === 'email'
      ? { text: { ...said, values } }
      : { template: { purpose: 'sign_in_code' as const, variables: values } }),
  };
}
