import { PublicFrame } from '@/components/feedback/public-frame';
import { Skeleton } from '@/components/ui/skeleton';

/** The shape of one question. */
export default function Loading() {
  return (
    <PublicFrame company={null}>
      <div className="flex flex-col gap-4" aria-hidden>
        <Skeleton className="h-8 w-3/4" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    </PublicFrame>
  );
}
