'use server';

import { refresh } from 'next/cache';
import { action } from '@/lib/platform/action';
import { Refusal } from '@/lib/platform/errors';
import { updateOffer as update } from './mutations';
import { offerInput } from './schema';

export const updateOffer = action({
  permission: 'menu.write',
  schema: offerInput,
  run: async (input, { actor }) => {
    if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
    await update(actor, input);
    refresh();
  },
});
