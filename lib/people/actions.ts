'use server';

import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { callActor, currentSessionId } from '@/lib/auth/actor';
import { chooseCompany } from '@/lib/auth/invitations';
import { type ActionResult, action } from '@/lib/platform/action';
import { refusalOf } from '@/lib/platform/errors';
import * as account from './account';
import * as mutations from './mutations';
import * as portal from './portal/invite';

export const inviteMember = action(mutations.inviteMember, { shows: true });
export const withdrawInvitation = action(mutations.withdrawInvitation, { shows: true });
export const changeRole = action(mutations.changeRole, { shows: true });
export const handOverWork = action(mutations.handOverWork, { shows: true });
export const removeMember = action(mutations.removeMember, { shows: true });
export const resetSecondFactor = action(mutations.resetSecondFactor, { shows: true });
export const renameMe = action(account.renameMe, { shows: true });
export const signOutDevice = action(account.signOutDevice, { shows: true });
export const knowDevice = action(account.knowDevice, { shows: true });
export const inviteToPortal = action(portal.inviteToPortal, { shows: true });
export const signOutOthers = action(account.signOutOthers, { shows: true });

const change = action(account.changePassword, { shows: true });
/** Without its key: what is kept of an intent would hold a fast digest of the passwords. */
export async function changePassword(input: Parameters<typeof change>[0]): Promise<ActionResult<void>> {
  return change(input);
}

/** Works in another of one's own companies from now on. */
export async function workInCompany(companyId: string): Promise<ActionResult<null>> {
  try {
    const { requestId, ip } = await callActor();
    const sessionId = await currentSessionId();
    const wanted = z.uuid().parse(companyId);
    await chooseCompany({ sessionId: sessionId ?? '', companyId: wanted }, { requestId, ip });
    return { ok: true, data: null };
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalOf(error);
    const message = refusal?.message ?? 'This company can’t be opened. Reload the page.';
    return { ok: false, code: refusal?.code ?? 'fault', message };
  }
}
