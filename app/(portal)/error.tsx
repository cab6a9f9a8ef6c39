'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';

/** A client's page failed; the way to their events stays. */
export default function PortalFault(props: FaultProps) {
  return (
    <PageFault {...props} size="large" elsewhere={{ href: '/my/bookings', label: 'Go to my events' }}>
      Something failed on our side. Your event and everything you saved is safe. Try again; if it fails once
      more, call or write to us.
    </PageFault>
  );
}
