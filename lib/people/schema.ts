import { z } from 'zod';
import { officeRoles, roles } from '@/db/enums';
import { requiredText } from '@/lib/platform/text';
import { placeForm } from './company/schema';
import { nobody } from './open-work';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address, for example ama@example.com.').max(254));
const name = requiredText({ missing: 'Enter your name.', most: 120 });
/** What is too short or on a list of leaked ones is said when it is chosen. */
const password = z.string().min(1, 'Choose a password.').max(10_000);

/** A client's invitation names the customer whose events they see. */
export const invitationInput = z.object({
  email,
  role: z.enum(roles),
  customerId: z.uuid().optional(),
});

/** The office's own form. */
export const colleagueForm = z.object({ email, role: z.enum(officeRoles, 'Choose a role.') });
export const roleForm = colleagueForm.pick({ role: true });

export const invitationRef = z.object({ id: z.uuid() });

export const roleInput = z.object({ userId: z.uuid(), role: z.enum(officeRoles) });

const heirId = z.union([z.uuid(), z.literal(nobody)], 'Choose who takes the open work over.');
/** Who takes over what somebody has open. */
export const handOverInput = z.object({ userId: z.uuid(), heirId });

/** `heirId` is null where nothing is open. */
export const removalInput = z.object({ userId: z.uuid(), heirId: heirId.nullable() });

export const nameInput = z.object({ name });

/** `keep` is the session of this browser, which goes on; all others end. */
export const passwordInput = z.object({ current: password, next: password, keep: z.uuid() });
export const passwordForm = passwordInput.omit({ keep: true });

export const sessionRef = z.object({ id: z.uuid() });

export const joinForm = z.object({ name, password });
export const forgotForm = z.object({ email });
export const resetForm = z.object({ password });

const code = z.string().trim().min(1, 'Enter the code.').max(100);
export const codeForm = z.object({ code });
/** `offer` is what the page of the QR code was made with. */
export const turnOnInput = z.object({ code, offer: z.string().max(1000) });
export const turnOffForm = z.object({ password, code });
/** What a device answered is read where its signature is. */
export const passkeyForm = z.object({
  name: requiredText({ missing: 'Give it a name, for example “My phone”.', most: 60 }),
  response: z.unknown(),
});
export const passkeyRef = z.object({ id: z.uuid() });
export const passkeyUse = z.object({
  response: z.unknown(),
  next: z.string().max(2000).nullish(),
  at: z.enum(['door', 'second step', 'confirm']),
});
export const personRef = z.object({ userId: z.uuid() });

/** The first company of an installation and its manager; `token` is the one of the log, where it is asked for. */
export const welcomeForm = placeForm.pick({ country: true, timeZone: true, currency: true }).extend({
  company: requiredText({ missing: 'Enter the company’s name.', most: 120 }),
  name,
  email,
  password,
  token: z.string().trim().max(200),
});
