import type { Metadata } from 'next';
import { Refused } from '@/components/frame/refused';

export const metadata: Metadata = { title: 'No access' };

/** Signed in, but not allowed: 403. */
export default function Forbidden() {
  return <Refused why="role" bare />;
}
