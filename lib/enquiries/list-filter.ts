import { enquirySources, enquiryStages } from '@/db/enums';
import { listFilter, oneOf, searchText } from '@/lib/platform/list-filter';

/** What a list can be narrowed to beside the stage. */
export const marks = ['unanswered', 'due', 'urgent', 'high', 'spam'] as const;
export type Mark = (typeof marks)[number];

/** Enquiries by stage, by the way they came, by what makes them come first, and by what is searched. */
export const enquiryFilter = listFilter('/enquiries', {
  view: oneOf(['list']),
  stage: oneOf(enquiryStages),
  source: oneOf(enquirySources),
  mark: oneOf(marks),
  q: searchText,
});
export type EnquiryFilter = ReturnType<typeof enquiryFilter.read>;

/** Whether a list is meant: what is searched or marked has no board. */
export const asList = ({ view, source, mark, q }: EnquiryFilter) => Boolean(view || source || mark || q);
