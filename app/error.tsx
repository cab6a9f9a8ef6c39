'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';

/** Whatever no nearer boundary has caught. */
export default function ErrorPage(props: FaultProps) {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <PageFault {...props} house="none" />
    </main>
  );
}
