'use server';

import { refresh } from 'next/cache';
import type { Gate } from '@/lib/auth/actor';
import { action } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { correctFeedback as correct, recordHeard as record } from './mutations';
import { correctionInput, heardInput } from './schema';

function officeActor({ actor }: Gate) {
  if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
  return actor;
}

export const correctFeedback = action({
  permission: 'feedback.correct',
  schema: correctionInput,
  run: async (input, gate) => {
    await correct(officeActor(gate), input, now());
    refresh();
  },
});

export const recordHeard = action({
  permission: 'feedback.record',
  schema: heardInput,
  run: (input, gate) => record(officeActor(gate), input, now()),
});
