'use client';

import { useEffect, useRef } from 'react';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { FieldScope } from '@/components/ui/field-scope';
import { notify } from '@/components/ui/toast';
import { addComment, editComment, seeMentions } from '@/lib/comments/actions';
import type { Comment, Talk } from '@/lib/comments/queries';
import type { boxForm } from '@/lib/comments/schema';
import { AddFiles } from './add-files';
import { MentionField } from './mention-field';

type Person = { id: string; name: string };
type Values = { body: string; chosen: Person[]; files: Person[] };

// Nobody comments before the page stands, and few do then.
const schema = () => import('@/lib/comments/schema').then((file) => file.boxForm);

const empty: Values = { body: '', chosen: [], files: [] };

/** Says something about a record to colleagues, or puts right what was just said. */
export function CommentBox({ talk, comment, done }: { talk: Talk; comment?: Comment; done?: () => void }) {
  const { on } = talk;
  useSeen(comment ? false : talk.waits, on.id);
  const id = comment ? `comment-${comment.id}` : `comment-on-${on.id}`;
  const form = useForm<Values, ReturnType<typeof boxForm.parse>, unknown>({
    id,
    initial: comment ? { ...empty, body: comment.body, chosen: comment.mentions } : empty,
    schema,
    draft: !comment,
    send: ({ body, mentions, files }, key) =>
      comment
        ? editComment({ id: comment.id, body, mentions }, key)
        : addComment({ on, body, mentions, files }, key),
    saved: (_, reset) => {
      notify({ message: comment ? 'Comment changed' : 'Comment added' });
      showAgain();
      if (done) done();
      else reset();
    },
  });
  const { values, errors } = form;
  return (
    <FieldScope value={id}>
      <Form form={form} className="flex flex-col gap-3">
        <MentionField
          label={comment ? 'Your comment' : 'Comment for colleagues'}
          value={values.body}
          chosen={values.chosen}
          colleagues={talk.colleagues}
          error={errors.body}
          change={form.set}
        />
        {comment ? null : (
          <AddFiles
            files={values.files}
            error={errors.files}
            change={(files) => form.set({ files })}
            hold={form.hold}
          />
        )}
        <div className="flex flex-wrap gap-2">
          <SaveButton form={form} variant="secondary">
            {comment ? 'Save comment' : 'Add comment'}
          </SaveButton>
          {done ? (
            <Button
              onClick={() => {
                form.reset();
                done();
              }}
            >
              Leave it as it was
            </Button>
          ) : null}
        </div>
      </Form>
    </FieldScope>
  );
}

/** Ends the notification of a mention once its record is looked at; a page that nobody looks at ends none. */
function useSeen(waits: boolean, recordId: string) {
  const told = useRef(false);
  useEffect(() => {
    const look = () => {
      if (!waits || told.current || document.visibilityState !== 'visible') return;
      told.current = true;
      void seeMentions({ recordId }).catch(() => {
        told.current = false;
      });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [waits, recordId]);
}
