import { cx } from '@/components/ui/cx';
import type { Label, Part } from '@/lib/paper/document';

/** Labels of a sheet, one under the other; the file has them where the sheet has its labels. */
export function PaperLabels({ labels, sheet }: Extract<Part, { kind: 'labels' }>) {
  return (
    <ul className="grid gap-2 sm:grid-cols-3">
      {labels.map((label, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels of one dish are alike
        <li key={at} className="break-inside-avoid border p-2">
          <LabelView {...label} framed={sheet === 'boxes'} />
        </li>
      ))}
    </ul>
  );
}

function LabelView({ title, amount, mark, lines, framed }: Label & { framed: boolean }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p dir="auto" className="break-words font-semibold">
        {title}
      </p>
      {amount ? <p className="font-medium">{amount}</p> : null}
      {mark ? (
        <p className={cx('font-medium text-danger-ink', framed && 'border-2 border-danger px-1.5 py-0.5')}>
          {mark}
        </p>
      ) : null}
      {lines.map((line) => (
        <p key={line} dir="auto" className="break-words text-xs">
          {line}
        </p>
      ))}
    </div>
  );
}
