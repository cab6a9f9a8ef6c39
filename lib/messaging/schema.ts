import { z } from 'zod';
import { consentChannels, consentStates } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { lengthOf, optionalText, requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';

const blankIsNone = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsNone, schema.nullable());

const phone = z
  .string()
  .trim()
  .transform((text) => text.replace(/^whatsapp:/, '').replace(/[\s()-]/g, ''))
  .refine(
    (text) => /^\+[1-9]\d{6,14}$/.test(text),
    'Write the number with its country code, like +233 24 123 4567.',
  );

/** A company's WhatsApp sender. The token is written and never read back; blank keeps the stored one. */
const sender = {
  name: requiredText({ missing: 'Give the sender a name.', most: 80, long: 'Use at most 80 characters.' }),
  address: optional(phone),
  messagingServiceSid: optional(
    z
      .string()
      .trim()
      .regex(/^MG[0-9a-f]{32}$/i, 'A messaging service begins with MG and has 34 characters.'),
  ),
  smsAddress: optional(
    z
      .string()
      .trim()
      .transform((text) => (/[A-Za-z]/.test(text) ? text : text.replace(/[\s()-]/g, '')))
      .refine(
        (text) => /^\+[1-9]\d{6,14}$/.test(text) || /^(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}$/.test(text),
        'Write a number with its country code, or a name of 3 to 11 letters and digits.',
      ),
  ).optional(),
  accountSid: optional(
    z
      .string()
      .trim()
      .regex(/^AC[0-9a-f]{32}$/i, 'An account SID begins with AC and has 34 characters.'),
  ),
  authToken: optional(
    z.string().trim().min(8, 'This is too short for a token.').max(200, 'This is too long for a token.'),
  ),
  active: z.boolean(),
};
const rateBounds = { missing: 'At least 1 a second.', most: 500, tooLarge: 'At most 500 a second.' };
type Reached = { address: string | null; messagingServiceSid: string | null };
const isReachable = ({ address, messagingServiceSid }: Reached) => Boolean(address ?? messagingServiceSid);
const unreachable = { path: ['address'], message: 'Give a WhatsApp number or a messaging service.' };

export const senderInput = z
  .object({
    id: z.uuid().optional(),
    version: z.number().int().positive().optional(),
    ...sender,
    rate: whole(rateBounds).default(80),
  })
  .refine(isReachable, unreachable);
/** The same as a form's fields hold it. */
export const senderForm = z.object({ ...sender, rate: wholeText(rateBounds) }).check(
  acrossFields(['address', 'messagingServiceSid'], (input, refuse) => {
    if (!isReachable(input)) refuse('address', unreachable.message);
  }),
);

export const senderRef = z.object({ senderId: z.uuid() });
export const conversationRef = z.object({ conversationId: z.uuid() });

/** Who an unknown sender is: a customer that there is, or a new one by this name. */
export const linkInput = conversationRef
  .extend({
    customerId: z.preprocess((value) => value || undefined, z.uuid().optional()),
    name: optionalText({ most: 120 }),
  })
  .refine(({ customerId, name }) => (customerId === undefined) !== (name === null), {
    path: ['customerId'],
    message: 'Choose a customer, or write the name of a new one.',
  });

/** WhatsApp takes 4,096 characters of text; Twilio 1,600. */
export const replyInput = conversationRef.extend({
  body: requiredText({
    missing: 'Write something first.',
    most: 1600,
    long: 'Use at most 1,600 characters.',
    lines: true,
  }),
});

export const templateRef = z.object({ templateId: z.uuid() });

/** A wording with its places by name; what WhatsApp's rules say about it is checked where its purpose is known. */
export const templateInput = templateRef.extend({
  version: z.number().int().positive(),
  body: requiredText({
    missing: 'Write a text.',
    most: 2000,
    long: 'Use at most 1,024 characters.',
    lines: true,
  }),
  samples: z.record(
    z.string().max(40),
    optionalText({ most: 200, long: 'Use at most 200 characters.' }).transform((text) => text ?? ''),
  ),
  titles: z
    .array(optionalText({ most: 100, long: 'Use at most 20 characters.' }).transform((text) => text ?? ''))
    .max(20),
});
/** Without the record: what its form holds. */
export const templateForm = templateInput.omit({ templateId: true, version: true });

export const testSendInput = templateRef.extend({ phone });

const howAgreed = requiredText({
  missing: 'Say how the customer said it.',
  most: 500,
  long: 'Use at most 500 characters.',
  lines: true,
}).refine((text) => lengthOf(text) >= 5, 'Say how the customer said it.');

/** What a customer said to the office about being written to. */
export const consentInput = z.object({
  customerId: z.uuid(),
  channel: z.enum(consentChannels, { error: 'Choose the channel.' }),
  state: z.enum(consentStates, { error: 'Choose what they said.' }),
  reason: howAgreed,
});

export const optInInput = z.object({
  customerId: z.uuid(),
  reason: requiredText({
    missing: 'Say how the customer agreed.',
    most: 500,
    long: 'Use at most 500 characters.',
    lines: true,
  }).refine((text) => lengthOf(text) >= 5, 'Say how the customer agreed.'),
});
