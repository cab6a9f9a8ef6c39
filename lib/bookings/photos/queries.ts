import 'server-only';
import { preparedText } from '@/db/prepared';

type Row = { id: string; width: number; height: number; by: string; at: Date | string };

/** A booking's photos in the order in which they were taken, by whom. */
export const askPhotos = preparedText<Row>(
  `select p.id, p.width, p.height, u.name as by, p.created_at as at
  from booking_photos p join users u on u.id = p.created_by
  where p.booking_id = $1::uuid and p.removed_at is null order by p.created_at, p.id`,
  ['id'],
);

export const tellPhotos = (rows: readonly Row[]) =>
  rows.map(({ at, ...photo }) => ({ ...photo, at: new Date(at) }));

export type BookingPhoto = ReturnType<typeof tellPhotos>[number];
