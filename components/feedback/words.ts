import type { Tone } from '@/components/ui/pill';
import type { Period } from '@/lib/feedback/list-filter';
import type { RequestState, Source } from '@/lib/feedback/rules';

export const sourceWords: Record<Source, string> = {
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  portal: 'Portal',
  web: 'Web link',
  phone: 'Phone',
  email: 'E-mail',
  in_person: 'In person',
};

export const requestWords: Record<RequestState, { label: string; tone: Tone }> = {
  due: { label: 'Due', tone: 'amber' },
  asked: { label: 'Asked', tone: 'sky' },
  reminded: { label: 'Reminded', tone: 'sky' },
  answering: { label: 'Answering', tone: 'green' },
  answered: { label: 'Answered', tone: 'green' },
  expired: { label: 'No answer', tone: 'slate' },
  suppressed: { label: 'Not asked', tone: 'rose' },
  failed: { label: 'Not delivered', tone: 'rose' },
  cancelled: { label: 'Cancelled', tone: 'slate' },
};

export const aspectWords = {
  food: 'Food',
  service: 'Service',
  presentation: 'Presentation',
  timeliness: 'Timeliness',
} as const;
export type Aspect = keyof typeof aspectWords;
export const aspects = Object.keys(aspectWords) as Aspect[];

export const periodWords: Record<string, string> = {
  30: 'Last 30 days',
  90: 'Last 90 days',
  365: 'Last 365 days',
  all: 'All time',
};
export const periodKey = (period: Period) => (period === null ? 'all' : String(period));
