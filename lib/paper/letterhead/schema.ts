import { z } from 'zod';
import { paperSizes } from '@/db/enums';
import { pictureId } from '@/lib/menu/schema';

const lines = (most: number, what: string) =>
  z
    .string()
    .trim()
    .max(most, `${what} holds up to ${most} characters.`)
    .transform((text) => text || null);

/** What stands on the company's paper; an empty text is none. */
export const letterheadForm = z.object({
  address: lines(400, 'The address'),
  taxNumber: lines(60, 'The tax number'),
  documentFooter: lines(300, 'The foot'),
  paymentInstructions: lines(1000, 'How to pay'),
  paperSize: z.enum(paperSizes),
  logoId: pictureId,
});

/** The same as a command takes it. */
export const letterheadInput = z.object({
  address: z.string().max(400).nullable(),
  taxNumber: z.string().max(60).nullable(),
  documentFooter: z.string().max(300).nullable(),
  paymentInstructions: z.string().max(1000).nullable(),
  paperSize: z.enum(paperSizes),
  logoId: pictureId,
  version: z.int().min(1),
});
