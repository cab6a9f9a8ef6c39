'use server';

import type { Gate } from '@/lib/auth/actor';
import { action } from '@/lib/platform/action';
import { Refusal } from '@/lib/platform/errors';
import { createCustomer as create, updateCustomer as update } from './mutations';
import { customerInput, customerUpdate } from './schema';

function officeActor({ actor }: Gate) {
  if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
  return actor;
}

export const createCustomer = action({
  permission: 'customers.write',
  schema: customerInput,
  run: (input, gate) => create(officeActor(gate), input),
});

export const updateCustomer = action({
  permission: 'customers.write',
  schema: customerUpdate,
  run: (input, gate) => update(officeActor(gate), input),
});
