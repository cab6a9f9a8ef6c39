/** What somebody of the office has open: how many of each. `followUps` are those of the enquiries that have a day to come back to. */
export type OpenWork = { enquiries: number; followUps: number; cases: number; tasks: number; events: number };

/** How many things that are. A follow-up is its enquiry's. */
export const countOf = ({ enquiries, cases, tasks, events }: OpenWork): number =>
  enquiries + cases + tasks + events;

const some = (n: number, one: string, more: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : more}`]);

/** "3 enquiries (1 with a follow-up), 2 cases, 5 tasks"; empty where nothing is open. */
export function workWords({ enquiries, followUps, cases, tasks, events }: OpenWork): string {
  const dated = followUps > 0 ? ` (${followUps} with a follow-up)` : '';
  return [
    ...some(enquiries, 'enquiry', 'enquiries').map((words) => words + dated),
    ...some(cases, 'case', 'cases'),
    ...some(tasks, 'task', 'tasks'),
    ...some(events, 'event to work at', 'events to work at'),
  ].join(', ');
}

/** Nobody has it from then on; whoever looks after the list gives it away. */
export const nobody = 'nobody';
