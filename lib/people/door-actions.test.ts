import { expect, test } from 'vitest';
import { askForCode, chooseRecord, enterCode } from './portal-action';
import { secondStepAction, signInAction } from './sign-in-action';

/** Anybody can call an action with anything: a sentence comes back, and nothing breaks. */
test.each([
  ['sign-in', signInAction],
  ['the second step', secondStepAction],
  ['asking for a code', askForCode],
  ['entering a code', enterCode],
  ['choosing a record', chooseRecord],
])('%s that is sent no form says what is missing', async (_, action) => {
  for (const sent of [undefined, null, 'email=a', 5, {}, [], { email: 'a@b.test', password: 'x' }])
    expect(await action({}, sent as FormData)).toMatchObject({ message: expect.any(String) });
});
