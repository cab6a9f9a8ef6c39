'use client';

import { PublicFrame } from '@/components/feedback/public-frame';
import { type FaultProps, PageFault } from '@/components/frame/page-fault';

export default function LinkFault(props: FaultProps) {
  return (
    <PublicFrame company={null}>
      <PageFault {...props} size="large">
        Something failed on our side. What you answered so far is stored.
      </PageFault>
    </PublicFrame>
  );
}
