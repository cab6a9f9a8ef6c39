import { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { notFound } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { route } from '@/lib/platform/route';
import { personFile } from '@/lib/privacy/person/person-file';

type Context = { params: Promise<{ id: string }> };

/** Everything that is kept of a customer, as a file. */
export const GET = route('privacy.manage', async (request, { actor, identity }, { params }: Context) => {
  const customerId = z.uuid().safeParse((await params).id).data;
  if (!customerId) throw notFound('customer');
  await requireRecentAuth(actor);
  const format = new URL(request.url).searchParams.get('file') === 'html' ? 'html' : 'json';
  const { timeZone, companyName: company } = identity;
  return personFile(actor, { customerId, format, company, now: now(), timeZone });
});
