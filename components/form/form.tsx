'use client';

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import type { Fields } from './form-values';
import type { Doubt } from './use-form';

/** What of a form's state its frame shows. */
type Shown = {
  values: object;
  errors: Fields;
  message?: string;
  doubt?: Doubt;
  restored: boolean;
  pending: boolean;
  adopt(typed: object): void;
  save: () => void;
  prepare: () => void;
  reset: () => void;
  askAgain: () => void;
};

type FormProps = {
  form: Shown;
  children: ReactNode;
  className?: string;
};

/**
 * A form with its problems in sum on top, what became of it when that isn't clear, and the draft that was found.
 * Saved by its button, Enter, or ⌘Enter (Ctrl Enter) from any field; never checked by the browser's own bubbles.
 */
export function Form({ form, children, className = 'flex flex-col gap-4' }: FormProps) {
  const element = useRef<HTMLFormElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was typed before the script arrived
  useLayoutEffect(() => {
    form.adopt(typedBefore(element.current, form.values));
    // Whoever was in a field before the script arrived has been there before `onFocus`.
    // Not by the form's own `contains`: a field may be called so, and then it is that field.
    if (element.current && document.activeElement?.closest('form') === element.current) form.prepare();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    form.save();
  };
  return (
    <form
      ref={element}
      noValidate
      aria-busy={form.pending}
      className={className}
      onKeyDown={onKeyDown}
      onFocus={form.prepare}
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <FormState form={form} />
      {children}
    </form>
  );
}

function FormState({ form }: { form: Shown }) {
  const { doubt, errors, message, restored } = form;
  const { form: whole, ...fields } = errors;
  return (
    <div className="col-span-full flex flex-col gap-4 empty:hidden" aria-live="polite">
      <ErrorSummary errors={fields} message={message ?? whole} />
      {doubt ? <DoubtNotice doubt={doubt} askAgain={form.askAgain} /> : null}
      {restored && !doubt ? (
        <Notice
          actions={
            <Button size="small" onClick={form.reset}>
              Start over
            </Button>
          }
        >
          What you typed before is still here.
        </Notice>
      ) : null}
    </div>
  );
}

function DoubtNotice({ doubt, askAgain }: { doubt: Doubt; askAgain: () => void }) {
  const icon = <Icon name="cloud" className="size-4" />;
  if (doubt === 'outdated')
    return (
      <Notice
        tone="attention"
        icon={<Icon name="again" className="size-4" />}
        title="A new version is out"
        actions={
          <Button size="small" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        This page is of the version before and can’t save any more. Reload: what you typed stays.
      </Notice>
    );
  if (doubt === 'unsaved')
    return (
      <Notice tone="attention" icon={icon} title="It wasn’t saved">
        Nothing arrived. Save again: however often you try, it is saved once.
      </Notice>
    );
  return (
    <Notice
      tone="attention"
      icon={icon}
      title="We don’t know whether it was saved"
      actions={
        doubt === 'unknown' ? (
          <Button size="small" onClick={askAgain}>
            Ask again
          </Button>
        ) : null
      }
    >
      {doubt === 'asking'
        ? 'The answer didn’t come. We are finding out…'
        : 'The answer didn’t come, and there is no connection now. Ask again, or save again: it is saved once.'}
    </Notice>
  );
}

/** The button that saves the form. */
export function SaveButton(props: {
  form: Pick<Shown, 'pending'>;
  variant?: 'primary' | 'secondary' | 'danger';
  disabled?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { form, variant = 'primary', ...rest } = props;
  return <Button {...rest} type="submit" variant={variant} pending={form.pending} />;
}

/** Leaves the form and forgets what was typed in it. */
export function LeaveLink({ form, href }: { form: Pick<Shown, 'reset'>; href: string }) {
  return (
    <ButtonLink href={href} variant="quiet" onClick={form.reset}>
      <span>
        Leave<span className="max-sm:sr-only"> without saving</span>
      </span>
    </ButtonLink>
  );
}

/** What stands in the fields and not in the values: typed before there was a script to notice. */
function typedBefore(form: HTMLFormElement | null, values: object): Record<string, string | boolean> {
  const known = values as Record<string, unknown>;
  const typed: Record<string, string | boolean> = {};
  for (const control of form?.elements ?? []) {
    if (
      !(
        control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement
      )
    )
      continue;
    // Each choice of a group is a control with a value of its own; the ticked one is meant.
    if (control.type === 'radio' && !(control as HTMLInputElement).checked) continue;
    const { name, value } = control;
    if (control.type === 'checkbox') {
      const { checked, defaultChecked } = control as HTMLInputElement;
      if (typeof known[name] === 'boolean' && checked !== defaultChecked) typed[name] = !known[name];
      continue;
    }
    if (typeof known[name] === 'string' && known[name] !== value && (value !== '' || wasEmptied(control)))
      typed[name] = value;
  }
  return typed;
}

const lines = new Set(['text', 'textarea', 'search', 'tel', 'email', 'url']);

/** Whether something stood in a field as it came from the server, which was then taken out. */
const wasEmptied = (control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) =>
  lines.has(control.type) && 'defaultValue' in control && control.defaultValue !== '';
