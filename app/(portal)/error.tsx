'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';

/** A client's page failed; the way to their events stays. */
export default function PortalFault(props: FaultProps) {
  return <PageFault {...props} house="portal" />;
}
