'use client';

import { SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { formatDateTime } from '@/components/ui/date-time';
import { FilterChips } from '@/components/ui/filter-chips';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { reportRhythms } from '@/db/enums';
import type { ActionResult } from '@/lib/platform/action';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { entryOf } from '@/lib/reports/catalogue';
import { pauseSchedule, removeSchedule, scheduleReport } from '@/lib/reports/mailing/actions';
import { rhythmWords } from '@/lib/reports/mailing/mail-text';
import { mailHref, plainQuery } from '@/lib/reports/range';
import type { reportsScreen } from '@/lib/reports/screens';

type Data = DataOf<typeof reportsScreen>;

/** Every report that the reader may open, and those that they have mailed. */
export function ReportsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead title="Reports" />
      <div className="flex max-w-3xl flex-col gap-12">
        <List label="Reports">
          {data.reports.map(({ key, title, what }) => (
            <ListRow key={key} title={title} href={`/reports/${key}`} detail={what} />
          ))}
        </List>
        <Section
          title="By mail"
          note="The key figures, the whole report as a PDF and a link, to yourself. The hour is by the company’s clock."
        >
          {data.mails ? null : (
            <Notice tone="attention" title="Nothing can be mailed yet">
              There is no mail server, or the company has no e-mail address that mail can come from.
            </Notice>
          )}
          <Schedules schedules={data.schedules} place={place} />
          <ScheduleForm
            key={`${data.asked.report} ${JSON.stringify(data.asked.narrowed)}`}
            reports={data.reports}
            asked={data.asked}
          />
        </Section>
      </div>
    </>
  );
}

async function doIt(work: Promise<ActionResult>): Promise<void> {
  const result = await work;
  if (result.ok) showAgain();
  else notify({ message: result.message, tone: 'error' });
}

const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

function Schedules({ schedules, place }: { schedules: Data['schedules']; place: Place }) {
  if (schedules.length === 0) return <p className="text-muted text-sm">No report is mailed to you yet.</p>;
  const { timeZone, locale } = place;
  return (
    <List label="Reports by mail">
      {schedules.map(({ id, report, every, hour, paused, sentAt, narrowed }) => {
        const title = [entryOf(report).title, ...narrowed].join(' · ');
        const sent = sentAt
          ? `last sent ${formatDateTime({ at: sentAt, timeZone, locale })}`
          : 'not sent yet';
        return (
          <ListRow
            key={id}
            title={title}
            state={paused ? <Pill tone="amber">Paused</Pill> : null}
            detail={`${rhythmWords[every]}, at ${hourText(hour)}; ${sent}`}
            end={
              <span className="flex gap-2">
                <Button
                  size="small"
                  aria-label={`${paused ? 'Resume' : 'Pause'} ${title}`}
                  onClick={() => doIt(pauseSchedule({ id, paused: !paused }))}
                >
                  {paused ? 'Resume' : 'Pause'}
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`End ${title}`}
                  onClick={() => doIt(removeSchedule({ id }))}
                >
                  End
                </Button>
              </span>
            }
          />
        );
      })}
    </List>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));

/** What the address asks for stands in it already; of what it is alone can be taken back. */
function ScheduleForm({ reports, asked }: Pick<Data, 'reports' | 'asked'>) {
  const { report, narrowed, parts } = asked;
  const form = useForm({
    id: 'report-schedule',
    initial: { report: report ?? reports[0]?.key ?? '', every: 'week', hour: '7', narrowed },
    draft: false,
    schema: () => import('@/lib/reports/mailing/schema').then((file) => file.scheduleInput),
    send: scheduleReport,
    saved: () => notify({ message: 'It will be mailed to you', tone: 'success' }),
  });
  return (
    <Form form={form} className="flex flex-wrap items-end gap-3">
      {report && parts.length > 0 ? (
        <div className="basis-full">
          <FilterChips
            label="Only of"
            chips={parts.map(({ name, words }) => ({
              label: `${words} ×`,
              href: mailHref(report, { ...plainQuery, ...narrowed, [name]: null }),
              active: true,
            }))}
          />
        </div>
      ) : null}
      <SelectField
        {...form.field('report')}
        label="Report"
        options={reports.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <SelectField
        {...form.field('every')}
        label="How often"
        options={reportRhythms.map((every) => ({ value: every, label: rhythmWords[every] }))}
      />
      <SelectField {...form.field('hour')} label="At" options={hours} />
      <SaveButton form={form} variant="secondary">
        Mail me this report
      </SaveButton>
    </Form>
  );
}
