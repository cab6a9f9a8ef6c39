import 'server-only';
import { actAs } from '@/db/session';
import { command } from '@/lib/platform/command';
import { announce, consentWithdrawnEvent } from '../events';
import { consentInput } from '../schema';
import { recordConsent } from './record-consent';

/**
 * Writes down what a customer said to the office about being written to on a channel, with how they said it, who heard
 * it and when. `changed` is false where that was so already.
 */
export const recordConsentByOffice = command({
  name: 'record consent',
  permission: 'consents.record',
  input: consentInput,
  run: async ({ companyId, userId, requestId, ip }, { customerId, channel, state, reason }) => {
    const system = { role: 'system', companyId, userId, requestId, ip, name: 'office' } as const;
    const { changed } = await actAs(system, (tx) =>
      recordConsent(tx, { companyId, customerId, userId, channel, state, reason, source: 'staff' }),
    );
    if (changed && state === 'withdrawn')
      await announce(consentWithdrawnEvent.create({ companyId, customerId }));
    return { changed };
  },
});
