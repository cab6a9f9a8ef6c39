'use client';

import { useState } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { notify } from '@/components/ui/toast';
import { removeComment } from '@/lib/comments/actions';
import { piecesOf } from '@/lib/comments/mention-rules';
import type { Comment, Talk } from '@/lib/comments/queries';
import type { Locality } from '@/lib/platform/format/zones';
import { CommentBox } from './comment-box';
import type { Dated } from './newest-first';

/** The comments on a record as lines of its timeline. */
export const commentItems = (talk: Talk, { timeZone, locale }: Locality, now: Date): Dated[] =>
  talk.comments.map((comment) => ({
    id: `comment-${comment.id}`,
    at: comment.at,
    icon: <Icon name="messages" />,
    actor: comment.by,
    title: comment.removedBy ? 'commented' : comment.edited ? 'commented (edited)' : 'commented',
    tone: comment.removedBy ? 'plain' : 'brand',
    time: <RelativeTime at={comment.at} now={now} timeZone={timeZone} locale={locale} />,
    content: comment.removedBy ? (
      <p className="text-subtle italic">
        {comment.removedBy === comment.by ? 'Removed' : `Removed by ${comment.removedBy}`}
      </p>
    ) : (
      <CommentBody comment={comment} talk={talk} />
    ),
  }));

function CommentBody({ comment, talk }: { comment: Comment; talk: Talk }) {
  const [state, setState] = useState<'read' | 'edit' | 'remove'>('read');
  if (state === 'edit') return <CommentBox talk={talk} comment={comment} done={() => setState('read')} />;
  return (
    <div className="flex flex-col gap-1.5">
      <p dir="auto" className="whitespace-pre-line break-words text-ink">
        {piecesOf(
          comment.body,
          comment.mentions.map(({ name }) => name),
        ).map(({ text, mention }, at) =>
          mention ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place
            <strong key={at} className="font-medium text-brand-ink">
              {text}
            </strong>
          ) : (
            text
          ),
        )}
      </p>
      {comment.files.length > 0 ? (
        <ul aria-label={`Files of ${comment.by}’s comment`} className="flex flex-col gap-1">
          {comment.files.map(({ id, name, kind }) => (
            <li key={id}>
              <a
                href={`/api/v1/comments/files/${id}`}
                download
                className="inline-flex items-center gap-1.5 text-brand-ink underline underline-offset-2 pointer-coarse:min-h-10"
              >
                <Icon name={kind === 'pdf' ? 'documents' : 'picture'} className="size-4 shrink-0" />
                <bdi className="break-all">{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {state === 'remove' ? (
        <ConfirmRemoval id={comment.id} stay={() => setState('read')} />
      ) : comment.mayEdit || comment.mayRemove ? (
        <div className="-ms-2 flex gap-1">
          {comment.mayEdit ? (
            <Button size="small" variant="quiet" onClick={() => setState('edit')}>
              Edit<span className="sr-only"> comment</span>
            </Button>
          ) : null}
          {comment.mayRemove ? (
            <Button size="small" variant="quiet" onClick={() => setState('remove')}>
              Remove<span className="sr-only"> comment</span>
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function ConfirmRemoval({ id, stay }: { id: string; stay: () => void }) {
  const [pending, setPending] = useState(false);
  const remove = async () => {
    setPending(true);
    const result = await attempt((key) => removeComment({ id }, key));
    setPending(false);
    if (result.ok) notify({ message: 'Comment removed' });
    else notify({ message: 'Not removed', detail: result.message, tone: 'error' });
    stay();
    showAgain();
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Remove this comment</legend>
      <p>It can’t be brought back. That there was a comment stays to be seen.</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="danger" pending={pending} onClick={() => void remove()}>
          Remove the comment
        </Button>
        <Button size="small" disabled={pending} onClick={stay}>
          Keep it
        </Button>
      </div>
    </fieldset>
  );
}
