'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { attempt } from '@/components/form/send';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DialogButton } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { giveUpWording } from '@/lib/messaging/actions';

/** Gives up a version that waits beside the wording in use. */
export function GiveUpVersion({ templateId, backHref }: { templateId: string; backHref: string }) {
  const router = useRouter();
  const dialog = `give-up-${templateId}`;
  return (
    <>
      <DialogButton opens={dialog} size="small">
        Give up this version
      </DialogButton>
      <ConfirmDialog
        id={dialog}
        title="Give up the new version?"
        consequence="Customers keep getting the wording in use. The new one can’t be brought back."
        confirm="Give up the version"
        cancel="Keep it"
        danger
        action={async () => {
          const result = await attempt((key) => giveUpWording({ templateId }, key));
          if (!result.ok)
            return notify({ message: 'The version stays', detail: result.message, tone: 'error' });
          notify({ message: 'New version given up', tone: 'success' });
          router.push(backHref as Route);
        }}
      />
    </>
  );
}
