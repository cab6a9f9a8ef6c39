'use client';

import { useState } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Avatar } from '@/components/ui/avatar';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogButton } from '@/components/ui/dialog';
import { List, ListRow } from '@/components/ui/list-row';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Badge, Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { may } from '@/lib/auth/permissions';
import { inviteMember, withdrawInvitation } from '@/lib/people/actions';
import { countOf, workWords } from '@/lib/people/open-work';
import type { peopleScreen } from '@/lib/people/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { HandOverDialog } from './hand-over-dialog';
import { InviteDialog, inviteDialog } from './invite-dialog';
import { RemoveDialog } from './remove-dialog';
import { ResetDialog } from './reset-dialog';
import { RoleDialog } from './role-dialog';
import { RolesTable } from './role-field';
import { roleWords } from './words';

type Data = DataOf<typeof peopleScreen>;
type Member = Data['members'][number];
type Invitation = Data['invitations'][number];

/** Does it, shows what came of it, and says so. */
async function done<T>(
  work: Parameters<typeof attempt<T>>[0],
  said: { message: string; detail?: string },
): Promise<void> {
  const result = await attempt(work);
  showAgain();
  notify(result.ok ? said : { message: result.message, tone: 'error' });
}

/** Who works here, who was invited, and what each may do. */
export function PeopleScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, now } = useScreen(sent);
  const [leaving, setLeaving] = useState<Member>();
  const [locked, setLocked] = useState<Member>();
  const [changing, setChanging] = useState<Member>();
  const [giving, setGiving] = useState<Member>();
  const office = data.members.filter(({ role }) => role !== 'client');
  const clients = data.members.filter(({ role }) => role === 'client');
  const heirsOf = (leaver: Member) =>
    office.filter(
      ({ userId, disabled, role }) => userId !== leaver.userId && !disabled && may(role, 'enquiries.work'),
    );
  const when = { now, timeZone: place.timeZone, locale: place.locale };
  return (
    <>
      <PageHead
        title="People"
        meta={['Who works with you, and who your clients’ logins are']}
        primary={
          <DialogButton opens={inviteDialog} variant="primary">
            Invite a colleague
          </DialogButton>
        }
      />
      <div className="flex max-w-3xl flex-col gap-10">
        <Section title="In the office" note="A changed role holds at the person’s next click.">
          <List label="In the office">
            {office.map((member) => (
              <ListRow
                key={member.userId}
                lead={<Avatar name={member.name} />}
                title={member.name}
                state={
                  <>
                    <Badge>{roleWords[member.role]}</Badge>
                    {member.userId === place.userId ? <Badge>You</Badge> : null}
                    {member.secondStep ? <Badge>Second step</Badge> : null}
                    {member.disabled ? <Pill tone="rose">Locked</Pill> : null}
                  </>
                }
                detail={
                  <>
                    {member.email} · <Seen member={member} when={when} />
                    {countOf(member.openWork) > 0 ? ` · open: ${workWords(member.openWork)}` : null}
                  </>
                }
                end={
                  member.userId === place.userId ? null : (
                    <MemberMenu
                      member={member}
                      become={() => setChanging(member)}
                      give={() => setGiving(member)}
                      remove={() => setLeaving(member)}
                      reset={() => setLocked(member)}
                    />
                  )
                }
              />
            ))}
          </List>
        </Section>
        {data.invitations.length > 0 ? (
          <Section
            title="Invited"
            note={
              data.mails
                ? 'The link goes to them by mail; you can send it yourself as well. It works once, for 72 hours.'
                : 'Send them the link. It works once, for 72 hours, and only for this address.'
            }
          >
            <List label="Invited">
              {data.invitations.map((invitation) => (
                <InvitedRow key={invitation.id} invitation={invitation} />
              ))}
            </List>
          </Section>
        ) : null}
        <Section
          title="What each role sees"
          note="The database holds everybody to it, whatever a page shows."
        >
          <RolesTable />
        </Section>
        {clients.length > 0 ? (
          <Section title="Clients" note="They see their own events and nothing else.">
            <List label="Clients">
              {clients.map((member) => (
                <ListRow
                  key={member.userId}
                  lead={<Avatar name={member.name} />}
                  title={member.name}
                  detail={
                    <>
                      {member.email} · {member.customer} · <Seen member={member} when={when} />
                    </>
                  }
                  end={
                    <MemberMenu
                      member={member}
                      remove={() => setLeaving(member)}
                      reset={() => setLocked(member)}
                    />
                  }
                />
              ))}
            </List>
          </Section>
        ) : null}
      </div>
      <InviteDialog mails={data.mails} confirmed={data.confirmed} />
      {locked ? (
        <ResetDialog
          key={locked.userId}
          member={locked}
          confirmed={data.confirmed}
          close={() => setLocked(undefined)}
        />
      ) : null}
      {leaving ? (
        <RemoveDialog
          key={leaving.userId}
          member={leaving}
          heirs={heirsOf(leaving)}
          confirmed={data.confirmed}
          close={() => setLeaving(undefined)}
        />
      ) : null}
      {changing ? (
        <RoleDialog
          key={changing.userId}
          member={changing}
          confirmed={data.confirmed}
          close={() => setChanging(undefined)}
        />
      ) : null}
      {giving ? (
        <HandOverDialog
          key={giving.userId}
          member={giving}
          heirs={heirsOf(giving)}
          close={() => setGiving(undefined)}
        />
      ) : null}
    </>
  );
}

type When = { now: Date; timeZone: string; locale: string };

function Seen({ member, when }: { member: Member; when: When }) {
  return member.seenAt ? (
    <>
      seen <RelativeTime at={member.seenAt} {...when} />
    </>
  ) : (
    <>not seen yet</>
  );
}

type MenuProps = {
  member: Member;
  remove: () => void;
  reset: () => void;
  become?: () => void;
  give?: () => void;
};

function MemberMenu({ member, remove, reset, become, give }: MenuProps) {
  return (
    <Menu
      label={`${member.name}: role and access`}
      entries={[
        ...(become ? [{ label: 'Change role…', asks: true as const, onSelect: become }] : []),
        ...(give && countOf(member.openWork) > 0
          ? [{ label: 'Hand over open work…', asks: true as const, onSelect: give }]
          : []),
        ...(member.secondStep
          ? [{ label: 'Take the second step away…', asks: true as const, onSelect: reset }]
          : []),
        { label: 'Take access away…', danger: true, asks: true, onSelect: remove },
      ]}
    />
  );
}

function InvitedRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, link } = invitation;
  // A client's invitation is repeated from where the customer is.
  const again = () =>
    void done((key) => inviteMember({ email, role }, key), {
      message: `${email} has a new invitation`,
      detail: 'It holds for 72 hours; the one before opens nothing any more.',
    });
  const withdraw = () =>
    void done((key) => withdrawInvitation({ id }, key), { message: `${email}: the invitation is withdrawn` });
  return (
    <ListRow
      title={email}
      state={
        <>
          <Badge>{roleWords[role]}</Badge>
          {link ? null : <Pill tone="amber">Too old</Pill>}
        </>
      }
      end={
        <span className="flex items-center gap-2">
          {link ? <CopyButton value={link} label={`Copy the link for ${email}`} /> : null}
          <Menu
            label={`${email}: invitation`}
            entries={[
              ...(role === 'client' ? [] : [{ label: 'Invite again', onSelect: again }]),
              { label: 'Withdraw', danger: true, onSelect: withdraw },
            ]}
          />
        </span>
      }
    />
  );
}
