'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';
import { ButtonLink } from '@/components/ui/link';

/** A page of the office failed; the rail stays, so the other screens are a click away. */
export default function OfficeFault(props: FaultProps) {
  return (
    <>
      <title>Something went wrong · Cater</title>
      <PageFault {...props} elsewhere={<ButtonLink href="/dashboard">Go to Today</ButtonLink>} />
    </>
  );
}
