'use client';

import { DialogButton } from '@/components/ui/dialog';
import { openCaseByHand } from '@/lib/cases/actions';
import { openInput } from '@/lib/cases/schema';
import { WordsDialog } from './words-dialog';

const dialog = 'open-case';

/** A case for what the customer told a person: by phone, at the event, between the lines of an answer. */
export function OpenCase({ bookingId }: { bookingId: string }) {
  return (
    <>
      <DialogButton opens={dialog}>Open a case</DialogButton>
      <WordsDialog
        id={dialog}
        title="Open a recovery case"
        description="It is yours to work on, and its clock starts now."
        label="What went wrong?"
        name="summary"
        submit="Open the case"
        done="Case opened"
        about={bookingId}
        words={openInput.shape.summary}
        save={(summary, key) => openCaseByHand({ bookingId, summary }, key)}
      />
    </>
  );
}
