'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import type { NewDevice } from '@/lib/auth/portal/new-devices';
import { knowDevice, signOutDevice } from '@/lib/people/actions';
import { deviceWords } from '@/lib/people/device-words';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

type Props = { devices: readonly NewDevice[]; where: Locality };

/** Devices that signed in to one's events for the first time, each to be known or signed out. */
export function NewDevices({ devices, where }: Props) {
  return devices.map((device) => <Device key={device.id} device={device} where={where} />);
}

function Device({ device, where }: { device: NewDevice; where: Locality }) {
  const [pending, start] = useTransition();
  const name = deviceWords(device.userAgent);
  const say = (work: Parameters<typeof attempt<undefined>>[0], said: string) =>
    start(async () => {
      const result = await attempt(work);
      showAgain();
      notify(result.ok ? { message: said } : { message: result.message, tone: 'error' });
    });
  return (
    <Notice
      tone="attention"
      title="A new device signed in to your events"
      actions={
        <>
          {device.mayKnow ? (
            <Button
              pending={pending}
              onClick={() => say((key) => knowDevice({ id: device.id }, key), 'Noted: it was you')}
            >
              It was me
            </Button>
          ) : null}
          {device.open ? (
            <Button
              pending={pending}
              onClick={() => say((key) => signOutDevice({ id: device.id }, key), `${name} is signed out`)}
            >
              Sign it out
            </Button>
          ) : null}
        </>
      }
    >
      {name}, {formatDateTime(device.at, where)}.{' '}
      {device.open
        ? 'Wasn’t it you? Sign it out and tell your caterer.'
        : 'It is signed out. Wasn’t it you? Tell your caterer.'}
    </Notice>
  );
}
