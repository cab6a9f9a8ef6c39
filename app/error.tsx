'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';
import { ButtonLink } from '@/components/ui/link';

/** Whatever no nearer boundary has caught. */
export default function ErrorPage(props: FaultProps) {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <title>Something went wrong · Cater</title>
      <PageFault {...props} elsewhere={<ButtonLink href="/">Go to the start</ButtonLink>} />
    </main>
  );
}
