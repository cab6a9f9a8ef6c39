import { Figure } from '@/components/ui/figure';
import { PlainLink } from '@/components/ui/link';
import { formatCount, formatPercent, notationOf, spellDigits } from '@/lib/platform/format/numbers';
import { type Estimate, movedOf } from '@/lib/stats/estimate-rules';

type Scale = 'score' | 'share';

/** "4.3", "62 %" */
export const spell = (value: number, scale: Scale, locale: string) =>
  scale === 'share' ? formatPercent(value, locale) : oneDecimal(value, locale);
const oneDecimal = (value: number, locale: string) => {
  const [whole = '', tenth = ''] = value.toFixed(1).split('.');
  return spellDigits(whole, tenth, notationOf(locale));
};

/** What the figure lies between, 95 times of 100. */
export const spellRange = (estimate: Estimate, scale: Scale, locale: string) =>
  estimate.value === null
    ? undefined
    : `${spell(estimate.low, scale, locale)} to ${spell(estimate.high, scale, locale)}`;

type Props = {
  label: string;
  figure: { estimate: Estimate; before?: Estimate; href: string };
  scale: Scale;
  /** What it stands beside, where it does. */
  than?: string;
  locale: string;
};

/** A mean or a share, with its range and what it rests on; of too few, only how many. */
export function EstimateFigure({ label, figure: { estimate, before, href }, scale, than, locale }: Props) {
  const change = before && than ? movedOf(estimate, before, { scale, than }) : undefined;
  return (
    <Figure
      {...{ label, href }}
      value={estimate.value === null ? '' : spell(estimate.value, scale, locale)}
      unit={scale === 'score' ? 'of 5' : undefined}
      period={spellRange(estimate, scale, locale)}
      n={estimate.n}
      change={change}
      missing={estimate.value === null ? 'Not enough data' : undefined}
    />
  );
}

/** The same in a table's cell: the link says what it rests on. */
export function EstimateLink({
  figure: { estimate, href },
  scale,
  locale,
  of,
}: Pick<Props, 'scale' | 'locale'> & { figure: Props['figure']; of: string }) {
  if (estimate.n === 0) return <span className="text-subtle">–</span>;
  const range = spellRange(estimate, scale, locale);
  const words = range ? `${range}, n = ${estimate.n}` : `not enough data, n = ${estimate.n}`;
  return (
    <PlainLink
      href={href}
      title={words}
      aria-label={`${of}: ${estimate.value === null ? words : `${spell(estimate.value, scale, locale)}, ${words}`}`}
      className="flex min-h-8 flex-col justify-center rounded-md px-1 hover:underline"
    >
      <span className="tabular font-medium">
        {estimate.value === null ? '–' : spell(estimate.value, scale, locale)}
      </span>
      <span className="tabular text-xs">n = {formatCount(estimate.n, locale)}</span>
    </PlainLink>
  );
}
