/** The closed lists of files that come in and go out, safe to import in the browser. Each is a CHECK of its column. */
/** What a file can bring along. */
export const importKinds = ['customers', 'menu', 'bookings', 'rates'] as const;
/** What comes first where a date is three numbers. */
export const dayOrders = ['day', 'month'] as const;
export const importStatuses = [
  'columns',
  'checking',
  'checked',
  'writing',
  'done',
  'cancelled',
  'undoing',
  'undone',
] as const;
export const importOutcomes = ['new', 'same', 'update', 'conflict', 'bad'] as const;
export const importStates = ['read', 'written', 'undone', 'kept'] as const;
/** What happens to a record that a row of a file finds. */
export const onExisting = ['update', 'keep'] as const;
/** What a list can be written as. */
export const exportFormats = ['csv', 'xlsx'] as const;
/** Where a file that is made in the background stands. */
export const exportStatuses = ['waiting', 'working', 'ready', 'failed', 'cancelled', 'expired'] as const;
/** Those that take a list along as a file. */
export const exportRoles = ['manager', 'planner', 'accountant', 'staff'] as const;
