import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/);
const id = base64url(1400).min(8);
const common = {
  id,
  rawId: id,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
};

/** What a device says when it made a passkey, of a size that is looked at; what we don't read is dropped. */
export const madePasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(8000),
    transports: z.array(z.string().max(20)).max(10).optional().catch(undefined),
  }),
}) as unknown as z.ZodType<RegistrationResponseJSON>;

/** What a device says when it was asked for one. */
export const usedPasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(4000),
    userHandle: base64url(100)
      .nullish()
      .transform((handle) => handle ?? undefined),
  }),
}) as unknown as z.ZodType<AuthenticationResponseJSON>;
