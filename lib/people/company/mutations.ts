import 'server-only';
import { z } from 'zod';
import { setCompany } from '@/lib/auth/company-settings';
import { normalisePhone } from '@/lib/customers/phone';
import { command } from '@/lib/platform/command';
import { refuseField } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { askCompany } from './queries';
import { accessInput, habitsInput, placeInput, profileInput } from './schema';

const output = z.object({ version: z.number() });

/** Sets who the company is. Throws `stale` with what somebody else set meanwhile. */
export const saveProfile = command({
  name: 'save company profile',
  permission: 'settings.write',
  input: profileInput,
  output,
  write: async (tx, profile, { companyId }) => {
    const stored = async () => (await askCompany(tx))[0];
    const before = await stored();
    // What stands there already is left, however it came to be.
    const kept = profile.phone === before?.phone;
    const phone =
      profile.phone && !kept ? normalisePhone(profile.phone, before?.country ?? '') : profile.phone;
    if (phone === undefined)
      throw refuseField(
        'phone',
        'This can’t be a phone number. Enter it with its country code, for example +233 30 123 4567.',
      );
    return setCompany(tx, { companyId, ...profile, phone }, stored);
  },
});

/**
 * Sets where the company works. Another zone gives every event another day and clock time, so figures and dues are counted anew in
 * the same transaction; another currency is refused by the database once anything has a price. Throws Refusal.
 */
export const savePlace = command({
  name: 'save company place',
  permission: 'settings.write',
  input: placeInput,
  output,
  write: (tx, place, { companyId }) =>
    setCompany(tx, { companyId, ...place }, async () => (await askCompany(tx))[0]),
});

/** Sets when the automation writes and what a bad event sets off. Throws `stale`. */
export const saveHabits = command({
  name: 'save company habits',
  permission: 'settings.write',
  input: habitsInput,
  output,
  write: (tx, habits, { companyId }) =>
    setCompany(tx, { companyId, ...habits }, async () => (await askCompany(tx))[0]),
});

/** Sets how people sign in; holds from everybody's next click on. Throws `stale`. */
export const saveAccess = command({
  name: 'save company access',
  permission: 'settings.write',
  input: accessInput,
  output,
  before: requireRecentAuth,
  write: (tx, access, { companyId }) =>
    setCompany(tx, { companyId, ...access }, async () => (await askCompany(tx))[0]),
});
