'use client';

import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ScoreValues } from '@/lib/feedback/schema';
import { aspects, aspectWords } from './words';

const scores = [
  { value: '', label: 'Not said' },
  { value: '5', label: '5 – Excellent' },
  { value: '4', label: '4 – Good' },
  { value: '3', label: '3 – Average' },
  { value: '2', label: '2 – Poor' },
  { value: '1', label: '1 – Very bad' },
];
const answers = [
  { value: '', label: 'Not said' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

export type Scores = Partial<
  Record<'rating' | 'food' | 'service' | 'presentation' | 'timeliness', number | null>
> & {
  wouldRecommend?: boolean | null;
  comments?: string | null;
};

type Props = {
  form: {
    bind: (name: keyof ScoreValues) => ComponentProps<'select'> & ComponentProps<'textarea'>;
    errors: Record<string, string>;
  };
};

/** The fields of one feedback, for correcting a reading and for what was told by phone. */
export function ScoreFields({ form: { bind, errors } }: Props) {
  return (
    <>
      <Field label="Overall rating" name="rating" error={errors.rating}>
        <Select {...bind('rating')} options={scores} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {aspects.map((aspect) => (
          <Field key={aspect} label={aspectWords[aspect]} name={aspect} error={errors[aspect]} optional>
            <Select {...bind(aspect)} options={scores} />
          </Field>
        ))}
      </div>
      <Field label="Would recommend us" name="wouldRecommend" error={errors.wouldRecommend} optional>
        <Select {...bind('wouldRecommend')} options={answers} />
      </Field>
      <Field label="In their words" name="comments" error={errors.comments} optional>
        <Textarea {...bind('comments')} rows={4} dir="auto" />
      </Field>
    </>
  );
}

/** Stored figures and words as the fields hold them. */
export function typedScores(stored: Scores): ScoreValues {
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  const { rating, food, service, presentation, timeliness, wouldRecommend, comments } = stored;
  return {
    rating: text(rating),
    food: text(food),
    service: text(service),
    presentation: text(presentation),
    timeliness: text(timeliness),
    wouldRecommend: wouldRecommend == null ? '' : wouldRecommend ? 'yes' : 'no',
    comments: comments ?? '',
  };
}

/** What the fields are called where a change is told. */
export const scoreWords: Record<keyof ScoreValues, string> = {
  rating: 'Overall rating',
  ...aspectWords,
  wouldRecommend: 'Would recommend us',
  comments: 'In their words',
};
