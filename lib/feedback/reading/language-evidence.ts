/** What a word says about the language of its message. */
export interface LanguageEvidence {
  points: { slot: number; points: number }[];
  isCopula: boolean;
  isStreet: boolean;
  /** A phrase that tells the language may begin here. */
  mayMark: boolean;
}

export const noEvidence: LanguageEvidence = { points: [], isCopula: false, isStreet: false, mayMark: false };
