import type { Metadata } from 'next';
import { Refused } from '@/components/frame/refused';

export const metadata: Metadata = { title: 'Sign in' };

/** Not signed in, or no longer: 401. */
export default function Unauthorized() {
  return <Refused why="signIn" bare />;
}
