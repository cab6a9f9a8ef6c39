'use client';

import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
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

const text = (value: number | null | undefined) => (value == null ? '' : String(value));

/** The fields of one feedback, for correcting a reading and for what was told by phone. */
export function ScoreFields({ values, errors }: { values: Scores; errors: Record<string, string> }) {
  return (
    <>
      <Field label="Overall rating" name="rating" error={errors.rating}>
        <Select options={scores} defaultValue={text(values.rating)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {aspects.map((aspect) => (
          <Field key={aspect} label={aspectWords[aspect]} name={aspect} error={errors[aspect]} optional>
            <Select options={scores} defaultValue={text(values[aspect])} />
          </Field>
        ))}
      </div>
      <Field label="Would recommend us" name="wouldRecommend" error={errors.wouldRecommend} optional>
        <Select
          options={answers}
          defaultValue={values.wouldRecommend == null ? '' : values.wouldRecommend ? 'yes' : 'no'}
        />
      </Field>
      <Field label="In their words" name="comments" error={errors.comments} optional>
        <Textarea rows={4} maxLength={4000} defaultValue={values.comments ?? ''} dir="auto" />
      </Field>
    </>
  );
}

/** What a form of these fields holds. */
export function readScores(form: FormData) {
  const value = (name: string) => String(form.get(name) ?? '');
  return {
    rating: value('rating'),
    food: value('food'),
    service: value('service'),
    presentation: value('presentation'),
    timeliness: value('timeliness'),
    wouldRecommend: value('wouldRecommend'),
    comments: value('comments'),
  };
}
