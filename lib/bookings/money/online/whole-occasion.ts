/** What the portal's form says where it pays for all of an occasion at once. Alone, so that its page brings no schema. */
export const wholeOccasion = 'occasion';
