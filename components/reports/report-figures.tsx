import { Figure, Figures } from '@/components/ui/figure';
import type { ReportBody } from '@/lib/reports/document';
import { changeOf, sayInterval, sayValue, type Writing } from '@/lib/reports/say';

/** The figures of a report, each with what it rests on and the way to its rows. */
export function ReportFigures({ report, writing }: { report: ReportBody; writing: Writing }) {
  return (
    <Figures>
      {report.figures.map((figure) => {
        const interval = sayInterval(figure, writing);
        const of = [figure.period, interval && `95 %: ${interval}`].filter(Boolean).join(' · ');
        return (
          <Figure
            key={figure.label}
            label={figure.label}
            value={figure.value === null ? '' : sayValue(figure.value, figure.format, writing)}
            missing={figure.value === null ? (figure.missing ?? 'Not enough data') : undefined}
            n={figure.n}
            period={of || undefined}
            change={changeOf(figure, writing)}
            href={figure.href}
          />
        );
      })}
    </Figures>
  );
}
