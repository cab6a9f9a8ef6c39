'use client';

import { usePathname } from 'next/navigation';
import { buttonStyle } from '../ui/button-style';

type Way = { href: string; label: string };
type Words = { title: string; text: string; ways: readonly Way[] };

const start = { href: '/', label: 'Go to the start' };
const today = { href: '/dashboard', label: 'Go to Today' };
const gone = 'The link may be old or incomplete, or what it led to was removed.';

const said = {
  signIn: {
    title: 'Please sign in to see this page',
    text: 'You are not signed in here, or your session has ended. What you saved is safe; sign in and open the page again.',
    ways: [{ href: '/login', label: 'Sign in' }],
  },
  office: {
    title: 'This page is for your customers',
    text: 'You are signed in as a member of the team. What customers see of an event is on its booking too.',
    ways: [today, { href: '/login', label: 'Sign in as someone else' }],
  },
  staff: {
    title: 'This page is for managers',
    text: 'You are signed in as staff. Ask a manager to do it for you, or to change your role if you need it for your work.',
    ways: [today],
  },
  client: {
    title: 'This page is for the caterer’s team',
    text: 'Your own events are all here. If you were sent this link, ask your caterer for what it should have shown.',
    ways: [{ href: '/my/bookings', label: 'Go to my events' }],
  },
  nothing: {
    title: 'There is nothing at this address',
    text: `${gone} Check the address, or look for it from the start.`,
    ways: [start],
  },
  nothingInOffice: {
    title: 'There is nothing at this address',
    text: `${gone} Look for it in its list.`,
    ways: [{ href: '/bookings', label: 'Look through the bookings' }, today],
  },
  nothingOfMine: {
    title: 'We can’t find this event',
    text: 'The link may be old or incomplete, or the event belongs to another login. All of yours are in the list.',
    ways: [{ href: '/my/bookings', label: 'Go to my events' }],
  },
} as const satisfies Record<string, Words>;

/**
 * Every page that isn't shown, by one word: a boundary's tree travels in each page's payload, so it must be one
 * line there. The same answer for what doesn't exist and for what belongs to another company.
 */
export function Refused({
  why,
  bare = false,
}: {
  /** `role`: a whole frame is refused. The office's is refused to clients only, and theirs to the office only. */
  why: keyof typeof said | 'role';
  /** Outside a frame. */
  bare?: boolean;
}) {
  const portal = /^\/my(\/|$)/.test(usePathname());
  const { title, text, ways } = said[why === 'role' ? (portal ? 'office' : 'client') : why];
  const Place = bare ? 'main' : 'div';
  return (
    <Place className={bare ? 'mx-auto w-full max-w-3xl px-6 py-16' : undefined}>
      <h1 className="font-semibold text-lg">{title}</h1>
      <p className="mt-1 max-w-lg text-muted text-sm">{text}</p>
      <p className="mt-4 flex flex-wrap gap-2">
        {ways.map(({ href, label }, index) => (
          <a
            key={href}
            href={href}
            className={buttonStyle({ variant: index === 0 ? 'primary' : 'secondary' })}
          >
            {label}
          </a>
        ))}
      </p>
    </Place>
  );
}
