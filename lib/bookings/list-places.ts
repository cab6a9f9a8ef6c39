import {
  readCursor,
  readNumberCursor,
  readTextCursor,
  readTurn,
  writeCursor,
  writeTextCursor,
} from '@/lib/platform/cursor';
import { type BookingFilter, orderOf } from './list-filter';
import { groupTurn, writeGroupCursor } from './list-groups';

type Placed = {
  id: string;
  startsAt: Date;
  createdAt: Date;
  customer: string;
  occasion: string | null;
  total: number;
  group?: string;
};

/** How a booking's place in each order stands in the address; one of another order means the beginning. */
const cursorsBy = {
  event: { read: readCursor, write: ({ startsAt, id }: Placed) => writeCursor({ at: startsAt, id }) },
  customer: {
    read: readTextCursor,
    write: ({ customer, id }: Placed) => writeTextCursor({ text: customer, id }),
  },
  total: {
    read: readNumberCursor,
    write: ({ total, id }: Placed) => writeTextCursor({ text: `${total}`, id }),
  },
  added: { read: readCursor, write: ({ createdAt, id }: Placed) => writeCursor({ at: createdAt, id }) },
};

/** What writes a booking's place in the list as it stands. */
export const cursorOf = (filter: BookingFilter) =>
  filter.group ? writeGroupCursor(filter.group) : cursorsBy[orderOf(filter).by].write;

/** How the list, where it isn't grouped, reads on from its place in the address. */
export const turnOf = (filter: BookingFilter) =>
  readTurn<{ at: Date; id: string } | { text: string; id: string }>(
    filter,
    cursorsBy[orderOf(filter).by].read,
  );

export const wayOf = (filter: BookingFilter) =>
  (filter.group ? groupTurn(filter.group, filter) : turnOf(filter)).way;
