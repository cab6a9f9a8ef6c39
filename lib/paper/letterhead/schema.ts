import { z } from 'zod';
import { paperSizes } from '@/db/enums';
import { pictureId } from '@/lib/menu/schema';

const lines = (most: number, what: string) =>
  z
    .string()
    .trim()
    .max(most, `${what} holds up to ${most} characters.`)
    .transform((text) => text || null);

/** What stands on the company's paper beside who it is, which its profile says; an empty text is none. */
export const letterheadForm = z.object({
  documentFooter: lines(300, 'The foot'),
  paymentInstructions: lines(1000, 'How to pay'),
  paperSize: z.enum(paperSizes),
  logoId: pictureId,
});

/** The same as a command takes it. */
export const letterheadInput = z.object({
  documentFooter: z.string().max(300).nullable(),
  paymentInstructions: z.string().max(1000).nullable(),
  paperSize: z.enum(paperSizes),
  logoId: pictureId,
  version: z.int().min(1),
});
