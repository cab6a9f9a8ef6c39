import { bookingStatuses, eventTypes, serviceStyles } from '@/db/enums';
import { fold, lexicon } from '@/lib/platform/import-kind';
import { eventTypeWords } from '../event-types';
import { statusWords } from '../rules';
import { serviceStyleWords } from '../words';

export const readStatus = lexicon(bookingStatuses, statusWords, {
  enquiry: ['draft', 'new', 'inquiry', 'lead', 'pending', 'tentative'],
  quoted: ['quote', 'quotation', 'quotation sent', 'sent', 'proposal'],
  confirmed: ['booked', 'sale', 'sales order', 'definite'],
  in_progress: ['ongoing', 'in process', 'started'],
  completed: ['done', 'complete', 'finished', 'closed', 'invoiced'],
  cancelled: ['canceled', 'cancel', 'lost', 'called off'],
});

export const readEventType = lexicon(eventTypes, eventTypeWords, {
  wedding: ['wedding reception'],
  engagement: ['traditional engagement', 'knocking'],
  birthday: ['birthday party'],
  corporate: ['corporate', 'office', 'business'],
  funeral: ['one week', 'thanksgiving', 'memorial'],
  outdooring: ['naming ceremony', 'christening'],
  graduation: ['graduation party'],
  church: ['church'],
  private_dinner: ['dinner', 'private party'],
  other: ['other', 'others'],
});

export const readStyle = lexicon(serviceStyles, serviceStyleWords, {
  plated: ['plated service', 'sit down'],
});

/** How many of what: "75 x Jollof rice", "Jollof rice × 75"; one without a number follows the guests. */
export function readLines(cell: string): { name: string; quantity: number | undefined }[] {
  return cell
    .split(/[;\n|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const before = /^(\d{1,6})\s*[x×]\s*(.+)$/i.exec(part);
      if (before) return { name: before[2]?.trim() ?? '', quantity: Number(before[1]) };
      const behind = /^(.+?)\s*[x×]\s*(\d{1,6})$/i.exec(part);
      return behind
        ? { name: behind[1]?.trim() ?? '', quantity: Number(behind[2]) }
        : { name: part, quantity: undefined };
    });
}

/** A name as two writings of it are compared. */
export const sameName = (one: string, other: string): boolean => fold(one) === fold(other);
