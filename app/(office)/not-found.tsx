import type { Metadata } from 'next';
import { Refused } from '@/components/frame/refused';

export const metadata: Metadata = { title: 'Not found' };

/** The same answer for what doesn’t exist and for what belongs to another company. */
export default function OfficeNotFound() {
  return <Refused why="nothingInOffice" />;
}
