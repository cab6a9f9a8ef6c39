import 'server-only';
import { invitationToken } from '@/lib/auth/invitations';
import { relyingParty } from '@/lib/auth/passkeys/relying-party';
import type { Permission } from '@/lib/auth/permissions';
import { env, required } from '@/lib/platform/env';
import { screen } from '@/lib/platform/screen';
import { deviceWords } from './device-words';
import {
  askHavePassword,
  askInvitations,
  askMembers,
  askMyCompanies,
  askMyPasskeys,
  askMySecondFactor,
  askMySessions,
} from './queries';

/** The address that an invitee opens. */
export const joinAddress = (invitationId: string) =>
  new URL(`/join/${invitationToken(invitationId)}`, required('PUBLIC_URL')).href;

/** Who belongs to the company, and who was asked to. */
export const peopleScreen = screen({
  permission: 'settings.read',
  input: () => 'people' as const,
  ask: (tx) => [askMembers(tx), askInvitations(tx)] as const,
  tell: ([members, invitations], _input, { identity: { confirmed } }) => ({
    members,
    confirmed,
    // A manager may send the link themselves; it is made anew from the id and stands nowhere.
    invitations: invitations.map((invitation) => ({
      ...invitation,
      link: invitation.holds ? joinAddress(invitation.id) : null,
    })),
    // Where only the company's own address could be the sender, the link is said to be the manager's to send.
    mails: Boolean(env().SMTP_URL && env().MAIL_FROM),
  }),
});

const account = (permission: Permission) =>
  screen({
    permission,
    input: () => 'me' as const,
    ask: (tx) =>
      [
        askMySessions(tx),
        askMyCompanies(tx),
        askMySecondFactor(tx),
        askMyPasskeys(tx),
        askHavePassword(tx),
      ] as const,
    tell: (
      [sessions, companies, [secondStep], passkeys, [password]],
      _input,
      { identity: { sessionId, companyId, name, email, confirmed, role } },
    ) => ({
      name,
      email,
      sessionId,
      secondStep: secondStep ?? null,
      passkeys,
      hasPassword: password?.has ?? false,
      confirmed,
      path: role === 'client' ? '/my/account' : '/account',
      offersPasskeys: relyingParty() !== undefined,
      sessions: sessions.map(({ userAgent, ...session }) => ({
        ...session,
        device: deviceWords(userAgent),
        here: session.id === sessionId,
      })),
      companies: companies.map((company) => ({ ...company, here: company.id === companyId })),
    }),
  });

/** One's own name, password, sessions and companies: in the office and in the portal. */
export const officeAccountScreen = account('office.open');
export const portalAccountScreen = account('portal.read');
