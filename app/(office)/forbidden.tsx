import type { Metadata } from 'next';
import { Refused } from '@/components/frame/refused';

export const metadata: Metadata = { title: 'No access' };

/** A manager’s page, opened by staff: 403, with the rail to what they may open. */
export default function OfficeForbidden() {
  return <Refused why="staff" />;
}
