import type { ReactNode } from 'react';
import { Wordmark } from './wordmark';

type AuthFrameProps = {
  title: string;
  /** A line under the title: who this is for. */
  note?: ReactNode;
  /** The form. */
  children?: ReactNode;
  /** Where there is none: how to go on. */
  text?: ReactNode;
  /** What the house is about, beside the form on wide screens. */
  aside?: { title: string; points: readonly { title: string; text: string }[] };
};

/** Signing in: the form at the left, a few quiet words at the right. No code of its own in the browser. */
export function AuthFrame({ title, note, children, text, aside }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(28rem,2fr)_3fr]">
      <main id="content" className="flex flex-col px-6 py-8 sm:px-12">
        <Wordmark />
        <div className="my-auto w-full max-w-sm py-12">
          <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
          {note ? <p className="mt-1 text-muted text-sm">{note}</p> : null}
          {children ? <div className="mt-8">{children}</div> : <p className="mt-8 text-sm">{text}</p>}
        </div>
      </main>
      {aside ? (
        <aside className="flex flex-col justify-end border-s bg-sunken px-6 py-10 max-lg:border-s-0 max-lg:border-t sm:px-12 lg:p-16">
          <div className="max-w-lg">
            <h2 className="font-semibold text-lg tracking-tight lg:text-xl">{aside.title}</h2>
            <dl className="mt-8 flex flex-col gap-5">
              {aside.points.map((point) => (
                <div key={point.title} className="border-t pt-4">
                  <dt className="font-medium text-sm">{point.title}</dt>
                  <dd className="mt-1 text-muted text-sm">{point.text}</dd>
                </div>
              ))}
            </dl>
          </div>
        </aside>
      ) : null}
    </div>
  );
}
