import type { Tone } from '@/components/ui/pill';
import type { CaseReason, CaseState, CaseStep } from '@/lib/cases/rules';

export const stateWords: Record<CaseState, { label: string; tone: Tone }> = {
  open: { label: 'New', tone: 'rose' },
  acknowledged: { label: 'In work', tone: 'amber' },
  resolved: { label: 'Resolved', tone: 'indigo' },
  closed: { label: 'Closed', tone: 'slate' },
};

export const reasonTones: Record<CaseReason, Tone> = {
  safety: 'rose',
  low_rating: 'amber',
  low_aspect: 'amber',
  not_recommended: 'amber',
  needs_human: 'amber',
  manual: 'slate',
};

export const stepWords: Record<CaseStep, { label: string; done: string }> = {
  acknowledge: { label: 'Take this case', done: 'The case is yours' },
  resolve: { label: 'Mark as resolved', done: 'Case resolved' },
  close: { label: 'Close case', done: 'Case closed' },
  reopen: { label: 'Take it up again', done: 'Case reopened' },
  reask: { label: 'Ask the customer again', done: 'The customer is asked' },
};
