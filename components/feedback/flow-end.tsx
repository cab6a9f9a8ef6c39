import type { ReactNode, RefObject } from 'react';
import type { PageView } from '@/lib/feedback/answer-by-page';

type Props = { view: PageView; head: RefObject<HTMLHeadingElement | null>; children?: ReactNode };

/** The end of the questions: thanks, what happens next, and a discount where there is one. */
export function FlowEnd({ view, head, children }: Props) {
  const { voucher } = view;
  return (
    <section className="flex flex-col gap-4">
      <h1 ref={head} tabIndex={-1} dir="auto" className="break-words font-semibold text-lg outline-none">
        Thank you, {view.customer}
      </h1>
      <p dir="auto" className="text-sm">
        {view.unhappy
          ? `We have passed on what you told us about ${view.event}. A manager will contact you.`
          : `Your feedback on ${view.event} has reached ${view.company}.`}
      </p>
      {voucher ? (
        <div className="rounded-md border border-brand bg-brand-soft p-5 text-brand-ink">
          <p className="text-sm">{voucher.rate / 100} % off your next booking with the code</p>
          <p className="tabular mt-1 select-all font-semibold text-xl tracking-widest">{voucher.code}</p>
          <p className="mt-1 text-sm">
            Valid until{' '}
            {new Date(voucher.expiresAt).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })}
          </p>
        </div>
      ) : null}
      {children}
    </section>
  );
}
