/** Languages a reply is recognised in (ISO codes, `pcm` = Pidgin, `tw` = Twi/Akan); `und` = no words. */
export type Language = 'en' | 'fr' | 'tw' | 'pcm' | 'ee' | 'ha' | 'ar' | 'he' | 'und';
export type SpokenLanguage = Exclude<Language, 'und'>;

export const ratedAspects = ['food', 'service', 'presentation', 'timeliness'] as const;
export type Aspect = (typeof ratedAspects)[number];
export type Score = 1 | 2 | 3 | 4 | 5;
export type Sentiment = -1 | 0 | 1;
export type AspectScores = Record<Aspect, Score | null>;

/** The last question we asked; it decides what a bare "yes" or four bare numbers mean. */
export type Prompt = 'rating' | 'aspects' | 'recommend' | 'dishes' | 'comment';

/** Twilio's form parameters of one inbound message, all strings; parameters we do not know are ignored. */
export interface InboundMessage {
  Body?: string;
  ButtonText?: string;
  ButtonPayload?: string;
  ListId?: string;
  ListTitle?: string;
  NumMedia?: string;
  MediaContentType0?: string;
  MessageType?: string;
  Latitude?: string;
  [parameter: string]: string | undefined;
}

export type HumanReason =
  | 'low-rating'
  | 'low-aspect'
  | 'negative-text'
  | 'safety'
  | 'contradiction'
  | 'question'
  | 'request'
  | 'injection'
  | 'media-only'
  | 'unclear';

/** What makes a reading less than sure: some word may turn its meaning, or what is said contradicts itself. */
export type Doubt = 'unclear' | 'contradiction';

/** What a conversation turn says. `null` = not said. */
export interface Reading {
  overall: Score | null;
  aspects: AspectScores;
  wouldRecommend: boolean | null;
  /** Some message asks not to be messaged. Sticky for the consent record. */
  optOut: boolean;
  /** START or UNSTOP alone, after any opt-out of the same turn. */
  optIn: boolean;
  needsHuman: boolean;
  sentiment: Sentiment;
  language: Language;
  /** Words about harm: food poisoning, foreign object, allergy, injury. */
  safety: boolean;
  /** Why a person should look, strongest first; empty when needsHuman is false. */
  reasons: HumanReason[];
  /**
   * True when the reading may be acted upon at once: plain words, numbers or taps. Where it is false, `doubts` says
   * why, scores are a guess that must not be stored, and nobody is apologised to.
   */
  sure: boolean;
  doubts: Doubt[];
  /** So many words of `language` that it is what the writer speaks, not just a loan like "merci" or "ok". */
  spoken: boolean;
  /** The words tell of something that went wrong, whatever the figure: plainly, or perhaps. */
  complaint: 'none' | 'perhaps' | 'plain';
  /** A sentence of which nothing was understood: no answer, no opinion, no courtesy, nothing that calls a person. */
  unheard: boolean;
}
