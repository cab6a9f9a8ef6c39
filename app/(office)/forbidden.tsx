import type { Metadata } from 'next';
import { Refused } from '@/components/frame/refused';

export const metadata: Metadata = { title: 'No access' };

/** A page that one’s role doesn’t open: 403, with the rail to those that it does. */
export default function OfficeForbidden() {
  return <Refused why="staff" />;
}
