'use client';

import { useState } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { closeDialog, Dialog, DialogButton } from '@/components/ui/dialog';
import { List, ListRow } from '@/components/ui/list-row';
import { Badge } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { removePasskeyAction } from '@/lib/people/passkey-action';
import type { OwnPasskey } from '@/lib/people/queries';
import { makePasskey, usePasskeysHere } from './use-passkey';

const adding = 'add-passkey';
const nameForm = () => import('@/lib/people/schema').then((file) => file.passkeyForm.pick({ name: true }));
const noneForm = () => import('@/lib/people/schema').then((file) => file.passkeyForm.pick({}));

type Props = {
  passkeys: readonly OwnPasskey[];
  /** What this browser is called, to name a new one by. */
  device: string;
  /** They proved within 10 minutes who they are. */
  confirmed: boolean;
  /** Where this is, to come back to. */
  path: string;
  when: { now: Date; timeZone: string; locale: string };
};

/** One's own passkeys: what signs in by finger, face or PIN of a device. */
export function PasskeySection({ passkeys, device, confirmed, path, when }: Props) {
  const here = usePasskeysHere();
  const [leaving, setLeaving] = useState<OwnPasskey>();
  return (
    <Section
      title="Passkeys"
      note="Sign in by finger, face or PIN of your device: nothing to remember, nothing to steal."
    >
      {passkeys.length > 0 ? (
        <List label="Passkeys">
          {passkeys.map((passkey) => (
            <ListRow
              key={passkey.id}
              title={passkey.name}
              state={passkey.copied ? <Badge>Copied: opens nothing</Badge> : null}
              detail={
                <>
                  {passkey.usedAt ? (
                    <>
                      used <RelativeTime at={passkey.usedAt} {...when} />
                    </>
                  ) : (
                    'not used yet'
                  )}{' '}
                  · since <RelativeTime at={passkey.createdAt} {...when} />
                </>
              }
              end={
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  onClick={() => setLeaving(passkey)}
                  aria-label={`Remove ${passkey.name}`}
                >
                  Remove
                </Button>
              }
            />
          ))}
        </List>
      ) : null}
      {here ? (
        <div>
          <DialogButton opens={adding}>Add a passkey</DialogButton>
        </div>
      ) : (
        <p className="text-muted text-sm">This browser can’t make passkeys at this address.</p>
      )}
      <AddDialog device={device} confirmed={confirmed} path={path} />
      {leaving ? (
        <RemoveDialog
          key={leaving.id}
          passkey={leaving}
          confirmed={confirmed}
          path={path}
          close={() => setLeaving(undefined)}
        />
      ) : null}
    </Section>
  );
}

type Adding = { device: string; confirmed: boolean; path: string };

function AddDialog({ device, confirmed, path }: Adding) {
  const form = useForm({
    id: adding,
    initial: { name: device },
    draft: false,
    schema: nameForm,
    send: ({ name }) => makePasskey(name),
    saved: (_, reset) => {
      reset();
      closeDialog(adding);
      notify({ message: 'Your passkey is added', detail: 'Next time you sign in with it.' });
      showAgain();
    },
  });
  const title = 'Add a passkey';
  if (!confirmed)
    return (
      <Dialog id={adding} title={title}>
        <ConfirmFirst path={path} what="add a passkey" />
      </Dialog>
    );
  return (
    <DialogForm
      id={adding}
      title={title}
      description="Your browser asks for your finger, face or PIN next."
      form={form}
      submit="Make the passkey"
      cancel="Not now"
    >
      <InputField
        {...form.field('name')}
        label="Name"
        help="To know it by in this list."
        required
        dir="auto"
      />
    </DialogForm>
  );
}

type Removal = { passkey: OwnPasskey; confirmed: boolean; path: string; close: () => void };

function RemoveDialog({ passkey: { id, name }, confirmed, path, close }: Removal) {
  const form = useForm({
    id: `remove-${id}`,
    initial: {},
    draft: false,
    schema: noneForm,
    send: () => removePasskeyAction({ id }),
    saved: (_, reset) => {
      reset();
      close();
      notify({ message: `${name} signs you in no more` });
      showAgain();
    },
  });
  const title = `Remove ${name}?`;
  if (!confirmed)
    return (
      <Dialog id="remove-passkey" open onClose={close} title={title}>
        <ConfirmFirst path={path} what="remove it" />
      </Dialog>
    );
  return (
    <DialogForm
      id="remove-passkey"
      open
      onClose={close}
      title={title}
      description="It signs you in no more. You can delete it from the device as well."
      form={form}
      submit="Remove it"
      danger
      cancel="Keep it"
    />
  );
}
