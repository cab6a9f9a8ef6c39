/** The closed lists of the database, safe to import in the browser. Each is a CHECK of its column. */
export { bookingStatuses } from './booking-statuses';
export { feedbackSources } from './feedback-sources';

export const roles = ['manager', 'planner', 'accountant', 'staff', 'kitchen', 'driver', 'client'] as const;
/** Those of the company's own people; `kitchen` and `driver` are staff with a narrower view. */
export const officeRoles = ['manager', 'planner', 'accountant', 'staff', 'kitchen', 'driver'] as const;
/** Those that alerts are kept for. A planner hears what staff hear. */
export const alertRoles = ['manager', 'accountant', 'staff'] as const;
export const eventTypes = [
  'wedding',
  'engagement',
  'birthday',
  'corporate',
  'conference',
  'funeral',
  'outdooring',
  'graduation',
  'church',
  'private_dinner',
  'other',
] as const;
export const serviceStyles = [
  'buffet',
  'plated',
  'family_style',
  'stations',
  'cocktail',
  'drop_off',
  'pick_up',
  'full_service',
] as const;
export const lineKinds = ['menu', 'service'] as const;
export const serviceKinds = ['equipment', 'staff', 'decoration', 'transport', 'cleanup', 'other'] as const;
/** What a price is for. `tray` feeds a number of guests, `flat` is once. */
export const offerUnits = ['guest', 'tray', 'item', 'hour', 'flat'] as const;
/** The 14 of the EU, which cover the 9 of the US. */
export const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soy',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;
export const diets = [
  'vegetarian',
  'vegan',
  'pescatarian',
  'halal',
  'kosher',
  'gluten_free',
  'dairy_free',
  'egg_free',
  'nut_free',
] as const;
export const packageTiers = ['basic', 'standard', 'premium', 'custom'] as const;
export const packagePricings = ['per_person', 'fixed', 'custom'] as const;
export const paymentMethods = ['mobile_money', 'card', 'cash', 'bank_transfer'] as const;
/** What a payment can say of itself; what was paid before it was brought along in a file is no money that came here. */
export const moneyMethods = [...paymentMethods, 'brought_along'] as const;
export const paymentStatuses = ['pending', 'received', 'failed', 'refunded', 'void'] as const;
export const invoiceKinds = ['invoice', 'credit_note'] as const;
/** What a posting tells of. */
export const postingKinds = [
  'payment',
  'void',
  'refund',
  'invoice',
  'credit_note',
  'write_off',
  'held',
  'held_end',
] as const;
export const ledgerAccounts = [
  'receivable',
  'deposits',
  'money',
  'revenue',
  'service_charge',
  'tax',
  'write_off',
  'unassigned',
] as const;
export const cuisines = ['ghanaian', 'continental', 'chinese', 'indian', 'mixed'] as const;
export const languages = ['en', 'fr', 'tw'] as const;
export const consentChannels = ['whatsapp', 'email', 'sms'] as const;
export const consentStates = ['granted', 'withdrawn'] as const;
/** What people are asked about besides messages of their own events. */
export const consentPurposes = ['feedback', 'marketing', 'photos'] as const;
export const purposeSources = ['portal', 'staff'] as const;
/** Why somebody is anonymised. */
export const erasureReasons = ['asked', 'unneeded', 'mistake'] as const;
export const erasureStates = ['asked', 'emptied', 'done'] as const;
export const consentSources = ['booking_form', 'portal', 'staff', 'whatsapp', 'provider', 'import'] as const;
export const templatePurposes = [
  'booking_confirmation',
  'booking_moved',
  'booking_cancelled',
  'event_reminder',
  'final_count',
  'feedback_request',
  'feedback_reminder',
  'thank_you',
  'recovery',
  'recovery_reask',
  'remedy_voucher',
  'enquiry_received',
  'quote_sent',
  'quote_reminder',
  'payment_reminder',
  'paper_sent',
  'opt_in_confirmation',
  'opt_out_confirmation',
  'sign_in_code',
  'portal_invitation',
  'new_device',
] as const;
export const templateCategories = ['utility', 'marketing', 'authentication'] as const;
export const approvalStates = [
  'unsubmitted',
  'received',
  'pending',
  'approved',
  'rejected',
  'paused',
  'disabled',
] as const;
export const messageDirections = ['inbound', 'outbound'] as const;
export const messageChannels = ['whatsapp', 'sms', 'email'] as const;
/**
 * `waiting` is written and not yet given to Twilio, `sending` is being given, `unknown` may have been
 * accepted (the answer was lost), `not_sent` was decided against. The rest are Twilio's own.
 */
export const messageStatuses = [
  'waiting',
  'sending',
  'unknown',
  'not_sent',
  'queued',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'failed',
  'received',
] as const;
/** `text` needs an open session window, `template` an approved template; `either` takes text where it may. */
export const messageForms = ['template', 'text', 'either'] as const;
export const messageKinds = [
  ...templatePurposes,
  'feedback_question',
  'recovery_answered',
  'staff_reply',
  'inbound',
  'quote_change',
  'template_test',
] as const;
export const requestStates = [
  'due',
  'asked',
  'reminded',
  'answering',
  'answered',
  'expired',
  'suppressed',
  'failed',
  'cancelled',
] as const;
export const questionStages = [
  'rating',
  'food',
  'service',
  'presentation',
  'timeliness',
  'recommend',
  'dishes',
  'dislikes',
  'comment',
  'done',
] as const;
export const caseStates = ['open', 'acknowledged', 'resolved', 'closed'] as const;
export const caseReasons = [
  'low_rating',
  'low_aspect',
  'not_recommended',
  'safety',
  'needs_human',
  'manual',
] as const;
export const caseEventKinds = [
  'opened',
  'assigned',
  'acknowledged',
  'escalated',
  'note',
  'remedy_proposed',
  'remedy_approved',
  'remedy_refused',
  'resolved',
  'closed',
  'reopened',
  'reasked',
] as const;
export const voucherStates = ['issued', 'redeemed', 'expired', 'void'] as const;
/** Where an enquiry stands on its way to a confirmed booking. */
export const enquiryStages = ['inquiry', 'consultation', 'proposal', 'negotiation', 'won', 'lost'] as const;
export const enquirySources = ['form', 'whatsapp', 'office', 'portal'] as const;
export const lostReasons = [
  'price',
  'date_taken',
  'no_answer',
  'another_caterer',
  'called_off',
  'not_for_us',
  'other',
] as const;
/** How the office first answered an enquiry. */
export const answerWays = ['message', 'phone', 'email', 'in_person'] as const;
export const auditCategories = ['data', 'activity', 'system', 'security'] as const;

/** What a subscribed calendar shows: the company's events, or those its person works at. */
export const feedScopes = ['all', 'mine'] as const;

/** What a task's date is reckoned from, and in what. */
export const taskAnchors = ['start', 'confirmation'] as const;
export const taskUnits = ['hours', 'days'] as const;
/** Whose a task is while nobody took it. */
export const taskRoles = ['manager', 'staff', 'kitchen', 'driver'] as const;
/** Who must know of what changed after it was agreed. */
export const parties = ['kitchen', 'service', 'driver'] as const;
/** How often an event of a series comes; a month means the same weekday of the month. */
export const rhythms = ['week', 'fortnight', 'month'] as const;

/** What the quantity of a booking's line can follow. */
export const whoms = ['guests', 'adults', 'children', 'vendors'] as const;

/** Where a quote stands. Live are the first two, of which a booking has one at most. */
export const quoteStatuses = ['draft', 'sent', 'accepted', 'declined', 'void', 'expired'] as const;
/** What made a quote void. */
export const quoteEnds = ['changed', 'replaced', 'confirmed', 'cancelled', 'withdrawn', 'part'] as const;
/** What an accepted quote does to its booking. */
export const quoteAcceptings = ['confirms', 'deposit'] as const;
/** What a company prints on. */
export const paperSizes = ['a4', 'letter'] as const;
/** Who takes payments online for a company, and whether with keys that move no money. */
export const paymentProviders = ['paystack'] as const;
export const keyModes = ['test', 'live'] as const;
/** Where a wish to write money off stands; `taken_back`: it was approved, and is asked for again. */
export const writeOffStates = ['asked', 'approved', 'refused', 'withdrawn', 'taken_back'] as const;
/** How a customer was given the link of a paper; `earlier`: before links were kept. */
export const linkWays = ['whatsapp', 'email', 'link', 'portal', 'earlier'] as const;
/** What a customer is asked to pay on a provider's page, where that stands, and who asked. */
export const checkoutPurposes = ['deposit', 'instalment', 'balance', 'amount'] as const;
export const checkoutStates = ['opened', 'paid', 'failed', 'abandoned', 'disputed', 'reversed'] as const;
export const checkoutOpeners = ['client', 'quote', 'office'] as const;
/** What became of money that couldn't be a payment of its booking. */
export const heldEnds = ['assigned', 'given_back'] as const;
/** What became of what a provider told. */
export const eventOutcomes = ['taken', 'nothing_new', 'ignored', 'parked'] as const;
/** What there are reports of. */
export const reportKeys = [
  'financial',
  'bookings',
  'feedback',
  'satisfaction',
  'quality',
  'menu',
  'customers',
  'performance',
  'activity',
] as const;
/** How often a report is mailed. */
export const reportRhythms = ['day', 'week', 'month'] as const;
/** Where a code to sign in by may go. */
export const codeChannels = ['whatsapp', 'email'] as const;
/** How somebody proved who they are when a session was opened. */
export const sessionProofs = ['password', 'passkey', 'code'] as const;
