import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/section';
import { stable } from '@/lib/platform/merge-values';

type Props<V extends object> = {
  form: {
    values: V;
    base: V;
    theirs?: { changed: Partial<V> };
    resolve: (keepMine: boolean) => void;
  };
  /** What was saved by someone else: "booking". */
  noun: string;
  labels: { [Field in keyof V]: string };
  /** A field's value for people, where it isn't its text. */
  say?: (field: keyof V, value: unknown) => string | undefined;
};

/** Someone else saved first: what they changed, what I have there, and the two ways to go on. */
export function StaleNotice<V extends object>({ form, noun, labels, say }: Props<V>) {
  const box = useRef<HTMLDivElement>(null);
  const { theirs } = form;
  useEffect(() => {
    if (theirs) box.current?.focus();
  }, [theirs]);
  if (!theirs) return null;
  const told = (field: keyof V, value: unknown) => say?.(field, value) ?? (String(value ?? '') || 'Empty');
  const fields = Object.keys(theirs.changed) as (keyof V)[];
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      <Notice
        tone="attention"
        icon={<Icon name="differs" className="size-4" />}
        title={`Someone else saved this ${noun} while you were editing it`}
      >
        <p>Nothing of yours is lost or saved yet. They changed:</p>
        <dl className="my-3 flex flex-col gap-2">
          {fields.map((field) => (
            <div key={String(field)}>
              <dt className="font-medium">{labels[field]}</dt>
              <dd dir="auto" className="break-words">
                {told(field, theirs.changed[field])}
                {stable(form.values[field]) !== stable(form.base[field]) ? (
                  <span className="block">Yours: {told(field, form.values[field])}</span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => form.resolve(true)}>Put my changes on top</Button>
          <Button onClick={() => form.resolve(false)}>Take theirs, drop mine</Button>
        </div>
      </Notice>
    </div>
  );
}
