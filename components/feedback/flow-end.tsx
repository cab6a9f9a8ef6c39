import type { ReactNode, RefObject } from 'react';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { pageWordsOf } from '@/lib/feedback/conversation/spoken/page';

type Props = { view: PageView; head: RefObject<HTMLHeadingElement | null>; children?: ReactNode };

/** The end of the questions: thanks, what happens next, and a discount where there is one. */
export function FlowEnd({ view, head, children }: Props) {
  const { voucher, tongue } = view;
  const words = pageWordsOf(tongue);
  return (
    <section lang={tongue} className="flex flex-col gap-4">
      <h1 ref={head} tabIndex={-1} dir="auto" className="break-words font-semibold text-lg outline-none">
        {words.thanks(view)}
      </h1>
      <p dir="auto" className="text-sm">
        {view.unhappy ? words.passedOn(view) : words.arrived(view)}
      </p>
      {voucher ? (
        <div className="rounded-md border border-brand bg-brand-soft p-5 text-brand-ink">
          <p className="text-sm">{words.gift(voucher.rate / 100)}</p>
          <p className="tabular mt-1 select-all font-semibold text-xl tracking-widest">{voucher.code}</p>
          <p className="mt-1 text-sm">{words.validUntil(voucher.until)}</p>
        </div>
      ) : null}
      {view.changeUntil ? null : (
        <p dir="auto" className="text-muted text-sm">
          {words.stands({ company: view.company, ...view.reach })}
        </p>
      )}
      {children}
    </section>
  );
}
