import { FiguresSkeleton, TableSkeleton } from '@/components/ui/skeleton';

/** The shape of the feedback page while its figures and rows are read. */
export function FeedbackSkeleton() {
  return (
    <div className="flex flex-col gap-8">
      <FiguresSkeleton count={4} />
      <TableSkeleton rows={10} columns={6} />
    </div>
  );
}
