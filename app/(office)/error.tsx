'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';

/** A page of the office failed; the rail stays, so the other screens are a click away. */
export default function OfficeFault(props: FaultProps) {
  return <PageFault {...props} house="office" />;
}
