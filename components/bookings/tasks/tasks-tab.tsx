import type { ComponentProps } from 'react';
import { BookingPhotos } from '../photos/booking-photos';
import { BookingTasks } from './booking-tasks';

type Props = ComponentProps<typeof BookingTasks> & ComponentProps<typeof BookingPhotos>;

/** What is done for an event, and what the team photographed there. */
export default function TasksTab({ booking, tasks, team, photos, where, now }: Props) {
  return (
    <>
      <BookingTasks {...{ booking, tasks, team, where, now }} />
      <BookingPhotos {...{ booking, photos, where }} />
    </>
  );
}
