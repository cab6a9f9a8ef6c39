'use server';

import { refresh } from 'next/cache';
import type { Gate } from '@/lib/auth/actor';
import { action } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { parseMoney } from '@/lib/platform/money';
import { openByHand } from './open-by-hand';
import { reaskCustomer } from './reask-customer';
import {
  assignInput,
  caseInput,
  decisionInput,
  noteInput,
  openInput,
  remedyInput,
  reopenInput,
  resolveInput,
} from './schema';
import {
  acknowledgeCase,
  addCaseNote,
  assignCase,
  closeCase,
  decideProposedRemedy,
  proposeRemedy,
  reopenCase,
  resolveCase,
} from './work-case';

function officeActor({ actor }: Gate) {
  if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
  return actor;
}

const shown = async <T>(work: Promise<T>): Promise<T> => {
  const result = await work;
  refresh();
  return result;
};

export const acknowledge = action({
  permission: 'cases.work',
  schema: caseInput,
  run: ({ caseId }, gate) => shown(acknowledgeCase(officeActor(gate), caseId, now())),
});

export const resolve = action({
  permission: 'cases.work',
  schema: resolveInput,
  run: (input, gate) => shown(resolveCase(officeActor(gate), input, now())),
});

export const close = action({
  permission: 'cases.work',
  schema: caseInput,
  run: ({ caseId }, gate) => shown(closeCase(officeActor(gate), caseId, now())),
});

export const reopen = action({
  permission: 'cases.work',
  schema: reopenInput,
  run: (input, gate) => shown(reopenCase(officeActor(gate), input, now())),
});

export const reask = action({
  permission: 'cases.work',
  schema: caseInput,
  run: ({ caseId }, gate) => shown(reaskCustomer(officeActor(gate), caseId, now())),
});

export const assign = action({
  permission: 'cases.work',
  schema: assignInput,
  run: (input, gate) => shown(assignCase(officeActor(gate), input)),
});

export const addNote = action({
  permission: 'cases.work',
  schema: noteInput,
  run: (input, gate) => shown(addCaseNote(officeActor(gate), input)),
});

export const offerRemedy = action({
  permission: 'cases.work',
  schema: remedyInput,
  run: (input, gate) => {
    const { currency } = gate.identity;
    const amount = parseMoney(input.amount, currency);
    if (amount === undefined) {
      const amountProblem = `Enter an amount in ${currency}, for example 150.00.`;
      throw new Refusal('invalid', 'The amount can’t be read.', { fields: { amount: amountProblem } });
    }
    return shown(proposeRemedy(officeActor(gate), { ...input, amount }));
  },
});

export const decideRemedy = action({
  permission: 'cases.approve',
  schema: decisionInput,
  run: (input, gate) => shown(decideProposedRemedy(officeActor(gate), input)),
});

export const openCaseByHand = action({
  permission: 'cases.work',
  schema: openInput,
  run: (input, gate) => shown(openByHand(officeActor(gate), input, now())),
});
