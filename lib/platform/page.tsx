import 'server-only';
import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import type { ComponentType } from 'react';
import { currentSessionId, shareIdentity } from '@/lib/auth/actor';
import { loginAddress, setUpAddress } from '@/lib/auth/next-address';
import { ownHeaders } from './caller';
import { type Address, openScreen, type Questions, type Screen } from './screen';
import type { Sent } from './sent';
import { tellTimes } from './server-timing';

type PageProps = {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/**
 * The page of a screen: gate and data in one round trip, before anything is streamed, so that the status is right.
 * The view is one client component that gets the data as text: the rows cross to the browser once, and rendering
 * them costs no server components. `path` is the page's own, as in the file system: "/bookings/[id]".
 */
export function page<Input, Q extends Questions, Data>({
  path,
  screen,
  view: View,
}: {
  path: string;
  screen: Screen<Input, Q, Data>;
  view: ComponentType<{ sent: Sent<Data> }>;
}) {
  // biome-ignore lint/correctness/noComponentHookFactories: called once a page's file, as Next asks for a component
  return async function ScreenPage({ params, searchParams }: PageProps) {
    const opening = open();
    shareIdentity(opening.then((opened) => ('identity' in opened ? opened.identity : undefined)));
    const opened = await opening;
    if (opened.state === 'signed_out') redirect(await signInAddress());
    if (opened.state === 'forbidden' && opened.identity.mustSetUp) redirect(setUpAddress);
    if (opened.state === 'forbidden') forbidden();
    if (opened.state === 'nothing' && opened.movedTo) redirect(opened.movedTo as '/');
    if (opened.state === 'nothing') notFound();
    return <View sent={opened.sent} />;

    async function open() {
      const address: Address = { params: await params, search: await searchParams };
      const name = ownHeaders()?.timed;
      const timed = name && (await headers()).get(name);
      return openScreen(screen, {
        sessionId: currentSessionId(),
        address,
        ...(timed && { watch: (times) => tellTimes(timed, times) }),
      });
    }

    /** Where to sign in, and come back to this address. */
    async function signInAddress(): Promise<'/login'> {
      const [given, query] = [await params, await searchParams];
      const here = path.replace(/\[(\w+)\]/g, (_, name) => encodeURIComponent(given[name] ?? ''));
      const search = new URLSearchParams(
        Object.entries(query).flatMap(([name, value]) =>
          [value].flat().flatMap((one) => (one === undefined ? [] : [[name, one]])),
        ),
      );
      return loginAddress(search.size > 0 ? `${here}?${search}` : here) as '/login';
    }
  };
}
