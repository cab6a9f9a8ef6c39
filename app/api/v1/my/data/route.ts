import { now } from '@/lib/platform/clock';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';
import { personFile } from '@/lib/privacy/person/person-file';

/** Everything that is kept of the client who asks, as a file. */
export const GET = route('portal.privacy', async (request, { actor, identity }) => {
  if (!('customerId' in actor)) throw notFound('customer');
  const format = new URL(request.url).searchParams.get('file') === 'html' ? 'html' : 'json';
  const { timeZone, companyName: company } = identity;
  const { customerId } = actor;
  return personFile(actor, { customerId, format, company, now: now(), timeZone });
});
